package query_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/annotate/text"
)

// library is a reader of texts only, that lends them or not.
type library struct {
	session.Reader
	ids   []annotate.ID
	texts map[annotate.ID]string
}

type lending struct{ *library }

func (l *library) Body(id annotate.ID) (string, error) {
	t, ok := l.texts[id]
	if !ok {
		return "", annotate.ErrNotFound
	}
	return t, nil
}

func (l lending) LendTexts(ids []annotate.ID, use func([]string) error) error {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = l.texts[id]
	}
	return use(texts)
}

func newLibrary(texts ...string) *library {
	l := &library{texts: map[annotate.ID]string{}}
	for i, t := range texts {
		id := annotatetest.ID(uint64(i + 1))
		l.ids = append(l.ids, id)
		l.texts[id] = t
	}
	return l
}

// TestTexts: what is found in a project is what is found in each of its texts, in order.
func TestTexts(t *testing.T) {
	var texts []string
	for i := range 60 {
		texts = append(texts, strings.Repeat(fmt.Sprintf("Die Gewerkschaft %d 📌 sagt: the UNION é e\u0301 𐐀 👨‍👩‍👧 مَسْؤول\n", i), i%7)+strings.Repeat("x", 300*i))
	}
	l := newLibrary(texts...)
	delete(l.texts, l.ids[20])
	for _, q := range []search.Query{
		{Text: "union", Fold: search.Case}, {Text: "UNION"}, {Text: "é"}, {Text: "مسؤول", Fold: search.Loose}, {Text: "Zebra"},
		{Text: `gewerkschaft \d[05]?`, Pattern: true, Fold: search.Loose}, {Text: "(?i)union|zebra|hafen", Pattern: true}, {Text: "𐐀", Words: true}, {Text: "x+$", Pattern: true},
	} {
		m, err := search.Compile(q)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, id := range l.ids {
			x, err := text.New(l.texts[id])
			if err != nil {
				t.Fatal(err)
			}
			for s := range m.Spans(context.Background(), search.Prepare(x, m.Fold()), x.All()) {
				want = append(want, fmt.Sprint(id, s))
			}
		}
		for name, r := range map[string]session.Reader{"copied": l, "lent": lending{l}} {
			for _, workers := range []int{1, 2, 5} {
				var got []string
				done := 0
				for f, err := range query.Texts(context.Background(), r, l.ids, m, query.TextOptions{Workers: workers, Progress: func(n int) { done = n }}) {
					if err != nil {
						t.Fatal(err)
					}
					for _, s := range f.Spans {
						got = append(got, fmt.Sprint(f.Document, s))
					}
				}
				if !slices.Equal(got, want) || done != len(l.ids) {
					t.Errorf("%+v, %s, %d workers: %d hits in %d documents, want %d", q, name, workers, len(got), done, len(want))
				}
			}
		}
	}
}

func TestHits(t *testing.T) {
	l := newLibrary("Erst 📌 kommt\ndas eine Wort und dann das andere Wort.\nوقال المسؤول كلمة")
	m, err := search.Compile(search.Query{Text: "das"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for f, err := range query.Texts(context.Background(), l, l.ids, m, query.TextOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		for h := range f.Hits(12) {
			start, end := f.CodePoints(h.Span)
			got = append(got, fmt.Sprintf("%d-%d %s[%s]%s", start, end, h.Before, h.Quote, h.After))
		}
	}
	want := []string{"13-16 [das] eine Wort …", "36-39 … und dann [das] andere …"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTextsEnd: a search that is stopped, or given up, or cut off, ends.
func TestTextsEnd(t *testing.T) {
	l := newLibrary(slices.Repeat([]string{strings.Repeat("union ", 500)}, 40)...)
	m, err := search.Compile(search.Query{Text: "union"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n, failed := 0, error(nil)
	for f, err := range query.Texts(ctx, lending{l}, l.ids, m, query.TextOptions{Most: 3}) {
		if failed = err; err != nil {
			break
		}
		if n++; len(f.Spans) != 3 || !f.More {
			t.Fatalf("%d hits of at most 3, more: %v", len(f.Spans), f.More)
		}
		cancel()
	}
	if !errors.Is(failed, annotate.ErrCanceled) || n == 0 || n == len(l.ids) {
		t.Errorf("stopped after %d documents: %v", n, failed)
	}
	for range query.Texts(context.Background(), l, l.ids, m, query.TextOptions{}) {
		break
	}
	l.texts[l.ids[3]] = "union \xff"
	for _, err := range query.Texts(context.Background(), lending{l}, l.ids, m, query.TextOptions{}) {
		failed = err
	}
	if !errors.Is(failed, annotate.ErrDamaged) {
		t.Errorf("a damaged text: %v", failed)
	}
}
