package w3c

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"path"
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
	ids        map[string]bool   // of annotations
	files      map[string]string // the first of a name, with its folder or without
	names      map[string]int    // room for those of features
	links      []*anno           // between annotations
	kept       annotate.ID       // of the collection, under which what we have no place for is kept
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
		byIRI: map[string]*about{}, files: byName(s.Files), names: map[string]int{}, kept: o.ID(), pages: pages{read: map[string]bool{}}}
	var all []*anno
	for _, name := range jsonFiles(s) {
		all = c.file(name, all)
	}
	all = c.turn(all)
	if c.good == 0 {
		return nil, fmt.Errorf("%s: %w", s.Name, c.none())
	}
	c.ids = make(map[string]bool, len(all))
	for _, a := range all {
		c.ids[a.id] = true
	}
	for _, a := range all {
		c.take(a)
	}
	return c, nil
}

// byName is where files stand, by their names with their folder and without.
func byName(files []string) map[string]string {
	out := make(map[string]string, len(files))
	for _, f := range files {
		for _, name := range []string{f, path.Base(f)} {
			if _, there := out[name]; !there {
				out[name] = f
			}
		}
	}
	return out
}

// mostReasons is for how many files it is said why nothing of them can be read.
const mostReasons = 5

// none is why there is nothing to read: what is wrong with the one file, or with the first of
// several.
func (c *collection) none() error {
	switch {
	case len(c.odd) == 0:
		return fmt.Errorf("no annotation: %w", annotate.ErrNotFound)
	case c.source.Only() != "":
		return fmt.Errorf("%s: %w", reason(c.odd[0]), annotate.ErrInvalid)
	}
	var list []string
	for _, p := range c.odd[:min(len(c.odd), mostReasons)] {
		list = append(list, p.Place+": "+reason(p))
	}
	if more := len(c.odd) - len(list); more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("nothing in it can be read: %s: %w", strings.Join(list, "; "), annotate.ErrInvalid)
}

// reason is what is wrong, without the sentinel that is said once at the end.
func reason(p codec.Problem) string {
	return strings.TrimSuffix(p.Text, ": "+annotate.ErrInvalid.Error())
}

// take puts an annotation to the texts that it is about.
func (c *collection) take(a *anno) {
	if c.isLink(a) {
		c.links = append(c.links, a)
		c.seeLink(a)
		return
	}
	said, is := metadata(a)
	for _, m := range c.byText(a) {
		if is {
			m.about.fields = append(m.about.fields, said...)
		} else {
			m.about.marks = append(m.about.marks, m.mark)
		}
	}
	if !is {
		c.see(a)
	}
}

// placed is an annotation as one of a text.
type placed struct {
	about *about
	mark  mark
}

// byText is an annotation by the texts that its targets are of, in their order.
func (c *collection) byText(a *anno) (list []placed) {
	if len(a.targets) == 1 {
		return []placed{{c.text(&a.targets[0]), mark{a, a.targets}}}
	}
	at := map[*about]int{}
	for i := range a.targets {
		s := c.text(&a.targets[i])
		n, there := at[s]
		if !there {
			n, at[s] = len(list), len(list)
			list = append(list, placed{s, mark{anno: a}})
		}
		list[n].mark.targets = append(list[n].mark.targets, a.targets[i])
	}
	return list
}

// text is what a target is of.
func (c *collection) text(t *target) *about {
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
	return s
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
	count := c.names
	clear(count)
	for i := range bodies {
		b := &bodies[i]
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

// layerName is that of the layer of an annotation.
func (a *anno) layerName() string {
	return cmp.Or(strings.TrimSpace(a.layer), strings.TrimSpace(a.motivation), "annotation")
}

func (c *collection) layer(a *anno) *annotate.Layer {
	name := a.layerName()
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

// known is who is called so; whoever reads, for nobody.
func (c *collection) known(name string) annotate.ID {
	if name = strings.TrimSpace(name); name == "" {
		return c.options.Annotator
	}
	return c.people[strings.ToLower(name)]
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

// Documents implements [codec.Collection]. What is said of a text is put to it beside others;
// what has an ID gets it in their order.
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		report.Refused.Join(codec.Findings{Total: len(c.odd), First: c.odd[:min(len(c.odd), 1000)]})
		for _, p := range c.doubts {
			report.Doubtful.Add(p)
		}
		r := &reading{collection: c, report: report, ids: map[string]annotate.ID{}, homes: map[string]*codec.Document{}}
		for p := range codec.AheadOf(c.sheets(), (*sheet).read) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			report.Join(&p.report)
			if p.err != nil {
				report.Refused.Add(codec.Problem{Place: p.about.iri, Record: fmt.Sprintf("%d annotations", len(p.about.marks)), Text: p.err.Error()})
				continue
			}
			r.take(p)
			if !yield(p.document, nil) {
				return
			}
		}
		r.rest()
	}
}

// sheets are the texts, those of the project with what it has.
func (c *collection) sheets() iter.Seq[*sheet] {
	return func(yield func(*sheet) bool) {
		known := c.addresses()
		for _, s := range c.about {
			p := &sheet{collection: c, about: s}
			if id := known[s.iri]; s.text == nil && !id.IsZero() {
				p.there = id
				p.own, p.err = c.options.Into.Body(id)
			}
			if !yield(p) {
				return
			}
		}
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
