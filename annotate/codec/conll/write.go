package conll

import (
	"context"
	"errors"
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
	report *codec.Report
	labels map[annotate.LayerID]string
	names  map[annotate.LayerID]string // of layers whose label nothing has yet; not for render
}

// without is what else stays out.
var without = codec.Without{Layers: true, Types: true, Tagsets: true, Actors: true, Annotators: true, States: true, Recheck: true}

func write(ctx context.Context, r session.Reader, to codec.Target, w codec.WriteOptions, o Options) (*codec.Report, error) {
	x := &writer{Options: o, report: &codec.Report{}, labels: map[annotate.LayerID]string{}, names: map[annotate.LayerID]string{}}
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
	err = codec.Render(ctx, codec.Pages{Reader: r, Options: w, Report: x.report}, x.render, func(p *page) error {
		x.labelled(p.layers)
		_, err := f.Write(p.out)
		return err
	})
	return x.report, errors.Join(err, f.Close())
}

// render makes the lines of a document.
func (w *writer) render(d *codec.Loaded, report *codec.Report) (*page, error) {
	h := d.Head
	p := &page{head: h, text: d.Text, plain: h.Source.Format == "conll"}
	if strings.TrimSpace(d.Text.String()) == "" {
		report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return p, nil
	}
	mine := *w
	mine.report = report
	p.writer = &mine
	without.Loaded(report, d)
	for _, r := range d.Relations {
		report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
	}
	p.choose(d.Annotations)
	p.cut()
	p.lines()
	p.tell()
	report.Documents++
	return p, nil
}

// labelled tells, the first time, that a label is not the layer's name.
func (w *writer) labelled(layers []annotate.LayerID) {
	for _, id := range layers {
		if name, first := w.names[id]; first && w.labels[id] != name {
			w.report.Lose(lostLabel, codec.Problem{Record: name})
		}
		delete(w.names, id)
	}
}

// page writes one document.
type page struct {
	*writer
	head   *annotate.Document
	text   *text.Text
	plain  bool // blanks part its tokens, and lines its sentences, as it was read so
	marks  []mark
	layers []annotate.LayerID // of marks, each once
	tokens []text.Span
	out    []byte
	again  []byte // the text as it is read again
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
		if !slices.Contains(p.layers, a.Layer) {
			p.layers = append(p.layers, a.Layer)
		}
		end = s.End
		p.marks = append(p.marks, mark{s, p.labels[a.Layer]})
		p.report.Annotations++
	}
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

// lineBytes is what a line has beside its token, about.
const lineBytes = 4

// lines writes the tokens, with an empty line where a sentence ends. One that ends within
// an annotation goes on to the annotation's end.
func (p *page) lines() {
	p.out = append(make([]byte, 0, int(p.text.Len())+lineBytes*len(p.tokens)+1024), "-DOCSTART-\tO\n\n"...)
	p.again = make([]byte, 0, int(p.text.Len())+len(p.tokens)+1)
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
			p.again = append(p.again, ' ')
		}
		if ends || i == 0 {
			next = p.sentence(t.Start)
		}
		words := p.text.Slice(t)
		p.again = append(p.again, words...)
		p.out = append(append(p.out, words...), '\t')
		if inside {
			before := !ends && at > 0 && i > 0 && p.marks[at-1].End == p.tokens[i-1].End && p.marks[at-1].label == p.marks[at].label
			p.out = append(append(p.out, p.letter(p.marks[at], t, before), '-'), p.marks[at].label...)
		} else {
			p.out = append(p.out, 'O')
		}
		p.out = append(p.out, '\n')
	}
	if len(p.tokens) > 0 {
		p.end()
	}
}

func (p *page) end() {
	p.out = append(p.out, '\n')
	p.again = append(p.again, '\n')
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

// letter begins the tag of a token in a mark; before says that one of its label ends at the
// token before it.
func (p *page) letter(m mark, t text.Span, before bool) byte {
	first, last := t.Start == m.Start, t.End >= m.End
	switch {
	case p.Scheme == BIOES && first && last:
		return 'S'
	case p.Scheme == BIOES && last:
		return 'E'
	case first && (p.Scheme != IOB1 || before):
		return 'B'
	}
	return 'I'
}

// tell says what of the document stays out.
func (p *page) tell() {
	there := codec.Problem{Document: p.head.Title}
	if strings.TrimRight(string(p.again), "\n") != strings.TrimRight(p.text.String(), "\n") {
		p.report.Lose(lostText, there)
	}
	title := annotate.Field{Name: "title", Value: codec.Title(p.text)}
	if slices.ContainsFunc(codec.Fields(p.head), func(f annotate.Field) bool { return f != title }) ||
		len(p.head.Turns) > 0 || p.head.Direction != annotate.AutoDirection || !p.head.AuthorEntity.IsZero() {
		p.report.Lose(lostMeta, there)
	}
}
