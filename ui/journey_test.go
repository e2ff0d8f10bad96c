package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotate"
	"parley/annotate/codec/parley"
)

// until does what other goroutines have left to be done here, until is holds.
func (b *bench) until(what string, is func() bool) {
	b.t.Helper()
	for end := time.After(5 * time.Second); !is(); {
		select {
		case f := <-b.posted:
			f()
		case <-time.After(2 * time.Millisecond):
		case <-end:
			b.t.Fatalf("waited for %s in vain", what)
		}
	}
}

func write(t *testing.T, path, content string) fyne.URI {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return storage.NewFileURI(path)
}

// TestDropTexts: a folder that is dropped is read, shown, and comes in as one step.
func TestDropTexts(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "in", "a.txt"), "A quay ü 📌\r\nBy Nadia Farouk, 14 March 2025\r\n\r\nIt is closed.")
	write(t, filepath.Join(dir, "in", "b", "c.md"), "# الميناء\n\nملك للناس 👩‍👩‍👧 𐐀")
	write(t, filepath.Join(dir, "in", "empty.txt"), "")
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(filepath.Join(dir, "in"))})
	b.until("the drafts", func() bool { return b.covered() && !b.topSheet().Busy() })
	b.key(fyne.KeyReturn)
	if n := b.documents().Len(); n != 4 {
		t.Errorf("%d documents", n)
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo import 2 documents" {
		t.Errorf("%q", got)
	}
}

// TestDropProject: a project among what is dropped is opened; while a card asks, nothing
// happens but a sentence.
func TestDropProject(t *testing.T) {
	b := newBench(t)
	uris := []fyne.URI{storage.NewFileURI("/home/lina/notes ü.txt"), storage.NewFileURI(projectPath)}
	b.NewProject()
	b.dropped(fyne.Position{}, uris)
	if b.busy || b.project != nil {
		t.Fatal("something is opened below a card")
	}
	b.topSheet().Close()
	b.dropped(fyne.Position{}, uris)
	b.until("the project", func() bool { return b.project != nil })
}

// TestDropOnStart: without a project dropped texts lead to the form of a new one, that
// proposes the folder's name, and then come in.
func TestDropOnStart(t *testing.T) {
	b := newBench(t)
	dir := filepath.Join(t.TempDir(), "Harbour ü")
	write(t, filepath.Join(dir, "a.txt"), "One quay\n\nIt is closed.")
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(dir)})
	if !b.covered() {
		t.Fatal("no form")
	}
	b.key(fyne.KeyReturn)
	b.until("the drafts", func() bool { return b.project != nil && b.covered() && !b.topSheet().Busy() })
	b.key(fyne.KeyReturn)
	if p := b.project.session.Project(); p.Name != "Harbour ü" || b.documents().Len() != 1 {
		t.Errorf("%q with %d documents", p.Name, b.documents().Len())
	}
}

// TestExport: JSON and JSONL, and back into a project; a folder that is not there is told
// and the target stays as it was.
func TestExport(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.typed("1")
	dir := t.TempDir()
	for _, name := range []string{"set ü.json", "set.jsonl"} {
		path := filepath.Join(dir, name)
		b.Export(path)
		b.until("the end of the export", func() bool { return b.covered() && !b.topSheet().Busy() })
		b.topSheet().Close()
		if got := b.status.passing.Text(); got != "Exported to "+path {
			t.Errorf("said %q", got)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(strings.TrimSpace(string(data)), "\n"); filepath.Ext(name) == ".jsonl" && lines != 2 {
			t.Errorf("%d line ends in JSONL of 2 documents", lines)
		}
	}
	nowhere := filepath.Join(dir, "none", "x.json")
	b.Export(nowhere)
	b.until("the refusal", func() bool { return b.covered() && !b.topSheet().Busy() })
}

// TestImportDataset: what was exported comes into another project with its marks.
func TestImportDataset(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.typed("1")
	path := filepath.Join(t.TempDir(), "set.json")
	view, end, err := b.project.session.View()
	if err != nil {
		t.Fatal(err)
	}
	_, err = parley.WriteFile(path, view, parley.Options{})
	end()
	if err != nil {
		t.Fatal(err)
	}
	b.undo()
	b.deleteDocument()
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	b.until("the dataset", func() bool { return strings.HasPrefix(b.status.passing.Text(), "set.json imported: ") })
}

// TestNotExported: what went wrong, that the project is safe, what to do.
func TestNotExported(t *testing.T) {
	for err, want := range map[error]string{
		annotate.ErrFull: "the disk is full", fs.ErrPermission: "cannot be written to", fs.ErrNotExist: "is not there", errors.New("odd"): "not exported",
	} {
		m := notExported("x.json", "/mnt/usb", fmt.Errorf("write: %w", err))
		if !strings.Contains(m.Happened, want) || !strings.Contains(m.Safe, "was not touched") || m.Next == "" {
			t.Errorf("%v: %+v", err, m)
		}
	}
}
