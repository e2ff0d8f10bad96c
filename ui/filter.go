package ui

import (
	"cmp"
	"slices"

	"parley/annotate"
	"parley/annotate/query"
	"parley/ui/docview"
)

// filter says which annotations a person wants to look at; the others are dimmed or
// hidden. The zero filter lets all pass.
type filter struct {
	criteria []criterion // in the order in which they were chosen
	hide     bool        // what does not pass is hidden; else it is dimmed
}

// criterion is one thing that an annotation may be asked for. Criteria of one aspect are
// alternatives; what passes meets one of each aspect.
type criterion struct {
	key    criterionKey
	aspect string // "Layer", "Annotator", "Actor", or a feature's name
	name   string // "Claim", "against", "Dockers’ Union"
	terms  []query.Term
	unset  []slotOf // features that have no value
}

// criterionKey tells criteria apart.
type criterionKey struct {
	aspect, name string
	id           annotate.ID
}

// slotOf is a feature of a layer.
type slotOf struct {
	layer   annotate.LayerID
	feature annotate.FeatureID
}

func (c *criterion) holds(a *annotate.Annotation) bool {
	for _, t := range c.terms {
		if t.Holds(a) {
			return true
		}
	}
	for _, s := range c.unset {
		if a.Layer == s.layer && len(a.Values(s.feature)) == 0 {
			return true
		}
	}
	return false
}

// on reports whether anything is asked for.
func (f *filter) on() bool { return len(f.criteria) > 0 }

// passes reports whether a meets a criterion of each aspect that is asked for.
func (f *filter) passes(a *annotate.Annotation) bool {
	for i := range f.criteria {
		aspect := f.criteria[i].aspect
		same := func(c criterion) bool { return c.aspect == aspect }
		if slices.IndexFunc(f.criteria, same) < i {
			continue // it was looked at with the first of its aspect
		}
		if !slices.ContainsFunc(f.criteria[i:], func(c criterion) bool { return same(c) && c.holds(a) }) {
			return false
		}
	}
	return true
}

// index is the place of a criterion; -1 when it is not asked for.
func (f *filter) index(k criterionKey) int {
	return slices.IndexFunc(f.criteria, func(c criterion) bool { return c.key == k })
}

// toggle asks for c, or does so no more.
func (f *filter) toggle(c criterion) {
	if i := f.index(c.key); i >= 0 {
		f.criteria = slices.Delete(f.criteria, i, i+1)
		return
	}
	f.criteria = append(f.criteria, c)
}

// offer is a criterion with the number of annotations of the document that meet it.
type offer struct {
	criterion
	count  int
	rank   int            // by aspect; and of layers and features in the schema's order
	stance docview.Stance // that it asks for, if it is one
}

// offers are the criteria that annotations of the open document meet, by aspect: layers,
// annotators, the values of features, actors. It looks at every annotation once.
func (w *Workbench) offers() []offer {
	o := offering{w: w, by: map[criterionKey]*offer{}, seen: map[criterionKey]bool{}}
	for a := range w.doc.page.Annotations() {
		o.take(a)
	}
	list := make([]offer, 0, len(o.by))
	for _, f := range o.by {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.count, a.count), cmp.Compare(a.name, b.name), a.key.id.Compare(b.key.id))
	})
	return list
}

// offering collects offers.
type offering struct {
	w    *Workbench
	by   map[criterionKey]*offer
	seen map[criterionKey]bool // of the annotation at hand
}

// The ranks of aspects; features come between.
const (
	layerRank     = 0
	annotatorRank = 1 << 10
	featureRank   = 2 << 10
	actorRank     = 1 << 30
)

// take counts what a meets.
func (o *offering) take(a *annotate.Annotation) {
	clear(o.seen)
	schema := o.w.project.session.Schema()
	layer := schema.Layer(a.Layer)
	at := slices.IndexFunc(schema.Layers, func(l annotate.Layer) bool { return l.ID == a.Layer })
	o.add("Layer", o.w.layerName(a.Layer), annotate.ID{}, layerRank+max(0, at), query.Layer(a.Layer))
	person := "unknown annotator"
	if p := o.w.project.session.Annotator(a.Annotator); p != nil {
		person = p.Name
	}
	o.add("Annotator", person, a.Annotator, annotatorRank, query.Annotator(a.Annotator))
	if layer == nil {
		return
	}
	for i := range layer.Features {
		o.feature(a, layer, &layer.Features[i], featureRank+max(0, at)<<16+i<<10)
	}
}

// feature counts the values of one feature of a. Whatever a layer calls its stance, it is
// one aspect.
func (o *offering) feature(a *annotate.Annotation, l *annotate.Layer, f *annotate.Feature, rank int) {
	values, k, aspect := a.Values(f.ID), o.lookFor(l, f), f.Name
	if k.stance != "" {
		aspect = "Stance"
	}
	if len(values) == 0 && f.Takes(annotate.TypeTag) {
		unset := o.add(aspect, "unset", annotate.ID{}, rank+1)
		unset.lacks(slotOf{l.ID, f.ID})
		unset.stance = stanceIn(a, k)
	}
	for _, v := range values {
		switch v.Type {
		case annotate.TypeTag:
			tag := o.add(aspect, o.w.valueText(f, v), annotate.ID{}, rank, query.Tag(l.ID, f.ID, v.Tag))
			tag.stance = stanceIn(a, k)
		case annotate.TypeEntity:
			name := "unknown actor"
			if e := o.w.project.session.Entity(v.Ref); e != nil {
				name = e.Name
			}
			o.add("Actor", name, v.Ref, actorRank, query.Entity(v.Ref))
			if !o.w.doc.marks.looks[l.ID].mention {
				o.add(aspect, name, v.Ref, rank, query.Slot(l.ID, f.ID, v.Ref))
			}
		}
	}
}

// lookFor is the look of a layer if f is its stance; else one without a stance.
func (o *offering) lookFor(l *annotate.Layer, f *annotate.Feature) look {
	if k := o.w.doc.marks.looks[l.ID]; k.stance == f.ID {
		return k
	}
	return look{}
}

// add counts one annotation for a criterion; what features of one name say counts together.
func (o *offering) add(aspect, name string, id annotate.ID, rank int, terms ...query.Term) *offer {
	k := criterionKey{aspect, name, id}
	f := o.by[k]
	if f == nil {
		f = &offer{criterion: criterion{key: k, aspect: aspect, name: name}, rank: rank}
		o.by[k] = f
	}
	for _, t := range terms {
		if !slices.Contains(f.terms, t) {
			f.terms = append(f.terms, t)
		}
	}
	if !o.seen[k] {
		o.seen[k] = true
		f.count++
	}
	return f
}

func (f *offer) lacks(s slotOf) {
	if !slices.Contains(f.unset, s) {
		f.unset = append(f.unset, s)
	}
}
