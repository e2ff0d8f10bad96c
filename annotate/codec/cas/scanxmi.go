package cas

import (
	"strconv"
	"strings"

	"parley/annotate/codec"
)

// scanXMI reads XMI as tools write it: elements with attributes below the first one, in which
// nothing stands but elements with words. It gives nil where it meets anything else, a
// mistake too: then [readXMI] reads again, with all that XML has, and says what is wrong. It
// is there for speed: nearly all of a CAS is tokens.
func scanXMI(s string, t types, tell func(place string, err error)) *graph {
	g := newGraph()
	g.types, g.inline, g.list = t, true, make([]*structure, 0, len(s)/96)
	x := xmiScanner{s: strings.TrimPrefix(s, "\uFEFF"), line: 1, graph: g}
	if !x.begin() {
		return nil
	}
	type refusal struct {
		place string
		err   error
	}
	var refused []refusal
	for !x.take("</") {
		if !x.element(func(place string, err error) { refused = append(refused, refusal{place, err}) }) {
			return nil
		}
		x.blank()
	}
	if !x.take(x.root) || !x.end() || x.blank() < len(x.s) {
		return nil
	}
	for _, r := range refused {
		tell(r.place, r.err)
	}
	return g
}

// named is what an element's name says.
type named struct {
	kind  string // "" when its name space is not known
	plain bool   // what names the text may be taken as it stands
}

type xmiScanner struct {
	s       string
	i       int
	line    int // at counted
	counted int
	graph   *graph
	root    string            // the name of the first element, as it stands
	own     string            // the prefix of XMI with its colon
	id      string            // how an attribute with an ID begins
	spaces  map[string]string // name spaces by prefix
	kinds   map[string]named  // by the names of elements
	last    string            // that was asked for
	its     named             // what that is
	list    []field           // room for attributes
}

func (x *xmiScanner) blank() int {
	for x.i < len(x.s) && (x.s[x.i] == ' ' || x.s[x.i] == '\n' || x.s[x.i] == '\t') {
		x.i++
	}
	return x.i
}

func (x *xmiScanner) take(words string) bool {
	ok := strings.HasPrefix(x.s[x.i:], words)
	if ok {
		x.i += len(words)
	}
	return ok
}

// end skips to behind >.
func (x *xmiScanner) end() bool {
	x.blank()
	return x.take(">")
}

// name is a name in ASCII, with a colon inside it or without; empty where there is none.
func (x *xmiScanner) name() string {
	from := x.i
	for x.i < len(x.s) {
		c := x.s[x.i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		if !letter && (x.i == from || c != ':' && c != '.' && c != '-' && (c < '0' || c > '9')) {
			break
		}
		x.i++
	}
	if x.i > from && x.s[x.i-1] == ':' {
		return ""
	}
	return x.s[from:x.i]
}

// begin reads the declaration and the tag of the first element.
func (x *xmiScanner) begin() bool {
	if x.take("<?xml ") {
		end := strings.Index(x.s[x.i:], "?>")
		if end < 0 {
			return false
		}
		switch strings.TrimSpace(x.s[x.i : x.i+end]) {
		case `version="1.0"`, `version="1.0" encoding="UTF-8"`, `version="1.0" encoding="utf-8"`, `version='1.0' encoding='UTF-8'`, `version="1.0" encoding="UTF-8" standalone="no"`, `version="1.0" encoding="UTF-8" standalone="yes"`:
		default:
			return false
		}
		x.i += end + 2
	}
	x.blank()
	if !x.take("<") {
		return false
	}
	x.root = x.name()
	x.spaces, x.kinds = map[string]string{}, map[string]named{}
	empty, ok := x.attributes(func(name, words string) bool {
		prefix, is := strings.CutPrefix(name, "xmlns:")
		if is {
			x.spaces[prefix] = words
		}
		return name != "xmlns"
	})
	for prefix, space := range x.spaces {
		if space == xmiSpace {
			x.own = prefix + ":"
			x.id = " " + x.own + `id="`
		}
	}
	x.blank()
	return ok && !empty && x.own != "" && x.root == x.own+"XMI"
}

// attributes reads those of a tag to its end, and says whether it is that of an element
// without anything inside.
func (x *xmiScanner) attributes(take func(name, words string) bool) (empty, ok bool) {
	for {
		before := x.i
		switch x.blank(); {
		case x.take("/>"):
			return true, true
		case x.take(">"):
			return false, true
		case x.i == before:
			return false, false
		}
		name := x.name()
		if name == "" || strings.Count(name, ":") > 1 || !x.take("=") || x.i == len(x.s) {
			return false, false
		}
		quote := x.s[x.i]
		end := strings.IndexByte(x.s[x.i+1:], quote)
		if quote != '"' && quote != '\'' || end < 0 {
			return false, false
		}
		words, ok := codec.XMLWords(x.s[x.i+1 : x.i+1+end])
		if x.i += end + 2; !ok || !take(name, words) {
			return false, false
		}
	}
}

// element reads one below the first.
func (x *xmiScanner) element(tell func(string, error)) bool {
	if !x.take("<") {
		return false
	}
	name := x.name()
	n := x.named(name)
	if n.plain && x.plain(n.kind) {
		return true
	}
	t := tag{kind: n.kind, line: x.counts, list: x.list[:0]}
	empty, ok := x.attributes(func(name, words string) bool {
		if !strings.Contains(name, ":") {
			t.list = append(t.list, field{name, value{text: words}})
			return name != "xmlns"
		}
		if name == x.own+"id" {
			t.id, _ = strconv.Atoi(words)
		}
		return strings.HasPrefix(name, x.own)
	})
	if !ok || t.kind == "" {
		return false
	}
	x.list = t.list
	s := x.graph.xmiStructure(t, tell)
	if empty {
		return true
	}
	for x.blank(); !x.take("</"); x.blank() {
		if !x.words(s) {
			return false
		}
	}
	return x.take(name) && x.end()
}

// counts is the line that has been reached.
func (x *xmiScanner) counts() int {
	x.line += strings.Count(x.s[x.counted:x.i], "\n")
	x.counted = x.i
	return x.line
}

// named is what the name of an element says.
func (x *xmiScanner) named(name string) named {
	if name == x.last {
		return x.its
	}
	n, known := x.kinds[name]
	prefix, local, ok := strings.Cut(name, ":")
	if space := x.spaces[prefix]; !known && ok && space != "" && local != "" && !strings.Contains(local, ":") {
		n.kind = typeNamed(space, local)
		f := x.graph.types.feature(n.kind, "sofa")
		n.plain = (f == nil || !x.graph.types.isPrimitive(f.rng)) && n.kind != sofaType && n.kind != "uima.cas.NULL" && n.kind != "uima.cas.View" && !isArray(n.kind)
		x.kinds[name] = n
	}
	x.last, x.its = name, n
	return n
}

// plain reads the attributes of a plain structure, as tokens are, and adds it. It is not ok
// when the element is anything else, and where it stands is as before.
func (x *xmiScanner) plain(kind string) (ok bool) {
	was := x.i
	defer func() {
		if !ok {
			x.i = was
		}
	}()
	id := x.numeral(x.id)
	sofa := x.numeral(` sofa="`)
	begin := x.numeral(` begin="`)
	end := x.numeral(` end="`)
	if id <= 0 || sofa <= 0 || begin < 0 || end < 0 || !x.take("/>") || x.graph.byID.of(id) != nil {
		return false
	}
	x.graph.addPlain(kind, id, sofa, begin, end)
	return true
}

// numeral reads an attribute from its name to the end of its value, which is a number as we
// would write it; -1 when there stands something else.
func (x *xmiScanner) numeral(name string) int {
	if !x.take(name) {
		return -1
	}
	n, end := numeral(x.s, x.i)
	if x.i = end; !x.take(`"`) {
		return -1
	}
	return n
}

// words reads an element with words, one of a list of s; nil is nobody's.
func (x *xmiScanner) words(s *structure) bool {
	if !x.take("<") {
		return false
	}
	name := x.name()
	if name == "" || strings.Contains(name, ":") || !x.take(">") {
		return false
	}
	end := strings.IndexByte(x.s[x.i:], '<')
	if end < 0 || end > mostWords {
		return false
	}
	words, ok := codec.XMLWords(x.s[x.i : x.i+end])
	if x.i += end; !ok || strings.Contains(words, "]]>") || !x.take("</"+name) || !x.end() {
		return false
	}
	if s != nil {
		s.more(name, words)
	}
	return true
}
