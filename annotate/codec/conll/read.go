package conll

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// What a file has and a document has no place for.
var (
	lostColumn  = codec.Kind{One: "file read without its columns that are no tags", Many: "files read without their columns that are no tags"}
	lostComment = codec.Kind{One: "comment left out", Many: "comments left out"}
	lostWord    = codec.Kind{One: "word left out that is a part of a token", Many: "words left out that are parts of tokens"}
	lostNode    = codec.Kind{One: "empty node left out", Many: "empty nodes left out"}
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	files   []string
	layouts map[string]*layout
	schema  annotate.Schema
	ids     map[string]annotate.LayerID // by label
}

// open reads the files once to find out their columns, and once more for their labels.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, files: filesOf(s), layouts: map[string]*layout{}, schema: annotate.Schema{Name: "CoNLL", Version: 1}, ids: map[string]annotate.LayerID{}}
	if len(c.files) == 0 {
		return nil, fmt.Errorf("%s: want a file, or some that end with .conll or .conllu: %w", s.Name, annotate.ErrInvalid)
	}
	for _, name := range c.files {
		if err := c.look(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

func (c *collection) look(name string) error {
	f, err := c.source.FS.Open(name)
	if err != nil {
		return err
	}
	l := layoutOf(f)
	if err := f.Close(); err != nil {
		return err
	}
	if l.lines == 0 {
		return fmt.Errorf("it has no tokens: %w", annotate.ErrInvalid)
	}
	if !l.universal && len(l.tags) == 0 {
		return fmt.Errorf("none of its %s has tags as B-PER and O: %w", columnsOf(l.width), annotate.ErrInvalid)
	}
	c.layouts[name] = l
	var seen evidence
	err = c.sentences(name, func(s *sentence) bool {
		if s.err == nil {
			seen.join(&s.seen)
			for _, e := range s.entities {
				c.layer(e.label)
			}
		}
		return true
	})
	l.scheme, l.mixed = seen.scheme()
	return err
}

// layer is the one of a label, which the schema has from then on.
func (c *collection) layer(label string) annotate.LayerID {
	id, is := c.ids[label]
	if !is {
		label = strings.Clone(label) // does not hold what was read with it
		id = annotate.LayerID(label)
		c.ids[label] = id
		c.schema.Layers = append(c.schema.Layers, annotate.Layer{ID: id, Name: label})
	}
	return id
}

// sentences calls do with every sentence of a file until it is false. Some are read in advance.
func (c *collection) sentences(name string, do func(*sentence) bool) error {
	f, err := c.source.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	type read struct {
		sentences []sentence
		behind    opening
	}
	var before opening
	for _, r := range codec.AheadOf(blocksOf(f), func(b block) (r read) {
		r.sentences, r.behind = c.layouts[name].read(b)
		return r
	}) {
		for i := range r.sentences {
			s := &r.sentences[i]
			s.opening, before = s.opening.after(before), opening{}
			if !do(s) {
				return nil
			}
		}
		before = r.behind.after(before)
	}
	return nil
}

// startOf reports whether a line begins a document, and what that is called.
func startOf(s string) (name string, is bool) {
	id, is := strings.CutPrefix(s, "# newdoc")
	if !is {
		return "", strings.HasPrefix(s, "-DOCSTART-")
	}
	if _, value, ok := strings.Cut(id, "id = "); ok && utf8.ValidString(value) {
		name = strings.TrimSpace(value)
	}
	return name, true
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return nil }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for _, name := range c.files {
			c.tell(name, report)
			if !c.file(ctx, name, report, yield) {
				return
			}
		}
	}
}

// tell says what of a file is left out or odd.
func (c *collection) tell(name string, report *codec.Report) {
	l := c.layouts[name]
	if l.width > l.token+1+len(l.tags) {
		report.Lose(lostColumn, codec.Problem{Place: name})
	}
	if l.mixed > 0 {
		report.Doubtful.Add(codec.Problem{Place: fmt.Sprintf("%s line %d", name, l.mixed), Text: fmt.Sprintf("its tags are %s elsewhere, and not in this sentence", l.scheme)})
	}
}

// tell says what of a sentence is left out.
func (s *sentence) tell(name string, report *codec.Report) {
	lose := func(k codec.Kind, n int) {
		for range n {
			report.Lose(k, codec.Problem{Place: fmt.Sprintf("%s line %d", name, s.first)})
		}
	}
	lose(lostComment, s.comments)
	lose(lostWord, s.words)
	lose(lostNode, s.empty)
}

// file yields the documents of one; false when that is to end.
func (c *collection) file(ctx context.Context, name string, report *codec.Report, yield func(*codec.Document, error) bool) bool {
	b, going := assembly{collection: c, name: name}, true
	give := func() {
		if d, err := b.document(); err != nil {
			report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
		} else if d != nil {
			going = yield(d, nil)
		}
		b = assembly{collection: c, name: name}
	}
	err := c.sentences(name, func(s *sentence) bool {
		if ctx.Err() != nil {
			yield(nil, annotate.ErrCanceled)
			going = false
			return false
		}
		if s.begins {
			give()
		}
		s.tell(name, report)
		if s.err != nil {
			report.Refused.Add(codec.Problem{Place: name, Record: "sentence", Text: s.err.Error()})
		} else if going {
			b.add(s)
		}
		return going
	})
	if going && err != nil {
		going = yield(nil, err)
	}
	if going {
		give()
	}
	return going
}

// assembly makes a document of sentences.
type assembly struct {
	*collection
	name  string
	title string
	first int
	text  strings.Builder
	marks []*annotate.Annotation
}

func (b *assembly) add(s *sentence) {
	if b.first == 0 {
		b.first, b.title = s.first, s.name
	}
	at := text.Offset(b.text.Len())
	b.text.WriteString(s.text)
	for _, e := range s.entities {
		b.marks = append(b.marks, &annotate.Annotation{ID: b.options.ID(), Layer: b.layer(e.label), Annotator: b.options.Annotator,
			Fragments: []text.Span{{Start: at + e.Start, End: at + e.End}}})
	}
}

// document is what came together; nil when that is nothing.
func (b *assembly) document() (*codec.Document, error) {
	if b.text.Len() == 0 {
		return nil, nil
	}
	raw, err := codec.NewRaw(b.text.String())
	if err != nil {
		return nil, err
	}
	d := &codec.Document{Text: raw.Text, Place: fmt.Sprintf("%s line %d", b.name, b.first), Annotations: b.marks, Head: annotate.Document{
		Title: b.title, Source: annotate.Source{Name: b.name, Format: "conll", Encoding: "UTF-8"},
	}}
	if d.Head.Title == "" {
		d.Head.Title = codec.Title(raw.Text)
	}
	return d, nil
}
