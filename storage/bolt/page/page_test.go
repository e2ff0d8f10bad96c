package page_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"parley/storage/bolt/page"
)

// database makes a bbolt file with an inline bucket, a deep one and long values, and says
// what is in it.
func database(t testing.TB) (string, map[string]map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := bbolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	random := rand.New(rand.NewPCG(7, 8))
	want := map[string]map[string]string{}
	for name, n := range map[string]int{"empty": 0, "small": 3, "deep": 6000, "long": 40} {
		want[name] = map[string]string{}
		for round := range 3 { // several transactions, so that some pages are free
			err := db.Update(func(tx *bbolt.Tx) error {
				b, err := tx.CreateBucketIfNotExists([]byte(name))
				for i := round; i < n && err == nil; i += 3 {
					k, v := fmt.Sprintf("Müller %06d", random.IntN(1e6)), fmt.Sprintf("📌 %d", i)
					if name == "long" {
						v = string(bytes.Repeat([]byte("𐐀"), 100*i))
					}
					want[name][k] = v
					err = b.Put([]byte(k), []byte(v))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return path, want
}

func open(t testing.TB, b []byte) *page.File {
	t.Helper()
	f, err := page.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What is read page by page is what bbolt reads.
func TestSameAsBolt(t *testing.T) {
	path, want := database(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, whole)
	for range 2 { // before and after the check
		if got := fmt.Sprint(f.Names()); got != "[deep empty long small]" {
			t.Fatal(got)
		}
		for name, content := range want {
			compare(t, path, f.Bucket(name), name, content)
		}
		if problems := f.Check(); len(problems) > 0 {
			t.Fatal(problems)
		}
	}
	if f.Bucket("none") != nil || f.Torn() || f.Missing() != 0 {
		t.Fatal("a bucket that is not there, or a file that is not whole")
	}
	for k := range f.Stray() {
		t.Fatalf("%q is stray in a whole file", k)
	}
}

func compare(t *testing.T, path string, b *page.Bucket, name string, want map[string]string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = db.View(func(tx *bbolt.Tx) error {
		theirs, ours := tx.Bucket([]byte(name)).Cursor(), b.Cursor()
		k, v := theirs.First()
		for key, value := ours.Seek(nil); key != nil || k != nil; key, value = ours.Next() {
			if !bytes.Equal(key, k) || !bytes.Equal(value, v) {
				t.Fatalf("%s: %q, want %q", name, key, k)
			}
			k, v = theirs.Next()
		}
		for i := range 300 {
			from := fmt.Appendf(nil, "Müller %06d", i*3571%1_000_000)
			k, _ := theirs.Seek(from)
			if key, _ := ours.Seek(from); !bytes.Equal(key, k) {
				t.Fatalf("%s: from %q: %q, want %q", name, from, key, k)
			}
		}
		k, _ = theirs.Last()
		if key, _ := ours.Last(); !bytes.Equal(key, k) {
			t.Fatalf("%s: last %q, want %q", name, key, k)
		}
		return nil
	})
	for k, v := range want {
		if string(b.Get([]byte(k))) != v {
			t.Fatalf("%s: %q", name, k)
		}
	}
}

// Whatever is changed in a file, reading it ends, without a panic.
func FuzzDamaged(f *testing.F) {
	path, _ := database(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(4096*5+8), []byte{1, 0, 255, 255, 255, 255, 255, 127})
	f.Add(uint32(4096*3), []byte("Müller"))
	f.Fuzz(func(t *testing.T, at uint32, change []byte) {
		b := bytes.Clone(whole)
		copy(b[int(at)%len(b):], change)
		file, err := page.Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		file.Check()
		for _, name := range file.Names() {
			n := 0
			if in := file.Bucket(name); in != nil {
				c := in.Cursor()
				for k, _ := c.Seek(nil); k != nil && n < 100_000; k, _ = c.Next() {
					n++
				}
				c.Last()
			}
			if n >= 100_000 {
				t.Fatalf("%s has no end", name)
			}
		}
		for range file.Stray() {
		}
	})
}
