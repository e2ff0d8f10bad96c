package parley

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"math/bits"
	"unicode/utf8"

	"parley/annotate"
)

// errJSON says that a file is not JSON, or is cut off.
var errJSON = fmt.Errorf("not well-formed JSON: %w", annotate.ErrInvalid)

// maxDepth is how deep JSON may nest. A dataset needs nine.
const maxDepth = 64

// scanner walks over JSON (RFC 8259) in b. The first error sticks: after it every method
// does nothing, and a loop over members or elements ends.
type scanner struct {
	b       []byte
	i       int   // next byte
	base    int64 // of b in the file
	depth   int
	scratch []byte // of the last string with an escape
	err     error
}

func (s *scanner) fail(what string) {
	if s.err == nil {
		s.err = fmt.Errorf("byte %d: %s: %w", s.base+int64(s.i), what, errJSON)
	}
	s.i = len(s.b)
}

// peek is the next byte that is no white space; 0 at the end.
func (s *scanner) peek() byte {
	for s.i < len(s.b) {
		c := s.b[s.i]
		if c > ' ' || c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
		s.i++
	}
	return 0
}

func (s *scanner) take(c byte) bool {
	if s.peek() != c || s.err != nil {
		return false
	}
	s.i++
	return true
}

func (s *scanner) want(c byte) bool {
	ok := s.take(c)
	if !ok {
		s.fail("want " + string(c))
	}
	return ok
}

// members walks over an object. The loop body must read the value; the key is valid until it does.
func (s *scanner) members() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if !s.open('{') {
			return
		}
		for first := true; !s.take('}'); first = false {
			if !first && !s.want(',') || s.peek() != '"' {
				s.fail("want a member or }")
				return
			}
			key := s.str()
			if !s.want(':') || !yield(key) || s.err != nil {
				return
			}
		}
		s.depth--
	}
}

// elements walks over an array. The loop body must read the element.
func (s *scanner) elements() iter.Seq[int] {
	return func(yield func(int) bool) {
		if !s.open('[') {
			return
		}
		for n := 0; !s.take(']'); n++ {
			if n > 0 && !s.want(',') {
				return
			}
			if !yield(n) || s.err != nil {
				return
			}
		}
		s.depth--
	}
}

func (s *scanner) open(c byte) bool {
	if s.depth++; s.depth > maxDepth {
		s.fail("nested too deep")
		return false
	}
	return s.want(c)
}

// str reads a string. It is part of b, or of a buffer that the next string reuses.
func (s *scanner) str() []byte {
	if !s.want('"') {
		return nil
	}
	start := s.i
	n, ascii := plainRun(s.b[start:])
	s.i += n
	if s.i == len(s.b) || s.b[s.i] != '"' {
		return s.escaped(start)
	}
	plain := s.b[start:s.i]
	if !ascii && !utf8.Valid(plain) {
		s.fail("a string is not UTF-8")
		return nil
	}
	s.i++
	return plain
}

// plainRun is plainPrefix, and whether all of it is ASCII.
func plainRun(b []byte) (n int, ascii bool) {
	var high uint64
	for ; n+8 <= len(b); n += 8 {
		x := binary.LittleEndian.Uint64(b[n:])
		quote, slash := x^(ones*'"'), x^(ones*'\\')
		found := ((x-ones*0x20)&^x | (quote-ones)&^quote | (slash-ones)&^slash) & highs
		if found != 0 {
			at := bits.TrailingZeros64(found) / 8
			high |= x & (1<<(8*at) - 1)
			return n + at, high&highs == 0
		}
		high |= x
	}
	for ; n < len(b); n++ {
		c := b[n]
		if c < 0x20 || c == '"' || c == '\\' {
			break
		}
		high |= uint64(c)
	}
	return n, high&highs == 0
}

// escaped reads the string that starts at start and is plain up to s.i.
func (s *scanner) escaped(start int) []byte {
	s.scratch = append(s.scratch[:0], s.b[start:s.i]...)
	for s.i < len(s.b) {
		n := plainPrefix(s.b[s.i:])
		s.scratch = append(s.scratch, s.b[s.i:s.i+n]...)
		if s.i += n; s.i == len(s.b) {
			break
		}
		c := s.b[s.i]
		switch {
		case c == '"':
			if !utf8.Valid(s.scratch) {
				s.fail("a string is not UTF-8")
				return nil
			}
			s.i++
			return s.scratch
		case c != '\\':
			s.fail("a control character in a string")
			return nil
		case !s.escape():
			s.fail("a wrong escape in a string")
			return nil
		}
	}
	s.fail("a string does not end")
	return nil
}

// escape reads a backslash and what follows it. A surrogate without its other half is wrong:
// no text has one.
func (s *scanner) escape() bool {
	if s.i+1 >= len(s.b) {
		return false
	}
	c := s.b[s.i+1]
	if c == 'u' {
		return s.unicode()
	}
	at := bytes.IndexByte([]byte(`"\/bfnrt`), c)
	if at < 0 {
		return false
	}
	s.scratch = append(s.scratch, "\"\\/\b\f\n\r\t"[at])
	s.i += 2
	return true
}

func (s *scanner) unicode() bool {
	r, ok := hex4(s.b[s.i:])
	if !ok {
		return false
	}
	s.i += 6
	if r >= 0xD800 && r < 0xE000 {
		low, ok := hex4(s.b[s.i:])
		if !ok || r >= 0xDC00 || low < 0xDC00 || low > 0xDFFF {
			return false
		}
		s.i += 6
		r = 0x10000 + (r-0xD800)<<10 + (low - 0xDC00)
	}
	s.scratch = utf8.AppendRune(s.scratch, r)
	return true
}

// hexDigit is what each byte is worth as a hexadecimal digit; 255 when it is none.
var hexDigit = hexDigits()

func hexDigits() (t [256]byte) {
	for c := range t {
		t[c] = 255
	}
	for i := range 16 {
		t["0123456789abcdef"[i]], t["0123456789ABCDEF"[i]] = byte(i), byte(i)
	}
	return t
}

// hex4 reads \uXXXX.
func hex4(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		d := hexDigit[c]
		if d > 15 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}

// skip reads a value of any kind and gives its bytes.
func (s *scanner) skip() []byte {
	c := s.peek()
	start := s.i
	switch {
	case c == '{':
		for range s.members() {
			s.skip()
		}
	case c == '[':
		for range s.elements() {
			s.skip()
		}
	case c == '"':
		s.str()
	case c == '-' || c >= '0' && c <= '9':
		s.number()
	default:
		s.word()
	}
	return s.b[min(start, s.i):s.i]
}

func (s *scanner) word() {
	for _, w := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.b[s.i:], []byte(w)) {
			s.i += len(w)
			return
		}
	}
	s.fail("want a value")
}

// number reads a number and gives its bytes.
func (s *scanner) number() []byte {
	start := s.i
	if s.i < len(s.b) && s.b[s.i] == '-' {
		s.i++
	}
	whole := s.digits()
	ok := whole == 1 || whole > 1 && s.b[s.i-whole] != '0'
	if ok && s.i < len(s.b) && s.b[s.i] == '.' {
		s.i++
		ok = s.digits() > 0
	}
	if ok && s.i < len(s.b) && s.b[s.i]|0x20 == 'e' {
		if s.i++; s.i < len(s.b) && (s.b[s.i] == '+' || s.b[s.i] == '-') {
			s.i++
		}
		exponent := s.digits()
		ok = exponent > 0 && exponent < 5
	}
	if !ok || s.i-start > 1000 {
		s.fail("a number is none, or too large for anybody")
		return nil
	}
	return s.b[start:s.i]
}

func (s *scanner) digits() (n int) {
	for s.i < len(s.b) && s.b[s.i] >= '0' && s.b[s.i] <= '9' {
		s.i, n = s.i+1, n+1
	}
	return n
}

// end reports an error when anything but white space is left.
func (s *scanner) end() error {
	if s.peek(); s.err == nil && s.i < len(s.b) {
		s.fail("there is more after the end")
	}
	return s.err
}
