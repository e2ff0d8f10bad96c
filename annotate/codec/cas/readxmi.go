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

// readXMI reads a CAS whose types are t, which may know nothing.
func readXMI(s string, t types, tell func(place string, err error)) (*graph, error) {
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
			current = g.xmiStructure(e, tell)
		}
		return nil
	}, func(e *elementXML) error {
		if e.depth == 2 && current != nil {
			var before []string
			if v := current.get(e.Name.Local); v.form == texts {
				before = v.list.texts
			}
			current.set(e.Name.Local, textsOf(append(before, e.words)))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, fmt.Errorf("it is no XMI: %w", annotate.ErrInvalid)
	}
	g.link()
	return g, nil
}

// typeOf is the type that an element's name says.
func typeOf(n xml.Name) string {
	space := strings.TrimSuffix(strings.TrimPrefix(n.Space, "http:///"), ".ecore")
	if space == "" || strings.HasSuffix(space, "noNamespace") {
		return n.Local
	}
	return strings.ReplaceAll(space, "/", ".") + "." + n.Local
}

func (g *graph) xmiStructure(e *elementXML, tell func(string, error)) *structure {
	s := &structure{kind: typeOf(e.Name), line: e.line}
	if s.kind == "uima.cas.NULL" {
		return nil
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == xmiSpace && a.Name.Local == "id":
			s.id, _ = strconv.Atoi(a.Value)
		case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Space == xmiSpace:
		default:
			s.set(a.Name.Local, value{text: a.Value})
		}
	}
	if s.kind == "uima.cas.View" {
		v := &view{name: "_InitialView"}
		v.sofa, _ = strconv.Atoi(s.text("sofa"))
		v.members, _ = ids(s.text("members"))
		g.views = append(g.views, v)
		return nil
	}
	if s.id <= 0 || g.byID.of(s.id) != nil {
		tell(fmt.Sprintf("line %d", e.line), fmt.Errorf("%s has no ID of its own: %w", s.kind, annotate.ErrInvalid))
		return nil
	}
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
	for _, s := range g.list {
		for i := 0; i < len(s.fields); i++ {
			name, v := s.fields[i].name, s.fields[i].value
			if v.form != words || name == "begin" || name == "end" || s.kind == sofaType && name != "sofaArray" {
				continue
			}
			f := g.types.feature(s.kind, name)
			list, isIDs := ids(v.text)
			switch {
			case isArray(s.kind) && name == "elements":
				s.array(v.text)
			case slices.Contains(references, name) && isIDs && len(list) == 1 && (f == nil || !g.types.isPrimitive(f.rng)):
				s.set(name, value{form: one, id: list[0]})
			case f != nil && f.rng == stringsType:
				s.set(name, textsOf(strings.Fields(v.text)))
			case f != nil && g.types.isPrimitive(f.rng):
				if f.rng != stringType && !g.types.is(f.rng, stringType) {
					s.set(name, value{form: literal, text: v.text})
				}
			case f != nil && isIDs && (f.rng == arrayType || strings.HasSuffix(f.rng, "[]") || strings.HasSuffix(f.rng, "List")):
				s.set(name, manyOf(list))
			case f != nil && isIDs && !isArray(f.rng):
				s.set(name, value{form: one, id: list[0]})
			case f == nil && isIDs && g.areLinks(list):
				s.set(name, manyOf(list))
			}
		}
	}
}

// array takes the elements of an array out of their attribute.
func (s *structure) array(list string) {
	if strings.HasSuffix(s.kind, "ByteArray") {
		return // in hexadecimal, and nobody's annotation
	}
	s.unset("elements")
	for f := range strings.FieldsSeq(list) {
		v := value{text: f}
		if s.kind == arrayType {
			v = value{form: one}
			v.id, _ = strconv.Atoi(f)
		}
		s.elements = append(s.elements, v)
	}
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
