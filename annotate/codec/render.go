package codec

import (
	"context"
	"iter"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Loaded is a document of a project with all that is recorded in it, to be written. It is
// lent as a [session.Reader] lends it: nobody's to change.
type Loaded struct {
	Head        *annotate.Document
	Text        *text.Text
	Annotations []*annotate.Annotation
	Relations   []*annotate.Relation
	Progress    []*annotate.Progress
	Originals   []*annotate.Original // of the format that [Pages] asks for
}

// Pages is what is written, document by document. See [Render].
type Pages struct {
	Reader    session.Reader
	Options   WriteOptions
	Report    *Report
	Originals string // the format whose originals are loaded; empty: none; EveryFormat: all

	// Only says which documents are written, of the heads of all; nil: every one.
	Only func(*annotate.Document) bool
}

// EveryFormat has [Pages] load the originals of all formats.
const EveryFormat = "*"

// Render has render make of each document of a project what is written of it, on all processors
// and a few documents in advance, and put write it, one after the other in their order.
//
// render is called at the same time from several goroutines. It tells what it has to tell to
// the report that it is given, which goes into that of the pages before put is called, and
// reads nothing but the document and what does not change. The reader and put belong to the
// goroutine that called Render.
//
// An error of either ends it, and so does the one of [WriteOptions].Progress; when ctx is
// done it is annotate.ErrCanceled.
func Render[R any](ctx context.Context, p Pages, render func(*Loaded, *Report) (R, error), put func(R) error) error {
	type page struct {
		out    R
		report Report
		err    error
	}
	n := 0
	for _, w := range AheadOf(p.load(ctx), func(l loading) (w page) {
		if w.err = l.err; w.err == nil {
			l.Text, w.err = text.New(l.body)
		}
		if w.err == nil {
			w.out, w.err = render(&l.Loaded, &w.report)
		}
		return w
	}) {
		if w.err == nil {
			p.Report.Join(&w.report)
			w.err = put(w.out)
		}
		if n++; w.err == nil {
			w.err = p.Options.Did(n)
		}
		if w.err != nil {
			return w.err
		}
	}
	return nil
}

// loading is a document as it is read.
type loading struct {
	Loaded
	body string
	err  error
}

func (p Pages) load(ctx context.Context) iter.Seq[loading] {
	return func(yield func(loading) bool) {
		for h, err := range p.Reader.Summaries(annotate.ID{}) {
			if err == nil && p.Only != nil && !p.Only(h.Document) {
				continue
			}
			l := loading{err: err}
			if l.err == nil && ctx.Err() != nil {
				l.err = annotate.ErrCanceled
			}
			if l.err == nil {
				l.Head = h.Document
				l.err = p.read(&l)
			}
			if !yield(l) || l.err != nil {
				return
			}
		}
	}
}

func (p Pages) read(l *loading) (err error) {
	id := l.Head.ID
	if l.body, err = p.Reader.Body(id); err != nil {
		return err
	}
	if l.Annotations, err = p.Reader.Annotations(id); err != nil {
		return err
	}
	if l.Relations, err = p.Reader.Relations(id); err != nil {
		return err
	}
	if l.Progress, err = p.Reader.Progress(id); err != nil || p.Originals == "" {
		return err
	}
	list, err := p.Reader.Originals(id)
	for _, o := range list {
		if o.Format == p.Originals || p.Originals == EveryFormat {
			l.Originals = append(l.Originals, o)
		}
	}
	return err
}
