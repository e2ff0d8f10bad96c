package schema

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

type comparison struct {
	old, next *annotate.Schema
	diff      Diff
}

func (c *comparison) all() {
	c.changed(Part{}, details{}.say("name", c.old.Name, c.next.Name).
		say("document fields", strings.Join(c.old.Fields, ", "), strings.Join(c.next.Fields, ", ")))
	layerID := func(l annotate.Layer) annotate.LayerID { return l.ID }
	parts(c, c.old.Layers, c.next.Layers, layerID, nil, LayerPart, layerDetails)
	for _, l := range c.next.Layers {
		if was := c.old.Layer(l.ID); was != nil {
			c.features(OfLayer(l.ID), was.Features, l.Features)
		}
	}
	relationID := func(r annotate.RelationType) annotate.RelationTypeID { return r.ID }
	parts(c, c.old.Relations, c.next.Relations, relationID, nil, RelationPart, c.relationDetails)
	for _, r := range c.next.Relations {
		if was := c.old.Relation(r.ID); was != nil {
			c.features(OfRelation(r.ID), was.Features, r.Features)
		}
	}
	tagsetID := func(t annotate.Tagset) annotate.TagsetID { return t.ID }
	parts(c, c.old.Tagsets, c.next.Tagsets, tagsetID, nil, TagsetPart, func(a, b annotate.Tagset) details { return details{}.say("name", a.Name, b.Name) })
	for _, t := range c.next.Tagsets {
		if was := c.old.Tagset(t.ID); was != nil {
			c.tags(t.ID, was.Tags, t.Tags)
		}
	}
}

func (c *comparison) features(o Owner, old, next []annotate.Feature) {
	id := func(f annotate.Feature) annotate.FeatureID { return f.ID }
	parts(c, old, next, id, nil, func(f annotate.FeatureID) Part { return FeaturePart(o, f) }, c.featureDetails)
}

func (c *comparison) tags(set annotate.TagsetID, old, next []annotate.Tag) {
	id := func(g annotate.Tag) annotate.TagID { return g.ID }
	parent := func(g annotate.Tag) annotate.TagID { return g.Parent }
	parts(c, ordered(old), ordered(next), id, parent, func(g annotate.TagID) Part { return TagPart(set, g) }, c.tagDetails(set))
}

// parts compares two lists of parts of one kind: what is gone, in the order of old; then
// what is new or otherwise, in the order of next. Places are compared among parts with one
// parent, before and after; nil: none has one.
func parts[T any, K comparable](c *comparison, old, next []T, id, parent func(T) K, part func(K) Part, differ func(was, is T) details) {
	was, is := map[K]T{}, map[K]bool{}
	for _, o := range old {
		was[id(o)] = o
	}
	for _, n := range next {
		is[id(n)] = true
	}
	for _, o := range old {
		if !is[id(o)] {
			c.add(part(id(o)), Removed, nil)
		}
	}
	moved := misplaced(old, next, id, parent)
	for _, n := range next {
		k := id(n)
		o, there := was[k]
		switch {
		case !there:
			c.add(part(k), Added, nil)
		case !c.changed(part(k), differ(o, n)) && moved[k]:
			c.add(part(k), Moved, nil)
		}
	}
}

// misplaced are the parts that stand elsewhere among those of their parent: as few as
// explain the new order. Those that have another parent are none of them.
func misplaced[T any, K comparable](old, next []T, id, parent func(T) K) map[K]bool {
	above := func(t T) (none K) {
		if parent == nil {
			return none
		}
		return parent(t)
	}
	place, under := map[K]int{}, map[K]K{}
	for i, o := range old {
		place[id(o)], under[id(o)] = i, above(o)
	}
	siblings := map[K][]K{} // that stayed with their parent, in the order of now
	for _, n := range next {
		if _, there := place[id(n)]; there && under[id(n)] == above(n) {
			siblings[above(n)] = append(siblings[above(n)], id(n))
		}
	}
	moved := map[K]bool{}
	for _, keys := range siblings {
		order := make([]int, len(keys))
		for i, k := range keys {
			order[i] = place[k]
		}
		stay := longestRise(order)
		for i, k := range keys {
			if !stay[i] {
				moved[k] = true
			}
		}
	}
	return moved
}

// longestRise marks the places of a longest increasing subsequence.
func longestRise(list []int) []bool {
	var tails []int // tails[n]: place of the least end of a rise of n+1
	before := make([]int, len(list))
	for i, v := range list {
		n, _ := slices.BinarySearchFunc(tails, v, func(t, v int) int { return list[t] - v })
		if before[i] = -1; n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	in := make([]bool, len(list))
	if len(tails) == 0 {
		return in
	}
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		in[i] = true
	}
	return in
}

func (c *comparison) add(p Part, op Op, list details) {
	d := Difference{Part: p, Op: op, Details: list}
	s := c.next
	if op == Removed {
		s = c.old
	}
	d.Name = p.Name(s)
	switch {
	case p.Tag != "":
		d.Of = TagsetPart(p.Tagset).Name(s)
	case p.Feature != "":
		d.Of = Part{Owner: p.Owner}.Name(s)
	}
	c.diff = append(c.diff, d)
}

// changed adds a part that says something else; false when it does not.
func (c *comparison) changed(p Part, list details) bool {
	if len(list) == 0 {
		return false
	}
	op := Changed
	if list[0].What == "name" {
		op = Renamed
	}
	c.add(p, op, list)
	return true
}

type details []Detail

func (d details) say(what, old, next string) details {
	if old == next {
		return d
	}
	return append(d, Detail{what, old, next})
}

func (d details) flag(what string, old, next bool) details {
	word := map[bool]string{true: "yes", false: "no"}
	return d.say(what, word[old], word[next])
}

func layerDetails(a, b annotate.Layer) details {
	return details{}.say("name", a.Name, b.Name).say("description", a.Description, b.Description).
		say("key", a.Key, b.Key).say("colour", colour(a.Colour), colour(b.Colour))
}

func colour(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (c *comparison) featureDetails(a, b annotate.Feature) details {
	list := details{}.say("name", a.Name, b.Name).say("description", a.Description, b.Description).
		say("types", types(a.Types), types(b.Types))
	if a.Tagset != b.Tagset {
		list = append(list, Detail{"tagset", tagsetName(c.old, a.Tagset), tagsetName(c.next, b.Tagset)})
	}
	return list.flag("several values", a.Multi, b.Multi).flag("required", a.Required, b.Required)
}

func types(list []annotate.FeatureType) string {
	var words []string
	for _, t := range list {
		words = append(words, t.String())
	}
	return strings.Join(words, ", ")
}

func tagsetName(s *annotate.Schema, id annotate.TagsetID) string {
	if id == "" {
		return ""
	}
	return TagsetPart(id).Name(s)
}

func (c *comparison) relationDetails(a, b annotate.RelationType) details {
	list := details{}.say("name", a.Name, b.Name).say("description", a.Description, b.Description)
	if !slices.Equal(a.From, b.From) {
		list = append(list, Detail{"from", ends(c.old, a.From), ends(c.next, b.From)})
	}
	if !slices.Equal(a.To, b.To) {
		list = append(list, Detail{"to", ends(c.old, a.To), ends(c.next, b.To)})
	}
	return list
}

func ends(s *annotate.Schema, list []annotate.LayerID) string {
	if len(list) == 0 {
		return "any layer"
	}
	var names []string
	for _, id := range list {
		names = append(names, LayerPart(id).Name(s))
	}
	return strings.Join(names, ", ")
}

func (c *comparison) tagDetails(set annotate.TagsetID) func(a, b annotate.Tag) details {
	return func(a, b annotate.Tag) details {
		list := details{}.say("name", a.Name, b.Name).say("code", a.Code, b.Code)
		if a.Parent != b.Parent {
			list = append(list, Detail{"parent", parentName(c.old, set, a.Parent), parentName(c.next, set, b.Parent)})
		}
		list = list.say("definition", a.Definition, b.Definition).say("rule", a.Rule, b.Rule)
		list = list.examples("examples", a.Examples, b.Examples).examples("counter-examples", a.Counter, b.Counter)
		return list.say("colour", colour(a.Colour), colour(b.Colour)).flag("retired", a.Retired, b.Retired)
	}
}

func parentName(s *annotate.Schema, set annotate.TagsetID, id annotate.TagID) string {
	if id == "" {
		return ""
	}
	return TagPart(set, id).Name(s)
}

func (d details) examples(what string, a, b []annotate.Example) details {
	if reflect.DeepEqual(some(a), some(b)) {
		return d
	}
	return append(d, Detail{what, texts(a), texts(b)})
}

func texts(list []annotate.Example) string {
	var words []string
	for _, e := range list {
		words = append(words, e.Text)
	}
	return strings.Join(words, " | ")
}
