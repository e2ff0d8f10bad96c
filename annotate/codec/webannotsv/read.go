package webannotsv

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"path"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// mostFile is the largest file that is read, in bytes.
const mostFile = 256 << 20

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	id      annotate.ID
	files   []string
	schema  annotate.Schema
}

// open reads the headers of all files, for the schema.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, id: o.ID(), files: candidates(s)}
	seen := schemaOf{schema: annotate.Schema{Name: "WebAnno TSV", Version: 1}, bases: map[annotate.RelationTypeID][2]string{}}
	good, wrong := 0, error(nil)
	for name, p := range codec.Ahead(c.files, c.parse) {
		if p.err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("%s: %w", name, p.err))
			continue
		}
		good++
		seen.add(p.table)
	}
	if good == 0 {
		return nil, cmp.Or(wrong, fmt.Errorf("%s: there is no file of WebAnno TSV: %w", s.Name, annotate.ErrInvalid))
	}
	c.schema = seen.done()
	return c, nil
}

// candidates are the files that may be tables.
func candidates(s codec.Source) (list []string) {
	if only := s.Only(); only != "" {
		return []string{only}
	}
	for _, name := range append(s.Ending(".tsv"), s.Ending(".txt")...) {
		if isTable(s, name) || strings.EqualFold(path.Ext(name), ".tsv") {
			list = append(list, name)
		}
	}
	return list
}

// parsed is a file that was read.
type parsed struct {
	table   *table
	content string
	refused []brokenLine
	err     error
}

type brokenLine struct {
	line int
	err  error
}

// parse reads a file. It may be called at the same time for several.
func (c *collection) parse(name string) (p parsed) {
	b, err := c.source.Read(name, mostFile)
	if err == nil && !utf8.Valid(b) {
		err = fmt.Errorf("it is not UTF-8: %w", annotate.ErrInvalid)
	}
	if err != nil {
		p.err = err
		return p
	}
	p.content = string(b)
	p.table, p.err = parse(p.content, func(line int, err error) { p.refused = append(p.refused, brokenLine{line, err}) })
	return p
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return nil }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

// Originals implements [codec.Keeper]: no file is about the whole collection.
func (c *collection) Originals() (annotate.ID, []*annotate.Original) { return c.id, nil }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for name, p := range codec.Ahead(c.files, c.parse) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			d, err := c.document(name, p, report)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
				continue
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func (c *collection) document(name string, p parsed, report *codec.Report) (*codec.Document, error) {
	title := strings.TrimSuffix(path.Base(name), path.Ext(name))
	refuse := func(line int, record string, err error) {
		report.Refused.Add(codec.Problem{Document: title, Place: fmt.Sprintf("%s: line %d", name, line), Record: record, Text: err.Error()})
	}
	for _, r := range p.refused {
		refuse(r.line, "", r.err)
	}
	t, content := p.table, p.content
	if p.err != nil {
		return nil, p.err
	}
	raw, unit, wrong, err := t.settle(c.options.Unit)
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(raw.Text.String()) == "":
		return nil, fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	case wrong > 0:
		report.Doubtful.Add(codec.Problem{Document: title, Place: name, Text: fmt.Sprintf("%d of its tokens stand at other words", wrong)})
	}
	if c.options.Unit == nil && unit != text.UTF16 {
		report.Repaired.Add(codec.Problem{Document: title, Place: name, Text: "its positions count code points, not UTF-16 units"})
	}
	f := t.nouns(c.options.ID, c.options.Annotator)
	for _, r := range f.refused {
		refuse(r.line, r.record, r.err)
	}
	d := &codec.Document{
		Text: raw.Text, Place: name,
		Head: annotate.Document{Title: title, Source: annotate.Source{Name: path.Base(name), Format: formatName, Encoding: "UTF-8"}},
	}
	if unit == text.UTF16 { // what counts otherwise is written afresh
		d.Originals = []*annotate.Original{{Collection: c.id, Format: formatName, Name: name, Content: content}}
	}
	for _, a := range f.annotations {
		d.Annotations = append(d.Annotations, a.Annotation)
	}
	for _, r := range f.relations {
		d.Relations = append(d.Relations, r.Relation)
	}
	return d, nil
}
