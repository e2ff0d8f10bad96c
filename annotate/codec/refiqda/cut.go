package refiqda

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// The parts of a project whose children come by themselves: those that it is opened with, and
// those that documents come from.
var (
	opened = []string{"Users", "Variables", "Cases", "Notes", "Links", "CodeBook"}
	later  = []string{"Sources", "Sets", "Graphs"}
)

// roomForXML is how many bytes are read at once, and mostPiece how large an element may be that
// is cut.
const (
	roomForXML = 1 << 20
	mostPiece  = 64 << 20
)

// piece is an element as it stands in the XML. The last may be odd: then all is to be read some
// other way.
type piece struct {
	part string // that it is in; empty: it stands by itself
	b    []byte
	from int64
	odd  bool
}

// cutter cuts XML into the elements of its parts, by the names of these alone. It wants what
// [tags] wants, and elements with none of their own name inside.
type cutter struct {
	r      io.Reader
	b      []byte // what was read last; pieces are parts of it
	from   int64  // where it begins
	i      int    // how far it is looked at
	room   int
	err    error // of reading on
	root   string
	origin *string // of the project
}

// pieces yields the elements of the XML that r is, room bytes of which are read at once, at
// least 16. It tells the origin before the first.
func pieces(r io.Reader, room int, origin *string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		k := &cutter{r: r, room: room, origin: origin}
		part := ""
		for ok := k.begin(); ; {
			name, closes := "", false
			if ok {
				name, closes = k.next()
			}
			switch {
			case closes && part != "" && name == part:
				part = ""
			case closes && part == "" && name == k.root && k.peek() == 0 && k.i == len(k.b) && k.err == io.EOF:
				return
			case name == "" || closes:
				yield(piece{odd: true})
				return
			case slices.Contains(opened, name) || slices.Contains(later, name):
				empty, good := k.tag(func(string, string) {})
				if ok = good && part == ""; ok && !empty {
					part = name
				}
			default:
				p := piece{part: part, b: k.element(name)}
				p.from, p.odd = k.from+int64(k.i-len(p.b)), p.b == nil
				if !yield(p) || p.odd {
					return
				}
			}
		}
	}
}

// more reads on, and keeps what is there from start.
func (k *cutter) more(start int) bool {
	if k.err != nil || len(k.b)-start > mostPiece {
		return false
	}
	k.from += int64(start)
	k.b, k.i = k.b[start:], k.i-start
	n := len(k.b)
	next := make([]byte, 2*n+k.room)
	m := copy(next, k.b)
	for m < len(next) && k.err == nil {
		var more int
		more, k.err = k.r.Read(next[m:])
		m += more
	}
	k.b = next[:m]
	return m > n
}

// find is where words stand, from a place on; both are counted from i. It is -1 when they do not.
func (k *cutter) find(words string, from int) int {
	for {
		if n := bytes.Index(k.b[k.i+from:], []byte(words)); n >= 0 {
			return from + n
		}
		from = max(len(k.b)-k.i-len(words)+1, from)
		if !k.more(k.i) {
			return -1
		}
	}
}

// peek skips white space; it is what follows, or 0.
func (k *cutter) peek() byte {
	for k.i < len(k.b) || k.more(len(k.b)) {
		if b := k.b[k.i]; !isBlank(b) {
			return b
		}
		k.i++
	}
	return 0
}

// begin reads the declaration and the tag of the first element.
func (k *cutter) begin() bool {
	if k.more(0); bytes.HasPrefix(k.b, []byte("\uFEFF")) {
		k.i = len("\uFEFF")
	}
	if bytes.HasPrefix(k.b[k.i:], []byte("<?xml ")) {
		end := k.find("?>", 0)
		if end < 0 || !slices.Contains(declarations, strings.ToLower(strings.ReplaceAll(string(k.b[k.i:k.i+end]), "'", `"`))) {
			return false
		}
		k.i += end + len("?>")
	}
	name, closes := k.next()
	if k.root = name; closes || name != "Project" && name != "CodeBook" {
		return false
	}
	first, odd := true, false
	empty, ok := k.tag(func(name, value string) {
		if name == "origin" && first {
			*k.origin, first = value, false
		}
		odd = odd || strings.HasSuffix(name, ":origin")
	})
	return ok && !empty && !odd
}

// declarations are those of XML that are read, in lower case.
var declarations = []string{`<?xml version="1.0"`, `<?xml version="1.0" encoding="utf-8"`, `<?xml version="1.0" encoding="utf-8" standalone="no"`, `<?xml version="1.0" encoding="utf-8" standalone="yes"`}

// next is the name of the tag that follows, and whether it closes an element, which is then
// passed; empty when something else follows.
func (k *cutter) next() (name string, closes bool) {
	if k.peek() != '<' {
		return "", false
	}
	end := k.find(">", 0)
	if end < 0 {
		return "", false
	}
	x := &tags{s: string(k.b[k.i : k.i+end+1])}
	x.need("<")
	closes = x.take("/")
	if name = x.name(); closes {
		x.blank()
		x.need(">")
		k.i += end + 1
	}
	if x.bad {
		return "", false
	}
	return name, closes
}

// tag passes that of a part, or of the first element.
func (k *cutter) tag(take func(name, value string)) (empty, ok bool) {
	end := k.find(">", 0)
	s := string(k.b[k.i : k.i+end+1])
	x := &tags{s: s, bad: !utf8.ValidString(s)}
	x.need("<")
	x.name()
	for name, v := range x.attributes {
		take(name, v)
	}
	k.i += end + 1
	return x.empty, !x.bad && x.i == len(s)
}

// element is that which begins here; nil when it does not end.
func (k *cutter) element(name string) []byte {
	end := k.find(">", 0)
	if end > 0 && k.b[k.i+end-1] != '/' {
		if end = k.find("</"+name, end); end > 0 {
			end = k.find(">", end)
		}
	}
	if end < 0 {
		return nil
	}
	b := k.b[k.i : k.i+end+1 : k.i+end+1]
	k.i += end + 1
	return b
}

// cut is where an element stands in the XML, in bytes.
type cut struct {
	from int64
	size int
}

// again reads elements where they stood.
func again(r io.Reader, list []cut) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		in, at := bufio.NewReaderSize(r, 1<<16), int64(0)
		for _, k := range list {
			b := make([]byte, k.size)
			_, err := io.CopyN(io.Discard, in, k.from-at)
			if err == nil {
				_, err = io.ReadFull(in, b)
			}
			if !yield(piece{b: b, odd: err != nil}) || err != nil {
				return
			}
			at = k.from + int64(k.size)
		}
	}
}
