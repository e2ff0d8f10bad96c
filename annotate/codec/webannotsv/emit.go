package webannotsv

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// emit writes the file that t is.
func (t *table) emit(to io.Writer) error {
	w := bufio.NewWriter(to)
	fmt.Fprint(w, "#FORMAT=WebAnno TSV 3.3\n")
	for _, l := range t.layers {
		fmt.Fprintln(w, l.header())
	}
	w.WriteString("\n")
	for _, s := range t.sentences {
		w.WriteString("\n")
		for _, line := range s.meta {
			fmt.Fprintln(w, line)
		}
		for _, line := range s.lines {
			fmt.Fprintln(w, "#Text="+line)
		}
		for _, u := range s.units {
			t.row(w, u)
		}
	}
	return w.Flush()
}

func (t *table) row(w *bufio.Writer, u *unit) {
	b := append(u.appendID(w.AvailableBuffer()), '\t')
	b = strconv.AppendInt(append(strconv.AppendInt(b, int64(u.start), 10), '-'), int64(u.end), 10)
	b = append(append(append(b, '\t'), u.text...), '\t')
	for _, l := range t.layers {
		for i := range l.width() {
			b = append(append(b, cell(l, i, u.of(l))...), '\t')
		}
	}
	w.Write(b)
	w.WriteString("\n")
}

// cell is what a column says at a row.
func cell(l *layer, i int, marks []*mark) string {
	if len(marks) == 0 {
		return nothing
	}
	parts := make([]string, len(marks))
	for k, m := range marks {
		parts[k] = m.cell(i)
	}
	return strings.Join(parts, "|")
}

func (m *mark) cell(i int) string {
	number := ""
	if m.number > 0 {
		number = fmt.Sprintf("[%d]", m.number)
	}
	if i >= len(m.layer.columns) {
		return unset + number
	}
	switch m.layer.columns[i].use {
	case source:
		return m.ends(i)
	case target:
		return joined(m.links[i-1], m.cells[i], func(s slot) string { return s.target() })
	case role:
		return joined(m.links[i], m.cells[i], func(s slot) string { return s.role }) + number
	case element:
		return fmt.Sprintf("%s[%d]", m.cells[i], m.chain)
	case link:
		return fmt.Sprintf("%s->%d-%d", m.cells[i], m.chain, m.place)
	}
	if m.layer.kind == relations {
		return m.cells[i]
	}
	return m.cells[i] + number
}

func joined(links []slot, other string, word func(slot) string) string {
	if len(links) == 0 {
		return other
	}
	words := make([]string, len(links))
	for i, s := range links {
		words[i] = word(s)
	}
	return strings.Join(words, ";")
}

func (s slot) target() string {
	switch {
	case s.to == nil:
		return s.raw
	case s.to.number > 0:
		return fmt.Sprintf("%s[%d]", s.to.units[0].id(), s.to.number)
	}
	return s.to.units[0].id()
}

// ends is the place of a relation's source, with the numbers of both ends where one has one.
func (m *mark) ends(i int) string {
	switch {
	case m.from == nil || m.to == nil:
		return m.cells[i]
	case m.from.number+m.to.number > 0:
		return fmt.Sprintf("%s[%d_%d]", m.from.units[0].id(), m.from.number, m.to.number)
	}
	return m.from.units[0].id()
}
