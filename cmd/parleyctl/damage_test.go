package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// tried is what a command, run within the test, says and gives.
func tried(args ...string) (code int, out, errs string) {
	var o, e strings.Builder
	code = run(args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := tried(args...)
	if code != 0 {
		t.Fatalf("%q: code %d: %s", args, code, errs)
	}
	return out
}

// TestDamaged changes one word of a text in the file, behind bbolt's back. It opens as if
// nothing were; the snapshot before the first change of the day finds it.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	path, good := filepath.Join(dir, "talks.parley"), filepath.Join(dir, "good.parley")
	must(t, "new", path, "--sample")
	must(t, "backup", path, good)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	word := []byte("a baker had hung a sign")
	at := bytes.LastIndex(whole, word)
	if at < 0 {
		t.Fatal("the sample has no baker")
	}
	broken := bytes.Clone(whole)
	copy(broken[at:], "a Baker")
	if err := os.WriteFile(path, broken, 0o644); err != nil {
		t.Fatal(err)
	}

	code, _, errs := tried("mark", path, "--document", "Editorial: a harbour", "--layer", "claim", "--quote", "the", "--nth", "1")
	if code != 1 || !strings.Contains(errs, "nothing was changed") || !strings.Contains(errs, "damaged") {
		t.Errorf("mark: code %d: %s", code, errs)
	}
	code, out, _ := tried("check", path, "--salvage", filepath.Join(dir, "saved.json"))
	if code != 1 || !strings.Contains(out, "it is not the text that was imported") {
		t.Errorf("check: code %d: %s", code, out)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, broken) {
		t.Error("the damaged file was written to")
	}
	if info, err := os.Stat(filepath.Join(dir, "saved.json")); err != nil || info.Size() < 100_000 {
		t.Errorf("what was saved: %v, %v", info, err)
	}
	must(t, "restore", path, "--from", good)
	must(t, "check", path)
}

// TestNewer wants a project of a later Parley left alone, with a word on why.
func TestNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "talks.parley")
	must(t, "new", path)
	db, err := bbolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{99}) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	for _, args := range [][]string{
		{"documents", path}, {"annotations", path}, {"undo", path}, {"import", path, "testdata/new.txtar"}, {"export", path, "--out", "-"},
		{"log", path}, {"check", path}, {"schema", "show", path}, {"backup", path, path + ".copy"},
	} {
		if code, _, errs := tried(args...); code != 1 || !strings.Contains(errs, "newer Parley") {
			t.Errorf("%s: code %d: %s", args[0], code, errs)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("it was written to")
	}
}
