package dialog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// pickFolder is a folder with what there is to choose from.
func pickFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"Zürich", "الميناء", "alpha", ".hidden"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"b.parley", "Häfen 📌.PARLEY", "cafe\u0301.parley", "𐐀 👨‍👩‍👧.parley", "notes.txt", "الميناء/نص.parley"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "alpha"), filepath.Join(dir, "link")); err != nil {
		t.Skip("no links here:", err)
	}
	return dir
}

func namesOf(list []entry) string {
	var s []string
	for _, e := range list {
		if e.folder {
			e.name += "/"
		}
		s = append(s, e.name)
	}
	return strings.Join(s, " | ")
}

// TestEntries: folders first, then what the filter takes; names are found in any case and
// however they are composed.
func TestEntries(t *testing.T) {
	dir := pickFolder(t)
	projects := Filter{Endings: []string{".parley"}}
	for _, c := range []struct {
		filter  Filter
		folders bool
		start   string
		want    string
	}{
		{projects, false, "", "alpha/ | link/ | Zürich/ | الميناء/ | b.parley | cafe\u0301.parley | Häfen 📌.PARLEY | 𐐀 👨‍👩‍👧.parley"},
		{projects, true, "", "alpha/ | link/ | Zürich/ | الميناء/"},
		{Filter{}, false, "n", "notes.txt"},
		{projects, false, "n", ""},
		{projects, false, "caf\u00e9", "cafe\u0301.parley"},
		{projects, false, "HÄF", "Häfen 📌.PARLEY"},
		{projects, false, "zu", ""},
		{projects, false, "الم", "الميناء/"},
		{projects, false, "𐐀", "𐐀 👨‍👩‍👧.parley"},
		{projects, false, ".h", ".hidden/"},
	} {
		all, err := entries(dir, c.filter, c.folders)
		if err != nil {
			t.Fatal(err)
		}
		if got := namesOf(beginning(all, c.start)); got != c.want {
			t.Errorf("%q, folders %v: %s, want %s", c.start, c.folders, got, c.want)
		}
	}
}

// TestPickByKeys: what is written and what the arrows come to leads to a file or a folder, and
// what is not there is told.
func TestPickByKeys(t *testing.T) {
	dir := pickFolder(t)
	at := func(names ...string) string { return filepath.Join(append([]string{dir}, names...)...) }
	for _, c := range []struct {
		name    string
		folders bool
		keys    []string // a name of a key, or = and the line
		want    string
		hint    string // in what stands below
	}{
		{"a whole path", false, []string{"=" + at("notes.txt"), "Return"}, at("notes.txt"), ""},
		{"the beginning of a name", false, []string{"=" + at("häf"), "Return"}, at("Häfen 📌.PARLEY"), ""},
		{"a relative path", false, []string{"=b.parley", "Return"}, at("b.parley"), ""},
		{"into a folder", false, []string{"=" + at("الم"), "Return", "Down", "Down", "Return"}, at("الميناء", "نص.parley"), ""},
		{"a folder is gone into, not opened", false, []string{"=" + at("alpha"), "Return"}, "", "Listed are"},
		{"down to the second row", false, []string{"Down", "Down", "Return", "Down", "Return", "Down", "Down", "Down", "Down", "Down", "Down", "Return"}, at("b.parley"), ""},
		{"nothing there", false, []string{"=" + at("nothing ü"), "Return"}, "", "There is no “nothing ü”"},
		{"no such folder", false, []string{"=" + at("none", "x"), "Return"}, "", "There is no folder “" + at("none")},
		{"the folder that the line says", true, []string{"Return"}, dir, ""},
		{"a folder of the list", true, []string{"Down", "Down", "Return"}, at("alpha"), ""},
		{"into a folder with an arrow", true, []string{"=" + at("Z"), "Down", "Right", "Return"}, at("Zürich"), ""},
		{"completed first, taken then", true, []string{"=" + at("zü"), "Return", "Return"}, at("Zürich"), ""},
		{"a file is no folder", true, []string{"=" + at("notes.txt"), "Return"}, "", "is a file"},
		{"left", true, []string{"Down", "Escape"}, "", ""},
	} {
		got, w := "", window(t)
		p := pick(w, "Open a project", dir, Filter{Endings: []string{".parley"}}, c.folders, func(path string) { got = path })
		for _, k := range c.keys {
			if line, is := strings.CutPrefix(k, "="); is {
				p.input.SetText(line)
				p.look()
				continue
			}
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		}
		if got != c.want || !strings.Contains(p.hint.Text(), c.hint) {
			t.Errorf("%s: %q, want %q; below stands %q", c.name, got, c.want, p.hint.Text())
		}
		if (got != "" || c.name == "left") != p.sheet.Closed() {
			t.Errorf("%s: closed %v", c.name, p.sheet.Closed())
		}
	}
}

// TestPickByMouse: the first click on a row writes it into the line, which keeps the keyboard;
// the second one opens.
func TestPickByMouse(t *testing.T) {
	dir := pickFolder(t)
	got, w := "", window(t)
	p := pick(w, "Open a project", dir, Filter{Endings: []string{".parley"}}, false, func(path string) { got = path })
	click := func(i int) {
		p.list.OnMove(i)
		p.list.OnChoose(i)
		if got == "" && w.Canvas().Focused() != fyne.Focusable(p.input) {
			t.Error("the line lost the keyboard")
		}
	}
	click(1) // alpha, after the folder above
	if p.input.Text() != filepath.Join(dir, "alpha") || p.folder != inside(dir) {
		t.Errorf("%q, listed %q", p.input.Text(), p.folder)
	}
	click(1)
	if p.folder != inside(filepath.Join(dir, "alpha")) || len(p.rows) != 1 || p.rows[0].name != up {
		t.Errorf("listed %q: %s", p.folder, namesOf(p.rows))
	}
	click(0)
	click(0)
	click(5)
	click(5)
	if got != filepath.Join(dir, "b.parley") {
		t.Errorf("opened %q", got)
	}
}
