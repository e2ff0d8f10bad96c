package webannotsv

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"parley/annotate/text"
)

// table is a file: what it says, in its order, with its numbers.
type table struct {
	layers    []*layer
	sentences []*sentence
	broken    int // lines that could not be read
	pass      int // how often its marks were gone through
}

type kind uint8

const (
	spans kind = iota
	relations
	chains
)

var prefixes = [...]string{spans: "#T_SP=", relations: "#T_RL=", chains: "#T_CH="}

// layer is a line of the header.
type layer struct {
	kind    kind
	name    string
	columns []column
}

type use uint8

const (
	plain   use = iota // a value
	role               // roles of the links of a slot
	target             // what these links lead to
	source             // where a relation comes from
	element            // of a chain: the type of an element, with the chain's number
	link               // of a chain: the relation to the next, with chain and place
)

type column struct {
	use  use
	name string // of the feature, or the type that is pointed at
	raw  string // as the header has it
}

func (l *layer) header() string {
	names := []string{l.name}
	for _, c := range l.columns {
		names = append(names, c.raw)
	}
	if len(l.columns) == 0 {
		names = append(names, "")
	}
	return prefixes[l.kind] + strings.Join(names, "|")
}

// width is how many cells of a row are the layer's: one at least.
func (l *layer) width() int { return max(1, len(l.columns)) }

// base is the type of a relation's ends.
func (l *layer) base() string {
	if i := l.find(source, ""); i >= 0 {
		return l.columns[i].name
	}
	return ""
}

// find is the column of that use and name, any name for ""; -1 when there is none.
func (l *layer) find(u use, name string) int {
	return slices.IndexFunc(l.columns, func(c column) bool { return c.use == u && (name == "" || c.name == name) })
}

type sentence struct {
	meta  []string // lines with # before the text, as they stand
	lines []string // of the text, as they stand
	text  string
	units []*unit
}

// unit is a row: a token, or a piece of one.
type unit struct {
	sentence, token, piece int // numbers as in the file; piece 0 is the token itself
	start, end             int
	text                   string // as it stands
	line                   int
	at                     text.Span // in the project's text
	off                    error     // why it has no place there
	stacks                 []stack   // of the layers that have something here
}

// stack is what a layer has at a row, in its order.
type stack struct {
	layer *layer
	marks []*mark
}

// of is the stack of a layer; empty when it has nothing here.
func (u *unit) of(l *layer) []*mark {
	for i := range u.stacks {
		if u.stacks[i].layer == l {
			return u.stacks[i].marks
		}
	}
	return nil
}

func (u *unit) id() string { return string(u.appendID(nil)) }

// appendID is b with "1-2", of a piece "1-2.3".
func (u *unit) appendID(b []byte) []byte {
	b = strconv.AppendInt(b, int64(u.sentence), 10)
	b = strconv.AppendInt(append(b, '-'), int64(u.token), 10)
	if u.piece != 0 {
		b = strconv.AppendInt(append(b, '.'), int64(u.piece), 10)
	}
	return b
}

// put adds a mark to the stack of a layer.
func (u *unit) put(l *layer, m *mark) {
	for i := range u.stacks {
		if u.stacks[i].layer == l {
			u.stacks[i].marks = append(u.stacks[i].marks, m)
			return
		}
	}
	u.stacks = append(u.stacks, stack{l, []*mark{m}})
}

// mark is an annotation, a relation, or an element of a chain.
type mark struct {
	layer    *layer
	number   int      // 0: it needs none
	cells    []string // of the columns, as they stand, without its number
	units    []*unit
	links    map[int][]slot // of a role column
	from, to *mark          // of a relation; nil: could not be found
	chain    int
	place    int // in the chain, from 1
	pass     int // of the table's, which came by here last
}

var errNoWidth = errors.New("it has no width, and stays in its file only")

// slot is a link.
type slot struct {
	role string // as it stands
	to   *mark  // nil: nothing, or not found
	raw  string // as it stands, where to is nil
}

// span is the mark's in the project's text.
func (m *mark) span() (text.Span, error) {
	s, err := m.units[0].at, m.units[0].off
	for _, u := range m.units[1:] {
		s = s.Hull(u.at)
		err = errors.Join(err, u.off)
	}
	if err == nil && s.Empty() {
		err = errNoWidth
	}
	return s, err
}

// units yields every row in its order.
func (t *table) units(yield func(*unit) bool) {
	for _, s := range t.sentences {
		for _, u := range s.units {
			if !yield(u) {
				return
			}
		}
	}
}

// marks are all of them, by row, layer and place in the stack, each once.
func (t *table) marks() (list []*mark) {
	t.pass++
	for u := range t.units {
		if len(u.stacks) == 0 {
			continue
		}
		for _, l := range t.layers {
			for _, m := range u.of(l) {
				if m.pass != t.pass {
					m.pass = t.pass
					list = append(list, m)
				}
			}
		}
	}
	return list
}

// layer finds a line of the header; nil when there is none.
func (t *table) layer(name string) *layer {
	if i := slices.IndexFunc(t.layers, func(l *layer) bool { return l.name == name }); i >= 0 {
		return t.layers[i]
	}
	return nil
}
