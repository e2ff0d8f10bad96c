package schema

import (
	"slices"

	"parley/annotate"
)

// owned is what becomes of what is recorded under an owner of the schema in force.
type owned struct {
	from, to Owner
	gone     bool
	removed  Effect // that took it away; zero: it is there
	changed  Effect // by which it is to be looked at again; zero: it is as it was
	narrowed bool   // of a relation type: its ends are
	features map[annotate.FeatureID]*slot
	order    map[annotate.FeatureID]int // of the features of to
	idle     bool                       // nothing under it is touched
}

// slot is what becomes of the values of one feature.
type slot struct {
	part    Part
	next    *annotate.Feature // that the values are of; nil: none
	removed Effect            // zero: the feature is there
	changed Effect
	oneOnly bool
	types   []annotate.FeatureType // that it takes no more
	tags    map[annotate.TagID]fate
	idle    bool
}

// fate is what becomes of the values of one tag in a slot.
type fate struct {
	to      annotate.TagID // empty: it is unset
	hits    []Effect
	recheck []Resolution
	lost    Effect // for want of which it is unset; zero: it is not, or because that was said
}

// plan looks up once what is then asked of every record.
func (d Draft) plan(o Owner, list []annotate.Feature, effects map[Effect]bool) *owned {
	p := &owned{from: o, features: map[annotate.FeatureID]*slot{}, order: map[annotate.FeatureID]int{}, idle: true}
	removed, changed := LayerRemoved, LayerChanged
	if o.Layer == "" {
		removed, changed = RelationRemoved, 0
	}
	if e := (Effect{Kind: removed, Part: Part{Owner: o}}); effects[e] {
		p.removed, p.idle = e, false
	}
	if e := (Effect{Kind: changed, Part: Part{Owner: o}}); effects[e] {
		p.changed, p.idle = e, false
	}
	to, ok := d.becomes(o)
	if !ok {
		p.gone = true
		return p
	}
	p.to = to
	p.narrowed = effects[Effect{Kind: EndsNarrowed, Part: Part{Owner: o}}]
	for i, f := range to.Features(d.next) {
		p.order[f.ID] = i
	}
	for i := range list {
		s := d.slot(FeaturePart(o, list[i].ID), to, &list[i], effects)
		p.features[list[i].ID] = s
		p.idle = p.idle && s.idle
	}
	p.idle = p.idle && !p.narrowed
	return p
}

func (d Draft) slot(part Part, to Owner, f *annotate.Feature, effects map[Effect]bool) *slot {
	s := &slot{part: part, next: to.Feature(d.next, f.ID), tags: map[annotate.TagID]fate{}}
	if s.next == nil {
		s.removed = Effect{Kind: FeatureRemoved, Part: part}
		s.next = d.movedFeature(part, to)
	} else if e := (Effect{Kind: FeatureChanged, Part: part}); effects[e] {
		s.changed = e
	}
	s.oneOnly = effects[Effect{Kind: OneValue, Part: part}]
	for _, t := range f.Types {
		if effects[Effect{Kind: TypeRemoved, Part: part, Type: t}] {
			s.types = append(s.types, t)
		}
	}
	if s.next != nil && f.Takes(annotate.TypeTag) && s.next.Takes(annotate.TypeTag) {
		for _, g := range d.base.Tagset(f.Tagset).Tags {
			if was := d.fate(part, f, s.next, g.ID, effects); was.to != g.ID || len(was.hits) > 0 {
				s.tags[g.ID] = was
			}
		}
	}
	s.idle = s.removed == Effect{} && s.changed == Effect{} && !s.oneOnly && len(s.types) == 0 && len(s.tags) == 0
	return s
}

// fate follows a tag to where its values end: through tags that are gone themselves.
func (d Draft) fate(part Part, f, next *annotate.Feature, tag annotate.TagID, effects map[Effect]bool) (out fate) {
	set := d.next.Tagset(next.Tagset)
	if set == nil {
		return fate{to: tag}
	}
	if set.Tag(tag) != nil {
		e, r := d.change(part, f, tag, effects)
		if e == (Effect{}) {
			return fate{to: tag}
		}
		out.hits = append(out.hits, e)
		switch r.Do {
		case Move:
			tag = r.To.Tag
		case Drop:
			return out
		case Recheck:
			out.recheck = append(out.recheck, r)
		}
	}
	for range len(d.resolutions) + 1 {
		if set.Tag(tag) != nil {
			out.to = tag
			return out
		}
		e := Effect{Kind: TagRemoved, Part: TagPart(f.Tagset, tag)}
		if f.Tagset != next.Tagset {
			e.Part.Owner, e.Part.Feature = part.Owner, part.Feature
		}
		out.hits = append(out.hits, e)
		switch r, _ := d.Resolution(e); r.Do {
		case Move:
			tag = r.To.Tag
			continue
		case Recheck:
			out.recheck = append(out.recheck, r)
		case Drop:
		default:
			out.lost = e
		}
		return out
	}
	out.lost = out.hits[len(out.hits)-1] // a circle of tags that are gone
	return out
}

// change is what was said of a tag that is still there: of this feature, or of all.
func (d Draft) change(part Part, f *annotate.Feature, tag annotate.TagID, effects map[Effect]bool) (Effect, Resolution) {
	all := Effect{Kind: TagChanged, Part: TagPart(f.Tagset, tag)}
	here := all
	here.Part.Owner, here.Part.Feature = part.Owner, part.Feature
	if r, ok := d.Resolution(here); ok {
		return here, r
	}
	if !effects[all] {
		return Effect{}, Resolution{}
	}
	r, _ := d.Resolution(all)
	return all, r
}

func (s *slot) takesNoMore(t annotate.FeatureType) bool { return slices.Contains(s.types, t) }
