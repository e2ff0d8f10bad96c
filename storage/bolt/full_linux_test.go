package bolt_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// fill marks until the disk is full, makes room, and marks on. It gives the marks that
// were acknowledged.
func fill(t *testing.T, s *bolt.Store, room func()) (known map[string]bool) {
	known = map[string]bool{}
	var doc annotate.ID
	for row, err := range s.Summaries(doc) {
		if err != nil {
			t.Fatal(err)
		}
		doc = row.ID
	}
	body, err := s.Body(doc)
	if err != nil {
		t.Fatal(err)
	}
	m, failed, after := storagetest.NewMaker(), 0, 0
	for after < 500 {
		a := m.Annotation(&annotate.Body{Document: doc, Text: body}, text.Span{Start: 8, End: 12})
		a.ID, a.Note = annotate.NewID(), strings.Repeat("ü", 500)
		n, err := s.Commit(m.Set("Mark", annotate.Create(a)))
		switch {
		case errors.Is(err, annotate.ErrFull):
			if !strings.Contains(err.Error(), annotate.ErrFull.Error()) {
				t.Fatalf("unclear: %v", err)
			}
			usable(t, s, doc, len(known))
			if failed++; failed == 20 {
				room()
			}
		case err != nil:
			t.Fatalf("after %d marks and %d refusals: %v", len(known), failed, err)
		default:
			known[fmt.Sprintf("%d %s %s", n, a.Document, a.ID)] = true
			if failed >= 20 {
				after++
			}
		}
		if len(known) > 100_000 {
			t.Fatal("the disk does not fill")
		}
	}
	return known
}

// usable wants a store that was refused a change to show all that was there before.
func usable(t *testing.T, s session.Store, doc annotate.ID, marks int) {
	t.Helper()
	list, err := s.Annotations(doc)
	if err != nil || len(list) != marks+3 {
		t.Fatalf("%d annotations, want %d: %v", len(list), marks+3, err)
	}
}

// TestFiller is no test: it is the child process whose files may not grow.
func TestFiller(t *testing.T) {
	path := os.Getenv("PARLEY_TEST_FILL")
	if path == "" {
		t.Skip("only as a child process")
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	limit := syscall.Rlimit{Max: ^uint64(0)}
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	small := limit
	small.Cur = 3 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Fatal(err)
	}
	known := fill(t, s, func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustBeWhole(t, path)
	mustHave(t, path, known)
	fmt.Println("filled", len(known))
}

func TestFileLimit(t *testing.T) {
	s := project(t, 1)
	s.Close()
	out, err := runChild("TestFiller", "PARLEY_TEST_FILL="+s.Path())
	if err != nil || !strings.Contains(out, "filled") {
		t.Fatalf("%v\n%s", err, out)
	}
	mustBeWhole(t, s.Path())
}

// TestFullDisk fills a real, small disk.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	filler := filepath.Join(disk, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	from := project(t, 1)
	path := filepath.Join(disk, "a.parley")
	if err := from.Backup(path); err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := fill(t, s, func() {
		if err := s.Backup(filepath.Join(disk, "b.parley")); !errors.Is(err, annotate.ErrFull) {
			t.Errorf("a backup to a full disk: %v", err)
		}
		if _, err := s.Snapshot(); !errors.Is(err, annotate.ErrFull) {
			t.Errorf("a snapshot on a full disk: %v", err)
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustBeWhole(t, path)
	mustHave(t, path, known)
	if entries, _ := os.ReadDir(disk); len(entries) != 2 { // the snapshots' folder
		t.Errorf("something is left: %v", entries)
	}
	m := storagetest.NewMaker()
	if err := os.WriteFile(filler, make([]byte, 4<<20), 0o644); err == nil {
		t.Fatal("there is still room")
	}
	if _, err := bolt.Create(filepath.Join(disk, "c.parley"), m.Project(), storagetest.Schema()); !errors.Is(err, annotate.ErrFull) {
		t.Errorf("create on a full disk: %v", err)
	}
}
