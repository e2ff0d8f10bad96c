package cas

import (
	"slices"
	"strings"

	"parley/annotate/codec/uima"
)

// Types that UIMA and DKPro have.
const (
	annotationType = "uima.tcas.Annotation"
	baseType       = "uima.cas.AnnotationBase"
	documentType   = "uima.tcas.DocumentAnnotation"
	topType        = "uima.cas.TOP"
	sofaType       = "uima.cas.Sofa"
	arrayType      = "uima.cas.FSArray"
	stringsType    = "uima.cas.StringArray"
	stringType     = "uima.cas.String"
	dkpro          = "de.tudarmstadt.ukp.dkpro.core.api."
	metaType       = dkpro + "metadata.type.DocumentMetaData"
	fieldType      = dkpro + "metadata.type.MetaDataStringField"
	tokenType      = dkpro + "segmentation.type.Token"
	sentenceType   = dkpro + "segmentation.type.Sentence"
	userType       = tool + "CASMetadata"
	tool           = "de.tudarmstadt.ukp.clarin.webanno.api.type." // of INCEpTION's own
)

// graph is a CAS: feature structures that name each other.
type graph struct {
	types  types
	list   []*structure // in the order of the file
	byID   byID
	views  []*view
	inline bool             // lists stand where they are used, as in XMI
	next   int              // the ID of the next new structure
	facts  map[string]facts // of types, while these stay as they are; nil: they may change

	blanks []structure // room for structures
	room   []field     // room for their features
	one    []field     // where those of one are gathered
}

type view struct {
	name    string
	sofa    int
	members []int
}

// form is what a value is.
type form uint8

const (
	words   form = iota // a string
	literal             // a number or a boolean, as it stands
	special             // a number that JSON has no literal for
	one                 // another structure
	many                // several, where they are used
	texts               // several strings, where they are used
)

type value struct {
	form form
	id   int
	text string
	list *list
}

// list is what a value has that is several.
type list struct {
	ids   []int
	texts []string
}

// field is a feature that is set.
type field struct {
	name string
	value
}

// byID are structures by their IDs. Most of these are small.
type byID struct {
	low  []*structure
	high map[int]*structure
}

func (b *byID) of(id int) *structure {
	if id >= 0 && id < len(b.low) {
		return b.low[id]
	}
	return b.high[id]
}

// set has s be of an ID, where n are known; nil is none.
func (b *byID) set(id, n int, s *structure) {
	if id >= len(b.low) && id < 4*n+1024 {
		grown := make([]*structure, 2*id+1024)
		copy(grown, b.low)
		for i, x := range b.high {
			if i < len(grown) {
				grown[i] = x
				delete(b.high, i)
			}
		}
		b.low = grown
	}
	switch {
	case id < len(b.low):
		b.low[id] = s
	case s == nil:
		delete(b.high, id)
	case b.high == nil:
		b.high = map[int]*structure{id: s}
	default:
		b.high[id] = s
	}
}

func newGraph() *graph { return &graph{types: types{}} }

// blank is a structure without anything, of whose features one at a time are gathered: see
// [graph.kept].
func (g *graph) blank() *structure {
	if len(g.blanks) == 0 {
		g.blanks = make([]structure, max(16, min(256, len(g.list))))
	}
	s := &g.blanks[0]
	g.blanks = g.blanks[1:]
	s.fields = g.one[:0]
	return s
}

// kept is what was gathered, in a place of its own.
func (g *graph) kept(list []field) []field {
	if cap(g.room)-len(g.room) < len(list) {
		g.room = make([]field, 0, max(min(2*cap(g.room), 1024), 128, len(list)))
	}
	from := len(g.room)
	g.room = append(g.room, list...)
	g.one = list[:0]
	return g.room[from:len(g.room):len(g.room)]
}

func (g *graph) add(s *structure) {
	g.list = append(g.list, s)
	g.byID.set(s.id, len(g.list), s)
}

// addPlain adds a plain structure.
func (g *graph) addPlain(kind string, id, sofa, begin, end int) *structure {
	s := g.blank()
	s.id, s.kind, s.fields = id, kind, nil
	s.place(sofa, begin, end)
	g.add(s)
	return s
}

// make is a new structure with the next ID, a member of the first view.
func (g *graph) make(kind string) *structure {
	if g.next == 0 {
		g.next = 1
		for _, old := range g.list {
			g.next = max(g.next, old.id+1)
		}
	}
	s := g.blank()
	s.id, s.kind, s.fields = g.next, kind, nil
	g.next++
	g.add(s)
	if len(g.views) > 0 {
		g.views[0].members = append(g.views[0].members, s.id)
	}
	return s
}

// to is the structure that a feature names; nil when it names none.
func (g *graph) to(s *structure, name string) *structure {
	if v := s.get(name); v.form == one {
		return g.byID.of(v.id)
	}
	return nil
}

// members are the structures that a list of s has: of an array, or as they stand.
func (g *graph) members(s *structure, name string) (list []*structure) {
	v := s.get(name)
	var ids []int
	if v.list != nil {
		ids = v.list.ids
	}
	if v.form == one {
		if a := g.byID.of(v.id); a != nil && isArray(a.kind) {
			for _, e := range a.elements() {
				ids = append(ids, e.id)
			}
		}
	}
	for _, id := range ids {
		if to := g.byID.of(id); to != nil {
			list = append(list, to)
		}
	}
	return list
}

// strings are the strings of a list.
func (g *graph) strings(s *structure, name string) []string {
	v := s.get(name)
	if v.form == texts {
		return v.list.texts
	}
	if a := g.byID.of(v.id); v.form == one && a != nil && isArray(a.kind) {
		var list []string
		for _, e := range a.elements() {
			if e.form != one {
				list = append(list, e.text)
			}
		}
		return list
	}
	return nil
}

// setMembers has a list name these structures.
func (g *graph) setMembers(s *structure, name string, list []*structure) {
	ids, elements := make([]int, len(list)), make([]value, len(list))
	for i, m := range list {
		ids[i], elements[i] = m.id, value{form: one, id: m.id}
	}
	g.setList(s, name, arrayType, manyOf(ids), elements)
}

// setStrings has a list say these strings.
func (g *graph) setStrings(s *structure, name string, list []string) {
	elements := make([]value, len(list))
	for i, t := range list {
		elements[i] = value{text: t}
	}
	g.setList(s, name, stringsType, textsOf(list), elements)
}

func (g *graph) setList(s *structure, name, kind string, here value, elements []value) {
	old := s.get(name)
	a := g.byID.of(old.id)
	switch {
	case old.form == one && a != nil && isArray(a.kind):
		a.array = &array{elements: elements}
	case len(elements) == 0:
		s.unset(name)
	case g.inline:
		s.set(name, here)
	default:
		a := g.make(kind)
		g.views[0].members = g.views[0].members[:len(g.views[0].members)-1] // arrays are in no index
		a.array = &array{elements: elements}
		s.set(name, value{form: one, id: a.id})
	}
}

func manyOf(ids []int) value { return value{form: many, list: &list{ids: ids}} }

func textsOf(words []string) value { return value{form: texts, list: &list{texts: words}} }

func isArray(kind string) bool {
	return strings.HasSuffix(kind, "[]") || strings.HasSuffix(kind, "Array")
}

// remove takes structures out, and what names them.
func (g *graph) remove(gone map[int]bool) {
	if len(gone) == 0 {
		return
	}
	is := func(id int) bool { return gone[id] }
	g.list = slices.DeleteFunc(g.list, func(s *structure) bool { return gone[s.id] })
	for _, v := range g.views {
		v.members = slices.DeleteFunc(v.members, is)
	}
	for _, s := range g.list {
		if s.plain && !gone[int(s.sofa)] {
			continue
		}
		s.fields = slices.DeleteFunc(s.open(), func(f field) bool { return f.form == one && gone[f.id] })
		for i := range s.fields {
			if f := &s.fields[i]; f.form == many {
				f.value = manyOf(slices.DeleteFunc(slices.Clone(f.list.ids), is))
			}
		}
		if s.array != nil {
			s.array.elements = slices.DeleteFunc(s.array.elements, func(v value) bool { return v.form == one && gone[v.id] })
		}
	}
	for id := range gone {
		g.byID.set(id, 0, nil)
	}
}

// sofa is the text's; nil when the first view has no text.
func (g *graph) sofa() *structure {
	var found *structure
	for _, v := range g.views {
		if s := g.byID.of(v.sofa); s != nil && found == nil && s.has("sofaString") {
			found = s
		}
	}
	if found != nil {
		return found
	}
	for _, s := range g.list {
		if s.kind == sofaType && s.has("sofaString") {
			return s
		}
	}
	return nil
}

// isToken reports whether a type is one of tokens.
func isToken(kind string) bool { return uima.IsToken(kind) }
