package ui

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
)

// TestActions: every command has a name, an ID and a key of its own, a place in a menu,
// and can be asked whether it can run, with a project and without.
func TestActions(t *testing.T) {
	b := newBench(t)
	for _, open := range []bool{false, true} {
		if open {
			b.enterNow()
		}
		ids, keys := map[string]bool{}, map[key]string{}
		inMenu := map[string]int{}
		for _, m := range menus {
			for _, a := range m.members(b.table) {
				if a != nil {
					inMenu[a.ID]++
				}
			}
		}
		for _, a := range b.table.all {
			if a.Label() == "" || a.ID == "" || a.Run == nil || a.Group == "" {
				t.Errorf("%+v is not whole", a)
			}
			if r, _ := utf8.DecodeRuneInString(a.Label()); !unicode.IsUpper(r) || strings.HasSuffix(a.Label(), ".") {
				t.Errorf("%q is not written as names are", a.Label())
			}
			if ids[a.ID] {
				t.Errorf("two actions are %s", a.ID)
			}
			ids[a.ID] = true
			if inMenu[a.ID] == 0 {
				t.Errorf("%s is in no menu", a.ID)
			}
			for _, name := range append([]string{a.Key}, a.Also...) {
				if name == "" {
					continue
				}
				k, ok := parseKey(name)
				if !ok {
					t.Errorf("%s: the key %q cannot be read", a.ID, name)
				}
				if other := keys[k]; other != "" {
					t.Errorf("%s and %s share %s", a.ID, other, name)
				}
				keys[k] = a.ID
			}
			if ok, why := a.Can(); !ok && why == "" {
				t.Errorf("%s cannot run and does not say why", a.ID)
			}
		}
	}
}

func TestParseKey(t *testing.T) {
	ctrl := fyne.KeyModifierShortcutDefault
	for cap, want := range map[string]key{
		"n": {char: 'n'}, "?": {char: '?'}, "1": {char: '1'}, ".": {char: '.'}, "+": {char: '+'},
		"F9": {name: fyne.KeyF9}, "Del": {name: fyne.KeyDelete}, "Tab": {name: fyne.KeyTab},
		"Ctrl+K": {name: fyne.KeyK, modifier: ctrl}, "Ctrl++": {name: "+", modifier: ctrl}, "Ctrl+−": {name: fyne.KeyMinus, modifier: ctrl},
		"Ctrl+Shift+N": {name: fyne.KeyN, modifier: ctrl | fyne.KeyModifierShift},
		"Alt+↑":        {name: fyne.KeyUp, modifier: fyne.KeyModifierAlt},
		"Ctrl+↵":       {name: fyne.KeyReturn, modifier: ctrl},
	} {
		if got, ok := parseKey(cap); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", cap, got, want)
		}
	}
	if _, ok := parseKey(""); ok {
		t.Error("no key is one")
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, typed, bold string
		ok                bool
	}{
		{"Mark stance", "mark st", "Markst", true},
		{"Set stance to favor", "st fav", "stfav", true},
		{"Redo", "undo", "", false},
		{"المجلس يؤجل", "يؤجل", "يؤجل", true},
		{"Müller 📌", "müL", "Mül", true},
		{"anything", "", "", true},
	} {
		parts, _, ok := match(c.name, c.typed)
		whole, bold := "", ""
		for _, p := range parts {
			whole += p.text
			if p.bold {
				bold += p.text
			}
		}
		if ok != c.ok || ok && whole != c.name || bold != c.bold {
			t.Errorf("%q in %q: %t, bold %q of %q", c.typed, c.name, ok, bold, whole)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("Mark stance", "mark st")
	f.Add("İstanbul ẞ 𐐀 é 📌", "i ß")
	f.Fuzz(func(t *testing.T, name, typed string) {
		parts, _, ok := match(name, typed)
		whole := ""
		for _, p := range parts {
			whole += p.text
		}
		if ok && whole != name {
			t.Errorf("%q became %q", name, whole)
		}
	})
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 4206: "4,206", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
	if got := counted(1, "word") + ", " + counted(612, "word"); got != "1 word, 612 words" {
		t.Error(got)
	}
	for s, want := range map[string]string{"2025-03-14": "14 March 2025", "2025-03": "March 2025", "2025": "2025", "": ""} {
		d, err := annotate.ParseDate(s)
		if got := longDate(d); err != nil || got != want {
			t.Errorf("%s: %q, %v", s, got, err)
		}
	}
	if got := languageName("ar", annotate.AutoDirection); got != "Arabic, right to left" {
		t.Error(got)
	}
	if got := lowerFirst("Ärger machen"); got != "ärger machen" {
		t.Error(got)
	}
}
