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
}

// open reads the files once to find out their columns, and once more for their labels.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, files: filesOf(s), layouts: map[string]*layout{}, schema: annotate.Schema{Name: "CoNLL", Version: 1}}
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
	err = c.sentences(name, func(s sentence, err error) bool {
		for k := 0; err == nil && k < s.columns(); k++ {
			seen.add(&s, k)
			for _, e := range s.entities(k) {
				c.layer(e.label)
			}
		}
		return true
	})
	l.scheme, l.mixed = seen.scheme()
	return err
}

func (s *sentence) columns() int {
	if len(s.tokens) == 0 {
		return 0
	}
	return len(s.tokens[0].tags)
}

func (c *collection) layer(label string) {
	if c.schema.Layer(annotate.LayerID(label)) == nil {
		c.schema.Layers = append(c.schema.Layers, annotate.Layer{ID: annotate.LayerID(label), Name: label})
	}
}

// sentences calls do with every sentence of a file, or why it cannot be read, until it is
// false.
func (c *collection) sentences(name string, do func(sentence, error) bool) error {
	f, err := c.source.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	l := c.layouts[name]
	var lines []line
	begins, title, comments, wrong := false, "", 0, error(nil)
	give := func() bool {
		if len(lines) == 0 {
			return true
		}
		s, err := l.sentenceOf(lines)
		if wrong != nil {
			err = wrong
		}
		s.begins, s.name, s.first, s.comments = begins, title, lines[0].n, comments
		lines, begins, title, comments, wrong = nil, false, "", 0, nil
		return do(s, err)
	}
	for n, b := range codec.AllLines(f) {
		s := string(b)
		switch {
		case data(s):
			if !utf8.ValidString(s) && wrong == nil {
				wrong = fmt.Errorf("line %d: it is not UTF-8: %w", n, annotate.ErrInvalid)
			}
			lines = append(lines, line{n, cells(s, l.tabs)})
			continue
		case comment(s) && len(lines) > 0: // within a sentence
			comments++
			continue
		}
		if !give() {
			return nil
		}
		if name, is := startOf(s); is {
			begins, title = true, name
		} else if comment(s) && !strings.HasPrefix(s, "# text = ") { // which the tokens say
			comments++
		}
	}
	give()
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
	b, going := builder{collection: c, name: name}, true
	give := func() {
		if d, err := b.document(); err != nil {
			report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
		} else if d != nil {
			going = yield(d, nil)
		}
		b = builder{collection: c, name: name}
	}
	err := c.sentences(name, func(s sentence, err error) bool {
		if ctx.Err() != nil {
			yield(nil, annotate.ErrCanceled)
			going = false
			return false
		}
		if s.begins {
			give()
		}
		s.tell(name, report)
		if err != nil {
			report.Refused.Add(codec.Problem{Place: name, Record: "sentence", Text: err.Error()})
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

// builder makes a document of sentences.
type builder struct {
	*collection
	name  string
	title string
	first int
	text  strings.Builder
	marks []*annotate.Annotation
}

func (b *builder) add(s sentence) {
	if b.first == 0 {
		b.first, b.title = s.first, s.name
	}
	places := make([]text.Span, len(s.tokens))
	for i, t := range s.tokens {
		places[i].Start = text.Offset(b.text.Len())
		b.text.WriteString(strings.ReplaceAll(t.text, "\r", " "))
		places[i].End = text.Offset(b.text.Len())
		if i+1 < len(s.tokens) && !t.glue {
			b.text.WriteByte(' ')
		}
	}
	b.text.WriteByte('\n')
	for k := range s.columns() {
		for _, e := range s.entities(k) {
			b.marks = append(b.marks, &annotate.Annotation{ID: b.options.ID(), Layer: annotate.LayerID(e.label), Annotator: b.options.Annotator,
				Fragments: []text.Span{{Start: places[e.from].Start, End: places[e.to-1].End}}})
		}
	}
}

// document is what came together; nil when that is nothing.
func (b *builder) document() (*codec.Document, error) {
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
