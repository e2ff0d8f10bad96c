package codec_test

import (
	"context"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// What is recorded comes into a document that the project has, once.
func TestImportIntoWhatIsThere(t *testing.T) {
	store, lina, _ := ours()
	schema, _ := store.Schema()
	first := foreign(t, words)
	m := codec.Propose(first.Schema(), schema)
	m.Layer("PER").To = "actor"
	if _, err := codec.Import(context.Background(), first, options(store, lina, m)); err != nil {
		t.Fatal(err)
	}
	claim, _ := recorded(t, store)
	tx, _ := text.New(words)
	added := annotate.NewID()
	second := &shelf{schema: first.schema, documents: func() []*codec.Document {
		return []*codec.Document{{Head: annotate.Document{ID: claim.Document}, Text: tx, There: true, Annotations: []*annotate.Annotation{
			{ID: claim.ID, Layer: "CLAIM", Fragments: claim.Fragments},
			{ID: added, Layer: "CLAIM", Fragments: []text.Span{find(t, tx, "union")}},
		}, Relations: []*annotate.Relation{{ID: annotate.NewID(), Type: "Supports", From: added, To: claim.ID}}}}
	}}
	for again, want := range []struct{ in, relations, skipped int }{{1, 1, 1}, {0, 0, 2}} {
		report, err := codec.Import(context.Background(), second, options(store, lina, m))
		if err != nil {
			t.Fatal(err)
		}
		if again == 0 && (report.Documents != 0 || report.Annotations != want.in || report.Relations != want.relations || report.Skipped.Total != want.skipped) {
			t.Errorf("%+v", report)
		}
		if again == 1 && (report.Annotations != want.in || report.Skipped.Total != want.skipped) {
			t.Errorf("again: %+v", report)
		}
	}
	if list, _ := store.Annotations(claim.Document); len(list) != 3 {
		t.Errorf("%d annotations", len(list))
	}
	n := 0
	for range store.Summaries(annotate.ID{}) {
		n++
	}
	if n != 1 {
		t.Errorf("%d documents", n)
	}
}
