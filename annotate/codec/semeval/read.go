package semeval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"parley/annotate"
	"parley/annotate/codec"
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	schema  *annotate.Schema
	columns *columns
	texts   map[[32]byte]int // how many lines have it
}

// line is one of a file.
type line struct {
	n                                          int
	id, target, body, stance, opinion, feeling string
	meta                                       []annotate.Field
	doubtful                                   bool // it was not UTF-8
}

// columns says where everything is; -1 where it is not.
type columns struct {
	id, target, body, stance, opinion, feeling int
	meta                                       map[int]string
	width                                      int
}

func columnsOf(header string) (*columns, error) {
	c := &columns{id: -1, target: -1, body: -1, stance: -1, opinion: -1, feeling: -1, meta: map[int]string{}}
	names := strings.Split(header, "\t")
	c.width = len(names)
	for i, name := range names {
		at := map[string]*int{"id": &c.id, "target": &c.target, "tweet": &c.body, "text": &c.body, "stance": &c.stance,
			"opiniontowards": &c.opinion, "sentiment": &c.feeling}[plain(strings.TrimSpace(name))]
		if at == nil || *at >= 0 {
			c.meta[i] = strings.TrimSpace(name)
			continue
		}
		*at = i
	}
	if c.target < 0 || c.body < 0 || c.stance < 0 {
		return nil, fmt.Errorf("its header has not Target, Tweet and Stance with tabs between them: %w", annotate.ErrInvalid)
	}
	return c, nil
}

// open reads the file once, for its targets and for texts with several.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, texts: map[[32]byte]int{}}
	if s.Only() == "" {
		return nil, fmt.Errorf("%s: want one file: %w", s.Name, annotate.ErrInvalid)
	}
	var found []string
	there := map[string]bool{}
	feelings := false
	err := c.each(func(l line, err error) bool {
		if err == nil {
			c.texts[sha256.Sum256([]byte(l.body))]++
			feelings = feelings || sentimentOf(l.feeling) != ""
			if key := strings.ToLower(l.target); !there[key] {
				there[key], found = true, append(found, l.target)
			}
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	c.schema = schema(feelings)
	set := c.schema.Tagset(annotate.TagsetID(target))
	for _, name := range found {
		if set.TagNamed(name) == nil {
			set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(name), Name: name})
		}
	}
	return c, nil
}

// each calls do with every line behind the header, or why it cannot be read, until it is
// false.
func (c *collection) each(do func(line, error) bool) error {
	f, err := c.source.FS.Open(c.source.Only())
	if err != nil {
		return err
	}
	defer f.Close()
	begun := false
	for n, b := range codec.AllLines(f) {
		if !begun {
			if c.columns, err = columnsOf(string(b)); err != nil {
				return err
			}
			begun = true
			continue
		}
		if len(strings.TrimSpace(string(b))) == 0 {
			continue
		}
		if !do(c.columns.line(n, b)) {
			return nil
		}
	}
	if !begun {
		return fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
	}
	return nil
}

func (c *columns) line(n int, b []byte) (l line, err error) {
	l.n = n
	if !utf8.Valid(b) {
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			return l, fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
		}
		l.doubtful = true
	}
	cells := strings.Split(string(b), "\t")
	if len(cells) > c.width {
		return l, fmt.Errorf("it has %d columns, and the header %d: %w", len(cells), c.width, annotate.ErrInvalid)
	}
	get := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	l.id, l.target, l.body, l.stance, l.opinion, l.feeling = get(c.id), get(c.target), get(c.body), get(c.stance), get(c.opinion), get(c.feeling)
	for i := range c.width {
		if name := c.meta[i]; name != "" && get(i) != "" {
			l.meta = append(l.meta, annotate.Field{Name: name, Value: get(i)})
		}
	}
	return l, l.check()
}

func (l *line) check() error {
	switch {
	case l.body == "":
		return fmt.Errorf("it has no text: %w", annotate.ErrInvalid)
	case l.target == "":
		return fmt.Errorf("it has no target: %w", annotate.ErrInvalid)
	case l.stance != "" && !strings.EqualFold(l.stance, unknown) && oneOf(stances, l.stance) == "":
		return fmt.Errorf("stance %q: want FAVOR, AGAINST, NONE or UNKNOWN: %w", l.stance, annotate.ErrInvalid)
	}
	return nil
}

func (c *collection) Schema() *annotate.Schema          { return c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return nil }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

// Documents keeps the lines of a text that comes again until all are there.
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		waiting := map[[32]byte][]line{}
		err := c.each(func(l line, err error) bool {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return false
			}
			if err != nil {
				report.Refused.Add(codec.Problem{Place: fmt.Sprintf("line %d", l.n), Text: err.Error()})
				return true
			}
			key := sha256.Sum256([]byte(l.body))
			lines := append(waiting[key], l)
			if len(lines) < c.texts[key] {
				waiting[key] = lines
				return true
			}
			delete(waiting, key)
			d, err := c.document(lines, report)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: fmt.Sprintf("line %d", l.n), Text: err.Error()})
				return true
			}
			return yield(d, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

var errText = errors.New("its text is none")

func (c *collection) document(lines []line, report *codec.Report) (*codec.Document, error) {
	first := lines[0]
	raw, err := codec.NewRaw(first.body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errText, err)
	}
	d := &codec.Document{Text: raw.Text, Place: fmt.Sprintf("line %d", first.n), Head: annotate.Document{
		Title: codec.Title(raw.Text), Source: annotate.Source{Name: c.source.Name, Format: "semeval", Encoding: "UTF-8"},
	}}
	var ids []string
	var meta []annotate.Field
	for _, l := range lines {
		ids, meta = append(ids, l.id), append(meta, l.meta...)
		if l.doubtful {
			d.Head.Source.Encoding = "windows-1252"
			report.Doubtful.Add(codec.Problem{Document: d.Head.Title, Place: fmt.Sprintf("line %d", l.n), Text: "it is not UTF-8, and was read as Windows-1252"})
		}
		d.Annotations = append(d.Annotations, c.annotation(l, d, report))
	}
	codec.SetMetadata(&d.Head, append(meta, annotate.Field{Name: "ID", Value: strings.TrimSpace(strings.Join(ids, " "))}))
	return d, nil
}

func (c *collection) annotation(l line, d *codec.Document, report *codec.Report) *annotate.Annotation {
	a := &annotate.Annotation{ID: c.options.ID(), Layer: layer, Annotator: c.options.Annotator}
	set := func(f annotate.FeatureID, tag string) {
		if tag != "" {
			a.Features = append(a.Features, annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeTag, Tag: annotate.TagID(tag)}}})
		}
	}
	refuse := func(what, value, read string) {
		if value != "" && read == "" {
			report.Refused.Add(codec.Problem{Document: d.Head.Title, Place: fmt.Sprintf("line %d", l.n), Record: what, Text: fmt.Sprintf("%q is none that there is", value)})
		}
	}
	refuse("opinion towards", l.opinion, opinionOf(l.opinion))
	refuse("sentiment", l.feeling, sentimentOf(l.feeling))
	set(target, string(c.schema.Tagset(annotate.TagsetID(target)).TagNamed(l.target).ID))
	set(stance, oneOf(stances, l.stance))
	set(opinion, opinionOf(l.opinion))
	set(sentiment, sentimentOf(l.feeling))
	return a
}
