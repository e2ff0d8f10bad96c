package dialog

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/intake"
	"parley/ui/theme"
)

func window(t *testing.T) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1280, 800))
	return w
}

// read makes a draft as the collection of a folder does.
func read(t *testing.T, name, content string, o intake.Options) intake.Draft {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := intake.ReadFile(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestReview: each guess shows its grounds, what a hand wrote says so and stays when the
// file is read again in another way.
func TestReview(t *testing.T) {
	w := window(t)
	d := read(t, "note.txt", "A harbour ü 📌\r\nBy Nadia Farouk, 14 March 2025\r\n\r\nالميناء 𐐀 e\u0301 👩‍👩‍👧", intake.Options{})
	in := Intake{Found: intake.Result{Drafts: []intake.Draft{d}}}
	r := newReview(in)
	r.show(0)
	for i, want := range []string{"from line 1", "from line 2", "not found", "from line 2"} {
		if got := r.lines[i].grounds.Text(); got != want {
			t.Errorf("%s: %q, want %q", reviewed[i].label, got, want)
		}
	}
	if got := r.first[2].Text(); got != "الميناء 𐐀 e\u0301 👩‍👩‍👧" {
		t.Errorf("the text begins with %q", got)
	}
	r.lines[3].input.SetText("14th of May")
	r.written(r.lines[3])
	if !r.lines[3].input.Invalid || r.drafts[0].Head.Date.String() != "2025-03-14" {
		t.Errorf("a date that is none: %t, %s", r.lines[3].input.Invalid, r.drafts[0].Head.Date)
	}
	r.lines[0].input.SetText("Another title")
	r.written(r.lines[0])
	again := newReview(Intake{Found: intake.Result{Drafts: []intake.Draft{d}}, Edited: r.edited})
	again.show(0)
	if got := again.drafts[0].Head.Title; got != "Another title" || again.lines[0].grounds.Text() != "by hand" {
		t.Errorf("read again: %q, %s", got, again.lines[0].grounds.Text())
	}
	var done []intake.Draft
	in.Done = func(list []intake.Draft) { done = list }
	Review(w, in)
	Top(w.Canvas()).Key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(done) != 1 || Top(w.Canvas()) != nil {
		t.Errorf("agreed to %d drafts", len(done))
	}
}

// TestReadAs: the encodings offered are all known, and one that is chosen reads otherwise.
func TestReadAs(t *testing.T) {
	for _, e := range encodings {
		if err := intake.CheckEncoding(e.name); err != nil {
			t.Errorf("%s: %v", e.about, err)
		}
	}
	const bytes = "\xc7\xe1\xe3\xed\xe4\xc7\xc1 \xe3\xdb\xe1\xde" // الميناء مغلق in Windows-1256
	if d := read(t, "a.txt", bytes, intake.Options{Encoding: "windows-1256"}); opening(d.Text)[0] != "الميناء مغلق" {
		t.Errorf("read %q", d.Text)
	}
	if got := encodingName("windows-1256"); got != "Windows-1256" {
		t.Errorf("%q", got)
	}
}

// TestLeftOut: what does not come in is counted, and each has its reason.
func TestLeftOut(t *testing.T) {
	found := intake.Result{
		Skipped: []intake.Skipped{{Path: "/x/b.txt"}, {Path: "/x/c.txt", Same: "/x/a.txt"}},
		Refused: []intake.Refusal{{Path: "/x/d", Err: annotate.ErrBinary}},
	}
	if got := Counts(found); got != "0 to import · 2 there already · 1 cannot be read" {
		t.Errorf("%q", got)
	}
	want := []string{"it is not text", "b.txt: the project has this text already", "c.txt: the same text as a.txt"}
	for i, line := range leftOut(found) {
		if line != want[i] {
			t.Errorf("%q, want %q", line, want[i])
		}
	}
}

// TestAskPath: Escape saves nowhere; a name without an ending gets one; what is there is
// replaced only after a second Enter.
func TestAskPath(t *testing.T) {
	w := window(t)
	dir, f := t.TempDir(), Filter{"Dataset", []string{".json", ".jsonl"}}
	var saved []string
	done := func(p string) { saved = append(saved, p) }
	press := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	askPath(w, "Export", filepath.Join(dir, "ü 📌"), f, done)
	press(fyne.KeyEscape)
	if Top(w.Canvas()) != nil || len(saved) > 0 {
		t.Fatal("Escape does not leave")
	}
	askPath(w, "Export", filepath.Join(dir, "ü 📌"), f, done)
	press(fyne.KeyReturn)
	there := filepath.Join(dir, "there.jsonl")
	if err := os.WriteFile(there, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	askPath(w, "Export", there, f, done)
	press(fyne.KeyReturn)
	if len(saved) != 1 || saved[0] != filepath.Join(dir, "ü 📌.json") {
		t.Fatalf("saved to %q", saved)
	}
	press(fyne.KeyReturn)
	if len(saved) != 2 || saved[1] != there {
		t.Errorf("saved to %q", saved)
	}
	askPath(w, "Export", filepath.Join(dir, "none", "x.json"), f, done)
	press(fyne.KeyReturn)
	if len(saved) != 2 || Top(w.Canvas()) == nil {
		t.Error("a folder that is not there is taken")
	}
}
