package doccano

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// headReader is the beginning of a file, for a look.
func headReader(s codec.Source, name string) io.Reader {
	return bytes.NewReader(s.Head(name, 256<<10))
}

// line is one line of a file, as far as this package has a noun for it.
type line struct {
	text      string
	spans     []span
	labels    []string // of the whole text
	relations []relation
	comments  []string
	meta      []annotate.Field // in the order of the file
}

type span struct {
	id         string // "" when the form gives none
	start, end int
	label      string
}

type relation struct{ from, to, kind string }

var errNoText = errors.New("it has no text")

// read reads one line.
func read(b []byte) (line, error) {
	all := string(b)
	if !strings.HasPrefix(all, "{") || codec.CheckJSON(all) != nil {
		return decode(b) // which says what is wrong, and takes what has no end
	}
	var l line
	there := false
	for name, value := range codec.Members(all) {
		switch {
		case name != "text" && (name != "data" || there):
			if err := l.member(strings.Clone(name), json.RawMessage(value)); err != nil {
				return l, err
			}
		case value[0] == '"':
			l.text, there = codec.Words(value)
		default:
			there = json.Unmarshal([]byte(value), &l.text) == nil
		}
	}
	if !there {
		return l, fmt.Errorf("%w: %w", errNoText, annotate.ErrInvalid)
	}
	l.text = strings.Clone(l.text) // does not hold the line
	return l, nil
}

// decode reads a line that need not be well-formed.
func decode(b []byte) (l line, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	t, err := d.Token()
	if err != nil || t != json.Delim('{') {
		return l, fmt.Errorf("it is no JSON object: %w", annotate.ErrInvalid)
	}
	there := false
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return l, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return l, err
		}
		if k == "text" || k == "data" && !there {
			there = json.Unmarshal(value, &l.text) == nil
			continue
		}
		if err := l.member(k.(string), value); err != nil {
			return l, err
		}
	}
	if !there {
		return l, fmt.Errorf("%w: %w", errNoText, annotate.ErrInvalid)
	}
	return l, nil
}

func (l *line) member(name string, value json.RawMessage) error {
	switch name {
	case "id":
		return nil // of doccano's database
	case "label", "labels":
		return l.readLabels(name, value)
	case "entities":
		return l.readEntities(value)
	case "relations":
		return l.readRelations(value)
	case "Comments", "comments":
		return l.readComments(value)
	case "meta":
		return l.readMeta(value)
	}
	l.meta = append(l.meta, annotate.Field{Name: name, Value: plain(value)})
	return nil
}

// readLabels reads spans, [start, end, label], and labels of the whole text, which may be
// mixed with nothing else.
func (l *line) readLabels(name string, value json.RawMessage) error {
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		var one string
		if json.Unmarshal(value, &one) == nil {
			l.labels = append(l.labels, one)
			return nil
		}
		return fmt.Errorf("%s is no list: %w", name, annotate.ErrInvalid)
	}
	for i, raw := range list {
		var label string
		var parts []json.RawMessage
		switch {
		case json.Unmarshal(raw, &label) == nil:
			l.labels = append(l.labels, label)
			continue
		case json.Unmarshal(raw, &parts) != nil || len(parts) != 3:
			return fmt.Errorf("%s %d: want [start, end, label]: %w", name, i+1, annotate.ErrInvalid)
		}
		var s span
		for k, to := range []any{&s.start, &s.end, &s.label} {
			if err := json.Unmarshal(parts[k], to); err != nil {
				return fmt.Errorf("%s %d: want [start, end, label]: %w", name, i+1, annotate.ErrInvalid)
			}
		}
		l.spans = append(l.spans, s)
	}
	return nil
}

func (l *line) readEntities(value json.RawMessage) error {
	var list []struct {
		ID    json.RawMessage `json:"id"`
		Start int             `json:"start_offset"`
		End   int             `json:"end_offset"`
		Label string          `json:"label"`
	}
	if err := json.Unmarshal(value, &list); err != nil {
		return fmt.Errorf("entities: %w: %w", err, annotate.ErrInvalid)
	}
	for _, e := range list {
		l.spans = append(l.spans, span{string(e.ID), e.Start, e.End, e.Label})
	}
	return nil
}

func (l *line) readRelations(value json.RawMessage) error {
	var list []struct {
		From json.RawMessage `json:"from_id"`
		To   json.RawMessage `json:"to_id"`
		Type string          `json:"type"`
	}
	if err := json.Unmarshal(value, &list); err != nil {
		return fmt.Errorf("relations: %w: %w", err, annotate.ErrInvalid)
	}
	for _, r := range list {
		l.relations = append(l.relations, relation{string(r.From), string(r.To), r.Type})
	}
	return nil
}

func (l *line) readComments(value json.RawMessage) error {
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return fmt.Errorf("comments: %w: %w", err, annotate.ErrInvalid)
	}
	for _, c := range list {
		if s := strings.TrimSpace(plain(c)); s != "" {
			l.comments = append(l.comments, s)
		}
	}
	return nil
}

func (l *line) readMeta(value json.RawMessage) error {
	d := json.NewDecoder(bytes.NewReader(value))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		l.meta = append(l.meta, annotate.Field{Name: "meta", Value: plain(value)})
		return nil
	}
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return err
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return err
		}
		l.meta = append(l.meta, annotate.Field{Name: k.(string), Value: plain(v)})
	}
	return nil
}

// plain is a string as its words, and any other JSON value as it stands.
func plain(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, value) != nil || b.String() == "null" {
		return ""
	}
	return b.String()
}
