package docview

import (
	"sort"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
)

// goMark goes to the next mark, or the one before, and makes it active. A selection that
// is extended reaches to the end of the next mark that begins at the caret or behind it,
// or back to the start of one that ends there or before, and nothing becomes active.
func (v *View) goMark(next, extend bool) bool {
	if !extend {
		return v.next(!next)
	}
	m, ok := v.markBehind(v.cursor.caret)
	if !next {
		m, ok = v.markAhead(v.cursor.caret)
	}
	if !ok {
		return false
	}
	return v.goToUnit(edge(m.Hull(), next), next, true)
}

// markBehind is the first mark that begins at o or behind it.
func (v *View) markBehind(o text.Offset) (Mark, bool) {
	for m := range v.source.Marks(text.Span{Start: o, End: v.text.Len()}) {
		if m.Style.plain() && len(m.Fragments) > 0 && m.Hull().Start >= o {
			return m, true
		}
	}
	return Mark{}, false
}

// markAhead is the mark that begins last of those that end at o or before, looking back
// in growing steps.
func (v *View) markAhead(o text.Offset) (found Mark, ok bool) {
	for step := text.Offset(512); ; step *= 4 {
		from := max(0, o-step)
		for m := range v.source.Marks(text.Span{Start: from, End: o}) {
			if m.Style.plain() && len(m.Fragments) > 0 && m.Hull().End <= o && (m.Hull().Start >= from || from == 0) {
				found, ok = m, true
			}
		}
		if ok || from == 0 {
			return found, ok
		}
	}
}

// goHit goes to the next hit of a search, or the one before, and selects it, so that a key
// marks it; a selection that is extended reaches over it.
func (v *View) goHit(next, extend bool) bool {
	i := v.hits.beside(v.Selection(), v.cursor.caret, next, extend)
	if i < 0 {
		return false
	}
	h := v.hits.all[i]
	v.SetHits(v.hits.all, i)
	if extend {
		v.goToUnit(edge(h, next), next, true)
	} else {
		v.choiceOf(v.text.SnapGrapheme(h))
	}
	if v.OnHit != nil {
		v.OnHit(i)
	}
	return true
}

// beside is the index of the hit that is next to a selection, or with extend to the caret;
// -1 for none.
func (h *hits) beside(sel text.Span, caret text.Offset, next, extend bool) int {
	if extend {
		sel = text.Span{Start: caret, End: caret}
	}
	if next {
		i := sort.Search(len(h.all), func(i int) bool { return h.all[i].Start >= sel.Start })
		if i < len(h.all) && h.all[i] == sel {
			i++
		}
		if i < len(h.all) {
			return i
		}
		return -1
	}
	return sort.Search(len(h.all), func(i int) bool { return h.all[i].End > sel.End || h.all[i] == sel }) - 1
}

// chooseAtCaret makes the shortest mark at the caret active; again, the next one outwards.
func (v *View) chooseAtCaret() bool {
	v.press.cell = v.cellAtCaret()
	if len(v.marksAt(v.press.cell)) == 0 {
		return false
	}
	v.choose()
	return true
}

// cellAtCaret is the grapheme that the caret belongs to: the one behind it or, when no
// mark is on that, the one before.
func (v *View) cellAtCaret() text.Span {
	o := v.cursor.caret
	cell := text.Span{Start: o, End: v.text.NextGrapheme(o)}
	if before := (text.Span{Start: v.text.PrevGrapheme(o), End: o}); len(v.marksAt(cell)) == 0 {
		return before
	}
	return cell
}

// describe tells OnHover of the active mark, or else of the shortest at the caret, as if
// the pointer rested on it.
func (v *View) describe() bool {
	id := v.marking.active
	if marks := v.marksAt(v.cellAtCaret()); id == (ID{}) && len(marks) > 0 {
		id = marks[0].ID
	}
	m, ok := v.mark(id)
	if !ok {
		return false
	}
	v.tellHover(id, v.placeOf(m))
	return true
}

// placeOf is where in the window what is said of a mark should stand: at the caret when
// the mark has it, else at the mark's start.
func (v *View) placeOf(m Mark) fyne.Position {
	if h := m.Hull(); !h.Touches(text.Span{Start: v.cursor.caret, End: v.cursor.caret}) {
		v.reveal(h)
		return v.windowPlace(h.Start)
	}
	v.revealCaret()
	return v.belowCaret().SubtractXY(0, float32(v.page.metrics.LineHeight)/v.page.scale)
}

// Below is the place in the window under the start of a mark; false when it is not there
// or out of sight.
func (v *View) Below(id ID) (fyne.Position, bool) {
	m, ok := v.mark(id)
	if !ok || v.page.layout == nil {
		return fyne.Position{}, false
	}
	if a := v.anchorOf(&m); a.off != 0 {
		return fyne.Position{}, false
	}
	return v.windowPlace(m.Fragments[0].Start).AddXY(0, float32(v.page.metrics.LineHeight)/v.page.scale), true
}

// windowPlace is where in the window the character at o begins.
func (v *View) windowPlace(o text.Offset) fyne.Position {
	line := &v.paint.line
	v.page.layout.Line(v.page.layout.LineOf(o), line)
	k := v.page.scale
	at := fyne.NewPos((float32(v.page.columns.text)+line.CaretX(o, false))/k, float32(v.viewY(line.Top))/k)
	if app := fyne.CurrentApp(); app != nil {
		at = at.Add(app.Driver().AbsolutePositionForObject(v))
	}
	return at
}
