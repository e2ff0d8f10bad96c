package webannotsv

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
)

// relations finds the project's relations among those of the file, adds what is not there,
// and takes out what is there only.
func (g *merger) relations(list []*annotate.Relation) {
	there := map[join][]foundRelation{}
	for _, f := range g.found.relations {
		if to := g.RelationTo(f.Type); to != "" { // else it never came in
			k := join{to, f.from, f.to}
			there[k] = append(there[k], f)
		}
	}
	var fresh []*annotate.Relation
	for _, r := range list {
		k := join{r.Type, g.mark[r.From], g.mark[r.To]}
		i := slices.IndexFunc(there[k], func(f foundRelation) bool { return g.relationAlike(f, r) })
		if i < 0 && len(there[k]) > 0 {
			i = 0
		}
		if i < 0 {
			fresh = append(fresh, r)
			continue
		}
		f := there[k][i]
		there[k] = slices.Delete(there[k], i, i+1)
		g.fillRelation(f.mark, f.at, f.nth, r)
	}
	g.unrelate(there)
	for _, r := range fresh {
		g.relate(r)
	}
	g.report.Relations += len(list)
}

// saidOf is what the file says of a feature of a relation.
func (g *merger) saidOf(f foundRelation, name annotate.FeatureID) string {
	for _, v := range f.Features {
		if v.Feature == name {
			return v.Values[0].Text
		}
	}
	return ""
}

func (g *merger) relationAlike(f foundRelation, r *annotate.Relation) bool {
	features := g.relationFeatures(r.Type)
	for i := range features {
		words, _ := g.words(valuesOf(r, features[i].ID), &features[i])
		if words != g.saidOf(f, annotate.FeatureID(g.Feature(string(f.Type), features[i].ID))) {
			return false
		}
	}
	return true
}

func (g *merger) relationFeatures(id annotate.RelationTypeID) []annotate.Feature {
	if t := g.schema.Relation(id); t != nil {
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

// fillRelation has a relation or a link say what r says.
func (g *merger) fillRelation(m *mark, at, nth int, r *annotate.Relation) {
	p := codec.Problem{Document: g.head.Title, Record: "relation " + r.ID.String()}
	if r.Note != "" {
		g.report.Lose(lostNote, p)
	}
	features := g.relationFeatures(r.Type)
	for i := range features {
		f := &features[i]
		words, several := g.words(valuesOf(r, f.ID), f)
		if several {
			g.report.Lose(lostSeveral, p)
		}
		switch name := g.Feature(g.Relation(r.Type), f.ID); {
		case at >= 0 && name == string(roleName):
			if s := &m.links[at][nth]; said(s.role) != words {
				g.changed, s.role = true, unset
				if words != "" {
					s.role = valueEscapes.Replace(words)
				}
			}
		case m.layer.kind == relations:
			g.sayRelation(m, name, words)
		case words != "":
			g.report.Lose(lostLink, p)
		}
	}
}

func (g *merger) sayRelation(m *mark, name, words string) {
	at := slices.IndexFunc(m.layer.columns, func(c column) bool { return string(c.feature()) == name })
	if at < 0 && words == "" {
		return
	}
	if at < 0 {
		at = g.table.featureColumn(m.layer, name)
	}
	g.changed = m.set(at, words) || g.changed
}

// unrelate takes out what the project does not have.
func (g *merger) unrelate(there map[join][]foundRelation) {
	dead := map[*mark]map[int][]int{}
	for k, list := range there {
		for _, f := range list {
			g.changed = true
			switch {
			case f.mark.layer.kind == relations:
				g.gone[f.mark] = true
			case f.at < 0:
				delete(g.after, k.from)
				g.chains[f.mark.layer] = true
			default:
				if dead[f.mark] == nil {
					dead[f.mark] = map[int][]int{}
				}
				dead[f.mark][f.at] = append(dead[f.mark][f.at], f.nth)
			}
		}
	}
	for m, slots := range dead {
		for at, list := range slots {
			slices.Sort(list)
			for _, nth := range slices.Backward(list) {
				m.links[at] = slices.Delete(m.links[at], nth, nth+1)
			}
			m.cleared(at)
		}
	}
}

// relate adds a relation: as a link of a slot, as the next of a chain, or as what it is.
func (g *merger) relate(r *annotate.Relation) {
	from, to := g.mark[r.From], g.mark[r.To]
	p := codec.Problem{Document: g.head.Title, Record: "relation " + r.ID.String()}
	if from == nil || to == nil || g.gone[from] || g.gone[to] {
		g.report.Lose(lostEnd, p)
		return
	}
	name := g.Relation(r.Type)
	host, feature, isSlot := strings.Cut(name, ":")
	switch {
	case isSlot && feature == next && from.layer.kind == chains:
		if to.layer != from.layer || g.after[from] != nil || g.hasBefore(to) {
			g.report.Lose(lostEnd, p)
			return
		}
		g.after[from], g.chains[from.layer] = to, true
		g.fillRelation(from, -1, 0, r)
	case isSlot && host == from.layer.name && from.layer.kind == spans && to.layer.kind == spans && !uima.IsToken(to.layer.name):
		at := g.table.slotColumn(from.layer, feature, g.leads(r.Type))
		from.link(at, to)
		g.fillRelation(from, at, len(from.links[at])-1, r)
	default:
		g.arc(r, name, from, to, p)
		return
	}
	g.changed = true
}

func (g *merger) hasBefore(m *mark) bool {
	for _, after := range g.after {
		if after == m {
			return true
		}
	}
	return false
}

// leads is the type of what a slot leads to.
func (g *merger) leads(id annotate.RelationTypeID) string {
	if t := g.schema.Relation(id); t != nil && len(t.To) == 1 {
		return g.Layer(t.To[0])
	}
	return anyType
}

// arc adds a relation of a layer of its own.
func (g *merger) arc(r *annotate.Relation, name string, from, to *mark, p codec.Problem) {
	name = strings.ReplaceAll(name, ":", "_")
	l := g.table.layer(name)
	if l == nil {
		base := anyType
		if t := g.schema.Relation(r.Type); t != nil && len(t.From) == 1 && slices.Equal(t.From, t.To) {
			base = g.Layer(t.From[0])
		}
		l = g.table.ensure(relations, name)
		l.columns = append(l.columns, column{source, base, "BT_" + base})
	}
	for _, end := range []*mark{from, to} {
		if numbered := end.layer.kind == spans && !uima.IsToken(end.layer.name); !numbered && l.base() != end.layer.name {
			g.report.Lose(lostEnd, p)
			return
		}
	}
	m := newMark(l)
	m.from, m.to = from, to
	m.put(to.units[:1])
	g.fillRelation(m, -1, 0, r)
	g.changed = true
}

// pointers writes values that are annotations as links of a slot, and tells so: a link is read
// as a relation.
func (g *merger) pointers(list []*annotate.Annotation) {
	for _, a := range list {
		for _, f := range g.features(a.Layer) {
			for _, v := range a.Values(f.ID) {
				if v.Type == annotate.TypeAnnotation {
					g.report.Lose(g.pointer(a, &f, v), codec.Problem{Document: g.head.Title, Record: "annotation " + a.ID.String()})
				}
			}
		}
	}
}

// pointer writes one, and says what is lost of it.
func (g *merger) pointer(a *annotate.Annotation, f *annotate.Feature, v annotate.Value) codec.Kind {
	from, to := g.mark[a.ID], g.mark[v.Ref]
	if from == nil || to == nil || from.layer.kind != spans || to.layer.kind != spans || uima.IsToken(from.layer.name) || uima.IsToken(to.layer.name) {
		return lostValue
	}
	name := g.Feature(from.layer.name, f.ID)
	if len(f.Types) > 1 { // a column of its name has the other values
		name += "Annotation"
	}
	from.link(g.table.slotColumn(from.layer, name, anyType), to)
	g.changed = true
	return lostPointer
}
