package labelstudio

import (
	"encoding/json"
	"strings"

	"parley/annotate/codec"
)

// mostNested is how deep the parts of a task may nest that are looked through in one go.
const mostNested = 100

// scan goes through JSON once. Where this is not well-formed, or otherwise than it is asked
// for, it is over: bad is true, and nothing more is there.
type scan struct {
	s   string
	i   int
	bad bool
}

func (c *scan) fail() { c.i, c.bad = len(c.s), true }

// peek skips white space; it is what follows, or 0.
func (c *scan) peek() byte {
	for c.i < len(c.s) {
		switch b := c.s[c.i]; b {
		case ' ', '\n', '\t', '\r':
			c.i++
		default:
			return b
		}
	}
	return 0
}

// take skips b, if that follows.
func (c *scan) take(b byte) bool {
	if c.i < len(c.s) && c.s[c.i] == b || c.peek() == b {
		c.i++
		return true
	}
	return false
}

// need skips b, which has to follow.
func (c *scan) need(b byte) {
	if !c.take(b) {
		c.fail()
	}
}

// members yields the names of the members of an object. The loop takes each one's value.
func (c *scan) members(yield func(name string) bool) {
	c.need('{')
	for n := 0; !c.bad && !c.take('}'); n++ {
		if n > 0 {
			c.need(',')
		}
		name := c.words()
		c.need(':')
		if c.bad || !yield(name) {
			return
		}
	}
}

// elements goes round for each of a list. The loop takes it.
func (c *scan) elements(yield func() bool) {
	c.need('[')
	for n := 0; !c.bad && !c.take(']'); n++ {
		if n > 0 {
			c.need(',')
		}
		if c.bad || !yield() {
			return
		}
	}
}

// str is a string as it stands; it is plain when nothing in it is escaped, and all is ASCII.
func (c *scan) str() (s string, plain bool) {
	c.need('"')
	from := c.i
	plain = true
	for c.i < len(c.s) {
		b := c.s[c.i]
		c.i++
		switch {
		case b == '"':
			return c.s[from-1 : c.i], plain
		case b == '\\':
			plain = false
			c.escape()
		case b < ' ':
			c.fail()
		case b >= 0x80:
			plain = false
		}
	}
	c.fail()
	return `""`, true
}

// escape skips what follows a \.
func (c *scan) escape() {
	if c.i == len(c.s) || strings.IndexByte(`"\/bfnrtu`, c.s[c.i]) < 0 {
		c.fail()
		return
	}
	c.i++
	if c.s[c.i-1] != 'u' {
		return
	}
	for range 4 {
		if c.i == len(c.s) || strings.IndexByte("0123456789abcdefABCDEF", c.s[c.i]) < 0 {
			c.fail()
			return
		}
		c.i++
	}
}

// words are those of a string.
func (c *scan) words() string {
	s, plain := c.str()
	if plain {
		return s[1 : len(s)-1]
	}
	words, _ := codec.Words(s)
	return words
}

// value is a value of any kind as it stands; empty when it is over.
func (c *scan) value() part {
	c.peek()
	from := c.i
	if c.skip(mostNested); c.bad {
		return ""
	}
	return part(c.s[from:c.i])
}

func (c *scan) skip(depth int) {
	if depth == 0 {
		c.fail()
	}
	switch b := c.peek(); b {
	case '"':
		c.str()
	case '{':
		for range c.members {
			c.skip(depth - 1)
		}
	case '[':
		for range c.elements {
			c.skip(depth - 1)
		}
	default:
		c.literal()
	}
}

// literal skips a number, true, false or null.
func (c *scan) literal() {
	from, whole := c.i, true
	for c.i < len(c.s) {
		b := c.s[c.i]
		if b-'0' >= 10 {
			if b|0x20 < 'a' || b|0x20 > 'z' {
				if b != '-' && b != '+' && b != '.' {
					break
				}
			}
			whole = false
		}
		c.i++
	}
	s := c.s[from:c.i]
	if whole && len(s) > 0 && (s[0] != '0' || len(s) == 1) || s == "null" || s == "false" || s == "true" {
		return
	}
	if !json.Valid([]byte(s)) {
		c.fail()
	}
}
