package w3c

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// mostFile is the largest file of annotations that is read.
const mostFile = 256 << 20

// collection is what the files say, by the text that it is about.
type collection struct {
	source     codec.Source
	options    codec.OpenOptions
	schema     annotate.Schema
	annotators []*annotate.Annotator
	people     map[string]annotate.ID
	entities   []*annotate.Entity
	actors     map[string]annotate.ID
	about      []*about
	byIRI      map[string]*about
	ids        map[string]bool // of annotations
	links      []*anno         // between annotations
	kept       annotate.ID     // of the collection, under which what we have no place for is kept
	pages      pages
	odd        []codec.Problem
	doubts     []codec.Problem
	good       int
}

// about is what is said of one text.
type about struct {
	iri    string
	text   *string
	fields []annotate.Field
	marks  []mark
}

type mark struct {
	*anno
	targets []target
}

func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, schema: annotate.Schema{Name: "W3C", Version: 1}, people: map[string]annotate.ID{}, actors: map[string]annotate.ID{},
		byIRI: map[string]*about{}, ids: map[string]bool{}, kept: o.ID(), pages: pages{read: map[string]bool{}}}
	var all []*anno
	for _, name := range jsonFiles(s) {
		all = c.file(name, all)
	}
	all = c.turn(all)
	if c.good == 0 {
		err := annotate.ErrNotFound
		if len(c.odd) > 0 {
			return nil, fmt.Errorf("%s: %s: %w", s.Name, c.odd[0].Text, annotate.ErrInvalid)
		}
		return nil, fmt.Errorf("%s: no annotation: %w", s.Name, err)
	}
	for _, a := range all {
		c.ids[a.id] = true
	}
	for _, a := range all {
		c.take(a)
	}
	return c, nil
}

func (c *collection) file(name string, all []*anno) []*anno {
	b, err := c.source.Read(name, mostFile)
	if err == nil {
		s := string(b)
		if err = codec.CheckJSON(s); err == nil {
			all, err = c.value(piece(s), name, false, 0, all)
		}
	}
	if err != nil {
		c.odd = append(c.odd, codec.Problem{Place: name, Text: err.Error()})
	}
	return all
}

// value reads an annotation, a page, a collection, or a list of any of them.
func (c *collection) value(v piece, place string, inside bool, level int, all []*anno) ([]*anno, error) {
	if level > mostNesting {
		return all, invalid("it is nested too deep")
	}
	if many, ok := manyOf(v); ok {
		return c.items(many, place, inside, level, all), nil
	}
	o, ok := objectOf(v)
	if !ok {
		return all, invalid("it is no JSON object")
	}
	types, _ := words(o["type"])
	within := inside || o["@context"] != ""
	switch {
	case slices.Contains(types, "AnnotationCollection"):
		c.good++
		c.pages.count(o)
		return c.page(o["first"], place, within, level, all)
	case slices.Contains(types, "AnnotationPage"):
		c.good++
		if id, _ := word(o["id"]); id != "" && c.pages.read[id] {
			return all, nil // it stands in a file of its own too
		} else if id != "" {
			c.pages.read[id] = true
		}
		all = c.items(list(o["items"]), place, within, level, all)
		return c.page(o["next"], place, within, level, all)
	}
	a, err := parse(o, inside)
	if err != nil {
		return all, err
	}
	c.good++
	a.place = place
	return append(all, a), nil
}

func (c *collection) items(many []piece, place string, inside bool, level int, all []*anno) []*anno {
	for i, e := range many {
		var err error
		at := fmt.Sprintf("%s item %d", place, i+1)
		if all, err = c.value(e, at, inside, level+1, all); err != nil {
			c.odd = append(c.odd, codec.Problem{Place: at, Text: err.Error()})
		}
	}
	return all
}

// take puts an annotation to the texts that it is about.
func (c *collection) take(a *anno) {
	if c.isLink(a) {
		c.links = append(c.links, a)
		c.seeLink(a)
		return
	}
	var order []*about
	byText := map[*about][]target{}
	for _, t := range a.targets {
		key := t.source
		if key == "" {
			key = *t.text
		}
		s := c.byIRI[key]
		if s == nil {
			s = &about{iri: t.source}
			c.byIRI[key] = s
			c.about = append(c.about, s)
		}
		if t.text != nil {
			s.text = t.text
		}
		if byText[s] == nil {
			order = append(order, s)
		}
		byText[s] = append(byText[s], t)
	}
	for _, s := range order {
		if f, is := metadata(a); is {
			s.fields = append(s.fields, f...)
			continue
		}
		s.marks = append(s.marks, mark{a, byText[s]})
	}
	if _, is := metadata(a); !is {
		c.see(a)
	}
}

// isLink reports whether a goes from one annotation to another.
func (c *collection) isLink(a *anno) bool {
	if len(a.targets) != 1 || len(a.bodies) == 0 || !c.ids[a.targets[0].source] || a.relation == "" && a.motivation != "linking" {
		return false
	}
	return c.ids[a.bodies[0].iri]
}

// metadata is what a says of a text itself, when we wrote it.
func metadata(a *anno) (list []annotate.Field, is bool) {
	for _, b := range a.bodies {
		if b.kind != "metadata" {
			return nil, false
		}
		list = append(list, annotate.Field{Name: b.feature, Value: b.value})
	}
	return list, len(list) > 0
}

func (c *collection) relationType(a *anno) annotate.RelationTypeID {
	name := cmp.Or(strings.TrimSpace(a.relation), "linking")
	t := c.schema.RelationNamed(name)
	if t == nil {
		c.schema.Relations = append(c.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(name), Name: name})
		t = &c.schema.Relations[len(c.schema.Relations)-1]
	}
	return t.ID
}

// seeLink makes places for what a says of its ends.
func (c *collection) seeLink(a *anno) {
	t := c.schema.Relation(c.relationType(a))
	c.person(a.creator)
	c.says(&t.Features, a.bodies[1:])
}

// see makes places for what a says, and finds out who says it.
func (c *collection) see(a *anno) {
	l := c.layer(a)
	c.person(a.creator)
	c.says(&l.Features, a.bodies)
}

// says makes features for what bodies say.
func (c *collection) says(list *[]annotate.Feature, bodies []body) {
	count := map[string]int{}
	for _, b := range bodies {
		name, kind := b.says()
		if kind == "note" || name == "" {
			continue
		}
		f := c.feature(list, name, kind, b.tagset)
		if count[strings.ToLower(name)]++; count[strings.ToLower(name)] > 1 {
			f.Multi = true
		}
		switch kind {
		case "tag":
			set := c.schema.Tagset(f.Tagset)
			if id := annotate.TagID(strings.TrimSpace(b.value)); id != "" && set.Tag(id) == nil {
				set.Tags = append(set.Tags, annotate.Tag{ID: id, Name: string(id)})
			}
		case "entity":
			c.actor(cmp.Or(b.name, b.value, b.iri))
		}
	}
}

func (c *collection) layer(a *anno) *annotate.Layer {
	name := cmp.Or(strings.TrimSpace(a.layer), strings.TrimSpace(a.motivation), "annotation")
	if l := c.schema.LayerNamed(name); l != nil {
		return l
	}
	c.schema.Layers = append(c.schema.Layers, annotate.Layer{ID: annotate.LayerID(name), Name: name})
	return &c.schema.Layers[len(c.schema.Layers)-1]
}

// says is the feature that b fills, and with what: "tag", "text", "entity" …, or "note".
func (b *body) says() (feature, kind string) {
	if f := strings.TrimSpace(b.feature); f != "" || b.kind == "note" {
		if slices.Contains([]string{"text", "number", "boolean", "date", "tag", "entity", "annotation", "note"}, b.kind) {
			return f, b.kind
		}
		return f, "text"
	}
	switch {
	case b.value == "":
		return "link", "text"
	case b.purpose == "tagging":
		return "tag", "tag"
	}
	return cmp.Or(strings.TrimSpace(b.purpose), "comment"), "text"
}

var featureTypes = map[string]annotate.FeatureType{
	"text": annotate.TypeText, "number": annotate.TypeNumber, "boolean": annotate.TypeBoolean, "date": annotate.TypeDate,
	"tag": annotate.TypeTag, "entity": annotate.TypeEntity, "annotation": annotate.TypeAnnotation,
}

func (c *collection) feature(list *[]annotate.Feature, name, kind, tagset string) *annotate.Feature {
	l := annotate.Layer{Features: *list}
	f := l.FeatureNamed(name)
	if f == nil {
		*list = append(*list, annotate.Feature{ID: annotate.FeatureID(name), Name: name})
		f = &(*list)[len(*list)-1]
	}
	if t := featureTypes[kind]; !f.Takes(t) {
		f.Types = append(f.Types, t)
	}
	if kind == "tag" && f.Tagset == "" {
		f.Tagset = annotate.TagsetID(cmp.Or(strings.TrimSpace(tagset), strings.ToLower(name)))
		if c.schema.Tagset(f.Tagset) == nil {
			c.schema.Tagsets = append(c.schema.Tagsets, annotate.Tagset{ID: f.Tagset, Name: string(f.Tagset)})
		}
	}
	return f
}

func (c *collection) person(name string) annotate.ID {
	name = strings.TrimSpace(name)
	if name == "" {
		return c.options.Annotator
	}
	key := strings.ToLower(name)
	if c.people[key].IsZero() {
		a := &annotate.Annotator{ID: c.options.ID(), Name: name}
		c.people[key] = a.ID
		c.annotators = append(c.annotators, a)
	}
	return c.people[key]
}

func (c *collection) actor(name string) annotate.ID {
	if name = strings.TrimSpace(name); name == "" {
		return annotate.ID{}
	}
	if c.actors[name].IsZero() {
		e := &annotate.Entity{ID: c.options.ID(), Name: name}
		c.actors[name] = e.ID
		c.entities = append(c.entities, e)
	}
	return c.actors[name]
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return slices.Clone(c.annotators) }
func (c *collection) Entities() []*annotate.Entity      { return slices.Clone(c.entities) }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		report.Refused.Join(codec.Findings{Total: len(c.odd), First: c.odd[:min(len(c.odd), 1000)]})
		for _, p := range c.doubts {
			report.Doubtful.Add(p)
		}
		known := c.addresses()
		r := &reading{collection: c, report: report, ids: map[string]annotate.ID{}, homes: map[string]*codec.Document{}}
		for _, s := range c.about {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			d, err := r.read(s, known)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: s.iri, Record: fmt.Sprintf("%d annotations", len(s.marks)), Text: err.Error()})
				continue
			}
			if !yield(d, nil) {
				return
			}
		}
		r.rest()
	}
}

// addresses are the documents of the project that is read for, by where they came from.
func (c *collection) addresses() map[string]annotate.ID {
	known := map[string]annotate.ID{}
	if c.options.Into == nil {
		return known
	}
	for d, err := range c.options.Into.Summaries(annotate.ID{}) {
		if err == nil && d.URL != "" {
			known[d.URL] = d.ID
		}
	}
	return known
}
