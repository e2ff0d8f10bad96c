package webannotsv

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec/uima"
)

// ref is something that is pointed at before it may have been read.
type ref struct {
	unit *unit // where it says so
	mark *mark
	at   int    // column
	raw  string // as the cell has it
}

// cells reads what a row records.
func (p *parser) cells(u *unit, cells []string) (err error) {
	for _, l := range p.table.layers {
		own := cells[:l.width()]
		cells = cells[l.width():]
		if !slices.ContainsFunc(own, func(c string) bool { return c != nothing }) {
			continue
		}
		err = errors.Join(err, p.layer(u, l, own))
	}
	return err
}

// layer reads the stack of a layer at a row.
func (p *parser) layer(u *unit, l *layer, cells []string) error {
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.IndexByte(c, '|') >= 0 }) {
		p.mark(u, l, cells)
		return nil
	}
	stacks := make([][]string, len(cells))
	for i, c := range cells {
		stacks[i] = split(c, "|")
		if len(stacks[i]) != len(stacks[0]) {
			return fmt.Errorf("%s: %d values of one column of %s stand beside %d of another: %w", u.id(), len(stacks[0]), l.name, len(stacks[i]), annotate.ErrInvalid)
		}
	}
	own := make([]string, len(stacks))
	for n := range stacks[0] {
		for i := range stacks {
			own[i] = stacks[i][n]
		}
		p.mark(u, l, own)
	}
	return nil
}

// mark reads one annotation at a row: a new one, or more of one that has begun. It may alter
// cells, and does not keep them.
func (p *parser) mark(u *unit, l *layer, cells []string) {
	read := mark{layer: l, cells: cells}
	for i, c := range l.columns {
		read.unnumber(i, c)
	}
	if len(l.columns) == 0 {
		read.count(0)
	}
	k := key{layer: l, number: read.number}
	if read.chain > 0 {
		k.number, k.link = read.chain, read.place
	}
	if k.number > 0 {
		if old := p.numbers[k]; old != nil {
			old.units = append(old.units, u)
			u.put(l, old)
			return
		}
	}
	m := &mark{layer: l, number: read.number, cells: slices.Clone(cells), units: []*unit{u}, chain: read.chain, place: read.place}
	if k.number > 0 {
		p.numbers[k] = m
		if p.numbers[key{number: m.number}] == nil && m.number > 0 {
			p.numbers[key{number: m.number}] = m // of whatever layer
		}
	}
	u.put(l, m)
	p.point(u, m)
}

// count takes the number off a cell.
func (m *mark) count(i int) {
	value, n := numbered(m.cells[i])
	if n != "" && !strings.Contains(n, "_") {
		m.cells[i], m.number = value, max(m.number, number(n))
	}
}

// unnumber takes the numbers off the cell of a column.
func (m *mark) unnumber(i int, c column) {
	switch c.use {
	case plain, role:
		if m.layer.kind != relations {
			m.count(i)
		}
	case element:
		value, n := numbered(m.cells[i])
		if n != "" {
			m.cells[i], m.chain = value, number(n)
		}
	case link:
		parts := split(m.cells[i], "->")
		var chain, place int
		if len(parts) > 1 && scan(parts[len(parts)-1], &chain, '-', &place, 0, nil) {
			m.cells[i] = strings.Join(parts[:len(parts)-1], "->")
			m.chain, m.place = chain, place
		}
	}
}

// point notes what m points at.
func (p *parser) point(u *unit, m *mark) {
	for i, c := range m.layer.columns {
		if c.use == source || c.use == target {
			p.refs = append(p.refs, ref{u, m, i, m.cells[i]})
		}
	}
}

// resolve finds what is pointed at.
func (p *parser) resolve() {
	for _, r := range p.refs {
		if r.mark.layer.columns[r.at].use == source {
			p.relation(r)
		} else {
			p.slots(r)
		}
	}
}

func (p *parser) relation(r ref) {
	at, bracket := numbered(r.raw)
	from, to, _ := strings.Cut(bracket, "_")
	base := r.mark.layer.base()
	if !strings.Contains(bracket, "_") {
		to = ""
	}
	r.mark.from = p.pointed(p.at(at), base, number(from), r.mark)
	r.mark.to = p.pointed(r.unit, base, number(to), r.mark)
}

func (p *parser) slots(r ref) {
	m := r.mark
	if m.links == nil {
		m.links = map[int][]slot{}
	}
	roles, targets := split(m.cells[r.at-1], ";"), split(r.raw, ";")
	for i, raw := range targets {
		at, n := numbered(raw)
		s := slot{raw: raw, role: unset, to: p.pointed(p.at(at), m.layer.columns[r.at].name, number(n), m)}
		if len(roles) == len(targets) {
			s.role = roles[i]
		}
		m.links[r.at-1] = append(m.links[r.at-1], s)
	}
}

// at is the row of that number; nil when there is none.
func (p *parser) at(id string) *unit {
	var k place
	if !scan(id, &k.sentence, '-', &k.token, '.', &k.piece) {
		return nil
	}
	return p.rows.at(k)
}

// pointed is the mark of a type at a row, by its number where it has one.
func (p *parser) pointed(u *unit, name string, n int, but *mark) *mark {
	if u == nil {
		return nil
	}
	l := p.table.layer(name)
	if n > 0 {
		if m := p.numbers[key{layer: l, number: n}]; m != nil {
			return m
		}
		return p.numbers[key{number: n}]
	}
	if l != nil {
		return one(u.of(l))
	}
	if uima.IsToken(name) {
		return p.token(u, name)
	}
	for _, l := range p.table.layers {
		if m := one(u.of(l)); l.kind == spans && m != nil && m != but {
			return m
		}
	}
	return nil
}

func one(list []*mark) *mark {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// token is a mark on a token that stands in no column.
func (p *parser) token(u *unit, name string) *mark {
	k := key{layer: tokens, number: u.line}
	if p.numbers[k] == nil {
		p.numbers[k] = &mark{layer: &layer{name: name}, units: []*unit{u}}
	}
	return p.numbers[k]
}

// tokens stands for the layer of tokens in keys.
var tokens = &layer{}
