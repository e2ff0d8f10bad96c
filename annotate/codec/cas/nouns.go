package cas

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Names of what a CAS has no name for.
const (
	next     = "next" // the relation from an element of a chain to the one after
	roleName = "role"
	whole    = "Document" // behind a layer's type: of annotations about the whole document
)

var (
	errNoWidth = errors.New("it has no width, and stays in its file only")
	errNoEnd   = errors.New("an end of it is not there")
)

// role says what structures of a type are in Parley's nouns.
type part uint8

const (
	nobody   part = iota // tokens, sentences, metadata, links
	span                 // an annotation of the text
	document             // one about the whole document
	relation
)

// facts are what the type of a structure says of what it is.
type facts struct{ relation, nobody, span, document, unknown bool }

// factsOf are those of a type.
func (g *graph) factsOf(kind string) facts {
	f, known := g.facts[kind]
	if known {
		return f
	}
	f = facts{
		relation: g.types.feature(kind, "Governor") != nil && g.types.feature(kind, "Dependent") != nil,
		nobody: isToken(kind) || kind == sentenceType || kind == metaType || kind == fieldType || kind == sofaType || strings.HasPrefix(kind, tool) ||
			g.types.is(kind, documentType) || g.isReference(kind, "first"),
		span: g.types.is(kind, annotationType), document: g.types.is(kind, baseType), unknown: g.types[kind] == nil,
	}
	if g.facts != nil {
		g.facts[kind] = f
	}
	return f
}

// fixed has what types say be found out once each, until the function that it gives is
// called: they must not change meanwhile.
func (g *graph) fixed() (free func()) {
	g.facts = map[string]facts{}
	return func() { g.facts = nil }
}

// part is what s is.
func (g *graph) part(s *structure) part {
	f := g.factsOf(s.kind)
	begins := false
	if !f.nobody {
		_, begins = s.number("begin")
	}
	switch {
	case f.relation, s.has("Governor") && s.has("Dependent"):
		return relation
	case f.nobody, !begins && s.get("first").form == one:
		return nobody
	case f.span, f.unknown && begins:
		return span
	case f.document:
		return document
	}
	return nobody
}

// layerOf is the type whose layer s is in.
func (g *graph) layerOf(s *structure) string {
	if name, ok := strings.CutSuffix(s.kind, whole); ok && g.types[name] != nil && g.types.is(name, annotationType) && !g.types.is(s.kind, annotationType) {
		return name
	}
	return s.kind
}

// found is what a CAS holds, in Parley's nouns.
type found struct {
	annotations []foundAnnotation
	relations   []foundRelation
	refused     []refusal
}

type foundAnnotation struct {
	*annotate.Annotation
	of *structure
}

// foundRelation is a structure of its own, a link in a slot of host, or next of an element.
type foundRelation struct {
	*annotate.Relation
	of, host *structure
	slot     string
}

type refusal struct {
	of  *structure
	err error
}

// finder makes nouns of a CAS.
type finder struct {
	*graph
	raw       *codec.Raw
	sofa      *structure
	id        func() annotate.ID
	annotator annotate.ID
	ids       map[*structure]annotate.ID
	told      []*structure // see [graph.told]
	found
}

func (g *graph) nouns(raw *codec.Raw, unit text.Unit, id func() annotate.ID, annotator annotate.ID) *found {
	f := &finder{graph: g, raw: raw, sofa: g.sofa(), id: id, annotator: annotator, ids: map[*structure]annotate.ID{}}
	defer g.fixed()()
	f.told = g.told()
	for _, s := range f.told {
		if p := g.part(s); (p == span || p == document) && s.inText(f.sofa) {
			f.annotation(s, p, unit)
		}
	}
	for _, s := range f.tokens() {
		f.annotation(s, span, unit)
	}
	for i := range f.annotations {
		a := &f.annotations[i]
		a.Features = f.values(a.of)
	}
	for _, s := range f.told {
		f.relate(s)
	}
	return &f.found
}

// told are the structures in their order without those that are plain and nobody's, as tokens
// are.
func (g *graph) told() (list []*structure) {
	last, its := "", false
	for _, s := range g.list {
		if s.plain && s.kind != last {
			last, its = s.kind, g.part(s) == nobody
		}
		if !s.plain || !its {
			list = append(list, s)
		}
	}
	return list
}

// tokens are those that relations and links lead to.
func (f *finder) tokens() (list []*structure) {
	ends := map[*structure]bool{}
	end := func(to *structure) {
		if to != nil && isToken(to.kind) {
			ends[to] = true
		}
	}
	for _, s := range f.told {
		switch f.part(s) {
		case relation:
			end(f.to(s, "Governor"))
			end(f.to(s, "Dependent"))
		case nobody:
			end(f.to(s, "target"))
		}
	}
	for _, s := range f.list {
		if len(list) < len(ends) && ends[s] {
			list = append(list, s)
		}
	}
	return list
}

func (f *finder) annotation(s *structure, p part, unit text.Unit) {
	a := &annotate.Annotation{ID: f.id(), Layer: annotate.LayerID(f.layerOf(s)), Annotator: f.annotator}
	if p == span {
		start, ok := s.number("begin")
		end, also := s.number("end")
		at, err := f.raw.Span(codec.Position{Start: start, End: end}, unit)
		switch {
		case !ok || !also:
			err = errors.New("it has no begin or no end")
		case err == nil && at.Empty():
			err = errNoWidth
		}
		if err != nil {
			f.refused = append(f.refused, refusal{s, err})
			return
		}
		a.Fragments = []text.Span{at}
	}
	f.ids[s] = a.ID
	f.annotations = append(f.annotations, foundAnnotation{a, s})
}

// values are the features of a structure that are set, but for those that are relations.
func (f *finder) values(s *structure) (list []annotate.FeatureValue) {
	if s.plain || isToken(s.kind) {
		return nil
	}
	for _, x := range s.open() {
		name := x.name
		if f.own(s, name) {
			continue
		}
		if v := f.valuesOf(s, name); len(v) > 0 {
			list = append(list, annotate.FeatureValue{Feature: annotate.FeatureID(name), Values: v})
		}
	}
	return list
}

// own reports whether a feature is UIMA's or of relations, not of a layer.
func (g *graph) own(s *structure, name string) bool {
	return reserved(name) || name == next && (g.isReference(s.kind, name) || s.get(name).form == one)
}

// reserved reports whether no layer can have a feature of that name.
func reserved(name string) bool {
	return slices.Contains([]string{"begin", "end", "sofa", "Governor", "Dependent"}, name)
}

// isReference reports whether a feature is declared, and to name another structure.
func (g *graph) isReference(kind, name string) bool {
	f := g.types.feature(kind, name)
	return f != nil && !g.types.isPrimitive(f.rng) && !isArray(f.rng)
}

func (f *finder) valuesOf(s *structure, name string) (list []annotate.Value) {
	v := s.get(name)
	for _, to := range append(f.members(s, name), f.to(s, name)) {
		if id := f.ids[to]; to != nil && !id.IsZero() {
			list = append(list, annotate.Value{Type: annotate.TypeAnnotation, Ref: id})
		}
	}
	for _, t := range f.strings(s, name) {
		if strings.TrimSpace(t) != "" {
			list = append(list, annotate.Value{Type: annotate.TypeText, Text: t})
		}
	}
	if v.form > special || strings.TrimSpace(v.text) == "" {
		return unique(list)
	}
	out, ok := f.plain(s.kind, name, v)
	if !ok {
		f.refused = append(f.refused, refusal{s, errors.New(name + " is " + v.text + ", which is no value")})
		return nil
	}
	return append(list, out)
}

func unique(list []annotate.Value) (out []annotate.Value) {
	for _, v := range list {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// plain is a value that is no reference, as its range says.
func (g *graph) plain(kind, name string, v value) (annotate.Value, bool) {
	switch t := g.typeOf(kind, name); t {
	case annotate.TypeNumber:
		n, err := strconv.ParseFloat(v.text, 64)
		return annotate.Value{Type: t, Number: n}, err == nil && n-n == 0
	case annotate.TypeBoolean:
		b, err := strconv.ParseBool(v.text)
		return annotate.Value{Type: t, Bool: b}, err == nil
	case annotate.TypeTag:
		rng := g.types[g.types.feature(kind, name).rng]
		return annotate.Value{Type: t, Tag: annotate.TagID(v.text)}, slices.Contains(rng.allowed, v.text)
	}
	return annotate.Value{Type: annotate.TypeText, Text: v.text}, true
}

// typeOf is the feature type of a feature whose values are words.
func (g *graph) typeOf(kind, name string) annotate.FeatureType {
	x := g.types.feature(kind, name)
	switch {
	case x == nil:
		return annotate.TypeText
	case x.rng == "uima.cas.Boolean":
		return annotate.TypeBoolean
	case slices.Contains([]string{"uima.cas.Integer", "uima.cas.Float", "uima.cas.Double", "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte"}, x.rng):
		return annotate.TypeNumber
	case g.types[x.rng] != nil && len(g.types[x.rng].allowed) > 0 && g.types.is(x.rng, stringType):
		return annotate.TypeTag
	}
	return annotate.TypeText
}

// relate makes the relations that a structure is, or has.
func (f *finder) relate(s *structure) {
	switch f.part(s) {
	case relation:
		f.relation(foundRelation{of: s}, s.kind, f.to(s, "Governor"), f.to(s, "Dependent"), f.values(s))
	case span, document:
		if f.ids[s].IsZero() {
			return
		}
		if to := f.to(s, next); to != nil {
			f.relation(foundRelation{host: s, slot: next}, f.layerOf(s)+":"+next, s, to, nil)
		}
		for _, x := range s.fields { // of a plain one there are none
			name := x.name
			for _, l := range f.members(s, name) {
				if l.has("target") && f.ids[l].IsZero() {
					f.relation(foundRelation{of: l, host: s, slot: name}, f.layerOf(s)+":"+name, s, f.to(l, "target"), f.linkValues(l))
				}
			}
		}
	}
}

func (f *finder) linkValues(l *structure) (list []annotate.FeatureValue) {
	for _, fv := range f.values(l) {
		if fv.Feature != "target" {
			list = append(list, fv)
		}
	}
	return list
}

func (f *finder) relation(r foundRelation, kind string, from, to *structure, values []annotate.FeatureValue) {
	if from == nil || to == nil || f.ids[from].IsZero() || f.ids[to].IsZero() {
		s := r.of
		if s == nil {
			s = r.host
		}
		f.refused = append(f.refused, refusal{s, errNoEnd})
		return
	}
	r.Relation = &annotate.Relation{ID: f.id(), Type: annotate.RelationTypeID(kind), From: f.ids[from], To: f.ids[to], Annotator: f.annotator, Features: values}
	f.relations = append(f.relations, r)
}
