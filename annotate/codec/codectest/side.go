package codectest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// side is one of two projects that are compared, whole.
type side struct {
	schema     *annotate.Schema
	annotators []*annotate.Annotator
	entities   []*annotate.Entity
	documents  []*document
	names      map[annotate.ID]string // of annotators and entities
	called     map[any]string         // what layers, relation types and features of the schema are called on the other side, where they are there
}

// name is what a part of the schema is called in the project that was, whatever it is called
// in the one that is.
func (s *side) name(part any, own string) string {
	if other, is := s.called[part]; is {
		return other
	}
	return own
}

type document struct {
	head        *annotate.Document
	text        *text.Text
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	progress    []*annotate.Progress
}

// name is what a document is called among differences.
func (d *document) name() string { return "“" + d.head.Title + "”" }

func load(t testing.TB, r session.Reader) *side {
	t.Helper()
	s := &side{names: map[annotate.ID]string{}, called: map[any]string{}}
	s.schema = must(r.Schema())(t)
	s.annotators = must(r.Annotators())(t)
	for _, a := range s.annotators {
		s.names[a.ID] = a.Name
	}
	for e, err := range r.Entities() {
		s.entities = append(s.entities, must(e, err)(t))
		s.names[e.ID] = e.Name
	}
	for h, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		s.documents = append(s.documents, &document{
			head: h.Document, text: must(text.New(must(r.Body(h.ID))(t)))(t), annotations: must(r.Annotations(h.ID))(t),
			relations: must(r.Relations(h.ID))(t), progress: must(r.Progress(h.ID))(t),
		})
	}
	return s
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (s *side) layer(id annotate.LayerID) string {
	if l := s.schema.Layer(id); l != nil {
		return s.name(l, l.Name)
	}
	return "?" + string(id)
}

func (s *side) layers(list []annotate.LayerID) string {
	var names []string
	for _, id := range list {
		names = append(names, s.layer(id))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (s *side) kind(id annotate.RelationTypeID) string {
	if k := s.schema.Relation(id); k != nil {
		return s.name(k, k.Name)
	}
	return "?" + string(id)
}

func (s *side) tagset(id annotate.TagsetID) string {
	if t := s.schema.Tagset(id); t != nil {
		return t.Name
	}
	return ""
}

// value is v in words; annotations says what it names in the same words on both sides.
func (s *side) value(v annotate.Value, f *annotate.Feature, annotations map[annotate.ID]string) string {
	said := ""
	switch v.Type {
	case annotate.TypeText:
		said = v.Text
	case annotate.TypeNumber:
		said = strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		said = strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		said = v.Date.String()
	case annotate.TypeTag:
		said = string(v.Tag)
		if set := s.schema.Tagset(f.Tagset); set != nil && set.Tag(v.Tag) != nil {
			said = s.name(set.Tag(v.Tag), set.Tag(v.Tag).Name)
		}
	case annotate.TypeEntity:
		said = s.names[v.Ref]
	case annotate.TypeAnnotation:
		said = annotations[v.Ref]
	}
	return fmt.Sprintf("%s %s", v.Type, said)
}
