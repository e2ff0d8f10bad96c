package huggingface

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path"
	"reflect"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// detect looks for the columns, which the card names and each line has. Of what may be a
// folder of thousands of other files it opens few.
func detect(s codec.Source) codec.Guess {
	const most = 16 // files with lines
	looked := 0
	for _, f := range s.Files {
		card := path.Base(f) == "README.md"
		if lines := strings.EqualFold(path.Ext(f), ".jsonl"); !card && (!lines || looked == most) {
			continue
		} else if lines {
			looked++
		}
		head := s.Head(f, 1<<20)
		has := func(names ...string) bool {
			return !slices.ContainsFunc(names, func(n string) bool { return !bytes.Contains(head, []byte(n)) })
		}
		switch {
		case card && has("dataset_info:", "- name: annotations", "- name: fragments", "- name: turns"):
			return codec.Guess{Likelihood: 99, Why: "its card lists the columns that Parley writes"}
		case !card && has(`"annotations":[`, `"relations":[`, `"turns":[`, `"progress":[`, `"metadata":{`):
			return codec.Guess{Likelihood: 95, Why: "its lines have text, metadata, annotations, relations, turns and progress"}
		}
	}
	return codec.Guess{}
}

// part is a table of a folder.
type part struct {
	file string
	name string // train, actors, …
}

// order has the register and the annotators before what names them.
func (p part) order() int {
	if p.name == "actors" || p.name == "annotators" {
		return 0
	}
	return 1
}

// parts are the tables of s, in its order. Of one that is there both ways only the lines are.
func parts(s codec.Source) (list []part) {
	for _, ext := range []string{".jsonl", ".parquet"} {
		for _, f := range s.Ending(ext) {
			stem := strings.TrimSuffix(path.Base(f), path.Ext(f))
			name, _, _ := strings.Cut(stem, "-") // train-00000-of-00002
			same := strings.TrimSuffix(f, path.Ext(f))
			if !slices.ContainsFunc(list, func(p part) bool { return strings.TrimSuffix(p.file, path.Ext(p.file)) == same }) {
				list = append(list, part{f, strings.ToLower(name)})
			}
		}
	}
	return list
}

type collection struct {
	source     codec.Source
	options    codec.OpenOptions
	documents  []part
	schema     *schemaOf
	annotators []*annotate.Annotator
	people     map[string]annotate.ID // by name in lower case
	entities   []*annotate.Entity
	actors     map[string]annotate.ID // by the ID that they have in the files
	named      map[string]annotate.ID
	raw        []actorJSON // of the first entities, until they are settled
	doubts     []codec.Problem
}

// open reads through the tables once, for the schema, the annotators and the actors.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, people: map[string]annotate.ID{}, actors: map[string]annotate.ID{}, named: map[string]annotate.ID{}}
	c.readDictionary()
	good, first := 0, error(nil)
	keep := func(err error) {
		if err != nil && first == nil {
			first = err
		}
	}
	list := parts(s)
	slices.SortStableFunc(list, func(a, b part) int { return cmp.Compare(a.order(), b.order()) })
	for _, p := range list {
		switch p.name {
		case "actors":
			keep(eachLine(s, p.file, taking(c.takeActor)))
		case "annotators":
			keep(eachLine(s, p.file, taking(c.takeAnnotator)))
		default:
			c.documents = append(c.documents, p)
			keep(eachLine(s, p.file, taking(func(l *lineJSON, err error) {
				keep(err)
				if strings.TrimSpace(l.Text) != "" {
					good++
					c.see(l)
				}
			})))
		}
	}
	if good == 0 {
		return nil, fmt.Errorf("%s: no line with a text: %w", s.Name, cmp.Or(first, annotate.ErrInvalid))
	}
	c.settle()
	return c, nil
}

// numbered is a line as it stands, and which one it is.
type numbered struct {
	n    int
	line string
}

// eachLine looks at every line of a table, with its number, and calls what that gives, in
// order, until it is false. look is called on all processors and a few lines in advance, so
// that it must not alter anything but the line. Its error is about that alone, and the line is
// what could be read of it.
func eachLine[T any](s codec.Source, name string, look func(n int, line *T, err error) (then func() bool)) error {
	if strings.EqualFold(path.Ext(name), ".parquet") {
		return eachRow(s, name, func(n int, row *T) bool { return look(n, row, nil)() })
	}
	f, err := s.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := func(yield func(numbered) bool) {
		for n, b := range codec.Lines(f) {
			if !yield(numbered{n, string(b)}) {
				return
			}
		}
	}
	usual := shapeOf(reflect.TypeFor[T]())
	for _, then := range codec.AheadOf(lines, func(l numbered) func() bool {
		line := new(T)
		if usual.read(l.line, reflect.ValueOf(line).Elem()) {
			return look(l.n, line, nil)
		}
		line = new(T)
		err := decode([]byte(l.line), line)
		return look(l.n, line, err)
	}) {
		if !then() {
			return nil
		}
	}
	return nil
}

// taking looks at lines by having take called with each, in order.
func taking[T any](take func(line *T, err error)) func(int, *T, error) func() bool {
	return func(_ int, line *T, err error) func() bool {
		return func() bool { take(line, known(err)); return true }
	}
}

// unknownMember says that a line has members which are not read, and names the first.
type unknownMember string

// Error implements error.
func (u unknownMember) Error() string { return string(u) }

func decode(b []byte, line any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	err := d.Decode(line)
	if err == nil && d.More() {
		return fmt.Errorf("there is more than one object in it: %w", annotate.ErrInvalid)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "json: unknown field ") {
		return err
	}
	if err := json.Unmarshal(b, line); err != nil {
		return err
	}
	return unknownMember(strings.TrimPrefix(err.Error(), "json: unknown field "))
}

// known is err, but for what a line has beside.
func known(err error) error {
	if errors.As(err, new(unknownMember)) {
		return nil
	}
	return err
}

func (c *collection) takeAnnotator(a *annotatorJSON, err error) {
	if err != nil || strings.TrimSpace(a.Name) == "" {
		return
	}
	id := c.person(a.Name)
	i := slices.IndexFunc(c.annotators, func(p *annotate.Annotator) bool { return p.ID == id })
	if r := []rune(a.Initials); i >= 0 && len(r) <= 4 {
		c.annotators[i].Initials = a.Initials
	}
}

// person is the annotator of a name, made when there is none.
func (c *collection) person(name string) annotate.ID {
	if name = strings.TrimSpace(name); name == "" {
		return c.options.Annotator
	}
	key := strings.ToLower(name)
	if c.people[key].IsZero() {
		a := &annotate.Annotator{ID: c.options.ID(), Name: strings.Clone(name)}
		c.people[strings.ToLower(a.Name)] = a.ID
		c.annotators = append(c.annotators, a)
	}
	return c.people[key]
}

// see makes places for what a line says, and for who says it.
func (c *collection) see(l *lineJSON) {
	for i := range l.Annotations {
		a := &l.Annotations[i]
		c.person(a.Annotator)
		c.schema.seeLayer(a.Layer, a.Features)
		c.seeActors(a.Features)
	}
	for i := range l.Relations {
		r := &l.Relations[i]
		c.person(r.Annotator)
		c.schema.seeRelation(r.Type, r.Features)
		c.seeActors(r.Features)
	}
	for _, p := range l.Progress {
		c.person(p.Annotator)
	}
}

// Schema implements [codec.Collection].
func (c *collection) Schema() *annotate.Schema { return &c.schema.schema }

// Annotators implements [codec.Collection].
func (c *collection) Annotators() []*annotate.Annotator { return slices.Clone(c.annotators) }

// Entities implements [codec.Collection].
func (c *collection) Entities() []*annotate.Entity { return slices.Clone(c.entities) }

// Close implements [codec.Collection].
func (c *collection) Close() error { return c.source.Close() }

// Documents implements [codec.Collection].
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for _, p := range c.doubts {
			report.Doubtful.Add(p)
		}
		for _, p := range c.documents {
			going := true
			err := eachLine(c.source, p.file, func(n int, l *lineJSON, err error) func() bool {
				r := c.reading(l, err)
				return func() bool {
					place := fmt.Sprintf("%s line %d", p.file, n)
					if ctx.Err() != nil {
						going = false
						yield(nil, annotate.ErrCanceled)
						return false
					}
					d, err := r.document(p.name, place, report)
					if err != nil {
						report.Refused.Add(codec.Problem{Place: place, Text: err.Error()})
						return true
					}
					going = yield(d, nil)
					return going
				}
			})
			if !going {
				return
			}
			if err != nil {
				report.Refused.Add(codec.Problem{Place: p.file, Text: err.Error()})
			}
		}
	}
}
