package webannotsv

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// Names of what a table has no name for.
const (
	next       = "next" // the relation from an element of a chain to the one after
	anyType    = "uima.tcas.Annotation"
	roleName   = annotate.FeatureID("role")
	typeName   = annotate.FeatureID("referenceType")
	relateName = annotate.FeatureID("referenceRelation")
)

// found is what a table holds, in Parley's nouns.
type found struct {
	annotations []foundAnnotation
	relations   []foundRelation
	refused     []refusal
}

type foundAnnotation struct {
	*annotate.Annotation
	mark *mark
}

type foundRelation struct {
	*annotate.Relation
	mark     *mark // of a relation, or the one that has the link
	at       int   // role column of the link; -1: it is none
	nth      int   // which link
	from, to *mark
}

type refusal struct {
	line   int
	record string
	err    error
}

// nouns is what t holds; its rows are placed. What cannot stand is refused. Nothing has an ID,
// nor who recorded it: see [found.name].
func (t *table) nouns() *found {
	f := &found{}
	in := map[*mark]bool{}
	marks := t.marks()
	add := func(m *mark) {
		if m == nil || m.layer.kind == relations || in[m] {
			return
		}
		at, err := m.span()
		if err != nil {
			f.refuse(m, err)
			return
		}
		in[m] = true
		f.annotations = append(f.annotations, foundAnnotation{&annotate.Annotation{
			Layer: annotate.LayerID(m.layer.name), Fragments: []text.Span{at}, Features: m.values(),
		}, m})
	}
	for _, m := range marks {
		add(m)
		if m.layer.kind == relations { // tokens are there as ends only
			for _, end := range []*mark{m.from, m.to} {
				if end != nil && uima.IsToken(end.layer.name) {
					add(end)
				}
			}
		}
	}
	link := func(m *mark, at, nth int, kind string, from, to *mark, values []annotate.FeatureValue) {
		if !in[from] || !in[to] {
			f.refuse(m, errNoEnd)
			return
		}
		f.relations = append(f.relations, foundRelation{&annotate.Relation{Type: annotate.RelationTypeID(kind), Features: values}, m, at, nth, from, to})
	}
	for _, m := range marks {
		switch m.layer.kind {
		case relations:
			link(m, -1, 0, m.layer.name, m.from, m.to, m.values())
		case spans:
			m.eachLink(func(at, nth int, s slot) {
				link(m, at, nth, m.layer.name+":"+m.layer.columns[at].name, m, s.to, s.values())
			})
		}
	}
	for _, pair := range t.chained() {
		link(pair[0], -1, 0, pair[0].layer.name+":"+next, pair[0], pair[1], nil)
	}
	return f
}

// name gives what was found IDs, and somebody who recorded it.
func (f *found) name(id func() annotate.ID, annotator annotate.ID) {
	ids := make(map[*mark]annotate.ID, len(f.annotations))
	for _, a := range f.annotations {
		a.ID, a.Annotator = id(), annotator
		ids[a.mark] = a.ID
	}
	for _, r := range f.relations {
		r.ID, r.From, r.To, r.Annotator = id(), ids[r.from], ids[r.to], annotator
	}
}

func (f *found) refuse(m *mark, err error) {
	f.refused = append(f.refused, refusal{m.units[0].line, m.layer.name, err})
}

// eachLink goes through the links of slots that lead somewhere, or should.
func (m *mark) eachLink(do func(at, nth int, s slot)) {
	for at, c := range m.layer.columns {
		if c.use != role {
			continue
		}
		for nth, s := range m.links[at] {
			if s.to != nil || s.raw != unset && s.raw != nothing {
				do(at, nth, s)
			}
		}
	}
}

// chained are the pairs of elements that follow each other in a chain.
func (t *table) chained() (pairs [][2]*mark) {
	type spot struct {
		layer        *layer
		chain, place int
	}
	if !slices.ContainsFunc(t.layers, func(l *layer) bool { return l.kind == chains }) {
		return nil
	}
	at := map[spot]*mark{}
	marks := t.marks()
	for _, m := range marks {
		if m.chain > 0 {
			at[spot{m.layer, m.chain, m.place}] = m
		}
	}
	for _, m := range marks {
		if after := at[spot{m.layer, m.chain, m.place + 1}]; m.chain > 0 && after != nil {
			pairs = append(pairs, [2]*mark{m, after})
		}
	}
	return pairs
}

// values are the features of m that are set.
func (m *mark) values() (list []annotate.FeatureValue) {
	for i, c := range m.layer.columns {
		if id := c.feature(); id != "" && i < len(m.cells) {
			list = appendText(list, id, m.cells[i])
		}
	}
	return list
}

func (s slot) values() []annotate.FeatureValue { return appendText(nil, roleName, s.role) }

func appendText(list []annotate.FeatureValue, id annotate.FeatureID, cell string) []annotate.FeatureValue {
	if words := said(cell); words != "" {
		list = append(list, annotate.FeatureValue{Feature: id, Values: []annotate.Value{{Type: annotate.TypeText, Text: words}}})
	}
	return list
}

// said is what a cell says; "" for nothing, and for blanks.
func said(cell string) string {
	if cell == unset || cell == nothing {
		return ""
	}
	if words := unescape(cell); strings.TrimSpace(words) != "" {
		return words
	}
	return ""
}

// feature is the feature whose values stand in the column; "" when it has none.
func (c column) feature() annotate.FeatureID {
	switch c.use {
	case plain:
		return annotate.FeatureID(c.name)
	case element:
		return typeName
	case link:
		return relateName
	}
	return ""
}
