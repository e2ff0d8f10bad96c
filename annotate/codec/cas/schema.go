package cas

import (
	"maps"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec/uima"
)

// schemaOf collects what the types and structures of files need.
type schemaOf struct {
	schema annotate.Schema
	names  map[string]string // that LayerDefinition and FeatureDefinition give, by type and type:feature
}

func newSchema() schemaOf {
	return schemaOf{annotate.Schema{Name: "CAS", Version: 1}, map[string]string{}}
}

// join takes in what o found, as if s had found it itself.
func (s *schemaOf) join(o *schemaOf) {
	maps.Copy(s.names, o.names)
	for _, l := range o.schema.Layers {
		own := s.schema.Layer(s.layer(string(l.ID)))
		for _, f := range l.Features {
			own.Features = joined(own.Features, f)
		}
	}
	for _, r := range o.schema.Relations {
		own := s.relation(string(r.ID), r.Name)
		if len(r.From) > 0 {
			own.From = r.From
		}
		if len(r.To) > 0 {
			own.To = r.To
		}
		for _, f := range r.Features {
			own.Features = joined(own.Features, f)
		}
	}
	for _, t := range o.schema.Tagsets {
		s.tags(t.ID, t.Name, t.Tags)
	}
}

// joined is list with f, which is one type of value more where it is there.
func joined(list []annotate.Feature, f annotate.Feature) []annotate.Feature {
	i := slices.IndexFunc(list, func(o annotate.Feature) bool { return o.ID == f.ID })
	if i < 0 {
		f.ID, f.Name = annotate.FeatureID(strings.Clone(string(f.ID))), strings.Clone(f.Name) // a part of the file would keep all of it
		return append(list, f)
	}
	list[i].Multi = list[i].Multi || f.Multi
	for _, t := range f.Types {
		if !slices.Contains(list[i].Types, t) {
			list[i].Types = append(list[i].Types, t)
		}
	}
	if list[i].Tagset == "" {
		list[i].Tagset = f.Tagset
	}
	return list
}

func (s *schemaOf) add(g *graph) {
	defer g.fixed()()
	for _, x := range g.list {
		g.definition(x, s.names)
	}
	for _, name := range g.types.order() {
		s.declared(g, name)
	}
	seen := map[string]bool{}
	for _, x := range g.told() {
		if !x.plain || !seen[x.kind] { // those of a type say the same
			s.structure(g, x)
			seen[x.kind] = x.plain
		}
	}
}

// definition reads the names that people see.
func (g *graph) definition(x *structure, names map[string]string) {
	if !strings.HasPrefix(x.kind, tool) {
		return
	}
	name, shown := x.text("name"), x.text("uiName")
	if name == "" || strings.TrimSpace(shown) == "" {
		return
	}
	switch uima.Short(x.kind) {
	case "LayerDefinition":
		names[strings.Clone(name)] = strings.Clone(shown)
	case "FeatureDefinition":
		if l := g.to(x, "layer"); l != nil {
			names[l.text("name")+":"+name] = strings.Clone(shown)
		}
	}
}

// declared takes in a type of a project's own, whether it is used or not.
func (s *schemaOf) declared(g *graph, name string) {
	if strings.HasPrefix(name, "webanno.custom.") || strings.HasPrefix(name, "custom.") {
		s.structure(g, &structure{kind: name})
	}
}

func (s *schemaOf) structure(g *graph, x *structure) {
	switch p := g.part(x); p {
	case span, document:
		l := s.layer(g.layerOf(x))
		for _, f := range features(g, x) {
			if host := g.layerOf(x) + ":" + f; g.isSlot(x, f) {
				s.relation(host, uima.Short(host)).From = []annotate.LayerID{l}
				s.link(g, x, f, host)
			} else if f == next && g.own(x, f) {
				r := s.relation(host, uima.Short(host))
				r.From, r.To = []annotate.LayerID{l}, []annotate.LayerID{l}
			} else if !g.own(x, f) {
				own := s.schema.Layer(l)
				own.Features = s.feature(own.Features, g, x, f)
			}
		}
	case relation:
		r := s.relation(x.kind, uima.Short(x.kind))
		for _, f := range features(g, x) {
			if !g.own(x, f) {
				r.Features = s.feature(r.Features, g, x, f)
			}
		}
		for _, end := range []string{"Governor", "Dependent"} {
			if to := g.to(x, end); to != nil && isToken(to.kind) {
				s.layer(to.kind)
			}
		}
	case nobody:
		if to := g.to(x, "target"); to != nil && isToken(to.kind) {
			s.layer(to.kind)
		}
	}
}

// features are those of x and of its type.
func features(g *graph, x *structure) (list []string) {
	for _, f := range g.types.all(x.kind) {
		list = append(list, f.name)
	}
	for _, f := range x.open() {
		n := f.name
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// isSlot reports whether a feature is a list of links.
func (g *graph) isSlot(x *structure, name string) bool {
	if f := g.types.feature(x.kind, name); f != nil && f.element != "" && g.types.feature(f.element, "target") != nil {
		return true
	}
	list := g.members(x, name)
	return len(list) > 0 && !slices.ContainsFunc(list, func(l *structure) bool {
		return !l.has("target") || g.part(l) != nobody
	})
}

func (s *schemaOf) link(g *graph, x *structure, name, host string) {
	sample := append(g.members(x, name), &structure{})
	if f := g.types.feature(x.kind, name); f != nil && f.element != "" {
		sample[len(sample)-1].kind = f.element
	}
	r := s.schema.Relation(annotate.RelationTypeID(host))
	for _, l := range sample {
		for _, f := range features(g, l) {
			if f != "target" && !g.own(l, f) {
				r.Features = s.feature(r.Features, g, l, f)
			}
		}
	}
}

func (s *schemaOf) layer(name string) annotate.LayerID {
	id := annotate.LayerID(name)
	if s.schema.Layer(id) == nil {
		id, name = annotate.LayerID(strings.Clone(name)), strings.Clone(name) // a part of the file would keep all of it
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: id, Name: name})
	}
	return id
}

func (s *schemaOf) relation(id, name string) *annotate.RelationType {
	kind := annotate.RelationTypeID(id)
	if s.schema.Relation(kind) == nil {
		kind = annotate.RelationTypeID(strings.Clone(id))
		s.schema.Relations = append(s.schema.Relations, annotate.RelationType{ID: kind, Name: strings.Clone(name)})
	}
	return s.schema.Relation(kind)
}

// feature is list with that of x, whose type is what its range or its values say.
func (s *schemaOf) feature(list []annotate.Feature, g *graph, x *structure, name string) []annotate.Feature {
	f := annotate.Feature{ID: annotate.FeatureID(name), Name: name, Types: []annotate.FeatureType{g.typeOf(x.kind, name)}}
	v, declared := x.get(name), g.types.feature(x.kind, name)
	isList := declared != nil && isArray(declared.rng) || v.form > one || len(g.members(x, name)) > 0 || len(g.strings(x, name)) > 0
	isStrings := declared != nil && (declared.rng == stringsType || declared.rng == stringType+"[]") || v.form == texts || len(g.strings(x, name)) > 0
	switch {
	case isList && isStrings:
		f.Multi = true
	case isList:
		f.Multi, f.Types = true, []annotate.FeatureType{annotate.TypeAnnotation}
	case v.form == one || declared != nil && !g.types.isPrimitive(declared.rng):
		f.Types = []annotate.FeatureType{annotate.TypeAnnotation}
	case f.Types[0] == annotate.TypeTag:
		f.Tagset = s.tagset(g.types[declared.rng])
	}
	return joined(list, f)
}

func (s *schemaOf) tagset(k *kind) annotate.TagsetID {
	id := annotate.TagsetID(k.name)
	var tags []annotate.Tag
	for _, t := range k.allowed {
		tags = append(tags, annotate.Tag{ID: annotate.TagID(t), Name: t})
	}
	s.tags(id, uima.Short(k.name), tags)
	return id
}

// tags gives a tagset the tags that it has not.
func (s *schemaOf) tags(id annotate.TagsetID, name string, list []annotate.Tag) {
	if s.schema.Tagset(id) == nil {
		s.schema.Tagsets = append(s.schema.Tagsets, annotate.Tagset{ID: id, Name: name})
	}
	set := s.schema.Tagset(id)
	for _, t := range list {
		if t.ID != "" && set.Tag(t.ID) == nil {
			set.Tags = append(set.Tags, t)
		}
	}
}

// done is the schema under the names that people see, or short ones, where they are free.
func (s *schemaOf) done() annotate.Schema {
	taken := map[string]int{}
	shown := func(id, other string) string {
		if n := s.names[id]; n != "" {
			return n
		}
		return uima.Short(other)
	}
	each := func(do func(group, id string, name *string)) {
		for i := range s.schema.Layers {
			l := &s.schema.Layers[i]
			do("layer", string(l.ID), &l.Name)
			for k := range l.Features {
				do("layer"+string(l.ID), string(l.ID)+":"+string(l.Features[k].ID), &l.Features[k].Name)
			}
		}
		for i := range s.schema.Relations {
			do("relation", string(s.schema.Relations[i].ID), &s.schema.Relations[i].Name)
		}
		for i := range s.schema.Tagsets {
			do("tagset", string(s.schema.Tagsets[i].ID), &s.schema.Tagsets[i].Name)
		}
	}
	each(func(group, id string, name *string) { taken[group+strings.ToLower(shown(id, *name))]++ })
	each(func(group, id string, name *string) {
		if short := shown(id, *name); short != "" && taken[group+strings.ToLower(short)] == 1 {
			*name = short
		} else if !strings.HasPrefix(group, "layer") || group == "layer" {
			*name = id
		}
	})
	return s.schema
}
