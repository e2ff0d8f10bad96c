package prodigy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	found   gathering
	texts   map[[32]byte]int // how many lines have it
}

// open reads the file once, for its schema and for texts of several lines.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, texts: map[[32]byte]int{}}
	if s.Only() == "" {
		return nil, fmt.Errorf("%s: want one JSONL file: %w", s.Name, annotate.ErrInvalid)
	}
	c.found = gathering{schema: annotate.Schema{Name: "Prodigy", Version: 1}, names: map[string]annotate.ID{}, seen: map[place]*kinds{}}
	lines, good, first := 0, 0, error(nil)
	err := c.each(func(p parsed) bool {
		if lines++; p.err != nil {
			first = cmp.Or(first, fmt.Errorf("line %d: %w", p.n, p.err))
			return lines < 100 || good > 0
		}
		good++
		c.texts[p.key]++
		c.found.add(&p.task)
		return true
	})
	if err == nil && good == 0 {
		err = cmp.Or(first, fmt.Errorf("it is empty: %w", annotate.ErrInvalid))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	return c, nil
}

// row is a line of the file.
type row struct {
	n    int
	json string
}

// parsed is a row as it was read, or why it cannot be.
type parsed struct {
	task
	key [32]byte // of its text
	err error
}

func (r row) parse() (p parsed) {
	if p.task, p.err = parse(r.n, r.json); p.err == nil {
		p.key = sha256.Sum256([]byte(p.text))
	}
	return p
}

// each calls do with every task, or why it cannot be read, until it is false. Some lines are
// read in advance.
func (c *collection) each(do func(parsed) bool) error {
	f, err := c.source.FS.Open(c.source.Only())
	if err != nil {
		return err
	}
	defer f.Close()
	rows := func(yield func(row) bool) {
		for n, b := range codec.Lines(f) {
			if !yield(row{n, string(b)}) {
				return
			}
		}
	}
	for _, p := range codec.AheadOf(rows, row.parse) {
		if !do(p) {
			break
		}
	}
	return nil
}

func (c *collection) Schema() *annotate.Schema          { return &c.found.schema }
func (c *collection) Annotators() []*annotate.Annotator { return c.found.people }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

// Documents keeps the tasks of a text that comes again until all are there.
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		waiting := map[[32]byte][]task{}
		err := c.each(func(p parsed) bool {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return false
			}
			if p.err != nil {
				report.Refused.Add(codec.Problem{Place: line(p.n), Text: p.err.Error()})
				return true
			}
			tasks := append(waiting[p.key], p.task)
			if len(tasks) < c.texts[p.key] {
				waiting[p.key] = tasks
				return true
			}
			delete(waiting, p.key)
			d, err := c.document(tasks, report)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: line(p.n), Text: err.Error()})
				return true
			}
			return yield(d, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

func line(n int) string { return fmt.Sprintf("line %d", n) }

// reading is of the tasks of one text.
type reading struct {
	*collection
	raw      *codec.Raw
	document *codec.Document
	report   *codec.Report
	unit     text.Unit
}

func (c *collection) document(tasks []task, report *codec.Report) (*codec.Document, error) {
	raw, err := codec.NewRaw(tasks[0].text)
	if err != nil {
		return nil, err
	}
	d := &codec.Document{Text: raw.Text, Place: line(tasks[0].n), Head: annotate.Document{
		Title: codec.Title(raw.Text), Source: annotate.Source{Name: c.source.Name, Format: "prodigy", Encoding: "UTF-8"},
	}}
	r := reading{collection: c, raw: raw, document: d, report: report, unit: text.CodePoint}
	if c.options.Unit != nil {
		r.unit = *c.options.Unit
	}
	codec.SetMetadata(&d.Head, metadata(tasks))
	for i := range tasks {
		r.task(&tasks[i])
	}
	return d, nil
}

// metadata is that of all tasks: of members that begin with an underscore the different
// values, of others the first.
func metadata(tasks []task) (list []annotate.Field) {
	for _, t := range tasks {
		for _, f := range t.meta {
			i := slices.IndexFunc(list, func(o annotate.Field) bool { return o.Name == f.Name })
			switch {
			case i < 0:
				list = append(list, f)
			case strings.HasPrefix(f.Name, "_") && !slices.Contains(strings.Fields(list[i].Value), f.Value):
				list[i].Value += " " + f.Value
			}
		}
	}
	return list
}

// task adds what one line says.
func (r *reading) task(t *task) {
	by := r.options.Annotator
	if id := r.found.names[strings.ToLower(t.by)]; !id.IsZero() {
		by = id
	}
	made := time.Time{}
	if t.time > 0 && t.time < 1<<33 {
		made = time.UnixMilli(int64(t.time * 1000))
	}
	add := func(a *annotate.Annotation) *annotate.Annotation {
		a.ID, a.Annotator, a.Created, a.Modified = r.options.ID(), by, made, made
		r.document.Annotations = append(r.document.Annotations, a)
		return a
	}
	marks := make([]*annotate.Annotation, len(t.spans))
	for i := range t.spans {
		s := &t.spans[i]
		at, err := r.span(s.Start, s.End)
		if err == nil && s.Label == "" {
			err = fmt.Errorf("it has no label: %w", annotate.ErrInvalid)
		}
		if err != nil {
			r.refuse(t, fmt.Sprintf("span %d–%d of %s", s.Start, s.End, s.Label), err)
			continue
		}
		marks[i] = add(&annotate.Annotation{Layer: annotate.LayerID(s.Label), Fragments: []text.Span{at}})
		marks[i].Features, marks[i].Note = values(s.beside, r.found.schema.Layer(annotate.LayerID(s.Label)).Features)
	}
	r.relations(t, marks, by, add)
	r.whole(t, add)
	r.progress(t, by)
}

func (r *reading) refuse(t *task, record string, err error) {
	r.report.Refused.Add(codec.Problem{Document: r.document.Head.Title, Place: line(t.n), Record: record, Text: err.Error()})
}

func (r *reading) span(start, end int) (text.Span, error) {
	at, err := r.raw.Span(codec.Position{Start: start, End: end}, r.unit)
	if err == nil && at.Empty() {
		err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
	}
	return at, err
}

// end is which of the task's spans an end of a relation is; -1 when it is none. It is told by
// the span as a whole, and else by its last token.
func (t *task) end(s *span, last *int) int {
	if s != nil {
		if i := slices.IndexFunc(t.spans, func(o span) bool { return o.Start == s.Start && o.End == s.End && o.Label == s.Label }); i >= 0 {
			return i
		}
		if i := slices.IndexFunc(t.spans, func(o span) bool { return o.Start == s.Start && o.End == s.End }); i >= 0 {
			return i
		}
	}
	if last == nil {
		return -1
	}
	return slices.IndexFunc(t.spans, func(o span) bool { return o.last == *last })
}

type adding func(*annotate.Annotation) *annotate.Annotation

func (r *reading) relations(t *task, marks []*annotate.Annotation, by annotate.ID, add adding) {
	bare := map[int]*annotate.Annotation{} // of tokens
	for i := range t.relations {
		l := &t.relations[i]
		from, ok := r.end(t, l.From, l.Head, marks)
		to, there := r.end(t, l.To, l.Child, marks)
		if !ok || !there || l.Label == "" {
			r.refuse(t, "relation "+l.Label, fmt.Errorf("an end of it, or its label, is not there: %w", annotate.ErrInvalid))
			continue
		}
		made := &annotate.Relation{ID: r.options.ID(), Type: annotate.RelationTypeID(l.Label), From: from.marked(bare, add), To: to.marked(bare, add), Annotator: by}
		made.Features, made.Note = values(l.beside, r.found.schema.Relation(made.Type).Features)
		r.document.Relations = append(r.document.Relations, made)
	}
}

// end is of a relation: a mark, or a token that is in none.
type end struct {
	mark  *annotate.Annotation
	token int
	at    text.Span // of the token
}

// end finds an end; ok is false when there is none.
func (r *reading) end(t *task, s *span, last *int, marks []*annotate.Annotation) (e end, ok bool) {
	if i := t.end(s, last); i >= 0 {
		return end{mark: marks[i]}, marks[i] != nil
	}
	if last == nil || *last < 0 || *last >= len(t.tokens) {
		return end{}, false
	}
	at, err := r.span(t.tokens[*last].Start, t.tokens[*last].End)
	return end{token: *last, at: at}, err == nil
}

// marked is the end's mark; that of a token is made once.
func (e end) marked(bare map[int]*annotate.Annotation, add adding) annotate.ID {
	if e.mark != nil {
		return e.mark.ID
	}
	if bare[e.token] == nil {
		bare[e.token] = add(&annotate.Annotation{Layer: tokenLayer, Fragments: []text.Span{e.at}})
	}
	return bare[e.token].ID
}

// values are the features that stand beside what the format knows, and the note.
func values(list []member, features []annotate.Feature) (out []annotate.FeatureValue, note string) {
	for _, m := range list {
		if m.name == "note" {
			note = fmt.Sprint(m.values[0])
			continue
		}
		i := slices.IndexFunc(features, func(f annotate.Feature) bool { return strings.EqualFold(f.Name, m.name) })
		if i < 0 {
			continue
		}
		var set []annotate.Value
		for _, x := range m.values {
			switch x := x.(type) {
			case float64:
				set = append(set, annotate.Value{Type: annotate.TypeNumber, Number: x})
			case bool:
				set = append(set, annotate.Value{Type: annotate.TypeBoolean, Bool: x})
			case string:
				set = append(set, annotate.Value{Type: annotate.TypeText, Text: x})
			}
		}
		out = annotate.SetValues(out, features, features[i].ID, set...)
	}
	return out, note
}

// whole adds what is said of the whole text: labels, and an answer that is not accept.
func (r *reading) whole(t *task, add adding) {
	a := &annotate.Annotation{Layer: wholeLayer}
	var labels []annotate.Value
	for _, label := range t.labels {
		v := annotate.Value{Type: annotate.TypeTag, Tag: annotate.TagID(label)}
		if !slices.Contains(labels, v) {
			labels = append(labels, v)
		}
	}
	if len(labels) > 0 {
		a.Features = append(a.Features, annotate.FeatureValue{Feature: labelFeature, Values: labels})
	}
	if t.answer == reject || t.answer == ignore && len(labels) > 0 {
		a.Features = append(a.Features, annotate.FeatureValue{Feature: answerFeature, Values: []annotate.Value{{Type: annotate.TypeTag, Tag: annotate.TagID(t.answer)}}})
	}
	if len(a.Features) > 0 {
		add(a)
	}
}

// progress is how far an annotator is: of several tasks the least.
func (r *reading) progress(t *task, by annotate.ID) {
	if t.answer == "" {
		return
	}
	next := annotate.Progress{Annotator: by, State: annotate.Done}
	if t.answer == ignore {
		next.State, next.Flags = annotate.InProgress, annotate.Difficult
	}
	for _, p := range r.document.Progress {
		if p.Annotator == by {
			p.State, p.Flags = min(p.State, next.State), p.Flags|next.Flags
			return
		}
	}
	r.document.Progress = append(r.document.Progress, &next)
}
