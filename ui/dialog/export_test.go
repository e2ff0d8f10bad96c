package dialog

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
)

// exportOf offers two datasets, doccano and a folder, and counts previews.
func exportOf(dir string, asked *[]ExportChoice, done *[]ExportChoice) Export {
	return Export{
		Formats: []ExportFormat{
			{Name: "parley", Title: "Parley dataset (JSON)", Endings: []string{".json"}}, {Name: "jsonl", Title: "Parley dataset (JSONL)", Endings: []string{".jsonl"}},
			{Name: "doccano", Title: "doccano JSONL", Endings: []string{".jsonl", ".json"}, Shapes: []string{"UTF-16", "الميناء: code points"}}, {Name: "brat", Title: "brat standoff", Endings: []string{".ann"}, Folder: true},
		},
		Documents: []string{"All 12 documents", "The open document"},
		Layers:    []Choosable[annotate.LayerID]{{"Claim", "Claim"}, {"الميناء", "الميناء"}}, People: []Choosable[annotate.ID]{{annotate.NewID(), "Müller"}},
		States: []Choosable[annotate.State]{{annotate.Done, "done"}},
		Path:   filepath.Join(dir, "Häfen 📌"),
		Preview: func(c ExportChoice, tell func(ExportPreview)) func() {
			*asked = append(*asked, c)
			tell(ExportPreview{Head: "12 documents. Not everything is carried:", Lines: []string{"1", "2", "3", "4", "5"}})
			return func() {}
		},
		Done: func(c ExportChoice) { *done = append(*done, c) },
	}
}

// enter presses Enter where the keyboard is.
func enter(w fyne.Window) {
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// TestAskExport: Enter in the place writes a dataset; the ending of the place decides which.
func TestAskExport(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]int{"": 0, "set ü.jsonl": 1, "set.json": 0, "الميناء": 0} {
		var asked, done []ExportChoice
		w := window(t)
		AskExport(w, exportOf(dir, &asked, &done))
		path := filepath.Join(dir, "Häfen 📌.json")
		if name != "" {
			path = filepath.Join(dir, name)
			w.Canvas().Focused().(*control.Input).SetText(path)
		}
		if filepath.Ext(path) == "" {
			path += ".json"
		}
		enter(w)
		if len(done) != 1 || done[0].Format != want || done[0].Path != path {
			t.Errorf("%q: %+v", name, done)
		}
	}
}

// TestExportFormat: the ending follows the format, what is asked for is previewed anew, and
// what is there is replaced only at the second Enter.
func TestExportFormat(t *testing.T) {
	dir := t.TempDir()
	var asked, done []ExportChoice
	w := window(t)
	f := &exportForm{Export: exportOf(dir, &asked, &done), window: w, stop: func() {}}
	f.build()
	f.sheet = Open(w, f.columns, Options{Width: 640, Focus: f.path})
	f.take(2)
	if got := filepath.Base(f.path.Text()); got != "Häfen 📌.jsonl" || f.format.Text != "doccano JSONL" {
		t.Errorf("%q as %q", got, f.format.Text)
	}
	f.choice.Layers = toggled(f.choice.Layers, "الميناء", 2)
	f.changed()
	if n := len(asked); n != 2 || asked[1].Format != 2 || !slices.Equal(asked[1].Layers, []annotate.LayerID{"الميناء"}) {
		t.Errorf("asked for %+v", asked)
	}
	if !slices.Equal(f.lines, []string{"– 1", "– 2", "– 3", "– 4", "– 5"}) || f.list.Count() != 5 {
		t.Errorf("%q", f.lines)
	}
	f.show(ExportPreview{Lines: []string{strings.Repeat("e\u0301 ميناء 📌 ", 40)}})
	if len(f.lines) < 2 || !strings.HasPrefix(f.lines[1], "\u2002 ") {
		t.Errorf("a long line stands as %q", f.lines)
	}
	f.show(ExportPreview{Lines: []string{"1", "2", "3", "4", "الميناء"}})
	if got := f.hint.Text(); got != "1 line more: Tab, then ↓" {
		t.Errorf("of five lines it says %q", got)
	}
	if err := os.WriteFile(f.path.Text(), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	enter(w)
	f.show(ExportPreview{Lines: []string{"1", "2", "3", "4", "5", "6"}}) // which comes late
	if got := f.hint.Text(); !strings.Contains(got, "is there already") {
		t.Errorf("the question went: %q", got)
	}
	if len(done) != 0 || f.write.Text != "Replace" {
		t.Fatalf("%q is written over without a question", f.path.Text())
	}
	enter(w)
	if len(done) != 1 || done[0].Format != 2 {
		t.Errorf("%+v", done)
	}
}

// TestExportFolder: a folder must be new or empty, or an archive takes its place.
func TestExportFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{dir: false, filepath.Join(dir, "a.txt"): false, filepath.Join(dir, "new ü"): true, filepath.Join(dir, "new.zip"): true} {
		var asked, done []ExportChoice
		w := window(t)
		f := &exportForm{Export: exportOf(dir, &asked, &done), window: w, stop: func() {}}
		f.build()
		f.sheet = Open(w, f.columns, Options{Width: 640, Focus: f.path})
		f.take(3)
		f.path.SetText(path)
		enter(w)
		if (len(done) == 1) != want {
			t.Errorf("%s: %+v, %q", path, done, f.hint.Text())
		}
	}
}

// TestToggled: all of them chosen leaves nothing out.
func TestToggled(t *testing.T) {
	list := toggled([]string{"a"}, "b", 2)
	if list != nil {
		t.Errorf("%q", list)
	}
	if list = toggled([]string{"a", "b"}, "a", 3); !slices.Equal(list, []string{"b"}) {
		t.Errorf("%q", list)
	}
}

// TestExportShape: where a format can be written in several ways they are offered, previewed
// and asked for; another format begins with its usual one.
func TestExportShape(t *testing.T) {
	var asked, done []ExportChoice
	w := window(t)
	f := &exportForm{Export: exportOf(t.TempDir(), &asked, &done), window: w, stop: func() {}}
	f.build()
	f.sheet = Open(w, f.columns, Options{Width: 640, Focus: f.path})
	if f.shapes.Visible() {
		t.Error("a dataset has one shape")
	}
	f.take(2)
	items := f.shapeItems()
	if !f.shapes.Visible() || f.shape.Text != "UTF-16" || len(items) != 2 {
		t.Fatalf("%v %q %v", f.shapes.Visible(), f.shape.Text, items)
	}
	items[1].Action()
	if last := asked[len(asked)-1]; f.shape.Text != "الميناء: code points" || last.Format != 2 || last.Shape != 1 {
		t.Errorf("%q, previewed %+v", f.shape.Text, last)
	}
	f.take(3)
	f.take(2)
	if f.choice.Shape != 0 || f.shape.Text != "UTF-16" {
		t.Errorf("%d %q", f.choice.Shape, f.shape.Text)
	}
	f.shapeItems()[1].Action()
	f.submit()
	if len(done) != 1 || done[0].Shape != 1 || done[0].Format != 2 {
		t.Errorf("asked for %+v", done)
	}
}
