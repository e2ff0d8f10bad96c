package codebook

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/ui/control"
)

// addIn adds a thing to a section: a layer, a tagset, a relation type, or a field. It has a
// name of its own at once, and the keyboard goes to where that is written.
func (e *Editor) addIn(section Section) {
	e.form.finish()
	s := e.source.Schema()
	if s == nil {
		return
	}
	at := Place{Section: section}
	done := e.change(func(d schema.Draft) (next schema.Draft, err error) {
		switch section {
		case InLayers:
			var id annotate.LayerID
			next, id, err = d.AddLayer(free("New layer", func(n string) bool { return s.LayerNamed(n) != nil }))
			at.Of = string(id)
		case InTagsets:
			var id annotate.TagsetID
			next, id, err = d.AddTagset(free("New tagset", func(n string) bool {
				return slices.ContainsFunc(s.Tagsets, func(t annotate.Tagset) bool { return strings.EqualFold(t.Name, n) })
			}))
			at.Of = string(id)
		case InRelations:
			var id annotate.RelationTypeID
			next, id, err = d.AddRelation(free("new relation", func(n string) bool { return s.RelationNamed(n) != nil }), nil, nil)
			at.Of = string(id)
		default:
			at.Section, at.Part = InFields, free("New field", func(n string) bool { return slices.Contains(s.Fields, n) })
			next, err = d.SetFields(append(slices.Clone(s.Fields), at.Part)...)
		}
		return next, err
	})
	e.made(done, at)
}

// made stands at what an edit has made, with the keyboard on its name.
func (e *Editor) made(done bool, at Place) {
	if !done || !at.exists(e.source.Schema()) {
		return
	}
	e.at = at
	e.Reload()
	e.form.focusOn("Name")
}

// free is name, with a number where taken says it is another's already.
func free(name string, taken func(string) bool) string {
	next := name
	for i := 2; taken(next); i++ {
		next = name + " " + control.Grouped(i)
	}
	return next
}

// add adds what stands beside what is chosen in the middle: a feature, a tag, a field; with
// below set, a tag below the chosen one. At the left it adds a layer, a tagset or a relation type.
func (e *Editor) add(below bool) {
	e.form.finish()
	s := e.source.Schema()
	switch {
	case s == nil || e.at.Section > InFields:
	case e.at.Section == InFields:
		e.addIn(InFields)
	case e.at.Of == "" || e.left.list == e.focused() && !below:
		e.addIn(e.at.Section)
	case e.at.Section == InTagsets:
		e.addTag(s, below)
	default:
		e.addFeature()
	}
}

func (e *Editor) addFeature() {
	s, at := e.source.Schema(), e.at
	list := at.features(s)
	place := slices.IndexFunc(list, func(f annotate.Feature) bool { return string(f.ID) == at.Part })
	if place >= 0 {
		place++
	} else {
		place = -1
	}
	name := free("New feature", func(n string) bool {
		return slices.ContainsFunc(list, func(f annotate.Feature) bool { return strings.EqualFold(f.Name, n) })
	})
	done := e.change(func(d schema.Draft) (schema.Draft, error) {
		next, id, err := d.AddFeature(at.owner(), annotate.Feature{Name: name}, place)
		at.Part = string(id)
		return next, err
	})
	e.made(done, at)
}

func (e *Editor) addTag(s *annotate.Schema, below bool) {
	at, set, g := e.at, e.at.tagset(s), e.at.tag(s)
	parent, place := annotate.TagID(""), -1
	switch {
	case g != nil && below:
		parent = g.ID
	case g != nil:
		parent, place = g.Parent, slices.Index(siblings(set, g.Parent), g.ID)+1
	}
	name := free("New tag", func(n string) bool { return set.TagNamed(n) != nil })
	done := e.change(func(d schema.Draft) (schema.Draft, error) {
		next, id, err := d.AddTag(set.ID, annotate.Tag{Name: name, Parent: parent}, place)
		at.Part = string(id)
		return next, err
	})
	e.made(done, at)
}

// siblings are the tags below parent, in their order.
func siblings(set *annotate.Tagset, parent annotate.TagID) (list []annotate.TagID) {
	for i := range set.Tags {
		if set.Tags[i].Parent == parent {
			list = append(list, set.Tags[i].ID)
		}
	}
	return list
}

// move moves what is chosen by one place among its like.
func (e *Editor) move(by int) {
	e.form.finish()
	s, at := e.source.Schema(), e.at
	if s == nil {
		return
	}
	e.change(func(d schema.Draft) (schema.Draft, error) {
		switch {
		case at.tag(s) != nil:
			set, g := at.tagset(s), at.tag(s)
			list := siblings(set, g.Parent)
			return stepped(d, slices.Index(list, g.ID), by, len(list), func(to int) (schema.Draft, error) { return d.MoveTag(set.ID, g.ID, g.Parent, to) })
		case at.feature(s) != nil:
			list := at.features(s)
			i := slices.IndexFunc(list, func(f annotate.Feature) bool { return string(f.ID) == at.Part })
			return stepped(d, i, by, len(list), func(to int) (schema.Draft, error) {
				return d.MoveFeature(at.owner(), annotate.FeatureID(at.Part), to)
			})
		case at.layer(s) != nil:
			i := slices.IndexFunc(s.Layers, func(l annotate.Layer) bool { return string(l.ID) == at.Of })
			return stepped(d, i, by, len(s.Layers), func(to int) (schema.Draft, error) { return d.MoveLayer(annotate.LayerID(at.Of), to) })
		case at.relation(s) != nil:
			i := slices.IndexFunc(s.Relations, func(r annotate.RelationType) bool { return string(r.ID) == at.Of })
			return stepped(d, i, by, len(s.Relations), func(to int) (schema.Draft, error) {
				return d.MoveRelation(annotate.RelationTypeID(at.Of), to)
			})
		case at.tagset(s) != nil:
			i := slices.IndexFunc(s.Tagsets, func(t annotate.Tagset) bool { return string(t.ID) == at.Of })
			return stepped(d, i, by, len(s.Tagsets), func(to int) (schema.Draft, error) { return d.MoveTagset(annotate.TagsetID(at.Of), to) })
		case at.Section == InFields && at.Part != "":
			i := slices.Index(s.Fields, at.Part)
			return stepped(d, i, by, len(s.Fields), func(to int) (schema.Draft, error) {
				names := slices.Clone(s.Fields)
				names[i], names[to] = names[to], names[i]
				return d.SetFields(names...)
			})
		}
		return d, nil
	})
}

// stepped moves number i of n by one place, unless it is at the end.
func stepped(d schema.Draft, i, by, n int, move func(to int) (schema.Draft, error)) (schema.Draft, error) {
	if to := i + by; i >= 0 && to >= 0 && to < n {
		return move(to)
	}
	return d, nil
}

// indent puts the chosen tag below the one before it, or, outward, beside the one it is below.
func (e *Editor) indent(inward bool) {
	e.form.finish()
	s := e.source.Schema()
	set, g := e.at.tagset(s), e.at.tag(s)
	if g == nil {
		return
	}
	e.change(func(d schema.Draft) (schema.Draft, error) {
		list := siblings(set, g.Parent)
		i := slices.Index(list, g.ID)
		switch {
		case inward && i > 0:
			delete(e.middle.tree.folded, list[i-1])
			return d.MoveTag(set.ID, g.ID, list[i-1], -1)
		case !inward && g.Parent != "":
			above := set.Tag(g.Parent)
			return d.MoveTag(set.ID, g.ID, above.Parent, slices.Index(siblings(set, above.Parent), above.ID)+1)
		}
		return d, nil
	})
}

// remove takes away what is chosen. What it touches is for the holder to ask.
func (e *Editor) remove() {
	e.form.finish()
	s, at := e.source.Schema(), e.at
	if s == nil {
		return
	}
	e.change(func(d schema.Draft) (schema.Draft, error) {
		switch {
		case at.tag(s) != nil:
			return d.DeleteTag(annotate.TagsetID(at.Of), annotate.TagID(at.Part))
		case at.feature(s) != nil:
			return d.DeleteFeature(at.owner(), annotate.FeatureID(at.Part))
		case at.layer(s) != nil:
			return d.DeleteLayer(annotate.LayerID(at.Of))
		case at.relation(s) != nil:
			return d.DeleteRelation(annotate.RelationTypeID(at.Of))
		case at.tagset(s) != nil:
			return d.DeleteTagset(annotate.TagsetID(at.Of))
		case at.Section == InFields && at.Part != "":
			return d.SetFields(slices.DeleteFunc(slices.Clone(s.Fields), func(n string) bool { return n == at.Part })...)
		}
		return d, nil
	})
}

// merge asks into what the chosen tag, feature, layer or relation type is to go.
func (e *Editor) merge() {
	e.form.finish()
	if e.OnMerge != nil && e.writable() && e.at.Section <= InRelations && (e.at.Part != "" || e.at.Section != InTagsets) {
		e.OnMerge(e.at)
	}
}

// retire has the chosen tag offered no more, or again.
func (e *Editor) retire() {
	e.form.finish()
	if g := e.at.tag(e.source.Schema()); g != nil {
		e.change(func(d schema.Draft) (schema.Draft, error) {
			return d.RetireTag(annotate.TagsetID(e.at.Of), g.ID, !g.Retired)
		})
	}
}

// activate does what Enter means for a row of the middle: its form, or its place in the text.
func (e *Editor) activate(p Place) {
	if p.Section != InRecheck {
		e.enterForm()
		return
	}
	if m, ok := e.marked(p); ok && e.OnJump != nil {
		e.OnJump(m.Document, m.Annotation)
	}
}

func (e *Editor) marked(p Place) (Marked, bool) {
	for _, m := range e.source.Marked() {
		if p.Section == InRecheck && m.Annotation.String() == p.Part {
			return m, true
		}
	}
	return Marked{}, false
}

// rechecked says that the chosen annotation was looked at again, and goes on to the next.
func (e *Editor) rechecked() {
	m, ok := e.marked(e.at)
	if !ok || e.OnRechecked == nil {
		return
	}
	list := e.source.Marked()
	i := slices.IndexFunc(list, func(x Marked) bool { return x.Annotation == m.Annotation })
	e.at.Part = ""
	if i+1 < len(list) {
		e.at.Part = list[i+1].Annotation.String()
	}
	e.OnRechecked(m.Document, m.Annotation)
}

// jump shows where an example stands.
func (e *Editor) jump(x annotate.Example) {
	if e.OnExampleAt != nil && !x.Document.IsZero() {
		e.OnExampleAt(x)
	}
}

// takeExample adds what is selected in the text to the chosen tag.
func (e *Editor) takeExample(counter bool) {
	e.form.finish()
	if e.OnExample == nil || e.at.tag(e.source.Schema()) == nil {
		return
	}
	if x, ok := e.OnExample(); ok {
		e.form.editTag(func(g *annotate.Tag) {
			list := examplesOf(g, counter)
			*list = append(*list, x)
		})
	}
}

// uses asks what becomes of what has the chosen tag, which itself stays as it is.
func (e *Editor) uses() {
	e.form.finish()
	if e.at.tag(e.source.Schema()) != nil && e.OnUses != nil && e.writable() {
		e.OnUses(e.at)
	}
}

// compare shows the other comparison of the chosen version.
func (e *Editor) compare() {
	if e.at.Section == InVersions {
		e.middle.diff.compare(!e.middle.diff.toNow)
	}
}
