package brat

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parley/annotate"
)

// line is a line of an annotation file: as it stands, and what it says.
type line struct {
	raw    string // without its line feed
	kind   byte   // 'T', 'E', 'R', '*', 'A' (and M), 'N', '#'; 0: it is not understood, and stays as it is
	id     string
	typ    string
	target string // of A, N and #
	value  string // of A its value, of N what it refers to, of T and # the text
	label  string // of N
	spans  [][2]int
	args   []arg // of E, R; of * without roles
	wrong  error // why it is not understood
	rec    int   // the record that it says something of; -1: none
	quoted bool  // T has a text
	again  bool  // another line before it has its ID
}

type arg struct {
	role   string // as it is written
	target string
	rec    int // of the record that target is; -1: none
}

var (
	errForm = fmt.Errorf("it is no line of brat's: %w", annotate.ErrInvalid)
	errTab  = errors.New("it has no tab")
)

// parse reads one line. It never fails: what it does not understand it says in wrong.
func parse(raw string) line {
	l := line{raw: raw, rec: -1}
	s := strings.TrimSuffix(raw, "\r")
	if strings.TrimSpace(s) == "" {
		return l
	}
	id, rest, ok := strings.Cut(s, "\t")
	if !ok {
		l.wrong = fmt.Errorf("%w: %w", errTab, errForm)
		return l
	}
	kind := id[:min(1, len(id))]
	if kind == "M" {
		kind = "A"
	}
	read, ok := readers[kind]
	if !ok || id != "*" && numberOf(id) < 0 {
		l.wrong = fmt.Errorf("its ID %.40q is none that is known: %w", id, annotate.ErrInvalid)
		return l
	}
	l.id = id
	if l.wrong = read(&l, rest); l.wrong == nil && strings.TrimSpace(l.typ) == "" {
		l.wrong = fmt.Errorf("it has no type: %w", annotate.ErrInvalid)
	}
	if l.wrong == nil {
		l.kind = kind[0]
	}
	return l
}

var readers = map[string]func(*line, string) error{
	"T": (*line).place, "E": (*line).event, "R": (*line).relation, "*": (*line).equivalence,
	"A": (*line).attribute, "N": (*line).reference, "#": (*line).note,
}

// numberOf is the number of an ID, letters and then digits, whatever comes behind; -1 when it
// has none.
func numberOf(id string) int {
	digits := strings.TrimLeft(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#")
	if len(digits) == len(id) {
		return -1
	}
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	if v, err := strconv.Atoi(digits[:n]); err == nil {
		return v
	}
	return -1
}

func (l *line) place(s string) error {
	head, text, quoted := strings.Cut(s, "\t")
	typ, places, ok := strings.Cut(strings.TrimSpace(head), " ")
	if !ok || typ == "" {
		return fmt.Errorf("want TYPE START END: %w", annotate.ErrInvalid)
	}
	l.typ, l.value, l.quoted = typ, text, quoted
	for part := range strings.SplitSeq(places, ";") {
		a, b, ok := strings.Cut(strings.TrimSpace(part), " ")
		start, err := strconv.Atoi(a)
		end, wrong := strconv.Atoi(strings.TrimSpace(b))
		if !ok || err != nil || wrong != nil || start < 0 || end <= start {
			return fmt.Errorf("%.40q is no span: %w", part, annotate.ErrInvalid)
		}
		l.spans = append(l.spans, [2]int{start, end})
	}
	return nil
}

func (l *line) event(s string) error {
	head, _, _ := strings.Cut(s, "\t")
	for i, part := range strings.Fields(head) {
		role, target, ok := strings.Cut(part, ":")
		switch {
		case !ok || role == "" || target == "":
			return fmt.Errorf("%.40q: want ROLE:ID: %w", part, annotate.ErrInvalid)
		case i == 0:
			l.typ, l.target = role, target
		default:
			l.args = append(l.args, arg{role: role, target: target, rec: -1})
		}
	}
	if len(l.args) > mostArguments {
		return fmt.Errorf("it has more than %d arguments: %w", mostArguments, annotate.ErrInvalid)
	}
	if l.typ == "" {
		return fmt.Errorf("it has no trigger: %w", annotate.ErrInvalid)
	}
	return nil
}

// mostArguments is how many arguments an event has.
const mostArguments = 1000

func (l *line) relation(s string) error {
	head, _, _ := strings.Cut(s, "\t")
	fields := strings.Fields(head)
	if len(fields) != 3 {
		return fmt.Errorf("want TYPE and two arguments: %w", annotate.ErrInvalid)
	}
	l.typ = fields[0]
	for _, part := range fields[1:] {
		role, target, ok := strings.Cut(part, ":")
		if !ok || target == "" {
			return fmt.Errorf("%.40q: want ROLE:ID: %w", part, annotate.ErrInvalid)
		}
		l.args = append(l.args, arg{role: role, target: target, rec: -1})
	}
	return nil
}

func (l *line) equivalence(s string) error {
	fields := strings.Fields(s)
	if len(fields) < 3 {
		return fmt.Errorf("want TYPE and two annotations or more: %w", annotate.ErrInvalid)
	}
	l.typ = fields[0]
	for _, target := range fields[1:] {
		l.args = append(l.args, arg{target: target, rec: -1})
	}
	return nil
}

func (l *line) attribute(s string) error {
	fields := strings.SplitN(strings.TrimRight(s, "\t "), " ", 3)
	if len(fields) < 2 || fields[0] == "" || fields[1] == "" {
		return fmt.Errorf("want NAME and an annotation: %w", annotate.ErrInvalid)
	}
	l.typ, l.target = fields[0], fields[1]
	if len(fields) == 3 {
		l.value = strings.TrimSpace(fields[2])
	}
	return nil
}

// reference also reads what BioNLP's files of 2013 have: Annotation:T1 Referent:DB:ID.
func (l *line) reference(s string) error {
	head, label, _ := strings.Cut(s, "\t")
	fields := strings.Fields(head)
	if len(fields) != 3 || !strings.Contains(fields[2], ":") {
		return fmt.Errorf("want TYPE, an annotation and DATABASE:ID: %w", annotate.ErrInvalid)
	}
	l.typ, l.label = fields[0], strings.TrimLeft(label, "\t")
	l.target = strings.TrimPrefix(fields[1], "Annotation:")
	l.value = strings.TrimPrefix(fields[2], "Referent:")
	return nil
}

func (l *line) note(s string) error {
	head, text, _ := strings.Cut(s, "\t")
	fields := strings.Fields(head)
	if len(fields) != 2 {
		return fmt.Errorf("want TYPE and an annotation: %w", annotate.ErrInvalid)
	}
	l.typ, l.target, l.value = fields[0], fields[1], text
	return nil
}
