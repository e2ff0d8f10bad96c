package webannotsv

import (
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// merger brings a table up to what a project records in a document.
type merger struct {
	*renderer
	*uima.Naming
	table   *table
	found   *found
	mark    map[annotate.ID]*mark // of the project's annotations
	gone    map[*mark]bool
	changed bool
	after   map[*mark]*mark // of chains
	chains  map[*layer]bool // whose elements or order changed
}

// spot tells annotations of one layer at one place.
type spot struct {
	layer annotate.LayerID
	at    text.Span
}

// join tells relations of one type between two marks.
type join struct {
	kind     annotate.RelationTypeID
	from, to *mark
}

func (r *renderer) merge(t *table, n *uima.Naming, annotations []*annotate.Annotation, links []*annotate.Relation) *merger {
	g := &merger{
		renderer: r, Naming: n, table: t, mark: map[annotate.ID]*mark{}, gone: map[*mark]bool{},
		after: map[*mark]*mark{}, chains: map[*layer]bool{}, found: t.nouns(),
	}
	for _, l := range t.layers {
		for _, c := range l.columns {
			g.Own(c.name)
		}
	}
	for _, pair := range t.chained() {
		g.after[pair[0]] = pair[1]
	}
	fresh := g.annotations(annotations)
	for _, a := range fresh {
		g.add(a)
	}
	g.relations(links)
	g.pointers(annotations)
	g.finish()
	return g
}

// annotations finds the project's annotations among those of the file. It gives those that
// are not there; what is there only is marked as gone, unless it never came in.
func (g *merger) annotations(list []*annotate.Annotation) (fresh []*annotate.Annotation) {
	free := map[spot][]*annotate.Annotation{}
	for _, a := range list {
		free[spot{a.Layer, a.Span()}] = append(free[spot{a.Layer, a.Span()}], a)
	}
	var rest []foundAnnotation
	for _, f := range g.found.annotations {
		if k, i := g.same(f, free, true); i >= 0 {
			g.take(f, free, k, i)
		} else {
			rest = append(rest, f)
		}
	}
	for _, f := range rest {
		k, i := g.same(f, free, false)
		switch {
		case k.layer == "": // it never came in
		case i >= 0:
			g.take(f, free, k, i)
		default:
			g.gone[f.mark] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool { return g.mark[a.ID] != nil })
}

// same is the first of the project's annotations that f may be; exactly says with its values.
func (g *merger) same(f foundAnnotation, free map[spot][]*annotate.Annotation, exactly bool) (spot, int) {
	k := spot{g.LayerTo(string(f.Layer)), f.Span()}
	return k, slices.IndexFunc(free[k], func(a *annotate.Annotation) bool { return !exactly || g.alike(f.mark, a) })
}

func (g *merger) take(f foundAnnotation, free map[spot][]*annotate.Annotation, k spot, i int) {
	a := free[k][i]
	free[k] = slices.Delete(free[k], i, i+1)
	g.mark[a.ID] = f.mark
	g.fill(f.mark, a)
}

// alike reports whether the cells of m say what a says.
func (g *merger) alike(m *mark, a *annotate.Annotation) bool {
	features := g.features(a.Layer)
	for i := range features {
		f := &features[i]
		words, _ := g.words(a.Values(f.ID), f)
		at := g.column(m, f)
		if at < 0 && words != "" || at >= 0 && said(m.cells[at]) != words {
			return false
		}
	}
	return true
}

func (g *merger) features(id annotate.LayerID) []annotate.Feature {
	if l := g.schema.Layer(id); l != nil {
		return l.Features
	}
	return nil
}

// column is that of a feature; -1 when there is none.
func (g *merger) column(m *mark, f *annotate.Feature) int {
	name := annotate.FeatureID(g.Feature(m.layer.name, f.ID))
	return slices.IndexFunc(m.layer.columns, func(c column) bool { return c.feature() == name })
}

// fill has the cells of m say what a says, and tells what they cannot.
func (g *merger) fill(m *mark, a *annotate.Annotation) {
	features := g.features(a.Layer)
	p := codec.Problem{Document: g.head.Title, Record: "annotation " + a.ID.String()}
	if a.Note != "" {
		g.report.Lose(lostNote, p)
	}
	if len(a.Fragments) > 1 {
		g.report.Lose(lostHull, p)
	}
	for i := range features {
		f := &features[i]
		words, several := g.words(a.Values(f.ID), f)
		if several {
			g.report.Lose(lostSeveral, p)
		}
		g.say(m, f, words)
	}
}

// say has the column of a feature say words. Tokens have none.
func (g *merger) say(m *mark, f *annotate.Feature, words string) {
	at := g.column(m, f)
	switch {
	case at < 0 && words == "":
	case uima.IsToken(m.layer.name):
		g.report.Lose(lostToken, codec.Problem{Document: g.head.Title, Text: words})
	default:
		if at < 0 {
			at = g.table.featureColumn(m.layer, g.Feature(m.layer.name, f.ID))
			for len(m.cells) < len(m.layer.columns) { // m is in no row yet
				m.cells = append(m.cells, unset)
			}
		}
		g.changed = m.set(at, words) || g.changed
	}
}

// add puts an annotation into the table that it does not have.
func (g *merger) add(a *annotate.Annotation) {
	p := codec.Problem{Document: g.head.Title, Record: "annotation " + a.ID.String()}
	if len(a.Fragments) == 0 {
		g.report.Lose(lostWhole, p)
		return
	}
	units, covered := g.table.cover(g.text, a.Span())
	switch {
	case len(units) == 0:
		g.report.Lose(lostBlank, p)
		return
	case covered != a.Span():
		g.report.Lose(lostEdge, p)
	}
	g.changed = true
	name := g.Layer(a.Layer)
	if uima.IsToken(name) {
		m := &mark{layer: &layer{name: name}, units: units[:1]}
		g.mark[a.ID] = m
		g.fill(m, a)
		return
	}
	l := g.table.ensure(g.kind(name), name)
	m := newMark(l)
	m.put(units)
	g.mark[a.ID] = m
	g.fill(m, a)
	g.chains[l] = l.kind == chains
}

// kind is that of a layer: one whose elements follow each other is a chain.
func (g *merger) kind(name string) kind {
	for _, r := range g.schema.Relations {
		if g.Relation(r.ID) == name+":"+next {
			return chains
		}
	}
	return spans
}

// finish takes out what is gone, and numbers what needs it.
func (g *merger) finish() {
	for m := range g.gone {
		g.changed = true
		if m.layer.kind == chains {
			g.chains[m.layer] = true
			delete(g.after, m)
			for before, after := range g.after {
				if after == m {
					delete(g.after, before)
				}
			}
		}
	}
	g.table.drop(g.gone)
	for _, l := range g.table.layers {
		if g.chains[l] {
			g.table.chain(l, g.after)
		}
	}
	if g.changed {
		g.table.number()
	}
}
