package annotate

import (
	"errors"
	"reflect"
	"testing"

	"parley/annotate/text"
)

// TestCheckText puts a broken character into every text of every kind of record, one at a time.
func TestCheckText(t *testing.T) {
	values := []FeatureValue{{Feature: "gloss", Values: []Value{{Type: TypeText, Text: "ü e\u0301 📌 𐐀 👨‍👩‍👧"}, {Type: TypeTag, Tag: "الميناء"}}}}
	for _, r := range []Record{
		&Project{Name: "Übergang", Note: "n"},
		&Schema{
			Name: "S", Layers: []Layer{{ID: "L", Name: "n", Description: "d", Key: "1", Features: []Feature{{ID: "f", Name: "n", Description: "d", Tagset: "t"}}}},
			Tagsets: []Tagset{{ID: "t", Name: "n", Tags: []Tag{{ID: "g", Name: "n"}}}}, Relations: []RelationType{{ID: "r", Name: "n", From: []LayerID{"L"}}}, Fields: []string{"region"},
		},
		&Annotator{Name: "Lina", Initials: "L"},
		&Entity{Name: "n", Aliases: []Alias{{Name: "a", Language: "ar"}}, Kind: "k", Affiliations: []Affiliation{{Role: "r"}}, Side: "s", Country: "c", ExternalID: "x", Note: "n"},
		&Document{Title: "t", Author: "a", Custom: []Field{{"n", "v"}}, Source: Source{Name: "n.txt", Encoding: "e", Format: "f"}},
		&Body{Text: "الميناء"},
		&Annotation{Layer: "L", Quote: text.Quote{Exact: "q", Prefix: "p", Suffix: "s"}, Features: values, Note: "n", Origin: "hand"},
		&Relation{Type: "y", Features: values, Note: "n", Origin: "hand"},
	} {
		if err := CheckText(r); err != nil {
			t.Errorf("%s: whole, and refused: %v", r.Key().Kind, err)
		}
		if n := breakEach(t, r, reflect.ValueOf(r)); n == 0 {
			t.Errorf("%s: no text was found to break", r.Key().Kind)
		}
	}
}

// breakEach breaks each text in v for a moment and wants r refused; it says how many it found.
func breakEach(t *testing.T, r Record, v reflect.Value) (n int) {
	switch v.Kind() {
	case reflect.Pointer:
		return breakEach(t, r, v.Elem())
	case reflect.String:
		whole := v.String()
		v.SetString(whole + "\xff")
		if err := CheckText(r); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s with %q: got %v, want it refused", r.Key().Kind, v, err)
		}
		v.SetString(whole)
		return 1
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += breakEach(t, r, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += breakEach(t, r, v.Index(i))
		}
	}
	return n
}
