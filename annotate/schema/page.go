package schema

import (
	"slices"
	"strings"

	"parley/annotate"
)

// page is one document while a draft is carried over to it.
type page struct {
	*Recoding
	lent        bool // annotations are only lent
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	gone        map[annotate.ID]Effect // annotations that are deleted, and by what
	marks       map[annotate.ID][]string
	layerOf     map[annotate.ID]annotate.LayerID // after; only when it was asked for
	links       map[link]bool
	hits        []Effect // of the record at hand
	reasons     []string // for which the record at hand is to be checked again
}

type link struct {
	typ      annotate.RelationTypeID
	from, to annotate.ID
	by       annotate.ID
}

func (p *page) run() error {
	for _, a := range p.annotations {
		if o := p.layers[a.Layer]; o != nil && o.gone {
			if p.gone == nil {
				p.gone = map[annotate.ID]Effect{}
			}
			p.gone[a.ID] = o.removed
		}
	}
	for _, r := range p.relations {
		if err := p.relation(r); err != nil {
			return err
		}
	}
	for _, a := range p.annotations {
		if err := p.annotation(a); err != nil {
			return err
		}
	}
	return nil
}

// annotation counts what touches a, and gives what becomes of it.
func (p *page) annotation(a *annotate.Annotation) error {
	o := p.layers[a.Layer]
	if o == nil || o.idle && p.gone == nil && p.marks[a.ID] == nil {
		return nil
	}
	p.hits, p.reasons = p.hits[:0], append(p.reasons[:0], p.marks[a.ID]...)
	if o.removed != (Effect{}) {
		p.hit(o.removed)
	}
	if o.gone {
		p.count(true)
		p.lose(o.removed)
		p.give(a, nil)
		return nil
	}
	if o.changed != (Effect{}) {
		p.hit(o.changed)
		p.mark(o.changed, "")
	}
	features, changed, err := p.values(a.Features, o)
	if err != nil {
		return err
	}
	p.count(true)
	recheck := withReasons(a.Recheck, p.reasons)
	if !changed && o.to.Layer == a.Layer && recheck == a.Recheck {
		return nil
	}
	if p.emit == nil || len(p.lost) > 0 {
		return nil
	}
	if p.lent {
		if a = p.kept(a); changed {
			features = p.keptFeatures(features)
		} else {
			features = a.Features
		}
	}
	next := *a
	next.Layer, next.Features, next.Recheck = o.to.Layer, features, recheck
	next.Schema, next.Modified = p.Version, p.Now
	p.give(a, &next)
	return nil
}

// give gives emit what becomes of a record, unless all is refused anyhow.
func (p *page) give(old, next annotate.Record) {
	if p.emit != nil && len(p.lost) == 0 {
		p.emit(old, next)
	}
}

// relation is annotation for relations; what is to be checked again is the one it leads from.
func (p *page) relation(r *annotate.Relation) error {
	o := p.relationsOf(r)
	if o == nil {
		return nil
	}
	p.hits, p.reasons = p.hits[:0], p.reasons[:0]
	for _, end := range []annotate.ID{r.From, r.To} {
		if e, gone := p.gone[end]; gone {
			p.touch(e).Relations++
			p.give(r, nil)
			return nil
		}
	}
	if o.idle && p.gone == nil {
		return nil
	}
	if o.removed != (Effect{}) {
		p.hit(o.removed)
	}
	if o.gone {
		p.lose(o.removed)
	}
	drop := o.gone || p.outside(r, o)
	features, changed := r.Features, false
	if !drop {
		var err error
		if features, changed, err = p.values(r.Features, o); err != nil {
			return err
		}
	}
	p.count(false)
	p.markLater(r.From)
	switch {
	case drop || p.double(r, o, features):
		p.give(r, nil)
	case changed || o.to.Relation != r.Type:
		next := *r
		next.Type, next.Features, next.Modified = o.to.Relation, features, p.Now
		p.give(r, &next)
	}
	return nil
}

// markLater has an annotation checked again for what was found of the record at hand.
func (p *page) markLater(id annotate.ID) {
	if len(p.reasons) == 0 {
		return
	}
	if p.marks == nil {
		p.marks = map[annotate.ID][]string{}
	}
	p.marks[id] = append(p.marks[id], p.reasons...)
}

func (p *page) relationsOf(r *annotate.Relation) *owned { return p.Recoding.relations[r.Type] }

// outside reports whether r joins layers that its type joins no more and so goes.
func (p *page) outside(r *annotate.Relation, o *owned) bool {
	if !o.narrowed {
		return false
	}
	t := p.draft.next.Relation(o.to.Relation)
	if allows(t.From, p.layer(r.From)) && allows(t.To, p.layer(r.To)) {
		return false
	}
	e := Effect{Kind: EndsNarrowed, Part: Part{Owner: o.from}}
	p.hit(e)
	p.mark(e, "")
	said, _ := p.draft.Resolution(e)
	if said.Do != Keep {
		p.lose(e)
	}
	return said.Do == Drop
}

// layer is the layer that an annotation of the document has afterwards.
func (p *page) layer(id annotate.ID) annotate.LayerID {
	if p.layerOf == nil {
		p.layerOf = make(map[annotate.ID]annotate.LayerID, len(p.annotations))
		for _, a := range p.annotations {
			l := a.Layer
			if o := p.layers[a.Layer]; o != nil && !o.gone {
				l = o.to.Layer
			}
			p.layerOf[a.ID] = l
		}
	}
	return p.layerOf[id]
}

// double reports whether r, which becomes of another type, says what another relation of
// that type says already.
func (p *page) double(r *annotate.Relation, o *owned, features []annotate.FeatureValue) bool {
	if o.to.Relation == r.Type {
		return false
	}
	if p.links == nil {
		p.links = map[link]bool{}
		for _, x := range p.relations {
			if y := p.relationsOf(x); y != nil && y.to.Relation == x.Type {
				p.links[link{x.Type, x.From, x.To, x.Annotator}] = true
			}
		}
	}
	k := link{o.to.Relation, r.From, r.To, r.Annotator}
	was := p.links[k]
	p.links[k] = true
	return was && len(features) == 0 && r.Note == ""
}

func (p *page) hit(e Effect) {
	if !slices.Contains(p.hits, e) {
		p.hits = append(p.hits, e)
	}
}

// count adds the record at hand to what touches it.
func (p *page) count(annotation bool) {
	for _, e := range p.hits {
		if t := p.touch(e); annotation {
			t.Annotations++
		} else {
			t.Relations++
		}
	}
}

// mark has the record at hand checked again if that was said of e; said is what is lost.
func (p *page) mark(e Effect, said string) {
	if r, ok := p.draft.Resolution(e); ok && r.Do == Recheck {
		p.reason(r, said)
	}
}

func (p *page) reason(r Resolution, said string) {
	text := r.Reason
	if text == "" {
		text = r.Effect.Sentence(p.draft.base)
	}
	if said != "" {
		text += ": it was " + said
	}
	p.reasons = append(p.reasons, text)
}

// withReasons is what an annotation is to be checked again for, with more.
func withReasons(was string, more []string) string {
	var list []string
	if was != "" {
		list = strings.Split(was, "; ")
	}
	for _, m := range more {
		if !slices.Contains(list, m) && m != was {
			list = append(list, m)
		}
	}
	return strings.Join(list, "; ")
}
