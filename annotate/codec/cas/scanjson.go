package cas

import (
	"slices"
	"strings"

	"parley/annotate/codec"
)

// scanJSON reads JSON as tools write it: checks it as it takes it apart, and plain structures,
// as tokens are, at a glance. It gives nil where it meets anything else, a mistake too: then
// [readJSON] reads again, and says what is wrong.
func scanJSON(s string, tell func(place string, err error)) *graph {
	g := newGraph()
	x := jsonScanner{s: s, graph: g, kinds: map[string]string{}}
	var refused []refusedJSON
	x.tell = func(place string, err error) { refused = append(refused, refusedJSON{place, err}) }
	if !x.take('{') || !x.members() || x.blank() < len(s) {
		return nil
	}
	for _, r := range refused {
		tell(r.place, r.err)
	}
	return g
}

type refusedJSON struct {
	place string
	err   error
}

type jsonScanner struct {
	s     string
	i     int
	graph *graph
	tell  func(place string, err error)
	kinds map[string]string // types, each once
	last  string            // of them
}

func (x *jsonScanner) blank() int {
	for x.i < len(x.s) && (x.s[x.i] == ' ' || x.s[x.i] == '\n' || x.s[x.i] == '\t' || x.s[x.i] == '\r') {
		x.i++
	}
	return x.i
}

// take skips blanks, c, and blanks.
func (x *jsonScanner) take(c byte) bool {
	if x.blank() == len(x.s) || x.s[x.i] != c {
		return false
	}
	x.i++
	x.blank()
	return true
}

// members reads those of the whole, of which it wants one at least that is known, and its end.
func (x *jsonScanner) members() bool {
	known := false
	for {
		name, ok := x.name()
		if !ok || !x.take(':') || !x.member(name) {
			return false
		}
		known = known || name == "%TYPES" || name == "%FEATURE_STRUCTURES" || name == "%VIEWS"
		if x.take('}') {
			return known
		}
		if !x.take(',') {
			return false
		}
	}
}

// name is a string of ASCII in which nothing is escaped.
func (x *jsonScanner) name() (string, bool) {
	if x.i == len(x.s) || x.s[x.i] != '"' {
		return "", false
	}
	end := strings.IndexByte(x.s[x.i+1:], '"')
	if end < 0 || !plainJSON(x.s[x.i+1:x.i+1+end]) {
		return "", false
	}
	name := x.s[x.i+1 : x.i+1+end]
	x.i += end + 2
	return name, true
}

// plainJSON reports whether JSON has every character of s as it is, and s is of ASCII.
func plainJSON(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func (x *jsonScanner) member(name string) bool {
	if name == "%FEATURE_STRUCTURES" && strings.HasPrefix(x.s[x.i:], "[") {
		return x.structures()
	}
	value, ok := x.value(1)
	if !ok {
		return false
	}
	switch name {
	case "%TYPES":
		return x.graph.jsonTypes(value) == nil
	case "%FEATURE_STRUCTURES":
		return x.graph.jsonStructures(value, x.tell) == nil
	case "%VIEWS":
		return x.graph.jsonViews(value) == nil
	}
	return true
}

// value is one of any kind, so deep in others.
func (x *jsonScanner) value(depth int) (string, bool) {
	from := x.i
	end := codec.EndOfJSON(x.s, from, depth)
	if end < 0 {
		return "", false
	}
	x.i = end
	return x.s[from:end], true
}

func (x *jsonScanner) structures() bool {
	x.graph.list = slices.Grow(x.graph.list, (len(x.s)-x.i)/160)
	x.take('[')
	if x.take(']') {
		return true
	}
	for n := 0; ; n++ {
		if !x.plain() {
			value, ok := x.value(2)
			if !ok {
				return false
			}
			s, err := x.graph.jsonStructure(value)
			x.graph.take(n, s, err, x.tell)
		}
		if x.take(']') {
			return true
		}
		if !x.take(',') {
			return false
		}
	}
}

// plain reads a plain structure, and adds it. It is not ok when there stands anything else,
// and where that is is as before.
func (x *jsonScanner) plain() bool {
	was := x.i
	id, kind := 0, ""
	ok := x.take('{')
	if ok = ok && x.key(`"%ID"`); ok {
		id = x.numeral()
	}
	if ok = ok && id > 0 && x.take(',') && x.key(`"%TYPE"`); ok {
		kind, ok = x.kind()
	}
	sofa := x.further(ok, `"@sofa"`)
	begin := x.further(sofa > 0, `"begin"`)
	end := x.further(begin >= 0, `"end"`)
	if end < 0 || x.blank() == len(x.s) || x.s[x.i] != '}' || isArray(kind) || x.graph.byID.of(id) != nil {
		x.i = was
		return false
	}
	x.i++
	x.graph.addPlain(kind, id, sofa, begin, end)
	return true
}

// key takes a name and the colon behind it.
func (x *jsonScanner) key(name string) bool {
	if !strings.HasPrefix(x.s[x.i:], name) {
		return false
	}
	x.i += len(name)
	return x.take(':')
}

// further is the number that a further member of a name has; -1 when there is none.
func (x *jsonScanner) further(ok bool, name string) int {
	if !ok || !x.take(',') || !x.key(name) {
		return -1
	}
	return x.numeral()
}

func (x *jsonScanner) numeral() (n int) {
	n, x.i = numeral(x.s, x.i)
	return n
}

// kind is the name of a type.
func (x *jsonScanner) kind() (string, bool) {
	if n := len(x.last); n > 0 && len(x.s) > x.i+n+1 && x.s[x.i] == '"' && x.s[x.i+1:x.i+1+n] == x.last && x.s[x.i+1+n] == '"' {
		x.i += n + 2
		return x.last, true
	}
	name, ok := x.name()
	if !ok || name == "" {
		return "", false
	}
	if x.kinds[name] == "" {
		x.kinds[name] = name
	}
	x.last = x.kinds[name]
	return x.last, true
}

// numeral is the number at i as we would write it ourselves, below 10^9, and where it has
// ended; -1 when there is none.
func numeral(s string, i int) (n, end int) {
	from := i
	for i < len(s) && s[i]-'0' < 10 && i-from < 10 {
		n = 10*n + int(s[i]-'0')
		i++
	}
	if i == from || i-from > 9 || s[from] == '0' && i > from+1 {
		return -1, i
	}
	return n, i
}
