package bolt_test

import (
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
)

// A scan gives what stands before the first record that cannot be read, wherever that is
// among those that are decoded at once, and then its error.
func TestScanStopsAtDamage(t *testing.T) {
	for _, at := range []int{0, 1, 700, 1049, 1050, 2099} {
		path := alter(t, 700, func(tx *bbolt.Tx) error {
			in := tx.Bucket([]byte("annotations"))
			c := in.Cursor()
			k, _ := c.First()
			for range at {
				k, _ = c.Next()
			}
			return in.Put(k, []byte("Müller"))
		})
		s, err := bolt.Open(path, bolt.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		n, last := 0, annotate.ID{}
		var failed error
		for a, err := range s.AllAnnotations() {
			if failed = err; err != nil {
				break
			}
			if a.Document.Compare(last) < 0 {
				t.Fatal("out of order")
			}
			last = a.Document
			n++
		}
		if n != at || !errors.Is(failed, annotate.ErrDamaged) || !strings.Contains(failed.Error(), "annotation 0195") {
			t.Errorf("damage at %d: %d annotations, then %v", at, n, failed)
		}
		s.Close()
	}
}

// A loop may end early, and change the store that it reads.
func TestScanIsLeft(t *testing.T) {
	s := project(t, 700)
	n := 0
	for range s.AllAnnotations() {
		if n++; n == 2000 {
			break
		}
	}
	for a, err := range s.AllAnnotations() {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%900 == 0 {
			b := *a
			b.Note = "📌"
			if _, err := s.Commit(&annotate.ChangeSet{Label: "Note", Annotator: a.Annotator, Changes: []annotate.Change{{Old: a, New: &b}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n != 2000+2100 {
		t.Fatal(n)
	}
}

// A view is scanned ahead: it gives what the store gives, may be read in between, and
// ends with its store.
func TestScanOfAView(t *testing.T) {
	s := project(t, 1700)
	var want []annotate.ID
	for a, err := range s.AllAnnotations() {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, a.ID)
	}
	v, end, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	all := v.(interface {
		AllAnnotations() iter.Seq2[*annotate.Annotation, error]
	}).AllAnnotations
	n := 0
	for a, err := range all() {
		if err != nil || a.ID != want[n] {
			t.Fatalf("annotation %d: %v", n, err)
		}
		if n++; n%500 == 1 {
			if d, err := v.Document(a.Document); err != nil || d.ID != a.Document {
				t.Fatal(err)
			}
		}
	}
	if n != len(want) {
		t.Fatalf("%d of %d", n, len(want))
	}
	for range all() {
		break
	}
	var failed error
	for _, err := range all() {
		if failed = err; err == nil {
			s.Close()
		}
	}
	if !errors.Is(failed, annotate.ErrCanceled) {
		t.Fatalf("after the end: %v", failed)
	}
}

// What is lent is what is given, and its strings stay when the rest is overwritten.
func TestLentScan(t *testing.T) {
	s := project(t, 1700)
	var want []*annotate.Annotation
	for a, err := range s.AllAnnotations() {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, a)
	}
	v, end, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	type lender interface {
		LendAnnotations() iter.Seq2[*annotate.Annotation, error]
	}
	for _, from := range []lender{s, v.(lender)} {
		n := 0
		quotes := make([]string, 0, len(want))
		for a, err := range from.LendAnnotations() {
			if err != nil || !reflect.DeepEqual(a, want[n]) {
				t.Fatalf("annotation %d: %v\n%+v\nwant %+v", n, err, a, want[n])
			}
			quotes = append(quotes, a.Quote.Exact)
			n++
		}
		for i, q := range quotes {
			if q != want[i].Quote.Exact {
				t.Fatalf("quote %d is %q now", i, q)
			}
		}
		if n != len(want) {
			t.Fatalf("%d of %d", n, len(want))
		}
	}
}
