package prodigy

import (
	"encoding/json"
	"strings"

	"parley/annotate/codec"
)

// listOfTokens are the tokens of a list. Those that are not as almost all are, encoding/json
// looks at.
func listOfTokens(value string) (list []token, err error) {
	if list, end := plainTokens(value, 0); end == len(value) {
		return list, nil
	}
	err = json.Unmarshal([]byte(value), &list)
	return list, err
}

// plainTokens reads a list of tokens that begins at s[i], a member of a whole line, and checks
// it as it goes: a file has more of them than of everything else. end is behind the list; it is
// -1 where a token is not as almost all are, or not well-formed.
func plainTokens(s string, i int) (tokens []token, end int) {
	w := walk{s, i}
	if !w.take('[') {
		return nil, -1
	}
	tokens = []token{}
	if w.take(']') {
		return tokens, w.i
	}
	for {
		var t token
		if !t.plain(&w) {
			return nil, -1
		}
		tokens = append(tokens, t)
		if w.take(']') {
			return tokens, w.i
		}
		if !w.take(',') {
			return nil, -1
		}
	}
}

// plain reads a token that has start and end, if at all, as plain numbers by just these names.
func (t *token) plain(w *walk) bool {
	if !w.take('{') {
		return false
	}
	if w.take('}') {
		return true
	}
	for {
		name, ok := w.name()
		if !ok || !w.take(':') {
			return false
		}
		switch name {
		case "start":
			t.Start, ok = w.number()
		case "end":
			t.End, ok = w.number()
		case "text", "id", "ws":
			ok = w.skip()
		default:
			ok = !folded(name, "start", "end") && w.skip()
		}
		if !ok {
			return false
		}
		if w.take('}') {
			return true
		}
		if !w.take(',') {
			return false
		}
	}
}

// walk goes through JSON, and checks it.
type walk struct {
	s string
	i int
}

func (w *walk) blank() {
	for w.i < len(w.s) && (w.s[w.i] == ' ' || w.s[w.i] == '\t' || w.s[w.i] == '\n' || w.s[w.i] == '\r') {
		w.i++
	}
}

// take skips white space and then b, if it stands there.
func (w *walk) take(b byte) bool {
	if w.blank(); w.i < len(w.s) && w.s[w.i] == b {
		w.i++
		return true
	}
	return false
}

// name is a string in which nothing is escaped.
func (w *walk) name() (string, bool) {
	if !w.take('"') {
		return "", false
	}
	from := w.i
	for w.i < len(w.s) && w.s[w.i] != '"' && w.s[w.i] != '\\' && w.s[w.i] >= ' ' {
		w.i++
	}
	if w.i == len(w.s) || w.s[w.i] != '"' {
		return "", false
	}
	w.i++
	return w.s[from : w.i-1], true
}

// mostDigits are as many as surely go into an int.
const mostDigits = 9

// number is one of a few digits.
func (w *walk) number() (n int, ok bool) {
	w.blank()
	from := w.i
	for w.i < len(w.s) && '0' <= w.s[w.i] && w.s[w.i] <= '9' && w.i-from <= mostDigits {
		n = n*10 + int(w.s[w.i]-'0')
		w.i++
	}
	digits := w.s[from:w.i]
	return n, digits != "" && len(digits) <= mostDigits && (digits == "0" || digits[0] != '0')
}

// depth is how deep the members of a token stand in a line.
const depth = 3

// skip goes behind a value.
func (w *walk) skip() bool {
	w.blank()
	from := w.i
	switch rest := w.s[from:]; {
	case strings.HasPrefix(rest, "true"):
		w.i += len("true")
		return true
	case strings.HasPrefix(rest, "false"):
		w.i += len("false")
		return true
	case strings.HasPrefix(rest, `"`):
		if _, ok := w.name(); ok {
			return true
		}
	}
	w.i = codec.EndOfJSON(w.s, from, depth)
	return w.i > 0
}
