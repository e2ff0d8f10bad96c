package codectest

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate/codec"
)

// Losses are what a format says that it cannot carry, and what each kind of loss costs.
type Losses struct {
	Format string // its name
	Told   []Rule
	Untold []Gap
	// Elsewhere are kinds of loss that the program has whose format it is, while our own reader
	// reads all that was written, and how often they are told.
	Elsewhere map[string]int
	// Findings are how many problems of each sort writing and reading tell beside losses, by
	// "repaired", "doubtful", "refused", "skipped", "remark". Those that are not here are none.
	Findings map[string]int
	Keeps    Keeps
	// Again is why the project that was read does not give the same bytes when it is written;
	// empty: it does.
	Again string
}

// Keeps is what a format keeps of what people do not see. What is not here it makes anew.
type Keeps struct {
	IDs    bool // of documents, annotations and relations
	Order  bool // of documents, layers, tags, annotators
	Clocks bool // when records were made and altered
}

// Rule says which differences one kind of loss tells. Of the differences that no rule before
// it has told, those that Covers names are counted, and there must be as many as the report
// says.
type Rule struct {
	Told   string // the kind of loss, of one: see [codec.Kind]
	Covers string // patterns divided by commas, as "-annotation.note, -relation.note"
	With   string // what comes along with them and is not counted; "of them" at its end: all that is of what Covers claimed
	Per    Per
	Where  func(Difference) bool // of both, but for what is of them; nil: wherever
}

// Gap is a loss that nothing tells: a fault of the format that is known, and why it stands.
type Gap struct {
	Why    string
	Covers string
	Count  int
	Where  func(Difference) bool
}

// ofThem ends a list of what comes along: see [Rule].
const ofThem = "of them"

// Per is what a loss is counted by.
type Per uint8

// What losses are counted by.
const (
	Record     Per = iota // one a record, however much of it is lost
	Each                  // one a difference
	Field                 // one a field of a record, as a feature of an annotation, however many values it had
	Of                    // one a document, or a layer, a tagset or a relation type with all of its parts
	Everything            // one in all
)

func (p Per) count(list []Difference) int {
	seen := map[string]bool{}
	for i, d := range list {
		key := map[Per]string{Record: d.Record, Each: fmt.Sprint(i), Field: d.Record + d.Path, Of: d.Of, Everything: ""}[p]
		seen[key] = true
	}
	return len(seen)
}

// claim takes from list what is of patterns.
func claim(list *[]Difference, patterns string, where func(Difference) bool) (out []Difference) {
	*list = slices.DeleteFunc(*list, func(d Difference) bool {
		is := d.is(patterns) && (where == nil || where(d))
		if is {
			out = append(out, d)
		}
		return is
	})
	return out
}

// along takes from list what comes along with found.
func (r Rule) along(list *[]Difference, found []Difference) {
	if of, all := strings.CutSuffix(r.With, ofThem); all {
		r.With = of
		within := map[string]bool{}
		for _, d := range found {
			within[d.Record] = true
		}
		claim(list, "*", func(d Difference) bool { return within[d.Of] })
	}
	claim(list, r.With, r.Where)
}

// Check is what is wrong with a report of what is different: what nothing told, what was told
// and is none, what was told more or less often than it is so.
func (l Losses) Check(list []Difference, report *codec.Report) (faults []string) {
	list = slices.Clone(list)
	left := map[string]int{}
	for _, loss := range report.Lost {
		left[loss.One] = loss.Total
	}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for _, r := range l.Told {
		found := claim(&list, r.Covers, r.Where)
		told, is := left[r.Told]
		delete(left, r.Told)
		switch n := r.Per.count(found); {
		case !is && n == 0:
			fault("%q is in the table, and neither told nor so", r.Told)
		case told != n:
			fault("%q is told %d times, and so %d times:%s", r.Told, told, n, lines(found))
		}
		r.along(&list, found)
	}
	for kind, n := range l.Elsewhere {
		if left[kind] != n {
			fault("%q, which is so elsewhere, is told %d times, want %d", kind, left[kind], n)
		}
		delete(left, kind)
	}
	for _, g := range l.Untold {
		if found := claim(&list, g.Covers, g.Where); len(found) != g.Count || g.Why == "" {
			fault("the gap %q is of %d differences, and the table says %d:%s", g.Why, len(found), g.Count, lines(found))
		}
	}
	for _, loss := range report.Lost {
		if n := left[loss.One]; n > 0 {
			fault("told and not in the table: %d × %q: %v", n, loss.One, loss.First[:min(3, len(loss.First))])
		}
	}
	if len(list) > 0 {
		fault("%d differences that nothing tells:%s", len(list), lines(list))
	}
	return append(faults, l.findings(report)...)
}

func (l Losses) findings(r *codec.Report) (faults []string) {
	for name, f := range map[string]codec.Findings{"repaired": r.Repaired, "doubtful": r.Doubtful, "refused": r.Refused, "skipped": r.Skipped, "remark": r.Remarks} {
		if f.Total != l.Findings[name] {
			faults = append(faults, fmt.Sprintf("%d %s, want %d: %v", f.Total, name, l.Findings[name], f.First))
		}
	}
	slices.Sort(faults)
	return faults
}

func lines(list []Difference) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString("\n\t" + d.String())
	}
	return b.String()
}
