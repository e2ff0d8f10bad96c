package conll

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What the columns have no place for.
var (
	lostOverlap  = codec.Kind{One: "annotation left out, as it overlaps another", Many: "annotations left out, as they overlap others"}
	lostHull     = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostWhole    = codec.Kind{One: "annotation of a whole document left out", Many: "annotations of whole documents left out"}
	lostBlank    = codec.Kind{One: "annotation of blanks left out", Many: "annotations of blanks left out"}
	lostTrim     = codec.Kind{One: "annotation written without blanks at its ends", Many: "annotations written without blanks at their ends"}
	lostFeatures = codec.Kind{One: "annotation written without its features", Many: "annotations written without their features"}
	lostNote     = codec.Kind{One: "note left out", Many: "notes left out"}
	lostRelation = codec.Kind{One: "relation left out", Many: "relations left out"}
	lostText     = codec.Kind{One: "text that has other blanks and lines when it is read again", Many: "texts that have other blanks and lines when they are read again"}
	lostMeta     = codec.Kind{One: "document written without its metadata", Many: "documents written without their metadata"}
	lostLabel    = codec.Kind{One: "label written without its blanks", Many: "labels written without their blanks"}
	lostEmpty    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
)

type writer struct {
	Options
	reader session.Reader
	report *codec.Report
	labels map[annotate.LayerID]string
	names  map[annotate.LayerID]string // of layers whose label nothing has yet
}

// without is what else stays out.
var without = codec.Without{Layers: true, Types: true, Tagsets: true, Actors: true, Annotators: true, States: true, Recheck: true}

func write(ctx context.Context, r session.Reader, to codec.Target, w codec.WriteOptions, o Options) (*codec.Report, error) {
	x := &writer{Options: o, reader: r, report: &codec.Report{}, labels: map[annotate.LayerID]string{}, names: map[annotate.LayerID]string{}}
	schema, err := r.Schema()
	if err != nil {
		return nil, err
	}
	for _, l := range schema.Layers {
		x.labels[l.ID] = strings.Join(strings.Fields(l.Name), "_")
		x.names[l.ID] = l.Name
	}
	if err := without.Project(x.report, r); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	return x.report, errors.Join(x.all(ctx, f, w), f.Close())
}

func (w *writer) all(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err == nil {
			err = w.document(f, d.Document)
		}
		if n++; err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) document(f io.Writer, h *annotate.Document) error {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return err
	}
	t, err := text.New(body)
	if err != nil {
		return err
	}
	annotations, err := w.reader.Annotations(h.ID)
	if err != nil {
		return err
	}
	relations, err := w.reader.Relations(h.ID)
	if err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" {
		w.report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return nil
	}
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	for _, r := range relations {
		w.report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
	}
	p := page{writer: w, head: h, text: t, plain: h.Source.Format == "conll"}
	p.choose(annotations)
	p.cut()
	p.out.WriteString("-DOCSTART-\tO\n\n")
	p.lines()
	p.tell()
	w.report.Documents++
	_, err = io.WriteString(f, p.out.String())
	return err
}

// page writes one document.
type page struct {
	*writer
	head   *annotate.Document
	text   *text.Text
	plain  bool // blanks part its tokens, and lines its sentences, as it was read so
	marks  []mark
	tokens []text.Span
	out    strings.Builder
	again  strings.Builder // the text as it is read again
}

// mark is where an annotation stands, without blanks at its ends.
type mark struct {
	text.Span
	label string
}

// choose takes annotations that do not overlap.
func (p *page) choose(annotations []*annotate.Annotation) {
	annotations = slices.Clone(annotations)
	slices.SortFunc(annotations, annotate.ComparePlace)
	end := text.Offset(0)
	for _, a := range annotations {
		s := p.trim(a.Span())
		problem := codec.Problem{Document: p.head.Title, Record: "annotation " + a.ID.String()}
		switch {
		case len(a.Fragments) == 0:
			p.report.Lose(lostWhole, problem)
			continue
		case s.Empty():
			p.report.Lose(lostBlank, problem)
			continue
		case s.Start < end:
			p.report.Lose(lostOverlap, problem)
			continue
		}
		for _, l := range []struct {
			is   bool
			kind codec.Kind
		}{{len(a.Fragments) > 1, lostHull}, {s != a.Span(), lostTrim}, {len(a.Features) > 0, lostFeatures}, {a.Note != "", lostNote}} {
			if l.is {
				p.report.Lose(l.kind, problem)
			}
		}
		without.Annotation(p.report, p.head, a)
		p.labelled(a.Layer)
		end = s.End
		p.marks = append(p.marks, mark{s, p.labels[a.Layer]})
		p.report.Annotations++
	}
}

// labelled tells, the first time, that a label is not the layer's name.
func (p *page) labelled(id annotate.LayerID) {
	if name, first := p.names[id]; first && p.labels[id] != name {
		p.report.Lose(lostLabel, codec.Problem{Record: name})
	}
	delete(p.names, id)
}

func (p *page) trim(s text.Span) text.Span {
	words := p.text.Slice(s)
	s.Start += text.Offset(len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace)))
	s.End -= text.Offset(len(words) - len(strings.TrimRightFunc(words, unicode.IsSpace)))
	return s
}

// cut makes the tokens.
func (p *page) cut() {
	spans := make([]text.Span, len(p.marks))
	for i, m := range p.marks {
		spans[i] = m.Span
	}
	tokens := codec.Tokens(p.text, spans)
	if !p.plain {
		p.tokens = tokens
		return
	}
	cut := map[text.Offset]bool{}
	for _, s := range spans {
		cut[s.Start], cut[s.End] = true, true
	}
	for _, t := range tokens { // what no blank and no mark parts is one
		if n := len(p.tokens); n > 0 && p.tokens[n-1].End == t.Start && !cut[t.Start] {
			p.tokens[n-1].End = t.End
			continue
		}
		p.tokens = append(p.tokens, t)
	}
}

// lines writes the tokens, with an empty line where a sentence ends. One that ends within
// an annotation goes on to the annotation's end.
func (p *page) lines() {
	next, at := text.Offset(0), 0
	for i, t := range p.tokens {
		for at < len(p.marks) && p.marks[at].End <= t.Start {
			at++
		}
		inside := at < len(p.marks) && p.marks[at].Start <= t.Start
		ends := i > 0 && t.Start >= next && !(inside && p.marks[at].Start < t.Start)
		switch {
		case ends:
			p.end()
		case i > 0:
			p.again.WriteByte(' ')
		}
		if ends || i == 0 {
			next = p.sentence(t.Start)
		}
		tag := "O"
		if inside {
			before := !ends && at > 0 && i > 0 && p.marks[at-1].End == p.tokens[i-1].End && p.marks[at-1].label == p.marks[at].label
			tag = p.tag(p.marks[at], t, before)
		}
		words := p.text.Slice(t)
		p.again.WriteString(words)
		p.out.WriteString(words + "\t" + tag + "\n")
	}
	if len(p.tokens) > 0 {
		p.end()
	}
}

func (p *page) end() {
	p.out.WriteByte('\n')
	p.again.WriteByte('\n')
}

// sentence is where the next one begins.
func (p *page) sentence(o text.Offset) text.Offset {
	if !p.plain {
		return max(p.text.NextSentence(o), o+1)
	}
	if i := strings.IndexByte(p.text.String()[o:], '\n'); i >= 0 {
		return o + text.Offset(i+1)
	}
	return p.text.Len() + 1
}

// tag is that of a token in a mark; before says that one of its label ends at the token
// before it.
func (p *page) tag(m mark, t text.Span, before bool) string {
	first, last := t.Start == m.Start, t.End >= m.End
	letter := "I-"
	switch {
	case p.Scheme == BIOES && first && last:
		letter = "S-"
	case p.Scheme == BIOES && last:
		letter = "E-"
	case first && (p.Scheme != IOB1 || before):
		letter = "B-"
	}
	return letter + m.label
}

// tell says what of the document stays out.
func (p *page) tell() {
	there := codec.Problem{Document: p.head.Title}
	if strings.TrimRight(p.again.String(), "\n") != strings.TrimRight(p.text.String(), "\n") {
		p.report.Lose(lostText, there)
	}
	title := annotate.Field{Name: "title", Value: codec.Title(p.text)}
	if slices.ContainsFunc(codec.Fields(p.head), func(f annotate.Field) bool { return f != title }) ||
		len(p.head.Turns) > 0 || p.head.Direction != annotate.AutoDirection || !p.head.AuthorEntity.IsZero() {
		p.report.Lose(lostMeta, there)
	}
}
