package webannotsv

import "strconv"

// emit is the file that t is.
func (t *table) emit() []byte {
	size := 1 << 12
	for _, s := range t.sentences {
		size += len(s.text) + 48*len(s.units)
	}
	b := append(make([]byte, 0, size), "#FORMAT=WebAnno TSV 3.3\n"...)
	for _, l := range t.layers {
		b = append(append(b, l.header()...), '\n')
	}
	b = append(b, '\n')
	blank := t.blank()
	for _, s := range t.sentences {
		b = append(b, '\n')
		for _, line := range s.meta {
			b = append(append(b, line...), '\n')
		}
		for _, line := range s.lines {
			b = append(append(append(b, "#Text="...), line...), '\n')
		}
		for _, u := range s.units {
			b = t.appendRow(b, u, blank)
		}
	}
	return b
}

// blank are the cells of a row that has nothing.
func (t *table) blank() (b []byte) {
	for _, l := range t.layers {
		for range l.width() {
			b = append(b, nothing+"\t"...)
		}
	}
	return b
}

func (t *table) appendRow(b []byte, u *unit, blank []byte) []byte {
	b = append(u.appendID(b), '\t')
	b = strconv.AppendInt(append(strconv.AppendInt(b, int64(u.start), 10), '-'), int64(u.end), 10)
	b = append(append(append(b, '\t'), u.text...), '\t')
	if u.bare() {
		return append(append(b, blank...), '\n')
	}
	for _, l := range t.layers {
		marks := u.of(l)
		for i := range l.width() {
			b = append(appendCell(b, i, marks), '\t')
		}
	}
	return append(b, '\n')
}

// appendCell adds what a column says at a row.
func appendCell(b []byte, i int, marks []*mark) []byte {
	if len(marks) == 0 {
		return append(b, nothing...)
	}
	for k, m := range marks {
		if k > 0 {
			b = append(b, '|')
		}
		b = m.append(b, i)
	}
	return b
}

// append adds what m says in a column.
func (m *mark) append(b []byte, i int) []byte {
	if i >= len(m.layer.columns) {
		return m.appendNumber(append(b, unset...))
	}
	switch m.layer.columns[i].use {
	case source:
		return m.appendEnds(b, i)
	case target:
		return appendLinks(b, m.links[i-1], m.cells[i], slot.appendTarget)
	case role:
		return m.appendNumber(appendLinks(b, m.links[i], m.cells[i], slot.appendRole))
	case element:
		return appendNumbers(append(b, m.cells[i]...), "[", m.chain, "]")
	case link:
		b = appendNumbers(append(b, m.cells[i]...), "->", m.chain, "-")
		return strconv.AppendInt(b, int64(m.place), 10)
	}
	b = append(b, m.cells[i]...)
	if m.layer.kind == relations {
		return b
	}
	return m.appendNumber(b)
}

// appendNumber adds "[2]", where m has a number.
func (m *mark) appendNumber(b []byte) []byte {
	if m.number == 0 {
		return b
	}
	return appendNumbers(b, "[", m.number, "]")
}

func appendNumbers(b []byte, before string, n int, behind string) []byte {
	return append(strconv.AppendInt(append(b, before...), int64(n), 10), behind...)
}

// appendLinks adds a word of each link; other, where there is none.
func appendLinks(b []byte, links []slot, other string, word func(slot, []byte) []byte) []byte {
	if len(links) == 0 {
		return append(b, other...)
	}
	for i, s := range links {
		if i > 0 {
			b = append(b, ';')
		}
		b = word(s, b)
	}
	return b
}

func (s slot) appendRole(b []byte) []byte { return append(b, s.role...) }

func (s slot) appendTarget(b []byte) []byte {
	if s.to == nil {
		return append(b, s.raw...)
	}
	return s.to.appendNumber(s.to.units[0].appendID(b))
}

// appendEnds adds the place of a relation's source, with the numbers of both ends where one
// has one.
func (m *mark) appendEnds(b []byte, i int) []byte {
	if m.from == nil || m.to == nil {
		return append(b, m.cells[i]...)
	}
	b = m.from.units[0].appendID(b)
	if m.from.number+m.to.number == 0 {
		return b
	}
	b = appendNumbers(b, "[", m.from.number, "_")
	return appendNumbers(b, "", m.to.number, "]")
}
