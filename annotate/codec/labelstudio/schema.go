package labelstudio

import (
	"slices"
	"strings"

	"parley/annotate"
)

// whole is the layer of what is said of whole texts.
const whole = "Document"

// link is the relation type of relations without a label, and both the feature that says
// of one that it goes both ways.
const (
	link = "relation"
	both = "both ways"
)

// schemaOf makes a schema from an interface and from what tasks say.
type schemaOf struct {
	schema annotate.Schema
	layers map[string]int       // by label in lower case, and as it was seen
	filled map[[2]string][2]int // layers and their features, by layer and control as they were seen
	byName map[string]*control
}

func newSchema(c *config) *schemaOf {
	s := &schemaOf{schema: annotate.Schema{Name: "Label Studio", Version: 1}, layers: map[string]int{}, filled: map[[2]string][2]int{}, byName: map[string]*control{}}
	if c == nil {
		return s
	}
	for _, k := range c.controls {
		s.byName[k.name] = k
		if strings.HasSuffix(k.kind, "labels") {
			for i, v := range k.values {
				s.describe(s.layer(v[len(v)-1]), k.about[i])
			}
		}
	}
	for _, k := range c.controls {
		s.offer(k)
	}
	for _, r := range c.relations {
		s.relation(r)
	}
	return s
}

// describe gives a layer what an interface says of its label.
func (s *schemaOf) describe(l *annotate.Layer, d described) {
	if l == nil {
		return
	}
	l.Description, l.Colour = d.hint, d.colour
	taken := slices.ContainsFunc(s.schema.Layers, func(o annotate.Layer) bool { return o.Key == d.hotkey })
	if len(d.hotkey) == 1 && d.hotkey >= "1" && d.hotkey <= "9" && !taken {
		l.Key = d.hotkey
	}
}

// offer makes the features that a control of an interface fills.
func (s *schemaOf) offer(k *control) {
	if strings.HasSuffix(k.kind, "labels") {
		return
	}
	layers := k.when
	if len(layers) == 0 {
		for i := range s.schema.Layers {
			layers = append(layers, s.schema.Layers[i].Name)
		}
	}
	if !k.perRegion {
		layer, _ := about(k.name)
		layers = []string{layer}
	}
	for _, l := range layers {
		f := s.feature(l, k.name, k.kind)
		if f == nil {
			continue
		}
		f.Required = f.Required || k.required
		for i, path := range k.values {
			if k.kind != "taxonomy" {
				path = path[len(path)-1:]
			}
			id := s.tag(f, path)
			if set := s.schema.Tagset(f.Tagset); set != nil && set.Tag(id) != nil {
				set.Tag(id).Definition, set.Tag(id).Colour = k.about[i].hint, k.about[i].colour
			}
		}
	}
}

// about is the layer and the feature of a control that speaks of whole texts.
func about(control string) (layer, feature string) {
	if l, f, ok := strings.Cut(control, "."); ok && strings.TrimSpace(l) != "" && strings.TrimSpace(f) != "" {
		return l, f
	}
	return whole, control
}

// layer is the layer of a label; nil when it is blank.
func (s *schemaOf) layer(label string) *annotate.Layer {
	i, there := s.layers[label]
	if there {
		return &s.schema.Layers[i]
	}
	seen := strings.Clone(label)
	label = strings.TrimSpace(seen)
	if label == "" {
		return nil
	}
	key := strings.ToLower(label)
	if i, there = s.layers[key]; !there {
		i = len(s.schema.Layers)
		s.layers[key] = i
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: annotate.LayerID(label), Name: label})
	}
	s.layers[seen] = i
	return &s.schema.Layers[i]
}

// feature is the feature of a layer that a control fills; nil when there is no layer.
func (s *schemaOf) feature(layer, control, kind string) *annotate.Feature {
	if at, there := s.filled[[2]string{layer, control}]; there {
		return &s.schema.Layers[at[0]].Features[at[1]]
	}
	l := s.layer(layer)
	layer, control = strings.Clone(layer), strings.Clone(control)
	f := s.made(l, layer, control, kind)
	if f == nil {
		return nil
	}
	s.filled[[2]string{layer, control}] = [2]int{s.layers[layer], slices.IndexFunc(l.Features, func(o annotate.Feature) bool { return o.ID == f.ID })}
	return f
}

func (s *schemaOf) made(l *annotate.Layer, layer, control, kind string) *annotate.Feature {
	name := strings.TrimSpace(control)
	if strings.HasPrefix(strings.ToLower(name), strings.ToLower(layer)+".") && len(name) > len(layer)+1 {
		name = name[len(layer)+1:]
	}
	if l == nil || name == "" {
		return nil
	}
	if f := l.FeatureNamed(name); f != nil {
		return f
	}
	f := annotate.Feature{ID: annotate.FeatureID(name), Name: name, Types: []annotate.FeatureType{annotate.TypeText}, Multi: kind == "textarea" && (s.byName[control] == nil || s.byName[control].multiple)}
	switch kind {
	case "number", "rating":
		f.Types[0] = annotate.TypeNumber
	case "datetime":
		f.Types = []annotate.FeatureType{annotate.TypeDate, annotate.TypeText}
	case "choices", "taxonomy":
		f.Types[0], f.Tagset = annotate.TypeTag, s.tagset(control)
		f.Multi = kind == "taxonomy" || s.byName[control] != nil && s.byName[control].multiple
	}
	l.Features = append(l.Features, f)
	return &l.Features[len(l.Features)-1]
}

// tagset is what a control offers.
func (s *schemaOf) tagset(control string) annotate.TagsetID {
	control = strings.TrimSpace(control)
	for i := range s.schema.Tagsets {
		if strings.EqualFold(s.schema.Tagsets[i].Name, control) {
			return s.schema.Tagsets[i].ID
		}
	}
	s.schema.Tagsets = append(s.schema.Tagsets, annotate.Tagset{ID: annotate.TagsetID(control), Name: control})
	return annotate.TagsetID(control)
}

// tag puts a path into the tagset of f, with what stands above it, and gives its ID.
func (s *schemaOf) tag(f *annotate.Feature, path []string) annotate.TagID {
	set := s.schema.Tagset(f.Tagset)
	if set == nil {
		return ""
	}
	var up annotate.TagID
	for i, name := range path[:min(len(path), mostDepth)] {
		if strings.TrimSpace(name) == "" {
			break
		}
		id := annotate.TagID(strings.Join(path[:i+1], "/"))
		g := set.Tag(id)
		if g == nil {
			set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(strings.Clone(string(id))), Name: strings.Clone(name), Parent: up})
			g = &set.Tags[len(set.Tags)-1]
		}
		up = g.ID
	}
	return up
}

// relation is the relation type of a label.
func (s *schemaOf) relation(label string) annotate.RelationTypeID {
	if label = strings.TrimSpace(label); label == "" {
		label = link
	}
	if t := s.schema.RelationNamed(label); t != nil {
		return t.ID
	}
	label = strings.Clone(label)
	s.schema.Relations = append(s.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(label), Name: label})
	return annotate.RelationTypeID(label)
}

// see makes places for what p says.
func (s *schemaOf) see(p *parsed) {
	for _, g := range p.regions {
		for _, l := range g.layers() {
			if s.layer(l) == nil {
				continue
			}
			for _, v := range g.said {
				s.hear(l, v)
			}
		}
	}
	for _, r := range p.links {
		for _, l := range names(r.Labels) {
			id := s.relation(l)
			if t := s.schema.Relation(id); r.Direction == "bi" && len(t.Features) == 0 {
				t.Features = []annotate.Feature{{ID: both, Name: both, Types: []annotate.FeatureType{annotate.TypeBoolean}}}
			}
		}
	}
}

func (s *schemaOf) hear(layer string, v saying) {
	if layer == "" {
		layer, _ = about(v.control)
	}
	f := s.feature(layer, v.control, v.kind)
	if f == nil {
		return
	}
	if len(v.values)+len(v.paths) > 1 {
		f.Multi = true
	}
	for _, path := range v.paths {
		s.tag(f, path)
	}
}

// names are labels, or one that is none.
func names(labels []string) []string {
	if len(labels) == 0 {
		return []string{link}
	}
	return labels
}

// layers are the layers of a region; "" stands for what is about the whole text.
func (g *region) layers() []string {
	switch {
	case !g.placed:
		return slices.Compact(slices.Collect(func(yield func(string) bool) {
			for _, v := range g.said {
				l, _ := about(v.control)
				if !yield(l) {
					return
				}
			}
		}))
	case len(g.labels) == 0:
		return []string{"Region"}
	}
	return slices.Compact(slices.Clone(g.labels))
}
