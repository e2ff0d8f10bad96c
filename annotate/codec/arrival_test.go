package codec_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// telling is a shelf that refuses something before each document, and after the last.
type telling struct{ *shelf }

func (s telling) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for d, err := range s.shelf.Documents(ctx, report) {
			report.Refused.Add(codec.Problem{Text: "before " + d.Head.Title})
			if !yield(d, err) {
				return
			}
		}
		report.Refused.Add(codec.Problem{Text: "after all"})
	}
}

// What reading a document tells stands before what the import tells of it, although
// documents are read a few in advance.
func TestImportTellsInOrder(t *testing.T) {
	store, lina, _ := ours()
	c := foreign(t, words)
	var want []string
	c.documents = func() (all []*codec.Document) {
		for i := range 20 {
			tx, _ := text.New(fmt.Sprintf("%s %d", words, i))
			d := &codec.Document{Head: annotate.Document{Title: fmt.Sprint(i)}, Text: tx}
			d.Annotations = []*annotate.Annotation{{ID: annotate.NewID(), Layer: "PER", Fragments: []text.Span{{Start: 5, End: 5}}}}
			all = append(all, d)
			want = append(want, "before "+fmt.Sprint(i), "in "+fmt.Sprint(i))
		}
		return all
	}
	o := options(store, lina, codec.Mapping{})
	o.Extend = true
	report, err := codec.Import(context.Background(), telling{c}, o)
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, "after all")
	if report.Refused.Total != len(want) {
		t.Fatalf("%d told: %+v", report.Refused.Total, report.Refused.First)
	}
	for i, p := range report.Refused.First {
		got := p.Text
		if p.Document != "" {
			got = "in " + p.Document
		}
		if got != want[i] {
			t.Errorf("%q in place %d, not %q", got, i, want[i])
		}
	}
}
