package brat

import (
	"maps"
	"slices"
	"strconv"

	"parley/annotate"
)

// sheet is one document on its way out: the lines as they came in, and what the project has
// now. What says the same keeps its line; what says something else is written again in its
// place, with its ID; what is gone is left out; what is new comes behind, with free IDs.
type sheet struct {
	*writer
	speech      *speech
	page        *page
	head        *annotate.Document
	annotations map[annotate.ID]*annotate.Annotation
	relations   map[annotate.ID]*annotate.Relation
	states      []state     // of the records
	owners      map[int]int // of a trigger's line its record
	names       map[annotate.ID]string
	lines       []string // as they go out
	gone        []bool   // of the lines
	tail        []string
	next        map[byte]int         // numbers that are taken
	events      map[string]bool      // types that lines have as events
	equals      map[string]bool      // as equivalences
	roles       map[string][2]string // of relations
}

// state is what became of a record.
type state struct {
	annotation *annotate.Annotation
	relation   *annotate.Relation
	out        bool // it never came in: its layer was mapped to nothing
	event      bool
	rest       []said
	notes      []string
}

// said is a value that a line can say.
type said struct {
	feature *annotate.Feature
	value   annotate.Value
	done    bool // a line says it
}

func (s *state) here() bool { return s.annotation != nil || s.relation != nil }

func newSheet(w *writer, sp *speech, p *page, h *annotate.Document, annotations []*annotate.Annotation, relations []*annotate.Relation) *sheet {
	s := &sheet{
		writer: w, speech: sp, page: p, head: h, annotations: map[annotate.ID]*annotate.Annotation{}, relations: map[annotate.ID]*annotate.Relation{},
		states: make([]state, len(p.records)), owners: map[int]int{}, names: map[annotate.ID]string{},
		lines: make([]string, len(p.lines)), gone: make([]bool, len(p.lines)), next: map[byte]int{},
		events: map[string]bool{}, equals: map[string]bool{equalType: true}, roles: map[string][2]string{},
	}
	for _, a := range annotations {
		s.annotations[a.ID] = a
	}
	for _, r := range relations {
		s.relations[r.ID] = r
	}
	for _, e := range sp.conf.events {
		s.events[e.name] = true
	}
	if sp.fresh {
		maps.Copy(s.events, sp.own.events)
	}
	for _, r := range sp.conf.relations {
		if r.roles[0] != "" && r.roles[1] != "" {
			s.roles[r.name] = r.roles
		}
	}
	for i := range p.lines {
		s.known(&p.lines[i])
		s.lines[i] = p.lines[i].raw
		s.take(p.lines[i].id)
		s.take(p.lines[i].target)
		for _, a := range p.lines[i].args {
			s.take(a.target) // also when it leads nowhere: nothing new should be found there
		}
	}
	return s
}

// known takes in what a line says of its type.
func (s *sheet) known(l *line) {
	switch l.kind {
	case 'E':
		s.events[l.typ] = true
	case '*':
		s.equals[l.typ] = true
	case 'R':
		s.roles[l.typ] = [2]string{l.args[0].role, l.args[1].role}
	}
}

// take has nothing new get an ID.
func (s *sheet) take(id string) {
	if id != "" && id != "*" {
		s.next[id[0]] = max(s.next[id[0]], numberOf(id))
	}
}

// find finds the records in the project.
func (s *sheet) find() {
	for i := range s.page.records {
		r, st := &s.page.records[i], &s.states[i]
		id := r.id(s.head.ID)
		if r.rel {
			st.relation = s.relations[id]
		} else {
			st.annotation = s.annotations[id]
		}
		_, in, _ := s.speech.features(r.rel, r.typ)
		st.out = !st.here() && !in
		st.event = !r.rel && r.line != r.place
		if r.rel && !st.here() { // it stayed out with one of its ends
			st.out = st.out || s.states[r.from].out || s.states[r.to].out
			st.out = st.out && s.states[r.from].stands() && s.states[r.to].stands()
		}
		if _, owned := s.owners[r.place]; !owned && !r.rel && st.stands() {
			s.owners[r.place] = i
		}
		if st.annotation != nil {
			s.names[id] = r.name
			st.rest = s.values(st.annotation.Layer, st.annotation.Features)
		} else if st.relation != nil {
			s.names[id] = r.name
			st.rest = s.valuesOf(s.relationFeatures(st.relation.Type), st.relation.Features)
		}
	}
}

func (s *state) stands() bool { return s.here() || s.out }

func (s *sheet) values(layer annotate.LayerID, list []annotate.FeatureValue) []said {
	if l := s.schema.Layer(layer); l != nil {
		return s.valuesOf(l.Features, list)
	}
	return s.valuesOf(nil, list)
}

func (s *sheet) relationFeatures(id annotate.RelationTypeID) []annotate.Feature {
	if t := s.schema.Relation(id); t != nil {
		return t.Features
	}
	return nil
}

func (s *sheet) valuesOf(features []annotate.Feature, list []annotate.FeatureValue) (out []said) {
	for _, fv := range list {
		f := featureIn(features, fv.Feature)
		if f == nil {
			f = &annotate.Feature{ID: fv.Feature, Name: string(fv.Feature)}
		}
		for _, v := range fv.Values {
			out = append(out, said{feature: f, value: v})
		}
	}
	return out
}

func featureIn(list []annotate.Feature, id annotate.FeatureID) *annotate.Feature {
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}

// write gives every annotation a name, and then goes through the lines.
func (s *sheet) write() {
	s.find()
	fresh := s.name()
	for i := range s.page.lines {
		s.line(i)
	}
	s.notes()
	for i := range s.page.lines {
		s.again(i)
	}
	for i := range s.states {
		s.leftovers(i)
	}
	s.fresh(fresh)
}

// free is the next ID of a kind that nobody has.
func (s *sheet) free(kind byte) string {
	s.next[kind]++
	return string(kind) + strconv.Itoa(s.next[kind])
}

// name gives IDs to what is new, in the order of the text, and to annotations that became
// events.
func (s *sheet) name() (fresh []*annotate.Annotation) {
	for _, a := range s.annotations {
		if _, named := s.names[a.ID]; !named {
			fresh = append(fresh, a)
		}
	}
	slices.SortFunc(fresh, annotate.ComparePlace)
	fresh = slices.DeleteFunc(fresh, func(a *annotate.Annotation) bool {
		if len(a.Fragments) == 0 {
			s.lose(lostWhole, s.head, "annotation "+a.ID.String())
		}
		return len(a.Fragments) == 0
	})
	for _, a := range fresh {
		kind := byte('T')
		if s.isEvent(a) {
			kind = 'E'
		}
		s.names[a.ID] = s.free(kind)
	}
	for i := range s.states {
		if st := &s.states[i]; st.annotation != nil && !st.event && hasArguments(st.rest) {
			s.names[st.annotation.ID] = s.free('E')
		}
	}
	return fresh
}

func hasArguments(list []said) bool {
	return slices.ContainsFunc(list, func(v said) bool { return v.value.Type == annotate.TypeAnnotation })
}

// isEvent reports whether an annotation is written as an event: where it names others, its
// layer may, or its type is one of events.
func (s *sheet) isEvent(a *annotate.Annotation) bool {
	for _, fv := range a.Features {
		if slices.ContainsFunc(fv.Values, func(v annotate.Value) bool { return v.Type == annotate.TypeAnnotation }) {
			return true
		}
	}
	return s.events[s.speech.layer(a, "")]
}
