package codebook

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
)

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
