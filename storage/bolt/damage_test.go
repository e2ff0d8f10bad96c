package bolt_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

func bytesOf(t testing.TB, path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCheckOfAWholeFile(t *testing.T) {
	s := project(t, 30)
	open, err := bolt.Check(s.Path())
	if err != nil || !open.OK() {
		t.Fatalf("while it is open: %v %+v", err, open.Problems)
	}
	s.Close()
	report := mustBeWhole(t, s.Path())
	if !report.OK() {
		t.Fatalf("%+v", report.Problems)
	}
	want := "Can be read: 1 project, 1 schema, 1 schema version, 1 annotator, 1 entity, 30 documents, 30 texts, 30 progress records, 90 annotations, 30 relations. Nothing is lost."
	if got := report.Summary(); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

// Either of the first two pages may name the newest state. Without it the file is that of
// one change ago, whole to look at: nobody is told that nothing is lost.
func TestTorn(t *testing.T) {
	s := project(t, 3)
	s.Close()
	whole := bytesOf(t, s.Path())
	for n := range 2 {
		torn := bytes.Clone(whole)
		clear(torn[n*os.Getpagesize()+16 : n*os.Getpagesize()+80])
		if err := os.WriteFile(s.Path(), torn, 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := bolt.Check(s.Path())
		if err != nil || report.OK() || strings.Contains(report.Summary(), "Nothing is lost") {
			t.Errorf("page %d: %s %v, %v", n, report.Summary(), report.Problems, err)
		}
	}
}

// use does with a file what a program does, and wants nothing but errors of it.
func use(t *testing.T, path string) {
	before := bytesOf(t, path)
	report, err := bolt.Check(path)
	if err != nil && !errors.Is(err, annotate.ErrDamaged) && !errors.Is(err, annotate.ErrNewer) {
		t.Fatalf("check: %v", err)
	}
	if r, _, err := bolt.Salvage(path); err == nil {
		read(t, r)
		r.Close()
	}
	if !bytes.Equal(before, bytesOf(t, path)) {
		t.Fatal("check or salvage wrote to the file")
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		if !errors.Is(err, annotate.ErrDamaged) && !errors.Is(err, annotate.ErrNewer) {
			t.Fatalf("open: %v", err)
		}
		if !bytes.Equal(before, bytesOf(t, path)) {
			t.Fatal("open wrote to a damaged file")
		}
		return
	}
	defer s.Close()
	read(t, s)
	m := storagetest.NewMaker()
	e := m.Entity("another")
	e.ID[0] = 0xff
	if _, err := s.Commit(m.Set("Add", annotate.Create(e))); err != nil && report != nil && report.OK() {
		t.Fatalf("commit to a whole file: %v", err)
	}
}

// read reads everything once.
func read(t *testing.T, r session.Reader) {
	r.Project()
	r.Schema()
	r.Annotators()
	for range r.Entities() {
	}
	for row, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			if !errors.Is(err, annotate.ErrDamaged) {
				t.Fatal(err)
			}
			continue
		}
		r.Body(row.ID)
		r.Annotations(row.ID)
		r.Relations(row.ID)
		r.Progress(row.ID)
		r.DocumentWithText(row.SHA256)
	}
	for e, err := range r.History() {
		if err == nil {
			r.ChangeSet(e.Number)
		}
	}
}

func damaged(t *testing.T, whole []byte, change func([]byte) []byte) string {
	path := filepath.Join(t.TempDir(), "x.parley")
	if err := os.WriteFile(path, change(bytes.Clone(whole)), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTruncated(t *testing.T) {
	s := project(t, 60)
	s.Close()
	whole := bytesOf(t, s.Path())
	size := len(whole)
	for i := range 40 {
		at := size * i / 40
		if i%2 == 1 {
			at = at / 4096 * 4096
		}
		path := damaged(t, whole, func(b []byte) []byte { return b[:at] })
		use(t, path)
		if _, err := bolt.Open(path, bolt.Options{}); at < 64<<10 && !errors.Is(err, annotate.ErrDamaged) {
			t.Fatalf("cut at %d of %d: got error %v", at, size, err)
		}
	}
}

func TestFlippedBytes(t *testing.T) {
	s := project(t, 60)
	s.Close()
	whole := bytesOf(t, s.Path())
	used := bytes.LastIndexFunc(whole, func(r rune) bool { return r != 0 }) + 1
	random := rand.New(rand.NewPCG(1, 2))
	n := 300
	if testing.Short() {
		n = 50
	}
	for range n {
		use(t, damaged(t, whole, func(b []byte) []byte {
			for range 1 + random.IntN(8) {
				b[random.IntN(used)] ^= byte(1 + random.IntN(255))
			}
			return b
		}))
	}
}

// A page filled with rubbish is found whatever it held, and the rest is still read.
func TestLostPages(t *testing.T) {
	s := project(t, 60)
	s.Close()
	whole := bytesOf(t, s.Path())
	used := (bytes.LastIndexFunc(whole, func(r rune) bool { return r != 0 }) + 4096) / 4096
	random := rand.New(rand.NewPCG(3, 4))
	for at := 2; at < used; at++ {
		path := damaged(t, whole, func(b []byte) []byte {
			for i := range 4096 {
				b[at*4096+i] = byte(random.Uint32())
			}
			return b
		})
		use(t, path)
	}
}

func TestFlippedTextIsFound(t *testing.T) {
	s := project(t, 3)
	s.Close()
	path := damaged(t, bytesOf(t, s.Path()), func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("protects minorities"), []byte("protects minoritieS"))
	})
	report, err := bolt.Check(path)
	if err != nil || !errors.Is(report.Err(), annotate.ErrDamaged) {
		t.Fatalf("%v, %+v", err, report)
	}
	path = damaged(t, bytesOf(t, s.Path()), func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("Nebensatz: "), []byte("Hauptsatz: "))
	})
	if report, err = bolt.Check(path); err != nil || !report.OK() {
		t.Logf("a note that was changed everywhere: %v", report.Problems)
	}
	at := bytes.LastIndex(bytesOf(t, s.Path()), []byte("Nebensatz: "))
	path = damaged(t, bytesOf(t, s.Path()), func(b []byte) []byte {
		b[at] = 'n'
		return b
	})
	if report, err = bolt.Check(path); err != nil || report.Err() == nil {
		t.Fatalf("a note that was changed in one place is not found: %v", err)
	}
}

func TestNotAProject(t *testing.T) {
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for path, want := range map[string]error{
		file("empty.parley", ""):                                        annotate.ErrDamaged,
		file("short.parley", "Müller"):                                  annotate.ErrDamaged,
		file("text.parley", strings.Repeat("Müller sagt Nein. ", 5000)): annotate.ErrDamaged,
		folder:                               annotate.ErrDamaged,
		filepath.Join(folder, "none.parley"): fs.ErrNotExist,
	} {
		if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, want) {
			t.Errorf("open %s: got error %v, want %v", path, err, want)
		}
		if _, err := bolt.OpenCopy(path); !errors.Is(err, want) {
			t.Errorf("open a copy of %s: got error %v, want %v", path, err, want)
		}
		if _, _, err := bolt.Salvage(path); !errors.Is(err, want) {
			t.Errorf("salvage %s: got error %v, want %v", path, err, want)
		}
	}
	if len(bytesOf(t, filepath.Join(folder, "empty.parley"))) != 0 {
		t.Error("an empty file was made into a database")
	}
	if _, err := os.Stat(filepath.Join(folder, "none.parley")); err == nil {
		t.Error("a missing file was made")
	}
}

func TestUnreadableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	s := project(t, 1)
	s.Close()
	if err := os.Chmod(s.Path(), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(s.Path(), bolt.Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("got error %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	s := project(f, 10)
	s.Close()
	whole := bytesOf(f, s.Path())
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(4096), []byte("Müller"))
	f.Fuzz(func(t *testing.T, at uint32, change []byte) {
		use(t, damaged(t, whole, func(b []byte) []byte {
			copy(b[int(at)%len(b):], change)
			return b
		}))
	})
}
