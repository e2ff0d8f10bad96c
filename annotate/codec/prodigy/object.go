package prodigy

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"parley/annotate/codec"
)

// object is a JSON object with its members in the order in which they came.
type object struct {
	names []string
	b     []byte // without the bracket at the end; empty: there are no members
	err   error
}

func (o *object) has(name string) bool { return slices.Contains(o.names, name) }

// key begins a member, whose value is to be added to b.
func (o *object) key(name string) {
	sep := byte(',')
	if len(o.b) == 0 {
		sep = '{'
	}
	o.names = append(o.names, name)
	o.b = append(codec.AppendJSON(append(o.b, sep), name), ':')
}

// put adds a member that is JSON already.
func (o *object) put(name string, value []byte) {
	o.key(name)
	o.b = append(o.b, value...)
}

func (o *object) number(name string, n int) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, int64(n), 10)
}

func (o *object) words(name, s string) {
	o.key(name)
	o.b = codec.AppendJSON(o.b, s)
}

// add adds a member of any value.
func (o *object) add(name string, v any) {
	o.key(name)
	o.value(v)
}

func (o *object) value(v any) {
	switch v := v.(type) {
	case string:
		o.b = codec.AppendJSON(o.b, v)
	case bool:
		o.b = strconv.AppendBool(o.b, v)
	default:
		b, err := marshal(v)
		o.b, o.err = append(o.b, b...), errors.Join(o.err, err)
	}
}

// list adds a member of several values.
func list[T any](o *object, name string, values []T) {
	o.key(name)
	o.b = append(o.b, '[')
	for i, v := range values {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.value(v)
	}
	o.b = append(o.b, ']')
}

// end is the object as JSON. No more is to be added.
func (o *object) end() []byte {
	if len(o.b) == 0 {
		return []byte("{}")
	}
	o.b = append(o.b, '}')
	return o.b
}

// marshal writes < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
