package cas

import (
	"slices"
	"strconv"
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
	tool           = "de.tudarmstadt.ukp.clarin.webanno.api.type." // of INCEpTION's own
)

// graph is a CAS: feature structures that name each other.
type graph struct {
	types  types
	list   []*structure // in the order of the file
	byID   map[int]*structure
	views  []*view
	inline bool // lists stand where they are used, as in XMI
	next   int  // the ID of the next new structure
}

type view struct {
	name    string
	sofa    int
	members []int
}

// structure is a feature structure.
type structure struct {
	id       int
	kind     string
	names    []string // of its features, in the order of the file
	values   map[string]value
	elements []value // of an array
	bytes    string  // of an array of bytes, in base64
	line     int
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
	text string
	id   int
	ids  []int
	list []string
}

func newGraph() *graph { return &graph{byID: map[int]*structure{}, types: types{}} }

func (g *graph) add(s *structure) {
	g.list = append(g.list, s)
	g.byID[s.id] = s
}

// make is a new structure with the next ID, a member of the first view.
func (g *graph) make(kind string) *structure {
	if g.next == 0 {
		g.next = 1
		for old := range g.byID {
			g.next = max(g.next, old+1)
		}
	}
	s := &structure{id: g.next, kind: kind, values: map[string]value{}}
	g.next++
	g.add(s)
	if len(g.views) > 0 {
		g.views[0].members = append(g.views[0].members, s.id)
	}
	return s
}

func (s *structure) set(name string, v value) {
	if _, there := s.values[name]; !there {
		s.names = append(s.names, name)
	}
	s.values[name] = v
}

func (s *structure) unset(name string) {
	delete(s.values, name)
	s.names = slices.DeleteFunc(s.names, func(n string) bool { return n == name })
}

// text is a string or a number as it stands; "" when it is unset.
func (s *structure) text(name string) string { return s.values[name].text }

func (s *structure) number(name string) (int, bool) {
	n, err := strconv.Atoi(s.values[name].text)
	return n, err == nil
}

// to is the structure that a feature names; nil when it names none.
func (g *graph) to(s *structure, name string) *structure {
	if v, ok := s.values[name]; ok && v.form == one {
		return g.byID[v.id]
	}
	return nil
}

// members are the structures that a list of s has: of an array, or as they stand.
func (g *graph) members(s *structure, name string) (list []*structure) {
	v := s.values[name]
	ids := v.ids
	if v.form == one {
		if a := g.byID[v.id]; a != nil && isArray(a.kind) {
			for _, e := range a.elements {
				ids = append(ids, e.id)
			}
		}
	}
	for _, id := range ids {
		if to := g.byID[id]; to != nil {
			list = append(list, to)
		}
	}
	return list
}

// strings are the strings of a list.
func (g *graph) strings(s *structure, name string) []string {
	v := s.values[name]
	if v.form == texts {
		return v.list
	}
	if a := g.byID[v.id]; v.form == one && a != nil && isArray(a.kind) {
		var list []string
		for _, e := range a.elements {
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
	g.setList(s, name, arrayType, value{form: many, ids: ids}, elements)
}

// setStrings has a list say these strings.
func (g *graph) setStrings(s *structure, name string, list []string) {
	elements := make([]value, len(list))
	for i, t := range list {
		elements[i] = value{text: t}
	}
	g.setList(s, name, stringsType, value{form: texts, list: list}, elements)
}

func (g *graph) setList(s *structure, name, kind string, here value, elements []value) {
	old := s.values[name]
	a := g.byID[old.id]
	switch {
	case old.form == one && a != nil && isArray(a.kind):
		a.elements = elements
	case len(elements) == 0:
		s.unset(name)
	case g.inline:
		s.set(name, here)
	default:
		a := g.make(kind)
		g.views[0].members = g.views[0].members[:len(g.views[0].members)-1] // arrays are in no index
		a.elements = elements
		s.set(name, value{form: one, id: a.id})
	}
}

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
		for name, v := range s.values {
			switch {
			case v.form == one && gone[v.id]:
				s.unset(name)
			case v.form == many:
				v.ids = slices.DeleteFunc(v.ids, is)
				s.values[name] = v
			}
		}
		s.elements = slices.DeleteFunc(s.elements, func(v value) bool { return v.form == one && gone[v.id] })
	}
	for id := range gone {
		delete(g.byID, id)
	}
}

// sofa is the text's; nil when the first view has no text.
func (g *graph) sofa() *structure {
	var found *structure
	for _, v := range g.views {
		if s := g.byID[v.sofa]; s != nil && found == nil {
			if _, ok := s.values["sofaString"]; ok {
				found = s
			}
		}
	}
	if found != nil {
		return found
	}
	for _, s := range g.list {
		if _, ok := s.values["sofaString"]; ok && s.kind == sofaType {
			return s
		}
	}
	return nil
}

// inText reports whether s is of the text that sofa has.
func (s *structure) inText(sofa *structure) bool {
	v, ok := s.values["sofa"]
	return !ok || sofa == nil || v.id == sofa.id
}

// isToken reports whether a type is one of tokens.
func isToken(kind string) bool { return uima.IsToken(kind) }
