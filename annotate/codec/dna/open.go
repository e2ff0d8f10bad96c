package dna

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// collection is a database as it is read.
type collection struct {
	base       *base
	source     codec.Source
	options    codec.OpenOptions
	unit       text.Unit
	old        bool // of version 2
	schema     annotate.Schema
	annotators []*annotate.Annotator
	entities   []*annotate.Entity
	coders     map[int64]annotate.ID
	coderNames map[int64]string
	layers     map[int64]annotate.LayerID
	variables  map[int64]*variable
	order      []*variable
	values     map[int64]map[string]*entity // by variable and name
	names      map[int64]string             // of all entities; of version 3
	odd        []codec.Problem              // attributes without a place
}

var errTables = errors.New("it has not the tables of DNA 2 or 3")

func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	name := s.Only()
	if name == "" || !strings.HasPrefix(string(s.Head(name, len(magic))), magic) {
		return nil, fmt.Errorf("%s: want one SQLite database: %w", s.Name, annotate.ErrInvalid)
	}
	b, err := copied(s, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", s.Name, annotate.ErrInvalid, err)
	}
	c := &collection{base: b, source: s, options: o, unit: text.UTF16}
	if o.Unit != nil {
		c.unit = *o.Unit
	}
	if err := c.heads(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w: %w", s.Name, annotate.ErrInvalid, err), b.Close())
	}
	return c, nil
}

// heads reads everything but documents and statements.
func (c *collection) heads() error {
	tables := []string{"CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", "DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"}
	if c.old = !c.base.isTable("ENTITIES"); c.old {
		tables = append(tables, "ATTRIBUTES")
	} else {
		tables = append(tables, "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES")
	}
	for _, t := range tables {
		if !c.base.isTable(t) {
			return fmt.Errorf("%w: there is no %s", errTables, t)
		}
	}
	for _, step := range []func() error{c.readCoders, c.readTypes, c.readVariables, c.readEntities} {
		if err := step(); err != nil {
			return err
		}
	}
	c.takeActors()
	c.makeSchema()
	return nil
}

func (c *collection) readCoders() error {
	c.coders, c.coderNames = map[int64]annotate.ID{}, map[int64]string{}
	query := `SELECT ID, EXISTS (SELECT 1 FROM STATEMENTS WHERE Coder = CODERS.ID), CAST(Name AS TEXT) FROM CODERS ORDER BY ID`
	byName := map[string]annotate.ID{}
	return c.base.each(context.Background(), query, nil, func(r row) error {
		var id, works int64
		if err := r.numbers(&id, &works); err != nil {
			return err
		}
		name := strings.TrimSpace(strings.ToValidUTF8(r.words(2), ""))
		if name == "" {
			name = fmt.Sprintf("Coder %d", id)
		}
		c.coderNames[id] = name
		if name == admin && works == 0 {
			return nil // DNA has one in every file
		}
		key := strings.ToLower(name)
		if byName[key].IsZero() {
			a := &annotate.Annotator{ID: c.options.ID(), Name: name, Initials: initials(name)}
			byName[key] = a.ID
			c.annotators = append(c.annotators, a)
		}
		c.coders[id] = byName[key]
		return nil
	})
}

// initials are the first letters of at most four words.
func initials(name string) string {
	var out []rune
	for _, w := range strings.Fields(name) {
		out = append(out, []rune(w)[0])
	}
	return string(out[:min(len(out), 4)])
}

func (c *collection) readTypes() error {
	c.schema = annotate.Schema{Name: "DNA", Version: 1}
	c.layers = map[int64]annotate.LayerID{}
	taken := map[string]bool{}
	query := `SELECT ID, COALESCE(Red, 0), COALESCE(Green, 0), COALESCE(Blue, 0), CAST(Label AS TEXT) FROM STATEMENTTYPES ORDER BY ID`
	return c.base.each(context.Background(), query, nil, func(r row) error {
		var id, red, green, blue int64
		if err := r.numbers(&id, &red, &green, &blue); err != nil {
			return err
		}
		name := free(strings.ToValidUTF8(r.words(4), ""), fmt.Sprintf("Statement %d", id), taken)
		c.layers[id] = annotate.LayerID(name)
		c.schema.Layers = append(c.schema.Layers, annotate.Layer{ID: annotate.LayerID(name), Name: name, Colour: colourOf(red, green, blue).slot()})
		return nil
	})
}

func (c *collection) readVariables() error {
	c.variables, c.values = map[int64]*variable{}, map[int64]map[string]*entity{}
	taken, sets := map[annotate.LayerID]map[string]bool{}, map[string]bool{}
	query := `SELECT ID, COALESCE(StatementTypeId, 0), CAST(Variable AS TEXT), CAST(DataType AS TEXT) FROM VARIABLES ORDER BY StatementTypeId, ID`
	return c.base.each(context.Background(), query, nil, func(r row) error {
		v := &variable{name: r.words(2), dataType: r.words(3)}
		if err := r.numbers(&v.id, &v.kindOf); err != nil {
			return err
		}
		layer, ok := c.layers[v.kindOf]
		if !ok {
			return nil // of a type that is not there
		}
		if taken[layer] == nil {
			taken[layer] = map[string]bool{}
		}
		v.layer = layer
		v.name = free(strings.ToValidUTF8(v.name, ""), fmt.Sprintf("variable %d", v.id), taken[layer])
		v.feature = annotate.FeatureID(v.name)
		v.tagset = annotate.TagsetID(free(v.name, v.name, sets))
		v.guess()
		c.variables[v.id], c.values[v.id] = v, map[string]*entity{}
		c.order = append(c.order, v)
		return nil
	})
}

// makeSchema gives layers their features and features their tags.
func (c *collection) makeSchema() {
	for i := range c.schema.Layers {
		l := &c.schema.Layers[i]
		for _, v := range c.order {
			if v.layer != l.ID {
				continue
			}
			f := v.slot()
			v.at = len(l.Features)
			l.Features = append(l.Features, f)
			if f.Tagset != "" {
				c.schema.Tagsets = append(c.schema.Tagsets, annotate.Tagset{ID: v.tagset, Name: string(v.tagset), Tags: c.tags(v)})
			}
		}
	}
	if c.old && c.base.isTable("STATEMENTLINKS") && c.base.some("SELECT 1 FROM STATEMENTLINKS LIMIT 1") {
		c.schema.Relations = []annotate.RelationType{{ID: "link", Name: "link"}}
	}
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return slices.Clone(c.annotators) }
func (c *collection) Entities() []*annotate.Entity      { return slices.Clone(c.entities) }

func (c *collection) Close() error { return errors.Join(c.base.Close(), c.source.Close()) }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for _, p := range c.odd {
			report.Lose(lostAttribute, p)
		}
		parts, err := c.parts(ctx)
		for r, m := range codec.AheadOf(c.records(ctx, parts), c.make) {
			report.Join(&m.report)
			if m.err != nil {
				report.Refused.Add(codec.Problem{Place: place(r.id), Text: m.err.Error()})
			} else if !yield(m.named(c.options.ID), nil) {
				return
			}
		}
		if ctx.Err() != nil {
			yield(nil, annotate.ErrCanceled)
			return
		}
		if err == nil {
			err = c.orphans(ctx, report)
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func place(document int64) string { return fmt.Sprintf("document %d", document) }

// orphans tells of statements in documents that are not there.
func (c *collection) orphans(ctx context.Context, report *codec.Report) error {
	query := `SELECT ID, COALESCE(CAST(DocumentId AS TEXT), 'none') FROM STATEMENTS WHERE DocumentId IS NULL OR DocumentId NOT IN (SELECT ID FROM DOCUMENTS)`
	return c.base.each(ctx, query, nil, func(r row) error {
		report.Refused.Add(codec.Problem{Record: "statement " + r.words(0), Text: "its document, " + r.words(1) + ", is not there"})
		return nil
	})
}
