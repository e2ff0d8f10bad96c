package webannotsv

import (
	"fmt"
	"strings"
	"unicode"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// mostGap is how many units of text a file may leave out between its sentences, beside eight
// for each byte that it has of them.
const mostGap = 1 << 16

// settle puts the sentences together and finds the place of every row, in a unit of which
// wanted is nil or the only one. It says in which, and how many rows stand at other words.
func (t *table) settle(wanted *text.Unit) (raw *codec.Raw, unit text.Unit, wrong int, err error) {
	unit = text.UTF16
	if wanted != nil {
		unit = *wanted
	}
	if raw, wrong, err = t.place(unit); wanted != nil || err == nil && wrong == 0 {
		return raw, unit, wrong, err
	}
	other, less, notPoints := t.place(text.CodePoint)
	if notPoints == nil && (err != nil || less < wrong) {
		return other, text.CodePoint, less, nil
	}
	raw, wrong, err = t.place(unit)
	return raw, unit, wrong, err
}

// place is settle in one unit.
func (t *table) place(unit text.Unit) (raw *codec.Raw, wrong int, err error) {
	content, err := t.text(unit)
	if err != nil {
		return nil, 0, err
	}
	if raw, err = codec.NewRaw(content); err != nil {
		return nil, 0, err
	}
	for u := range t.units {
		u.at, u.off = raw.Span(codec.Position{Start: u.start, End: u.end}, unit)
		if u.off != nil || strings.ReplaceAll(unescape(u.text), "\r", "") != raw.Text.Slice(u.at) {
			wrong++
		}
	}
	return raw, wrong, nil
}

// text is what the sentences say, with blanks where they leave a gap.
func (t *table) text(unit text.Unit) (string, error) {
	var b strings.Builder
	at, left := 0, mostGap
	for _, s := range t.sentences {
		left += 8 * len(s.text)
	}
	for _, s := range t.sentences {
		begin := s.units[0].start - s.lead(unit)
		gap := begin - at
		if left -= gap; gap < 0 || left < 0 {
			return "", fmt.Errorf("line %d: a sentence at %d, where the text before it ends at %d: %w", s.units[0].line, begin, at, annotate.ErrInvalid)
		}
		b.WriteString(strings.Repeat(" ", gap))
		b.WriteString(s.text)
		at = begin + length(s.text, unit)
	}
	return b.String(), nil
}

// lead is how much of a sentence stands before its first token.
func (s *sentence) lead(unit text.Unit) int {
	rest := strings.TrimLeftFunc(s.text, unicode.IsSpace)
	if rest == s.text || !strings.HasPrefix(rest, unescape(s.units[0].text)) || strings.HasPrefix(s.text, unescape(s.units[0].text)) {
		return 0
	}
	return length(s.text[:len(s.text)-len(rest)], unit)
}

// length is of s in unit.
func length(s string, unit text.Unit) int {
	n := 0
	for _, r := range s {
		if n++; unit == text.UTF16 && r > 0xFFFF {
			n++
		}
	}
	return n
}
