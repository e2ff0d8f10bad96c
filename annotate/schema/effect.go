package schema

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// Kind is a way in which a change of the schema reaches what is recorded.
type Kind uint8

// The kinds. Those that lose take the place from under something recorded; the others only
// make it worth a second look.
const (
	LayerRemoved    Kind = iota + 1 // loses annotations
	RelationRemoved                 // loses relations
	FeatureRemoved                  // loses values
	TypeRemoved                     // of a feature, loses values of [Effect].Type
	OneValue                        // a feature takes one value where it took several; loses all but one
	TagRemoved                      // loses values; with a feature, as that has another tagset
	EndsNarrowed                    // loses relations between layers that are allowed no more
	LayerChanged                    // another name or description
	FeatureChanged                  // another name or description
	TagChanged                      // another name, code, definition, rule or place; or values that move
)

var kindNames = [...]string{
	LayerRemoved: "layer removed", RelationRemoved: "relation type removed", FeatureRemoved: "feature removed",
	TypeRemoved: "type removed", OneValue: "one value only", TagRemoved: "tag removed", EndsNarrowed: "ends narrowed",
	LayerChanged: "layer changed", FeatureChanged: "feature changed", TagChanged: "tag changed",
}

// String is the kind's name in files.
func (k Kind) String() string {
	if int(k) < len(kindNames) && k > 0 {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Loses reports whether what is touched has no place any more and needs a [Resolution].
func (k Kind) Loses() bool { return k <= EndsNarrowed }

// Effect is one way in which a draft reaches what is recorded under the schema in force,
// whose parts it names. It is comparable.
type Effect struct {
	Kind Kind
	Part Part
	Type annotate.FeatureType // of TypeRemoved
}

// Sentence says it to people: "tag 201 Port access of Category is deleted". base is the
// schema in force.
func (e Effect) Sentence(base *annotate.Schema) string {
	title := e.Part.Title(base)
	switch e.Kind {
	case TypeRemoved:
		return title + " takes no " + e.Type.String() + " any more"
	case OneValue:
		return title + " takes one value only"
	case TagRemoved:
		if e.Part.Feature != "" {
			return title + " is offered no more"
		}
		return title + " is deleted"
	case EndsNarrowed:
		return title + " joins fewer layers"
	case LayerChanged, FeatureChanged, TagChanged:
		return title + " is changed"
	}
	return title + " is deleted"
}

// Effects are all effects that the draft can have, those that lose first, whether they
// touch anything or not: [Count] says. What layers and relation types become depends on
// their resolutions.
func (d Draft) Effects() []Effect {
	e := effects{d: d}
	for _, l := range d.base.Layers {
		e.layer(l)
	}
	for _, r := range d.base.Relations {
		e.relation(r)
	}
	for _, t := range d.base.Tagsets {
		e.tags(t)
	}
	for _, r := range d.resolutions {
		if r.Effect.Kind == TagChanged && !slices.Contains(e.list, r.Effect) {
			e.list = append(e.list, r.Effect)
		}
	}
	slices.SortStableFunc(e.list, func(a, b Effect) int { return int(a.Kind) - int(b.Kind) })
	return e.list
}

type effects struct {
	d    Draft
	list []Effect
}

func (e *effects) add(k Kind, p Part) { e.list = append(e.list, Effect{Kind: k, Part: p}) }

func (e *effects) layer(l annotate.Layer) {
	next := e.d.next.Layer(l.ID)
	switch {
	case next == nil:
		e.add(LayerRemoved, LayerPart(l.ID))
	case next.Name != l.Name || next.Description != l.Description:
		e.add(LayerChanged, LayerPart(l.ID))
	}
	if to, ok := e.d.becomes(OfLayer(l.ID)); ok {
		e.features(OfLayer(l.ID), to, l.Features)
	}
}

func (e *effects) relation(r annotate.RelationType) {
	if e.d.next.Relation(r.ID) == nil {
		e.add(RelationRemoved, RelationPart(r.ID))
	}
	to, ok := e.d.becomes(OfRelation(r.ID))
	if !ok {
		return
	}
	e.features(OfRelation(r.ID), to, r.Features)
	next := e.d.next.Relation(to.Relation)
	if e.narrower(r.From, next.From) || e.narrower(r.To, next.To) {
		e.add(EndsNarrowed, RelationPart(r.ID))
	}
}

// narrower reports whether a layer that was allowed, and still holds annotations, is no more.
func (e *effects) narrower(was, is []annotate.LayerID) bool {
	if len(is) == 0 {
		return false
	}
	for _, l := range e.d.base.Layers {
		to, ok := e.d.becomes(OfLayer(l.ID))
		if ok && allows(was, l.ID) && !allows(is, to.Layer) {
			return true
		}
	}
	return false
}

// allows reports whether an end may be in a layer; an empty list allows any.
func allows(list []annotate.LayerID, l annotate.LayerID) bool {
	return len(list) == 0 || slices.Contains(list, l)
}

// features compares the features of an owner with those of what it becomes.
func (e *effects) features(o, to Owner, list []annotate.Feature) {
	for _, f := range list {
		part := FeaturePart(o, f.ID)
		next := to.Feature(e.d.next, f.ID)
		moved := false
		if next == nil {
			e.add(FeatureRemoved, part)
			if next = e.d.movedFeature(part, to); next == nil {
				continue
			}
			moved = true
		} else if next.Name != f.Name || next.Description != f.Description {
			e.add(FeatureChanged, part)
		}
		for _, t := range f.Types {
			if !next.Takes(t) {
				e.list = append(e.list, Effect{Kind: TypeRemoved, Part: part, Type: t})
			}
		}
		if !next.Multi && (f.Multi || moved) {
			e.add(OneValue, part)
		}
		e.otherTagset(part, &f, next)
	}
}

// otherTagset finds the tags that a feature loses by taking those of another set.
func (e *effects) otherTagset(part Part, f, next *annotate.Feature) {
	if !f.Takes(annotate.TypeTag) || !next.Takes(annotate.TypeTag) || f.Tagset == next.Tagset {
		return
	}
	was, is := e.d.base.Tagset(f.Tagset), e.d.next.Tagset(next.Tagset)
	for _, g := range was.Tags {
		if is.Tag(g.ID) == nil {
			part.Tagset, part.Tag = f.Tagset, g.ID
			e.add(TagRemoved, part)
		}
	}
}

// tags finds the tags that are gone from a set, or say something else.
func (e *effects) tags(t annotate.Tagset) {
	next := e.d.next.Tagset(t.ID)
	if next == nil || len(e.d.users(t.ID)) == 0 {
		return
	}
	is := make(map[annotate.TagID]*annotate.Tag, len(next.Tags))
	for i := range next.Tags {
		is[next.Tags[i].ID] = &next.Tags[i]
	}
	for i := range t.Tags {
		g := &t.Tags[i]
		switch n := is[g.ID]; {
		case n == nil:
			e.add(TagRemoved, TagPart(t.ID, g.ID))
		case n.Label() != g.Label() || n.Definition != g.Definition || n.Rule != g.Rule || n.Parent != g.Parent:
			e.add(TagChanged, TagPart(t.ID, g.ID))
		}
	}
}

// users are the features under the schema in force whose values are tags of a set, before
// and after.
func (d Draft) users(set annotate.TagsetID) (list []Part) {
	for _, p := range Users(d.base, set) {
		if f := d.after(p); f != nil && f.Takes(annotate.TypeTag) && f.Tagset == set {
			list = append(list, p)
		}
	}
	return list
}

// becomes is what an owner of the schema in force becomes: itself, or what its resolution
// says, and that of the one it goes to if that is gone as well; false when it is gone.
func (d Draft) becomes(o Owner) (Owner, bool) {
	for range len(d.resolutions) + 1 {
		if o.list(d.next) != nil {
			return o, true
		}
		kind := LayerRemoved
		if o.Layer == "" {
			kind = RelationRemoved
		}
		r, ok := d.Resolution(Effect{Kind: kind, Part: Part{Owner: o}})
		if !ok || r.Do != Move {
			break
		}
		o = r.To.Owner
	}
	return Owner{}, false
}

// after is the feature that the values of one of the schema in force are of afterwards; nil
// when there is none.
func (d Draft) after(p Part) *annotate.Feature {
	to, ok := d.becomes(p.Owner)
	if !ok {
		return nil
	}
	if f := to.Feature(d.next, p.Feature); f != nil {
		return f
	}
	return d.movedFeature(p, to)
}

// movedFeature is the feature, of the owner that its own becomes, to which the values of
// one that is gone move; nil when they do not.
func (d Draft) movedFeature(p Part, to Owner) *annotate.Feature {
	for range d.resolutions {
		r, ok := d.Resolution(Effect{Kind: FeatureRemoved, Part: p})
		if !ok || r.Do != Move {
			break
		}
		if f := to.Feature(d.next, r.To.Feature); f != nil {
			return f
		}
		p.Feature = r.To.Feature
	}
	return nil
}
