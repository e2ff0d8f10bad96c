package codectest

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// Difference is one thing that two projects do not agree in.
type Difference struct {
	Sign   byte   // '-' it is gone, '+' it came in addition, '~' it is something else now
	Path   string // what it is: "annotation", "annotation.note", "tag.colour"
	Record string // which, in words; the same for all differences of one record
	Of     string // which document, layer, tagset or relation type the record is of; else Record
	Was    string
	Is     string

	Old, New annotate.Record // the records, where these are records; nil when there is none
}

// String is "~ annotation.note of Claim “the harbour” by Lina in “Häfen”: “a” → “b”".
func (d Difference) String() string {
	s := fmt.Sprintf("%c %s of %s", d.Sign, d.Path, d.Record)
	switch d.Sign {
	case '-':
		return fmt.Sprintf("%s: %q", s, d.Was)
	case '+':
		return fmt.Sprintf("%s: %q", s, d.Is)
	}
	return fmt.Sprintf("%s: %q → %q", s, d.Was, d.Is)
}

// is reports whether d is one of patterns, which are divided by commas: "-annotation.note",
// or without a sign, where any will do. "layer.*" are all fields of a layer.
func (d Difference) is(patterns string) bool {
	return slices.ContainsFunc(strings.Split(patterns, ","), func(p string) bool {
		if p = strings.TrimSpace(p); p == "" {
			return false
		}
		if strings.IndexByte("-+~", p[0]) >= 0 {
			if p[0] != d.Sign {
				return false
			}
			p = p[1:]
		}
		if front, all := strings.CutSuffix(p, "*"); all {
			return strings.HasPrefix(d.Path, front)
		}
		return p == d.Path
	})
}

// record is what two states of one record are compared under.
type record struct {
	path, name, of string
	old, new       annotate.Record
}

// differences gathers them.
type differences struct{ list []Difference }

func (l *differences) add(sign byte, r record, field, was, is string) {
	path := r.path
	if field != "" {
		path += "." + field
	}
	if r.of == "" {
		r.of = r.name
	}
	l.list = append(l.list, Difference{sign, path, r.name, r.of, was, is, r.old, r.new})
}

// gone and came tell of whole records.
func (l *differences) gone(r record) { l.add('-', r, "", r.name, "") }
func (l *differences) came(r record) { l.add('+', r, "", "", r.name) }

// field compares one field, of which "" is unset.
func (l *differences) field(r record, field, was, is string) {
	switch {
	case was == is:
	case is == "":
		l.add('-', r, field, was, is)
	case was == "":
		l.add('+', r, field, was, is)
	default:
		l.add('~', r, field, was, is)
	}
}

// values compares lists: each that is gone, came, or is another now, and the order where only
// that differs.
func (l *differences) values(r record, field string, was, is []string) {
	out, in := without(was, is), without(is, was)
	if len(out)+len(in) == 0 && !slices.Equal(was, is) {
		l.add('~', r, field+" order", strings.Join(was, ", "), strings.Join(is, ", "))
	}
	for i := range max(len(out), len(in)) {
		switch {
		case i >= len(in):
			l.add('-', r, field, out[i], "")
		case i >= len(out):
			l.add('+', r, field, "", in[i])
		default:
			l.add('~', r, field, out[i], in[i])
		}
	}
}

// without is list without what other has, one for one.
func without(list, other []string) (out []string) {
	other = slices.Clone(other)
	for _, s := range list {
		if i := slices.Index(other, s); i >= 0 {
			other = slices.Delete(other, i, i+1)
			continue
		}
		out = append(out, s)
	}
	return out
}
