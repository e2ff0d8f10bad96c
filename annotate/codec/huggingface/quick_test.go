package huggingface

import (
	"reflect"
	"testing"
)

// quickLines are one with all that a line can have, and some that are not what the quick way takes.
var quickLines = []string{
	`{"id":"1","text":"📌 e\u0301 \"ü\"\r\n𐐀 👩‍👩‍👧 كلمة","metadata":{"title":"","author":"","author_id":"","outlet":"","date":"","url":"","language":"","direction":"","note":"","custom":[{"name":"page","value":"3"}]},` +
		`"annotations":[{"id":"a","layer":"Actor","annotator":"Lina","start":2,"end":18,"quote":"ü","fragments":[{"start":2,"end":4},{"start":7,"end":18}],"features":[{"feature":"entity","values":[{"type":"entity","value":"x","id":"","mention":""}]}],"note":"","origin":"","recheck":"","created":"","modified":""},` +
		`{"id":"b","layer":"Whole","annotator":"","start":null,"end":null,"quote":"","fragments":[],"features":[],"note":"","origin":"","recheck":"","created":"","modified":""}],` +
		`"relations":[{"id":"r","type":"t","from":"a","to":"b","annotator":"","features":[],"note":"","origin":"","created":"","modified":""}],"turns":[{"start":0,"speaker":"s","speaker_id":""}],"progress":[{"annotator":"Lina","state":"done","flags":["x","y"]}]}`,
	`{ "name": "Lina", "initials": "LH" } `,
	`{"name":"\ud800","initials":"` + "\xff" + `"}`,
	`{"name":"a","initials":"b"}{}`,
	`{"name":"a","name":"b","initials":"c"}`,
	`{"initials":"b","name":"a"}`,
	`{"name":null,"initials":"\x"}`,
	`{"name":"a` + "\n" + `","initials":""}`,
	`{"name":"a","initials":"b`,
	`{"name":"a","initials":"b\`,
	`{"start":007,"end":1}`, `{"start":-1,"end":1.5}`, `{"start":1234567890123456789,"end":1e3}`, `{"start":12,"end":123456789012345678}`,
}

func TestQuickTakesOurs(t *testing.T) {
	line := new(lineJSON)
	if !shapeOf(reflect.TypeFor[lineJSON]()).read(quickLines[0], reflect.ValueOf(line).Elem()) {
		t.Fatalf("it says no: %+v", line)
	}
	a := line.Annotations
	if len(a) != 2 || *a[0].End != 18 || a[1].Start != nil || a[0].Fragments[1].Start != 7 || a[0].Features[0].Values[0].Type != "entity" || line.Progress[0].Flags[1] != "y" {
		t.Errorf("%+v", line)
	}
}

// FuzzQuick has whatever the quick way reads be the same as encoding/json reads it.
func FuzzQuick(f *testing.F) {
	for _, line := range quickLines {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		alike[lineJSON](t, line)
		alike[annotatorJSON](t, line)
		alike[spanJSON](t, line)
		alike[actorJSON](t, line)
	})
}

func alike[T any](t *testing.T, line string) {
	t.Helper()
	got, want := new(T), new(T)
	if !shapeOf(reflect.TypeFor[T]()).read(line, reflect.ValueOf(got).Elem()) {
		return
	}
	if err := decode([]byte(line), want); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v\n%+v\n%+v", line, err, got, want)
	}
}
