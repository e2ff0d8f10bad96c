package labelstudio

import (
	"encoding/json"
	"slices"
	"strings"

	"parley/annotate/codec"
)

// valueMembers are the members that are read of a result's value.
var valueMembers = []string{"start", "end", "startOffset", "endOffset", "text", "choices", "taxonomy", "number", "rating", "datetime"}

// saidDecoded are the members of what is said of a task that are decoded; see said.times too.
var saidDecoded = []string{"completed_by", "model_version", "result", "was_cancelled", "ground_truth"}

// take reports whether an object is as almost all are that say something of a task.
func (s *said) take(object string) bool {
	for name, value := range codec.Members(object) {
		ok := true
		switch name {
		case "completed_by":
			s.By = json.RawMessage(value)
		case "model_version":
			ok = wordIn(value, &s.Model)
		case "result":
			ok, s.Result = value[0] == '[', []json.RawMessage{}
			for r := range codec.Elements(value) {
				s.Result = append(s.Result, json.RawMessage(r))
			}
		case "was_cancelled", "ground_truth":
			ok = value == "false" // what is true is rare
		default:
			ok = !folded(name, saidDecoded)
		}
		if !ok {
			return false
		}
	}
	return strings.HasPrefix(object, "{")
}

// decode reads one result. Almost all are words and a value, and those are taken as they
// stand; any other encoding/json looks at.
func (r *result) decode(object json.RawMessage) error {
	if r.take(string(object)) {
		return nil
	}
	*r = result{}
	return json.Unmarshal(object, r)
}

func (r *result) take(object string) bool {
	for name, value := range codec.Members(object) {
		to := r.words(name)
		switch {
		case to != nil:
			if !wordIn(value, to) {
				return false
			}
		case name == "value":
			r.Value = json.RawMessage(value)
		case folded(name, resultMembers):
			return false
		}
	}
	return strings.HasPrefix(object, "{")
}

// words are those of a member that is a string; nil for any other.
func (r *result) words(name string) *string {
	switch name {
	case "id":
		return &r.ID
	case "from_name":
		return &r.From
	case "to_name":
		return &r.To
	case "type":
		return &r.Type
	case "from_id":
		return &r.FromID
	case "to_id":
		return &r.ToID
	case "direction":
		return &r.Direction
	}
	return nil
}

// decode reads the value of a result, likewise.
func (v *value) decode(object json.RawMessage) error {
	if v.take(string(object)) {
		return nil
	}
	*v = value{}
	return json.Unmarshal(object, v)
}

func (v *value) take(object string) bool {
	for name, part := range codec.Members(object) {
		ok := true
		switch name {
		case "start":
			v.Start = json.RawMessage(part)
		case "end":
			v.End = json.RawMessage(part)
		case "text":
			v.Text = json.RawMessage(part)
		case "datetime":
			ok = wordIn(part, &v.Datetime)
		case "choices":
			v.Choices, ok = wordsIn(part)
		default:
			ok = !folded(name, valueMembers)
		}
		if !ok {
			return false
		}
	}
	return strings.HasPrefix(object, "{")
}

// folded reports whether a name is among list in any letters, as encoding/json takes them.
func folded(name string, list []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, name) })
}

// wordIn sets to, in memory of its own, where value is a string.
func wordIn(value string, to *string) bool {
	s, ok := codec.Words(value)
	*to = strings.Clone(s)
	return ok
}

// wordsIn are the strings of a list of nothing else.
func wordsIn(value string) ([]string, bool) {
	list := []string{}
	for e := range codec.Elements(value) {
		var s string
		if !wordIn(e, &s) {
			return nil, false
		}
		list = append(list, s)
	}
	return list, value[0] == '['
}
