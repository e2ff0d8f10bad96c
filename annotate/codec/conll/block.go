package conll

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// block is some lines of a file, in which no sentence is cut.
type block struct {
	first int    // the number of its first line
	lines string // each with LF behind it
}

// leastBlock is how long a block is at least, but for the last of a file.
const leastBlock = 64 << 10

// blocksOf cuts a file behind blank lines.
func blocksOf(r io.Reader) iter.Seq[block] {
	return func(yield func(block) bool) {
		var b []byte
		first := 1
		for n, line := range codec.AllLines(r) {
			b = append(append(b, line...), '\n')
			if len(b) < leastBlock || len(bytes.TrimSpace(line)) > 0 {
				continue
			}
			if !yield(block{first, string(b)}) {
				return
			}
			b, first = b[:0], n+1
		}
		if len(b) > 0 {
			yield(block{first, string(b)})
		}
	}
}

// builder makes sentences of the lines of a block.
type builder struct {
	layout *layout
	valid  bool // all is UTF-8
	done   []sentence
	next   opening
	wrong  error // of the sentence that is being read

	lines  []line
	cells  []string // of lines
	tokens []token
	places []text.Span // of tokens
	text   []byte
}

// read gives the sentences of a block, and what stands behind the last of them.
func (l *layout) read(b block) ([]sentence, opening) {
	r := builder{layout: l, valid: utf8.ValidString(b.lines)}
	for n, rest := b.first, b.lines; rest != ""; n++ {
		i := strings.IndexByte(rest, '\n')
		r.line(n, rest[:i])
		rest = rest[i+1:]
	}
	r.give()
	return r.done, r.next
}

func (b *builder) line(n int, s string) {
	switch {
	case data(s):
		if !b.valid && b.wrong == nil && !utf8.ValidString(s) {
			b.wrong = fmt.Errorf("line %d: it is not UTF-8: %w", n, annotate.ErrInvalid)
		}
		from := len(b.cells)
		b.cells = appendCells(b.cells, s, b.layout.tabs)
		b.lines = append(b.lines, line{n, b.cells[from:len(b.cells):len(b.cells)]})
		return
	case comment(s) && len(b.lines) > 0: // within a sentence
		b.next.comments++
		return
	}
	b.give()
	if name, is := startOf(s); is {
		b.next.begins, b.next.name = true, strings.Clone(name)
	} else if comment(s) && !strings.HasPrefix(s, "# text = ") { // which the tokens say
		b.next.comments++
	}
}

// give ends a sentence, if there is one.
func (b *builder) give() {
	if len(b.lines) == 0 {
		return
	}
	s := b.sentenceOf(b.lines)
	if b.wrong != nil {
		s.err = b.wrong
	}
	s.opening, s.first = b.next, b.lines[0].n
	b.done = append(b.done, s)
	b.lines, b.cells, b.next, b.wrong = b.lines[:0], b.cells[:0], opening{}, nil
}
