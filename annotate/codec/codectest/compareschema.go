package codectest

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// schema compares what may be recorded. Parts are the same that have the same name, in any
// case; a tagset also when a feature of the same name in the same layer has it.
func (c *comparison) schema() {
	layer := func(l *annotate.Layer) string { return l.Name }
	each(c, "layer", "", c.layerPairs(), layer, func(r record, was, is *annotate.Layer) {
		c.field(r, "description", was.Description, is.Description)
		c.field(r, "key", was.Key, is.Key)
		c.values(r, "colour", number(was.Colour), number(is.Colour))
		c.features("feature", was.Name, was.Features, is.Features)
	})
	kind := func(k *annotate.RelationType) string { return k.Name }
	each(c, "relation type", "", c.typePairs(), kind, func(r record, was, is *annotate.RelationType) {
		c.field(r, "description", was.Description, is.Description)
		c.field(r, "from", c.was.layers(was.From), c.is.layers(is.From))
		c.field(r, "to", c.was.layers(was.To), c.is.layers(is.To))
		c.features("relation feature", was.Name, was.Features, is.Features)
	})
	c.tagsets()
}

// names has the parts of the schema that is be called as in the one that was.
func (c *comparison) names() {
	features := func(was, is []annotate.Feature) {
		for _, p := range featurePairs(was, is) {
			if p[0] != nil && p[1] != nil {
				c.is.called[p[1]] = p[0].Name
			}
		}
	}
	for _, p := range c.layerPairs() {
		if p[0] != nil && p[1] != nil {
			c.is.called[p[1]] = p[0].Name
			features(p[0].Features, p[1].Features)
		}
	}
	for _, p := range c.typePairs() {
		if p[0] != nil && p[1] != nil {
			c.is.called[p[1]] = p[0].Name
			features(p[0].Features, p[1].Features)
		}
	}
	for _, p := range c.tagsetPairs() {
		if p[0] == nil || p[1] == nil {
			continue
		}
		for _, g := range tagPairs(p[0], p[1]) {
			if g[0] != nil && g[1] != nil {
				c.is.called[g[1]] = g[0].Name
			}
		}
	}
}

func tagPairs(was, is *annotate.Tagset) [][2]*annotate.Tag {
	return pairs(pointers(was.Tags), pointers(is.Tags), func(g *annotate.Tag) string { return g.Name })
}

func pointers[T any](list []T) (out []*T) {
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

// layerPairs and typePairs are the parts of both schemas that are one.
func (c *comparison) layerPairs() [][2]*annotate.Layer {
	return pairs(pointers(c.was.schema.Layers), pointers(c.is.schema.Layers), func(l *annotate.Layer) string { return l.Name })
}

func (c *comparison) typePairs() [][2]*annotate.RelationType {
	return pairs(pointers(c.was.schema.Relations), pointers(c.is.schema.Relations), func(k *annotate.RelationType) string { return k.Name })
}

// featurePairs pairs features by name, or by what a file may call them: the ID.
func featurePairs(was, is []annotate.Feature) [][2]*annotate.Feature {
	return pairsBy(pointers(was), pointers(is),
		func(w, i *annotate.Feature) bool { return strings.EqualFold(w.Name, i.Name) },
		func(w, i *annotate.Feature) bool {
			return plain(w.Name) == plain(i.Name) || string(w.ID) == i.Name
		})
}

func (c *comparison) features(path, of string, was, is []annotate.Feature) {
	name := func(f *annotate.Feature) string { return of + "." + f.Name }
	each(c, path, of, featurePairs(was, is), name, func(r record, was, is *annotate.Feature) {
		c.field(r, "description", was.Description, is.Description)
		c.field(r, "type", fmt.Sprint(was.Types), fmt.Sprint(is.Types))
		c.field(r, "several", fmt.Sprint(was.Multi), fmt.Sprint(is.Multi))
		c.field(r, "required", fmt.Sprint(was.Required), fmt.Sprint(is.Required))
		c.field(r, "tagset", c.was.tagset(was.Tagset), c.was.tagset(c.sameTagset(is.Tagset)))
	})
}

// sameTagset is the tagset of was that a tagset of is stands for; "" where it is none.
func (c *comparison) sameTagset(id annotate.TagsetID) annotate.TagsetID {
	for _, p := range c.tagsetPairs() {
		if p[0] != nil && p[1] != nil && p[1].ID == id {
			return p[0].ID
		}
	}
	return ""
}

func (c *comparison) tagsetPairs() [][2]*annotate.Tagset {
	list := pairs(pointers(c.was.schema.Tagsets), pointers(c.is.schema.Tagsets), func(s *annotate.Tagset) string { return s.Name })
	for i := range list {
		if list[i][1] != nil || list[i][0] == nil {
			continue
		}
		k := slices.IndexFunc(list, func(p [2]*annotate.Tagset) bool {
			return p[0] == nil && p[1] != nil && c.shared(list[i][0].ID, p[1].ID)
		})
		if k >= 0 {
			list[i][1], list[k][1] = list[k][1], nil
		}
	}
	return slices.DeleteFunc(list, func(p [2]*annotate.Tagset) bool { return p[0] == nil && p[1] == nil })
}

// shared reports whether features of the same name have the two.
func (c *comparison) shared(was, is annotate.TagsetID) bool {
	for _, p := range c.layerPairs() {
		if p[0] != nil && p[1] != nil && sharedIn(p[0].Features, p[1].Features, was, is) {
			return true
		}
	}
	for _, p := range c.typePairs() {
		if p[0] != nil && p[1] != nil && sharedIn(p[0].Features, p[1].Features, was, is) {
			return true
		}
	}
	return false
}

func sharedIn(a, b []annotate.Feature, was, is annotate.TagsetID) bool {
	return slices.ContainsFunc(featurePairs(a, b), func(p [2]*annotate.Feature) bool {
		return p[0] != nil && p[1] != nil && p[0].Tagset == was && p[1].Tagset == is
	})
}

func (c *comparison) tagsets() {
	name := func(s *annotate.Tagset) string { return s.Name }
	each(c, "tagset", "", c.tagsetPairs(), name, func(r record, was, is *annotate.Tagset) {
		tag := func(g *annotate.Tag) string { return was.Name + "/" + g.Name }
		each(c, "tag", was.Name, tagPairs(was, is), tag, func(r record, a, b *annotate.Tag) {
			c.field(r, "code", a.Code, b.Code)
			c.field(r, "parent", parent(was, a), parent(is, b))
			c.field(r, "definition", a.Definition, b.Definition)
			c.field(r, "rule", a.Rule, b.Rule)
			c.values(r, "colour", number(a.Colour), number(b.Colour))
			c.field(r, "retired", fmt.Sprint(a.Retired), fmt.Sprint(b.Retired))
			c.values(r, "example", examples(a.Examples), examples(b.Examples))
			c.values(r, "counterexample", examples(a.Counter), examples(b.Counter))
		})
	})
}

func parent(set *annotate.Tagset, g *annotate.Tag) string {
	if p := set.Tag(g.Parent); p != nil {
		return p.Name
	}
	return ""
}

func examples(list []annotate.Example) (out []string) {
	for _, e := range list {
		out = append(out, e.Text)
	}
	return out
}
