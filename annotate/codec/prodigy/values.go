package prodigy

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// whole sets n, where value is a whole number as programs write them.
func whole(value string, n *int) bool {
	v, err := strconv.Atoi(value)
	if err != nil || strconv.Itoa(v) != value {
		return false
	}
	*n = v
	return true
}

// folded reports whether a name is one of those in other letters, which encoding/json takes for it.
func folded(name string, of ...string) bool {
	return slices.ContainsFunc(of, func(s string) bool { return strings.EqualFold(s, name) })
}

func spansOf(value string) ([]span, error) {
	if value[0] != '[' {
		return nil, json.Unmarshal([]byte(value), &[]json.RawMessage{})
	}
	spans := []span{}
	for raw := range codec.Elements(value) {
		s := span{last: -1}
		all, ok := s.take(raw)
		if !ok {
			var err error
			s = span{last: -1}
			if all, err = s.decode(raw); err != nil {
				return nil, fmt.Errorf("%d: %w", len(spans)+1, err)
			}
			s.ends(all["token_end"])
		}
		s.beside = beside(all, ofSpan)
		spans = append(spans, s)
	}
	return spans, nil
}

// take reports whether an object is a span as almost all are: two numbers, and a label that is
// a string. rest are the members that the format does not know.
func (s *span) take(object string) (rest map[string]string, ok bool) {
	var start, end bool
	for name, value := range codec.Members(object) {
		ok := true
		switch {
		case name == "start":
			ok = whole(value, &s.Start)
			start = true
		case name == "end":
			ok = whole(value, &s.End)
			end = true
		case name == "label":
			s.Label, ok = codec.Words(value)
			s.Label = strings.Clone(s.Label)
		case name == "token_end":
			s.ends(value)
		case folded(name, "start", "end", "label"):
			ok = false
		case !slices.Contains(ofSpan, name):
			if rest == nil {
				rest = map[string]string{}
			}
			rest[name] = value
		}
		if !ok {
			return nil, false
		}
	}
	return rest, start && end
}

// ends sets the last token, where value is one.
func (s *span) ends(value string) {
	if s.last = -1; value != "" && !whole(value, &s.last) && json.Unmarshal([]byte(value), &s.last) != nil {
		s.last = -1
	}
}

// decode reads any span.
func (s *span) decode(object string) (map[string]string, error) {
	all, err := membersOf(object)
	if err == nil && (all["start"] == "" || all["end"] == "") {
		err = errNoPlace
	}
	if err == nil {
		err = json.Unmarshal([]byte(object), s)
	}
	return all, err
}

var errNoPlace = errors.New("it has no start or no end")

// membersOf are those of an object; none of null.
func membersOf(object string) (map[string]string, error) {
	if object[0] != '{' {
		return nil, json.Unmarshal([]byte(object), &map[string]json.RawMessage{})
	}
	return maps.Collect(codec.Members(object)), nil
}

func relationsOf(value string) ([]relation, error) {
	if value[0] != '[' {
		return nil, json.Unmarshal([]byte(value), &[]json.RawMessage{})
	}
	relations := []relation{}
	for raw := range codec.Elements(value) {
		var r relation
		all, ok := r.take(raw)
		if !ok {
			var err error
			r = relation{}
			if all, err = r.decode(raw); err != nil {
				return nil, fmt.Errorf("%d: %w", len(relations)+1, err)
			}
		}
		r.beside = beside(all, ofRelation)
		relations = append(relations, r)
	}
	return relations, nil
}

// take reports whether an object is a relation as almost all are: two numbers, two spans with a
// place, and a label that is a string, each once. rest are the members that the format does not
// know.
func (r *relation) take(object string) (rest map[string]string, ok bool) {
	for name, value := range codec.Members(object) {
		ok := true
		switch name {
		case "head":
			ok = number(value, &r.Head)
		case "child":
			ok = number(value, &r.Child)
		case "head_span":
			ok = spanIn(value, &r.From)
		case "child_span":
			ok = spanIn(value, &r.To)
		case "label":
			r.Label, ok = codec.Words(value)
			r.Label = strings.Clone(r.Label)
		case "color":
		default:
			if rest == nil {
				rest = map[string]string{}
			}
			rest[name] = value
			ok = !folded(name, "head", "child", "head_span", "child_span", "label")
		}
		if !ok {
			return nil, false
		}
	}
	return rest, object[0] == '{'
}

// number takes a number where there is none yet.
func number(value string, to **int) bool {
	if *to != nil {
		return false
	}
	*to = new(int)
	return whole(value, *to)
}

// spanIn takes a span where there is none yet.
func spanIn(value string, to **span) bool {
	if *to != nil || value[0] != '{' {
		return false
	}
	var s span
	_, ok := s.take(value)
	*to = &span{Start: s.Start, End: s.End, Label: s.Label}
	return ok
}

// decode reads any relation.
func (r *relation) decode(object string) (map[string]string, error) {
	err := json.Unmarshal([]byte(object), r)
	all, wrong := membersOf(object)
	return all, cmp.Or(err, wrong)
}

// beside are the members that are features, by name.
func beside(all map[string]string, known []string) (list []member) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains(known, name) || strings.TrimSpace(name) == "" {
			continue
		}
		several := []string{all[name]}
		if all[name][0] == '[' {
			several = slices.Collect(codec.Elements(all[name]))
		}
		m := member{name: strings.Clone(name)}
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
func scalar(value string) any {
	if s, ok := codec.Words(value); ok {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return strings.Clone(s)
	}
	var x any
	if json.Unmarshal([]byte(value), &x) != nil || x == nil {
		return nil
	}
	switch x.(type) {
	case float64, bool:
		return x
	}
	return plain(value)
}

// fields are the members of an object, in their order.
func fields(value string) (list []annotate.Field) {
	if value[0] != '{' {
		return []annotate.Field{{Name: "meta", Value: plain(value)}}
	}
	for name, v := range codec.Members(value) {
		list = append(list, annotate.Field{Name: strings.Clone(name), Value: plain(v)})
	}
	return list
}

// plain is a string as its words, and any other JSON value as it stands; null is nothing. It
// is in memory of its own, so that it does not hold the line.
func plain(value string) string {
	if s, ok := codec.Words(value); ok {
		return strings.Clone(s)
	}
	var b bytes.Buffer
	if value == "null" || json.Compact(&b, []byte(value)) != nil {
		return ""
	}
	return b.String()
}
