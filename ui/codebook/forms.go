package codebook

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/ui/control"
	"parley/ui/theme"
)

// of is the kind of form that p has, and its title.
func (f *form) of(p Place) (formKind, string) {
	s := f.editor.source.Schema()
	switch {
	case s == nil:
		return noForm, ""
	case p.feature(s) != nil:
		return featureForm, "Feature"
	case p.layer(s) != nil:
		return layerForm, "Layer"
	case p.relation(s) != nil:
		return relationForm, "Relation type"
	case p.tag(s) != nil:
		return tagForm, "Tag"
	case p.tagset(s) != nil:
		return tagsetForm, "Tagset"
	case p.Section == InFields && p.Part != "":
		return fieldForm, "Document field"
	case p.Section == InVersions:
		return versionForm, "Schema"
	case p.Section == InRecheck:
		return recheckForm, "Recheck"
	}
	return noForm, ""
}

// build makes the rows of the form's kind.
func (f *form) build() {
	switch f.kind {
	case layerForm:
		f.buildLayer()
	case featureForm:
		f.buildFeature()
	case tagForm:
		f.buildTag()
	case tagsetForm:
		f.buildTagset()
	case relationForm:
		f.buildRelation()
	case fieldForm:
		f.buildField()
	case versionForm:
		f.buildVersions()
	case recheckForm:
		f.buildRecheck()
	}
}

func (f *form) schema() *annotate.Schema { return f.editor.source.Schema() }

// say is what of says of the thing at which the form stands; empty when it is gone.
func say[T any](of func() *T, what func(*T) string) func() string {
	return func() string {
		if x := of(); x != nil {
			return what(x)
		}
		return ""
	}
}

func (f *form) layer() *annotate.Layer           { return f.at.layer(f.schema()) }
func (f *form) relation() *annotate.RelationType { return f.at.relation(f.schema()) }
func (f *form) feature() *annotate.Feature       { return f.at.feature(f.schema()) }
func (f *form) tag() *annotate.Tag               { return f.at.tag(f.schema()) }
func (f *form) tagset() *annotate.Tagset         { return f.at.tagset(f.schema()) }

// editLayer reports a layer altered.
func (f *form) editLayer(alter func(*annotate.Layer)) {
	id := annotate.LayerID(f.at.Of)
	f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.EditLayer(id, alter) })
}

func (f *form) buildLayer() {
	f.add("Name", newWriting(f, "", 1, say(f.layer, func(l *annotate.Layer) string { return l.Name }),
		func(s string) { f.editLayer(func(l *annotate.Layer) { l.Name = s }) }))
	f.add("Description", newWriting(f, "what it marks", 3, say(f.layer, func(l *annotate.Layer) string { return l.Description }),
		func(s string) { f.editLayer(func(l *annotate.Layer) { l.Description = s }) }))
	f.add("Key", newChoosing(f, say(f.layer, func(l *annotate.Layer) string { return keyWord(l.Key) }), f.keys))
	f.colour(say(f.layer, func(l *annotate.Layer) string { return strconv.Itoa(l.Colour) }), false,
		func(n int) { f.editLayer(func(l *annotate.Layer) { l.Colour = n }) })
	f.add("", newWords(func() string { return f.usedBy("annotation") })).begins()
	f.ending("layer", true)
}

func keyWord(k string) string {
	if k == "" {
		return "none"
	}
	return k
}

// keys are the digits that are free, and the layer's own.
func (f *form) keys() (items []*fyne.MenuItem) {
	l, s := f.layer(), f.schema()
	if l == nil {
		return nil
	}
	for _, k := range []string{"", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		name := keyWord(k)
		other := slices.IndexFunc(s.Layers, func(o annotate.Layer) bool { return k != "" && o.Key == k && o.ID != l.ID })
		if other >= 0 {
			name += " – " + s.Layers[other].Name
		}
		item := fyne.NewMenuItem(name, func() { f.editLayer(func(l *annotate.Layer) { l.Key = k }) })
		item.Checked, item.Disabled = k == l.Key, other >= 0
		items = append(items, item)
	}
	return items
}

// colour is a row in which one of the eight hues is chosen.
func (f *form) colour(get func() string, none bool, set func(int)) {
	now := func() int { n, _ := strconv.Atoi(get()); return n }
	c := newColours(f, none, now, set)
	f.add("Colour", c)
}

// usedBy says how much there is of what the form shows.
func (f *form) usedBy(what string) string {
	n := f.editor.source.Uses(f.at)
	switch {
	case n < 0:
		return "Counting…"
	case n == 0:
		return "No " + what + " has it yet."
	case n == 1:
		return "1 " + what + " has it."
	}
	return control.Grouped(n) + " " + what + "s have it."
}

// ending are the buttons at a form's end.
func (f *form) ending(what string, merge bool) {
	if !f.editor.writable() {
		return
	}
	remove := control.NewButton("Delete "+what, func() { f.editor.remove() })
	remove.Role, remove.Key = control.Destructive, "Del"
	remove.Refresh()
	list := []*control.Button{remove}
	if merge {
		m := control.NewButton("Merge into…", func() { f.editor.merge() })
		m.Key = "Ctrl+M"
		m.Refresh()
		list = append([]*control.Button{m}, list...)
	}
	f.add("", newButtons(list...)).wider()
}

func (f *form) buildTagset() {
	f.add("Name", newWriting(f, "", 1, say(f.tagset, func(t *annotate.Tagset) string { return t.Name }), func(s string) {
		id := annotate.TagsetID(f.at.Of)
		f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.RenameTagset(id, s) })
	}))
	f.add("Used by", newWords(func() string { return f.usersOf() }))
	f.ending("tagset", false)
}

// usersOf names the features that take tags of the set.
func (f *form) usersOf() string {
	s, list := f.schema(), ""
	for i, p := range schema.Users(s, annotate.TagsetID(f.at.Of)) {
		if i > 0 {
			list += ", "
		}
		list += schema.Part{Owner: p.Owner}.Name(s) + " · " + p.Name(s)
	}
	if list == "" {
		return "no feature yet"
	}
	return list
}

func (f *form) buildField() {
	f.add("Name", newWriting(f, "as “Parliament”", 1, func() string { return f.at.Part }, func(s string) {
		i := slices.Index(f.schema().Fields, f.at.Part)
		names := slices.Clone(f.schema().Fields)
		if i < 0 {
			return
		}
		names[i] = s
		f.editor.at.Part = s
		f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.SetFields(names...) })
	}))
	f.add("", newWords(func() string {
		return "Documents keep what they say under a name that is gone; it is asked for under the new one."
	}))
	f.ending("field", false)
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// slotName is a colour in words: "teal".
func slotName(n int) string {
	if n < 1 || n > theme.Slots {
		return "none"
	}
	return theme.SlotOf(n).Name
}
