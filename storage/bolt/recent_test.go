package bolt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// recentPage is the page on which the changes of the file's last state stand.
func recentPage(t *testing.T, s *bolt.Store) (id int) {
	t.Helper()
	err := s.Update(func(tx *bbolt.Tx) error {
		id = int(tx.Bucket([]byte("recent")).Root())
		return errors.New("only looked")
	})
	if id < 2 {
		t.Fatal("nothing is recent", err)
	}
	return id
}

// What is recent reads as what was brought home does: the same records, indexes and log.
func TestRecentIsNoDifference(t *testing.T) {
	s := project(t, 7)
	m := storagetest.NewMaker()
	entity := m.Entity("x").ID
	for e := range s.Entities() {
		entity = e.ID
	}
	random := rand.New(rand.NewPCG(7, 8))
	for round := range 60 {
		for row := range s.Summaries(annotate.ID{}) {
			list, err := s.Annotations(row.ID)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) > 0 && random.IntN(3) == 0 {
				commit(t, s, m.Set("Delete", annotate.Delete(list[random.IntN(len(list))])))
			} else {
				body := &annotate.Body{Document: row.ID, Text: strings.Repeat("Müller", 9)}
				a := m.Annotation(body, span(0, 7), entity)
				a.ID = annotate.NewID()
				a.Quote.Exact = "Müller"
				commit(t, s, m.Set("Mark 📌", annotate.Create(a)))
			}
		}
		if round%9 > 0 {
			continue
		}
		gathered := everything(t, s)
		if err := s.BringHome(); err != nil {
			t.Fatal(err)
		}
		if home := everything(t, s); home != gathered {
			t.Fatalf("round %d: recent\n%.3000s\nat home\n%.3000s", round, gathered, home)
		}
	}
	s.Close()
	mustBeWhole(t, s.Path())
}

// everything is what a store says, as text.
func everything(t *testing.T, s *bolt.Store) string {
	t.Helper()
	var b strings.Builder
	var first error
	add := func(v any, err error) {
		first = errors.Join(first, err)
		fmt.Fprintf(&b, "%+v\n", v)
	}
	for row, err := range s.Summaries(annotate.ID{}) {
		add(row.Annotations, err)
		add(s.Body(row.ID))
	}
	for a, err := range s.AllAnnotations() {
		add(*a, err)
	}
	for e, err := range s.Entities() {
		add(*e, err)
		add(s.EntityUses(e.ID))
	}
	for e, err := range s.History() {
		add(e, err)
		cs, err := s.ChangeSet(e.Number)
		add(len(cs.Changes), err)
	}
	if first != nil {
		t.Fatal(first)
	}
	return b.String()
}

// A file whose recent changes are torn is not opened, and a former state of them is found.
func TestRecentIsTorn(t *testing.T) {
	s := project(t, 1)
	if err := s.BringHome(); err != nil {
		t.Fatal(err)
	}
	m := storagetest.NewMaker()
	var doc annotate.ID
	for row := range s.Summaries(annotate.ID{}) {
		doc = row.ID
	}
	text, err := s.Body(doc)
	if err != nil {
		t.Fatal(err)
	}
	const marks = 30
	for range marks {
		a := m.Annotation(&annotate.Body{Document: doc, Text: text}, span(8, 12))
		a.ID = annotate.NewID()
		commit(t, s, m.Set("Mark", annotate.Create(a)))
	}
	at := recentPage(t, s)
	s.Close()
	whole := bytesOf(t, s.Path())
	for _, from := range []int{0, 4096, 2 * 4096} {
		path := damaged(t, whole, func(b []byte) []byte {
			for i := range 4096 {
				b[at*4096+from+i] = 0xC1
			}
			return b
		})
		use(t, path)
		if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, annotate.ErrDamaged) {
			t.Errorf("torn at %d: open: %v", from, err)
		}
		r, report, err := bolt.Salvage(path)
		if err != nil || report.Err() == nil || strings.Contains(report.Summary(), "Nothing is lost") {
			t.Fatalf("torn at %d: %v %s", from, err, report.Summary())
		}
		list, err := r.Annotations(doc)
		if err != nil || len(list) < 3+marks-2 {
			t.Errorf("torn at %d: %d of %d annotations are read: %v", from, len(list), 3+marks, err)
		}
		r.Close()
	}
}

// Format 1 had every change in its bucket. It is read as it is, and brought to this format
// with a copy laid aside.
func TestFormatOne(t *testing.T) {
	s := project(t, 3)
	want := everything(t, s)
	if err := s.BringHome(); err != nil {
		t.Fatal(err)
	}
	err := s.Update(func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("recent")), tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{1}))
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	before := bytesOf(t, s.Path())
	mustBeWhole(t, s.Path())
	ro, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := everything(t, ro); got != want {
		t.Fatal("format 1 reads otherwise")
	}
	ro.Close()
	if !bytes.Equal(before, bytesOf(t, s.Path())) {
		t.Fatal("reading changed the file")
	}
	now, err := bolt.Open(s.Path(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := everything(t, now); got != want {
		t.Fatal("format 2 reads otherwise")
	}
	m := storagetest.NewMaker()
	e := m.Entity("another")
	e.ID[0] = 0xff
	commit(t, now, m.Set("Add", annotate.Create(e)))
	now.Close()
	if report := mustBeWhole(t, s.Path()); report.Format != bolt.Format {
		t.Fatalf("format %d", report.Format)
	}
	if report := mustBeWhole(t, s.Path()+".format-1"); report.Format != 1 {
		t.Fatalf("laid aside: format %d", report.Format)
	}
}

// A snapshot of format 1 is listed and can be restored.
func TestFormatOneSnapshot(t *testing.T) {
	s := project(t, 2)
	if err := errors.Join(s.BringHome(), s.Update(func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("recent")), tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{1}))
	})); err != nil {
		t.Fatal(err)
	}
	info, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if list, err := bolt.Snapshots(s.Path()); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	restored := filepath.Join(t.TempDir(), "r.parley")
	if _, err := bolt.Restore(info.Path, restored); err != nil {
		t.Fatal(err)
	}
	again, err := bolt.Open(restored, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	mustBeWhole(t, restored)
}

// A mark writes in three places and one of the two first pages, however large the file is.
func TestMarkWritesLittle(t *testing.T) {
	path := filepathOfBulk(t)
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := storagetest.NewMaker()
	var docs []annotate.ID
	for row := range s.Summaries(annotate.ID{}) {
		docs = append(docs, row.ID)
	}
	text, err := s.Body(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		before := pagesOf(t, path)
		a := m.Annotation(&annotate.Body{Document: docs[i*13%len(docs)], Text: text}, span(8, 12))
		a.ID = annotate.NewID()
		commit(t, s, m.Set("Mark", annotate.Create(a)))
		places, last := 0, -9
		for id, p := range pagesOf(t, path) {
			if id >= len(before) || p != before[id] {
				if id != last+1 {
					places++
				}
				last = id
			}
		}
		if places > 4 {
			t.Fatalf("mark %d wrote in %d places", i, places)
		}
	}
}

func pagesOf(t *testing.T, path string) (list []string) {
	b := bytesOf(t, path)
	for at := 0; at+4096 <= len(b); at += 4096 {
		list = append(list, string(b[at:at+4096]))
	}
	if len(list) < 2 || binary.LittleEndian.Uint32(b[16:]) == 0 {
		t.Fatal("no file of pages")
	}
	return list
}
