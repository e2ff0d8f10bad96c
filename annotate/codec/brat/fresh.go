package brat

import (
	"slices"
	"strings"

	"parley/annotate"
)

// leftovers writes what of a record no line says, behind.
func (s *sheet) leftovers(i int) {
	st, r := &s.states[i], &s.page.records[i]
	if !st.here() {
		return
	}
	if a := st.annotation; a != nil {
		name := s.names[a.ID]
		if !st.event && name != r.name { // it became an event
			typ := s.speech.layer(a, r.typ)
			s.tail = append(s.tail, name+"\t"+typ+":"+r.name+s.added(typ, st, map[string]bool{}))
		}
		s.say(name, false, s.speech.layer(a, r.typ), st.rest, st.notes)
		return
	}
	s.about(st.relation, s.names[st.relation.ID], r.typ, st)
}

// about says the rest of a relation. One of an equivalence has no ID to say it of.
func (s *sheet) about(r *annotate.Relation, name, typ string, st *state) {
	if name == "" {
		if len(st.rest) > 0 || len(st.notes) > 0 {
			s.lose(lostEqual, s.head, "relation "+r.ID.String())
		}
		return
	}
	s.say(name, true, typ, st.rest, st.notes)
}

// say adds the lines of values and notes.
func (s *sheet) say(name string, rel bool, typ string, rest []said, notes []string) {
	for k := range rest {
		v := &rest[k]
		if v.done {
			continue
		}
		v.done = true
		switch v.value.Type {
		case annotate.TypeAnnotation:
			s.lose(lostTarget, s.head, name)
		case annotate.TypeEntity:
			if !v.value.Mention.IsZero() {
				s.lose(lostMention, s.head, name)
			}
			s.tail = append(s.tail, s.saying(s.free('N'), s.speech.feature(rel, typ, v.feature), name, rel, typ, v))
		default:
			s.tail = append(s.tail, s.saying(s.free('A'), s.speech.feature(rel, typ, v.feature), name, rel, typ, v))
		}
	}
	for _, n := range notes {
		s.tail = append(s.tail, s.free('#')+"\t"+noteType+" "+name+"\t"+s.plain(n, name))
	}
}

// fresh writes what is new, behind.
func (s *sheet) fresh(list []*annotate.Annotation) {
	for _, a := range list {
		typ := s.speech.layer(a, "")
		name := s.names[a.ID]
		st := &state{annotation: a, rest: s.values(a.Layer, a.Features), notes: lines(a.Note)}
		if name[0] != 'E' {
			s.tail = append(s.tail, s.placed(name, typ, a))
		} else {
			trigger := s.free('T')
			s.tail = append(s.tail, s.placed(trigger, typ, a), name+"\t"+typ+":"+trigger+s.added(typ, st, map[string]bool{}))
			s.types.event(typ)
			s.ordered(a, st.rest)
		}
		s.say(name, false, typ, st.rest, st.notes)
	}
	s.links()
}

// ordered tells of annotations that a value names behind words, as an event names them first.
func (s *sheet) ordered(a *annotate.Annotation, list []said) {
	for i, v := range list {
		if i > 0 && list[i-1].feature == v.feature && v.value.Type == annotate.TypeAnnotation && list[i-1].value.Type != annotate.TypeAnnotation {
			s.lose(lostOrder, s.head, "annotation "+a.ID.String())
		}
	}
}

func lines(note string) []string {
	if note == "" {
		return nil
	}
	return strings.Split(note, "\n")
}

// links writes the relations that no line has.
func (s *sheet) links() {
	there := map[annotate.ID]bool{}
	for i := range s.states {
		if r := s.states[i].relation; r != nil {
			there[r.ID] = true
		}
	}
	var list []*annotate.Relation
	for _, r := range s.relations {
		if !there[r.ID] {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) })
	for _, r := range list {
		from, to := s.names[r.From], s.names[r.To]
		typ := s.speech.relation(r.Type, "")
		st := &state{relation: r, rest: s.valuesOf(s.relationFeatures(r.Type), r.Features), notes: lines(r.Note)}
		switch {
		case from == "" || to == "":
			s.lose(lostRelation, s.head, "relation "+r.ID.String())
		case s.equals[typ]:
			s.tail = append(s.tail, "*\t"+typ+" "+from+" "+to)
			s.about(r, "", typ, st)
		default:
			name := s.free('R')
			roles, known := s.roles[typ]
			if !known {
				roles = [2]string{"Arg1", "Arg2"}
			}
			s.types.relation(typ)
			s.tail = append(s.tail, name+"\t"+typ+" "+roles[0]+":"+from+" "+roles[1]+":"+to)
			s.about(r, name, typ, st)
		}
	}
}

// equalType is that of equivalences.
const equalType = "Equiv"

// file is annotation file i as it goes out. What is new stands in the last one.
func (s *sheet) file(i int) string {
	f := &s.page.files[i]
	end := len(s.page.lines)
	if i+1 < len(s.page.files) {
		end = s.page.files[i+1].first
	}
	var kept []string
	for k := f.first; k < end; k++ {
		if !s.gone[k] {
			kept = append(kept, s.lines[k])
		}
	}
	out := strings.Join(kept, "\n")
	if strings.HasSuffix(f.content, "\n") && len(kept) > 0 {
		out += "\n"
	}
	if i+1 < len(s.page.files) || len(s.tail) == 0 {
		return out
	}
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	lineEnd := "\n"
	if len(s.page.lines) > 0 && ending(s.page.lines[0].raw) != "" {
		lineEnd = "\r\n"
	}
	return out + strings.Join(s.tail, lineEnd) + lineEnd
}
