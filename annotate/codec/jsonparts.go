package codec

import (
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"parley/annotate"
)

// deepestJSON is how deep JSON may nest that is looked into.
const deepestJSON = 1000

// CheckJSON reports where s is not one value of JSON (RFC 8259), wrapping annotate.ErrInvalid.
// [Members], [Elements] and [Words] want what it has let through.
func CheckJSON(s string) error {
	c := checker{s: s}
	if !c.value(0) || c.blank() < len(s) {
		return fmt.Errorf("byte %d: this is not well-formed JSON: %w", c.i, annotate.ErrInvalid)
	}
	return nil
}

// EndOfJSON is where the value that begins at s[i] has ended, which stands so deep in others;
// -1 when it is none that is well-formed. What stands before and behind it is not looked at.
func EndOfJSON(s string, i, depth int) int {
	c := checker{s: s, i: i}
	if !c.value(depth) {
		return -1
	}
	return c.i
}

// checker goes through s.
type checker struct {
	s string
	i int
}

// blank skips white space, and says where what follows stands.
func (c *checker) blank() int {
	for c.i < len(c.s) && c.s[c.i] <= ' ' && strings.IndexByte(" \n\t\r", c.s[c.i]) >= 0 {
		c.i++
	}
	return c.i
}

// take skips white space and then b, if it stands there.
func (c *checker) take(b byte) bool {
	if c.blank(); c.i < len(c.s) && c.s[c.i] == b {
		c.i++
		return true
	}
	return false
}

func (c *checker) value(depth int) bool {
	if c.blank(); c.i == len(c.s) || depth > deepestJSON {
		return false
	}
	switch b := c.s[c.i]; b {
	case '"':
		return c.str()
	case '{':
		return c.list('}', func() bool {
			return c.blank() < len(c.s) && c.s[c.i] == '"' && c.str() && c.take(':') && c.value(depth+1)
		})
	case '[':
		return c.list(']', func() bool { return c.value(depth + 1) })
	case 't':
		return c.word("true")
	case 'f':
		return c.word("false")
	case 'n':
		return c.word("null")
	}
	return c.number()
}

func (c *checker) list(end byte, one func() bool) bool {
	c.i++
	if c.take(end) {
		return true
	}
	for one() {
		if c.take(end) {
			return true
		}
		if !c.take(',') {
			return false
		}
	}
	return false
}

func (c *checker) word(w string) bool {
	ok := strings.HasPrefix(c.s[c.i:], w)
	if ok {
		c.i += len(w)
	}
	return ok
}

// number is - digits . digits e digits.
func (c *checker) number() bool {
	if c.s[c.i] == '-' {
		c.i++
	}
	zero := c.i < len(c.s) && c.s[c.i] == '0'
	if n := c.digits(); n == 0 || zero && n > 1 {
		return false
	}
	if c.i < len(c.s) && c.s[c.i] == '.' {
		if c.i++; c.digits() == 0 {
			return false
		}
	}
	if c.i < len(c.s) && c.s[c.i]|0x20 == 'e' {
		if c.i++; c.i < len(c.s) && (c.s[c.i] == '+' || c.s[c.i] == '-') {
			c.i++
		}
		return c.digits() > 0
	}
	return true
}

func (c *checker) digits() int {
	from := c.i
	for c.i < len(c.s) && c.s[c.i]-'0' < 10 {
		c.i++
	}
	return c.i - from
}

// str skips a string. As encoding/json has it, bytes that are no UTF-8 are let through.
func (c *checker) str() bool {
	s, i := c.s, c.i+1
	for i < len(s) && s[i] != '"' && s[i] >= ' ' {
		if s[i] == '\\' {
			if i++; i == len(s) || strings.IndexByte(`"\/bfnrtu`, s[i]) < 0 {
				break
			}
			if c.i = i; s[i] == 'u' && !c.hex() {
				return false
			}
			i = c.i
		}
		i++
	}
	c.i = min(i+1, len(s))
	return i < len(s) && s[i] == '"'
}

func (c *checker) hex() bool {
	for range 4 {
		if c.i++; c.i == len(c.s) || strings.IndexByte("0123456789abcdefABCDEF", c.s[c.i]) < 0 {
			return false
		}
	}
	return true
}

// Members yields the members of an object of JSON that is well-formed, in its order: the name,
// and the value as it stands. Of what is no object there are none. Each is a part of s.
func Members(s string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := inside(s, '{'); i > 0 && s[i] != '}'; {
			end := valueEnd(s, i)
			name, _ := Words(s[i:end])
			i = blank(s, blank(s, end)+1)
			end = valueEnd(s, i)
			if !yield(name, s[i:end]) {
				return
			}
			i = further(s, end)
		}
	}
}

// Elements yields those of a list of JSON that is well-formed, as they stand. Of what is no
// list there are none. Each is a part of s.
func Elements(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := inside(s, '['); i > 0 && s[i] != ']'; {
			end := valueEnd(s, i)
			if !yield(s[i:end]) {
				return
			}
			i = further(s, end)
		}
	}
}

// Words are those of a string of JSON that is well-formed, and whether it is one. They are a
// part of s where nothing is escaped.
func Words(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' {
		return "", false
	}
	if plain := s[1 : len(s)-1]; strings.IndexByte(plain, '\\') < 0 && utf8.ValidString(plain) {
		return plain, true
	}
	var out string
	err := json.Unmarshal([]byte(s), &out)
	return out, err == nil
}

// inside is where the first part of a list stands, or its end; 0 when s is none.
func inside(s string, begin byte) int {
	if i := blank(s, 0); i < len(s) && s[i] == begin {
		return blank(s, i+1)
	}
	return 0
}

// further is where the part behind a comma stands, or the end of the list.
func further(s string, i int) int {
	if i = blank(s, i); s[i] == ',' {
		i = blank(s, i+1)
	}
	return i
}

func blank(s string, i int) int {
	for i < len(s) && s[i] <= ' ' {
		i++
	}
	return i
}

// valueEnd is where the value that begins at i has ended.
func valueEnd(s string, i int) int {
	switch s[i] {
	case '"':
		return quoteEnd(s, i)
	case '{', '[':
		return bracketEnd(s, i)
	}
	for i < len(s) && s[i] > ' ' && s[i] != ',' && s[i] != '}' && s[i] != ']' {
		i++
	}
	return i
}

func bracketEnd(s string, i int) int {
	for depth := 0; ; i++ {
		switch s[i] {
		case '"':
			i = quoteEnd(s, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
}

// quoteEnd is behind the closing quote: the first one with an even number of \ before it.
func quoteEnd(s string, i int) int {
	for at := i + 1; ; {
		at += strings.IndexByte(s[at:], '"')
		back := at
		for s[back-1] == '\\' {
			back--
		}
		if at++; (at-1-back)%2 == 0 {
			return at
		}
	}
}
