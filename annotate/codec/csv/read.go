package csv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	name    string
	layout  *layout
	apart   bool // rows of one document do not stand together
	found   gathering
	actors  []*annotate.Entity
	byName  map[string]annotate.ID // and by ID, in the words of the file
	titles  map[string]annotate.ID // of the project's documents; zero: of several
}

// open reads the file once, for its schema.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, name: s.Only(), byName: map[string]annotate.ID{}}
	if c.name == "" {
		return nil, fmt.Errorf("%s: want one table: %w", s.Name, annotate.ErrInvalid)
	}
	c.found = gathering{schema: annotate.Schema{Name: s.Name, Version: 1}, layers: map[string]*gatheredLayer{}, names: map[string]annotate.ID{}}
	if o.Into != nil {
		known, err := o.Into.Schema()
		if err != nil {
			return nil, err
		}
		c.found.known = known
	}
	if err := c.gather(); err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	c.found.loose = c.apart && c.layout.byValue
	c.found.settle()
	if err := c.takeActors(); err != nil {
		return nil, err
	}
	return c, c.takeTitles()
}

func (c *collection) gather() (err error) {
	const together = 64 // rows
	batches := func(yield func([]row) bool) {
		var batch []row
		err = c.each(func(r row, wrong error) bool {
			if wrong == nil {
				batch = append(batch, r)
			}
			if len(batch) < together {
				return true
			}
			full := batch
			batch = nil
			return yield(full)
		})
		yield(batch)
	}
	seen, last := map[string]bool{}, ""
	for _, rows := range codec.AheadOf(batches, looked) {
		for _, r := range rows {
			if key := r.key(); key != last {
				c.apart = c.apart || seen[key]
				seen[key], last = true, key
			}
			c.found.add(r)
		}
	}
	return err
}

// each calls do with every row, or with why it cannot be read, until it is false.
func (c *collection) each(do func(row, error) bool) error {
	f, err := c.source.FS.Open(c.name)
	if err != nil {
		return err
	}
	defer f.Close()
	t := newTable(f)
	header, _, err := t.row()
	if err != nil {
		return fmt.Errorf("it has no header: %w", errors.Join(err, annotate.ErrInvalid))
	}
	if c.layout == nil {
		if c.layout, err = layoutOf(header); err != nil {
			return err
		}
	}
	for {
		cells, line, err := t.row()
		switch {
		case err == io.EOF:
			return nil
		case err != nil && !errors.Is(err, annotate.ErrInvalid):
			return err
		case err == nil && len(cells) > c.layout.width:
			err = fmt.Errorf("it has %d cells, and the header %d: %w", len(cells), c.layout.width, annotate.ErrInvalid)
		}
		if !do(row{layout: c.layout, line: line, cells: cells}, err) {
			return nil
		}
	}
}

// takeActors makes those that slots name. One of the project's is named by its ID.
func (c *collection) takeActors() error {
	if c.options.Into != nil {
		for e, err := range c.options.Into.Entities() {
			if err != nil {
				return err
			}
			c.byName[e.ID.String()] = e.ID
		}
	}
	layers := slices.SortedFunc(maps.Values(c.found.layers), func(a, b *gatheredLayer) int { return a.at - b.at })
	for _, l := range layers {
		for _, f := range l.order {
			if layer := &c.found.schema.Layers[l.at]; layer.FeatureNamed(f.name).Takes(annotate.TypeEntity) {
				c.named(f)
			}
		}
	}
	return nil
}

// named makes the actors of one slot.
func (c *collection) named(f *gatheredFeature) {
	for _, v := range f.named {
		if key := v.actor(); !c.byName[key].IsZero() || strings.TrimSpace(v.said) == "" {
			continue
		}
		e := &annotate.Entity{ID: c.options.ID(), Name: v.said}
		c.actors = append(c.actors, e)
		c.byName[v.actor()] = e.ID
	}
}

// actor is what a value names an actor by.
func (v cellValue) actor() string {
	if v.id != "" {
		return v.id
	}
	return "name " + v.said
}

// takeTitles finds the project's documents by their titles.
func (c *collection) takeTitles() error {
	if c.options.Into == nil {
		return nil
	}
	c.titles = map[string]annotate.ID{}
	for d, err := range c.options.Into.Summaries(annotate.ID{}) {
		if err != nil {
			return err
		}
		if _, twice := c.titles[d.Title]; twice {
			c.titles[d.Title] = annotate.ID{}
			continue
		}
		c.titles[d.Title] = d.ID
	}
	return nil
}

func (c *collection) Schema() *annotate.Schema          { return &c.found.schema }
func (c *collection) Annotators() []*annotate.Annotator { return c.found.people }
func (c *collection) Entities() []*annotate.Entity      { return c.actors }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		var failed error
		for g, r := range codec.AheadOf(c.groups(ctx, &failed), c.look) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			for _, p := range g.refused {
				report.Refused.Add(p)
			}
			if len(g.rows) == 0 {
				continue
			}
			d, err := r.read(g.rows, report)
			if errors.Is(err, errRefused) {
				continue
			}
			if !yield(d, err) {
				return
			}
		}
		if failed != nil {
			yield(nil, failed)
		}
	}
}

// group is the rows of one document.
type group struct {
	rows    []row
	refused []codec.Problem // rows since those of the document before
}

// groups yields the rows of each document, and what is refused behind the last one. What ends
// the reading before the end goes into failed.
func (c *collection) groups(ctx context.Context, failed *error) iter.Seq[group] {
	return func(yield func(group) bool) {
		var g group
		going := true
		err := c.grouped(func(r row, err error) bool {
			if ctx.Err() != nil {
				*failed, going = annotate.ErrCanceled, false
				return false
			}
			if err != nil {
				g.refused = append(g.refused, codec.Problem{Place: fmt.Sprintf("line %d", r.line), Text: err.Error()})
				return true
			}
			if len(g.rows) > 0 && g.rows[0].key() != r.key() {
				going = yield(g)
				g = group{}
			}
			g.rows = append(g.rows, r)
			return going
		})
		switch {
		case !going:
		case err != nil:
			*failed = err
		default:
			yield(g)
		}
	}
}

// grouped is each, with the rows of a document together.
func (c *collection) grouped(do func(row, error) bool) error {
	if !c.apart {
		return c.each(do)
	}
	byKey := map[string][]row{}
	var order []string
	going := true
	err := c.each(func(r row, err error) bool {
		if err != nil {
			going = do(r, err)
			return going
		}
		key := r.key()
		if byKey[key] == nil {
			order = append(order, key)
		}
		byKey[key] = append(byKey[key], r)
		return true
	})
	for _, key := range order {
		for _, r := range byKey[key] {
			if going && err == nil {
				going = do(r, nil)
			}
		}
	}
	return err
}
