package codec_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// Files of a folder share a buffer, and nothing of one gets into another.
func TestWriteFolderFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	want := map[string]string{
		"a.txt": "ü\r\n📌", "b/c/d.txt": strings.Repeat("𐐀 الميناء ", 20_000), "b/c/e.txt": "", "b/f.txt": "👩‍👩‍👧 e\u0301",
	}
	err := codec.WriteFolder(dir, func(to codec.Target) error {
		for _, name := range []string{"a.txt", "b/c/d.txt", "b/c/e.txt", "b/f.txt"} {
			f, err := to.Create(name)
			if err != nil {
				return err
			}
			if _, err := to.Create("g.txt"); !errors.Is(err, annotate.ErrInvalid) {
				t.Errorf("a second file beside %s: %v", name, err)
			}
			if _, err := io.WriteString(f, want[name]); err != nil {
				return err
			}
			if err := f.Close(); err != nil {
				return err
			}
			if err := f.Close(); !errors.Is(err, fs.ErrClosed) {
				t.Errorf("%s is closed twice: %v", name, err)
			}
			if _, err := to.Create(name); !errors.Is(err, fs.ErrExist) {
				t.Errorf("%s again: %v", name, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range want {
		if b, err := os.ReadFile(filepath.Join(dir, name)); string(b) != words || err != nil {
			t.Errorf("%s: %d bytes, want %d: %v", name, len(b), len(words), err)
		}
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Errorf("%v", list)
	}
}
