package csv

import (
	"slices"
	"strings"

	"parley/annotate"
)

// gathering makes a schema of what rows say, and of what a project knows of it.
type gathering struct {
	known  *annotate.Schema // the project's; nil: none
	schema annotate.Schema
	layers map[string]*gatheredLayer // by name in lower case
	people []*annotate.Annotator
	names  map[string]annotate.ID // of annotators, in lower case
	last   string                 // statement, where a row is a value
	in     *gatheredLayer         // that its first row says
	before map[*gatheredFeature]bool
	loose  bool // the rows of a statement may stand apart, so that none shows how many values there are
}

type gatheredLayer struct {
	at       int // in the schema
	known    *annotate.Layer
	features map[string]*gatheredFeature
	order    []*gatheredFeature
}

type gatheredFeature struct {
	name    string
	known   *annotate.Feature
	kinds   []annotate.FeatureType // that the file says
	multi   bool
	codes   bool
	numbers int
	booleans,
	dates, all int
	tags   map[cellValue]bool // those that may be tags
	tagged []cellValue
	actors map[cellValue]bool
	named  []cellValue
}

func (g *gathering) layer(name string) *gatheredLayer {
	key := strings.ToLower(name)
	if l := g.layers[key]; l != nil {
		return l
	}
	made := annotate.Layer{ID: annotate.LayerID(name), Name: name}
	l := &gatheredLayer{features: map[string]*gatheredFeature{}}
	if g.known != nil {
		l.known = g.known.LayerNamed(name)
	}
	if l.known != nil {
		made = *l.known
		made.Features = nil
	}
	l.at = slices.IndexFunc(g.schema.Layers, func(o annotate.Layer) bool { return o.ID == made.ID })
	if l.at < 0 {
		l.at = len(g.schema.Layers)
		g.schema.Layers = append(g.schema.Layers, made)
		g.layers[key] = l
		return l
	}
	for _, o := range g.layers { // the project has it by ID and by name
		if o.at == l.at {
			g.layers[key] = o
			return o
		}
	}
	return l
}

func (l *gatheredLayer) feature(name string) *gatheredFeature {
	key := strings.ToLower(name)
	if f := l.features[key]; f != nil {
		return f
	}
	f := &gatheredFeature{name: name, tags: map[cellValue]bool{}, actors: map[cellValue]bool{}}
	if l.known != nil {
		if f.known = l.known.FeatureNamed(name); f.known != nil {
			if i := slices.IndexFunc(l.order, func(o *gatheredFeature) bool { return o.known == f.known }); i >= 0 {
				l.features[key] = l.order[i]
				return l.order[i]
			}
		}
	}
	l.features[key], l.order = f, append(l.order, f)
	return f
}

// add takes in what a row says.
func (g *gathering) add(r row) {
	if !r.statement() {
		return
	}
	same := r.same()
	if same != g.last || !r.byValue {
		g.last, g.in, g.before = same, g.layer(r.layer()), map[*gatheredFeature]bool{}
	}
	g.annotator(r.get("annotator"))
	if r.wrong != nil {
		return // told when the document is read
	}
	for _, e := range r.said {
		f := g.in.feature(e.feature)
		f.add(e.values)
		f.multi = f.multi || g.before[f]
		g.before[f] = true
	}
}

func (g *gathering) annotator(name string) {
	key := strings.ToLower(name)
	if name == "" || !g.names[key].IsZero() {
		return
	}
	a := &annotate.Annotator{ID: annotate.NewID(), Name: name}
	g.names[key], g.people = a.ID, append(g.people, a)
}

func (f *gatheredFeature) add(values []cellValue) {
	f.multi = f.multi || len(values) > 1
	for _, v := range values {
		f.all++
		kind, err := annotate.ParseFeatureType(v.kind)
		said := v.kind != "" && err == nil
		if said && !slices.Contains(f.kinds, kind) {
			f.kinds = append(f.kinds, kind)
		}
		f.codes = f.codes || v.code != ""
		f.count(v.said)
		takes := func(t annotate.FeatureType) bool { return f.known != nil && f.known.Takes(t) }
		if said && kind == annotate.TypeTag || !said && (v.code != "" || takes(annotate.TypeTag)) {
			f.tagged = keep(f.tags, f.tagged, v)
		}
		if said && kind == annotate.TypeEntity || !said && (v.id != "" || takes(annotate.TypeEntity)) {
			f.named = keep(f.actors, f.named, v)
		}
	}
}

func keep(there map[cellValue]bool, list []cellValue, v cellValue) []cellValue {
	if v.kind = ""; there[v] {
		return list
	}
	v.said, v.code, v.id = strings.Clone(v.said), strings.Clone(v.code), strings.Clone(v.id) // or all of its row would be kept
	there[v] = true
	return append(list, v)
}

// count says what a value could be.
func (f *gatheredFeature) count(said string) {
	if number(said) {
		f.numbers++
	}
	if said == "true" || said == "false" {
		f.booleans++
	}
	if said == "" || said[0]-'0' > 9 {
		return // no date
	}
	if d, err := annotate.ParseDate(said); err == nil && !d.IsZero() {
		f.dates++
	}
}

// types are what the feature takes.
func (f *gatheredFeature) types() []annotate.FeatureType {
	one := annotate.TypeText
	switch {
	case f.known != nil:
		return f.known.Types
	case len(f.kinds) > 0: // words are what is left where nothing else fits
		return append(slices.DeleteFunc(slices.Clone(f.kinds), isText), slices.DeleteFunc(slices.Clone(f.kinds), isNoText)...)
	case f.codes:
		one = annotate.TypeTag
	case len(f.named) > 0:
		one = annotate.TypeEntity
	case f.booleans == f.all:
		one = annotate.TypeBoolean
	case f.numbers == f.all:
		one = annotate.TypeNumber
	case f.dates == f.all:
		one = annotate.TypeDate
	}
	return []annotate.FeatureType{one}
}

func isText(t annotate.FeatureType) bool   { return t == annotate.TypeText }
func isNoText(t annotate.FeatureType) bool { return t != annotate.TypeText }

// settle makes the features and the tags, when all rows are in.
func (g *gathering) settle() {
	done := map[int]bool{}
	for at := range g.schema.Layers {
		for _, l := range g.layers {
			if l.at == at && !done[at] {
				done[at] = true
				g.settleLayer(l)
			}
		}
	}
}

func (g *gathering) settleLayer(l *gatheredLayer) {
	layer := &g.schema.Layers[l.at]
	if l.known != nil { // in the order of the project
		slices.SortStableFunc(l.order, func(a, b *gatheredFeature) int { return rank(l.known, a) - rank(l.known, b) })
	}
	for _, f := range l.order {
		f.multi = f.multi || g.loose
		made := annotate.Feature{ID: annotate.FeatureID(f.name), Name: f.name, Multi: f.multi, Types: f.types()}
		if f.known != nil {
			made = *f.known
			made.Multi = made.Multi || f.multi
		}
		if made.Takes(annotate.TypeTag) {
			g.tags(&made, f)
		}
		layer.Features = append(layer.Features, made)
	}
}

// rank is where the project's layer has a feature; behind all others when it has not.
func rank(l *annotate.Layer, f *gatheredFeature) int {
	for i := range l.Features {
		if &l.Features[i] == f.known {
			return i
		}
	}
	return len(l.Features)
}

// tags has the feature's tagset hold those that the file names.
func (g *gathering) tags(f *annotate.Feature, seen *gatheredFeature) {
	if f.Tagset == "" {
		f.Tagset = annotate.TagsetID(f.Name)
	}
	at := slices.IndexFunc(g.schema.Tagsets, func(t annotate.Tagset) bool {
		return strings.EqualFold(string(t.ID), string(f.Tagset)) || strings.EqualFold(t.Name, string(f.Tagset))
	})
	if at < 0 {
		at = len(g.schema.Tagsets)
		g.schema.Tagsets = append(g.schema.Tagsets, g.tagset(f.Tagset))
	}
	set := &g.schema.Tagsets[at]
	f.Tagset = set.ID
	only := len(f.Types) == 1
	for _, v := range seen.tagged {
		// Where a slot takes other values too, words that are no tag of the project are these.
		if strings.TrimSpace(v.said+v.code) != "" && tagIn(set, v) == "" && (only || v.code != "" || slices.Contains(seen.kinds, annotate.TypeTag)) {
			set.Tags = append(set.Tags, newTag(v))
		}
	}
}

func (g *gathering) tagset(id annotate.TagsetID) annotate.Tagset {
	if g.known != nil {
		if t := g.known.Tagset(id); t != nil {
			made := *t
			made.Tags = slices.Clone(t.Tags)
			return made
		}
	}
	return annotate.Tagset{ID: id, Name: string(id)}
}

func newTag(v cellValue) annotate.Tag {
	g := annotate.Tag{ID: annotate.TagID(v.said), Name: v.said}
	if v.code == "" || v.code == v.said {
		return g
	}
	if g.ID, g.Code = annotate.TagID(v.code), v.code; v.said == "" {
		g.Name = v.code
	}
	return g
}

// tagIn is the tag that a value names: by its code, or else by its words; "" when there is
// none.
func tagIn(set *annotate.Tagset, v cellValue) annotate.TagID {
	for i := range set.Tags {
		if g := &set.Tags[i]; v.code != "" && (string(g.ID) == v.code || g.Code == v.code) {
			return g.ID
		}
	}
	if v.code != "" {
		return ""
	}
	if g := set.TagNamed(v.said); g != nil {
		return g.ID
	}
	return ""
}
