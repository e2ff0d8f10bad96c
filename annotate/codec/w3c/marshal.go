package w3c

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// marshal is v as JSON, with < and & as they are, and the members of more in their order
// behind its own; those that more has too are more's.
func marshal(v any, more object) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil || len(more) == 0 {
		return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
	}
	own, err := members(b.Bytes())
	if err != nil {
		return nil, err
	}
	out := []byte{'{'}
	add := func(name string, value json.RawMessage) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		key, _ := json.Marshal(name) // of a string
		out = append(append(append(out, key...), ':'), value...)
	}
	for _, m := range own {
		if more[m.name] == "" {
			add(m.name, m.value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		var plain bytes.Buffer
		if err := json.Compact(&plain, []byte(more[name])); err != nil {
			return nil, err
		}
		add(name, plain.Bytes())
	}
	return append(out, '}'), nil
}

type member struct {
	name  string
	value json.RawMessage
}

// members are those of an object, in their order.
func members(b []byte) (list []member, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: fmt.Sprint(name)}
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// append adds a. What is of our own making takes the short way, byte for byte as encoding/json
// has it.
func (a *annoJSON) append(b []byte) ([]byte, error) {
	if a.plain() {
		return a.appendPlain(b), nil
	}
	one, err := marshal(a, a.more)
	return append(b, one...), err
}

// MarshalJSON implements json.Marshaler.
func (t targetJSON) MarshalJSON() ([]byte, error) {
	type plain targetJSON
	return marshal(plain(t), t.more)
}
