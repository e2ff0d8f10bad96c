package codebook

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
)

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
