package bolt_test

import (
	"errors"
	"testing"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// A file of format 3 is read as it is, and takes files that come in once it is brought on;
// before that it is laid aside.
func TestFormatThree(t *testing.T) {
	s := project(t, 2)
	want := everything(t, s)
	if err := errors.Join(s.BringHome(), s.Update(func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("originals")), tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{3}))
	})); err != nil {
		t.Fatal(err)
	}
	s.Close()
	old, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := old.Originals(annotate.ID{}); everything(t, old) != want || err != nil || len(list) != 0 {
		t.Fatalf("format 3 reads otherwise: %d originals, %v", len(list), err)
	}
	old.Close()
	now, err := bolt.Open(s.Path(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := storagetest.NewMaker()
	o := m.Original(annotate.ID{}, "annotation.conf", "ü 📌")
	commit(t, now, m.Set("Import", annotate.Create(o)))
	if got := everything(t, now); got == "" {
		t.Fatal("nothing is there")
	}
	now.Close()
	if report := mustBeWhole(t, s.Path()); report.Format != bolt.Format {
		t.Fatalf("format %d", report.Format)
	}
	if report := mustBeWhole(t, s.Path()+".format-3"); report.Format != 3 {
		t.Fatalf("laid aside: format %d", report.Format)
	}
}

// An original that changed on the disk is found, by the log.
func TestOriginalIsChecked(t *testing.T) {
	s := project(t, 2)
	m := storagetest.NewMaker()
	o := m.Original(annotate.ID{}, "annotation.conf", "[entities]\nClaim\n")
	commit(t, s, m.Set("Import", annotate.Create(o)))
	if err := s.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte("originals"))
		k, v := b.Cursor().First()
		v = append([]byte{}, v...)
		v[len(v)-1] ^= 1
		return b.Put(k, v)
	}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	report, err := bolt.Check(s.Path())
	if err != nil || report.Err() == nil {
		t.Fatalf("nothing was found: %v", err)
	}
	lost, _, err := bolt.Salvage(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer lost.Close()
	if list, err := lost.Originals(annotate.ID{}); err != nil || len(list) != 1 || list[0].Name != o.Name {
		t.Fatalf("salvaged %v, %v", list, err)
	}
}
