package labelstudio

import (
	"slices"
	"strings"

	"parley/annotate"
)

// field is a control as it is written: a feature of one or more layers.
type field struct {
	name, kind string
	multi      bool
	required   bool
	set        *annotate.Tagset
	layers     []string // by name
	whole      string   // the layer, of a control that speaks of whole texts
}

// kindOf is the control for f; empty when it takes annotations only.
func kindOf(f *annotate.Feature, set *annotate.Tagset) string {
	one := func(t annotate.FeatureType) bool { return len(f.Types) == 1 && f.Takes(t) }
	switch {
	case f.Takes(annotate.TypeTag) && set != nil && slices.ContainsFunc(set.Tags, func(g annotate.Tag) bool { return g.Parent != "" }):
		return "taxonomy"
	case f.Takes(annotate.TypeTag), one(annotate.TypeBoolean):
		return "choices"
	case one(annotate.TypeNumber):
		return "number"
	case f.Types[0] == annotate.TypeDate:
		return "datetime"
	case one(annotate.TypeAnnotation):
		return ""
	}
	return "textarea"
}

// fields are the controls of a schema's layers, by layer and feature. Features that are
// alike share one; of others with one name the later have their layer before it.
func fields(s *annotate.Schema) (byLayer map[annotate.LayerID]map[annotate.FeatureID]*field, list []*field) {
	byLayer = map[annotate.LayerID]map[annotate.FeatureID]*field{}
	for i := range s.Layers {
		l := &s.Layers[i]
		byLayer[l.ID] = map[annotate.FeatureID]*field{}
		for k := range l.Features {
			f := &l.Features[k]
			next := &field{name: f.Name, set: s.Tagset(f.Tagset), multi: f.Multi, required: f.Required}
			next.kind = kindOf(f, next.set)
			if next.kind == "" {
				continue
			}
			j := slices.IndexFunc(list, func(o *field) bool { return strings.EqualFold(o.name, next.name) })
			if j >= 0 && list[j].kind == next.kind && list[j].set == next.set && list[j].multi == next.multi && list[j].required == next.required {
				next = list[j]
			} else if j >= 0 {
				next.name = l.Name + "." + f.Name
				j = -1
			}
			if j < 0 {
				list = append(list, next)
			}
			next.layers = append(next.layers, l.Name)
			byLayer[l.ID][f.ID] = next
		}
	}
	return byLayer, list
}

// ofWhole is f for whole texts of a layer.
func (f *field) ofWhole(l *annotate.Layer) *field {
	next := *f
	next.whole, next.layers = l.Name, nil
	if l.Name == whole {
		return &next
	}
	name := f.name
	if i := strings.LastIndex(name, "."); i >= 0 && strings.HasPrefix(name, l.Name+".") {
		name = name[i+1:]
	}
	next.name = strings.ReplaceAll(l.Name, ".", "_") + "." + name
	return &next
}

// tagPath is a tag with those above it.
func tagPath(set *annotate.Tagset, id annotate.TagID) (names []string) {
	for range mostDepth {
		g := set.Tag(id)
		if g == nil {
			break
		}
		names = append([]string{g.Name}, names...)
		id = g.Parent
	}
	return names
}
