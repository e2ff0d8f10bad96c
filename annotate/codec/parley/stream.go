package parley

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxValue is the largest document, with all that is recorded in it, that is read.
const maxValue = 256 << 20

// stream cuts a file into its header and its documents without holding more than one of
// them. It looks for the ends of values only; a scanner reads what they say.
type stream struct {
	r    io.Reader
	b    []byte
	i    int   // next byte
	base int64 // of b in the file
	line int   // of the next byte, from 1
	eof  bool
	err  error
}

func newStream(r io.Reader) *stream {
	s := &stream{r: r, line: 1}
	for !s.eof && s.err == nil && len(s.b) < 3 {
		s.more()
	}
	if bytes.HasPrefix(s.b, []byte("\uFEFF")) {
		s.i = 3
	}
	return s
}

func (s *stream) offset() int64 { return s.base + int64(s.i) }

func (s *stream) fail(what string) error {
	if s.err == nil {
		s.err = fmt.Errorf("byte %d: %s: %w", s.offset(), what, errJSON)
	}
	return s.err
}

// more reads on, behind what is not yet taken.
func (s *stream) more() {
	if s.eof || s.err != nil {
		return
	}
	if free := cap(s.b) - len(s.b); free < 64<<10 {
		s.base += int64(s.i)
		b := s.b[s.i:]
		if cap(s.b)-len(b) < max(cap(s.b)/2, 64<<10) {
			b = append(make([]byte, 0, max(2*len(b), 1<<20)), b...)
		} else {
			b = append(s.b[:0], b...)
		}
		s.b, s.i = b, 0
	}
	n, err := s.r.Read(s.b[len(s.b):cap(s.b)])
	s.b = s.b[:len(s.b)+n]
	switch {
	case errors.Is(err, io.EOF):
		s.eof = true
	case err != nil:
		s.err = err
	}
}

// peek is the next byte that is no white space; 0 at the end.
func (s *stream) peek() byte {
	for {
		for ; s.i < len(s.b); s.i++ {
			switch s.b[s.i] {
			case ' ', '\t', '\r':
			case '\n':
				s.line++
			default:
				return s.b[s.i]
			}
		}
		if s.eof || s.err != nil {
			return 0
		}
		s.more()
	}
}

// atEnd reports whether nothing but white space is left.
func (s *stream) atEnd() bool { s.peek(); return s.i == len(s.b) && s.err == nil }

func (s *stream) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.i++
	return true
}

func (s *stream) want(c byte) error {
	if s.err == nil && !s.take(c) {
		return s.fail("want " + string(c))
	}
	return s.err
}

// value is the bytes of the next value, valid until the next call.
func (s *stream) value() ([]byte, error) {
	if c := s.peek(); s.err == nil && (c == 0 || c == '}' || c == ']' || c == ',' || c == ':') {
		return nil, s.fail("want a value")
	}
	for e := (ender{}); ; s.more() {
		n := e.end(s.b[s.i:])
		atEnd := s.eof || s.err != nil
		if n == 0 && atEnd {
			n = e.atEnd()
		}
		switch {
		case n > 0:
			b := s.b[s.i : s.i+n]
			s.i += n
			s.line += bytes.Count(b, []byte("\n"))
			return b, nil
		case s.err != nil:
			return nil, s.err
		case atEnd:
			return nil, s.fail("the file ends in the middle")
		case len(s.b)-s.i > maxValue:
			return nil, s.fail("a document is larger than 256 MiB")
		}
	}
}

// ender looks for the end of a value in bytes that come in pieces.
type ender struct {
	at     int // bytes looked at
	depth  int
	quoted bool
}

// end is the length of the value that b begins with; 0 when b does not hold all of it. It
// is called again with the same bytes and more.
func (e *ender) end(b []byte) int {
	for e.at < len(b) {
		if e.quoted {
			if !e.unquote(b) {
				return 0
			}
			if e.depth == 0 {
				return e.at
			}
			continue
		}
		c := b[e.at]
		switch {
		case !structural[c]:
		case c == '"':
			e.quoted = true
		case c == '{' || c == '[':
			e.depth++
		case e.depth == 0: // what ends a number or a word
			return e.at
		case c == '}' || c == ']':
			if e.depth--; e.depth == 0 {
				return e.at + 1
			}
		}
		e.at++
	}
	return 0
}

// unquote goes behind the quotation mark that ends the string; false when it is not in b.
func (e *ender) unquote(b []byte) bool {
	for {
		n := bytes.IndexByte(b[e.at:], '"')
		if n < 0 {
			// A backslash at the end must be seen together with what follows it.
			e.at = len(b) - trailing(b[e.at:])
			return false
		}
		escaped := trailing(b[e.at:e.at+n])%2 == 1
		e.at += n + 1
		if !escaped {
			e.quoted = false
			return true
		}
	}
}

// trailing counts the backslashes that b ends with.
func trailing(b []byte) (n int) {
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n
}

// atEnd is the length of a number or a word that the file ends with.
func (e *ender) atEnd() int {
	if e.depth > 0 || e.quoted {
		return 0
	}
	return e.at
}

// structural are the bytes at which something begins or ends outside of strings.
var structural = [256]bool{'"': true, '{': true, '}': true, '[': true, ']': true, ',': true, ' ': true, '\n': true, '\r': true, '\t': true}
