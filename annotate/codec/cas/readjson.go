package cas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"parley/annotate"
)

// member is one of a JSON object, in the order of the file.
type member struct {
	name  string
	value json.RawMessage
}

// members of an object. They are taken one level at a time, so that depth costs nothing.
func members(b []byte) (list []member, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)
	}
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: fmt.Sprint(k)}
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	_, err = d.Token()
	return list, err
}

// readJSON reads a CAS. tell is called for each structure that is refused.
func readJSON(b []byte, tell func(place string, err error)) (*graph, error) {
	g := newGraph()
	top, err := members(bytes.TrimPrefix(b, []byte("\uFEFF")))
	if err != nil {
		return nil, err
	}
	known := false
	for _, m := range top {
		switch m.name {
		case "%TYPES":
			err = g.jsonTypes(m.value)
		case "%FEATURE_STRUCTURES":
			err = g.jsonStructures(m.value, tell)
		case "%VIEWS":
			err = g.jsonViews(m.value)
		default:
			continue
		}
		if known = true; err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if !known {
		return nil, fmt.Errorf("it has neither %%TYPES nor %%FEATURE_STRUCTURES: %w", annotate.ErrInvalid)
	}
	return g, nil
}

func word(b json.RawMessage) (s string) {
	_ = json.Unmarshal(b, &s) // what is no string is none
	return s
}

func (g *graph) jsonTypes(b []byte) error {
	list, err := members(b)
	if err != nil {
		return err
	}
	for _, m := range list {
		inner, err := members(m.value)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		k := &kind{name: m.name}
		for _, f := range inner {
			switch f.name {
			case "%NAME":
				k.name = word(f.value)
			case "%SUPER_TYPE":
				k.super = word(f.value)
			default:
				if err := k.jsonFeature(f); err != nil {
					return fmt.Errorf("%s: %w", m.name, err)
				}
			}
		}
		g.types[k.name] = k
	}
	return nil
}

func (k *kind) jsonFeature(m member) error {
	if strings.HasPrefix(m.name, "%") {
		return nil
	}
	parts, err := members(m.value)
	f := feature{name: m.name}
	for _, p := range parts {
		switch p.name {
		case "%RANGE":
			f.rng = word(p.value)
		case "%ELEMENT_TYPE":
			f.element = word(p.value)
		}
	}
	if element, ok := strings.CutSuffix(f.rng, "[]"); ok {
		f.element = element
	}
	k.features = append(k.features, f)
	return err
}

// jsonStructures reads a list of structures, or an object of them by their IDs.
func (g *graph) jsonStructures(b []byte, tell func(string, error)) error {
	var list []json.RawMessage
	byID := json.Unmarshal(b, &list) != nil
	var named []member
	if byID {
		var err error
		if named, err = members(b); err != nil {
			return err
		}
		for _, m := range named {
			list = append(list, m.value)
		}
	}
	for i, raw := range list {
		s, err := jsonStructure(raw)
		if byID && err == nil && s.id == 0 {
			_ = json.Unmarshal([]byte(named[i].name), &s.id) // what is no number is refused below
		}
		if err == nil && (s.id <= 0 || s.kind == "" || g.byID[s.id] != nil) {
			err = fmt.Errorf("it has no ID of its own, or no type: %w", annotate.ErrInvalid)
		}
		if err != nil {
			tell(fmt.Sprintf("/%%FEATURE_STRUCTURES/%d", i), err)
			continue
		}
		g.add(s)
	}
	return nil
}

func jsonStructure(b []byte) (*structure, error) {
	list, err := members(b)
	s := &structure{values: map[string]value{}}
	for _, m := range list {
		switch {
		case m.name == "%ID":
			err = json.Unmarshal(m.value, &s.id)
		case m.name == "%TYPE":
			s.kind = word(m.value)
		case m.name == "%ELEMENTS":
			err = s.jsonElements(m.value)
		case strings.HasPrefix(m.name, "%"):
		default:
			s.jsonValue(m)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return s, err
}

func (s *structure) jsonElements(b []byte) error {
	if json.Unmarshal(b, &s.bytes) == nil {
		return nil
	}
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	for _, raw := range list {
		v, _ := jsonPlain(raw)
		if v.form == literal && s.kind == arrayType || strings.HasSuffix(s.kind, "[]") && v.form == literal && !strings.HasPrefix(s.kind, "uima.cas.") {
			v = value{form: one}
			_ = json.Unmarshal(raw, &v.id) // what is no ID is nobody's
		}
		s.elements = append(s.elements, v)
	}
	return nil
}

// jsonValue reads a feature. One that is null is unset, and so is one that is no value.
func (s *structure) jsonValue(m member) {
	name := m.name[min(1, len(m.name)):]
	switch {
	case strings.HasPrefix(m.name, "@"):
		v := value{form: one}
		if json.Unmarshal(m.value, &v.id) == nil && v.id > 0 {
			s.set(name, v)
		}
	case strings.HasPrefix(m.name, "#"):
		s.set(name, value{form: special, text: word(m.value)})
	default:
		if v, ok := jsonPlain(m.value); ok {
			s.set(strings.TrimPrefix(m.name, "^"), v)
		}
	}
}

func jsonPlain(b json.RawMessage) (value, bool) {
	var text string
	switch {
	case bytes.Equal(b, []byte("null")) || len(b) == 0 || b[0] == '{' || b[0] == '[':
		return value{}, false
	case json.Unmarshal(b, &text) == nil:
		return value{text: text}, true
	}
	return value{form: literal, text: string(b)}, true
}

func (g *graph) jsonViews(b []byte) error {
	list, err := members(b)
	if err != nil {
		return err
	}
	for _, m := range list {
		var v struct {
			Sofa    int   `json:"%SOFA"`
			Members []int `json:"%MEMBERS"`
		}
		if err := json.Unmarshal(m.value, &v); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		g.views = append(g.views, &view{m.name, v.Sofa, v.Members})
	}
	return nil
}
