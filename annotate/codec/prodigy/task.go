package prodigy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

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

func parse(n int, b []byte) (t task, err error) {
	t.n = n
	all := string(b)
	if !strings.HasPrefix(all, "{") {
		return t, fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)
	}
	if err := codec.CheckJSON(all); err != nil {
		return t, err
	}
	there := false
	session := ""
	for name, value := range codec.Members(all) {
		switch name {
		case "text":
			t.text, there = codec.Words(value)
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
