package control

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate/text"
)

// field is a text that is being written: its words, where the caret is, and what is
// selected. It steps by graphemes and words, so no key cuts a letter from its accent.
type field struct {
	text   *text.Text
	caret  text.Offset
	anchor text.Offset // the other end of the selection; caret when nothing is selected
	lines  bool        // may hold line breaks
	past   []snapshot
	future []snapshot  // what undo took back
	stride stride      // what the last change was
	left   text.Offset // where it left the caret
}

// stride is a kind of change of which several in a row are one step to undo.
type stride uint8

const (
	alone stride = iota
	typing
	erasing
)

type snapshot struct {
	text          *text.Text
	caret, anchor text.Offset
}

// keepPast is how many steps of typing can be taken back.
const keepPast = 100

func newField(lines bool) *field { return &field{text: mustText(""), lines: lines} }

// mustText is s as a Text: what is not UTF-8 is replaced.
func mustText(s string) *text.Text {
	t, err := text.New(s)
	if err != nil {
		t, err = text.New(strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD"))
	}
	if err != nil {
		t, _ = text.New("")
	}
	return t
}

func (f *field) set(s string) {
	f.text = mustText(f.clean(s))
	f.caret, f.past, f.future, f.stride = f.text.Len(), nil, nil, alone
	f.anchor = f.caret
}

// clean is s as the field can hold it: one line, unless it may have several.
func (f *field) clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	if !f.lines {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), " ")
	}
	return s
}

func (f *field) selection() text.Span {
	return text.Span{Start: min(f.caret, f.anchor), End: max(f.caret, f.anchor)}
}

func (f *field) selected() string { return f.text.Slice(f.selection()) }

// insert puts s in place of the selection.
func (f *field) insert(s string) {
	f.replace(f.selection(), f.clean(s))
}

func (f *field) replace(span text.Span, s string) {
	if span.Empty() && s == "" {
		return
	}
	f.remember(span, s)
	old := f.text.String()
	f.text = mustText(old[:span.Start] + s + old[span.End:])
	f.caret = f.whole(span.Start + text.Offset(len(s)))
	f.anchor, f.left = f.caret, f.caret
}

// remember keeps what is there before s takes the place of span, unless the change goes on
// with the one before it: what is typed up to the end of a word is one step, and so are
// characters deleted one after the other.
func (f *field) remember(span text.Span, s string) {
	was, next := f.stride, strideOf(f.text, span, s)
	goesOn := next != alone && next == was && f.caret == f.left && f.selection().Empty() && !f.beginsWord(s)
	f.stride = next
	if goesOn && len(f.past) > 0 && len(f.future) == 0 {
		return
	}
	f.past, f.future = append(f.past, f.now()), nil
	if len(f.past) > keepPast {
		f.past = f.past[1:]
	}
}

func strideOf(t *text.Text, span text.Span, s string) stride {
	switch {
	case s == "" && t.NextGrapheme(span.Start) == span.End:
		return erasing
	case s != "" && s != "\n" && utf8.RuneCountInString(s) == 1:
		return typing
	}
	return alone
}

// beginsWord reports whether s is the first letter behind a blank.
func (f *field) beginsWord(s string) bool {
	before, _ := utf8.DecodeLastRuneInString(f.text.String()[:f.caret])
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && unicode.IsSpace(before) && !unicode.IsSpace(first)
}

// whole is o or, where what was written joined with what follows, the end of that grapheme.
func (f *field) whole(o text.Offset) text.Offset {
	o = min(o, f.text.Len())
	return f.text.SnapGrapheme(text.Span{Start: o, End: o}).End
}

func (f *field) now() snapshot { return snapshot{f.text, f.caret, f.anchor} }

// undo takes the last step back, and says whether there was one.
func (f *field) undo() bool { return f.turn(&f.past, &f.future) }

// redo does again what undo took back last, unless something was written since.
func (f *field) redo() bool { return f.turn(&f.future, &f.past) }

func (f *field) turn(from, to *[]snapshot) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, f.now())
	s := (*from)[n-1]
	*from, f.stride = (*from)[:n-1], alone
	f.text, f.caret, f.anchor = s.text, s.caret, s.anchor
	return true
}

// erase deletes the selection or, if there is none, from the caret to where step leads.
func (f *field) erase(step func(*text.Text, text.Offset) text.Offset) bool {
	span := f.selection()
	if span.Empty() {
		to := step(f.text, f.caret)
		span = text.Span{Start: min(f.caret, to), End: max(f.caret, to)}
	}
	if span.Empty() {
		return false
	}
	f.replace(span, "")
	return true
}

// move brings the caret to o, and the selection with it if extend is set.
func (f *field) move(o text.Offset, extend bool) {
	f.caret = max(0, min(o, f.text.Len()))
	if !extend {
		f.anchor = f.caret
	}
}

// step moves the caret along; without extend, a selection collapses to its end first.
func (f *field) step(forward, extend bool, step func(*text.Text, text.Offset) text.Offset) {
	if s := f.selection(); !s.Empty() && !extend {
		if forward {
			f.move(s.End, false)
		} else {
			f.move(s.Start, false)
		}
		return
	}
	f.move(step(f.text, f.caret), extend)
}

func (f *field) selectAll() { f.anchor, f.caret = 0, f.text.Len() }

func (f *field) selectWord(o text.Offset) {
	w := f.text.WordAt(o)
	f.anchor, f.caret = w.Start, w.End
}

func nextGrapheme(t *text.Text, o text.Offset) text.Offset { return t.NextGrapheme(o) }
func prevGrapheme(t *text.Text, o text.Offset) text.Offset { return t.PrevGrapheme(o) }

func nextWord(t *text.Text, o text.Offset) text.Offset {
	if n := t.NextWord(o); n > o {
		return n
	}
	return t.Len()
}

func prevWord(t *text.Text, o text.Offset) text.Offset {
	if n := t.PrevWord(o); n < o {
		return n
	}
	return 0
}
