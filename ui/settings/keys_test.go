package settings_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"parley/ui/settings"
)

func TestProfileThereAndBack(t *testing.T) {
	p := settings.Profile{Name: "Linas Tasten ü 📌 مفاتيح", Keys: settings.Keys{
		"edit.undo": {"Ctrl+Z", "F2"}, "project.quit": {}, "mark.بيان": {"س"}, "of.another.version": {"𐐀"},
	}}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := settings.ReadProfile(&b)
	if err != nil || got.Name != p.Name || !reflect.DeepEqual(got.Keys, p.Keys) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestHostileProfiles(t *testing.T) {
	head := `{"format":"parley-keys","version":1,"keys":`
	for name, file := range map[string]string{
		"empty": "", "binary": "\x00\xff\xfe", "not JSON": "Ctrl+Z", "another format": `{"format":"x","version":1,"keys":{}}`,
		"later": `{"format":"parley-keys","version":2,"keys":{}}`, "no version": `{"format":"parley-keys","keys":{}}`,
		"no list": head + `{"edit.undo":"Ctrl+Z"}}`, "no keys": head + `[]}`, "a number": head + `{"a":[1]}}`,
		"an empty key": head + `{"a":[""]}}`, "a control character": head + `{"a":["\u0007"]}}`, "a hidden one": head + `{"a\u202e":["x"]}}`,
		"a long key": head + `{"a":["` + strings.Repeat("ü", 40) + `"]}}`, "many keys": head + `{"a":["1","2","3","4","5","6","7","8","9"]}}`,
		"deep": head + strings.Repeat("[", 20000), "large": head + strings.Repeat(" ", 1<<20) + `{}}`, "cut off": head + `{"a":["x"]`,
	} {
		if _, err := settings.ReadProfile(strings.NewReader(file)); !errors.Is(err, settings.ErrProfile) {
			t.Errorf("%s: %v", name, err)
		} else if len(err.Error()) > 300 {
			t.Errorf("%s: told at length: %v", name, err)
		}
	}
	many := new(strings.Builder)
	for i := range 5001 {
		fmt.Fprintf(many, `,"a%d":[]`, i)
	}
	if _, err := settings.ReadProfile(strings.NewReader(head + "{" + many.String()[1:] + "}}")); !errors.Is(err, settings.ErrProfile) {
		t.Error("5001 actions are taken")
	}
	if _, err := settings.ReadProfile(strings.NewReader(`{"format":"parley-keys","version":1,"author":"x","keys":{"unknown":["F5"]}}`)); err != nil {
		t.Errorf("what is not known is not passed over: %v", err)
	}
}

func FuzzReadProfile(f *testing.F) {
	f.Add(`{"format":"parley-keys","version":1,"name":"ü","keys":{"a":["Ctrl+Z","س"],"b":[]}}`)
	f.Add(`{"format":"parley-keys","version":1,"keys":null}`)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := settings.ReadProfile(strings.NewReader(s))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		if again, err := settings.ReadProfile(&b); err != nil || len(again.Keys) != len(p.Keys) {
			t.Fatalf("written and read: %+v, %v", again, err)
		}
	})
}

// What a person changed is there again; a settings file with keys that are none costs
// the keys only.
func TestKeysAreRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	f := settings.Open(path)
	f.Change(func(s *settings.Settings) { s.Theme, s.Keys = "dark", settings.Keys{"edit.undo": {"F2"}} })
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := settings.Open(path).Now().Keys; !reflect.DeepEqual(got, settings.Keys{"edit.undo": {"F2"}}) {
		t.Errorf("read back: %v", got)
	}
	f.Change(func(s *settings.Settings) { s.Keys = settings.Keys{"edit.undo": {"\a"}} })
	if got := f.Now(); got.Keys != nil || got.Theme != "dark" {
		t.Errorf("%+v", got)
	}
}
