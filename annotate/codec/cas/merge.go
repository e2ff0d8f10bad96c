package cas

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// merger brings a CAS up to what a project records in a document.
type merger struct {
	*renderer
	*uima.Naming
	graph   *graph
	head    *annotate.Document
	crlf    []text.Offset // of line ends in the text that are two characters in the file
	found   *found
	of      map[annotate.ID]*structure // of the project's annotations
	known   map[*structure]bool        // that are annotations
	tokens  map[tokenAt]*structure     // of the file, when one is asked for
	gone    map[int]bool
	changed bool
}

// spot tells annotations of one layer at one place.
type spot struct {
	layer annotate.LayerID
	at    text.Span
}

func (r *renderer) merge(x open, n *uima.Naming, annotations []*annotate.Annotation, links []*annotate.Relation) bool {
	g := x.graph
	m := &merger{renderer: r, Naming: n, graph: g, head: r.document.Head, of: map[annotate.ID]*structure{}, gone: map[int]bool{}, known: map[*structure]bool{}}
	ids := 0
	m.found = g.nouns(x.raw, text.UTF16, func() annotate.ID { ids++; return numbered(ids) }, annotate.ID{})
	for _, f := range m.found.annotations {
		m.known[f.of] = true
	}
	file := g.sofa().text("sofaString")
	for i := 0; i+1 < len(file); i++ {
		if file[i] == '\r' && file[i+1] == '\n' {
			m.crlf = append(m.crlf, text.Offset(i-len(m.crlf)))
		}
	}
	m.fields()
	fresh := m.match(annotations)
	for _, a := range fresh {
		m.add(a)
	}
	for _, a := range annotations {
		if s := m.of[a.ID]; s != nil {
			m.fill(s, a)
			m.report.Annotations++
		}
	}
	m.relations(links)
	m.changed = m.changed || len(m.gone) > 0
	g.remove(m.gone)
	if m.changed {
		m.heads()
	}
	return m.changed
}

// in is a place counted as the file counts.
func (m *merger) in(o text.Offset) int {
	n, _ := m.text.In(o, text.UTF16) // annotations stand between characters
	return n + sort.Search(len(m.crlf), func(i int) bool { return m.crlf[i] >= o })
}

// fields brings the metadata up to what the project has.
func (m *merger) fields() {
	was := annotate.Document{Title: m.head.Title}
	codec.SetMetadata(&was, m.graph.fields())
	want := codec.Fields(m.head)
	if slices.Equal(codec.Fields(&was), want) {
		return
	}
	m.changed = true
	m.graph.declareDKPro()
	for _, s := range m.graph.list {
		if s.kind == fieldType {
			m.gone[s.id] = true
		}
	}
	for _, f := range want {
		if f.Name == "title" || f.Name == "language" {
			continue
		}
		s := m.graph.mark(fieldType, 0, 0)
		s.set("key", value{text: f.Name})
		s.set("value", value{text: f.Value})
	}
	for _, s := range m.graph.list {
		if s.kind == metaType {
			s.set("documentTitle", value{text: m.head.Title})
			if m.head.Language != "" {
				s.set("language", value{text: m.head.Language})
			}
		}
	}
}

// match finds the project's annotations in the file. It gives those that are not there; what
// is there only is gone, unless it never came in.
func (m *merger) match(list []*annotate.Annotation) []*annotate.Annotation {
	free := map[spot][]*annotate.Annotation{}
	for _, a := range list {
		free[spotOf(a.Layer, a)] = append(free[spotOf(a.Layer, a)], a)
	}
	rest := m.found.annotations
	for _, exactly := range []bool{true, false} {
		var left []foundAnnotation
		for _, f := range rest {
			k := spotOf(m.LayerTo(string(f.Layer)), f.Annotation)
			i := slices.IndexFunc(free[k], func(a *annotate.Annotation) bool { return !exactly || m.alike(f.of, a) })
			switch {
			case i >= 0:
				m.of[free[k][i].ID] = f.of
				free[k] = slices.Delete(free[k], i, i+1)
			case exactly:
				left = append(left, f)
			case k.layer != "" && !isToken(f.of.kind):
				m.gone[f.of.id] = true
			}
		}
		rest = left
	}
	return slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool { return m.of[a.ID] != nil })
}

func spotOf(l annotate.LayerID, a *annotate.Annotation) spot {
	if len(a.Fragments) == 0 {
		return spot{l, text.Span{Start: -1, End: -1}}
	}
	return spot{l, a.Span()}
}

// name is that of a feature in the file; one that UIMA has for itself is called otherwise.
// What a structure of the file says under a name that UIMA does not allow keeps it.
func (m *merger) name(s *structure, kind string, id annotate.FeatureID) string {
	name := m.Feature(kind, id)
	if own := string(id); own != name && name == uima.Identifier(own) && s.has(own) {
		return own
	}
	if reserved(name) || strings.Contains(kind, ":") && name == "target" {
		name += "Value"
	}
	return name
}

func (m *merger) features(id annotate.LayerID) []annotate.Feature {
	if l := m.schema.Layer(id); l != nil {
		return l.Features
	}
	return nil
}

// alike reports whether s says the words that a says.
func (m *merger) alike(s *structure, a *annotate.Annotation) bool {
	for _, f := range m.features(a.Layer) {
		words, _ := m.split(a.Values(f.ID), &f)
		if !slices.Equal(words, m.graph.said(s, m.name(s, m.graph.layerOf(s), f.ID))) {
			return false
		}
	}
	return true
}

// split is values as words, and as the annotations that they name.
func (m *merger) split(list []annotate.Value, f *annotate.Feature) (words []string, refs []annotate.ID) {
	for _, v := range list {
		if v.Type == annotate.TypeAnnotation {
			refs = append(refs, v.Ref)
		} else if w := m.word(v, f); w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words, refs
}

// said are the words of a feature, as they came in.
func (g *graph) said(s *structure, name string) (list []string) {
	for _, t := range g.strings(s, name) {
		if strings.TrimSpace(t) != "" && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	v := s.get(name)
	if v.form > special || strings.TrimSpace(v.text) == "" {
		return list
	}
	switch out, ok := g.plain(s.kind, name, v); {
	case !ok: // it never came in
	case out.Type == annotate.TypeNumber:
		list = append(list, strconv.FormatFloat(out.Number, 'g', -1, 64))
	case out.Type == annotate.TypeBoolean:
		list = append(list, strconv.FormatBool(out.Bool))
	default:
		list = append(list, v.text)
	}
	return list
}

// add makes a structure for an annotation.
func (m *merger) add(a *annotate.Annotation) {
	g, name := m.graph, m.Layer(a.Layer)
	if g.types[name] == nil {
		g.types.ensure(name, annotationType)
	}
	onlyWhole := !g.types.is(name, annotationType)
	switch {
	case len(a.Fragments) == 0:
		if !onlyWhole {
			name = g.types.ensure(name+whole, baseType).name
		}
		s := g.make(name)
		s.set("sofa", value{form: one, id: g.sofa().id})
		m.of[a.ID], m.known[s] = s, true
	case onlyWhole:
		m.report.Lose(lostSpan, codec.Problem{Document: m.head.Title, Record: "annotation " + a.ID.String()})
		return
	default:
		s := m.place(name, m.in(a.Span().Start), m.in(a.Span().End))
		m.of[a.ID], m.known[s] = s, true
	}
	m.changed = true
}

// tokenAt tells tokens of one type at one place.
type tokenAt struct {
	kind       string
	start, end int
}

// place is a structure at a place: of a token the one that is there.
func (m *merger) place(name string, start, end int) *structure {
	if !isToken(name) {
		return m.graph.mark(name, start, end)
	}
	if m.tokens == nil {
		m.tokens = map[tokenAt]*structure{}
		for _, s := range m.graph.list {
			if isToken(s.kind) {
				b, _ := s.number("begin")
				e, _ := s.number("end")
				m.tokens[tokenAt{s.kind, b, e}] = s
			}
		}
	}
	k := tokenAt{name, start, end}
	if m.tokens[k] == nil {
		m.tokens[k] = m.graph.mark(name, start, end)
	}
	return m.tokens[k]
}

// fill has s say what a says, and tells what it cannot.
func (m *merger) fill(s *structure, a *annotate.Annotation) {
	p := codec.Problem{Document: m.head.Title, Record: "annotation " + a.ID.String()}
	if a.Note != "" {
		m.report.Lose(lostNote, p)
	}
	if len(a.Fragments) > 1 {
		m.report.Lose(lostHull, p)
	}
	if isToken(s.kind) {
		if len(a.Features) > 0 {
			m.report.Lose(lostToken, p)
		}
		return
	}
	for _, f := range m.features(a.Layer) {
		m.say(s, m.name(s, m.graph.layerOf(s), f.ID), &f, a.Values(f.ID), p)
	}
}

// say has a feature of s say values.
func (m *merger) say(s *structure, name string, f *annotate.Feature, list []annotate.Value, p codec.Problem) {
	words, refs := m.split(list, f)
	if !slices.Equal(words, m.graph.said(s, name)) {
		m.words(s, name, f, words, p)
	}
	if len(refs) == 0 && !f.Takes(annotate.TypeAnnotation) {
		return
	}
	if len(f.Types) > 1 { // the other values have its name
		name += "Annotation"
	}
	m.refer(s, name, f, refs, p)
}

func (m *merger) words(s *structure, name string, f *annotate.Feature, list []string, p codec.Problem) {
	g := m.graph
	m.changed = true
	rng := stringType
	switch {
	case f.Multi:
		rng = stringsType
	case slices.Equal(f.Types, []annotate.FeatureType{annotate.TypeNumber}):
		rng = "uima.cas.Double"
	case slices.Equal(f.Types, []annotate.FeatureType{annotate.TypeBoolean}):
		rng = "uima.cas.Boolean"
	}
	g.types.ensure(s.kind, annotationType)
	g.types.declare(s.kind, name, rng, "")
	rng = g.types.feature(s.kind, name).rng
	switch {
	case rng == stringsType || rng == stringType+"[]":
		g.setStrings(s, name, list)
	case len(list) == 0:
		s.unset(name)
	case !fits(list[0], g.typeOf(s.kind, name), rng), len(list) > 1:
		m.report.Lose(lostValue, p)
	case g.typeOf(s.kind, name) == annotate.TypeNumber, rng == "uima.cas.Boolean":
		s.set(name, value{form: literal, text: digits(list[0], rng)})
	default:
		s.set(name, value{text: list[0]})
	}
}

// fits reports whether words are a value of a range.
func fits(words string, t annotate.FeatureType, rng string) bool {
	var err error
	switch {
	case rng == "uima.cas.Double" || rng == "uima.cas.Float":
		_, err = strconv.ParseFloat(words, 64)
	case t == annotate.TypeNumber:
		_, err = strconv.ParseInt(words, 10, 64)
	case t == annotate.TypeBoolean:
		return words == "true" || words == "false"
	}
	return err == nil
}

// digits are a number or a boolean as a range wants it: UIMA takes 4 for no Double in JSON.
func digits(words, rng string) string {
	if (rng == "uima.cas.Double" || rng == "uima.cas.Float") && !strings.ContainsAny(words, ".eE") {
		return words + ".0"
	}
	return words
}

// refer has a feature of s name other annotations.
func (m *merger) refer(s *structure, name string, f *annotate.Feature, refs []annotate.ID, p codec.Problem) {
	g := m.graph
	var want, have []*structure
	for _, to := range append(g.members(s, name), g.to(s, name)) {
		if to != nil && m.known[to] && !slices.Contains(have, to) { // what is no annotation stays
			have = append(have, to)
		}
	}
	for _, id := range refs {
		to := m.of[id]
		switch {
		case to == nil || !g.isSpan(to) && !slices.Contains(have, to) && !g.takes(s.kind, name, to):
			m.report.Lose(lostValue, p)
		case !slices.Contains(want, to):
			want = append(want, to)
		}
	}
	if slices.Equal(want, have) {
		return
	}
	m.changed = true
	g.types.ensure(s.kind, annotationType)
	if f.Multi {
		g.types.declare(s.kind, name, arrayType, annotationType)
		g.setMembers(s, name, want)
		return
	}
	g.types.declare(s.kind, name, annotationType, "")
	if s.unset(name); len(want) > 0 {
		s.set(name, value{form: one, id: want[0].id})
	}
}
