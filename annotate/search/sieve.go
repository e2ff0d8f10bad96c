package search

import (
	"unicode/utf8"
	"unsafe"
)

// Sieve tells at once which texts have nothing that a matcher could find: it reads them
// as they are kept, builds no [Folded] text and keeps nothing of them. It belongs to one
// goroutine, as it folds in a room of its own.
type Sieve struct {
	needles *anyOf   // one of these stands in every hit; nil: that is not known
	quick   *scanner // instead, in a text that is not folded; nil: every text passes
	fold    Fold
	room    []byte
	longest int
}

// Sieve makes one for m.
func (m *Matcher) Sieve() *Sieve {
	s := &Sieve{fold: m.query.Fold}
	if p := m.pattern; p != nil {
		if s.needles = p.needs; p.needs == nil && s.fold == 0 {
			s.quick = p.quick.scanner()
		}
	} else {
		s.needles = newAnyOf(append([]string(nil), m.forms...))
	}
	if s.needles != nil {
		for _, n := range s.needles.needles {
			s.longest = max(s.longest, len(n))
		}
	}
	return s
}

// Passes reports whether there may be hits in a text. One that passes may have none; one
// that does not has none.
func (s *Sieve) Passes(text string) bool {
	switch {
	case s.needles == nil:
		return s.quick == nil || s.quick.any(text)
	case s.fold == 0:
		return s.needles.in(text).next(0) >= 0
	}
	s.room = s.room[:0]
	for from := 0; from < len(text); {
		end := min(len(text), from+sieved)
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		s.room = tables[s.fold].appendString(s.room, text[from:end], nil)
		if s.needles.in(unsafe.String(unsafe.SliceData(s.room), len(s.room))).next(0) >= 0 {
			return true
		}
		// A needle may begin here and end in what comes.
		s.room = append(s.room[:0], s.room[max(0, len(s.room)-s.longest):]...)
		from = end
	}
	return false
}

// sieved is how much is folded at once, in bytes: what a processor has at hand.
const sieved = 32 << 10
