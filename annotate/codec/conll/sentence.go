package conll

import (
	"fmt"
	"strings"

	"parley/annotate"
)

// sentence is the tokens of one, with their tags in each column.
type sentence struct {
	begins bool // a document
	name   string
	tokens []token
	first  int // its line

	comments, words, empty int // lines that were left out
}

type token struct {
	text string
	glue bool // no blank behind it
	tags []string
}

// entity is a run of tokens of one label: [from, to).
type entity struct {
	label    string
	from, to int
}

// sentenceOf reads the lines of one.
func (l *layout) sentenceOf(lines []line) (s sentence, err error) {
	skip := 0 // words of a token that stands for several
	for _, ln := range lines {
		if len(ln.cells) != l.width {
			return s, fmt.Errorf("line %d: it has %s, and others %d: %w", ln.n, columnsOf(len(ln.cells)), l.width, annotate.ErrInvalid)
		}
		t := token{text: strings.TrimSpace(ln.cells[l.token])}
		if t.text == "" {
			return s, fmt.Errorf("line %d: it has no token: %w", ln.n, annotate.ErrInvalid)
		}
		if l.universal {
			var use bool
			if t, use = l.universalToken(ln, t, &skip, s.tokens); !use {
				if strings.Contains(ln.cells[0], ".") {
					s.empty++
				} else {
					s.words++
				}
				continue
			}
		}
		for _, i := range l.tags {
			t.tags = append(t.tags, ln.cells[i])
		}
		s.tokens = append(s.tokens, t)
	}
	return s, nil
}

func columnsOf(n int) string {
	if n == 1 {
		return "1 column"
	}
	return fmt.Sprintf("%d columns", n)
}

// universalToken is a token of CoNLL-U; false: its line is part of another, or empty.
func (l *layout) universalToken(ln line, t token, skip *int, before []token) (token, bool) {
	id := ln.cells[0]
	misc := ln.cells[l.width-1]
	_, tag := tagIn(misc)
	if tag == "" {
		tag = "O"
	}
	switch {
	case strings.Contains(id, "."):
		return t, false
	case strings.Contains(id, "-"):
		var from, to int
		if _, err := fmt.Sscanf(id, "%d-%d", &from, &to); err == nil {
			*skip = max(0, to-from+1)
		}
	case *skip > 0:
		if *skip--; tag != "O" && len(before) > 0 && before[len(before)-1].tags[0] == "O" {
			before[len(before)-1].tags[0] = tag // of the first of its words that has one
		}
		return t, false
	}
	t.glue = strings.Contains("|"+misc+"|", "|SpaceAfter=No|")
	t.tags = []string{tag}
	return t, true
}

// entities are those of one column of tags, in any scheme.
func (s *sentence) entities(column int) (list []entity) {
	open := false
	for i, t := range s.tokens {
		letter, label := part(t.tags[column])
		if letter == 'O' {
			open = false
			continue
		}
		last := len(list) - 1
		if !open || letter == 'B' || letter == 'S' || letter == 'U' || list[last].label != label {
			list = append(list, entity{label, i, i})
			last++
		}
		list[last].to = i + 1
		open = letter == 'B' || letter == 'I'
	}
	return list
}

// part is the letter and the label of a tag; one without a label is an Entity.
func part(tag string) (letter byte, label string) {
	switch {
	case tag == "O" || tag == "":
		return 'O', ""
	case len(tag) == 1:
		return tag[0], "Entity"
	}
	return tag[0], tag[2:]
}

// evidence is what tags say of the scheme.
type evidence struct {
	ends, singles, bare, begun int // E- S-; I- and B- behind no entity of their label
	bareLine, begunLine        int
}

func (e *evidence) add(s *sentence, column int) {
	before := ""
	for _, t := range s.tokens {
		letter, label := part(t.tags[column])
		switch {
		case letter == 'E' || letter == 'L':
			e.ends++
		case letter == 'S' || letter == 'U':
			e.singles++
		case letter == 'I' && before != label:
			if e.bare++; e.bareLine == 0 {
				e.bareLine = s.first
			}
		case letter == 'B' && before != label:
			if e.begun++; e.begunLine == 0 {
				e.begunLine = s.first
			}
		}
		before = label
	}
}

// scheme is what the tags follow, and a line where they do not; 0 when all do.
func (e *evidence) scheme() (s Scheme, mixed int) {
	switch {
	case e.ends+e.singles > 0 && e.bare > 0:
		return BIOES, e.bareLine
	case e.ends+e.singles > 0:
		return BIOES, 0
	case e.bare > 0 && e.begun > e.bare:
		return IOB2, e.bareLine
	case e.bare > 0 && e.begun > 0:
		return IOB1, e.begunLine
	case e.bare > 0:
		return IOB1, 0
	}
	return IOB2, 0
}
