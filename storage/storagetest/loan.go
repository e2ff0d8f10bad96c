package storagetest

import (
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
)

// testLoan wants of a store that lends, and of its views, that what is lent is what is
// given, in every round, and that strings are lent for good.
func testLoan(t *testing.T, b *bench) {
	b.commit("Import", b.many(40)...)
	first := b.mark()
	full := b.Full(b.body, b.entity.ID, first.ID)
	b.commit("Mark", annotate.Create(first), annotate.Create(full), annotate.Create(b.Relation(first, full)),
		annotate.Create(&annotate.Progress{Document: b.doc.ID, Annotator: b.Me, State: annotate.Done, Modified: b.Now()}))
	view, end, err := b.store.View()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []session.Reader{b.store, view} {
		if l, ok := r.(session.Lender); ok {
			b.lends(t, l)
		}
	}
	end()
	if l, ok := view.(session.Lender); ok {
		if _, err := l.Lend().Read(b.doc.ID); err == nil {
			t.Error("a view that was ended lends")
		}
	}
}

func (b *bench) lends(t *testing.T, r session.Lender) {
	loan := r.Lend()
	var kept, kept2 []string
	for range 3 {
		got, want := map[annotate.ID]session.Records{}, map[annotate.ID]session.Records{}
		for s, err := range r.Summaries(annotate.ID{}) {
			id := must(s, err).ID
			got[id] = must(loan.Read(id))
			want[id] = session.Records{
				Body: must(r.Body(id)), Progress: must(r.Progress(id)),
				Annotations: must(r.Annotations(id)), Relations: must(r.Relations(id)),
			}
			for _, a := range got[id].Annotations {
				kept, kept2 = append(kept, a.Quote.Exact), append(kept2, strings.Clone(a.Quote.Exact))
			}
		}
		same(t, "what was lent", got, want)
		if _, err := loan.Read(annotate.ID{1}); err == nil {
			t.Error("a document that is not there was lent")
		}
		loan.Return()
	}
	same(t, "strings of returned records", kept, kept2)
}
