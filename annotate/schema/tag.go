package schema

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// AddTag makes a tag of a tagset, as a child of g.Parent, at a place among its siblings
// counted from 0; -1 is the end. Of g everything counts but the ID, which is made of the
// code or else the name.
func (d Draft) AddTag(set annotate.TagsetID, g annotate.Tag, at int) (Draft, annotate.TagID, error) {
	next, err := d.with(func(s *annotate.Schema) error {
		t := s.Tagset(set)
		if t == nil {
			return missing("tagset", string(set))
		}
		t.Tags = ordered(t.Tags)
		if err := fitTag(t, "", &g); err != nil {
			return err
		}
		first := g.Code
		if first == "" {
			first = g.Name
		}
		ids := func(g annotate.Tag) []string { return []string{string(g.ID)} }
		free := taken(ids, t.Tags)
		if was := d.base.Tagset(set); was != nil {
			free = taken(ids, t.Tags, was.Tags)
		}
		g.ID = annotate.TagID(identify(first, "tag", true, free))
		return place(t, []annotate.Tag{g}, g.Parent, at)
	})
	return next, g.ID, err
}

// EditTag alters everything of a tag but its ID and its parent, which [Draft.MoveTag] sets.
func (d Draft) EditTag(set annotate.TagsetID, id annotate.TagID, alter func(*annotate.Tag)) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		t, i, err := tagAt(s, set, id)
		if err != nil {
			return err
		}
		g := t.Tags[i]
		g.Examples, g.Counter = slices.Clone(g.Examples), slices.Clone(g.Counter)
		alter(&g)
		g.ID, g.Parent = id, t.Tags[i].Parent
		if err := fitTag(t, id, &g); err != nil {
			return err
		}
		t.Tags[i] = g
		return nil
	})
}

// RetireTag has a tag no longer offered, or offered again; what has it keeps it.
func (d Draft) RetireTag(set annotate.TagsetID, id annotate.TagID, retired bool) (Draft, error) {
	return d.EditTag(set, id, func(g *annotate.Tag) { g.Retired = retired })
}

// fitTag tidies g and refuses what would be taken for one of its siblings, or has the code of any.
func fitTag(t *annotate.Tagset, self annotate.TagID, g *annotate.Tag) error {
	if err := rename(&g.Name, g.Name, "tag"); err != nil {
		return err
	}
	g.Code = strings.Join(strings.Fields(g.Code), " ")
	if err := checkColour(g.Colour); err != nil {
		return err
	}
	for _, o := range t.Tags {
		switch {
		case o.ID == self:
		case g.Code != "" && strings.EqualFold(o.Code, g.Code):
			return fmt.Errorf("code %s is that of %s; choose another: %w", g.Code, o.Name, annotate.ErrInvalid)
		case o.Parent == g.Parent && strings.EqualFold(o.Label(), g.Label()):
			return fmt.Errorf("there is a tag %s beside it already; choose another name: %w", o.Label(), annotate.ErrInvalid)
		}
	}
	return nil
}

// MoveTag puts a tag, with all below it, under another parent, or the top when it is
// empty, at a place among the children there counted from 0 without itself; -1 is the end.
func (d Draft) MoveTag(set annotate.TagsetID, id, parent annotate.TagID, at int) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		t, i, err := tagAt(s, set, id)
		if err != nil {
			return err
		}
		end := branch(t, i)
		moving := slices.Clone(t.Tags[i:end])
		if slices.ContainsFunc(moving, func(g annotate.Tag) bool { return g.ID == parent }) {
			return fmt.Errorf("%s cannot stand below itself; choose a tag outside of it: %w", moving[0].Label(), annotate.ErrInvalid)
		}
		t.Tags = slices.Delete(t.Tags, i, end)
		moving[0].Parent = parent
		if err := fitTag(t, id, &moving[0]); err != nil {
			return err
		}
		return place(t, moving, parent, at)
	})
}

// DeleteTag takes a tag away; its children take its place.
func (d Draft) DeleteTag(set annotate.TagsetID, id annotate.TagID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		t, i, err := tagAt(s, set, id)
		if err == nil {
			deleteTag(t, i)
		}
		return err
	})
}

func deleteTag(t *annotate.Tagset, i int) {
	id, parent := t.Tags[i].ID, t.Tags[i].Parent
	for k := range t.Tags {
		if t.Tags[k].Parent == id {
			t.Tags[k].Parent = parent
		}
	}
	t.Tags = slices.Delete(t.Tags, i, i+1)
}

// DeleteBranch takes a tag away with all below it.
func (d Draft) DeleteBranch(set annotate.TagsetID, id annotate.TagID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		t, i, err := tagAt(s, set, id)
		if err == nil {
			t.Tags = slices.Delete(t.Tags, i, branch(t, i))
		}
		return err
	})
}

// MergeTag takes a tag away, and its values become another tag of the set; its children
// become that one's, unless that one is below it: then they take its place.
func (d Draft) MergeTag(set annotate.TagsetID, id, into annotate.TagID) (Draft, error) {
	next, err := d.with(func(s *annotate.Schema) error {
		t, i, err := tagAt(s, set, id)
		if err != nil {
			return err
		}
		if id == into || t.Tag(into) == nil {
			return fmt.Errorf("tag %q: choose another tag of %s for its values: %w", into, t.Name, annotate.ErrInvalid)
		}
		if slices.ContainsFunc(t.Tags[i:branch(t, i)], func(g annotate.Tag) bool { return g.ID == into }) {
			deleteTag(t, i)
			return nil
		}
		children := slices.Clone(t.Tags[i+1 : branch(t, i)])
		t.Tags = slices.Delete(t.Tags, i, branch(t, i))
		for k := range children {
			if children[k].Parent == id {
				children[k].Parent = into
			}
		}
		return place(t, children, into, -1)
	})
	if err != nil {
		return d, err
	}
	return next.Resolve(Resolution{Effect: Effect{Kind: TagRemoved, Part: TagPart(set, id)}, Do: Move, To: TagPart(set, into)})
}

// MoveValues has the values of a tag become another tag of the same tagset, in one feature
// of one owner, and in all with the zero Part; the tag itself stays as it is.
func (d Draft) MoveValues(slot Part, set annotate.TagsetID, from, to annotate.TagID) (Draft, error) {
	slot.Tagset, slot.Tag = set, from
	return d.Resolve(Resolution{Effect: Effect{Kind: TagChanged, Part: slot}, Do: Move, To: TagPart(set, to)})
}

// place puts whole branches among the children of parent, before the one at a place.
func place(t *annotate.Tagset, tags []annotate.Tag, parent annotate.TagID, at int) error {
	i, siblings := 0, 0
	if parent != "" {
		p := slices.IndexFunc(t.Tags, func(g annotate.Tag) bool { return g.ID == parent })
		if p < 0 {
			return missing("parent tag", string(parent))
		}
		i = p + 1
	}
	for i < len(t.Tags) && t.Tags[i].Parent == parent && siblings != at {
		i = branch(t, i)
		siblings++
	}
	t.Tags = slices.Insert(t.Tags, i, tags...)
	return nil
}

// branch is the place behind the last tag that stands below the one at i. Children need not
// follow at once in a file; here they do, as ordered puts them.
func branch(t *annotate.Tagset, i int) int {
	below := map[annotate.TagID]bool{t.Tags[i].ID: true}
	k := i + 1
	for k < len(t.Tags) && below[t.Tags[k].Parent] {
		below[t.Tags[k].ID] = true
		k++
	}
	return k
}

func tagAt(s *annotate.Schema, set annotate.TagsetID, id annotate.TagID) (*annotate.Tagset, int, error) {
	t := s.Tagset(set)
	if t == nil {
		return nil, -1, missing("tagset", string(set))
	}
	t.Tags = ordered(t.Tags)
	i := slices.IndexFunc(t.Tags, func(g annotate.Tag) bool { return g.ID == id })
	if i < 0 {
		return nil, -1, missing("tag", string(id))
	}
	return t, i, nil
}

// ordered is tags depth first, siblings in the order in which they stand. A schema may
// have a parent anywhere before its children; it is not altered.
func ordered(tags []annotate.Tag) []annotate.Tag {
	children := map[annotate.TagID][]int{}
	for i, g := range tags {
		children[g.Parent] = append(children[g.Parent], i)
	}
	out := make([]annotate.Tag, 0, len(tags))
	var walk func(annotate.TagID)
	walk = func(parent annotate.TagID) {
		for _, i := range children[parent] {
			out = append(out, tags[i])
			walk(tags[i].ID)
		}
	}
	walk("")
	return out
}
