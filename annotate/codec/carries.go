package codec

// Carries says what a format can hold.
type Carries uint32

// What a format may hold, in the order of the table in the README.
const (
	Spans            Carries = 1 << iota // annotations of a piece of text
	Discontinuous                        // of several
	Overlapping                          // that cross or nest
	Whole                                // about the whole document
	Features                             // values of annotations
	Multiple                             // several values of one feature
	Notes                                // on annotations
	Relations                            // between annotations
	RelationFeatures                     // values of relations
	Entities                             // actors with their aliases
	Metadata                             // of documents
	Annotators                           // whose an annotation is
	Codebook                             // the schema, or its tags
	Originals                            // what it has beside, kept and written again
)

var carriesNames = [...]string{
	"spans", "discontinuous", "overlapping", "document-level", "features", "several values", "notes", "relations",
	"relation features", "actors", "metadata", "annotators", "codebook", "originals",
}

// Has reports whether all of o can be held.
func (c Carries) Has(o Carries) bool { return c&o == o }

// Each is every thing that can be carried, in its order.
func Each() (all []Carries) {
	for i := range carriesNames {
		all = append(all, 1<<i)
	}
	return all
}

// String is the name of one thing that can be carried.
func (c Carries) String() string {
	for i, name := range carriesNames {
		if c == 1<<i {
			return name
		}
	}
	return ""
}
