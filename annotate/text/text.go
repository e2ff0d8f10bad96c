// Package text is where positions live: an immutable text, byte offsets into it,
// spans between two offsets, and the other units in which the world counts.
//
// One rule: inside Parley a position is an [Offset], a number of bytes into
// valid UTF-8. Code points, UTF-16 code units and grapheme clusters exist at the
// border only, and every conversion is named by what it gives:
//
//	t, err := text.New("a📌b")
//	n, err := t.In(5, text.CodePoint) // 2: the b is the third code point
//	o, err := t.Offset(3, text.UTF16) // 5: the pin takes two UTF-16 units
//
// Movement and selection (graphemes, words, sentences, paragraphs) follow
// UAX #29 of the Unicode Standard.
package text

import (
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"
)

// MaxLen is the largest text Parley takes in, in bytes (64 MiB).
const MaxLen = 64 << 20

// Errors of this package; match them with errors.Is.
var (
	ErrNotUTF8     = errors.New("text is not valid UTF-8")
	ErrTooLong     = errors.New("text is longer than 64 MiB")
	ErrOutOfRange  = errors.New("position is outside the text")
	ErrInsideChar  = errors.New("position is inside a character")
	ErrUnknownUnit = errors.New("unknown unit of position")
	ErrQuote       = errors.New("text differs from its quote")
)

// Text is an immutable document text. It is safe for use by several goroutines.
// The zero value is the empty text.
type Text struct {
	s     string
	once  sync.Once
	marks []mark // lazily built; one a stride, see unit.go
	ascii bool   // no byte above 0x7F: all units agree

	wordsOnce sync.Once
	words     int // see CountWords
}

// New makes a Text of s. It fails with [ErrNotUTF8] or [ErrTooLong].
func New(s string) (*Text, error) {
	if len(s) > MaxLen {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLong, len(s))
	}
	if !utf8.ValidString(s) {
		return nil, ErrNotUTF8
	}
	return &Text{s: s}, nil
}

// String is the whole text.
func (t *Text) String() string { return t.s }

// Len is the offset after the last byte.
func (t *Text) Len() Offset { return Offset(len(t.s)) }

// All is the span of the whole text.
func (t *Text) All() Span { return Span{0, t.Len()} }

// Check reports whether o lies in the text, its end included, and between two
// characters (code points). The errors are [ErrOutOfRange] and [ErrInsideChar].
func (t *Text) Check(o Offset) error {
	if o < 0 || int(o) > len(t.s) {
		return fmt.Errorf("%w: byte %d of %d", ErrOutOfRange, o, len(t.s))
	}
	if int(o) < len(t.s) && !utf8.RuneStart(t.s[o]) {
		return fmt.Errorf("%w: byte %d", ErrInsideChar, o)
	}
	return nil
}

// CheckSpan checks both ends of s and that they are in order.
func (t *Text) CheckSpan(s Span) error {
	if err := t.Check(s.Start); err != nil {
		return err
	}
	if err := t.Check(s.End); err != nil {
		return err
	}
	if s.End < s.Start {
		return fmt.Errorf("%w: end %d before start %d", ErrOutOfRange, s.End, s.Start)
	}
	return nil
}

// Slice is the text of s, cut to the text's own range. It shares memory with the text.
func (t *Text) Slice(s Span) string {
	s = s.Intersect(t.All())
	return t.s[s.Start:s.End]
}
