package brat

import (
	"maps"
	"slices"
	"strings"

	"parley/annotate"
)

// types are those that new lines use, to be added to a configuration that came in.
type types struct {
	layers     map[string]bool
	events     map[string]map[string]bool // with their roles
	relations  map[string]bool
	attributes map[string]map[string]bool // with their values
}

func newTypes() *types {
	return &types{layers: map[string]bool{}, events: map[string]map[string]bool{}, relations: map[string]bool{}, attributes: map[string]map[string]bool{}}
}

func (t *types) none() bool {
	return len(t.layers)+len(t.events)+len(t.relations)+len(t.attributes) == 0
}

func (t *types) layer(name string)    { t.layers[name] = true }
func (t *types) relation(name string) { t.relations[name] = true }

func (t *types) event(name string) {
	if t.events[name] == nil {
		t.events[name] = map[string]bool{}
	}
}

func (t *types) role(event, name string) {
	t.event(event)
	t.events[event][name] = true
}

func (t *types) attribute(name, value string, tag bool) {
	if t.attributes[name] == nil {
		t.attributes[name] = map[string]bool{}
	}
	if tag && value != "" {
		t.attributes[name][value] = true
	}
}

// merge takes in those of o.
func (t *types) merge(o *types) {
	maps.Copy(t.layers, o.layers)
	maps.Copy(t.relations, o.relations)
	for name, roles := range o.events {
		t.event(name)
		maps.Copy(t.events[name], roles)
	}
	for name, values := range o.attributes {
		t.attribute(name, "", false)
		maps.Copy(t.attributes[name], values)
	}
}

// join takes in the types of a second collection, whose own configuration has no place
// beside the first one's.
func (t *types) join(c *conf) {
	for _, name := range c.entities {
		t.layers[name] = true
	}
	for _, e := range c.events {
		t.event(e.name)
		for _, r := range e.roles {
			t.role(e.name, r.name)
		}
	}
	for _, r := range c.relations {
		t.relation(r.name)
	}
	for _, a := range c.attributes {
		t.attribute(a.name, "", false)
		for _, v := range a.values {
			t.attribute(a.name, v, true)
		}
	}
}

// amend is an annotation.conf with a place for what it has none for.
func (t *types) amend(content string, c *conf) string {
	event := func(name string) bool {
		return slices.ContainsFunc(c.events, func(e eventConf) bool { return e.name == name })
	}
	var entities, events, relations, attributes []string
	for _, name := range slices.Sorted(maps.Keys(t.layers)) {
		if _, is := t.events[name]; !is && !slices.Contains(c.entities, name) && !event(name) {
			entities = append(entities, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.events)) {
		if !event(name) {
			events = append(events, name+"\t"+roles(slices.Sorted(maps.Keys(t.events[name]))))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.relations)) {
		if !slices.ContainsFunc(c.relations, func(r relationConf) bool { return r.name == name }) {
			relations = append(relations, name+"\tArg1:<ANY>, Arg2:<ANY>")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.attributes)) {
		if !slices.ContainsFunc(c.attributes, func(a attributeConf) bool { return a.name == name }) {
			attributes = append(attributes, attributeLine(name, []string{"<ANY>"}, slices.Sorted(maps.Keys(t.attributes[name]))))
		}
	}
	for _, s := range []struct {
		name string
		add  []string
	}{{"entities", entities}, {"relations", relations}, {"events", events}, {"attributes", attributes}} {
		content = insert(content, s.name, s.add)
	}
	return content
}

func roles(names []string) string {
	var list []string
	for _, n := range names {
		list = append(list, n+"*:<ANY>")
	}
	return strings.Join(list, ", ")
}

func attributeLine(name string, on, values []string) string {
	s := name + "\tArg:" + strings.Join(on, "|")
	if len(values) > 0 {
		s += ", Value:" + strings.Join(values, "|")
	}
	return s
}

// insert adds lines behind the last one of a section.
func insert(content, section string, add []string) string {
	if len(add) == 0 {
		return content
	}
	lines := strings.Split(content, "\n")
	at, in := -1, false
	for i, l := range lines {
		trimmed := strings.TrimSpace(l)
		if strings.HasPrefix(trimmed, "[") {
			in = trimmed == "["+section+"]" || section == "entities" && trimmed == "[spans]"
		}
		if in && trimmed != "" {
			at = i
		}
	}
	if at < 0 {
		return strings.TrimRight(content, "\n") + "\n\n[" + section + "]\n" + strings.Join(add, "\n") + "\n"
	}
	return strings.Join(slices.Insert(lines, at+1, add...), "\n")
}

// overlap lets spans stand in each other and across each other: without it brat marks those
// that do.
const overlap = "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"

// annotationConf is the configuration of a schema.
func (o *ownNames) annotationConf(s *annotate.Schema) string {
	w := confWriter{own: o, schema: s, on: map[string][]string{}, values: map[string][]string{}}
	var entities, events, relations, attributes []string
	for i := range s.Layers {
		name := o.layers[s.Layers[i].ID]
		if args := w.features(name, s.Layers[i].Features); len(args) > 0 {
			events = append(events, name+"\t"+roles(args))
		} else {
			entities = append(entities, name)
		}
	}
	for i := range s.Relations {
		r := &s.Relations[i]
		name := o.relations[r.ID]
		w.features(name, r.Features)
		if name == equalType {
			relations = append(relations, equalType+"\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive")
		} else {
			relations = append(relations, name+"\tArg1:"+o.end(r.From)+", Arg2:"+o.end(r.To))
		}
	}
	for _, name := range w.attributes {
		attributes = append(attributes, attributeLine(name, w.on[name], w.values[name]))
	}
	attributes = append(attributes, w.declared...)
	out := ""
	for _, part := range [][]string{append([]string{"[entities]"}, entities...), append([]string{"[relations]", overlap}, relations...),
		append([]string{"[events]"}, events...), append([]string{"[attributes]"}, attributes...)} {
		out += strings.Join(part, "\n") + "\n\n"
	}
	return strings.TrimSuffix(out, "\n")
}

// confWriter gathers the attributes of a schema, which brat has once for all types.
type confWriter struct {
	own        *ownNames
	schema     *annotate.Schema
	attributes []string            // in their order
	on         map[string][]string // the types that have them
	values     map[string][]string
	declared   []string // lines
}

// features takes in those of a type, and gives the roles among them.
func (w *confWriter) features(typ string, list []annotate.Feature) (args []string) {
	for i := range list {
		f := &list[i]
		w.declared = append(w.declared, declare(typ, w.own.features[f], f))
		if f.Takes(annotate.TypeAnnotation) {
			args = append(args, w.own.features[f])
		}
		if slices.ContainsFunc(f.Types, func(t annotate.FeatureType) bool { return t != annotate.TypeAnnotation && t != annotate.TypeEntity }) {
			w.attribute(typ, f)
		}
	}
	return args
}

func (w *confWriter) attribute(typ string, f *annotate.Feature) {
	name := w.own.features[f]
	if w.on[name] == nil {
		w.attributes = append(w.attributes, name)
	}
	w.on[name] = append(w.on[name], typ)
	set := w.schema.Tagset(f.Tagset)
	if set == nil || !f.Takes(annotate.TypeTag) {
		return
	}
	for i := range set.Tags {
		if v := w.own.tags[&set.Tags[i]]; !slices.Contains(w.values[name], v) {
			w.values[name] = append(w.values[name], v)
		}
	}
}

func (o *ownNames) end(layers []annotate.LayerID) string {
	if len(layers) == 0 {
		return "<ANY>"
	}
	var list []string
	for _, id := range layers {
		list = append(list, o.layers[id])
	}
	return strings.Join(list, "|")
}

// visualConf has the names that brat cannot store.
func (o *ownNames) visualConf() string {
	if len(o.labels) == 0 {
		return ""
	}
	out := "[labels]\n"
	for _, name := range o.labelOrder {
		out += name + " | " + o.labels[name] + "\n"
	}
	return out + "\n[drawing]\n"
}

// shortcuts are the digits that mark with a layer.
func (o *ownNames) shortcuts(s *annotate.Schema) (out string) {
	for i := range s.Layers {
		if l := &s.Layers[i]; l.Key != "" {
			out += l.Key + "\t" + o.layers[l.ID] + "\n"
		}
	}
	return out
}
