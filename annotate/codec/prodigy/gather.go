package prodigy

import (
	"slices"
	"strings"

	"parley/annotate"
)

// gathering makes a schema of what tasks have, as they come.
type gathering struct {
	schema annotate.Schema
	people []*annotate.Annotator
	names  map[string]annotate.ID // of annotators, in lower case
	seen   map[place]*kinds
}

// place is a feature of a layer or of a relation type.
type place struct {
	relation bool
	owner    string
	feature  string
}

// kinds are what the values of a feature are.
type kinds struct {
	texts, numbers, booleans, multi bool
	at                              int // among the features of its owner
}

func (k *kinds) add(values []any) {
	k.multi = k.multi || len(values) > 1
	for _, v := range values {
		switch v.(type) {
		case float64:
			k.numbers = true
		case bool:
			k.booleans = true
		default:
			k.texts = true
		}
	}
}

// types are what the feature takes.
func (k *kinds) types() (list []annotate.FeatureType) {
	for i, there := range []bool{k.texts, k.numbers, k.booleans} {
		if there {
			list = append(list, annotate.FeatureType(i)) // text, number, boolean
		}
	}
	return list
}

func (g *gathering) add(t *task) {
	for i := range t.spans {
		if s := &t.spans[i]; s.Label != "" {
			g.layer(s.Label)
			g.beside(place{owner: s.Label}, s.beside)
		}
	}
	for i := range t.relations {
		r := &t.relations[i]
		if r.Label == "" {
			continue
		}
		if g.schema.Relation(annotate.RelationTypeID(r.Label)) == nil {
			g.schema.Relations = append(g.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(r.Label), Name: r.Label})
		}
		if len(t.tokens) > 0 {
			g.tokens(t, r)
		}
		g.beside(place{relation: true, owner: r.Label}, r.beside)
	}
	if len(t.labels) > 0 || t.answer == reject {
		g.whole(t)
	}
	if key := strings.ToLower(t.by); t.by != "" && g.names[key].IsZero() {
		a := &annotate.Annotator{ID: annotate.NewID(), Name: t.by}
		g.names[key], g.people = a.ID, append(g.people, a)
	}
}

func (g *gathering) layer(label string) {
	if g.schema.Layer(annotate.LayerID(label)) == nil {
		g.schema.Layers = append(g.schema.Layers, annotate.Layer{ID: annotate.LayerID(label), Name: label})
	}
}

// tokens has a layer for ends of relations that are in no span.
func (g *gathering) tokens(t *task, r *relation) {
	if t.end(r.From, r.Head) < 0 || t.end(r.To, r.Child) < 0 {
		g.layer(string(tokenLayer))
	}
}

func (g *gathering) beside(p place, list []member) {
	for _, m := range list {
		if m.name == "note" {
			continue
		}
		p.feature = strings.ToLower(m.name)
		k := g.seen[p]
		if k == nil {
			features := g.features(p)
			k = &kinds{at: len(*features)}
			g.seen[p] = k
			*features = append(*features, annotate.Feature{ID: annotate.FeatureID(m.name), Name: m.name})
		}
		k.add(m.values)
		f := &(*g.features(p))[k.at]
		f.Types, f.Multi = k.types(), k.multi
	}
}

// features are those of p's owner.
func (g *gathering) features(p place) *[]annotate.Feature {
	if p.relation {
		return &g.schema.Relation(annotate.RelationTypeID(p.owner)).Features
	}
	return &g.schema.Layer(annotate.LayerID(p.owner)).Features
}

// whole has a place for what is said of whole texts.
func (g *gathering) whole(t *task) {
	g.layer(string(wholeLayer))
	l := g.schema.Layer(wholeLayer)
	if l.Feature(labelFeature) == nil {
		l.Features = append(l.Features,
			annotate.Feature{ID: labelFeature, Name: string(labelFeature), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: annotate.TagsetID(wholeLayer), Multi: true},
			annotate.Feature{ID: answerFeature, Name: string(answerFeature), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: annotate.TagsetID(answerFeature)})
		answers := annotate.Tagset{ID: annotate.TagsetID(answerFeature), Name: string(answerFeature)}
		for _, a := range []string{accept, reject, ignore} {
			answers.Tags = append(answers.Tags, annotate.Tag{ID: annotate.TagID(a), Name: a})
		}
		g.schema.Tagsets = append(g.schema.Tagsets, annotate.Tagset{ID: annotate.TagsetID(wholeLayer), Name: string(wholeLayer)}, answers)
	}
	set := g.schema.Tagset(annotate.TagsetID(wholeLayer))
	for _, label := range t.labels {
		if set.Tag(annotate.TagID(label)) != nil {
			continue
		}
		tag := annotate.Tag{ID: annotate.TagID(label), Name: label}
		if i := slices.IndexFunc(t.options, func(o option) bool { return plain(string(o.ID)) == label }); i >= 0 && t.options[i].Text != "" {
			tag.Name = t.options[i].Text
		}
		set.Tags = append(set.Tags, tag)
	}
}
