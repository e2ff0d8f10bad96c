package cas

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
)

// join tells relations of one type between two structures.
type join struct {
	kind     annotate.RelationTypeID
	from, to *structure
}

// relations finds the project's relations in the file, adds what is not there, and takes out
// what is there only.
func (m *merger) relations(list []*annotate.Relation) {
	of := map[annotate.ID]*structure{}
	for _, f := range m.found.annotations {
		of[f.ID] = f.of
	}
	there := map[join][]foundRelation{}
	for _, f := range m.found.relations {
		if to := m.RelationTo(f.Type); to != "" { // else it never came in
			k := join{to, of[f.From], of[f.To]}
			there[k] = append(there[k], f)
		}
	}
	var fresh []*annotate.Relation
	for _, r := range list {
		k := join{r.Type, m.of[r.From], m.of[r.To]}
		if len(there[k]) == 0 {
			fresh = append(fresh, r)
			continue
		}
		i := max(0, slices.IndexFunc(there[k], func(f foundRelation) bool { return f.of != nil && m.relationAlike(f.of, r) }))
		m.fillRelation(there[k][i].of, r)
		m.report.Relations++
		there[k] = slices.Delete(there[k], i, i+1)
	}
	for _, left := range there {
		for _, f := range left {
			m.changed = true
			if f.of != nil {
				m.gone[f.of.id] = true
			} else {
				f.host.unset(f.slot)
			}
		}
	}
	for _, r := range fresh {
		m.relate(r)
	}
}

func (m *merger) relationFeatures(id annotate.RelationTypeID) []annotate.Feature {
	if t := m.schema.Relation(id); t != nil {
		return t.Features
	}
	return nil
}

func valuesOf(r *annotate.Relation, id annotate.FeatureID) []annotate.Value {
	for _, fv := range r.Features {
		if fv.Feature == id {
			return fv.Values
		}
	}
	return nil
}

func (m *merger) relationAlike(s *structure, r *annotate.Relation) bool {
	for _, f := range m.relationFeatures(r.Type) {
		words, _ := m.split(valuesOf(r, f.ID), &f)
		if !slices.Equal(words, m.graph.said(s, m.name(s, m.Relation(r.Type), f.ID))) {
			return false
		}
	}
	return true
}

// fillRelation has s say what r says; nil is the next of a chain, which says nothing.
func (m *merger) fillRelation(s *structure, r *annotate.Relation) {
	p := codec.Problem{Document: m.head.Title, Record: "relation " + r.ID.String()}
	if r.Note != "" {
		m.report.Lose(lostNote, p)
	}
	if s == nil {
		if len(r.Features) > 0 {
			m.report.Lose(lostValue, p)
		}
		return
	}
	for _, f := range m.relationFeatures(r.Type) {
		m.say(s, m.name(s, m.Relation(r.Type), f.ID), &f, valuesOf(r, f.ID), p)
	}
}

// relate adds a relation: as a link of a slot, as the next of a chain, or as what it is.
func (m *merger) relate(r *annotate.Relation) {
	g, from, to := m.graph, m.of[r.From], m.of[r.To]
	if from == nil || to == nil {
		m.report.Lose(lostEnd, codec.Problem{Document: m.head.Title, Record: "relation " + r.ID.String()})
		return
	}
	if !g.isSpan(from) && !isToken(from.kind) || !g.isSpan(to) && !isToken(to.kind) {
		m.report.Lose(lostEnd, codec.Problem{Document: m.head.Title, Record: "relation " + r.ID.String(), Text: "UIMA relates spans, and an end is about the whole document"})
		return
	}
	m.changed = true
	m.report.Relations++
	name := m.Relation(r.Type)
	host, slot, isSlot := strings.Cut(name, ":")
	taken := from.get(next).form == one || from.text(next) != ""
	switch {
	case isSlot && host == g.layerOf(from) && slot == next && !taken && g.layerOf(to) == host && !isToken(host):
		g.types.ensure(from.kind, annotationType)
		g.types.declare(from.kind, next, from.kind, "")
		from.set(next, value{form: one, id: to.id})
		m.fillRelation(nil, r)
	case isSlot && host == g.layerOf(from) && slot != next && !isToken(host):
		m.fillRelation(g.newLink(from, slot, to), r)
	default:
		m.fillRelation(m.arc(strings.ReplaceAll(name, ":", "_"), from, to), r)
	}
}

// isSpan reports whether s has a place in the text, which UIMA wants of the ends of relations.
func (g *graph) isSpan(s *structure) bool {
	return s.has("begin") && (g.types[s.kind] == nil || g.types.is(s.kind, annotationType))
}

// takes reports whether a feature that is declared can name s.
func (g *graph) takes(kind, name string, s *structure) bool {
	f := g.types.feature(kind, name)
	if f == nil {
		return false
	}
	rng := f.rng
	if f.element != "" {
		rng = f.element
	}
	return rng == topType || rng == arrayType || g.types.is(s.kind, rng)
}

// arc is a new relation of a type of its own.
func (m *merger) arc(name string, from, to *structure) *structure {
	g := m.graph
	g.types.ensure(name, annotationType)
	g.types.declare(name, "Governor", annotationType, "")
	g.types.declare(name, "Dependent", annotationType, "")
	start, _ := to.number("begin")
	end, _ := to.number("end")
	s := g.mark(name, start, end)
	s.set("Governor", value{form: one, id: from.id})
	s.set("Dependent", value{form: one, id: to.id})
	return s
}

// newLink is a new link in a slot.
func (g *graph) newLink(from *structure, slot string, to *structure) *structure {
	g.types.ensure(from.kind, annotationType)
	if g.types.feature(from.kind, slot) == nil {
		g.types.declare(from.kind, slot, arrayType, from.kind+strings.ToUpper(slot[:1])+slot[1:]+"Link")
	}
	name := g.types.feature(from.kind, slot).element
	if name == "" {
		name = from.kind + strings.ToUpper(slot[:1]) + slot[1:] + "Link"
	}
	g.types.ensure(name, topType)
	g.types.declare(name, roleName, stringType, "")
	g.types.declare(name, "target", annotationType, "")
	l := g.make(name)
	l.set("target", value{form: one, id: to.id})
	g.setMembers(from, slot, append(g.members(from, slot), l))
	return l
}

// heads gives a head to each chain that has none, as INCEpTION finds chains by them.
func (m *merger) heads() {
	g := m.graph
	behind := map[int]bool{}
	for _, s := range g.list {
		if s.plain {
			continue
		}
		for _, name := range []string{next, "first"} {
			if to := g.to(s, name); to != nil {
				behind[to.id] = true
			}
		}
	}
	for _, s := range g.list[:len(g.list):len(g.list)] { // a new one is not looked at
		if s.plain || g.to(s, next) == nil || behind[s.id] || g.part(s) != span {
			continue
		}
		name := strings.TrimSuffix(uima.Short(s.kind), "Link") + "Chain"
		name = strings.TrimSuffix(s.kind, uima.Short(s.kind)) + name
		g.types.ensure(name, baseType)
		g.types.declare(name, "first", s.kind, "")
		h := g.make(name)
		h.set("sofa", value{form: one, id: g.sofa().id})
		h.set("first", value{form: one, id: s.id})
	}
}
