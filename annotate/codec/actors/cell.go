package actors

import (
	"fmt"
	"strings"
)

// part is one of several things in a cell: "Jaysh {emir; 2017}".
type part struct {
	text   string
	fields []string
}

// appendParts writes parts as one cell. An empty part is an escape that means nothing.
func appendParts(b []byte, parts []part) []byte {
	for i, p := range parts {
		if i > 0 {
			b = append(b, " | "...)
		}
		if p.text == "" {
			b = append(b, `\0`...)
		}
		b = appendFields(appendEscaped(b, p.text), p.fields)
	}
	return b
}

// appendFields writes what belongs to a part, without what is empty at its end.
func appendFields(b []byte, fields []string) []byte {
	last := len(fields)
	for last > 0 && fields[last-1] == "" {
		last--
	}
	if last == 0 {
		return b
	}
	b = append(b, " {"...)
	for i, f := range fields[:last] {
		if i > 0 {
			b = append(b, "; "...)
		}
		b = appendEscaped(b, f)
	}
	return append(b, '}')
}

// appendEscaped writes s so that no character of it means anything; a blank at an end,
// which reading would take off, is escaped too.
func appendEscaped(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case strings.IndexByte(`\|{};`, c) >= 0, (i == 0 || i == len(s)-1) && isBlank(c):
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return b
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// parseParts reads what appendParts wrote, and what people write.
func parseParts(cell string) ([]part, error) {
	p := parser{s: cell}
	var list []part
	for {
		one, err := p.part()
		if err != nil {
			return nil, err
		}
		if one.text != "" || len(one.fields) > 0 || one.said {
			list = append(list, one.part)
		}
		if p.i >= len(p.s) {
			return list, nil
		}
		p.i++ // the bar
	}
}

type parser struct {
	s string
	i int
}

// said is a part that is empty on purpose.
type said struct {
	part
	said bool
}

func (p *parser) part() (one said, err error) {
	if one.text, one.said, err = p.until("|{"); err != nil {
		return one, err
	}
	if p.i == len(p.s) || p.s[p.i] == '|' {
		return one, nil
	}
	for open := true; open; {
		p.i++
		field, _, err := p.until(";}")
		if err != nil {
			return one, err
		}
		if p.i == len(p.s) {
			return one, fmt.Errorf("a brace is open at its end")
		}
		one.fields = append(one.fields, field)
		open = p.s[p.i] == ';'
	}
	p.i++ // the closing brace
	rest, _, err := p.until("|")
	if err == nil && rest != "" {
		err = fmt.Errorf("%.40q stands behind a brace", rest)
	}
	return one, err
}

// until reads text up to one of the ends, which stays, without the blanks around it.
func (p *parser) until(ends string) (text string, escaped bool, err error) {
	var b []byte
	kept := 0 // how much of b is no blank at the end
	for ; p.i < len(p.s) && strings.IndexByte(ends, p.s[p.i]) < 0; p.i++ {
		c := p.s[p.i]
		switch {
		case c == '\\':
			if p.i++; p.i == len(p.s) {
				return "", false, fmt.Errorf("a backslash is its last character")
			}
			escaped = true
			if b, err = appendMeant(b, p.s[p.i]); err != nil {
				return "", false, err
			}
			kept = len(b)
		case strings.IndexByte("{}", c) >= 0:
			return "", false, fmt.Errorf("%q stands where it means nothing; write \\%c for the character", c, c)
		case !isBlank(c) && c != '\n' && c != '\r':
			b = append(b, c)
			kept = len(b)
		case len(b) > 0:
			b = append(b, c)
		}
	}
	return string(b[:kept]), escaped, nil
}

// appendMeant adds what c means behind a backslash.
func appendMeant(b []byte, c byte) ([]byte, error) {
	switch {
	case c == 'n':
		return append(b, '\n'), nil
	case c == 'r':
		return append(b, '\r'), nil
	case c == '0':
		return b, nil
	case strings.IndexByte(`\|{};`, c) >= 0 || isBlank(c):
		return append(b, c), nil
	}
	return nil, fmt.Errorf("a backslash before %q means nothing", c)
}
