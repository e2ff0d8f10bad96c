package prodigy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/annotate"
)

// task is one line, as far as this package has a noun for it.
type task struct {
	n         int
	text      string
	spans     []span
	tokens    []token
	relations []relation
	labels    []string // of the whole text
	options   []option
	answer    string // "" when there is none
	by        string // annotator
	time      float64
	meta      []annotate.Field
}

type token struct{ Start, End int }

type option struct {
	ID   json.RawMessage `json:"id"`
	Text string          `json:"text"`
}

type span struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Label  string `json:"label"`
	last   int    // token; -1: not known
	beside []member
}

type relation struct {
	Head  *int   `json:"head"`
	Child *int   `json:"child"`
	From  *span  `json:"head_span"`
	To    *span  `json:"child_span"`
	Label string `json:"label"`

	beside []member
}

// member is a member that the format does not know: a feature, or the note.
type member struct {
	name   string
	values []any // strings, float64s and bools
}

// Members that are no features.
var (
	ofSpan     = []string{"start", "end", "label", "text", "token_start", "token_end", "type"}
	ofRelation = []string{"head", "child", "head_span", "child_span", "label", "color"}
)

func parse(n int, b []byte) (t task, err error) {
	t.n = n
	d := json.NewDecoder(bytes.NewReader(b))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		return t, fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)
	}
	there := false
	session := ""
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return t, fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return t, fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
		}
		switch name := k.(string); name {
		case "text":
			there = json.Unmarshal(value, &t.text) == nil
		case "_session_id":
			session = plain(value)
		default:
			if err := t.member(name, value); err != nil {
				return t, fmt.Errorf("%s: %w: %w", name, err, annotate.ErrInvalid)
			}
		}
	}
	if t.by == "" {
		t.by = session
	} else if session != "" && session != t.by {
		t.meta = append(t.meta, annotate.Field{Name: "_session_id", Value: session})
	}
	if !there || strings.TrimSpace(t.text) == "" {
		return t, fmt.Errorf("it has no text: %w", annotate.ErrInvalid)
	}
	return t, nil
}

func (t *task) member(name string, value json.RawMessage) (err error) {
	switch name {
	case "spans":
		t.spans, err = spansOf(value)
		return err
	case "tokens":
		return json.Unmarshal(value, &t.tokens)
	case "relations":
		t.relations, err = relationsOf(value)
		return err
	case "label":
		if label := plain(value); label != "" {
			t.labels = append(t.labels, label)
		}
		return nil
	case "accept":
		return t.accepted(value)
	case "answer":
		if t.answer = plain(value); t.answer != "" && !slices.Contains([]string{accept, reject, ignore}, t.answer) {
			return fmt.Errorf("%q: want accept, reject or ignore", t.answer)
		}
		return nil
	case "_annotator_id":
		t.by = plain(value)
		return nil
	case "meta":
		t.meta = append(t.meta, fields(value)...)
		return nil
	case "options":
		if err := json.Unmarshal(value, &t.options); err != nil {
			return err
		}
	case "_timestamp":
		_ = json.Unmarshal(value, &t.time) // kept as it stands, whatever it is
	}
	t.meta = append(t.meta, annotate.Field{Name: name, Value: plain(value)})
	return nil
}

// accepted takes in what was chosen among options.
func (t *task) accepted(value json.RawMessage) error {
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return err
	}
	for _, v := range list {
		if label := plain(v); label != "" {
			t.labels = append(t.labels, label)
		}
	}
	return nil
}

func spansOf(value json.RawMessage) ([]span, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return nil, err
	}
	spans := make([]span, len(list))
	for i, raw := range list {
		all := map[string]json.RawMessage{}
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		s := &spans[i]
		if all["start"] == nil || all["end"] == nil {
			return nil, fmt.Errorf("%d: it has no start or no end", i+1)
		}
		if err := json.Unmarshal(raw, s); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		if s.last = -1; all["token_end"] != nil {
			if json.Unmarshal(all["token_end"], &s.last) != nil {
				s.last = -1
			}
		}
		s.beside = beside(all, ofSpan)
	}
	return spans, nil
}

func relationsOf(value json.RawMessage) ([]relation, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return nil, err
	}
	relations := make([]relation, len(list))
	for i, raw := range list {
		all := map[string]json.RawMessage{}
		if err := json.Unmarshal(raw, &relations[i]); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		relations[i].beside = beside(all, ofRelation)
	}
	return relations, nil
}

// beside are the members that are features, by name.
func beside(all map[string]json.RawMessage, known []string) (list []member) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains(known, name) || strings.TrimSpace(name) == "" {
			continue
		}
		var several []json.RawMessage
		if json.Unmarshal(all[name], &several) != nil {
			several = []json.RawMessage{all[name]}
		}
		m := member{name: name}
		for _, v := range several {
			if x := scalar(v); x != nil {
				m.values = append(m.values, x)
			}
		}
		if len(m.values) > 0 {
			list = append(list, m)
		}
	}
	return list
}

// scalar is a string, a number or a truth, and what stands there of anything else; nil for
// nothing.
func scalar(value json.RawMessage) any {
	var x any
	if json.Unmarshal(value, &x) != nil {
		return nil
	}
	switch x := x.(type) {
	case float64, bool:
		return x
	case string:
		if strings.TrimSpace(x) == "" {
			return nil
		}
		return x
	case nil:
		return nil
	}
	return plain(value)
}

// fields are the members of an object, in their order.
func fields(value json.RawMessage) (list []annotate.Field) {
	d := json.NewDecoder(bytes.NewReader(value))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return []annotate.Field{{Name: "meta", Value: plain(value)}}
	}
	for d.More() {
		k, err := d.Token()
		var v json.RawMessage
		if err != nil || d.Decode(&v) != nil {
			return list
		}
		list = append(list, annotate.Field{Name: k.(string), Value: plain(v)})
	}
	return list
}

// plain is a string as its words, and any other JSON value as it stands; null is nothing.
func plain(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, value) != nil {
		return ""
	}
	return b.String()
}
