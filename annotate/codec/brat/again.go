package brat

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

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
	s.types.layer(typ)
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
