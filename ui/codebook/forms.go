package codebook

import (
	"fmt"
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
	return grouped(n) + " " + what + "s have it."
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

// owner is the layer or relation type whose feature the form shows.
func (p Place) owner() schema.Owner {
	if p.Section == InRelations {
		return schema.OfRelation(annotate.RelationTypeID(p.Of))
	}
	return schema.OfLayer(annotate.LayerID(p.Of))
}

func (f *form) editFeature(alter func(*annotate.Feature)) {
	o, id := f.at.owner(), annotate.FeatureID(f.at.Part)
	f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.EditFeature(o, id, alter) })
}

func (f *form) buildFeature() {
	f.add("Name", newWriting(f, "", 1, say(f.feature, func(x *annotate.Feature) string { return x.Name }),
		func(s string) { f.editFeature(func(x *annotate.Feature) { x.Name = s }) }))
	f.add("Description", newWriting(f, "what is written here", 3, say(f.feature, func(x *annotate.Feature) string { return x.Description }),
		func(s string) { f.editFeature(func(x *annotate.Feature) { x.Description = s }) }))
	var types []tickable
	for t := annotate.TypeText; t <= annotate.TypeAnnotation; t++ {
		types = append(types, tickable{text: typeWords[t], is: func() bool { x := f.feature(); return x != nil && x.Takes(t) },
			set: func(yes bool) { f.takes(t, yes) }})
	}
	f.add("Takes", newTicking(f, 100, types...))
	f.add("Tagset", newChoosing(f, say(f.feature, f.tagsetWord), f.tagsets))
	f.add("", newTicking(f, 200,
		tickable{"Several values", "", func() bool { x := f.feature(); return x != nil && x.Multi }, func(yes bool) { f.editFeature(func(x *annotate.Feature) { x.Multi = yes }) }},
		tickable{"Required", "", func() bool { x := f.feature(); return x != nil && x.Required }, func(yes bool) { f.editFeature(func(x *annotate.Feature) { x.Required = yes }) }}))
	f.ending("feature", true)
}

// takes has the feature take values of a type, or not. One that comes to take tags begins
// with the first tagset.
func (f *form) takes(t annotate.FeatureType, yes bool) {
	s := f.schema()
	f.editFeature(func(x *annotate.Feature) {
		x.Types = slices.DeleteFunc(x.Types, func(o annotate.FeatureType) bool { return o == t })
		if yes {
			x.Types = append(x.Types, t)
		}
		if x.Takes(annotate.TypeTag) && x.Tagset == "" && len(s.Tagsets) > 0 {
			x.Tagset = s.Tagsets[0].ID
		}
	})
}

func (f *form) tagsetWord(x *annotate.Feature) string {
	if t := f.schema().Tagset(x.Tagset); t != nil && x.Takes(annotate.TypeTag) {
		return t.Name
	}
	return "takes no tags"
}

func (f *form) tagsets() (items []*fyne.MenuItem) {
	x, s := f.feature(), f.schema()
	if x == nil {
		return nil
	}
	for i := range s.Tagsets {
		id := s.Tagsets[i].ID
		item := fyne.NewMenuItem(fmt.Sprintf("%s – %s", s.Tagsets[i].Name, counted(len(s.Tagsets[i].Tags), "tag")), func() {
			f.editFeature(func(x *annotate.Feature) {
				x.Tagset = id
				if !x.Takes(annotate.TypeTag) {
					x.Types = append(x.Types, annotate.TypeTag)
				}
			})
		})
		item.Checked = id == x.Tagset && x.Takes(annotate.TypeTag)
		items = append(items, item)
	}
	return items
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

func (f *form) editRelation(alter func(*annotate.RelationType)) {
	id := annotate.RelationTypeID(f.at.Of)
	f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.EditRelation(id, alter) })
}

func (f *form) buildRelation() {
	f.add("Name", newWriting(f, "as “supports”", 1, say(f.relation, func(r *annotate.RelationType) string { return r.Name }),
		func(s string) { f.editRelation(func(r *annotate.RelationType) { r.Name = s }) }))
	f.add("Description", newWriting(f, "when to draw it", 3, say(f.relation, func(r *annotate.RelationType) string { return r.Description }),
		func(s string) { f.editRelation(func(r *annotate.RelationType) { r.Description = s }) }))
	from := func(r *annotate.RelationType) *[]annotate.LayerID { return &r.From }
	to := func(r *annotate.RelationType) *[]annotate.LayerID { return &r.To }
	f.add("From", newChoosing(f, func() string { return f.endWords(from) }, func() []*fyne.MenuItem { return f.endItems(from) }))
	f.add("To", newChoosing(f, func() string { return f.endWords(to) }, func() []*fyne.MenuItem { return f.endItems(to) }))
	f.ending("relation type", true)
}

func (f *form) endWords(end func(*annotate.RelationType) *[]annotate.LayerID) string {
	if r := f.relation(); r != nil {
		return layerNames(f.schema(), *end(r))
	}
	return ""
}

// endItems are any layer, and each layer, which is put to the allowed ones or taken from them.
func (f *form) endItems(end func(*annotate.RelationType) *[]annotate.LayerID) []*fyne.MenuItem {
	r, s := f.relation(), f.schema()
	if r == nil {
		return nil
	}
	any := fyne.NewMenuItem("any layer", func() { f.editRelation(func(r *annotate.RelationType) { *end(r) = nil }) })
	any.Checked = len(*end(r)) == 0
	items := []*fyne.MenuItem{any, fyne.NewMenuItemSeparator()}
	for i := range s.Layers {
		id := s.Layers[i].ID
		has := slices.Contains(*end(r), id)
		item := fyne.NewMenuItem(s.Layers[i].Name, func() {
			f.editRelation(func(r *annotate.RelationType) {
				list := slices.DeleteFunc(*end(r), func(l annotate.LayerID) bool { return l == id })
				if !has {
					list = append(list, id)
				}
				*end(r) = list
			})
		})
		item.Checked = has
		items = append(items, item)
	}
	return items
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

func (f *form) buildVersions() {
	f.add("Name", newWriting(f, "", 1, func() string { return f.schema().Name }, func(s string) {
		f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.Rename(s) })
	}))
	f.add("Holds", newWords(func() string { return holds(f.schema()) }))
	if f.editor.writable() {
		in := control.NewButton("Import…", func() { call(f.editor.OnImport) })
		in.Key = "Ctrl+I"
		in.Refresh()
		out := control.NewButton("Export…", func() { call(f.editor.OnExport) })
		out.Key = "Ctrl+E"
		out.Refresh()
		f.add("", newButtons(in, out)).wider()
	}
}

// holds is "3 layers, 5 tagsets with 52 tags, 4 relation types".
func holds(s *annotate.Schema) string {
	tags := 0
	for i := range s.Tagsets {
		tags += len(s.Tagsets[i].Tags)
	}
	return counted(len(s.Layers), "layer") + ", " + counted(len(s.Tagsets), "tagset") + " with " + counted(tags, "tag") + ", " + counted(len(s.Relations), "relation type")
}

func (f *form) buildRecheck() {
	one := func() (m Marked) {
		for _, m := range f.editor.source.Marked() {
			if m.Annotation.String() == f.at.Part {
				return m
			}
		}
		return m
	}
	f.add("Words", newWords(func() string { return one().Quote }))
	f.add("Document", newWords(func() string { return one().Title }))
	f.add("Why", newWords(func() string { return one().Why }))
	jump := control.NewButton("Show in the text", func() { f.editor.activate(f.at) })
	jump.Key = "↵"
	jump.Refresh()
	done := control.NewButton("Rechecked", func() { f.editor.rechecked() })
	done.Key = "k"
	done.Refresh()
	f.add("", newButtons(jump, done)).wider()
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
