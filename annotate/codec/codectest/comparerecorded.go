package codectest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// recorded compares the annotations and relations of one document.
func (c *comparison) recorded(was, is *document) {
	m := &marks{c, was, is, was.text.String() == is.text.String(), map[annotate.ID]string{}, map[annotate.ID]string{}}
	var both [][2]*annotate.Annotation
	for n, p := range match(was.annotations, is.annotations, m.alike, 6) {
		switch w, i := p[0], p[1]; {
		case i == nil:
			m.old[w.ID] = fmt.Sprintf("%s #%d", m.words(c.was, was, w), n+1)
			c.gone(record{path: "annotation", name: m.old[w.ID], of: was.name(), old: w})
		case w == nil:
			m.new[i.ID] = "+ " + m.words(c.is, is, i)
			c.came(record{path: "annotation", name: m.new[i.ID], of: was.name(), new: i})
		default:
			name := fmt.Sprintf("%s #%d", m.words(c.was, was, w), n+1)
			m.old[w.ID], m.new[i.ID] = name, name
			both = append(both, p)
		}
	}
	for _, p := range both {
		m.annotation(p[0], p[1])
	}
	m.relations()
}

// marks are those of one document.
type marks struct {
	c        *comparison
	was, is  *document
	places   bool                   // the texts are the same, so that places can be compared
	old, new map[annotate.ID]string // names, the same for both of a pair
}

func (m *marks) words(s *side, d *document, a *annotate.Annotation) string {
	return fmt.Sprintf("%s “%s” by %s in %s", s.layer(a.Layer), a.Quote.Exact, s.names[a.Annotator], d.name())
}

// place is where an annotation is, or where texts differ its words without their blanks.
func (m *marks) place(d *document, a *annotate.Annotation) string {
	if len(a.Fragments) == 0 {
		return "whole"
	}
	if m.places {
		return fmt.Sprint(a.Fragments)
	}
	var list []string
	for _, s := range a.Fragments {
		list = append(list, strings.Join(strings.Fields(d.text.Slice(s)), ""))
	}
	return strings.Join(list, " … ")
}

// alike is how much two annotations have in common; one that is of the whole is none that is
// of a piece unless nothing else is left.
func (m *marks) alike(w, i *annotate.Annotation) (n int) {
	switch place := m.place(m.was, w); {
	case place == m.place(m.is, i) && place == "whole":
		n += 6
	case place == m.place(m.is, i):
		n += 12
	}
	if m.places && len(w.Fragments) > 0 && len(i.Fragments) > 0 && !slices.Equal(w.Fragments, i.Fragments) && w.Span().Overlaps(i.Span()) {
		n += 2
		if w.Span() == i.Span() {
			n += 6
		}
	}
	if !m.places && len(w.Fragments) > 1 && m.hull(w, i) {
		n += 8
	}
	if m.c.was.layer(w.Layer) == m.c.is.layer(i.Layer) {
		n += 4
	}
	if m.c.was.names[w.Annotator] == m.c.is.names[i.Annotator] {
		n += 4
	}
	if w.Note == i.Note {
		n++
	}
	return n + 4*m.common(w, i)
}

// hull reports whether i begins and ends with the words that w does.
func (m *marks) hull(w, i *annotate.Annotation) bool {
	pieces := strings.Split(m.place(m.was, w), " … ")
	words := m.place(m.is, i)
	return strings.HasPrefix(words, pieces[0]) && strings.HasSuffix(words, pieces[len(pieces)-1])
}

// common counts the values that both have, of whatever type they are.
func (m *marks) common(w, i *annotate.Annotation) (n int) {
	has := m.c.is.features(m.c.is.layerFeatures(i.Layer), i.Features, nil)
	for f, list := range m.c.was.features(m.c.was.layerFeatures(w.Layer), w.Features, nil) {
		list, other := untyped(list), untyped(has[f])
		n += len(list) - len(without(list, other))
	}
	return n
}

func untyped(list []string) (out []string) {
	for _, s := range list {
		_, said, _ := strings.Cut(s, " ")
		out = append(out, strings.ToLower(said))
	}
	return out
}

func (s *side) layerFeatures(id annotate.LayerID) []annotate.Feature {
	if l := s.schema.Layer(id); l != nil {
		return l.Features
	}
	return nil
}

// features are values in words, by the names of their features.
func (s *side) features(features []annotate.Feature, list []annotate.FeatureValue, annotations map[annotate.ID]string) map[string][]string {
	out := map[string][]string{}
	for _, fv := range list {
		i := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature })
		if i < 0 {
			continue
		}
		for _, v := range fv.Values {
			name := s.name(&features[i], features[i].Name)
			out[name] = append(out[name], s.value(v, &features[i], annotations))
		}
	}
	return out
}

// mentions are those that values were read from: "HTS from Äkteur …".
func (s *side) mentions(list []annotate.FeatureValue, annotations map[annotate.ID]string) (out []string) {
	for _, fv := range list {
		for _, v := range fv.Values {
			if !v.Mention.IsZero() {
				out = append(out, s.names[v.Ref]+" from "+annotations[v.Mention])
			}
		}
	}
	return out
}

// match pairs what is most alike first, and nothing that has less than least in common.
func match[T any](was, is []*T, alike func(w, i *T) int, least int) (out [][2]*T) {
	type pair struct{ w, i, n int }
	var all []pair
	for w := range was {
		for i := range is {
			if n := alike(was[w], is[i]); n >= least {
				all = append(all, pair{w, i, n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.n, a.n) })
	of, taken := map[int]int{}, map[int]bool{}
	for _, p := range all {
		if _, has := of[p.w]; !has && !taken[p.i] {
			of[p.w], taken[p.i] = p.i, true
		}
	}
	for w := range was {
		p := [2]*T{was[w], nil}
		if i, has := of[w]; has {
			p[1] = is[i]
		}
		out = append(out, p)
	}
	for i := range is {
		if !taken[i] {
			out = append(out, [2]*T{nil, is[i]})
		}
	}
	return out
}

func (m *marks) annotation(w, i *annotate.Annotation) {
	c := m.c
	r := record{path: "annotation", name: m.old[w.ID], of: m.was.name(), old: w, new: i}
	c.field(r, "layer", c.was.layer(w.Layer), c.is.layer(i.Layer))
	c.field(r, "place", m.place(m.was, w), m.place(m.is, i))
	c.field(r, "annotator", c.was.names[w.Annotator], c.is.names[i.Annotator])
	c.field(r, "note", w.Note, i.Note)
	c.field(r, "recheck", w.Recheck, i.Recheck)
	m.values(r, c.was.layerFeatures(w.Layer), c.is.layerFeatures(i.Layer), w.Features, i.Features)
	c.values(r, "mention", c.was.mentions(w.Features, m.old), c.is.mentions(i.Features, m.new))
}

func (m *marks) values(r record, wasOf, isOf []annotate.Feature, was, is []annotate.FeatureValue) {
	a, b := m.c.was.features(wasOf, was, m.old), m.c.is.features(isOf, is, m.new)
	var names []string
	for s, list := range map[*side][]annotate.Feature{m.c.was: wasOf, m.c.is: isOf} {
		for i := range list {
			if name := s.name(&list[i], list[i].Name); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	for _, name := range names {
		m.c.differences.values(r, "value "+name, a[name], b[name])
	}
}

func (m *marks) relations() {
	c := m.c
	ends := func(s *side, of map[annotate.ID]string, l *annotate.Relation) string {
		return of[l.From] + " → " + of[l.To]
	}
	words := func(s *side, of map[annotate.ID]string, l *annotate.Relation) string {
		return s.kind(l.Type) + ": " + ends(s, of, l)
	}
	alike := func(w, i *annotate.Relation) (n int) {
		for _, same := range []bool{m.old[w.From] == m.new[i.From], m.old[w.To] == m.new[i.To], c.was.kind(w.Type) == c.is.kind(i.Type)} {
			if same {
				n++
			}
		}
		return n
	}
	for _, p := range match(m.was.relations, m.is.relations, alike, 2) {
		switch w, i := p[0], p[1]; {
		case i == nil:
			c.gone(record{path: "relation", name: words(c.was, m.old, w), of: m.was.name(), old: w})
		case w == nil:
			c.came(record{path: "relation", name: words(c.is, m.new, i), of: m.was.name(), new: i})
		default:
			r := record{path: "relation", name: words(c.was, m.old, w), of: m.was.name(), old: w, new: i}
			c.field(r, "type", c.was.kind(w.Type), c.is.kind(i.Type))
			c.field(r, "ends", ends(c.was, m.old, w), ends(c.is, m.new, i))
			c.field(r, "annotator", c.was.names[w.Annotator], c.is.names[i.Annotator])
			c.field(r, "note", w.Note, i.Note)
			m.values(r, c.was.typeFeatures(w.Type), c.is.typeFeatures(i.Type), w.Features, i.Features)
		}
	}
}

func (s *side) typeFeatures(id annotate.RelationTypeID) []annotate.Feature {
	if k := s.schema.Relation(id); k != nil {
		return k.Features
	}
	return nil
}
