package docview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// Times of the look's sections 5 and 7.
const (
	blinkTime = 530 * time.Millisecond
	restTime  = 10 * time.Second
	jumpTime  = 600 * time.Millisecond
	hoverTime = 400 * time.Millisecond
)

// cursor is the caret and what is selected: from anchor to caret, whichever comes first.
// Both stand between graphemes.
type cursor struct {
	anchor, caret text.Offset
	trailing      bool    // the caret is seen after the character before it, where those places differ
	goal          float32 // x that the caret strives for when it moves up and down
	aiming        bool    // goal is in force
	heading       heading
	aside         []text.Span // fragments that were selected before, in order and apart
	resorted      bool        // aside has changed since the selection was told
	way           way         // how the selection grew
	sides         []side      // memory that is used again
}

// focus is what shows that the keyboard works here.
type focus struct {
	has      bool
	caret    *canvas.Rectangle
	flag     *canvas.Rectangle // at the caret's top, on the side of what it belongs to, where directions meet
	flagged  bool
	blink    timer
	blinks   int       // since the caret was last moved
	sentence text.Span // that a key would mark; empty for none
	walking  bool      // up and down go from sentence to sentence
}

func (f *focus) init(p *palette) {
	f.caret = canvas.NewRectangle(p.text)
	f.flag = canvas.NewRectangle(p.text)
	f.show(false)
}

// show shows the caret, or not, with its flag if it has one.
func (f *focus) show(yes bool) {
	f.caret.Hidden, f.flag.Hidden = !yes, !yes || !f.flagged
}

// Caret is where the caret stands.
func (v *View) Caret() text.Offset { return v.cursor.caret }

// Selection is what is selected; empty, at the caret, for nothing.
func (v *View) Selection() text.Span {
	a, b := v.cursor.anchor, v.cursor.caret
	return text.Span{Start: min(a, b), End: max(a, b)}
}

// Select selects s, widened to whole graphemes and cut to the text, and puts the caret at
// its end; fragments that were laid aside are gone. Nothing is reported and nothing scrolls.
func (v *View) Select(s text.Span) {
	v.setAside(nil)
	v.cursor.resorted = false
	s = v.text.SnapGrapheme(text.Span{Start: s.Start, End: max(s.Start, s.End)})
	v.moveCaret(s.Start, s.End, true)
}

// snap brings an offset to the border of a grapheme in the text.
func (v *View) snap(o text.Offset) text.Offset {
	o = max(0, min(o, v.text.Len()))
	return v.text.SnapGrapheme(text.Span{Start: o, End: o}).Start
}

// moveCaret selects from anchor to caret; lines whose looks change are painted.
func (v *View) moveCaret(anchor, caret text.Offset, trailing bool) {
	before := v.Selection()
	c := &v.cursor
	c.anchor, c.caret, c.trailing, c.aiming, c.heading = anchor, caret, trailing, false, heading{}
	v.repaintChange(before, v.Selection())
	v.refreshSentence()
	v.placeCaret()
	v.blinkOn()
	v.setDirty()
}

// repaintChange paints lines in which one of two selections shows and the other does not.
func (v *View) repaintChange(a, b text.Span) {
	if a.Empty() && b.Empty() || a == b {
		return
	}
	for _, r := range v.page.rows {
		if inA, inB := a.Intersect(r.line.Span), b.Intersect(r.line.Span); inA != inB && !(inA.Empty() && inB.Empty()) {
			v.paintRow(r)
		}
	}
}

// settled reports the selection, after a gesture or a key.
func (v *View) settled(before text.Span, caret text.Offset) {
	if v.OnCaret != nil && v.cursor.caret != caret {
		v.OnCaret(v.cursor.caret)
	}
	now, aside := v.Selection(), v.cursor.resorted
	v.cursor.resorted = false
	if v.OnSelected != nil && (aside || now != before && !(now.Empty() && before.Empty())) {
		v.OnSelected(now)
	}
}

// refreshSentence finds the sentence that a key would mark: that at the caret, when
// nothing is selected and no mark is active, or the reader walks from one to another.
func (v *View) refreshSentence() {
	var s text.Span
	if free := v.Selection().Empty() && len(v.cursor.aside) == 0; v.focus.has && free && (v.focus.walking || v.marking.active == (ID{})) {
		s = v.text.SentenceAt(v.cursor.caret)
	}
	if before := v.focus.sentence; s != before {
		v.focus.sentence = s
		v.repaintSpan(before)
		v.repaintSpan(s)
	}
}

// caretLine fills line with that on which the caret is seen.
func (v *View) caretLine(line *textlayout.Line) {
	l, o := v.page.layout, v.cursor.caret
	i := l.LineOf(o)
	l.Line(i, line)
	if v.cursor.trailing && i > 0 && line.Span.Start == o && !line.First {
		l.Line(i-1, line)
	}
}

// placeCaret puts the caret's bar where it is seen.
func (v *View) placeCaret() {
	p, bar := &v.page, v.focus.caret
	if p.layout == nil {
		return
	}
	line := &v.paint.line
	v.caretLine(line)
	m, k := p.metrics, p.scale
	x := p.columns.text + int(round(line.CaretX(v.cursor.caret, v.cursor.trailing))) - m.Stroke/2
	y := v.viewY(line.Top)
	bar.Resize(fyne.NewSize(float32(m.Stroke)/k, float32(m.Ground)/k))
	bar.Move(fyne.NewPos(float32(x)/k, float32(y)/k))
	left := v.flagSide(line)
	v.focus.flagged = left != 0
	width := 2 * m.Stroke
	if left > 0 {
		x -= width
	} else {
		x += m.Stroke
	}
	v.focus.flag.Resize(fyne.NewSize(float32(width)/k, float32(m.Stroke)/k))
	v.focus.flag.Move(fyne.NewPos(float32(x)/k, float32(y)/k))
	v.focus.show(v.focus.has && !bar.Hidden)
}

// flagSide tells on which side of the caret, where directions meet, stands the character
// that it belongs to: 1 at its left, -1 at its right, 0 for anywhere else.
func (v *View) flagSide(line *textlayout.Line) int {
	mixed := false
	for i := range line.Runs {
		mixed = mixed || line.Runs[i].Level&1 != line.Runs[0].Level&1
	}
	if !mixed {
		return 0
	}
	v.cursor.sides = v.sides(line, v.cursor.sides[:0])
	sides := v.cursor.sides
	i := sideOf(sides, v.cursor.caret, v.cursor.trailing)
	switch {
	case i > 0 && i%2 == 0 && sides[i-1].stop != sides[i].stop:
		return -1
	case i >= 0 && i%2 == 1 && i+1 < len(sides) && sides[i+1].stop != sides[i].stop:
		return 1
	}
	return 0
}

// blinkOn shows the caret and lets it blink from now.
func (v *View) blinkOn() {
	v.focus.blink.stop()
	if !v.focus.has {
		return
	}
	v.focus.show(true)
	v.focus.blinks = 0
	if !v.options.Steady {
		v.focus.blink.set(v.clock, blinkTime, v.blink)
	}
}

// blink shows or hides the caret. Each time Fyne draws the whole window: who has not
// touched anything for a while sees it stand still, and an idle window costs nothing.
func (v *View) blink() {
	v.focus.show(v.focus.caret.Hidden)
	if v.fonts().Generation() != v.page.faces {
		v.update() // faces have arrived for what was shown as boxes
	}
	v.setDirty()
	if v.focus.blinks++; v.focus.caret.Hidden || time.Duration(v.focus.blinks)*blinkTime < restTime {
		v.focus.blink.set(v.clock, blinkTime, v.blink)
	}
}

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() {
	v.focus.has = true
	v.refreshSentence()
	v.placeCaret()
	v.blinkOn()
	v.setDirty()
}

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() {
	v.focus.has = false
	v.press.modifiers, v.press.place = 0, KeyPlace{}
	v.focus.blink.stop()
	v.focus.show(false)
	v.refreshSentence()
	v.setDirty()
}
