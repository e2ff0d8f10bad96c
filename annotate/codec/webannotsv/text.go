package webannotsv

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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
	r := ruler{s: content, unit: unit}
	for u := range t.units {
		if start, end, ok := r.measure(u.start, u.end); ok {
			u.at, u.off = raw.In(text.Span{Start: start, End: end}), nil
		} else {
			u.at, u.off = raw.Span(codec.Position{Start: u.start, End: u.end}, unit)
		}
		if u.off != nil || !u.says(raw.Text.Slice(u.at)) {
			wrong++
		}
	}
	return raw, wrong, nil
}

// says reports whether a row says words, in which no line ends in CR.
func (u *unit) says(words string) bool {
	return u.text == words && strings.IndexByte(words, '\\') < 0 || strings.ReplaceAll(unescape(u.text), "\r", "") == words
}

// ruler finds places of s that are counted in a unit. It goes forward from the one before, so
// that those of tokens in their order cost little.
type ruler struct {
	s    string
	unit text.Unit
	at   text.Offset
	n    int
}

// measure is where start and end stand. It is not ok for what is behind the text or inside a
// character, or stands before the start that was measured last.
func (r *ruler) measure(start, end int) (from, to text.Offset, ok bool) {
	if start < r.n || end < start || r.unit == text.Byte {
		return 0, 0, false
	}
	if r.at, r.n = r.forward(r.at, r.n, start); r.n != start {
		return 0, 0, false
	}
	to, n := r.forward(r.at, r.n, end)
	return r.at, to, n == end
}

// forward goes from a place to the one that counts n, or as far as there is one.
func (r *ruler) forward(o text.Offset, have, n int) (text.Offset, int) {
	for have < n && int(o) < len(r.s) {
		if r.s[o] < utf8.RuneSelf {
			o, have = o+1, have+1
			continue
		}
		c, size := utf8.DecodeRuneInString(r.s[o:])
		o += text.Offset(size)
		if have++; r.unit == text.UTF16 && c > 0xFFFF {
			have++
		}
	}
	return o, have
}

// text is what the sentences say, with blanks where they leave a gap.
func (t *table) text(unit text.Unit) (string, error) {
	var b strings.Builder
	at, left, size := 0, mostGap, 0
	for _, s := range t.sentences {
		left += 8 * len(s.text)
		size += len(s.text) + 1
	}
	b.Grow(size)
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

// length is of s, which is UTF-8, in unit.
func length(s string, unit text.Unit) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if b := s[i]; b&0xC0 != 0x80 { // a character begins
			if n++; unit == text.UTF16 && b >= 0xF0 {
				n++
			}
		}
	}
	return n
}
