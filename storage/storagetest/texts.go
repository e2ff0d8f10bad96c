package storagetest

import (
	"errors"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
)

// testLent wants of a store that lends texts, and of its views, that what is lent is what
// is given, in the order that was asked for.
func testLent(t *testing.T, b *bench) {
	b.commit("Import", b.many(40)...)
	view, end, err := b.store.View()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []session.Reader{b.store, view} {
		l, ok := r.(session.TextLender)
		if !ok {
			continue
		}
		ids, want := []annotate.ID{{1}}, []string{""}
		for s, err := range r.Summaries(annotate.ID{}) {
			id := must(s, err).ID
			ids, want = append(ids, id), append(want, must(r.Body(id)))
		}
		if err := l.LendTexts(ids, func(texts []string) error { same(t, "texts that were lent", texts, want); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := l.LendTexts(ids, func([]string) error { return annotate.ErrNothing }); !errors.Is(err, annotate.ErrNothing) {
			t.Errorf("the error of use: %v", err)
		}
	}
	end()
	if l, ok := view.(session.TextLender); ok {
		if err := l.LendTexts(nil, func([]string) error { return nil }); !errors.Is(err, annotate.ErrCanceled) {
			t.Errorf("a view that was ended lends texts: %v", err)
		}
	}
}
