package text

import "cmp"

// Offset is a position in a [Text]: the number of bytes before it.
type Offset int

// Span is the half-open range of bytes [Start, End).
type Span struct{ Start, End Offset }

// Len is the number of bytes in s.
func (s Span) Len() int { return int(s.End - s.Start) }

// Empty reports whether s holds nothing: it is a caret.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether the character at o belongs to s.
func (s Span) Contains(o Offset) bool { return s.Start <= o && o < s.End }

// Covers reports whether all of o lies in s.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Touches reports whether s and o share a byte or a border.
func (s Span) Touches(o Span) bool { return s.Start <= o.End && o.Start <= s.End }

// Hull is the smallest span that holds both.
func (s Span) Hull(o Span) Span { return Span{min(s.Start, o.Start), max(s.End, o.End)} }

// Intersect is what both hold; where they are apart it is empty, at the nearer border of o.
func (s Span) Intersect(o Span) Span {
	start := min(max(s.Start, o.Start), o.End)
	return Span{start, max(start, min(s.End, o.End))}
}

// Compare orders spans by start; of two with one start the longer comes first,
// so that what encloses stands before what it holds.
func (s Span) Compare(o Span) int {
	return cmp.Or(cmp.Compare(s.Start, o.Start), cmp.Compare(o.End, s.End))
}
