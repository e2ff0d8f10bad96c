package refiqda

import (
	"strings"

	"parley/annotate/codec"
)

// mostNested is how deep elements may nest that are looked through in one go.
const mostNested = 100

// tags goes through elements of XML once, as tools write them: elements with attributes and
// words, whose names have no prefixes. Where it meets anything else, it is over: bad is true, and
// nothing more is there.
type tags struct {
	s     string // valid UTF-8
	i     int
	bad   bool
	empty bool // the last tag was that of an element without anything inside
}

func (x *tags) fail() { x.i, x.bad = len(x.s), true }

func (x *tags) take(words string) bool {
	ok := strings.HasPrefix(x.s[x.i:], words)
	if ok {
		x.i += len(words)
	}
	return ok
}

func (x *tags) need(words string) {
	if !x.take(words) {
		x.fail()
	}
}

func (x *tags) blank() {
	for x.i < len(x.s) && isBlank(x.s[x.i]) {
		x.i++
	}
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// name is a name in ASCII.
func (x *tags) name() string {
	from := x.i
	for x.i < len(x.s) && inName(x.s[x.i], x.i > from) {
		x.i++
	}
	if x.i == from {
		x.fail()
		return ""
	}
	return x.s[from:x.i]
}

func inName(b byte, further bool) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || further && (b >= '0' && b <= '9' || b == '-' || b == '.')
}

// attributes yields those of a tag, to its end.
func (x *tags) attributes(yield func(name, value string) bool) {
	for going := true; ; {
		before := x.i
		x.blank()
		if x.empty = x.take("/>"); x.empty || x.bad || x.take(">") {
			return
		}
		if x.i == before {
			x.fail()
		}
		name := x.name()
		if x.take(":") {
			name += ":" + x.name()
		}
		x.need("=")
		value := x.quoted()
		if x.bad {
			return
		}
		going = going && yield(name, value)
	}
}

func (x *tags) quoted() string {
	if x.i == len(x.s) || x.s[x.i] != '"' && x.s[x.i] != '\'' {
		x.fail()
		return ""
	}
	end := strings.IndexByte(x.s[x.i+1:], x.s[x.i])
	if end < 0 {
		x.fail()
		return ""
	}
	s := x.s[x.i+1 : x.i+1+end]
	x.i += end + 2
	return x.words(s)
}

// inside yields the names of the elements inside one of a name, the tag of which was taken. The
// loop takes each to its end. Words that stand between go to words, if there is any.
func (x *tags) inside(of string, words *string, yield func(name string) bool) {
	if x.empty {
		return
	}
	for !x.bad {
		end := strings.IndexByte(x.s[x.i:], '<')
		if end < 0 {
			break
		}
		x.i += end
		between := x.words(x.s[x.i-end : x.i])
		if words != nil && between != "" {
			*words += between
		}
		if x.take("</") {
			x.need(of)
			x.blank()
			x.need(">")
			return
		}
		x.need("<")
		name := x.name()
		if x.bad || !yield(name) {
			return
		}
	}
	x.fail()
}

// skip passes over the rest of an element, the name of which was taken.
func (x *tags) skip(name string, depth int) {
	if depth == 0 {
		x.fail()
	}
	for range x.attributes {
	}
	x.inside(name, nil, func(name string) bool {
		x.skip(name, depth-1)
		return true
	})
}

// chars are the words of an element that has words only, the name of which was taken; what else
// is inside is passed over.
func (x *tags) chars(name string) (words string) {
	for range x.attributes {
	}
	x.inside(name, &words, func(name string) bool {
		x.skip(name, mostNested)
		return true
	})
	return words
}

// words are s without its escapes, and with line ends as XML has them.
func (x *tags) words(s string) string {
	words, ok := codec.XMLWords(s)
	if !ok {
		x.fail()
	}
	return words
}
