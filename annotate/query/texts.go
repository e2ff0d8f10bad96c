package query

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"parley/annotate"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Texts looks through the texts of documents, in the order in which they are given, and
// yields those in which something stands. It works on all processors, but yields on the
// goroutine that ranges, which may use r meanwhile. What it holds at a time is the text of
// some documents with hits, whatever the size of the project; a document that was deleted
// is passed over.
//
//	m, err := search.Compile(search.Query{Text: "HTS", Fold: search.Loose})
//	for found, err := range query.Texts(ctx, reader, documents, m, query.TextOptions{}) {
//		for hit := range found.Hits(60) {
//			fmt.Println(hit.Before, "[", hit.Quote, "]", hit.After)
//		}
//	}
//
// An error is the last it yields: annotate.ErrCanceled when ctx ends, others are the
// reader's.
func Texts(ctx context.Context, r session.Reader, documents []annotate.ID, m *search.Matcher, o TextOptions) iter.Seq2[*Found, error] {
	return func(yield func(*Found, error) bool) {
		w := newReading(r, m, o)
		for from := 0; from < len(documents); {
			to := min(len(documents), from+w.batch)
			found, err := w.read(ctx, documents[from:to])
			if err != nil {
				yield(nil, fmt.Errorf("look through the texts: %w", err))
				return
			}
			for _, f := range found {
				if f != nil && !yield(f, nil) {
					return
				}
			}
			if from = to; o.Progress != nil {
				o.Progress(from)
			}
		}
	}
}

// TextOptions say how [Texts] works. The zero value is all processors and all hits.
type TextOptions struct {
	Workers  int                 // 0: as many as there are processors
	Most     int                 // hits in one document after which the next is looked at; 0: no end
	Progress func(documents int) // how many are done, told on the goroutine that ranges; may be nil
}

// Found is a document in whose text something stands.
type Found struct {
	Document annotate.ID
	Text     *text.Text
	Spans    []text.Span // in the order of the text, apart
	More     bool        // there are more than TextOptions.Most
}

// Hit is a place in a text as a concordance shows it. Its words are its own memory.
type Hit struct {
	Document      annotate.ID
	Span          text.Span
	Quote         string // what stands there
	Before, After string // in the same paragraph, in the order of reading
}

// Hits are the places with up to around characters on each side, no word cut in two.
func (f *Found) Hits(around int) iter.Seq[Hit] {
	return func(yield func(Hit) bool) {
		for _, s := range f.Spans {
			before, after := search.Around(f.Text, s, around)
			h := Hit{Document: f.Document, Span: s, Quote: strings.Clone(f.Text.Slice(s)), Before: strings.Clone(before), After: strings.Clone(after)}
			if !yield(h) {
				return
			}
		}
	}
}

// CodePoints is where a span of the text begins and ends in code points, as scripts count.
func (f *Found) CodePoints(s text.Span) (start, end int) {
	start, _ = f.Text.In(s.Start, text.CodePoint)
	end, _ = f.Text.In(s.End, text.CodePoint)
	return start, end
}

// The first batch is small, for the first hits to come at once; the others are as many
// documents as have about so many bytes.
const (
	firstBatch = 4
	batchBytes = 8 << 20
	mostBatch  = 4096
)

// reading looks through one batch of documents after another.
type reading struct {
	from    session.Reader
	matcher *search.Matcher
	most    int
	sieves  []*search.Sieve // one a worker
	batch   int             // how many documents the next one has
}

func newReading(r session.Reader, m *search.Matcher, o TextOptions) *reading {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	w := &reading{from: r, matcher: m, most: o.Most, batch: max(firstBatch, workers)}
	for range workers {
		w.sieves = append(w.sieves, m.Sieve())
	}
	return w
}

// read gives what is found in each of documents; nil for nothing.
func (w *reading) read(ctx context.Context, documents []annotate.ID) (found []*Found, err error) {
	lender, ok := w.from.(session.TextLender)
	if !ok {
		texts, err := w.copies(ctx, documents)
		if err != nil {
			return nil, err
		}
		return w.look(ctx, documents, texts)
	}
	err = lender.LendTexts(documents, func(texts []string) (err error) {
		found, err = w.look(ctx, documents, texts)
		return err
	})
	return found, err
}

// copies reads texts from a reader that lends none.
func (w *reading) copies(ctx context.Context, documents []annotate.ID) ([]string, error) {
	texts := make([]string, len(documents))
	for i, id := range documents {
		if ctx.Err() != nil {
			return nil, annotate.ErrCanceled
		}
		body, err := w.from.Body(id)
		if err != nil && !isGone(err) {
			return nil, err
		}
		texts[i] = body
	}
	return texts, nil
}

// look has every worker take the next text until all are looked through.
func (w *reading) look(ctx context.Context, documents []annotate.ID, texts []string) ([]*Found, error) {
	found, failed := make([]*Found, len(texts)), make([]error, len(w.sieves))
	var next atomic.Int64
	work := func(k int) {
		failed[k] = safely(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(texts) {
					return nil
				}
				if ctx.Err() != nil {
					return annotate.ErrCanceled
				}
				var err error
				if found[i], err = w.one(ctx, w.sieves[k], documents[i], texts[i]); err != nil {
					return err
				}
			}
		})
	}
	var all sync.WaitGroup
	for k := 1; k < len(w.sieves); k++ {
		all.Go(func() { work(k) })
	}
	work(0)
	all.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	if ctx.Err() != nil { // what a search that was stopped found is not all
		return nil, annotate.ErrCanceled
	}
	w.measure(texts)
	return found, nil
}

// measure chooses how many documents the next batch has.
func (w *reading) measure(texts []string) {
	size := 1
	for _, t := range texts {
		size += len(t)
	}
	w.batch = min(max(len(texts)*batchBytes/size, len(w.sieves)), 4*w.batch, mostBatch)
}

// one looks through a text that is lent; only one that may have hits is copied.
func (w *reading) one(ctx context.Context, sieve *search.Sieve, document annotate.ID, lent string) (*Found, error) {
	if lent == "" || !sieve.Passes(lent) {
		return nil, nil
	}
	t, err := text.New(strings.Clone(lent))
	if err != nil {
		return nil, fmt.Errorf("text of document %s: %w: %w", document, err, annotate.ErrDamaged)
	}
	f := &Found{Document: document, Text: t}
	for span := range w.matcher.Spans(ctx, search.Prepare(t, w.matcher.Fold()), t.All()) {
		if w.most > 0 && len(f.Spans) == w.most {
			f.More = true
			break
		}
		f.Spans = append(f.Spans, span)
	}
	if len(f.Spans) == 0 {
		return nil, nil
	}
	return f, nil
}

// safely turns the fault of a lent text whose file broke off into annotate.ErrDamaged.
func safely(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		p := recover()
		if fault, ok := p.(interface{ Addr() uintptr }); ok {
			err = fmt.Errorf("%v: %w", fault, annotate.ErrDamaged)
		} else if p != nil {
			panic(p)
		}
	}()
	return fn()
}

func isGone(err error) bool { return errors.Is(err, annotate.ErrNotFound) }
