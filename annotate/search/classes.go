package search

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// classes puts characters that an expression does not tell apart into one class, so that
// a state of its automaton has a few ways out and not a million.
type classes struct {
	ascii [utf8.RuneSelf]uint8
	page  [(unicode.MaxRune + 1) >> 8]uint16 // in pages
	pages [][256]uint8
	like  []rune // one character of each class
	kinds []kind // of each class; the last class is the edge
}

// kind is what ^, $ and \b see of a character.
type kind uint8

const (
	other kind = iota
	lineFeed
	wordly
	edge // of the text: no character
	kindCount
)

// seen is a character of each kind, as package syntax has them.
var seen = [kindCount]rune{other: ' ', lineFeed: '\n', wordly: 'a', edge: -1}

func kindOf(r rune) kind {
	switch {
	case r == '\n':
		return lineFeed
	case syntax.IsWordChar(r):
		return wordly
	}
	return other
}

// mostClasses is how many there may be, with the edge.
const mostClasses = 256

// newClasses makes the classes of instructions; nil when there are too many.
func newClasses(list []syntax.Inst) *classes {
	readers := readersOf(list)
	borders := bordersOf(readers)
	c, known := &classes{}, map[string]uint8{}
	numbers := make([]uint8, len(borders))
	for i, r := range borders {
		key := signature(readers, r)
		class, ok := known[key]
		if !ok {
			if len(known) == mostClasses-1 {
				return nil
			}
			class = uint8(len(known))
			known[key], c.like, c.kinds = class, append(c.like, r), append(c.kinds, kindOf(r))
		}
		numbers[i] = class
	}
	c.kinds = append(c.kinds, edge)
	c.fill(borders, numbers)
	return c
}

// readersOf are the instructions that read characters, each once.
func readersOf(list []syntax.Inst) (readers []*syntax.Inst) {
	known := map[string]bool{}
	for i := range list {
		in := &list[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			key := string(rune(in.Op)) + string(rune(in.Arg)) + string(in.Rune)
			if !known[key] {
				known[key] = true
				readers = append(readers, in)
			}
		}
	}
	return readers
}

// bordersOf are the characters, in order, between two of which all are alike.
func bordersOf(readers []*syntax.Inst) []rune {
	list := []rune{0, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for _, in := range readers {
		if len(in.Rune) == 1 {
			first := in.Rune[0]
			list = append(list, first, first+1)
			for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
				list = append(list, r, r+1)
			}
			continue
		}
		for i := 0; i+1 < len(in.Rune); i += 2 {
			list = append(list, in.Rune[i], in.Rune[i+1]+1)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for len(list) > 0 && list[len(list)-1] > unicode.MaxRune {
		list = list[:len(list)-1]
	}
	return list
}

// signature is which of readers take a character, and what kind it is of.
func signature(readers []*syntax.Inst, r rune) string {
	b := append(make([]byte, 0, 16), byte(kindOf(r)))
	for i, in := range readers {
		if i%8 == 0 {
			b = append(b, 0)
		}
		if in.MatchRune(r) {
			b[len(b)-1] |= 1 << (i % 8)
		}
	}
	return string(b)
}

// fill makes the pages. All that have one class only share one.
func (c *classes) fill(borders []rune, numbers []uint8) {
	uniform := map[uint8]uint16{}
	at := 0
	for p := range c.page {
		first := rune(p << 8)
		for at+1 < len(borders) && borders[at+1] <= first {
			at++
		}
		class := numbers[at]
		n, shared := uniform[class]
		whole := at+1 == len(borders) || borders[at+1] > first+0xFF
		if !whole || !shared {
			n = uint16(len(c.pages))
			c.pages = append(c.pages, pageOf(first, borders[at:], numbers[at:]))
		}
		if c.page[p] = n; whole {
			uniform[class] = n
		}
	}
	copy(c.ascii[:], c.pages[c.page[0]][:])
}

// pageOf is the classes of 256 characters; the first border is at or before the first.
func pageOf(first rune, borders []rune, numbers []uint8) (page [256]uint8) {
	at := 0
	for i := range page {
		for at+1 < len(borders) && borders[at+1] <= first+rune(i) {
			at++
		}
		page[i] = numbers[at]
	}
	return page
}

// class is the class of a character.
func (c *classes) class(r rune) int { return int(c.pages[c.page[r>>8]][r&0xFF]) }

// edge is the class of what is before and behind a text.
func (c *classes) edge() int { return len(c.kinds) - 1 }

// after and before are the class of the character behind or before byte i of s, and how
// many bytes it has: none at the edge.
func (c *classes) after(s string, i int) (class, size int) {
	if i >= len(s) {
		return c.edge(), 0
	}
	if b := s[i]; b < utf8.RuneSelf {
		return int(c.ascii[b]), 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return c.class(r), size
}

func (c *classes) before(s string, i int) (class, size int) {
	if i <= 0 {
		return c.edge(), 0
	}
	if b := s[i-1]; b < utf8.RuneSelf {
		return int(c.ascii[b]), 1
	}
	r, size := utf8.DecodeLastRuneInString(s[:i])
	return c.class(r), size
}
