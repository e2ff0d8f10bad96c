package codec_test

import (
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/storage/memory"
)

// What a format has no place for is told once each, and what says nothing is not told.
func TestWithout(t *testing.T) {
	id := annotatetest.ID
	store := memory.New(&annotate.Project{ID: id(1)}, &annotate.Schema{Name: "Häfen", Version: 1,
		Layers:    []annotate.Layer{{ID: "plain", Name: "Plain", Key: "1", Colour: 1}, {ID: "📌", Name: "📌", Key: "1", Colour: 3}},
		Relations: []annotate.RelationType{{ID: "r", Name: "R"}, {ID: "e\u0301", Name: "e\u0301", Description: "الميناء"}}, Tagsets: []annotate.Tagset{{ID: "t", Name: "T"}}})
	head := &annotate.Document{ID: id(2), Title: "𐐀", Direction: annotate.RightToLeft}
	plain := &annotate.Document{ID: id(3), Title: "👨‍👩‍👧"}
	for _, r := range []annotate.Record{&annotate.Annotator{ID: id(4), Name: "Müller"}, &annotate.Entity{ID: id(5), Name: "HTS"},
		&annotate.Body{Document: head.ID}, head, &annotate.Body{Document: plain.ID}, plain,
		&annotate.Progress{Document: head.ID, Annotator: id(4), Flags: annotate.Discuss}, &annotate.Progress{Document: plain.ID, Annotator: id(4)}} {
		if _, err := store.Commit(&annotate.ChangeSet{Label: "x", Changes: []annotate.Change{annotate.Create(r)}}); err != nil {
			t.Fatal(err)
		}
	}
	told := func(w codec.Without) (list []string) {
		report := &codec.Report{}
		err := w.Project(report, store)
		for _, h := range []*annotate.Document{head, plain} {
			if err == nil {
				err = w.Document(report, store, h)
			}
			w.Annotation(report, h, &annotate.Annotation{})
			w.Annotation(report, h, &annotate.Annotation{Recheck: "tag 201 was divided"})
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range report.Lost {
			list = append(list, l.String())
		}
		return list
	}
	all := codec.Without{Layers: true, Types: true, Tagsets: true, Actors: true, Annotators: true, Heads: true, States: true, Recheck: true}
	want := []string{"1 layer written by its name at most", "1 relation type written by its name at most", "1 tagset left out", "1 annotator left out",
		"1 actor left out of the register, which is not written", "1 document written without its direction, its speakers or who its author is", "1 state of a document left out",
		"2 annotations written without why they should be looked at again"}
	if got := told(all); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := told(codec.Without{}); len(got) > 0 {
		t.Errorf("%q", got)
	}
}
