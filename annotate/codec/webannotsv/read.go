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
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// mostFile is the largest file that is read, in bytes.
const mostFile = 256 << 20

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	id      annotate.ID
	files   []string
	groups  []uima.Group // of files, by document
	people  map[string]*annotate.Annotator
	names   []string // of people, in order
	schema  annotate.Schema
}

// open reads the headers of all files, for the schema.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, id: o.ID(), files: candidates(s), people: map[string]*annotate.Annotator{}}
	c.groups = uima.Groups(c.files)
	seen := schemaOf{schema: annotate.Schema{Name: "WebAnno TSV", Version: 1}, bases: map[annotate.RelationTypeID][2]string{}}
	good, wrong := 0, error(nil)
	for name, p := range codec.Ahead(c.files, c.parseHead) {
		if p.err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("%s: %w", name, p.err))
			continue
		}
		good++
		seen.add(p.table)
		c.person(name)
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
		if strings.EqualFold(path.Ext(name), ".tsv") || isTable(s, name) {
			list = append(list, name)
		}
	}
	return list
}

// parsed is a file that was read.
type parsed struct {
	table   *table
	found   *found // what it holds
	content string
	raw     *codec.Raw
	unit    text.Unit // in which it counts
	wrong   int       // tokens that stand at other words
	refused []brokenLine
	err     error
}

type brokenLine struct {
	line int
	err  error
}

// read is what a file holds. It may be called at the same time for several, as may what
// calls it.
func (c *collection) read(name string) (string, error) {
	s, err := c.source.ReadString(name, mostFile)
	if err == nil && !utf8.ValidString(s) {
		err = fmt.Errorf("it is not UTF-8: %w", annotate.ErrInvalid)
	}
	return s, err
}

// parseHead reads the layers of a file.
func (c *collection) parseHead(name string) (p parsed) {
	content, err := c.read(name)
	if err != nil {
		return parsed{err: err}
	}
	p.table, p.err = parseHead(content)
	return p
}

// parse reads a file, and finds the places of its rows and what they hold.
func (c *collection) parse(name string) (p parsed) {
	if p.content, p.err = c.read(name); p.err != nil {
		return p
	}
	p.table, p.err = parse(p.content, func(line int, err error) { p.refused = append(p.refused, brokenLine{line, err}) })
	if p.err == nil {
		p.raw, p.unit, p.wrong, p.err = p.table.settle(c.options.Unit)
	}
	if p.err == nil {
		p.found = p.table.nouns()
	}
	return p
}

// person is whose a file is, by its name: of one in the folder of a document.
func (c *collection) person(file string) annotate.ID {
	_, name := uima.Whose(file)
	if name = strings.TrimSpace(name); name == "" || name == uima.Initial {
		return c.options.Annotator
	}
	if c.people[name] == nil {
		c.people[name] = &annotate.Annotator{ID: c.options.ID(), Name: name}
		c.names = append(c.names, name)
	}
	return c.people[name].ID
}

func (c *collection) Schema() *annotate.Schema     { return &c.schema }
func (c *collection) Entities() []*annotate.Entity { return nil }
func (c *collection) Close() error                 { return c.source.Close() }

// Annotators implements [codec.Collection].
func (c *collection) Annotators() (list []*annotate.Annotator) {
	for _, n := range c.names {
		list = append(list, c.people[n])
	}
	return list
}

// Originals implements [codec.Keeper]: no file is about the whole collection.
func (c *collection) Originals() (annotate.ID, []*annotate.Original) { return c.id, nil }

// Documents implements [codec.Collection]. Files of one document come one after the other.
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	var files []string
	last := map[string]bool{} // of a document
	for _, g := range c.groups {
		files = append(files, g.Files...)
		last[g.Files[len(g.Files)-1]] = true
	}
	return func(yield func(*codec.Document, error) bool) {
		var d *codec.Document // that has begun
		for name, p := range codec.Ahead(files, c.parse) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			next, err := c.document(name, p, d, report)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
			} else {
				d = next
			}
			if !last[name] || d == nil {
				continue
			}
			if !yield(d, nil) {
				return
			}
			d = nil
		}
	}
}

// document is a file, or what it adds to a document that has begun: that of the same text.
func (c *collection) document(name string, p parsed, d *codec.Document, report *codec.Report) (*codec.Document, error) {
	title := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if folder, _ := uima.Whose(name); folder != "" {
		title = path.Base(folder)
	}
	refuse := func(line int, record string, err error) {
		report.Refused.Add(codec.Problem{Document: title, Place: fmt.Sprintf("%s: line %d", name, line), Record: record, Text: err.Error()})
	}
	for _, r := range p.refused {
		refuse(r.line, "", r.err)
	}
	if p.err != nil {
		return nil, p.err
	}
	raw, unit, wrong := p.raw, p.unit, p.wrong
	switch {
	case strings.TrimSpace(raw.Text.String()) == "":
		return nil, fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	case d != nil && d.Text.String() != raw.Text.String():
		return nil, fmt.Errorf("its text is not that of %s: %w", d.Place, annotate.ErrInvalid)
	case wrong > 0:
		report.Doubtful.Add(codec.Problem{Document: title, Place: name, Text: fmt.Sprintf("%d of its tokens stand at other words", wrong)})
	}
	if c.options.Unit == nil && unit != text.UTF16 {
		report.Repaired.Add(codec.Problem{Document: title, Place: name, Text: "its positions count code points, not UTF-16 units"})
	}
	begun := d != nil
	if !begun {
		d = &codec.Document{
			Text: raw.Text, Place: name,
			Head: annotate.Document{Title: title, Source: annotate.Source{Name: path.Base(name), Format: formatName, Encoding: "UTF-8"}},
		}
	}
	if unit == text.UTF16 { // what counts otherwise is written afresh
		d.Originals = append(d.Originals, &annotate.Original{Collection: c.id, Format: formatName, Name: name, Content: p.content})
	}
	if _, person := uima.Whose(name); person == uima.Initial && begun { // what everybody began with
		return d, nil
	}
	f := p.found
	f.name(c.options.ID, c.person(name))
	for _, r := range f.refused {
		refuse(r.line, r.record, r.err)
	}
	for _, a := range f.annotations {
		d.Annotations = append(d.Annotations, a.Annotation)
	}
	for _, r := range f.relations {
		d.Relations = append(d.Relations, r.Relation)
	}
	return d, nil
}
