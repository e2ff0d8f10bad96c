package parley

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// page is one document with what is recorded in it, in the order of writing.
type page struct {
	head *annotate.Document
	text *text.Text
	session.Records
	originals []*annotate.Original
}

// page writes one document.
func (e *encoder) page(p *page) {
	if e.report.Documents > 0 && !e.options.Lines {
		e.text(",")
	}
	e.line()
	e.head(p.head, p.text.String())
	e.turns(p)
	e.progress(p.Progress)
	e.text(`,"annotations":[`)
	e.annotations(p)
	e.text(`],"relations":[`)
	for i, r := range p.Relations {
		e.next(i)
		e.relation(r)
		e.flush(flushAt)
	}
	e.text("]")
	e.originals(`,"originals":[`, p.originals)
	e.text("}")
	if e.options.Lines {
		e.text("\n")
	}
	e.flush(flushAt)
	e.report.Documents++
}

// read gathers what belongs to d in b; with Salvage, what of it can be read.
func (e *encoder) read(d *annotate.Document, b *bundle) error {
	p := page{head: d}
	var err error
	if p.Records, err = e.records(d, b.loan); err == nil {
		p.text, err = text.New(p.Body)
	}
	if err == nil {
		p.originals, err = salvaged(e, d, e.from.Originals)
	}
	if e.body = append(e.body[:0], p.Body...); err == nil && sha256.Sum256(e.body) != d.SHA256 {
		err = fmt.Errorf("its text has changed: %w", annotate.ErrDamaged)
	}
	if err == nil {
		err = customIsUnique(d.Custom)
	}
	if err != nil {
		return fmt.Errorf("document %q: %w", d.Title, err)
	}
	p.order()
	for _, o := range p.originals {
		b.weight += len(o.Content)
	}
	e.verify(&p)
	e.verifyTurns(&p)
	b.pages = append(b.pages, p)
	b.weight += len(p.Body) + 800*len(p.Annotations)
	return nil
}

// records borrows what belongs to d. Where nothing is lent, or it cannot be read at once,
// it is read part by part.
func (e *encoder) records(d *annotate.Document, from session.Loan) (r session.Records, err error) {
	if from != nil {
		if r, err = from.Read(d.ID); err == nil {
			return r, nil
		}
	}
	if r.Body, err = e.from.Body(d.ID); err != nil {
		return r, err
	}
	if r.Progress, err = salvaged(e, d, e.from.Progress); err != nil {
		return r, err
	}
	if r.Annotations, err = salvaged(e, d, e.from.Annotations); err != nil {
		return r, err
	}
	r.Relations, err = salvaged(e, d, e.from.Relations)
	return r, err
}

func customIsUnique(fields []annotate.Field) error {
	for i, f := range fields {
		if slices.ContainsFunc(fields[:i], func(o annotate.Field) bool { return o.Name == f.Name }) {
			return fmt.Errorf("custom metadata %q is there twice: %w", f.Name, annotate.ErrInvalid)
		}
	}
	return nil
}

func salvaged[T any](e *encoder, d *annotate.Document, read func(annotate.ID) ([]T, error)) ([]T, error) {
	list, err := read(d.ID)
	if err != nil && e.lost(d.Title, "", err) {
		err = nil
	}
	return list, err
}

// order sorts copies: what a Reader gives is not ours to change.
func (p *page) order() {
	p.Progress = sorted(p.Progress, func(a, b *annotate.Progress) int { return a.Annotator.Compare(b.Annotator) })
	p.Annotations = sorted(p.Annotations, annotate.ComparePlace)
	p.Relations = sorted(p.Relations, func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) })
}

func sorted[T any](list []T, compare func(a, b T) int) []T {
	if slices.IsSortedFunc(list, compare) {
		return list
	}
	list = slices.Clone(list)
	slices.SortFunc(list, compare)
	return list
}

// verify leaves out annotations that do not say what the text says, and relations that
// have lost an end.
func (e *encoder) verify(p *page) {
	wrong := func(a *annotate.Annotation) bool {
		err := p.text.Verify(a.Fragments, a.Quote.Exact)
		if err != nil {
			e.report.Refused.Add(Problem{Document: p.head.Title, Record: "annotation " + a.ID.String(), Text: err.Error()})
		}
		return err != nil
	}
	if slices.ContainsFunc(p.Annotations, func(a *annotate.Annotation) bool { return p.text.Verify(a.Fragments, a.Quote.Exact) != nil }) {
		p.Annotations = slices.DeleteFunc(slices.Clone(p.Annotations), wrong)
	}
	if len(p.Relations) == 0 {
		return
	}
	there := make(map[annotate.ID]bool, len(p.Annotations))
	for _, a := range p.Annotations {
		there[a.ID] = true
	}
	p.Relations = slices.DeleteFunc(slices.Clone(p.Relations), func(r *annotate.Relation) bool {
		lost := !there[r.From] || !there[r.To]
		if lost {
			e.report.Refused.Add(Problem{Document: p.head.Title, Record: "relation " + r.ID.String(), Text: "one of its ends is not there"})
		}
		return lost
	})
}

func (e *encoder) annotations(p *page) {
	at := counter{s: p.text.String()}
	for i, a := range p.Annotations {
		e.next(i)
		e.annotation(a, &at)
		e.flush(flushAt)
	}
	e.report.Annotations += len(p.Annotations)
}

func (e *encoder) annotation(a *annotate.Annotation, at *counter) {
	e.id(`{"id":`, a.ID)
	e.id(`,"document":`, a.Document)
	e.str(`,"layer":`, string(a.Layer))
	e.id(`,"annotator":`, a.Annotator)
	e.text(`,"fragments":[`)
	for i, f := range a.Fragments {
		if i > 0 {
			e.text(",")
		}
		start := at.points(f.Start)
		e.text(`{"start":`)
		e.int(start)
		e.text(`,"end":`)
		e.int(start + utf8.RuneCountInString(at.s[f.Start:f.End]))
		e.text("}")
	}
	e.text(`],"quote":`)
	e.b = appendValid(e.b, a.Quote.Exact)
	e.str(`,"prefix":`, a.Quote.Prefix)
	e.str(`,"suffix":`, a.Quote.Suffix)
	var features []annotate.Feature
	if l := e.schema.Layer(a.Layer); l != nil {
		features = l.Features
	}
	e.features(features, a.Features)
	e.str(`,"note":`, a.Note)
	e.time(`,"created":`, a.Created)
	e.time(`,"modified":`, a.Modified)
	e.str(`,"origin":`, a.Origin)
	e.text(`,"schema":`)
	e.int(a.Schema)
	e.str(`,"recheck":`, a.Recheck)
	e.text("}")
}

func (e *encoder) relation(r *annotate.Relation) {
	e.id(`{"id":`, r.ID)
	e.id(`,"document":`, r.Document)
	e.str(`,"type":`, string(r.Type))
	e.id(`,"from":`, r.From)
	e.id(`,"to":`, r.To)
	e.id(`,"annotator":`, r.Annotator)
	var features []annotate.Feature
	if t := e.schema.Relation(r.Type); t != nil {
		features = t.Features
	}
	e.features(features, r.Features)
	e.str(`,"note":`, r.Note)
	e.time(`,"created":`, r.Created)
	e.time(`,"modified":`, r.Modified)
	e.str(`,"origin":`, r.Origin)
	e.text("}")
	e.report.Relations++
}

// counter counts the code points before an offset, forward from the last one that was
// asked for: annotations come in the order of their starts.
type counter struct {
	s     string
	at    text.Offset
	count int
}

func (c *counter) points(o text.Offset) int {
	if o < c.at {
		c.at, c.count = 0, 0
	}
	c.count += utf8.RuneCountInString(c.s[c.at:o])
	c.at = o
	return c.count
}
