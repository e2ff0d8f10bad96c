package docview

import (
	"slices"

	"parley/annotate/text"
)

// Selections are all stretches that are selected, in order and apart: the fragments that
// were laid aside and what is being selected now. They are what one mark of several
// fragments would have; nil for nothing.
func (v *View) Selections() []text.Span {
	all := v.cursor.aside
	if s := v.Selection(); !s.Empty() {
		all = join(all, s)
	}
	return slices.Clone(all)
}

// join is spans with s in its place, in order; those that touch are one.
func join(spans []text.Span, s text.Span) []text.Span {
	out := make([]text.Span, 0, len(spans)+1)
	at := 0
	for _, x := range spans {
		switch {
		case x.Touches(s):
			s = s.Hull(x)
		case x.End < s.Start:
			out = append(out, x)
			at = len(out)
		default:
			out = append(out, x)
		}
	}
	return slices.Insert(out, at, s)
}

// layAside makes what is selected a fragment that stays, and the next selection another.
func (v *View) layAside() bool {
	s := v.Selection()
	if s.Empty() {
		return false
	}
	caret := v.cursor.caret
	v.setAside(join(v.cursor.aside, s))
	v.moveCaret(caret, caret, v.cursor.trailing)
	v.settled(s, caret)
	return true
}

// setAside keeps other fragments; lines whose looks change are painted.
func (v *View) setAside(spans []text.Span) {
	for _, s := range v.cursor.aside {
		if !slices.Contains(spans, s) {
			v.repaintSpan(s)
		}
	}
	for _, s := range spans {
		if !slices.Contains(v.cursor.aside, s) {
			v.repaintSpan(s)
		}
	}
	v.cursor.resorted = v.cursor.resorted || !slices.Equal(spans, v.cursor.aside)
	v.cursor.aside = spans
	v.refreshSentence()
}

// dropFragment takes the fragment away that holds the character at o; false for none.
func (v *View) dropFragment(o text.Offset) bool {
	i := slices.IndexFunc(v.cursor.aside, func(s text.Span) bool { return s.Contains(o) })
	if i < 0 {
		return false
	}
	v.setAside(slices.Delete(slices.Clone(v.cursor.aside), i, i+1))
	return true
}
