package parley_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/assets"
)

func TestTemplates(t *testing.T) {
	names := assets.TemplateNames()
	if len(names) != 5 || names[0] != assets.DefaultTemplate {
		t.Fatalf("templates %q: want five, the default first", names)
	}
	for _, name := range names {
		b, err := assets.Template(strings.ToUpper(strings.ReplaceAll(name, "-", " ")))
		if err != nil {
			t.Fatal(err)
		}
		got, err := parley.ReadTemplate(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := got.Schema.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got.Description == "" || strings.Contains(got.Description, "\n") || got.Schema.Name == "" {
			t.Errorf("%s: name %q, description %q: want one line each", name, got.Schema.Name, got.Description)
		}
		if !strings.EqualFold(strings.ReplaceAll(got.Schema.Name, " ", "-"), name) {
			t.Errorf("%s: its name is %q", name, got.Schema.Name)
		}
	}
	if _, err := assets.Template("nobody's"); err == nil {
		t.Error("a template that is not there was found")
	}
}

// TestPoliticalClaims holds the identifiers that files and scripts rely on.
func TestPoliticalClaims(t *testing.T) {
	s := template(t, assets.DefaultTemplate)
	want := map[annotate.LayerID]string{
		"Claim":  "claimant kind category stance target addressee affected date voice confidence",
		"Stance": "holder target value intensity",
		"Actor":  "entity form",
	}
	for i, l := range s.Layers {
		var ids []string
		for _, f := range l.Features {
			ids = append(ids, string(f.ID))
		}
		if got := strings.Join(ids, " "); got != want[l.ID] || l.Colour != i+1 || l.Key != string(rune('1'+i)) {
			t.Errorf("layer %s: key %s, colour %d, features %s; want %s", l.ID, l.Key, l.Colour, got, want[l.ID])
		}
	}
	for _, id := range []annotate.TagID{"favor", "against", "mixed", "none", "unclear"} {
		if s.Tagset("stance").Tag(id) == nil {
			t.Errorf("no tag %s", id)
		}
	}
	for _, id := range []annotate.RelationTypeID{"supports", "attacks", "repeats", "answers"} {
		if r := s.Relation(id); r == nil || len(r.From) != 1 || r.From[0] != "Claim" {
			t.Errorf("relation type %s: %+v", id, r)
		}
	}
}

func TestSchemaThereAndBack(t *testing.T) {
	for _, name := range assets.TemplateNames() {
		s := template(t, name)
		var first, second bytes.Buffer
		if err := parley.WriteSchema(&first, s); err != nil {
			t.Fatal(err)
		}
		back, err := parley.ReadSchema(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(s, back) {
			t.Errorf("%s came back as %+v", name, back)
		}
		if err := parley.WriteSchema(&second, back); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: written twice it differs (%v)", name, err)
		}
	}
}

func TestReadSchemaRefuses(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"nothing", ``},
		{"another format", `{"format":"parley-dataset","name":"x"}`},
		{"a misspelt member", `{"format":"parley-schema","name":"x","layer":[]}`},
		{"an unknown type", `{"format":"parley-schema","layers":[{"id":"A","name":"A","features":[{"id":"f","name":"f","types":["colour"]}]}]}`},
		{"a tagset that is not there", `{"format":"parley-schema","layers":[{"id":"A","name":"A","features":[{"id":"f","name":"f","types":["tag"],"tagset":"t"}]}]}`},
		{"something after the end", `{"format":"parley-schema"} {}`},
	} {
		if _, err := parley.ReadSchema(strings.NewReader(c.in)); !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%s: %v; want it refused as not allowed", c.name, err)
		}
	}
	_, err := parley.ReadSchema(strings.NewReader(`{"format":"parley-schema","format_version":99}`))
	if !errors.Is(err, annotate.ErrNewer) {
		t.Errorf("a later format: %v", err)
	}
}

func template(t testing.TB, name string) *annotate.Schema {
	t.Helper()
	b, err := assets.Template(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := parley.ReadSchema(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
