package docview

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

func TestDragTakesWholeWords(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	var told []text.Span
	v.OnSelected = func(s text.Span) { told = append(told, s) }
	from, to := s.at(t, "ünion").Start+3, s.at(t, "said").Start+1

	dragTo(v, point(v, from), point(v, to), 0)
	if got := selected(v); got != "ünion said" {
		t.Errorf("dragged over two words, selected %q", got)
	}
	if len(told) != 1 || told[0] != v.Selection() {
		t.Errorf("told %v, want the selection once", told)
	}
	v.press.last = time.Time{}
	press1(v, point(v, to), 0)
	v.press.modifiers = fyne.KeyModifierAlt
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: point(v, from)}})
	release1(v, point(v, from))
	if got := selected(v); got != "on sa" {
		t.Errorf("with Alt dragged back, selected %q", got)
	}
	if c := v.Caret(); c != v.Selection().Start {
		t.Errorf("dragged back, the caret is at %d of %v", c, v.Selection())
	}
}

func TestClicksTakeWordSentenceParagraph(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	at := point(v, s.at(t, "second").Start+1)
	line := s.text.LineAt(s.at(t, "second").Start)
	want := []string{"", "second", "A second sentence follows here, long enough to wrap.", s.text.Slice(s.text.ParagraphAt(line.Start))}
	for i, w := range want {
		click(v, at, i > 0)
		if got := selected(v); got != w {
			t.Errorf("after %d clicks %q is selected, want %q", i+1, got, w)
		}
	}
}

func TestClickGoesOutward(t *testing.T) {
	s := newShelf(t, nasty)
	inner, outer := s.at(t, "ünion"), s.at(t, "The ünion said")
	a, b := s.put(1, 3, inner), s.put(2, 1, outer)
	v, _ := show(t, s)
	var told []ID
	v.OnActivated = func(id ID) { told = append(told, id) }
	at := point(v, inner.Start)
	for range 3 {
		click(v, at, false)
	}
	click(v, point(v, s.at(t, "noon").Start), false)
	if want := []ID{a, b, a, {}}; !slices.Equal(told, want) {
		t.Errorf("activated %v, want %v", told, want)
	}
	if v.Caret() != s.at(t, "noon").Start && v.Caret() != s.at(t, "oon").Start {
		t.Errorf("the caret is at %d, not where the click was", v.Caret())
	}
}

func TestMenuListsAllMarks(t *testing.T) {
	s := newShelf(t, nasty)
	inner, outer := s.at(t, "ünion"), s.at(t, "The ünion said")
	a, b := s.put(1, 3, inner), s.put(2, 1, outer)
	hidden := s.put(3, 1, outer)
	m := s.marks[hidden]
	m.Style.Hidden = true
	s.marks[hidden] = m
	v, _ := show(t, s)
	var got Menu
	v.OnMenu = func(m Menu) { got = m }
	v.TappedSecondary(&fyne.PointEvent{Position: point(v, inner.Start)})
	if !slices.Equal(got.Marks, []ID{a, b}) {
		t.Errorf("the menu has %v, want %v", got.Marks, []ID{a, b})
	}
	got = Menu{}
	v.Select(text.Span{Start: outer.Start, End: outer.Start})
	key(v, fyne.KeyF10, desktop.KeyShiftLeft)
	if !slices.Equal(got.Marks, []ID{b}) || got.Offset != outer.Start || got.Position.Y < 34 {
		t.Errorf("by key the menu is %+v", got)
	}
}

func TestDraggingABorderResizes(t *testing.T) {
	s := newShelf(t, nasty)
	span := s.at(t, "ünion said")
	m := s.put(1, 1, span)
	v, _ := show(t, s)
	v.Activate(m, false)
	var told []text.Span
	v.OnResized = func(_ ID, f []text.Span) { told = f }
	end := point(v, span.End)
	end.X -= 3 // the border itself, not the middle of the next cell
	dragTo(v, end, point(v, s.at(t, "met").Start), 0)
	want := text.Span{Start: span.Start, End: s.at(t, "met").End}
	if len(told) != 1 || told[0] != want {
		t.Errorf("resized to %v, want %v", told, want)
	}
	if got, _ := s.Mark(m); got.Fragments[0] != span {
		t.Error("the view changed the source's mark itself")
	}
}

func TestDraggingPastTheEdgeScrolls(t *testing.T) {
	s := longShelf(t, 40_000, 0)
	v, h := show(t, s)
	press1(v, fyne.NewPos(200, 300), 0)
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, 640)}})
	h.pass(edgeTick * 20)
	if v.page.scroll < 100 || v.Selection().Len() < 500 {
		t.Errorf("scrolled by %v, selected %d bytes", v.page.scroll, v.Selection().Len())
	}
	release1(v, fyne.NewPos(200, 640))
	v.DragEnd()
	at := v.page.scroll
	h.pass(edgeTick * 20)
	if v.page.scroll != at {
		t.Error("it went on scrolling after the release")
	}
}

func TestHoverIsToldLater(t *testing.T) {
	s := newShelf(t, nasty)
	m := s.put(1, 1, s.at(t, "ünion"))
	v, h := show(t, s)
	var told []ID
	v.OnHover = func(id ID, _ fyne.Position) { told = append(told, id) }
	move(v, point(v, s.at(t, "ünion").Start))
	h.pass(hoverTime / 2)
	if len(told) != 0 {
		t.Errorf("told %v too early", told)
	}
	h.pass(hoverTime)
	move(v, point(v, s.at(t, "noon").Start))
	if !slices.Equal(told, []ID{m, {}}) {
		t.Errorf("told %v", told)
	}
	v.Resize(fyne.NewSize(860, 100))
	move(v, point(v, s.at(t, "ünion").Start))
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
	if v.marking.hovered != (ID{}) {
		t.Error("the mark was scrolled away under the pointer and is still outlined")
	}
}

// A press, a key, and text that scrolls under a pointer at rest are no questions.
func TestHoverIsTakenBack(t *testing.T) {
	s := longShelf(t, 60_000, 400)
	v, h := show(t, s)
	var told ID
	v.OnHover = func(id ID, _ fyne.Position) { told = id }
	marks := slices.Collect(s.Marks(text.Span{End: 400}))
	at := point(v, marks[len(marks)-1].Hull().Start)
	for name, act := range map[string]func(){
		"press":  func() { click(v, at, false) },
		"letter": func() { v.TypedRune('w') },
		"key":    func() { key(v, fyne.KeyDown) },
		"Escape": func() { key(v, fyne.KeyEscape) },
		"wheel":  func() { v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -1}}) },
	} {
		v.ScrollTo(0)
		move(v, fyne.NewPos(2, 2))
		move(v, at)
		h.pass(2 * hoverTime)
		if told == (ID{}) {
			t.Fatalf("nothing is told before a %s", name)
		}
		act()
		h.pass(2 * hoverTime)
		if told != (ID{}) {
			t.Errorf("after a %s it is still told", name)
		}
	}
}

func TestRulerScrolls(t *testing.T) {
	s := longShelf(t, 60_000, 100)
	v, _ := show(t, s)
	click(v, fyne.NewPos(851, 300), false)
	if f := v.page.scroll / v.farthest(); f < 0.4 || f > 0.6 {
		t.Errorf("a click in the ruler's middle scrolled to %.2f", f)
	}
	before := v.page.scroll
	press1(v, fyne.NewPos(851, 300), 0)
	if v.page.scroll != before {
		t.Error("taking hold of the frame moved the text")
	}
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(851, 590)}})
	release1(v, fyne.NewPos(851, 590))
	if v.page.scroll != v.farthest() {
		t.Errorf("dragged to the end, scroll is %v of %v", v.page.scroll, v.farthest())
	}
}
