package search

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotate/text"
)

// Set finds many needles at once, as all the names of all actors, in time that hardly
// depends on how many there are. It does not change and is safe for use by several
// goroutines.
//
// It is a tree of the needles' first bytes, as far as they differ; a branch with one
// needle left compares the rest of it at once. The search walks it from every place where
// a hit may begin. That is not bound by the text alone, as an automaton with ways back is,
// but the longest whole-word hit at a place is then found without taking any back, and
// names part after a few letters.
type Set struct {
	fold    Fold
	words   bool
	onto    Onto
	needles []string // folded, in order, each once
	given   [][]int  // for each of them the places in what NewSet was given
	nodes   []node
	labels  []byte // of nodes[i], the byte that leads there
	root    [256]int32
}

// node is a place in the tree. Its children stand side by side.
type node struct {
	first int32 // of the children
	count int16
	ends  int32 // the needle that ends here; -1 none
	rest  int32 // the only needle below; -1 none or several
}

// Match is a hit of a set.
type Match struct {
	text.Span
	Needles []int // which of the needles, by their place in what NewSet was given; not to be changed
}

// NewSet makes a set of needles that are found folded, and with words only as whole words.
// Two needles may fold alike: a hit then names both. One that folds to nothing is never found.
func NewSet(f Fold, words bool, needles ...string) *Set {
	s := &Set{fold: f & Loose, words: words}
	order := make([]int, 0, len(needles))
	folded := make([]string, len(needles))
	for i, n := range needles {
		if folded[i] = s.fold.Of(n); folded[i] != "" {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(strings.Compare(folded[a], folded[b]), cmp.Compare(a, b)) })
	for _, i := range order {
		if last := len(s.needles) - 1; last >= 0 && s.needles[last] == folded[i] {
			s.given[last] = append(s.given[last], i)
			continue
		}
		s.needles, s.given = append(s.needles, folded[i]), append(s.given, []int{i})
	}
	s.grow()
	return s
}

// branch is a node whose children are to be made: of needles [from, to), which agree in
// depth bytes.
type branch struct {
	at       int32
	from, to int
	depth    int
}

// grow makes the nodes, level by level.
func (s *Set) grow() {
	s.nodes, s.labels = []node{{ends: -1, rest: -1}}, []byte{0}
	queue := []branch{{0, 0, len(s.needles), 0}}
	for ; len(queue) > 0; queue = queue[1:] {
		b := queue[0]
		s.nodes[b.at].first = int32(len(s.nodes))
		for i := b.from; i < b.to; {
			c, next := s.needles[i][b.depth], i+1
			for next < b.to && s.needles[next][b.depth] == c {
				next++
			}
			queue = s.child(queue, branch{b.at, i, next, b.depth + 1}, c)
			i = next
		}
	}
	for i := range s.nodes[0].count {
		child := s.nodes[0].first + int32(i)
		s.root[s.labels[child]] = child
	}
}

// child adds a child to b.at and queues what is to come below it.
func (s *Set) child(queue []branch, b branch, label byte) []branch {
	n, from := node{ends: -1, rest: -1}, b.from
	if len(s.needles[from]) == b.depth {
		n.ends = int32(from)
		from++
	}
	at := int32(len(s.nodes))
	switch b.to - from {
	case 0:
	case 1:
		n.rest = int32(from)
	default:
		queue = append(queue, branch{at, from, b.to, b.depth})
	}
	s.nodes, s.labels = append(s.nodes, n), append(s.labels, label)
	s.nodes[b.at].count++
	return queue
}

// Fold is how a text is to be prepared for the set.
func (s *Set) Fold() Fold { return s.fold }

// Matches yields the hits that lie in within, in the order of the text, apart, the longest
// of those that begin together. f must have been prepared with the set's Fold. It ends
// early when ctx does.
func (s *Set) Matches(ctx context.Context, f *Folded, within text.Span) iter.Seq[Match] {
	within = within.Intersect(f.text.All())
	return func(yield func(Match) bool) {
		if f.fold != s.fold || within.Empty() {
			return
		}
		found := make([]int32, 0, 16)
		for i, n := f.at(within.Start), 0; i < len(f.s); n++ {
			if n%(1<<16) == 0 && ctx.Err() != nil {
				return
			}
			found = s.walk(f.s, i, found[:0])
			m, end := s.longest(f, i, found, within)
			switch {
			case end > i && !yield(m):
				return
			case end > i:
				i = end
			default:
				i = s.next(f.s, i)
			}
		}
	}
}

// next is the next place at which a hit may begin.
func (s *Set) next(str string, i int) int {
	if c := str[i]; s.words && isWordByte(c) {
		for i < len(str) && isWordByte(str[i]) {
			i++
		}
		return i
	} else if c < utf8.RuneSelf {
		return i + 1
	}
	for i++; i < len(str) && !utf8.RuneStart(str[i]); {
		i++
	}
	return i
}

// isWordByte reports whether no word ends between such a byte and another one.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// walk appends to found the needles that stand at i, the shortest first.
func (s *Set) walk(str string, i int, found []int32) []int32 {
	start, at := i, s.root[str[i]]
	for at != 0 {
		i++
		n := &s.nodes[at]
		if n.ends >= 0 {
			found = append(found, n.ends)
		}
		if n.rest >= 0 && strings.HasPrefix(str[i:], s.needles[n.rest][i-start:]) {
			return append(found, n.rest)
		}
		if n.count == 0 || i >= len(str) {
			break
		}
		k := bytes.IndexByte(s.labels[n.first:n.first+int32(n.count)], str[i])
		if k < 0 {
			break
		}
		at = n.first + int32(k)
	}
	return found
}

// longest is the longest of the needles at i that is a hit, and where it ends in the
// folded text; 0 when none is.
func (s *Set) longest(f *Folded, i int, found []int32, within text.Span) (Match, int) {
	for k := len(found) - 1; k >= 0; k-- {
		end := i + len(s.needles[found[k]])
		span, ok := f.span(i, end, s.words)
		if ok && within.Covers(span) {
			return Match{span, s.given[found[k]]}, end
		}
	}
	return Match{}, 0
}
