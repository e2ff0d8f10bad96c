package labelstudio

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// predicted begins the names of annotators that are models.
const predicted = "Prediction: "

// What Parley has no place for.
var (
	lostTruth = codec.Kind{One: "annotation that is no longer marked as ground truth", Many: "annotations that are no longer marked as ground truth"}
	lostOther = codec.Kind{One: "task read without members that Parley has no place for", Many: "tasks read without members that Parley has no place for"}
)

type collection struct {
	source     codec.Source
	options    codec.OpenOptions
	config     *config
	seen       *schemaOf
	annotators []*annotate.Annotator
	byName     map[string]annotate.ID
	cuts       map[string]*cuts // of files that were read
}

// open reads through the files once, for the schema and the annotators.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	conf, err := findConfig(s)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	c := &collection{source: s, options: o, config: conf, seen: newSchema(conf), byName: map[string]annotate.ID{}, cuts: map[string]*cuts{}}
	good, first := 0, error(nil)
	for _, name := range s.Ending(".json") {
		err := each(c, name, func(_ string, t *taken) (*taken, error) { return t, nil }, func(_ string, t *taken, err error) bool {
			if err != nil {
				if first == nil {
					first = err
				}
				return true
			}
			good++
			for _, p := range t.all {
				c.seen.see(p)
				c.annotator(p.by)
			}
			return true
		})
		if err != nil && first == nil {
			first = fmt.Errorf("%s: %w", name, err)
		}
	}
	if good == 0 {
		if first == nil {
			first = errNoTasks
		}
		return nil, fmt.Errorf("%s: %w: %w", s.Name, annotate.ErrInvalid, first)
	}
	return c, nil
}

// annotator is the one of a name, made when there is none.
func (c *collection) annotator(name string) annotate.ID {
	if name == "" {
		return c.options.Annotator
	}
	key := strings.ToLower(name)
	if c.byName[key].IsZero() {
		a := &annotate.Annotator{ID: c.options.ID(), Name: strings.Clone(name)}
		c.byName[strings.Clone(key)] = a.ID
		c.annotators = append(c.annotators, a)
	}
	return c.byName[key]
}

func (c *collection) Schema() *annotate.Schema          { return &c.seen.schema }
func (c *collection) Annotators() []*annotate.Annotator { return slices.Clone(c.annotators) }
func (c *collection) Entities() []*annotate.Entity      { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for _, name := range c.source.Ending(".json") {
			going := true
			err := each(c, name, c.begin, func(place string, r *reading, err error) bool {
				if ctx.Err() != nil {
					going = false
					yield(nil, annotate.ErrCanceled)
					return false
				}
				if err != nil {
					report.Refused.Add(codec.Problem{Place: place, Text: err.Error()})
					return true
				}
				report.Join(r.report)
				r.report = report
				r.readAll()
				going = yield(r.document, nil)
				return going
			})
			if !going {
				return
			}
			if err != nil {
				report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
			}
		}
	}
}

// begin reads the text of a task and what is known of it, and finds out what its positions
// count. It alters nothing of c.
func (c *collection) begin(place string, t *taken) (*reading, error) {
	b, err := c.config.text(t.data)
	if err != nil {
		return nil, err
	}
	d := &codec.Document{Text: b.raw.Text, Place: place, Head: annotate.Document{Title: codec.Title(b.raw.Text), Turns: b.turns,
		Source: annotate.Source{Name: c.source.Name, Format: "labelstudio", Encoding: "UTF-8"}}}
	var fields []annotate.Field
	for _, m := range t.data {
		if m.name != b.used {
			fields = append(fields, annotate.Field{Name: strings.Clone(m.name), Value: strings.Clone(plain(m.value))})
		}
	}
	codec.SetMetadata(&d.Head, fields)
	r := &reading{collection: c, document: d, body: b, all: t.all, report: &codec.Report{}}
	if len(t.unread) > 0 {
		r.report.Lose(lostOther, r.problem("", strings.Join(t.unread, ", ")))
	}
	r.decide()
	return r, nil
}

// readAll reads what everybody says.
func (r *reading) readAll() {
	d := r.document
	for _, p := range r.all {
		from, links := len(d.Annotations), len(d.Relations)
		r.read(p)
		for _, a := range d.Annotations[from:] {
			a.Created, a.Modified = p.created, p.altered
		}
		for _, l := range d.Relations[links:] {
			l.Created, l.Modified = p.created, p.altered
		}
	}
}

// reading is one document on its way in.
type reading struct {
	*collection
	document *codec.Document
	body     *body
	all      []*parsed
	report   *codec.Report
	unit     text.Unit
}

func (r *reading) problem(record, why string) codec.Problem {
	return codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Record: record, Text: why}
}

// decide finds out what the positions count.
func (r *reading) decide() {
	r.unit = text.CodePoint
	if r.options.Unit != nil {
		r.unit = *r.options.Unit
		return
	}
	var list []codec.Position
	t := r.body.raw.Text.String()
	for _, p := range r.all {
		for _, g := range p.regions {
			if g.placed && !g.at.paragraphs && g.quote != "" {
				list = append(list, g.position(t))
			}
		}
	}
	if len(list) == 0 {
		return
	}
	if r.unit, _ = r.body.raw.Decide(list, text.CodePoint, text.UTF16); r.unit != text.CodePoint {
		r.report.Repaired.Add(r.problem("", "its positions count UTF-16 units, as its words show"))
	}
}

func (r *reading) read(p *parsed) {
	for _, o := range p.odd {
		r.report.Refused.Add(r.problem(o.Record, o.Text))
	}
	if p.truth {
		r.report.Lose(lostTruth, r.problem("annotation", ""))
	}
	by := r.annotator(p.by)
	ids, wholes := map[string]annotate.ID{}, map[string]*annotate.Annotation{}
	for _, g := range p.regions {
		if r.body.object != "" && g.to != "" && g.to != r.body.object {
			r.report.Refused.Add(r.problem("region "+g.id, fmt.Sprintf("it is about %q, and the text is %q", g.to, r.body.object)))
			continue
		}
		if !g.placed {
			r.whole(g, by, wholes)
			continue
		}
		at, err := r.body.span(g, r.unit)
		if err == nil && at.Empty() {
			err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
		}
		if err != nil {
			r.report.Refused.Add(r.problem("region "+g.id, err.Error()))
			continue
		}
		for _, label := range g.layers() {
			a := r.add(label, by, g)
			if a == nil {
				continue
			}
			a.Fragments = []text.Span{at}
			for _, v := range g.said {
				r.set(a, label, v)
			}
			if ids[g.id].IsZero() {
				ids[g.id] = a.ID
			}
		}
	}
	for _, l := range p.links {
		r.link(&l, by, ids)
	}
}

// add makes an annotation of the layer of a label; nil when there is none.
func (r *reading) add(label string, by annotate.ID, g *region) *annotate.Annotation {
	l := r.seen.layer(label)
	if l == nil {
		r.report.Refused.Add(r.problem("region "+g.id, "it has an empty label"))
		return nil
	}
	a := &annotate.Annotation{ID: r.options.ID(), Layer: l.ID, Annotator: by, Note: strings.Clone(g.note)}
	r.document.Annotations = append(r.document.Annotations, a)
	return a
}

// whole takes in what is about the whole text: what has no layer of its own is one annotation.
func (r *reading) whole(g *region, by annotate.ID, wholes map[string]*annotate.Annotation) {
	for _, v := range g.said {
		layer, _ := about(v.control)
		key := layer
		if layer != whole {
			key += "\x00" + g.id
		}
		a := wholes[key]
		if a == nil {
			if a = r.add(layer, by, g); a == nil {
				continue
			}
			wholes[key] = a
		}
		r.set(a, layer, v)
	}
	if len(g.said) == 0 && len(g.labels) > 0 {
		r.report.Refused.Add(r.problem("region "+g.id, errPlace.Error()))
	}
}

// set gives a the values of v.
func (r *reading) set(a *annotate.Annotation, layer string, v saying) {
	f := r.seen.feature(layer, v.control, v.kind)
	if f == nil {
		return
	}
	values := slices.Clone(a.Values(f.ID))
	add := func(v annotate.Value) {
		if f.Takes(v.Type) && !slices.Contains(values, v) && (f.Multi || len(values) == 0) {
			values = append(values, v)
			return
		}
		r.report.Refused.Add(r.problem("value of "+f.Name, "it is there twice, or of another kind than before"))
	}
	switch v.kind {
	case "number", "rating":
		add(annotate.Value{Type: annotate.TypeNumber, Number: v.number})
	case "datetime":
		if d, err := annotate.ParseDate(v.values[0]); err == nil && !d.IsZero() {
			add(annotate.Value{Type: annotate.TypeDate, Date: d})
		} else if strings.TrimSpace(v.values[0]) != "" {
			add(annotate.Value{Type: annotate.TypeText, Text: strings.Clone(v.values[0])})
		}
	}
	for _, p := range v.paths {
		if id := r.seen.tag(f, p); id != "" {
			add(annotate.Value{Type: annotate.TypeTag, Tag: id})
		}
	}
	if v.kind == "textarea" {
		for _, s := range v.values {
			add(annotate.Value{Type: annotate.TypeText, Text: strings.Clone(s)})
		}
	}
	a.Features = annotate.SetValues(a.Features, r.seen.layer(layer).Features, f.ID, values...)
}

// link adds the relations of one result; a line without a direction goes to the right.
func (r *reading) link(l *result, by annotate.ID, ids map[string]annotate.ID) {
	from, to := ids[l.FromID], ids[l.ToID]
	if from.IsZero() || to.IsZero() {
		r.report.Refused.Add(r.problem(fmt.Sprintf("relation from %s to %s", l.FromID, l.ToID), "an end of it is not there"))
		return
	}
	if l.Direction == "left" {
		from, to = to, from
	}
	for _, label := range names(l.Labels) {
		n := &annotate.Relation{ID: r.options.ID(), Type: r.seen.relation(label), From: from, To: to, Annotator: by}
		if l.Direction == "bi" {
			n.Features = []annotate.FeatureValue{{Feature: both, Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: true}}}}
		}
		r.document.Relations = append(r.document.Relations, n)
	}
}
