package doccano

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Labels of whole texts are tags of this feature of this layer.
const (
	wholeLayer   = annotate.LayerID("Document label")
	wholeFeature = annotate.FeatureID("label")
	wholeTagset  = annotate.TagsetID("Document label")
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	name    string
	schema  annotate.Schema
}

// open reads through the file once, for the labels that its schema needs.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, name: s.Only()}
	if c.name == "" {
		return nil, fmt.Errorf("%s: want one JSONL file: %w", s.Name, annotate.ErrInvalid)
	}
	c.schema = annotate.Schema{Name: "doccano", Version: 1}
	seen := schemaOf{schema: &c.schema}
	lines, good, first := 0, 0, error(nil)
	type seenLine struct {
		n int
		line
		err error
	}
	err := each(c, func(r row) (s seenLine) {
		s.n = r.n
		s.line, s.err = read(r.json)
		return s
	}, func(l seenLine) bool {
		lines++
		if l.err != nil {
			first = cmp.Or(first, fmt.Errorf("line %d: %w", l.n, l.err))
			return lines < 100 || good > 0
		}
		good++
		seen.add(&l.line)
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

// row is a line of a file.
type row struct {
	n    int
	json []byte
}

// each has prepare look at every line, some in advance and on all processors, and calls do with
// what came of them until it is false.
func each[T any](c *collection, prepare func(row) T, do func(T) bool) error {
	f, err := c.source.FS.Open(c.name)
	if err != nil {
		return err
	}
	defer f.Close()
	rows := func(yield func(row) bool) { err = eachLine(f, yield) }
	if isTable(c.source.Head(c.name, mostHeader)) {
		rows = func(yield func(row) bool) { err = eachRow(f, yield) }
	}
	for _, t := range codec.AheadOf(rows, prepare) {
		if !do(t) {
			return nil
		}
	}
	return err
}

func eachLine(f fs.File, do func(row) bool) error {
	for n, b := range codec.Lines(f) {
		if !do(row{n, bytes.Clone(b)}) {
			break
		}
	}
	return nil
}

// schemaOf gathers labels as they come.
type schemaOf struct {
	schema *annotate.Schema
}

func (s *schemaOf) add(l *line) {
	for _, p := range l.spans {
		if s.schema.Layer(annotate.LayerID(p.label)) == nil && p.label != "" {
			s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: annotate.LayerID(p.label), Name: p.label})
		}
	}
	for _, r := range l.relations {
		if s.schema.Relation(annotate.RelationTypeID(r.kind)) == nil && r.kind != "" {
			s.schema.Relations = append(s.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(r.kind), Name: r.kind})
		}
	}
	for _, label := range l.labels {
		s.whole(label)
	}
}

func (s *schemaOf) whole(label string) {
	if label == "" {
		return
	}
	if s.schema.Layer(wholeLayer) == nil {
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: wholeLayer, Name: string(wholeLayer), Features: []annotate.Feature{
			{ID: wholeFeature, Name: string(wholeFeature), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: wholeTagset, Multi: true},
		}})
		s.schema.Tagsets = append(s.schema.Tagsets, annotate.Tagset{ID: wholeTagset, Name: string(wholeTagset)})
	}
	set := s.schema.Tagset(wholeTagset)
	if set.Tag(annotate.TagID(label)) == nil {
		set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(label), Name: label})
	}
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return nil }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		err := each(c, c.parse, func(p *parsed) bool {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return false
			}
			if p.err != nil {
				report.Refused.Add(codec.Problem{Place: p.place, Text: p.err.Error()})
				return true
			}
			c.record(p, report)
			return yield(p.document, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// parsed is a document as its line tells it, without what is recorded in it; or why it cannot
// be read.
type parsed struct {
	line
	place    string
	document *codec.Document
	spots    []spot // where spans stand
	doubtful string
	err      error
}

// spot is where a span stands, or why it cannot.
type spot struct {
	at  text.Span
	err error
}

func (c *collection) parse(r row) *parsed {
	p := &parsed{place: fmt.Sprintf("line %d", r.n)}
	p.err = p.read(c, r.json)
	return p
}

func (p *parsed) read(c *collection, b []byte) (err error) {
	if p.line, err = read(b); err != nil {
		return err
	}
	raw, err := codec.NewRaw(p.text)
	if err != nil {
		return err
	}
	if strings.TrimSpace(p.text) == "" {
		return fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	}
	p.document = &codec.Document{Text: raw.Text, Place: p.place, Head: annotate.Document{
		Title: codec.Title(raw.Text), Note: strings.Join(p.comments, "\n"), Source: annotate.Source{Name: c.source.Name, Format: "doccano", Encoding: "UTF-8"},
	}}
	codec.SetMetadata(&p.document.Head, p.meta)
	count := c.counting(raw, p.spans)
	if count.doubtful {
		p.doubtful = "its positions are taken as " + count.noun + "; the file does not say what they count"
	}
	p.spots = make([]spot, len(p.spans))
	for i, s := range p.spans {
		at, err := count.span(s.start, s.end)
		if err == nil && at.Empty() {
			err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
		}
		if err == nil && s.label == "" {
			err = fmt.Errorf("it has no label: %w", annotate.ErrInvalid)
		}
		p.spots[i] = spot{at, err}
	}
	return nil
}

// record adds what is recorded in a document.
func (c *collection) record(p *parsed, report *codec.Report) {
	d := p.document
	refuse := func(record string, err error) {
		report.Refused.Add(codec.Problem{Document: d.Head.Title, Place: p.place, Record: record, Text: err.Error()})
	}
	if p.doubtful != "" {
		report.Doubtful.Add(codec.Problem{Document: d.Head.Title, Place: p.place, Text: p.doubtful})
	}
	ids := map[string]annotate.ID{}
	for i, s := range p.spans {
		if err := p.spots[i].err; err != nil {
			refuse(fmt.Sprintf("span %d–%d of %s", s.start, s.end, s.label), err)
			continue
		}
		a := &annotate.Annotation{ID: c.options.ID(), Layer: annotate.LayerID(s.label), Annotator: c.options.Annotator, Fragments: []text.Span{p.spots[i].at}}
		d.Annotations = append(d.Annotations, a)
		if s.id != "" {
			ids[s.id] = a.ID
		}
	}
	c.whole(d, p.labels)
	for _, r := range p.relations {
		from, to := ids[r.from], ids[r.to]
		if from.IsZero() || to.IsZero() || r.kind == "" {
			refuse(fmt.Sprintf("relation %s from %s to %s", r.kind, r.from, r.to), errNoEnd)
			continue
		}
		d.Relations = append(d.Relations, &annotate.Relation{ID: c.options.ID(), Type: annotate.RelationTypeID(r.kind), From: from, To: to, Annotator: c.options.Annotator})
	}
}

var errNoEnd = errors.New("an end of it, or its type, is not there")

// whole adds what is said of the whole text.
func (c *collection) whole(d *codec.Document, labels []string) {
	fv := annotate.FeatureValue{Feature: wholeFeature}
	for _, label := range labels {
		v := annotate.Value{Type: annotate.TypeTag, Tag: annotate.TagID(label)}
		if label != "" && !slices.Contains(fv.Values, v) {
			fv.Values = append(fv.Values, v)
		}
	}
	if len(fv.Values) > 0 {
		d.Annotations = append(d.Annotations, &annotate.Annotation{ID: c.options.ID(), Layer: wholeLayer, Annotator: c.options.Annotator, Features: []annotate.FeatureValue{fv}})
	}
}
