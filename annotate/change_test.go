package annotate_test

import (
	"slices"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/text"
)

func TestInverse(t *testing.T) {
	id := annotatetest.ID
	body := &annotate.Body{Document: id(1), Text: "ü"}
	head := &annotate.Document{ID: id(1)}
	a, b := &annotate.Annotation{ID: id(2), Document: id(1)}, &annotate.Annotation{ID: id(2), Document: id(1), Note: "📌"}
	cs := annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(body), annotate.Create(head), annotate.Create(a), annotate.Update(a, b)}}
	made, was, is := &annotate.SchemaVersion{Schema: annotate.Schema{Version: 2}}, &annotate.SchemaVersion{}, &annotate.SchemaVersion{Since: time.Unix(1, 0)}
	cs.Changes = append(cs.Changes, annotate.Create(made), annotate.Update(was, is)) // an import into an empty project replaces its first one
	want := []annotate.Change{annotate.Update(is, was), annotate.Update(b, a), annotate.Delete(a), annotate.Delete(head)}
	if got := cs.Inverse(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if k := annotate.Delete(a).Key(); k != a.Key() || k != annotate.Create(b).Key() {
		t.Errorf("key %v", k)
	}
}

func TestComparePlace(t *testing.T) {
	mark := func(n uint64, ends ...text.Offset) *annotate.Annotation {
		a := &annotate.Annotation{ID: annotatetest.ID(n)}
		for i := 0; i < len(ends); i += 2 {
			a.Fragments = append(a.Fragments, text.Span{Start: ends[i], End: ends[i+1]})
		}
		return a
	}
	want := []*annotate.Annotation{mark(9), mark(10), mark(3, 0, 9), mark(1, 0, 2, 4, 5), mark(2, 0, 5), mark(4, 1, 2)}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, annotate.ComparePlace)
	if !slices.Equal(got, want) {
		for _, a := range got {
			t.Errorf("%s %v", a.ID, a.Fragments)
		}
	}
}

func TestKeysOrder(t *testing.T) {
	id := annotatetest.ID
	want := []annotate.Record{
		&annotate.Project{}, &annotate.Schema{}, &annotate.SchemaVersion{Schema: annotate.Schema{Version: 9}}, &annotate.SchemaVersion{Schema: annotate.Schema{Version: 700}}, &annotate.Annotator{ID: id(9)}, &annotate.Entity{ID: id(1)}, &annotate.Document{ID: id(1)}, &annotate.Document{ID: id(2)},
		&annotate.Body{Document: id(1)}, &annotate.Progress{Document: id(1), Annotator: id(9)}, &annotate.Annotation{Document: id(1), Annotator: id(8), ID: id(7)},
		&annotate.Annotation{Document: id(1), Annotator: id(9), ID: id(3)}, &annotate.Annotation{Document: id(2), Annotator: id(8), ID: id(1)}, &annotate.Relation{Document: id(1), Annotator: id(8), ID: id(1)},
	}
	if n := want[3].Key().Number(); n != 700 || want[3].Key() != annotate.SchemaVersionKey(700) {
		t.Errorf("version %d", n)
	}
	for i := range want[1:] {
		if want[i].Key().Compare(want[i+1].Key()) >= 0 {
			t.Errorf("%+v is not before %+v", want[i].Key(), want[i+1].Key())
		}
	}
}
