package cas

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// mostDepth is how deep elements may nest; XMI needs 3, a type system 8.
const mostDepth = 32

// mostWords is the longest text of an element, in bytes; those of documents are attributes.
const mostWords = 1 << 16

// element is one of an XML file that is read.
type elementXML struct {
	xml.StartElement
	line  int
	depth int
	words string // behind it, when it ends
}

// walk goes through the elements of an XML file: begin at each start, end at each end. No
// entity but XML's own is known, and a document type is refused.
func walk(s string, begin func(e *elementXML) error, end func(e *elementXML) error) error {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(s, "\uFEFF")))
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("its encoding is %s, not UTF-8: %w", charset, annotate.ErrInvalid)
	}
	var open []*elementXML
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			line, _ := d.InputPos()
			e := &elementXML{StartElement: t, line: line, depth: len(open)}
			if open = append(open, e); len(open) > mostDepth {
				return fmt.Errorf("line %d: elements nest deeper than %d: %w", line, mostDepth, annotate.ErrInvalid)
			}
			err = begin(e)
		case xml.EndElement:
			e := open[len(open)-1]
			open = open[:len(open)-1]
			err = end(e)
		case xml.CharData:
			if n := len(open); n > 2 && len(open[n-1].words)+len(t) <= mostWords {
				open[n-1].words += string(t)
			}
		case xml.Directive:
			return fmt.Errorf("it has a document type, which may hide anything: %w", annotate.ErrInvalid)
		}
		if err != nil {
			return err
		}
	}
}

// readTypes reads a type system.
func readTypes(b []byte) (types, error) {
	t := types{}
	var k *kind
	var f *feature
	err := walk(string(b), func(e *elementXML) error {
		switch e.Name.Local {
		case "typeDescription":
			k = &kind{}
		case "featureDescription":
			f = &feature{}
		}
		return nil
	}, func(e *elementXML) error {
		words := strings.TrimSpace(e.words)
		switch name := e.Name.Local; {
		case k == nil:
		case name == "typeDescription":
			if k.name != "" {
				t[k.name] = k
			}
			k = nil
		case name == "supertypeName":
			k.super = words
		case name == "featureDescription" && f != nil:
			k.features, f = append(k.features, *f), nil
		case name == "string":
			k.allowed = append(k.allowed, words)
		case name == "name" && f != nil:
			f.name = words
		case name == "name":
			k.name = words
		case name == "rangeTypeName" && f != nil:
			f.rng = words
		case name == "elementType" && f != nil:
			f.element = words
		}
		return nil
	})
	return t, err
}

const xmiSpace = "http://www.omg.org/XMI"

// readXMI reads a CAS whose types are t, which may know nothing. Its parts share the memory
// of s.
func readXMI(s string, t types, tell func(place string, err error)) (*graph, error) {
	g := scanXMI(s, t, tell)
	if g == nil {
		var err error
		if g, err = walkXMI(s, t, tell); err != nil {
			return nil, err
		}
	}
	g.link()
	return g, nil
}

// walkXMI reads with all that XML has.
func walkXMI(s string, t types, tell func(place string, err error)) (*graph, error) {
	g := newGraph()
	g.types, g.inline = t, true
	var current *structure
	known := false
	err := walk(s, func(e *elementXML) error {
		switch {
		case e.depth == 0:
			known = e.Name.Local == "XMI"
			if !known {
				return fmt.Errorf("it begins with %s, not with XMI: %w", e.Name.Local, annotate.ErrInvalid)
			}
		case e.depth == 1:
			current = g.xmiStructure(tagOf(e), tell)
		}
		return nil
	}, func(e *elementXML) error {
		if e.depth == 2 && current != nil {
			current.more(e.Name.Local, e.words)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, fmt.Errorf("it is no XMI: %w", annotate.ErrInvalid)
	}
	return g, nil
}

// more adds one to the strings of a list.
func (s *structure) more(name, words string) {
	var before []string
	if v := s.get(name); v.form == texts {
		before = v.list.texts
	}
	s.set(name, textsOf(append(before, words)))
}

// tag is an element of XMI below the first.
type tag struct {
	kind string
	id   int
	line func() int
	list []field // its attributes
}

func tagOf(e *elementXML) tag {
	x := tag{kind: typeOf(e.Name), line: func() int { return e.line }}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == xmiSpace && a.Name.Local == "id":
			x.id, _ = strconv.Atoi(a.Value)
		case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Space == xmiSpace:
		default:
			x.list = append(x.list, field{a.Name.Local, value{text: a.Value}})
		}
	}
	return x
}

// typeOf is the type that an element's name says.
func typeOf(n xml.Name) string { return typeNamed(n.Space, n.Local) }

func typeNamed(space, local string) string {
	space = strings.TrimSuffix(strings.TrimPrefix(space, "http:///"), ".ecore")
	if space == "" || strings.HasSuffix(space, "noNamespace") {
		return local
	}
	return strings.ReplaceAll(space, "/", ".") + "." + local
}

func (g *graph) xmiStructure(x tag, tell func(string, error)) *structure {
	if x.kind == "uima.cas.NULL" {
		return nil
	}
	s := g.blank()
	s.kind, s.id = x.kind, x.id
	for _, f := range x.list {
		s.set(f.name, f.value)
	}
	if s.kind == "uima.cas.View" {
		v := &view{name: "_InitialView"}
		v.sofa, _ = strconv.Atoi(s.text("sofa"))
		v.members, _ = ids(s.text("members"))
		g.views = append(g.views, v)
		return nil
	}
	if s.id <= 0 || g.byID.of(s.id) != nil {
		tell(fmt.Sprintf("line %d", x.line()), fmt.Errorf("%s has no ID of its own: %w", s.kind, annotate.ErrInvalid))
		return nil
	}
	s.fields = g.kept(s.fields)
	g.add(s)
	return s
}

// ids reads "76 79".
func ids(s string) (list []int, ok bool) {
	for f := range strings.FieldsSeq(s) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 0 {
			return nil, false
		}
		if n > 0 {
			list = append(list, n)
		}
	}
	return list, len(list) > 0
}

// references are features that name structures whatever the type system says.
var references = []string{"sofa", "Governor", "Dependent", "next", "first", "target", "sofaArray"}

// link finds out which values name structures: by their types, and where these are not known
// by features that always do, and lists of what has a target.
func (g *graph) link() {
	type named struct{ kind, name string }
	known := map[named]*feature{}
	for _, s := range g.list {
		if s.plain { // of which that is known
			continue
		}
		for i := 0; i < len(s.fields); i++ {
			name, v := s.fields[i].name, s.fields[i].value
			if v.form != words || name == "begin" || name == "end" || s.kind == sofaType && name != "sofaArray" {
				continue
			}
			f, looked := known[named{s.kind, name}]
			if !looked {
				f = g.types.feature(s.kind, name)
				known[named{s.kind, name}] = f
			}
			if isArray(s.kind) && name == "elements" {
				if s.arrayOf(v.text) {
					i--
				}
				continue
			}
			s.fields[i].value = g.linked(name, v, f)
		}
	}
}

// linked is what the words of a feature are, of which f may be nil.
func (g *graph) linked(name string, v value, f *feature) value {
	if f != nil && g.types.isPrimitive(f.rng) {
		if f.rng != stringType && !g.types.is(f.rng, stringType) {
			v.form = literal
		}
		return v
	}
	if n, err := strconv.Atoi(v.text); err == nil && n > 0 && slices.Contains(references, name) {
		return value{form: one, id: n}
	}
	if f != nil && f.rng == stringsType {
		return textsOf(strings.Fields(v.text))
	}
	list, isIDs := ids(v.text)
	switch {
	case !isIDs:
	case slices.Contains(references, name) && len(list) == 1:
		return value{form: one, id: list[0]}
	case f != nil && (f.rng == arrayType || strings.HasSuffix(f.rng, "[]") || strings.HasSuffix(f.rng, "List")):
		return manyOf(list)
	case f != nil && !isArray(f.rng):
		return value{form: one, id: list[0]}
	case f == nil && g.areLinks(list):
		return manyOf(list)
	}
	return v
}

// arrayOf takes the elements of an array out of their attribute, and reports whether it did.
func (s *structure) arrayOf(list string) bool {
	if strings.HasSuffix(s.kind, "ByteArray") {
		return false // in hexadecimal, and nobody's annotation
	}
	s.unset("elements")
	a := &array{}
	for f := range strings.FieldsSeq(list) {
		v := value{text: f}
		if s.kind == arrayType {
			v = value{form: one}
			v.id, _ = strconv.Atoi(f)
		}
		a.elements = append(a.elements, v)
	}
	s.array = a
	return true
}

func (g *graph) areLinks(list []int) bool {
	return !slices.ContainsFunc(list, func(id int) bool {
		s := g.byID.of(id)
		if s == nil {
			return true
		}
		return !s.has("target") || s.text("begin") != ""
	})
}
