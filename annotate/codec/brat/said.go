package brat

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

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
	if s.speech.fresh && typed(v.feature.Types, value, s.tagNames(v.feature)) != v.value.Type {
		s.lose(lostType, s.head, id)
	}
	s.types.attribute(name, value, v.value.Type == annotate.TypeTag)
	if value == "" {
		return id + "\t" + name + " " + target
	}
	return id + "\t" + name + " " + target + " " + value
}

// tagNames reports whether a value is what a tag of a feature is called.
func (s *sheet) tagNames(f *annotate.Feature) func(string) bool {
	return func(value string) bool {
		if set := s.schema.Tagset(f.Tagset); set != nil {
			for i := range set.Tags {
				if s.speech.own.tags[&set.Tags[i]] == value {
					return true
				}
			}
		}
		return false
	}
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
