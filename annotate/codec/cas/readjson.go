package cas

import (
	"fmt"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// readJSON reads a CAS, whose parts share the memory of s. tell is called for each structure
// that is refused.
func readJSON(s string, tell func(place string, err error)) (*graph, error) {
	s = strings.TrimPrefix(s, "\uFEFF")
	if g := scanJSON(s, tell); g != nil {
		return g, nil
	}
	return walkJSON(s, tell)
}

// walkJSON reads all that JSON may have.
func walkJSON(s string, tell func(place string, err error)) (*graph, error) {
	g := newGraph()
	if err := codec.CheckJSON(s); err != nil {
		return nil, err
	}
	if s = strings.TrimSpace(s); s[0] != '{' {
		return nil, errNoObject
	}
	known := false
	for name, value := range codec.Members(s) {
		var err error
		switch name {
		case "%TYPES":
			err = g.jsonTypes(value)
		case "%FEATURE_STRUCTURES":
			err = g.jsonStructures(value, tell)
		case "%VIEWS":
			err = g.jsonViews(value)
		default:
			continue
		}
		if known = true; err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if !known {
		return nil, fmt.Errorf("it has neither %%TYPES nor %%FEATURE_STRUCTURES: %w", annotate.ErrInvalid)
	}
	return g, nil
}

var errNoObject = fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)

// word is a string; what is no string is none.
func word(s string) string {
	w, _ := codec.Words(s)
	return w
}

func (g *graph) jsonTypes(s string) error {
	if s[0] != '{' {
		return errNoObject
	}
	for name, value := range codec.Members(s) {
		if value[0] != '{' {
			return fmt.Errorf("%s: %w", name, errNoObject)
		}
		k := &kind{name: name}
		for f, value := range codec.Members(value) {
			switch f {
			case "%NAME":
				k.name = word(value)
			case "%SUPER_TYPE":
				k.super = word(value)
			default:
				if err := k.jsonFeature(f, value); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			}
		}
		g.types[k.name] = k
	}
	return nil
}

func (k *kind) jsonFeature(name, s string) error {
	if strings.HasPrefix(name, "%") {
		return nil
	}
	if s[0] != '{' {
		return errNoObject
	}
	f := feature{name: name}
	for part, value := range codec.Members(s) {
		switch part {
		case "%RANGE":
			f.rng = word(value)
		case "%ELEMENT_TYPE":
			f.element = word(value)
		}
	}
	if element, ok := strings.CutSuffix(f.rng, "[]"); ok {
		f.element = element
	}
	k.features = append(k.features, f)
	return nil
}

// jsonStructures reads a list of structures, or an object of them by their IDs.
func (g *graph) jsonStructures(s string, tell func(string, error)) error {
	n := 0
	switch s[0] {
	case '[':
		for value := range codec.Elements(s) {
			x, err := g.jsonStructure(value)
			g.take(n, x, err, tell)
			n++
		}
	case '{':
		for name, value := range codec.Members(s) {
			x, err := g.jsonStructure(value)
			if err == nil && x.id == 0 {
				x.id, _ = strconv.Atoi(name) // what is no number is refused
			}
			g.take(n, x, err, tell)
			n++
		}
	default:
		return errNoObject
	}
	return nil
}

// take adds the structure that is the n-th of its list, unless there is something wrong with it.
func (g *graph) take(n int, x *structure, err error, tell func(string, error)) {
	if err == nil && (x.id <= 0 || x.kind == "" || g.byID.of(x.id) != nil) {
		err = fmt.Errorf("it has no ID of its own, or no type: %w", annotate.ErrInvalid)
	}
	if err != nil {
		tell(fmt.Sprintf("/%%FEATURE_STRUCTURES/%d", n), err)
	} else {
		g.add(x)
	}
}

func (g *graph) jsonStructure(s string) (*structure, error) {
	if s[0] != '{' {
		return nil, errNoObject
	}
	x := g.blank()
	for name, value := range codec.Members(s) {
		var err error
		switch {
		case !strings.HasPrefix(name, "%"):
			x.jsonValue(name, value)
		case name == "%ID":
			x.id, err = number(value)
		case name == "%TYPE":
			x.kind = word(value)
		case name == "%ELEMENTS":
			err = x.jsonElements(value)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	x.fields = g.kept(x.fields)
	return x, nil
}

// number is a whole number; null is 0.
func number(s string) (int, error) {
	if s == "null" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		err = fmt.Errorf("%.40s is no whole number: %w", s, annotate.ErrInvalid)
	}
	return n, err
}

func (s *structure) jsonElements(list string) error {
	if words, ok := codec.Words(list); ok {
		s.array = &array{bytes: words}
		return nil
	}
	if list[0] != '[' && list != "null" {
		return fmt.Errorf("it is no list: %w", annotate.ErrInvalid)
	}
	a := &array{}
	for raw := range codec.Elements(list) {
		v, _ := jsonPlain(raw)
		if v.form == literal && s.kind == arrayType || strings.HasSuffix(s.kind, "[]") && v.form == literal && !strings.HasPrefix(s.kind, "uima.cas.") {
			v = value{form: one}
			v.id, _ = strconv.Atoi(raw) // what is no ID is nobody's
		}
		a.elements = append(a.elements, v)
	}
	s.array = a
	return nil
}

// jsonValue reads a feature. One that is null is unset, and so is one that is no value.
func (s *structure) jsonValue(name, raw string) {
	mark := name[:min(1, len(name))]
	switch mark {
	case "@":
		if id, err := strconv.Atoi(raw); err == nil && id > 0 {
			s.set(name[1:], value{form: one, id: id})
		}
	case "#":
		s.set(name[1:], value{form: special, text: word(raw)})
	default:
		if v, ok := jsonPlain(raw); ok {
			s.set(strings.TrimPrefix(name, "^"), v)
		}
	}
}

func jsonPlain(s string) (value, bool) {
	switch s[0] {
	case 'n', '{', '[':
		return value{}, false
	case '"':
		return value{text: word(s)}, true
	}
	return value{form: literal, text: s}, true
}

func (g *graph) jsonViews(s string) error {
	if s[0] != '{' {
		return errNoObject
	}
	for name, inner := range codec.Members(s) {
		if inner[0] != '{' {
			return fmt.Errorf("%s: %w", name, errNoObject)
		}
		v := &view{name: name}
		for name, value := range codec.Members(inner) {
			var err error
			switch name {
			case "%SOFA":
				v.sofa, err = number(value)
			case "%MEMBERS":
				v.members, err = numbers(value)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		g.views = append(g.views, v)
	}
	return nil
}

func numbers(s string) (list []int, err error) {
	if s[0] != '[' && s != "null" {
		return nil, fmt.Errorf("it is no list: %w", annotate.ErrInvalid)
	}
	if s[0] == '[' {
		list = make([]int, 0, strings.Count(s, ",")+1)
	}
	for e := range codec.Elements(s) {
		if n, end := numeral(e, 0); n >= 0 && end == len(e) {
			list = append(list, n)
			continue
		}
		n, err := number(e)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}
