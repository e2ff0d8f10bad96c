package w3c

import (
	"strconv"

	"parley/annotate/codec"
)

// The JSON of annotations as it is written.
type (
	annoJSON struct {
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		Layer      string       `json:"parley:layer,omitempty"`
		Recheck    string       `json:"parley:recheck,omitempty"`
		Relation   string       `json:"parley:relation,omitempty"`
		Motivation string       `json:"motivation,omitempty"`
		Creator    *personJSON  `json:"creator,omitempty"`
		Created    string       `json:"created,omitempty"`
		Modified   string       `json:"modified,omitempty"`
		Body       []any        `json:"body,omitempty"`
		Target     []targetJSON `json:"target"`
		more       object       // members that it came in with
	}
	personJSON struct {
		Type string `json:"type"`
		Name string `json:"name"`
	}
	bodyJSON struct {
		ID      string `json:"id,omitempty"`
		Type    string `json:"type,omitempty"`
		Purpose string `json:"purpose,omitempty"`
		Value   string `json:"value,omitempty"`
		Feature string `json:"parley:feature,omitempty"`
		Kind    string `json:"parley:type,omitempty"`
		Name    string `json:"parley:name,omitempty"`
		Mention string `json:"parley:mention,omitempty"`
		Tagset  string `json:"parley:tagset,omitempty"`
	}
	targetJSON struct {
		Source   string `json:"source"`
		Selector []any  `json:"selector,omitempty"`
		more     object
	}
	positionJSON struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	quoteJSON struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
)

// plain reports whether nothing in a is a piece that came in.
func (a *annoJSON) plain() bool {
	if len(a.more) > 0 {
		return false
	}
	for _, b := range a.Body {
		if _, is := b.(piece); is {
			return false
		}
	}
	for i := range a.Target {
		if len(a.Target[i].more) > 0 {
			return false
		}
		for _, s := range a.Target[i].Selector {
			if _, is := s.(piece); is {
				return false
			}
		}
	}
	return true
}

func (a *annoJSON) appendPlain(b []byte) []byte {
	b = appendMember(append(b, '{'), "id", a.ID)
	b = appendMember(b, "type", a.Type)
	for _, m := range [...][2]string{{"parley:layer", a.Layer}, {"parley:recheck", a.Recheck}, {"parley:relation", a.Relation}, {"motivation", a.Motivation}} {
		b = appendSet(b, m[0], m[1])
	}
	if a.Creator != nil {
		b = appendMember(append(b, `,"creator":{`...), "type", a.Creator.Type)
		b = append(appendMember(b, "name", a.Creator.Name), '}')
	}
	b = appendSet(appendSet(b, "created", a.Created), "modified", a.Modified)
	if len(a.Body) > 0 {
		b = append(b, `,"body":[`...)
		for i, v := range a.Body {
			b = appendBody(comma(b, i), v)
		}
		b = append(b, ']')
	}
	b = append(b, `,"target":[`...)
	for i := range a.Target {
		b = a.Target[i].append(comma(b, i))
	}
	return append(b, "]}"...)
}

// comma adds one before what is not the first.
func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// appendMember adds a member that is a string.
func appendMember(b []byte, name, value string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return codec.AppendJSON(append(append(append(b, '"'), name...), `":`...), value)
}

// appendSet adds a member that is there only when it is not empty.
func appendSet(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return appendMember(b, name, value)
}

// appendBody adds a body, or its address.
func appendBody(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return codec.AppendJSON(b, v)
	case bodyJSON:
		b = append(b, '{')
		for _, m := range [...][2]string{
			{"id", v.ID}, {"type", v.Type}, {"purpose", v.Purpose}, {"value", v.Value}, {"parley:feature", v.Feature}, {"parley:type", v.Kind},
			{"parley:name", v.Name}, {"parley:mention", v.Mention}, {"parley:tagset", v.Tagset},
		} {
			b = appendSet(b, m[0], m[1])
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

func (t *targetJSON) append(b []byte) []byte {
	b = appendMember(append(b, '{'), "source", t.Source)
	if len(t.Selector) > 0 {
		b = append(b, `,"selector":[`...)
		for i, s := range t.Selector {
			b = appendSelector(comma(b, i), s)
		}
		b = append(b, ']')
	}
	return append(b, '}')
}

func appendSelector(b []byte, s any) []byte {
	switch s := s.(type) {
	case positionJSON:
		b = appendMember(append(b, '{'), "type", s.Type)
		b = strconv.AppendInt(append(b, `,"start":`...), int64(s.Start), 10)
		b = strconv.AppendInt(append(b, `,"end":`...), int64(s.End), 10)
		return append(b, '}')
	case quoteJSON:
		b = appendMember(append(b, '{'), "type", s.Type)
		b = appendSet(appendSet(appendMember(b, "exact", s.Exact), "prefix", s.Prefix), "suffix", s.Suffix)
		return append(b, '}')
	}
	return append(b, "null"...)
}
