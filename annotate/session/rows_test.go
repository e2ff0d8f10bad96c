package session_test

import (
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
)

// lines are the rows of s, each of which must be found where it stands.
func lines(s *session.Session) (list []string) {
	for i, h := range s.Rows().All() {
		if at, ok := s.Rows().Find(h.ID); !ok || at != i {
			list = append(list, "row out of place")
		}
		list = append(list, fmt.Sprintf("%s %d %s", h.Title, h.Annotations, h.State))
	}
	return list
}

// TestRowsSayWhatDocumentsSay: the slim rows and the whole heads are of one project, in
// memory and read again, whichever was asked for first.
func TestRowsSayWhatDocumentsSay(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	var drafts []edit.Draft
	for i := range 1100 { // more than are gathered at a time
		drafts = append(drafts, edit.Draft{Head: annotate.Document{
			Title: fmt.Sprintf("Über %d e\u0301 📌 𐐀 👩‍👩‍👧 سلام", i), Author: fmt.Sprintf("Author %d", i%7), Outlet: []string{"", "Coast"}[i%2],
			Date: annotate.Date{Year: 2025, Month: uint8(i % 13)},
		}, Text: fmt.Sprint(i)})
	}
	cs, heads := s.Editor().AddDocuments(drafts...)
	apply(t, s, cs, nil)
	mark(t, s, p, "Claim", 0, 7)
	cs, err := s.Editor().EditDocument(heads[600], func(d *annotate.Document) { d.Title, d.Author, d.Outlet = "سلام", "", "New outlet" })
	apply(t, s, cs, err)
	for name, s := range map[string]*session.Session{"kept": s, "read": open(t, shelf, "", from)} {
		alone := s.Summary(heads[600].ID)
		if s.Rows().Len() != 1101 || len(s.Documents()) != 1101 {
			t.Fatalf("%s: %d rows, %d documents", name, s.Rows().Len(), len(s.Documents()))
		}
		for i, d := range s.Documents() {
			if s.Rows().At(i) != d.Heading() {
				t.Fatalf("%s: row %d is %+v, the document %+v", name, i, s.Rows().At(i), d.Heading())
			}
		}
		if again := s.Summary(heads[600].ID); alone == nil || !reflect.DeepEqual(alone, again) {
			t.Errorf("%s: read alone %+v, among all %+v", name, alone, again)
		}
		if _, ok := s.Rows().Find(annotatetest.ID(99_999)); ok || s.Summary(annotatetest.ID(99_999)) != nil {
			t.Errorf("%s: there is a document that is not there", name)
		}
	}
}

// TestRowsAreSlim: a hundred thousand documents are listed in a few megabytes.
func TestRowsAreSlim(t *testing.T) {
	const many = 100_000
	before := heap()
	s, err := session.Open(headliner{newShelf(), many}, "Lina", origin())
	if err != nil {
		t.Fatal(err)
	}
	if each := (heap() - before) / many; each > 120 {
		t.Errorf("a row takes %d bytes", each)
	}
	if h := s.Rows().At(many - 1); s.Rows().Len() != many || h.Title != "Statement 99999 of the council" || h.Author != "Nadia Farouk" {
		t.Errorf("%d rows, the last %+v", s.Rows().Len(), h)
	}
}

// headliner is a shelf with many documents of which only the headings are there.
type headliner struct {
	*shelf
	many int
}

func (h headliner) Headings(annotate.ID) iter.Seq2[annotate.Heading, error] {
	return func(yield func(annotate.Heading, error) bool) {
		for i := range h.many {
			if !yield(annotate.Heading{ID: annotatetest.ID(uint64(i)), Title: fmt.Sprintf("Statement %d of the council", i), Author: "Nadia Farouk"}, nil) {
				return
			}
		}
	}
}

func heap() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
