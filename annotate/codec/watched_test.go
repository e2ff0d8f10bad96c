package codec_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// TestWatched: what is read is counted, from files and from archives, and nothing can be read
// any more once it is stopped.
func TestWatched(t *testing.T) {
	const content = "ü e\u0301 📌 𐐀 👩‍👩‍👧\r\nالميناء"
	dir := filepath.Join(t.TempDir(), "in")
	if err := os.MkdirAll(filepath.Join(dir, "الميناء"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "الميناء", "ü.txt"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(t.TempDir(), "in.zip")
	f, err := os.Create(packed)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := errors.Join(z.AddFS(os.DirFS(dir)), z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path     string
		anywhere bool
	}{{dir, true}, {packed, false}} {
		s, err := codec.OpenSource(c.path)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		read := int64(0)
		s = s.Watched(ctx, func(n int64) { read = n })
		name := s.Only()
		if b, err := s.Read(name, 1000); string(b) != content || err != nil || read != int64(len(content)) {
			t.Errorf("%s: %q, %v, counted %d", c.path, b, err, read)
		}
		if list, err := fs.ReadDir(s.FS, "الميناء"); len(list) != 1 || err != nil {
			t.Errorf("%s: listed %v, %v", c.path, list, err)
		}
		open, err := s.FS.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		at, anywhere := open.(interface {
			io.ReaderAt
			io.Seeker
		})
		if anywhere != c.anywhere {
			t.Errorf("%s: can be read anywhere: %v", c.path, anywhere)
		}
		cancel()
		if n, err := open.Read(make([]byte, 4)); n != 0 || !errors.Is(err, annotate.ErrCanceled) {
			t.Errorf("%s: read %d, %v after it was stopped", c.path, n, err)
		}
		if anywhere {
			if n, err := at.ReadAt(make([]byte, 4), 2); n != 0 || !errors.Is(err, annotate.ErrCanceled) {
				t.Errorf("%s: read %d, %v after it was stopped", c.path, n, err)
			}
		}
		if _, err := s.Read(name, 1000); !errors.Is(err, annotate.ErrCanceled) {
			t.Errorf("%s: opened after it was stopped: %v", c.path, err)
		}
		if err := errors.Join(open.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	}
}

// TestImportStoppedAtTheEnd: a collection that takes a stop for its end does not come in short.
func TestImportStoppedAtTheEnd(t *testing.T) {
	store, lina, _ := ours()
	c := foreign(t, words)
	ctx, cancel := context.WithCancel(context.Background())
	many := c.documents
	c.documents = func() []*codec.Document {
		cancel()
		return many()[:0]
	}
	o := options(store, lina, codec.Identity(c.Schema()))
	o.Extend = true
	o.Apply = func(annotate.ChangeSet) error {
		t.Error("something was applied")
		return nil
	}
	if _, err := codec.Import(ctx, c, o); !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("%v", err)
	}
}

// TestWriteFolderStopped: an empty folder stays until what takes its place is whole, and
// nothing else is left beside it.
func TestWriteFolderStopped(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "الميناء ü 📌")
	if err := os.Mkdir(name, 0o755); err != nil {
		t.Fatal(err)
	}
	there := func() (list []string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			list = append(list, e.Name())
		}
		return list
	}
	fill := func(end error) func(codec.Target) error {
		return func(to codec.Target) error {
			if !slices.Contains(there(), filepath.Base(name)) {
				t.Error("the empty folder is gone before the other is whole")
			}
			f, err := to.Create("𐐀/e\u0301.txt")
			if err != nil {
				return err
			}
			_, err = io.WriteString(f, "1\r\n")
			return errors.Join(err, f.Close(), end)
		}
	}
	if err := codec.WriteFolder(name, fill(annotate.ErrCanceled)); !errors.Is(err, annotate.ErrCanceled) || !slices.Equal(there(), []string{filepath.Base(name)}) {
		t.Errorf("%v; left %q", err, there())
	}
	if err := codec.WriteFolder(name, fill(nil)); err != nil || len(there()) != 1 {
		t.Errorf("%v; there are %q", err, there())
	}
	if b, err := os.ReadFile(filepath.Join(name, "𐐀", "e\u0301.txt")); err != nil || string(b) != "1\r\n" {
		t.Errorf("%q, %v", b, err)
	}
	if err := codec.WriteFolder(name, fill(nil)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over one with a file: %v", err)
	}
}
