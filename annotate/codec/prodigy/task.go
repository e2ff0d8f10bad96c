package prodigy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
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

// parse reads line n. What it gives does not hold the line in memory.
func parse(n int, all string) (t task, err error) {
	t.n = n
	if !strings.HasPrefix(all, "{") {
		return t, fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)
	}
	parts, ok := partsOf(all)
	if !ok {
		if err := codec.CheckJSON(all); err != nil {
			return t, err
		}
		parts = parts[:0]
		for name, value := range codec.Members(all) {
			parts = append(parts, part{name: name, value: value})
		}
	}
	there := false
	session := ""
	for _, p := range parts {
		switch {
		case p.name == "text":
			t.text, there = codec.Words(p.value)
		case p.name == "_session_id":
			session = plain(p.value)
		case p.tokens != nil:
			t.tokens = p.tokens
		default:
			if err := t.member(p.name, p.value); err != nil {
				return t, fmt.Errorf("%s: %w: %w", p.name, err, annotate.ErrInvalid)
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
	t.text = strings.Clone(t.text)
	return t, nil
}

// part is a member of a line as it stands there.
type part struct {
	name, value string
	tokens      []token // when it is those, and they are as almost all are; else nil
}

// partsOf checks a line as it takes it apart. It is not ok where anything is not as almost all
// of it is, which need not be wrong.
func partsOf(line string) (list []part, ok bool) {
	w := walk{s: line}
	for begin := byte('{'); w.take(begin); begin = ',' {
		p := part{}
		if p.name, ok = w.name(); !ok || !utf8.ValidString(p.name) || !w.take(':') {
			return nil, false
		}
		end := -1
		if w.blank(); p.name == "tokens" {
			p.tokens, end = plainTokens(line, w.i)
		}
		if end < 0 {
			end = codec.EndOfJSON(line, w.i, 1)
		}
		if end < 0 {
			return nil, false
		}
		p.value, w.i = line[w.i:end], end
		list = append(list, p)
	}
	ok = w.take('}')
	w.blank()
	return list, ok && len(list) > 0 && w.i == len(line)
}

func (t *task) member(name, value string) (err error) {
	switch name {
	case "spans":
		t.spans, err = spansOf(value)
		return err
	case "tokens":
		t.tokens, err = listOfTokens(value)
		return err
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
		if err := json.Unmarshal([]byte(value), &t.options); err != nil {
			return err
		}
	case "_timestamp":
		_ = json.Unmarshal([]byte(value), &t.time) // kept as it stands, whatever it is
	}
	t.meta = append(t.meta, annotate.Field{Name: strings.Clone(name), Value: plain(value)})
	return nil
}

// accepted takes in what was chosen among options.
func (t *task) accepted(value string) error {
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(value), &list); err != nil {
		return err
	}
	for _, v := range list {
		if label := plain(string(v)); label != "" {
			t.labels = append(t.labels, label)
		}
	}
	return nil
}
