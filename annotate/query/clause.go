package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clause is one condition of a question as it is written: “-stance:against”.
type Clause struct {
	Not   bool   // it begins with - and excludes
	Slot  string // before the colon; empty for words of the quote
	Value string
	Exact bool // the value stood in quotation marks: unset and .. mean themselves
	At    int  // the character at which it begins, counted from 1
}

// QuestionError says why a question cannot be understood, and where.
type QuestionError struct {
	Reason  string   // as “there is no slot "stanze"”
	At      int      // the character it is about, counted from 1
	Choices []string // what could be meant; may be empty
	cause   error
}

// Error implements error: "question: a quotation mark is not closed at character 4".
func (e *QuestionError) Error() string {
	s := fmt.Sprintf("question: %s, at character %d", e.Reason, e.At)
	if len(e.Choices) > 0 {
		s += ": " + strings.Join(e.Choices, ", ")
	}
	return s
}

// Unwrap gives annotate.ErrAmbiguous or annotate.ErrNotFound for a name that is nobody's or
// more than one's; nil otherwise.
func (e *QuestionError) Unwrap() error { return e.cause }

// Clauses reads a question: clauses with blanks between them. A clause is slot:value, or
// words that stand in the quote. Where there are blanks or colons in a value or in words,
// they stand in quotation marks; \" is one of those. Before a clause, - excludes.
func Clauses(s string) ([]Clause, error) {
	r := &clauseReader{s: s}
	var list []Clause
	for r.skip(); r.at < len(s); r.skip() {
		c, err := r.clause()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// HasSlot reports whether a question asks for more than words: for stance:against and
// actor:"Karim, which cannot be read, but not for 12:30, http://x.org and “he said: no”.
func HasSlot(s string) bool {
	r := &clauseReader{s: s}
	for r.skip(); r.at < len(s); r.skip() {
		begin := r.at
		c, err := r.clause()
		if err != nil {
			name, value, found := strings.Cut(s[begin:], ":")
			return found && looksLikeSlot(name, value)
		}
		if looksLikeSlot(c.Slot, c.Value) {
			return true
		}
	}
	return false
}

// looksLikeSlot reports whether name:value looks like a slot and what stands in it.
func looksLikeSlot(name, value string) bool {
	name = strings.TrimLeft(name, "-!")
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsLetter(first) || strings.ContainsFunc(name, unicode.IsSpace) || strings.HasPrefix(value, "//") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(value)
	return value != "" && !unicode.IsSpace(next) || slices.Contains(ownSlots, folded(name))
}

// String is the clause as [Clauses] reads it.
func (c Clause) String() string {
	s := ""
	if c.Not {
		s = "-"
	}
	if c.Slot != "" {
		s += c.Slot + ":"
	}
	if c.Exact || needsMarks(c) {
		return s + `"` + marked.Replace(c.Value) + `"`
	}
	return s + c.Value
}

// marked is how a value is written between quotation marks; the others would close it.
var marked = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func needsMarks(c Clause) bool {
	return strings.ContainsFunc(c.Value, func(r rune) bool { return unicode.IsSpace(r) || opens(r) }) ||
		c.Slot == "" && (strings.HasPrefix(c.Value, "-") || strings.Contains(c.Value, ":"))
}

type clauseReader struct {
	s  string
	at int
}

func (r *clauseReader) skip() {
	for r.at < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.at:])
		if !unicode.IsSpace(c) {
			return
		}
		r.at += n
	}
}

func (r *clauseReader) fail(at int, format string, args ...any) error {
	return &QuestionError{Reason: fmt.Sprintf(format, args...), At: utf8.RuneCountInString(r.s[:at]) + 1}
}

// clause reads one; it begins at a character that is no blank.
func (r *clauseReader) clause() (c Clause, err error) {
	begin := r.at
	c.At = utf8.RuneCountInString(r.s[:begin]) + 1
	if r.s[r.at] == '-' {
		c.Not = true
		r.at++
	}
	if c.Value, c.Exact, err = r.value(true); err != nil || c.Exact {
		return c, err
	}
	if r.at < len(r.s) && r.s[r.at] == ':' {
		if c.Slot = c.Value; c.Slot == "" {
			return c, r.fail(r.at, "there is no slot before the colon")
		}
		r.at++
		if c.Value, c.Exact, err = r.value(false); err != nil {
			return c, err
		}
		if c.Value == "" {
			return c, r.fail(begin, "%s: has no value: that stands at once behind the colon, and unset finds those without one", c.Slot)
		}
	}
	switch {
	case c.Value == "":
		return c, r.fail(begin, "there is nothing behind the -")
	case strings.HasPrefix(c.Slot, "!"):
		return c, r.fail(begin, "what excludes is -, as in -%s:%s", strings.TrimLeft(c.Slot, "!"), c.Value)
	case c.Slot == "" && slices.Contains([]string{"AND", "OR", "NOT"}, c.Value):
		return c, r.fail(begin, "%s is not known: all clauses have to be true, and - before one excludes; the word itself stands in quotation marks", c.Value)
	}
	return c, nil
}

// value reads to a blank, or what stands in quotation marks; a slot's name ends at a colon.
func (r *clauseReader) value(name bool) (value string, exact bool, err error) {
	if c, n := utf8.DecodeRuneInString(r.s[r.at:]); n > 0 && opens(c) {
		value, err = r.quoted()
		return value, true, err
	}
	from := r.at
	for r.at < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.at:])
		if unicode.IsSpace(c) || name && c == ':' {
			break
		}
		if opens(c) {
			return "", false, r.fail(r.at, "a quotation mark stands inside a word")
		}
		r.at += n
	}
	return r.s[from:r.at], false, nil
}

// opens reports whether r is a quotation mark. What " opens only " closes; of the others
// any does.
func opens(r rune) bool { return strings.ContainsRune("\"“”„«»", r) }

func (r *clauseReader) quoted() (string, error) {
	begin := r.at
	open, n := utf8.DecodeRuneInString(r.s[r.at:])
	r.at += n
	var b strings.Builder
	for r.at < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.at:])
		at := r.at
		r.at += n
		switch {
		case c == '\\' && r.at < len(r.s) && (r.s[r.at] == '"' || r.s[r.at] == '\\'):
			b.WriteByte(r.s[r.at])
			r.at++
		case opens(c) && (c == '"') == (open == '"'):
			return b.String(), r.closed(begin, b.Len())
		default:
			b.WriteString(r.s[at:r.at])
		}
	}
	return "", r.fail(begin, "a quotation mark is not closed")
}

// closed wants a blank or the end behind a closing quotation mark, and something before it.
func (r *clauseReader) closed(begin, size int) error {
	if size == 0 {
		return r.fail(begin, "there is nothing between the quotation marks")
	}
	if c, n := utf8.DecodeRuneInString(r.s[r.at:]); n > 0 && !unicode.IsSpace(c) {
		return r.fail(r.at, "a blank is missing behind the quotation mark")
	}
	return nil
}
