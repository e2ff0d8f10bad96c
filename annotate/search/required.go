package search

import (
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// required are strings of which one at least stands in every match of re, as far as they
// are worth looking for; nil when there are none.
func required(re *syntax.Regexp) []string { return mustOf(re).best() }

// must is what is known of a part of an expression.
type must struct {
	exact []string // all that it can match; nil: that is not known
	hold  []string // one of these stands in whatever it matches; nil: that is not known
}

// best is what to look for.
func (m must) best() []string { return better(m.hold, m.exact) }

// mostExact is how many strings a part may match for all to be followed.
const mostExact = 64

// mostClass is how many characters a class may have for that.
const mostClass = 8

func mustOf(re *syntax.Regexp) must {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return must{exact: []string{""}}
	case syntax.OpLiteral:
		return mustLiteral(re)
	case syntax.OpCharClass:
		return must{exact: mustClass(re.Rune)}
	case syntax.OpCapture:
		return mustOf(re.Sub[0])
	case syntax.OpPlus:
		return must{hold: mustOf(re.Sub[0]).best()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return must{hold: mustOf(re.Sub[0]).best()}
		}
	case syntax.OpConcat:
		return mustConcat(re.Sub)
	case syntax.OpAlternate:
		return mustAlternate(re.Sub)
	}
	return must{}
}

// mustLiteral knows letters whose case does not count one by one only: words of them would
// be too many to look for.
func mustLiteral(re *syntax.Regexp) must {
	if re.Flags&syntax.FoldCase == 0 {
		return must{exact: []string{string(re.Rune)}}
	}
	if len(re.Rune) > 1 {
		return must{}
	}
	first := re.Rune[0]
	list := []string{string(first)}
	for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
		list = append(list, string(r))
	}
	return must{exact: list}
}

func mustClass(ranges []rune) (list []string) {
	for i := 0; i+1 < len(ranges); i += 2 {
		if len(list)+int(ranges[i+1]-ranges[i]) >= mostClass {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			list = append(list, string(r))
		}
	}
	return list
}

// concat joins what stands side by side as long as it is known exactly.
func mustConcat(parts []*syntax.Regexp) must {
	var out must
	run, whole := []string{""}, true
	for _, part := range parts {
		m := mustOf(part)
		if next := product(run, m.exact); next != nil {
			run = next
			continue
		}
		out.hold = better(better(out.hold, run), m.best())
		run, whole = []string{""}, false
		if m.exact != nil {
			run = m.exact
		}
	}
	out.hold = better(out.hold, run)
	if whole {
		out.exact = run
	}
	return out
}

// product is each of a with each of b behind it; nil when that is unknown or too much.
func product(a, b []string) (list []string) {
	if len(b) == 0 || len(a)*len(b) > mostExact {
		return nil
	}
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+y)
		}
	}
	return list
}

func mustAlternate(parts []*syntax.Regexp) must {
	var out must
	exact, held := true, true
	for _, part := range parts {
		m := mustOf(part)
		best := m.best()
		exact, held = exact && m.exact != nil, held && best != nil
		out.exact, out.hold = append(out.exact, m.exact...), append(out.hold, best...)
	}
	if !exact || len(out.exact) > mostExact {
		out.exact = nil
	}
	if !held {
		out.hold = nil
	}
	return out
}

// better is the one of two lists that rules out more: its shortest string is longer, or it
// has fewer. One with an empty string rules out nothing.
func better(a, b []string) []string {
	x, y := shortest(a), shortest(b)
	switch {
	case x == 0 && y == 0:
		return nil
	case y == 0 || x > y || x == y && len(a) <= len(b):
		return a
	}
	return b
}

// enough is from how many bytes on a longer needle is no better.
const enough = 6

func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	n := enough
	for _, s := range list {
		n = min(n, len(s))
		if utf8.RuneCountInString(s) == 1 {
			n = min(n, 1) // a letter alone is nearly everywhere, whatever its bytes
		}
	}
	return n
}
