package search

import (
	"context"
	"iter"
	"regexp"
	"regexp/syntax"
	"strings"

	"parley/annotate/text"
)

// pattern is a regular expression as it is run over a folded text.
type pattern struct {
	re    *regexp.Regexp
	quick *automaton // finds the same; nil: only re does
	needs *anyOf     // one of these stands in every match; nil: nothing is known to
	lines bool       // no match goes over the end of a line
}

// flags are Go's, with ^ and $ at every line.
const flags = syntax.Perl &^ syntax.OneLine

func compilePattern(s string, f Fold) (*pattern, error) {
	parse := flags
	if f&Case != 0 {
		parse |= syntax.FoldCase
	}
	tree, err := syntax.Parse(s, parse)
	if err != nil {
		return nil, explain(s, err)
	}
	if f != 0 {
		foldTree(tree, f)
	}
	re, err := regexp.Compile(tree.String())
	if err != nil {
		return nil, explain(s, err)
	}
	p := &pattern{re: re, quick: newAutomaton(tree.String()), lines: !crossesLines(tree)}
	p.needs = newAnyOf(required(tree))
	return p, nil
}

// foldTree makes the letters of an expression those of the folded text.
func foldTree(re *syntax.Regexp, f Fold) {
	switch re.Op {
	case syntax.OpLiteral:
		re.Rune = []rune(f.Of(string(re.Rune)))
		if f&Case != 0 {
			re.Flags &^= syntax.FoldCase
		}
		if len(re.Rune) == 0 {
			re.Op = syntax.OpEmptyMatch
		}
	case syntax.OpCharClass:
		re.Rune = foldClass(re.Rune, f)
	}
	for _, sub := range re.Sub {
		foldTree(sub, f)
	}
}

// mostFolded is the size of a range of characters up to which each of them is folded; the
// ranges of scripts and of “all but these” are larger and hold their folded letters anyway.
const mostFolded = 512

// foldClass adds to a class of characters what they fold to.
func foldClass(ranges []rune, f Fold) []rune {
	out := ranges[:len(ranges):len(ranges)]
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] >= mostFolded {
			continue
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if to := []rune(f.Of(string(r))); len(to) == 1 && to[0] != r {
				out = append(out, to[0], to[0])
			}
		}
	}
	return out
}

// crossesLines reports whether a match may hold a line feed, or depends on where the text
// begins or ends.
func crossesLines(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpBeginText, syntax.OpEndText:
		return true
	case syntax.OpLiteral:
		return strings.ContainsRune(string(re.Rune), '\n')
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] <= '\n' && '\n' <= re.Rune[i+1] {
				return true
			}
		}
	}
	for _, sub := range re.Sub {
		if crossesLines(sub) {
			return true
		}
	}
	return false
}

func (m *Matcher) patternSpans(ctx context.Context, f *Folded, within text.Span, yield func(text.Span) bool) {
	last := text.Offset(-1)
	x := m.pattern.quick.scanner()
	defer x.release()
	for base, part := range m.pattern.parts(f.s, f.at(f.text.LineAt(within.Start).Start)) {
		if ctx.Err() != nil {
			return
		}
		for i, j := range m.pattern.matches(ctx, part, x) {
			span, ok := f.match(base+i, base+j, m.query.Words)
			switch {
			case span.Start >= within.End:
				return
			case !ok || span.Start < last || !within.Covers(span):
				continue
			}
			last = span.End
			if !yield(span) {
				return
			}
		}
	}
}

// match is what a pattern matched, in the original and widened to whole clusters; false when
// nothing is, or no whole words are.
func (f *Folded) match(i, j int, words bool) (text.Span, bool) {
	s := f.widened(i, j)
	if !words || s.Empty() {
		return s, !s.Empty()
	}
	whole := f.text.SnapWords(s)
	return whole, whole == s || f.fold.Of(f.text.Slice(whole)) == f.fold.Of(f.text.Slice(s))
}

// matches yields what package regexp finds in s but for empty matches.
func (p *pattern) matches(ctx context.Context, s string, x *scanner) iter.Seq2[int, int] {
	return func(yield func(i, j int) bool) {
		n := 0
		for i, j := range x.matches(ctx, s) {
			if n++; !yield(i, j) {
				return
			}
		}
		if !x.hopeless() || ctx.Err() != nil {
			return
		}
		for _, at := range p.re.FindAllStringIndex(s, -1) {
			if at[0] == at[1] {
				continue
			}
			if n--; n < 0 && !yield(at[0], at[1]) {
				return
			}
		}
	}
}

// partSize is how much a pattern is run over at once, in bytes.
const partSize = 64 << 10

// parts yields, with their places, the parts of s from a line's start on in which there
// may be matches. What cannot be cut at lines is one part.
func (p *pattern) parts(s string, from int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		if !p.lines {
			yield(0, s)
			return
		}
		for from < len(s) {
			end := lineEnd(s, min(len(s), from+partSize))
			if !p.within(s[from:end], from, yield) {
				return
			}
			from = end + 1
		}
	}
}

// within yields the lines of part in which there may be matches, or all of it when nothing
// is known of them.
func (p *pattern) within(part string, base int, yield func(int, string) bool) bool {
	if p.needs == nil {
		return yield(base, part)
	}
	find := p.needs.in(part)
	for i := find.next(0); i >= 0; {
		at, end := strings.LastIndexByte(part[:i], '\n')+1, lineEnd(part, i)
		if !yield(base+at, part[at:end]) {
			return false
		}
		if end == len(part) {
			break
		}
		i = find.next(end + 1)
	}
	return true
}

// lineEnd is the end of the line that i is on.
func lineEnd(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s)
}
