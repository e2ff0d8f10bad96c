package brat

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// gather makes the schema of a collection, from its configuration and from what its files
// have: a type is a layer, an attribute, a role and a kind of reference are features of it.
type gather struct {
	layers    parts
	relations parts
	values    map[string]*values // of attributes
	actors    map[string]*annotate.Entity
	order     []*annotate.Entity
	names     map[string]string // of actors → what they refer to
	newID     func() annotate.ID
}

type parts struct {
	list []*part
	by   map[string]*part
}

type part struct {
	name string
	id   string // unique among parts, whatever the case
	list []*slot
	by   map[string]*slot
}

type slot struct {
	name             string
	id               annotate.FeatureID
	role, ref, value bool // what kinds of lines give it values
	multi, required  bool
	plain            bool // an attribute without a value
	valueType        annotate.FeatureType
	set              *values
	declared         *declared              // nil: nothing is
	more             []annotate.FeatureType // that values have, of one that is declared
}

// values are those of an attribute, on whatever it stands.
type values struct {
	list   []string
	seen   map[string]bool
	set    bool // by the configuration
	spaced bool
}

// mostTags is how many values an attribute has that is no text, where nothing says it.
const mostTags = 100

func newGather(newID func() annotate.ID) *gather {
	return &gather{
		layers: parts{by: map[string]*part{}}, relations: parts{by: map[string]*part{}}, values: map[string]*values{},
		actors: map[string]*annotate.Entity{}, names: map[string]string{}, newID: newID,
	}
}

func (p *parts) get(name string) *part {
	if t := p.by[name]; t != nil {
		return t
	}
	t := &part{name: name, by: map[string]*slot{}}
	p.by[name], p.list = t, append(p.list, t)
	return t
}

func (p *part) slot(name string) *slot {
	if s := p.by[name]; s != nil {
		return s
	}
	s := &slot{name: name}
	p.by[name], p.list = s, append(p.list, s)
	return s
}

// conf takes the configuration in.
func (g *gather) conf(c *conf) {
	for _, name := range c.entities {
		g.layers.get(name)
	}
	for _, e := range c.events {
		g.layers.get(e.name)
	}
	for _, r := range c.relations {
		g.relations.get(r.name)
	}
	g.declare(c.declared)
	for _, e := range c.events {
		for _, r := range e.roles {
			s := g.layers.get(e.name).slot(r.name)
			s.role, s.multi, s.required = true, s.multi || r.multi && s.declared == nil, r.required
		}
	}
	for _, a := range c.attributes {
		g.attribute(c, a)
	}
}

func (g *gather) attribute(c *conf, a attributeConf) {
	v := g.valuesOf(a.name)
	v.set = v.set || len(a.values) > 0
	for _, one := range a.values {
		v.add(one)
	}
	on := func(t *part) {
		s := t.slot(a.name)
		s.value, s.plain, s.set = true, s.plain || len(a.values) == 0, v
	}
	for _, name := range a.on {
		any := name == "<ANY>"
		for _, e := range c.entities {
			if any || name == "<ENTITY>" || name == e {
				on(g.layers.get(e))
			}
		}
		for _, e := range c.events {
			if any || name == "<EVENT>" || name == e.name {
				on(g.layers.get(e.name))
			}
		}
		for _, r := range c.relations {
			if any || name == "<RELATION>" || name == r.name {
				on(g.relations.get(r.name))
			}
		}
	}
}

func (g *gather) valuesOf(attribute string) *values {
	v := g.values[attribute]
	if v == nil {
		v = &values{seen: map[string]bool{}}
		g.values[attribute] = v
	}
	return v
}

func (v *values) add(s string) {
	if v.seen[s] || len(v.list) > mostTags && !v.set {
		return
	}
	v.seen[s] = true
	v.list = append(v.list, s)
	v.spaced = v.spaced || strings.ContainsAny(s, " ")
}

// page takes in what the files of a document have. Their texts need not be known.
func (g *gather) page(p *page) {
	of := map[string]*part{}
	triggers := map[string]bool{}
	for i := range p.lines {
		if l := &p.lines[i]; l.kind == 'E' {
			triggers[l.target] = true
			of[l.id] = g.layers.get(l.typ)
			if of[l.target] == nil { // of two events with one trigger it is the first's
				of[l.target] = of[l.id]
			}
			g.roles(of[l.id], l)
		}
	}
	for i := range p.lines {
		switch l := &p.lines[i]; l.kind {
		case 'T':
			if !triggers[l.id] {
				of[l.id] = g.layers.get(l.typ)
			}
		case 'R':
			of[l.id] = g.relations.get(l.typ)
		case '*':
			g.relations.get(l.typ)
		}
	}
	g.said(p, of)
}

func (g *gather) roles(t *part, l *line) {
	seen := map[string]bool{}
	for _, a := range l.args {
		role := l.roleOf(a)
		s := t.slot(role)
		s.role, s.multi = true, s.multi || seen[role]
		seen[role] = true
	}
}

// said takes in attributes and references.
func (g *gather) said(p *page, of map[string]*part) {
	type about struct{ target, name string }
	seen := map[about]bool{}
	for i := range p.lines {
		l := &p.lines[i]
		t := of[l.target]
		if t == nil || l.kind != 'A' && l.kind != 'N' {
			continue
		}
		s := t.slot(l.typ)
		s.multi = s.multi || seen[about{l.target, l.typ}]
		seen[about{l.target, l.typ}] = true
		if l.kind == 'N' {
			s.ref = true
			g.actor(l.value, l.label)
			continue
		}
		s.value = true
		if s.declared != nil {
			s.see(l.value)
			continue
		}
		if s.plain = s.plain || l.value == ""; l.value != "" {
			g.valuesOf(l.typ).add(l.value)
		}
	}
}

// ours is the database of actors that had none, in files that Parley wrote.
const ours = "Parley:"

// actor is who a reference is to. Two of one name are told apart by it.
func (g *gather) actor(ref, label string) *annotate.Entity {
	if e := g.actors[ref]; e != nil {
		return e
	}
	e := &annotate.Entity{ID: g.newID(), Name: cmp.Or(strings.TrimSpace(label), ref), ExternalID: ref}
	if rest, is := strings.CutPrefix(ref, ours); is {
		e.ExternalID = rest
		if _, err := annotate.ParseID(rest); err == nil {
			e.ExternalID = ""
		}
	}
	if g.names[e.Name] != "" {
		e.Name += " (" + ref + ")"
	}
	g.names[e.Name] = ref
	g.actors[ref], g.order = e, append(g.order, e)
	return e
}

// schema is what was gathered. Names that differ only in case are told apart.
func (g *gather) schema(c *conf) annotate.Schema {
	s := annotate.Schema{Name: "brat", Version: 1}
	sets := g.tagsets(&s, c)
	layers, relations := name(g.layers.list), name(g.relations.list)
	keys := map[string]bool{}
	for _, t := range g.layers.list {
		l := annotate.Layer{ID: annotate.LayerID(t.id), Name: labelled(t.name, t.id, layers, c)}
		if k := c.keys[t.name]; k != "" && !keys[k] {
			l.Key, keys[k] = k, true
		}
		l.Features = g.features(t, sets, c)
		s.Layers = append(s.Layers, l)
	}
	for _, t := range g.relations.list {
		r := annotate.RelationType{ID: annotate.RelationTypeID(t.id), Name: labelled(t.name, t.id, relations, c), Features: g.features(t, sets, c)}
		if i := slices.IndexFunc(c.relations, func(o relationConf) bool { return o.name == t.name }); i >= 0 {
			r.From, r.To = g.ends(c.relations[i].from), g.ends(c.relations[i].to)
		}
		s.Relations = append(s.Relations, r)
	}
	return s
}

// ends are the layers that a relation may join; none when one of the types is none, as <ANY>.
func (g *gather) ends(types []string) (list []annotate.LayerID) {
	for _, name := range types {
		t := g.layers.by[name]
		if t == nil {
			return nil
		}
		if !slices.Contains(list, annotate.LayerID(t.id)) {
			list = append(list, annotate.LayerID(t.id))
		}
	}
	return list
}

// tagsets are the values of attributes that are no texts.
func (g *gather) tagsets(s *annotate.Schema, c *conf) map[string]annotate.TagsetID {
	var names []string
	for name, v := range g.values {
		if len(v.list) > 0 && (v.set || !v.spaced && len(v.list) <= mostTags) && !v.truths() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	ids, taken := map[string]annotate.TagsetID{}, map[string]bool{}
	for _, name := range names {
		id := free(name, taken)
		ids[name] = annotate.TagsetID(id)
		set := annotate.Tagset{ID: annotate.TagsetID(id), Name: id}
		for _, v := range g.values[name].list {
			set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(v), Name: cmp.Or(c.labels[v], v)})
		}
		s.Tagsets = append(s.Tagsets, set)
	}
	return ids
}

// truths reports whether all values are true and false, as Parley writes them.
func (v *values) truths() bool {
	return !v.set && !slices.ContainsFunc(v.list, func(s string) bool { return s != "true" && s != "false" })
}

func (g *gather) features(t *part, sets map[string]annotate.TagsetID, c *conf) (list []annotate.Feature) {
	taken := map[string]bool{}
	for _, s := range t.list {
		s.id = annotate.FeatureID(free(s.name, taken))
	}
	for _, s := range t.list {
		f := annotate.Feature{ID: s.id, Name: labelled(s.name, string(s.id), taken, c), Multi: s.multi, Required: s.required}
		if s.declared != nil {
			id, tagged := sets[s.name]
			if f.Types, f.Multi = s.typesOf(tagged), s.multi || s.declared.multi; f.Takes(annotate.TypeTag) {
				f.Tagset = id
			}
			list = append(list, f)
			continue
		}
		if s.value {
			s.set = g.valuesOf(s.name)
			s.valueType = annotate.TypeText
			switch id, tagged := sets[s.name]; {
			case tagged:
				s.valueType, f.Tagset = annotate.TypeTag, id
				f.Types = append(f.Types, annotate.TypeTag)
			case s.set.truths():
				s.valueType = annotate.TypeBoolean
			default:
				f.Types = append(f.Types, annotate.TypeText)
			}
			if s.valueType == annotate.TypeBoolean || s.plain {
				f.Types = append(f.Types, annotate.TypeBoolean)
			}
		}
		if s.role {
			f.Types = append(f.Types, annotate.TypeAnnotation)
		}
		if s.ref {
			f.Types = append(f.Types, annotate.TypeEntity)
		}
		f.Multi = f.Multi || len(f.Types) > 1 || s.ref
		list = append(list, f)
	}
	return list
}

// read is what an attribute says, as a value; false when it says what it cannot.
func (s *slot) read(value string) (v annotate.Value, ok bool) {
	if s.declared != nil {
		return s.readTyped(value), true
	}
	v.Type = s.valueType
	switch {
	case value == "" && (s.valueType == annotate.TypeBoolean || s.plain):
		return annotate.Value{Type: annotate.TypeBoolean, Bool: true}, true
	case value == "":
		return v, false
	case s.valueType == annotate.TypeBoolean:
		v.Bool = value == "true"
	case s.valueType == annotate.TypeTag:
		v.Tag = annotate.TagID(value)
		return v, s.set.seen[value]
	default:
		v.Text = value
	}
	return v, true
}

// name gives parts IDs that no other has, and says which names are taken.
func name(list []*part) map[string]bool {
	taken := map[string]bool{}
	for _, t := range list {
		t.id = free(t.name, taken)
	}
	return taken
}

// labelled is what people call a type, when the configuration says so and nothing else is
// called that; else its ID.
func labelled(name, id string, taken map[string]bool, c *conf) string {
	label := c.labels[name]
	switch {
	case label == "" || taken[strings.ToLower(label)] && !strings.EqualFold(label, id):
		return id
	}
	taken[strings.ToLower(label)] = true
	return label
}

// free is name, or name with a blank and a number; types have no blanks.
func free(name string, taken map[string]bool) string {
	id := name
	for n := 2; taken[strings.ToLower(id)]; n++ {
		id = fmt.Sprintf("%s %d", name, n)
	}
	taken[strings.ToLower(id)] = true
	return id
}

// typeOf is the type that an ID of [free] stands for.
func typeOf[T ~string](id T) string {
	name, _, _ := strings.Cut(string(id), " ")
	return name
}
