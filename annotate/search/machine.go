package search

import (
	"context"
	"encoding/binary"
	"math"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// machine is the states of a program that texts have led to so far. When they fill their
// room all are forgotten; where that happens too often, the machine is lost.
//
// A state is what the program may be waiting for: the instructions, the preferred ones
// first, at which it may be before it looks around. A step looks at the characters on
// both sides, so that a match is seen when the character behind it is read.
type machine struct {
	*program
	letters *classes
	room    int
	width   int            // of a row: the classes
	rows    []int32        // of each state and class what is next: see step
	states  []state        // by row
	known   map[string]int // the rows of states
	starts  [2][kindCount]int
	lost    bool

	taken   int // of the room, beside the rows
	stepped int // how many steps it has made of itself since it last forgot
	read    int // how many bytes it has read meanwhile, but for those from mark on
	mark    int

	leaves []uint32 // of the step: instructions that read, the preferred ones first
	ended  bool     // of the step: the program may end here
	stamps []uint32 // by instruction: when it was met
	now    uint32
	key    []byte
}

// state is the key of a state: its instructions behind head.
type state struct {
	list    []uint32
	before  kind // of the character before, or in reading back behind
	seeking bool // the match may also begin here or further on
}

// Of what is next a number above 0 is a row. 0 is that nothing can match any more. The
// complement of one says that, besides, a match ends where the character begins.
const unknown = math.MinInt32

func newMachine(p *program, letters *classes, room int) *machine {
	m := &machine{program: p, letters: letters, room: room, width: len(letters.kinds), stamps: make([]uint32, len(p.list))}
	m.forget()
	return m
}

// forget drops all states but the one that leads nowhere.
func (m *machine) forget() {
	m.rows, m.states, m.taken = make([]int32, m.width), []state{{}}, 0
	m.known, m.starts = map[string]int{}, [2][kindCount]int{}
	m.stepped, m.read = 0, 0
}

// begin is the row of the state in which reading begins behind a character of that class.
func (m *machine) begin(class int, seeking bool) int {
	before, s := m.see(class), 0
	if seeking {
		s = 1
	}
	at := m.starts[s][before]
	if at == 0 {
		var list []uint32
		if !seeking {
			list = []uint32{m.entry}
		}
		at = m.row(list, before, seeking)
		m.starts[s][before] = at
	}
	return at
}

// see is what the program sees of a character of that class.
func (m *machine) see(class int) kind {
	if !m.looks {
		return other
	}
	return m.letters.kinds[class]
}

// end is where the match ends that begins first, at or behind from, and is preferred of
// those that begin there; -1 without one, and when ctx ends. With any it may be the end of
// some other match.
func (m *machine) end(ctx context.Context, s string, from int, any bool) int {
	class, _ := m.letters.before(s, from)
	at, last := m.begin(class, true), -1
	rows, ascii := m.rows, &m.letters.ascii
	m.mark = from
	for i := from; i < len(s); {
		if ctx.Err() != nil {
			return -1
		}
		for stop := min(len(s), i+stretch); i < stop; {
			class, size := 0, 1
			if c := s[i]; c < utf8.RuneSelf {
				class = int(ascii[c])
			} else {
				var r rune
				r, size = utf8.DecodeRuneInString(s[i:])
				class = m.letters.class(r)
			}
			next := rows[at+class]
			if next <= 0 {
				if next == unknown {
					if next = m.step(at, class, i); m.lost {
						return -1
					}
					rows = m.rows
				}
				if next < 0 {
					last, next = i, ^next
				}
				if next == 0 || any && last >= 0 {
					m.read += i - m.mark
					return last
				}
			}
			at = int(next)
			i += size
		}
	}
	m.read, m.mark = m.read+len(s)-m.mark, len(s)
	if m.next(at, m.letters.edge(), len(s)) < 0 {
		return len(s)
	}
	return last
}

// stretch is how many bytes are read between two looks at a context.
const stretch = 1 << 20

// start is where the longest match begins that ends at end and begins at or behind from;
// the machine is one for reading back. Without one it is lost.
func (m *machine) start(s string, from, end int) int {
	class, _ := m.letters.after(s, end)
	at, first := m.begin(class, false), -1
	m.mark = end
	for i := end; ; {
		class, size := m.letters.before(s, i)
		next := m.next(at, class, i)
		if m.lost {
			return -1
		}
		if next < 0 {
			first, next = i, ^next
		}
		if next == 0 || i == from {
			m.read += m.mark - i
			m.lost = first < 0
			return first
		}
		at = int(next)
		i -= size
	}
}

// next is what is next in a row for a class, at byte i.
func (m *machine) next(at, class, i int) int32 {
	if next := m.rows[at+class]; next != unknown {
		return next
	}
	return m.step(at, class, i)
}

// patient is how many bytes there must be for each step that the machine has to make of
// itself, for it to be worth it.
const patient = 16

// step finds out what is next in a row for a class, at byte i.
func (m *machine) step(at, class, i int) int32 {
	from := m.states[at/m.width]
	now := syntax.EmptyOpContext(seen[from.before], seen[m.see(class)])
	m.leaves, m.ended = m.leaves[:0], false
	m.tick()
	if !m.follow(from.list, now) && from.seeking {
		m.to(m.entry, now)
	}
	list := m.over(class)
	m.stepped++
	if len(m.rows)+m.taken+m.cost(list) > m.room {
		if m.read+max(i-m.mark, m.mark-i) < patient*m.stepped {
			m.lost = true
			return 0
		}
		m.forget()
		m.mark = i
		return m.result(list, from, class)
	}
	next := m.result(list, from, class)
	m.rows[at+class] = next
	return next
}

// cost is how much room a new state takes, with its row, its key and what holds them.
func (m *machine) cost(list []uint32) int { return m.width + 2*len(list) + 32 }

// result is the number that says what is next.
func (m *machine) result(list []uint32, from state, class int) int32 {
	next := int32(m.row(list, m.see(class), from.seeking && !(m.ended && m.first)))
	if m.ended {
		return ^next
	}
	return next
}

// tick makes all instructions unmet.
func (m *machine) tick() {
	if m.now++; m.now == 0 {
		clear(m.stamps)
		m.now = 1
	}
}

func (m *machine) met(pc uint32) bool {
	if m.stamps[pc] == m.now {
		return true
	}
	m.stamps[pc] = m.now
	return false
}

// follow goes from the instructions of a list to those that read, with what is seen now.
// It reports whether it came to the end of the program, and nothing behind counts.
func (m *machine) follow(list []uint32, now syntax.EmptyOp) bool {
	for _, pc := range list {
		if m.to(pc, now) {
			return true
		}
	}
	return false
}

func (m *machine) to(pc uint32, now syntax.EmptyOp) bool {
	if m.met(pc) {
		return false
	}
	switch in := &m.list[pc]; in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return m.to(in.Out, now) || m.to(in.Arg, now)
	case syntax.InstCapture, syntax.InstNop:
		return m.to(in.Out, now)
	case syntax.InstEmptyWidth:
		return syntax.EmptyOp(in.Arg)&^now == 0 && m.to(in.Out, now)
	case syntax.InstMatch:
		m.ended = true
		return m.first
	case syntax.InstFail:
	default:
		m.leaves = append(m.leaves, pc)
	}
	return false
}

// over is where the leaves lead that read a character of that class.
func (m *machine) over(class int) []uint32 {
	list := m.leaves[:0]
	m.tick()
	for _, pc := range m.leaves {
		if m.takes[pc].has(class) && !m.met(m.list[pc].Out) {
			list = append(list, m.list[pc].Out)
		}
	}
	if !m.first { // then their order says nothing
		slices.Sort(list)
	}
	return list
}

// row is the row of a state, which is made when it is new.
func (m *machine) row(list []uint32, before kind, seeking bool) int {
	if len(list) == 0 && !seeking {
		return 0
	}
	m.key = append(m.key[:0], byte(before))
	if seeking {
		m.key[0] |= 0x80
	}
	for _, pc := range list {
		m.key = binary.LittleEndian.AppendUint32(m.key, pc)
	}
	if at, ok := m.known[string(m.key)]; ok {
		return at
	}
	at := len(m.rows)
	m.known[string(m.key)] = at
	m.states = append(m.states, state{slices.Clone(list), before, seeking})
	m.taken += m.cost(list) - m.width
	for range m.width {
		m.rows = append(m.rows, unknown)
	}
	return at
}
