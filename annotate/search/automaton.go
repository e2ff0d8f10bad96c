package search

import (
	"context"
	"iter"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// automaton finds what an expression matches, and finds just what package regexp does,
// with one look at a table for each character: its states, lists of places in the
// expression, are made when a text first leads to them (R. Cox, “Regular Expression
// Matching in the Wild”, 2010). One reads ahead, to where the match ends that package
// regexp prefers; another, of the expression from its end to its beginning, reads back
// from there to where it begins.
//
// It does not change, but for what it has learnt, and is safe for use by several goroutines.
type automaton struct {
	letters     *classes
	ahead, back *program
	room        int         // of the states of one direction, in numbers of four bytes
	hopeless    atomic.Bool // the texts lead to ever new states: package regexp is quicker
	idle        sync.Pool   // of *scanner
}

const (
	// mostInstructions is how long an expression may be for an automaton.
	mostInstructions = 10_000
	// roomOfStates is a megabyte for each direction.
	roomOfStates = 1 << 18
)

// newAutomaton makes the automaton of an expression in Go's syntax; nil when it is too large.
func newAutomaton(expression string) *automaton {
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	ahead, err1 := syntax.Compile(tree.Simplify())
	back, err2 := syntax.Compile(mirrored(tree).Simplify())
	if err1 != nil || err2 != nil || len(ahead.Inst)+len(back.Inst) > mostInstructions {
		return nil
	}
	letters := newClasses(slices.Concat(ahead.Inst, back.Inst))
	if letters == nil {
		return nil
	}
	return &automaton{letters: letters, ahead: newProgram(ahead, letters, true), back: newProgram(back, letters, false), room: roomOfStates}
}

// mirrored is the expression of all that re matches, read from the end.
func mirrored(re *syntax.Regexp) *syntax.Regexp {
	out := *re
	switch re.Op {
	case syntax.OpLiteral:
		out.Rune = slices.Clone(re.Rune)
		slices.Reverse(out.Rune)
	case syntax.OpBeginLine:
		out.Op = syntax.OpEndLine
	case syntax.OpEndLine:
		out.Op = syntax.OpBeginLine
	case syntax.OpBeginText:
		out.Op = syntax.OpEndText
	case syntax.OpEndText:
		out.Op, out.Flags = syntax.OpBeginText, re.Flags&^syntax.WasDollar
	}
	out.Sub = make([]*syntax.Regexp, len(re.Sub))
	for i, sub := range re.Sub {
		out.Sub[i] = mirrored(sub)
	}
	if re.Op == syntax.OpConcat {
		slices.Reverse(out.Sub)
	}
	return &out
}

// program is an expression as it is read in one direction.
type program struct {
	list  []syntax.Inst
	entry uint32
	takes []classSet // of each instruction: the classes of characters that it reads
	looks bool       // it has ^, $, \b or the like
	first bool       // of several matches that begin together the preferred one; or else the longest
}

// classSet is a set of classes.
type classSet [mostClasses / 64]uint64

func (s *classSet) has(class int) bool { return s[class/64]>>(class%64)&1 != 0 }

func newProgram(prog *syntax.Prog, letters *classes, first bool) *program {
	p := &program{list: prog.Inst, entry: uint32(prog.Start), first: first, takes: make([]classSet, len(prog.Inst))}
	for pc := range p.list {
		in := &p.list[pc]
		switch in.Op {
		case syntax.InstEmptyWidth:
			p.looks = true
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			for class, r := range letters.like {
				if in.MatchRune(r) {
					p.takes[pc][class/64] |= 1 << (class % 64)
				}
			}
		}
	}
	return p
}

// scanner is an automaton at work, for one goroutine.
type scanner struct {
	of          *automaton
	ahead, back *machine
}

// scanner is one that is idle, or a new one; nil of no automaton. It is given back by release.
func (a *automaton) scanner() *scanner {
	if a == nil {
		return nil
	}
	if x, ok := a.idle.Get().(*scanner); ok {
		return x
	}
	return &scanner{of: a, ahead: newMachine(a.ahead, a.letters, a.room), back: newMachine(a.back, a.letters, a.room)}
}

func (x *scanner) release() {
	if x != nil {
		x.of.idle.Put(x)
	}
}

// hopeless reports whether package regexp has to do it, wholly or from some match on.
func (x *scanner) hopeless() bool { return x == nil || x.of.hopeless.Load() }

// matches yields what package regexp finds in s, in its order, but for empty matches. It
// ends early when ctx does, and when the automaton is found hopeless.
func (x *scanner) matches(ctx context.Context, s string) iter.Seq2[int, int] {
	return func(yield func(i, j int) bool) {
		for from := 0; from <= len(s) && !x.hopeless(); {
			i, j := x.next(ctx, s, from)
			switch {
			case j < 0 || i < j && !yield(i, j):
				return
			case j == from: // an empty match: on behind the next character
				_, size := utf8.DecodeRuneInString(s[from:])
				from += max(1, size)
			default:
				from = j
			}
		}
	}
}

// next is the match that package regexp finds in s at or behind from, which may be empty.
// Without one j is -1.
func (x *scanner) next(ctx context.Context, s string, from int) (i, j int) {
	if j = x.ahead.end(ctx, s, from, false); j >= 0 {
		i = x.back.start(s, from, j)
	}
	if x.ahead.lost || x.back.lost {
		x.of.hopeless.Store(true)
		return -1, -1
	}
	return i, j
}

// any reports whether something matches in s, or may.
func (x *scanner) any(s string) bool {
	if x.hopeless() || x.ahead.end(context.Background(), s, 0, true) >= 0 {
		return true
	}
	if x.ahead.lost {
		x.of.hopeless.Store(true)
	}
	return x.ahead.lost
}
