package schema

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// Action is what becomes of what an [Effect] touches.
type Action uint8

// The actions. Which of them an effect can have, [Effect.Offers] says.
const (
	Refuse  Action = iota // nothing was said yet: a change that loses something is refused
	Keep                  // it stays as it is
	Move                  // it goes to Resolution.To; two values that become the same become one
	Retire                // the tag stays in the schema, offered no more, and the values with it
	Recheck               // as Keep, Retire or Drop, whichever keeps most; and it is marked to be checked again
	Text                  // values become words
	Drop                  // values are unset, annotations and relations deleted; of several values the first stays
)

var actionNames = [...]string{"refuse", "keep", "move", "retire", "recheck", "text", "drop"}

// String is the action's name in files.
func (a Action) String() string {
	if int(a) < len(actionNames) {
		return actionNames[a]
	}
	return fmt.Sprintf("Action(%d)", uint8(a))
}

// Resolution says what becomes of what one effect touches.
type Resolution struct {
	Effect Effect
	Do     Action
	To     Part   // of Move: a layer, a relation type, a feature, or a tag of the tagset that the feature then has
	Reason string // of Recheck: what Annotation.Recheck says; empty: the effect's sentence
}

// Offers are the actions that make sense for the effect, the one that keeps most first.
func (e Effect) Offers() []Action {
	switch e.Kind {
	case LayerRemoved, RelationRemoved:
		return []Action{Move, Drop}
	case FeatureRemoved:
		return []Action{Move, Recheck, Drop}
	case TypeRemoved:
		return []Action{Text, Recheck, Drop}
	case OneValue:
		return []Action{Recheck, Drop}
	case TagRemoved:
		if e.Part.Feature != "" {
			return []Action{Move, Recheck, Drop}
		}
		return []Action{Move, Retire, Recheck, Drop}
	case EndsNarrowed:
		return []Action{Keep, Recheck, Drop}
	case TagChanged:
		return []Action{Keep, Recheck, Move, Drop}
	}
	return []Action{Keep, Recheck}
}

// Resolve says what becomes of what an effect touches, in place of what was said of it
// before. A tag that is retired is in the schema again at once. [Refuse] takes back what
// was said.
func (d Draft) Resolve(r Resolution) (Draft, error) {
	list := slices.DeleteFunc(slices.Clone(d.resolutions), func(o Resolution) bool { return o.Effect == r.Effect })
	d.resolutions = list
	if r.Do == Refuse {
		return d, nil
	}
	if !slices.Contains(r.Effect.Offers(), r.Do) {
		return d, fmt.Errorf("%s: %s is no answer to that; choose one of %v: %w", r.Effect.Sentence(d.base), r.Do, r.Effect.Offers(), annotate.ErrInvalid)
	}
	if r.Do == Move {
		if err := d.checkTarget(r); err != nil {
			return d, err
		}
	}
	if r.Do == Text && !d.takesText(r.Effect.Part) {
		return d, fmt.Errorf("%s: let it take text as well first, or choose another answer: %w", r.Effect.Sentence(d.base), annotate.ErrInvalid)
	}
	if r.Effect.Kind == TagRemoved && r.Effect.Part.Feature == "" && (r.Do == Retire || r.Do == Recheck) {
		var err error
		if d, err = d.bringBack(r.Effect.Part); err != nil {
			return d, err
		}
		if r.Do == Retire {
			return d, nil
		}
		if r.Reason == "" {
			r.Reason = r.Effect.Part.Title(d.base) + " is retired"
		}
		r.Effect.Kind = TagChanged
		return d.Resolve(r)
	}
	d.resolutions = append(list, r)
	return d, nil
}

// Resolution is what was said of an effect; false when nothing was.
func (d Draft) Resolution(e Effect) (Resolution, bool) {
	for _, r := range d.resolutions {
		if r.Effect == e {
			return r, true
		}
	}
	return Resolution{}, false
}

// Resolutions are all that were said, in their order. The slice is the caller's.
func (d Draft) Resolutions() []Resolution { return slices.Clone(d.resolutions) }

// checkTarget wants what is moved to go to a part that is there and of its kind.
func (d Draft) checkTarget(r Resolution) error {
	wrong := func(what string) error {
		return fmt.Errorf("%s: choose %s that its data goes to: %w", r.Effect.Sentence(d.base), what, annotate.ErrInvalid)
	}
	p := r.Effect.Part
	switch r.Effect.Kind {
	case LayerRemoved:
		if r.To.Layer == "" || r.To.Layer == p.Layer || d.next.Layer(r.To.Layer) == nil {
			return wrong("another layer")
		}
	case RelationRemoved:
		if r.To.Relation == "" || r.To.Relation == p.Relation || d.next.Relation(r.To.Relation) == nil {
			return wrong("another relation type")
		}
	case FeatureRemoved:
		to, ok := d.becomes(p.Owner)
		if !ok || to.Feature(d.next, r.To.Feature) == nil {
			return wrong("another feature of " + Part{Owner: p.Owner}.Name(d.base))
		}
	default:
		want := d.TagsetAfter(p)
		set := d.next.Tagset(want)
		if set == nil || r.To.Tagset != want || set.Tag(r.To.Tag) == nil || want == p.Tagset && r.To.Tag == p.Tag {
			return wrong("another tag of " + TagsetPart(want).Name(d.next))
		}
	}
	return nil
}

// TagsetAfter is the tagset that values of a tag are of afterwards: that of its feature, if
// one is named.
func (d Draft) TagsetAfter(p Part) annotate.TagsetID {
	if p.Feature == "" {
		return p.Tagset
	}
	if f := d.after(p); f != nil {
		return f.Tagset
	}
	return p.Tagset
}

// takesText reports whether the values of a feature can be words afterwards.
func (d Draft) takesText(p Part) bool {
	f := d.after(p)
	return f != nil && f.Takes(annotate.TypeText)
}

// bringBack puts a tag that was deleted into the schema again, retired, below the parent it
// had, or the next above it that is there; and below it those of its children that came
// back before.
func (d Draft) bringBack(p Part) (Draft, error) {
	was := d.base.Tagset(p.Tagset)
	if was == nil || was.Tag(p.Tag) == nil {
		return d, missing("tag", string(p.Tag))
	}
	return d.with(func(s *annotate.Schema) error {
		t := s.Tagset(p.Tagset)
		if t == nil {
			return missing("tagset", string(p.Tagset))
		}
		t.Tags = ordered(t.Tags)
		if g := t.Tag(p.Tag); g != nil {
			g.Retired = true
			return nil
		}
		g := *was.Tag(p.Tag)
		g.Retired = true
		for g.Parent != "" && t.Tag(g.Parent) == nil {
			g.Parent = was.Tag(g.Parent).Parent
		}
		if err := place(t, []annotate.Tag{g}, g.Parent, before(was, t, g)); err != nil {
			return err
		}
		for i := range t.Tags {
			if o := was.Tag(t.Tags[i].ID); o != nil && o.Parent == g.ID && t.Tags[i].Retired && !o.Retired {
				t.Tags[i].Parent = g.ID
			}
		}
		t.Tags = ordered(t.Tags)
		return nil
	})
}

// before is how many of the siblings that g has in t stood before it in was.
func before(was, t *annotate.Tagset, g annotate.Tag) (n int) {
	place := map[annotate.TagID]int{}
	for i, o := range ordered(was.Tags) {
		place[o.ID] = i
	}
	siblings := 0
	for _, o := range t.Tags {
		if o.Parent != g.Parent {
			continue
		}
		siblings++
		if i, there := place[o.ID]; there && i < place[g.ID] {
			n = siblings
		}
	}
	return n
}
