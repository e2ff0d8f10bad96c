package brat

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// speech is how a collection says what the project records: by the mapping under which it
// came in, and by the names of the project's own parts for what has come since.
type speech struct {
	schema  *annotate.Schema
	mapping *codec.Mapping // nil: nothing came in
	own     *ownNames
	conf    *conf // as it came in
	fresh   bool  // the document did not come from brat
}

// storage is a name in the form in which brat stores it.
func storage(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, name)
}

// ownNames are names in storage form that differ from each other also where brat makes one
// of many letters, as of Arabic ones.
type ownNames struct {
	layers     map[annotate.LayerID]string
	relations  map[annotate.RelationTypeID]string
	features   map[*annotate.Feature]string
	tags       map[*annotate.Tag]string
	labels     map[string]string // what people call them, where that is another name
	labelOrder []string
	events     map[string]bool // layers that may name annotations
}

func newOwnNames(s *annotate.Schema) *ownNames {
	o := &ownNames{
		layers: map[annotate.LayerID]string{}, relations: map[annotate.RelationTypeID]string{},
		features: map[*annotate.Feature]string{}, tags: map[*annotate.Tag]string{}, labels: map[string]string{}, events: map[string]bool{},
	}
	taken := map[string]bool{}
	for i := range s.Layers {
		o.layers[s.Layers[i].ID] = o.name(s.Layers[i].Name, string(s.Layers[i].ID), taken)
	}
	for i := range s.Relations {
		o.relations[s.Relations[i].ID] = o.name(s.Relations[i].Name, string(s.Relations[i].ID), taken)
	}
	for i := range s.Layers {
		l := &s.Layers[i]
		o.slots(l.Features)
		if slices.ContainsFunc(l.Features, func(f annotate.Feature) bool { return f.Takes(annotate.TypeAnnotation) }) {
			o.events[o.layers[l.ID]] = true
		}
	}
	for i := range s.Relations {
		o.slots(s.Relations[i].Features)
	}
	for i := range s.Tagsets {
		mine := map[string]bool{}
		for k := range s.Tagsets[i].Tags {
			g := &s.Tagsets[i].Tags[k]
			o.tags[g] = o.name(g.Name, string(g.ID), mine)
		}
	}
	return o
}

func (o *ownNames) slots(list []annotate.Feature) {
	mine := map[string]bool{}
	for i := range list {
		o.features[&list[i]] = o.name(list[i].Name, string(list[i].ID), mine)
	}
}

// name is the name of a part, or its ID where that can be read and the name cannot.
func (o *ownNames) name(name, id string, taken map[string]bool) string {
	s := storage(name)
	if strings.Trim(s, "_-") == "" || name != s && strings.Count(s, "_")*2 > len(name) {
		s = storage(id)
	}
	if strings.Trim(s, "_-") == "" {
		s = "Type"
	}
	base := s
	for n := 2; taken[strings.ToLower(s)]; n++ {
		s = base + "_" + strconv.Itoa(n)
	}
	taken[strings.ToLower(s)] = true
	if label := flat(name); s != name && !strings.Contains(label, "|") {
		if _, there := o.labels[s]; !there {
			o.labels[s], o.labelOrder = label, append(o.labelOrder, s)
		}
	}
	return s
}

// layer is the type of an annotation; was is that of its line, if it has one.
func (s *speech) layer(a *annotate.Annotation, was string) string {
	best, score := "", -1
	if s.mapping != nil {
		for _, m := range s.mapping.Layers {
			if m.To != a.Layer || !isSet(a, m.Set) {
				continue
			}
			n := 2 * len(m.Set)
			if typeOf(m.From) == was {
				n++
			}
			if n > score {
				best, score = typeOf(m.From), n
			}
		}
	}
	if best == "" {
		best = s.own.layers[a.Layer]
	}
	if best == "" {
		best = storage(string(a.Layer))
	}
	return best
}

func isSet(a *annotate.Annotation, set []codec.Setting) bool {
	for _, one := range set {
		if !slices.ContainsFunc(a.Values(one.Feature), func(v annotate.Value) bool { return v.Tag == one.Tag }) {
			return false
		}
	}
	return true
}

func (s *speech) relation(id annotate.RelationTypeID, was string) string {
	best := ""
	if s.mapping != nil {
		for _, m := range s.mapping.Relations {
			if m.To == id && (best == "" || typeOf(m.From) == was) {
				best = typeOf(m.From)
			}
		}
	}
	if best == "" {
		best = s.own.relations[id]
	}
	if best == "" {
		best = storage(string(id))
	}
	return best
}

// features are the mappings of a type's features; false when it did not come in.
func (s *speech) features(rel bool, typ string) (list []codec.FeatureMapping, in, known bool) {
	if s.mapping == nil {
		return nil, true, false
	}
	if rel {
		for _, m := range s.mapping.Relations {
			if sameType(string(m.From), typ) {
				return m.Features, m.To != "", true
			}
		}
		return nil, true, false
	}
	for _, m := range s.mapping.Layers {
		if sameType(string(m.From), typ) {
			return m.Features, m.To != "", true
		}
	}
	return nil, true, false
}

func sameType(id, typ string) bool { return typeOf(id) == typ }

// came is the mapping of an attribute, role or reference of a type; nil when there is none.
func (s *speech) came(rel bool, typ, name string) *codec.FeatureMapping {
	list, _, _ := s.features(rel, typ)
	for i := range list {
		if sameType(string(list[i].From), name) {
			return &list[i]
		}
	}
	return nil
}

// feature is how a type calls a feature.
func (s *speech) feature(rel bool, typ string, f *annotate.Feature) string {
	list, _, _ := s.features(rel, typ)
	for _, m := range list {
		if m.To == f.ID {
			return typeOf(m.From)
		}
	}
	if n := s.own.features[f]; n != "" {
		return n
	}
	return storage(string(f.ID))
}

// value is how a type says a value as an attribute; of true it says nothing.
func (s *speech) value(rel bool, typ, attribute string, f *annotate.Feature, v annotate.Value) string {
	switch v.Type {
	case annotate.TypeText:
		return v.Text
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		if v.Bool {
			return ""
		}
		return "false"
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeTag:
		if m := s.came(rel, typ, attribute); m != nil {
			for _, from := range slices.Sorted(maps.Keys(m.Tags)) {
				if m.Tags[from] == v.Tag {
					return string(from)
				}
			}
		}
		if set := s.schema.Tagset(f.Tagset); set != nil {
			if g := set.Tag(v.Tag); g != nil {
				return s.own.tags[g]
			}
		}
		return storage(string(v.Tag))
	}
	return ""
}

// means reports whether an attribute's value, as a line has it, says v.
func (s *speech) means(m *codec.FeatureMapping, f *annotate.Feature, value string, v annotate.Value) bool {
	switch v.Type {
	case annotate.TypeBoolean:
		return v.Bool && value == "" || value == strconv.FormatBool(v.Bool)
	case annotate.TypeTag:
		tag := annotate.TagID(value)
		if m != nil && m.Tags[tag] != "" {
			tag = m.Tags[tag]
		}
		if v.Tag == tag {
			return true
		}
		set := s.schema.Tagset(f.Tagset)
		return set != nil && set.TagNamed(value) != nil && set.TagNamed(value).ID == v.Tag
	case annotate.TypeText:
		return v.Text == value
	case annotate.TypeNumber:
		n, err := strconv.ParseFloat(value, 64)
		return err == nil && n == v.Number
	case annotate.TypeDate:
		d, err := annotate.ParseDate(value)
		return err == nil && d == v.Date
	}
	return false
}
