package docview

import (
	"parley/annotate/text"
)

// Walking reports whether up and down go from sentence to sentence.
func (v *View) Walking() bool { return v.focus.walking }

// SetWalking begins or ends a walk from sentence to sentence: up and down lead the focus to
// the sentence above or below, and a bar stands beside it, which is what a key would mark.
// Any other movement works as ever, and the focus follows the caret. OnWalk is told.
func (v *View) SetWalking(yes bool) {
	if yes == v.focus.walking || v.page.layout == nil {
		return
	}
	v.focus.walking = yes
	if yes {
		v.stepTo(v.text.SentenceAt(v.cursor.caret).Start)
	}
	v.refreshSentence()
	if v.OnWalk != nil {
		v.OnWalk(yes)
	}
}

// walk brings the focus to the next sentence, or the one before; extend selects sentences.
func (v *View) walk(down, extend bool) bool {
	if extend {
		return v.goSentence(down, true)
	}
	here := v.text.SentenceAt(v.cursor.caret)
	o := v.text.PrevSentence(here.Start)
	if down {
		o = v.text.NextSentence(v.cursor.caret)
	}
	if s := v.text.SentenceAt(o); s.Empty() || s == here && v.Selection().Empty() {
		return false
	}
	v.stepTo(o)
	return true
}

// stepTo puts the focus on the sentence at o. No mark is active any more, so that nothing
// is done to a mark that the reader has left.
func (v *View) stepTo(o text.Offset) {
	if v.marking.active != (ID{}) {
		v.marking.stepping = true
		v.activate(ID{})
		v.marking.stepping = false
	}
	before, caret := v.Selection(), v.cursor.caret
	v.moveCaret(o, o, false)
	v.reveal(v.text.SentenceAt(o))
	v.settled(before, caret)
}
