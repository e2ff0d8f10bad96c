package conll

import (
	"cmp"
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

// sentence is what the lines of one say.
type sentence struct {
	opening
	first        int // its line
	words, empty int // lines that were left out
	text         string
	entities     []entity // column after column
	seen         evidence
	err          error // why it cannot be read
}

// opening is what stands before a sentence.
type opening struct {
	begins   bool // a document
	name     string
	comments int // that were left out, also within the sentence
}

// after is what stands before a sentence that o stands before, when before stands before that.
func (o opening) after(before opening) opening {
	if !o.begins {
		o.begins, o.name = before.begins, before.name
	}
	o.comments += before.comments
	return o
}

type token struct {
	text string
	glue bool // no blank behind it
	tags []string
}

// entity is a run of tokens of one label, in the text of its sentence.
type entity struct {
	label string
	text.Span
}

// sentenceOf reads the lines of one.
func (b *builder) sentenceOf(lines []line) (s sentence) {
	if b.tokens, s.words, s.empty, s.err = b.layout.tokensOf(b.tokens[:0], lines); s.err != nil {
		return s
	}
	s.text = b.write()
	if len(b.tokens) == 0 {
		return s
	}
	for k := range b.tokens[0].tags {
		s.seen.add(b.tokens, k, lines[0].n)
		s.entities = b.entities(s.entities, k)
	}
	return s
}

// tokensOf adds the tokens of lines to list, and counts the words and empty nodes left out.
func (l *layout) tokensOf(list []token, lines []line) (_ []token, words, empty int, err error) {
	skip := 0 // words of a token that stands for several
	for _, ln := range lines {
		if len(ln.cells) != l.width {
			return list, words, empty, fmt.Errorf("line %d: it has %s, and others %d: %w", ln.n, columnsOf(len(ln.cells)), l.width, annotate.ErrInvalid)
		}
		t := token{text: strings.TrimSpace(ln.cells[l.token])}
		if t.text == "" {
			return list, words, empty, fmt.Errorf("line %d: it has no token: %w", ln.n, annotate.ErrInvalid)
		}
		if l.universal {
			var use bool
			if t, use = l.universalToken(ln, t, &skip, list); !use {
				if strings.Contains(ln.cells[0], ".") {
					empty++
				} else {
					words++
				}
				continue
			}
		}
		if len(l.tags) == 1 {
			t.tags = ln.cells[l.tags[0] : l.tags[0]+1]
		} else {
			for _, i := range l.tags {
				t.tags = append(t.tags, ln.cells[i])
			}
		}
		list = append(list, t)
	}
	return list, words, empty, nil
}

// write is the text of a sentence. places are then where the tokens stand in it.
func (b *builder) write() string {
	b.text, b.places = b.text[:0], b.places[:0]
	for i, t := range b.tokens {
		start := text.Offset(len(b.text))
		b.text = append(b.text, strings.ReplaceAll(t.text, "\r", " ")...)
		b.places = append(b.places, text.Span{Start: start, End: text.Offset(len(b.text))})
		if i+1 < len(b.tokens) && !t.glue {
			b.text = append(b.text, ' ')
		}
	}
	return string(append(b.text, '\n'))
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

// entities adds those of one column of tags, in any scheme.
func (b *builder) entities(list []entity, column int) []entity {
	open := false
	for i, t := range b.tokens {
		letter, label := part(t.tags[column])
		if letter == 'O' {
			open = false
			continue
		}
		last := len(list) - 1
		if !open || letter == 'B' || letter == 'S' || letter == 'U' || list[last].label != label {
			list = append(list, entity{label, b.places[i]})
			last++
		}
		list[last].End = b.places[i].End
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

// add takes in a column of a sentence that begins in a line.
func (e *evidence) add(tokens []token, column, line int) {
	before := ""
	for _, t := range tokens {
		letter, label := part(t.tags[column])
		switch {
		case letter == 'E' || letter == 'L':
			e.ends++
		case letter == 'S' || letter == 'U':
			e.singles++
		case letter == 'I' && before != label:
			if e.bare++; e.bareLine == 0 {
				e.bareLine = line
			}
		case letter == 'B' && before != label:
			if e.begun++; e.begunLine == 0 {
				e.begunLine = line
			}
		}
		before = label
	}
}

// join takes in what a later sentence says.
func (e *evidence) join(o *evidence) {
	e.ends += o.ends
	e.singles += o.singles
	e.bare += o.bare
	e.begun += o.begun
	e.bareLine = cmp.Or(e.bareLine, o.bareLine)
	e.begunLine = cmp.Or(e.begunLine, o.begunLine)
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
