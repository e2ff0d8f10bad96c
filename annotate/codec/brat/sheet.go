package brat

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
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
		at := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature })
		f := &annotate.Feature{ID: fv.Feature, Name: string(fv.Feature)}
		if at >= 0 {
			f = &features[at]
		}
		for _, v := range fv.Values {
			out = append(out, said{feature: f, value: v})
		}
	}
	return out
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
	if hasArguments(s.values(a.Layer, a.Features)) {
		return true
	}
	return s.events[s.speech.layer(a, "")]
}

// line settles a line, but for those that say a value which is another now.
func (s *sheet) line(i int) {
	l := &s.page.lines[i]
	if l.rec < 0 {
		return
	}
	st := &s.states[l.rec]
	switch l.kind {
	case 'T':
		s.place(i, l)
		return
	case '*':
		s.equivalence(i, l)
		return
	}
	if !st.stands() {
		s.gone[i] = true
		return
	}
	if !st.here() {
		return
	}
	switch l.kind {
	case 'E':
		s.event(i, l, st)
	case 'R':
		s.relation(i, st)
	case 'A', 'N':
		s.says(i, l, st)
	}
}

// place is a T line: of an annotation, or of the first event that has it for a trigger.
func (s *sheet) place(i int, l *line) {
	owner, owned := s.owners[i]
	if !owned {
		s.gone[i] = true
		return
	}
	a := s.states[owner].annotation
	if a == nil {
		return
	}
	r := &s.page.records[owner]
	typ := s.speech.layer(a, r.typ)
	if typ == r.typ && slices.Equal(r.frags, a.Fragments) {
		return
	}
	s.lines[i] = s.placed(l.id, typ, a) + ending(l.raw)
}

// ending is the carriage return of a line that has one.
func ending(raw string) string {
	if strings.HasSuffix(raw, "\r") {
		return "\r"
	}
	return ""
}

// placed is a T line.
func (s *sheet) placed(id, typ string, a *annotate.Annotation) string {
	s.types.layer(typ, a.Layer)
	spans := s.pieces(a)
	var b strings.Builder
	b.WriteString(id + "\t" + typ)
	words := make([]string, len(spans))
	for i, span := range spans {
		out := s.page.raw.Out(span)
		start, err := s.page.raw.File().In(out.Start, s.page.unit)
		end, wrong := s.page.raw.File().In(out.End, s.page.unit)
		if err != nil || wrong != nil {
			continue // the store has checked it
		}
		sep := " "
		if i > 0 {
			sep = ";"
		}
		fmt.Fprintf(&b, "%s%d %d", sep, start, end)
		words[i] = s.page.raw.Text.Slice(span)
	}
	return b.String() + "\t" + s.plain(strings.Join(words, " "), "annotation "+a.ID.String())
}

// pieces are the fragments without line ends, as brat cuts them.
func (s *sheet) pieces(a *annotate.Annotation) (out []text.Span) {
	for _, f := range a.Fragments {
		words := s.page.raw.Text.Slice(f)
		if !strings.Contains(words, "\n") {
			out = append(out, f)
			continue
		}
		before := len(out)
		at := f.Start
		for part := range strings.SplitSeq(words, "\n") {
			if trimmed := strings.TrimSpace(part); trimmed != "" {
				start := at + text.Offset(strings.Index(part, trimmed))
				out = append(out, text.Span{Start: start, End: start + text.Offset(len(trimmed))})
			}
			at += text.Offset(len(part) + 1)
		}
		if len(out) == before { // nothing but line ends
			out = append(out, f)
		}
		s.lose(lostLines, s.head, "annotation "+a.ID.String())
	}
	return out
}

// plain is s without what would end a line.
func (s *sheet) plain(words, record string) string {
	out := flat(words)
	if out != words {
		s.lose(lostBreak, s.head, record)
	}
	return out
}

// event is an E line, which stays when its type and its arguments do.
func (s *sheet) event(i int, l *line, st *state) {
	r := &s.page.records[l.rec]
	typ, trigger := s.speech.layer(st.annotation, r.typ), l.target
	if owner := s.owners[r.place]; owner != l.rec && s.states[owner].annotation != nil {
		other := s.states[owner].annotation
		if !slices.Equal(other.Fragments, st.annotation.Fragments) || typ != r.typ && s.speech.layer(other, s.page.records[owner].typ) != typ {
			trigger = s.free('T')
			s.tail = append(s.tail, s.placed(trigger, typ, st.annotation))
		}
	}
	args, same := s.arguments(l, r, st)
	if same && typ == r.typ && trigger == l.target {
		return
	}
	s.lines[i] = l.id + "\t" + typ + ":" + trigger + args + ending(l.raw)
}

// arguments are those of an event now, those that it had first, and whether they are the same.
func (s *sheet) arguments(l *line, r *record, st *state) (out string, same bool) {
	same = true
	taken := map[string]bool{}
	var kept []arg
	for _, a := range l.args {
		keep := true
		if a.rec >= 0 {
			keep = s.argues(l, r, st, a)
		}
		if !keep {
			same = false
			continue
		}
		taken[a.role] = true
		kept = append(kept, a)
	}
	for _, a := range kept {
		if base := l.roleOf(a); !taken[base] { // About2 is none without About
			a.role, taken[base] = base, true
		}
		out += " " + a.role + ":" + a.target
	}
	more := s.added(r.typ, st, taken)
	return out + more, same && more == ""
}

// argues reports whether an argument is still one, and then takes its value as said.
func (s *sheet) argues(l *line, r *record, st *state, a arg) bool {
	target := &s.states[a.rec]
	if !target.stands() {
		return false
	}
	feature, in := s.featureOf(r, l.roleOf(a))
	if target.out || !in {
		return true
	}
	for k := range st.rest {
		if v := &st.rest[k]; v.feature.ID == feature && v.value.Type == annotate.TypeAnnotation && v.value.Ref == target.annotation.ID {
			v.done = true
			return true
		}
	}
	return false
}

// featureOf is the project's feature that a name of a type's stands for; false when it stayed
// out at the import.
func (s *sheet) featureOf(r *record, name string) (annotate.FeatureID, bool) {
	_, _, known := s.speech.features(r.rel, r.typ)
	if !known {
		return annotate.FeatureID(name), true
	}
	m := s.speech.came(r.rel, r.typ, name)
	if m == nil || m.To == "" {
		return "", false
	}
	return m.To, true
}

// added are the arguments that no line has.
func (s *sheet) added(typ string, st *state, taken map[string]bool) (out string) {
	for k := range st.rest {
		v := &st.rest[k]
		if v.done || v.value.Type != annotate.TypeAnnotation {
			continue
		}
		v.done = true
		target := s.names[v.value.Ref]
		if target == "" {
			s.lose(lostTarget, s.head, "annotation "+st.annotation.ID.String())
			continue
		}
		base := s.speech.feature(false, typ, v.feature)
		role := base
		for n := 2; taken[role]; n++ {
			role = base + strconv.Itoa(n)
		}
		taken[role] = true
		s.types.role(typ, base)
		out += " " + role + ":" + target
	}
	return out
}

func (s *sheet) relation(i int, st *state) {
	l := &s.page.lines[i]
	r := &s.page.records[l.rec]
	typ := s.speech.relation(st.relation.Type, r.typ)
	from, to := s.page.records[r.from].id(s.head.ID), s.page.records[r.to].id(s.head.ID)
	if typ == r.typ && from == st.relation.From && to == st.relation.To {
		return
	}
	a, b := s.names[st.relation.From], s.names[st.relation.To]
	if a == "" || b == "" {
		s.gone[i] = true
		s.lose(lostRelation, s.head, "relation "+st.relation.ID.String())
		return
	}
	s.types.relation(typ)
	s.lines[i] = l.id + "\t" + typ + " " + l.args[0].role + ":" + a + " " + l.args[1].role + ":" + b + ending(l.raw)
}

// equivalence is a * line: those of its members stay whose relation does.
func (s *sheet) equivalence(i int, l *line) {
	members := []string{l.args[0].target}
	for k := range l.args[1:] {
		if st := &s.states[l.rec+k]; st.stands() {
			members = append(members, l.args[k+1].target)
		}
	}
	switch len(members) {
	case len(l.args):
	case 1:
		s.gone[i] = true
	default:
		s.lines[i] = "*\t" + l.typ + " " + strings.Join(members, " ") + ending(l.raw)
	}
}

// says settles an attribute or a reference whose value is still there.
func (s *sheet) says(i int, l *line, st *state) {
	r := &s.page.records[l.rec]
	feature, in := s.featureOf(r, l.typ)
	if !in {
		return
	}
	m := s.speech.came(r.rel, r.typ, l.typ)
	said := -1
	for k := range st.rest {
		v := &st.rest[k]
		if v.feature.ID != feature || !s.means(m, l, v) {
			continue
		}
		if said = k; !v.done {
			break
		}
	}
	if said < 0 {
		s.lines[i] = "" // to be said again
		return
	}
	st.rest[said].done = true
	if v := st.rest[said].value; v.Type == annotate.TypeEntity {
		s.named[v.Ref] = true
	}
}

func (s *sheet) means(m *codec.FeatureMapping, l *line, v *said) bool {
	if v.value.Type != annotate.TypeEntity {
		return l.kind == 'A' && s.speech.means(m, v.feature, l.value, v.value)
	}
	e := s.entities[v.value.Ref]
	if l.kind != 'N' || e == nil {
		return l.kind == 'A' && e != nil && slices.Contains(e.Names(), l.value)
	}
	ref := reference(e)
	return ref == l.value || e.ExternalID == "" && slices.Contains(e.Names(), l.label)
}

// reference is what a reference to an actor says.
func reference(e *annotate.Entity) string {
	switch {
	case e.ExternalID == "":
		return ours + e.ID.String()
	case strings.ContainsAny(e.ExternalID, " \t\r\n"):
		return ours + storage(e.ExternalID)
	case !strings.Contains(e.ExternalID, ":"):
		return ours + e.ExternalID
	}
	return e.ExternalID
}

// again writes an attribute or a reference whose value is another now.
func (s *sheet) again(i int) {
	l := &s.page.lines[i]
	if s.lines[i] != "" || l.rec < 0 || l.kind != 'A' && l.kind != 'N' {
		return
	}
	s.gone[i] = true
	st, r := &s.states[l.rec], &s.page.records[l.rec]
	feature, _ := s.featureOf(r, l.typ)
	for k := range st.rest {
		v := &st.rest[k]
		entity := v.value.Type == annotate.TypeEntity
		if v.done || v.feature.ID != feature || entity != (l.kind == 'N') || v.value.Type == annotate.TypeAnnotation {
			continue
		}
		v.done, s.gone[i] = true, false
		s.lines[i] = s.saying(l.id, l.typ, l.target, r.rel, r.typ, v) + ending(l.raw)
		return
	}
}

// saying is an A or N line.
func (s *sheet) saying(id, name, target string, rel bool, typ string, v *said) string {
	if v.value.Type == annotate.TypeEntity {
		e := s.entities[v.value.Ref]
		if e == nil {
			e = &annotate.Entity{ID: v.value.Ref}
		}
		s.named[e.ID] = true
		return id + "\t" + name + " " + target + " " + reference(e) + "\t" + s.plain(e.Name, target)
	}
	value := s.plain(s.speech.value(rel, typ, name, v.feature, v.value), target)
	if strings.Contains(value, " ") {
		s.lose(lostWords, s.head, id)
	}
	s.types.attribute(name, typ, rel, value, v.value.Type == annotate.TypeTag)
	if value == "" {
		return id + "\t" + name + " " + target
	}
	return id + "\t" + name + " " + target + " " + value
}

// notes has the lines of a note say its lines; one too many goes, one too few comes behind.
func (s *sheet) notes() {
	of := map[int][]int{}
	for i := range s.page.lines {
		if l := &s.page.lines[i]; l.kind == '#' && l.rec >= 0 && s.states[l.rec].here() {
			of[l.rec] = append(of[l.rec], i)
		}
	}
	for i := range s.states {
		st := &s.states[i]
		if !st.here() {
			continue
		}
		note := ""
		if st.annotation != nil {
			note = st.annotation.Note
		} else {
			note = st.relation.Note
		}
		parts := strings.Split(note, "\n")
		was := make([]string, len(of[i]))
		for k, at := range of[i] {
			was[k] = s.page.lines[at].value
		}
		if note == strings.Join(was, "\n") {
			continue
		}
		if note == "" {
			parts = nil
		}
		for k, at := range of[i] {
			l := &s.page.lines[at]
			switch {
			case k >= len(parts):
				s.gone[at] = true
			case parts[k] != l.value:
				s.lines[at] = l.id + "\t" + l.typ + " " + l.target + "\t" + s.plain(parts[k], l.target) + ending(l.raw)
			}
		}
		st.notes = parts[min(len(of[i]), len(parts)):]
	}
}
