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
	query := `SELECT ID, COALESCE(CAST(Name AS TEXT), ''), EXISTS (SELECT 1 FROM STATEMENTS WHERE Coder = CODERS.ID) FROM CODERS ORDER BY ID`
	byName := map[string]annotate.ID{}
	return c.base.each(context.Background(), query, nil, func(scan func(...any) error) error {
		var id int64
		var name string
		var works bool
		if err := scan(&id, &name, &works); err != nil {
			return err
		}
		if name = strings.TrimSpace(strings.ToValidUTF8(name, "")); name == "" {
			name = fmt.Sprintf("Coder %d", id)
		}
		c.coderNames[id] = name
		if name == admin && !works {
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
	query := `SELECT ID, COALESCE(CAST(Label AS TEXT), ''), COALESCE(Red, 0), COALESCE(Green, 0), COALESCE(Blue, 0) FROM STATEMENTTYPES ORDER BY ID`
	return c.base.each(context.Background(), query, nil, func(scan func(...any) error) error {
		var id int64
		var name string
		var of rgb
		if err := scan(&id, &name, &of.r, &of.g, &of.b); err != nil {
			return err
		}
		name = free(strings.ToValidUTF8(name, ""), fmt.Sprintf("Statement %d", id), taken)
		c.layers[id] = annotate.LayerID(name)
		c.schema.Layers = append(c.schema.Layers, annotate.Layer{ID: annotate.LayerID(name), Name: name, Colour: of.slot()})
		return nil
	})
}

func (c *collection) readVariables() error {
	c.variables, c.values = map[int64]*variable{}, map[int64]map[string]*entity{}
	taken, sets := map[annotate.LayerID]map[string]bool{}, map[string]bool{}
	query := `SELECT ID, COALESCE(StatementTypeId, 0), COALESCE(CAST(Variable AS TEXT), ''), COALESCE(CAST(DataType AS TEXT), '') FROM VARIABLES ORDER BY StatementTypeId, ID`
	return c.base.each(context.Background(), query, nil, func(scan func(...any) error) error {
		v := &variable{}
		if err := scan(&v.id, &v.kindOf, &v.name, &v.dataType); err != nil {
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
		ids, err := c.documentIDs(ctx)
		for _, id := range ids {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			d, wrong := c.document(ctx, id, report)
			if wrong != nil {
				report.Refused.Add(codec.Problem{Place: place(id), Text: wrong.Error()})
				continue
			}
			if !yield(d, nil) {
				return
			}
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

func (c *collection) documentIDs(ctx context.Context) (ids []int64, err error) {
	err = c.base.each(ctx, `SELECT ID FROM DOCUMENTS ORDER BY ID`, nil, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// orphans tells of statements in documents that are not there.
func (c *collection) orphans(ctx context.Context, report *codec.Report) error {
	query := `SELECT ID, COALESCE(CAST(DocumentId AS TEXT), 'none') FROM STATEMENTS WHERE DocumentId IS NULL OR DocumentId NOT IN (SELECT ID FROM DOCUMENTS)`
	return c.base.each(ctx, query, nil, func(scan func(...any) error) error {
		var id int64
		var document string
		err := scan(&id, &document)
		report.Refused.Add(codec.Problem{Record: fmt.Sprintf("statement %d", id), Text: "its document, " + document + ", is not there"})
		return err
	})
}
