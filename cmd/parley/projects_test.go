package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

// TestProjects is a project's life as the window leads it: created, in use, looked at as
// a copy, kept, restored.
func TestProjects(t *testing.T) {
	var p projects
	path := filepath.Join(t.TempDir(), "new folder", "Harbour ü 📌.parley")
	record := &annotate.Project{ID: annotate.NewID(), Name: "Harbour"}
	store, err := p.Create(path, record, &annotate.Schema{Name: "Empty", Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Create(path, record, &annotate.Schema{Name: "Empty", Version: 1}); !errors.Is(err, annotate.ErrExists) && !errors.Is(err, annotate.ErrInUse) {
		t.Errorf("created twice: %v", err)
	}
	if again, err := p.Open(path); !errors.Is(err, annotate.ErrInUse) || again != nil {
		t.Errorf("opened twice: %v, %v", again, err)
	}
	view, err := p.OpenCopy(path)
	if err != nil {
		t.Fatalf("a copy: %v", err)
	}
	if got, err := view.Project(); err != nil || got.Name != "Harbour" {
		t.Errorf("the copy says %+v, %v", got, err)
	}
	if _, err := view.Commit(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(&annotate.Entity{ID: annotate.NewID(), Name: "x"})}}); !errors.Is(err, annotate.ErrReadOnly) {
		t.Errorf("a copy was written to: %v", err)
	}
	if err := errors.Join(view.Close(), p.Snapshot(store), store.Close()); err != nil {
		t.Fatal(err)
	}
	list, err := p.Snapshots(path)
	if err != nil || len(list) != 1 || list[0].Size == 0 {
		t.Fatalf("snapshots %+v, %v", list, err)
	}
	kept, err := p.Restore(path, list[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("what was there is not kept: %v", err)
	}
}

// TestSample: each time a fresh copy, with texts that are marked.
func TestSample(t *testing.T) {
	was := xdg.DataHome
	xdg.DataHome = t.TempDir()
	t.Cleanup(func() { xdg.DataHome = was })
	var p projects
	path, err := p.Sample()
	if err != nil {
		t.Fatal(err)
	}
	store, err := p.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.Open(store, "", session.System)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	marked := 0
	for _, d := range s.Documents() {
		marked += d.Annotations
	}
	if len(s.Documents()) < 10 || marked < 100 {
		t.Errorf("%d documents with %d annotations", len(s.Documents()), marked)
	}
}

// TestSalvage loses each page of a project in turn: where it cannot be opened any more,
// what can be read is written as a dataset, and the file stays as it was.
func TestSalvage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Damaged.parley")
	newProject(t, path, "Damaged", strings.Repeat(harbour, 2000))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused, most := 0, 0
	for at := 8192; at < min(len(whole), 60*4096); at += 4096 {
		broken := bytes.Clone(whole)
		copy(broken[at:at+4096], make([]byte, 4096))
		if n, damaged := salvaged(t, path, broken); damaged {
			refused++
			most = max(most, n)
		}
	}
	if refused == 0 || most != 1 {
		t.Errorf("%d times damaged, at most %d documents read", refused, most)
	}
}

// salvaged writes a file and, if it cannot be opened, says how many documents can be had.
func salvaged(t *testing.T, path string, file []byte) (documents int, damaged bool) {
	t.Helper()
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	var p projects
	store, err := p.Open(path)
	if err == nil {
		store.Close()
		return 0, false
	}
	if !errors.Is(err, annotate.ErrDamaged) {
		t.Fatalf("opened %d: %v", len(file), err)
	}
	reader, summary, end, err := p.Salvage(path)
	if errors.Is(err, annotate.ErrDamaged) {
		return 0, true // nothing is to be had
	}
	if err != nil {
		t.Fatalf("salvage: %v", err)
	}
	defer end()
	report, err := parley.Write(io.Discard, reader, parley.Options{Salvage: true})
	if err != nil || summary == "" {
		t.Fatalf("%+v, %v, %q", report, err, summary)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(after, file) {
		t.Fatal("the damaged file was touched")
	}
	return report.Documents, true
}
