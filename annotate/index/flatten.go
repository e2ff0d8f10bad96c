package index

import (
	"slices"

	"parley/annotate/text"
)

// Interval is a part of a line in which no entry begins or ends.
type Interval struct {
	Span  text.Span
	Top   int // which of the entries lies on top: the shortest, of two alike the earlier
	Count int // how many entries cover it, at least one
}

// Flattener cuts lines into intervals. It keeps its working space from call to
// call; the zero value is ready. It belongs to one goroutine.
type Flattener struct {
	part   []cover // covers with a border inside the line, by start
	ends   []text.Offset
	active []cover // a heap, the innermost on top; those that have ended linger inside
	out    []Interval
}

// cover is an entry by its number, cut to nothing.
type cover struct {
	span text.Span
	at   int
}

// Flatten gives, in order, the intervals of line that at least one of entries
// covers; entries are in the order of the index ([Index.Overlapping]). The result
// is valid until the next call. It costs a step for each entry that covers the
// whole line and the logarithm more for each other one.
func Flatten[K any](f *Flattener, line text.Span, entries []Entry[K]) []Interval {
	f.part, f.ends, f.active, f.out = f.part[:0], f.ends[:0], f.active[:0], f.out[:0]
	whole, below := cover{at: -1}, 0
	for i, e := range entries {
		c := cover{e.Span, i}
		switch {
		case !e.Span.Overlaps(line):
		case e.Span.Covers(line):
			if below++; whole.at < 0 || c.inside(whole) {
				whole = c
			}
		default:
			f.part = append(f.part, c)
			f.ends = append(f.ends, e.Span.End)
		}
	}
	slices.Sort(f.ends)
	f.sweep(line, whole, below)
	return f.out
}

// sweep goes along line from border to border. Below everything lie a number of
// covers of the whole line, the innermost of which is whole.
func (f *Flattener) sweep(line text.Span, whole cover, below int) {
	started, ended := 0, 0
	for pos := line.Start; pos < line.End; {
		for started < len(f.part) && f.part[started].span.Start <= pos {
			f.push(f.part[started])
			started++
		}
		for ended < len(f.ends) && f.ends[ended] <= pos {
			ended++
		}
		for len(f.active) > 0 && f.active[0].span.End <= pos {
			f.pop()
		}
		next := line.End
		if started < len(f.part) {
			next = min(next, f.part[started].span.Start)
		}
		if ended < len(f.ends) {
			next = min(next, f.ends[ended])
		}
		top := whole
		if len(f.active) > 0 && (top.at < 0 || f.active[0].inside(top)) {
			top = f.active[0]
		}
		if top.at >= 0 {
			f.out = append(f.out, Interval{text.Span{Start: pos, End: next}, top.at, below + started - ended})
		}
		pos = next
	}
}

// inside reports whether c is drawn over d.
func (c cover) inside(d cover) bool {
	if c.span.Len() != d.span.Len() {
		return c.span.Len() < d.span.Len()
	}
	return c.at < d.at
}

func (f *Flattener) push(c cover) {
	f.active = append(f.active, c)
	for i := len(f.active) - 1; i > 0; {
		up := (i - 1) / 2
		if !f.active[i].inside(f.active[up]) {
			break
		}
		f.active[i], f.active[up] = f.active[up], f.active[i]
		i = up
	}
}

func (f *Flattener) pop() {
	n := len(f.active) - 1
	f.active[0] = f.active[n]
	f.active = f.active[:n]
	for i := 0; ; {
		least := i
		for _, child := range [...]int{2*i + 1, 2*i + 2} {
			if child < n && f.active[child].inside(f.active[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		f.active[i], f.active[least] = f.active[least], f.active[i]
		i = least
	}
}
