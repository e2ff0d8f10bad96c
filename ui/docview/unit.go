package docview

import (
	"parley/annotate/text"
)

// unit is a stretch that a selection grows and shrinks by, and by which its ends move.
type unit uint8

const (
	characters unit = iota
	words
	sentences
	paragraphs
	whole
)

// at is the unit at o; empty where there is none.
func (u unit) at(t *text.Text, o text.Offset) text.Span {
	switch u {
	case characters:
		if o >= t.Len() {
			o = t.PrevGrapheme(o)
		}
		return text.Span{Start: o, End: t.NextGrapheme(o)}
	case words:
		return t.WordAt(o)
	case sentences:
		return t.SentenceAt(o)
	case paragraphs:
		return t.ParagraphAt(o)
	}
	return t.All()
}

// around is the smallest stretch of whole units that holds s, in whole graphemes.
func (u unit) around(t *text.Text, s text.Span) text.Span {
	if s.Empty() {
		return t.SnapGrapheme(u.at(t, s.Start))
	}
	if u == characters {
		return t.SnapGrapheme(s)
	}
	return t.SnapGrapheme(s.Hull(u.at(t, s.Start)).Hull(u.at(t, t.PrevGrapheme(s.End))))
}

// nextEnd is the end of the first unit that ends after o; o when there is none.
func (u unit) nextEnd(t *text.Text, o text.Offset) text.Offset {
	switch u {
	case characters:
		return t.NextGrapheme(o)
	case words:
		return t.NextWord(o)
	case whole:
		return t.Len()
	}
	if s := u.at(t, o); s.End > o {
		return s.End
	}
	if s := u.at(t, u.nextStart(t, o)); s.End > o {
		return s.End
	}
	return o
}

// prevEnd is the end of the last unit that ends before o; o when there is none.
func (u unit) prevEnd(t *text.Text, o text.Offset) text.Offset {
	switch u {
	case characters:
		return t.PrevGrapheme(o)
	case words:
		last := t.PrevWord(o) // the start of the last word
		return t.NextWord(t.PrevWord(last))
	case whole:
		return o
	}
	s := u.at(t, t.PrevGrapheme(o))
	if s.End < o && !s.Empty() {
		return s.End
	}
	if s = u.at(t, u.prevStart(t, s.Start)); s.End < o && !s.Empty() {
		return s.End
	}
	return o
}

// nextStart is where the first unit begins after o; the text's end when there is none.
func (u unit) nextStart(t *text.Text, o text.Offset) text.Offset {
	switch u {
	case characters:
		return t.NextGrapheme(o)
	case words:
		return t.PrevWord(t.NextWord(t.NextWord(o)))
	case sentences:
		return t.NextSentence(o)
	case paragraphs:
		return t.NextParagraph(o)
	}
	return t.Len()
}

// prevStart is where the last unit begins before o; 0 when there is none.
func (u unit) prevStart(t *text.Text, o text.Offset) text.Offset {
	switch u {
	case characters:
		return t.PrevGrapheme(o)
	case words:
		return t.PrevWord(o)
	case sentences:
		return t.PrevSentence(o)
	case paragraphs:
		return t.PrevParagraph(o)
	}
	return 0
}

// border is where a border at o comes to by one unit: ends to ends, starts to starts.
func (u unit) border(t *text.Text, o text.Offset, end, forward bool) text.Offset {
	switch {
	case end && forward:
		return u.nextEnd(t, o)
	case end:
		return u.prevEnd(t, o)
	case forward:
		return u.nextStart(t, o)
	}
	return u.prevStart(t, o)
}

// take1 selects the unit at the caret; a selection that is made of whole units already
// grows by the next one.
func (v *View) take1(u unit) bool {
	sel := v.Selection()
	now := u.around(v.text, sel)
	if now == sel && !sel.Empty() {
		now.End = u.nextEnd(v.text, sel.End)
	}
	now = v.text.SnapGrapheme(now)
	if now == sel {
		return false
	}
	v.choiceOf(now)
	return true
}

// choiceOf selects s with the caret at its end, shows that end and reports it.
func (v *View) choiceOf(s text.Span) {
	before, caret := v.Selection(), v.cursor.caret
	v.moveCaret(s.Start, s.End, !s.Empty())
	v.revealCaret()
	v.settled(before, caret)
}

// way is how a selection grew: each stretch it was, the first one first, and what it is
// now. When it is something else the way is forgotten.
type way struct {
	was []text.Span
	now text.Span
}

// grow makes the selection the next larger unit: character, word, sentence, paragraph,
// the whole text.
func (v *View) grow() bool {
	sel := v.Selection()
	w := &v.cursor.way
	if w.now != sel {
		*w = way{}
	}
	for u := characters; u <= whole; u++ {
		if s := u.around(v.text, sel); s.Len() > sel.Len() {
			was := append(w.was, sel)
			v.choiceOf(s)
			*w = way{was, s}
			return true
		}
	}
	return false
}

// shrink goes back the way that the selection grew; where that is not known, to the next
// smaller unit at its start, and from a character to a caret.
func (v *View) shrink() bool {
	sel := v.Selection()
	w := &v.cursor.way
	if n := len(w.was); n > 0 && w.now == sel {
		was, back := w.was[:n-1], w.was[n-1]
		v.choiceOf(back)
		*w = way{was, back}
		return true
	}
	if sel.Empty() {
		return false
	}
	for u := paragraphs; ; u-- {
		if s := v.text.SnapGrapheme(u.at(v.text, sel.Start)); !s.Empty() && s.Len() < sel.Len() && s.Start >= sel.Start {
			v.choiceOf(s)
			return true
		}
		if u == characters {
			break
		}
	}
	v.choiceOf(text.Span{Start: sel.Start, End: sel.Start})
	return true
}

// swapEnds puts the caret at the selection's other end, so that what moves next is that.
func (v *View) swapEnds() bool {
	sel, c := v.Selection(), v.cursor
	if sel.Empty() {
		return false
	}
	v.moveCaret(c.caret, c.anchor, c.anchor == sel.End)
	v.revealCaret()
	v.settled(sel, c.caret)
	return true
}
