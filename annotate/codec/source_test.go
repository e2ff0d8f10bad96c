package codec_test

import (
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/codec"
)

// lying is a file system whose files say that they are of another size than they are.
type lying struct {
	fs.FS
	size int64
}

type lyingFile struct {
	fs.File
	size int64
}

type lyingInfo struct {
	fs.FileInfo
	size int64
}

func (l lying) Open(name string) (fs.File, error) {
	f, err := l.FS.Open(name)
	return lyingFile{f, l.size}, err
}

func (f lyingFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return lyingInfo{info, f.size}, err
}

func (i lyingInfo) Size() int64 { return i.size }

// A file is read whole whatever it says of its size, and no more of it than asked for.
func TestSourceRead(t *testing.T) {
	content := strings.Repeat("Müller u\u0308 📌 𐐀 👩‍👩‍👧 الميناء\r\n", 1000)
	files := fstest.MapFS{"a.txt": {Data: []byte(content)}, "empty.txt": {}}
	for _, size := range []int64{-1, 0, 1, int64(len(content)), 3 * int64(len(content)), 1 << 50} {
		s := codec.Source{FS: lying{files, size}, Name: "a", Files: []string{"a.txt", "empty.txt"}}
		for name, want := range map[string]string{"a.txt": content, "empty.txt": ""} {
			b, err := s.Read(name, int64(len(content)))
			words, wrong := s.ReadString(name, int64(len(content)))
			if string(b) != want || words != want || err != nil || wrong != nil {
				t.Errorf("%s, which says %d bytes: %d and %d bytes, want %d: %v %v", name, size, len(b), len(words), len(want), err, wrong)
			}
		}
		if b, err := s.Read("a.txt", int64(len(content))-1); b != nil || !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%d bytes of a file that is too large: %v", len(b), err)
		}
		if words, err := s.ReadString("a.txt", 10); words != "" || !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%d bytes of a file that is too large: %v", len(words), err)
		}
	}
	s := codec.Source{FS: files}
	if _, err := s.ReadString("none.txt", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// A small file takes memory of its size: there may be tens of thousands.
func TestSourceReadSmall(t *testing.T) {
	s := codec.Source{FS: fstest.MapFS{"a.txt": {Data: []byte("📌 ü")}}}
	const files = 1000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range files {
		if _, err := s.ReadString("a.txt", 100); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) / files; n > 8<<10 {
		t.Errorf("%d bytes for a file of 7", n)
	}
}
