package labelstudio

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// field is a control as it is written: a feature of one or more layers.
type field struct {
	name, kind string
	multi      bool
	required   bool
	yesNo      bool // and nothing else
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
	case f.Takes(annotate.TypeTag) && set != nil && len(set.Tags) > 0, one(annotate.TypeBoolean):
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
			next.yesNo = f.Takes(annotate.TypeBoolean) && !f.Takes(annotate.TypeTag)
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

// ofWhole is f for whole texts of a layer, which has a name that no control of list has: Label
// Studio refuses an interface in which two are called alike.
func (f *field) ofWhole(l *annotate.Layer, list []*field) *field {
	next := *f
	next.whole, next.layers = l.Name, nil
	if l.Name == whole {
		return &next
	}
	name := f.name
	if i := strings.LastIndex(name, "."); i >= 0 && strings.HasPrefix(name, l.Name+".") {
		name = name[i+1:]
	}
	layer := strings.ReplaceAll(l.Name, ".", "_")
	for slices.ContainsFunc(list, func(o *field) bool { return strings.HasPrefix(o.name, layer+".") }) {
		layer += " " // names are read without blanks at their ends; one layer has one
	}
	next.name = layer + "." + name
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

// value is what a control says: the member of a value, and its name; nil for nothing.
func (p *page) value(f *field, values []annotate.Value, about codec.Problem) (name string, value []byte) {
	var list []string
	paths := [][]string{}
	for i := range values {
		v := &values[i]
		if v.Type == annotate.TypeTag && f.kind == "taxonomy" && f.set != nil && f.set.Tag(v.Tag) != nil {
			paths = append(paths, tagPath(f.set, v.Tag))
			continue
		}
		if f.kind == "number" && v.Type == annotate.TypeNumber {
			n, err := json.Marshal(v.Number)
			if err == nil {
				return "number", n
			}
		}
		if s := p.words(f, v, about); s != "" {
			list, paths = append(list, s), append(paths, []string{s})
		}
	}
	switch {
	case len(paths) == 0:
		return "", nil
	case f.kind == "taxonomy":
		b := []byte{'['}
		for i, path := range paths {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendList(b, path)
		}
		return "taxonomy", append(b, ']')
	case f.kind == "choices":
		return "choices", appendList(nil, list)
	case f.kind == "datetime":
		return "datetime", codec.AppendJSON(nil, list[0])
	}
	return "text", appendList(nil, list)
}

func appendList(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = codec.AppendJSON(b, s)
	}
	return append(b, ']')
}

// words is v in words; what comes back as another type is told.
func (p *page) words(f *field, v *annotate.Value, about codec.Problem) (s string) {
	about.Text = f.name
	own := false
	switch v.Type {
	case annotate.TypeText:
		s, own = v.Text, f.kind == "textarea"
	case annotate.TypeNumber:
		s = strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		s = strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		s, own = v.Date.String(), f.kind == "datetime"
	case annotate.TypeTag:
		s, own = string(v.Tag), f.kind == "choices"
		if f.set != nil && f.set.Tag(v.Tag) != nil {
			s = f.set.Tag(v.Tag).Name
		}
	case annotate.TypeEntity:
		s = p.actors[v.Ref]
	}
	switch {
	case s == "":
		p.report.Lose(lostValue, about)
	case !own:
		p.report.Lose(lostType, about)
	}
	return s
}
