package webannotsv

import (
	"slices"
	"sort"
	"strings"

	"parley/annotate/text"
)

// Changes of a table. None of them keeps numbers right: see number.

// ensure is the layer of that type, made where it is not there.
func (t *table) ensure(k kind, name string) *layer {
	if l := t.layer(name); l != nil {
		return l
	}
	l := &layer{kind: k, name: name}
	if k == chains {
		l.columns = []column{{element, "referenceType", "referenceType"}, {link, "referenceRelation", "referenceRelation"}}
	}
	t.layers = append(t.layers, l)
	return l
}

// insert puts columns before one, and nothing into their cells.
func (t *table) insert(l *layer, at int, list ...column) {
	if len(l.columns) == 0 {
		for _, m := range t.marks() {
			if m.layer == l {
				m.cells = nil
			}
		}
	}
	l.columns = slices.Insert(l.columns, at, list...)
	for _, m := range t.marks() {
		if m.layer != l {
			continue
		}
		for i, c := range list {
			m.cells = slices.Insert(m.cells, at+i, empty(c.use))
		}
	}
}

func empty(u use) string {
	if u == role || u == source {
		return nothing
	}
	return unset
}

// featureColumn is the column of a feature's values, made where it is not there.
func (t *table) featureColumn(l *layer, name string) int {
	at := slices.IndexFunc(l.columns, func(c column) bool { return string(c.feature()) == name })
	if at < 0 {
		if at = l.find(source, ""); at < 0 {
			at = len(l.columns)
		}
		t.insert(l, at, column{plain, name, name})
	}
	return at
}

// slotColumn is the role column of a slot, made where it is not there.
func (t *table) slotColumn(l *layer, name, leads string) int {
	at := l.find(role, name)
	if at < 0 {
		at = len(l.columns)
		t.insert(l, at,
			column{role, name, "ROLE_" + l.name + ":" + name + "_" + l.name + strings.ToUpper(name[:1]) + name[1:] + "Link"},
			column{target, leads, leads})
	}
	return at
}

// newMark is a mark of l without values.
func newMark(l *layer) *mark {
	m := &mark{layer: l}
	for _, c := range l.columns {
		m.cells = append(m.cells, empty(c.use))
	}
	return m
}

// link adds a link without a role.
func (m *mark) link(at int, to *mark) {
	if m.links == nil {
		m.links = map[int][]slot{}
	}
	m.links[at] = append(m.links[at], slot{role: unset, to: to})
}

// put has m stand at units.
func (m *mark) put(units []*unit) {
	m.units = units
	for _, u := range units {
		u.put(m.layer, m)
	}
}

// drop takes marks away, and what leads to them.
func (t *table) drop(gone map[*mark]bool) {
	if len(gone) == 0 {
		return
	}
	for _, m := range t.marks() {
		if m.layer.kind == relations && (gone[m.from] || gone[m.to]) {
			gone[m] = true
		}
		for at := range m.links {
			m.links[at] = slices.DeleteFunc(m.links[at], func(s slot) bool { return s.to != nil && gone[s.to] })
			m.cleared(at)
		}
	}
	for _, s := range t.sentences {
		for _, u := range s.units {
			for i := range u.stacks {
				u.stacks[i].marks = slices.DeleteFunc(u.stacks[i].marks, func(m *mark) bool { return gone[m] })
			}
		}
		s.units = slices.DeleteFunc(s.units, func(u *unit) bool { return u.piece > 0 && u.bare() })
	}
}

// cleared has an empty slot say so.
func (m *mark) cleared(at int) {
	if len(m.links[at]) == 0 {
		m.cells[at], m.cells[at+1] = nothing, unset
	}
}

func (u *unit) bare() bool {
	for _, s := range u.stacks {
		if len(s.marks) > 0 {
			return false
		}
	}
	return true
}

// cover is the rows for a span, with new pieces of tokens where it cuts them. It gives what
// of the span they cover; none where it stands between tokens.
func (t *table) cover(tx *text.Text, s text.Span) (list []*unit, covered text.Span) {
	from := sort.Search(len(t.sentences), func(i int) bool { return t.sentences[i].last() > s.Start })
	for _, sent := range t.sentences[from:] {
		if sent.units[0].at.Start >= s.End {
			break
		}
		for i := sent.tokenBefore(s.Start); i < len(sent.units); i++ {
			u := sent.units[i]
			if u.piece == 0 && u.at.Start >= s.End {
				break
			}
			if u.piece > 0 || u.off != nil || !u.at.Overlaps(s) {
				continue
			}
			part := u.at.Intersect(s)
			if part != u.at {
				u = sent.pieceOf(tx, i, part)
			}
			if len(list) == 0 {
				covered = part
			}
			list, covered = append(list, u), covered.Hull(part)
		}
	}
	return list, covered
}

// last is where the last token of s ends.
func (s *sentence) last() text.Offset {
	for _, u := range slices.Backward(s.units) {
		if u.piece == 0 {
			return u.at.End
		}
	}
	return 0
}

// tokenBefore is the place of the last token that starts at o or before it; 0 when none does.
// Pieces start in their token, so that a search ends in its group.
func (s *sentence) tokenBefore(o text.Offset) int {
	i := sort.Search(len(s.units), func(i int) bool { return s.units[i].at.Start > o }) - 1
	for i > 0 && s.units[i].piece > 0 {
		i--
	}
	return max(i, 0)
}

// pieceOf is the piece of token i at a place, made where it is not there.
func (s *sentence) pieceOf(tx *text.Text, i int, at text.Span) *unit {
	token, last := s.units[i], i
	n := 0
	for k := i + 1; k < len(s.units) && s.units[k].piece > 0; k++ {
		if s.units[k].at == at {
			return s.units[k]
		}
		last, n = k, max(n, s.units[k].piece)
	}
	words := tx.Slice(at)
	start := token.start + length(tx.Slice(text.Span{Start: token.at.Start, End: at.Start}), text.UTF16)
	u := &unit{
		sentence: token.sentence, token: token.token, piece: n + 1, start: start, end: start + length(words, text.UTF16),
		text: textEscapes.Replace(words), at: at,
	}
	s.units = slices.Insert(s.units, last+1, u)
	return u
}

// number gives a number to each annotation that needs one and has none.
func (t *table) number() {
	marks, last := t.marks(), 0
	need := map[*mark]bool{}
	points := func(m *mark, leads string) {
		if m != nil && leads != m.layer.name {
			need[m] = true
		}
	}
	for _, m := range marks {
		last = max(last, m.number)
		need[m] = need[m] || len(m.units) > 1 || slices.ContainsFunc(m.units, func(u *unit) bool { return len(u.of(m.layer)) > 1 })
		if m.layer.kind == relations {
			points(m.from, m.layer.base())
			points(m.to, m.layer.base())
		}
		for at, list := range m.links {
			for _, s := range list {
				points(s.to, m.layer.columns[at+1].name)
			}
		}
	}
	for _, m := range marks {
		if need[m] && m.number == 0 && m.layer.kind == spans {
			last++
			m.number = last
		}
	}
}

// chain numbers the chains of l anew, by which element follows which.
func (t *table) chain(l *layer, after map[*mark]*mark) {
	marks := slices.DeleteFunc(t.marks(), func(m *mark) bool { return m.layer != l })
	behind := map[*mark]bool{}
	for _, m := range marks {
		m.chain = 0
		if after[m] != nil {
			behind[after[m]] = true
		}
	}
	n := 0
	walk := func(m *mark) {
		if m.chain > 0 {
			return
		}
		n++
		for place := 1; m != nil && m.chain == 0; m, place = after[m], place+1 {
			m.chain, m.place = n, place
		}
	}
	for _, m := range marks {
		if !behind[m] {
			walk(m)
		}
	}
	for _, m := range marks { // what is left runs in circles
		walk(m)
	}
}

// set has column at say words; it reports whether that is new.
func (m *mark) set(at int, words string) bool {
	if said(m.cells[at]) == words {
		return false
	}
	m.cells[at] = unset
	if words != "" {
		m.cells[at] = valueEscapes.Replace(words)
	}
	return true
}
