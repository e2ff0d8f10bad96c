package docview

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// labelPoint is the middle of a mark's label.
func labelPoint(t *testing.T, v *View, n int) fyne.Position {
	t.Helper()
	for _, r := range v.page.rows {
		for _, tag := range v.tags(&r.line, v.marksIn(r.line.Span, nil)) {
			if tag.mark.ID == id(n) {
				k := v.page.scale
				return fyne.NewPos(float32(v.page.columns.paint+(tag.x0+tag.x1)/2)/k, float32(v.viewY(r.line.Top)+tag.y+v.px(labelPitch)/2)/k)
			}
		}
	}
	t.Fatalf("mark %d has no label on screen", n)
	return fyne.Position{}
}

// restyle alters the style of mark n.
func (s *shelf) restyle(n int, alter func(*Style)) {
	m := s.marks[id(n)]
	alter(&m.Style)
	s.marks[id(n)] = m
}

// pulls are what a view told of lines that were drawn.
type pulls struct {
	asked []ID
	done  [][2]ID
}

func (p *pulls) listen(v *View, yes bool) {
	v.OnPull = func(from ID) bool { p.asked = append(p.asked, from); return yes }
	v.OnPulled = func(from, to ID) { p.done = append(p.done, [2]ID{from, to}) }
}

func drag1(v *View, at fyne.Position) {
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
}

// A line is drawn from label to label: a curve follows the pointer, ends at a label that it
// may end at, and at no other.
func TestPullFromLabelToLabel(t *testing.T) {
	for _, words := range []string{englishClaim, arabicClaim} {
		n := claims(t, 9, words)
		n.restyle(4, func(s *Style) { s.Dimmed = true })
		n.restyle(2, func(s *Style) { s.Passed = true })
		v, _ := showNet(t, n)
		var told pulls
		told.listen(v, true)
		from, to := labelPoint(t, v, 2), labelPoint(t, v, 5)
		press1(v, from, 0)
		if v.Active() != id(2) || len(told.asked) != 0 {
			t.Fatalf("pressed: active %v, asked %v", v.Active(), told.asked)
		}
		drag1(v, from.AddXY(2, 1))
		if len(told.asked) != 0 {
			t.Fatal("a hand that trembles draws a line")
		}
		drag1(v, from.AddXY(-30, 60))
		if len(v.curves.shown) != 1 || v.curves.shown[0].loose == nil || !v.curves.raster.Visible() {
			t.Fatalf("no curve follows the pointer: %+v", v.curves.shown)
		}
		drag1(v, to)
		if c := v.curves.shown; len(c) != 1 || c[0].loose != nil || !c[0].tips[0].into || v.marking.hovered != id(5) {
			t.Fatalf("at a label it does not end there: %+v", c)
		}
		v.curves.raster.Generator(10, 10)
		drag1(v, from)
		if c := v.curves.shown; c[0].loose == nil || v.pull.over != (ID{}) {
			t.Error("it may end where it began")
		}
		drag1(v, to)
		release1(v, to)
		v.DragEnd()
		if want := [][2]ID{{id(2), id(5)}}; !slices.Equal(told.done, want) || len(v.curves.shown) != 0 {
			t.Errorf("told %v, want %v; %d curves are left", told.done, want, len(v.curves.shown))
		}
	}
}

// Escape, a place beside every label, and an owner that wants no line call it off.
func TestPullCalledOff(t *testing.T) {
	n := claims(t, 9, englishClaim)
	v, _ := showNet(t, n)
	var told pulls
	told.listen(v, true)
	from, to := labelPoint(t, v, 2), labelPoint(t, v, 5)
	press1(v, from, 0)
	drag1(v, to)
	key(v, fyne.KeyEscape)
	drag1(v, to)
	release1(v, to)
	if want := [][2]ID{{id(2), {}}}; !slices.Equal(told.done, want) || v.Active() != id(2) {
		t.Errorf("after Escape told %v, active %v", told.done, v.Active())
	}
	press1(v, from, 0)
	drag1(v, fyne.NewPos(100, 200))
	release1(v, fyne.NewPos(100, 200))
	if len(told.done) != 2 || told.done[1] != [2]ID{id(2), {}} {
		t.Errorf("beside every label told %v", told.done)
	}
	told = pulls{}
	told.listen(v, false)
	press1(v, from, 0)
	drag1(v, to)
	if release1(v, to); len(told.asked) != 1 || len(told.done) != 0 || len(v.curves.shown) != 0 {
		t.Errorf("unwanted: asked %v, told %v", told.asked, told.done)
	}
}

// Numbers go to what can be stepped to, in the order of coming on screen, and stay.
func TestNumbers(t *testing.T) {
	n := claims(t, 60, englishClaim)
	n.restyle(1, func(s *Style) { s.Passed = true })
	n.restyle(3, func(s *Style) { s.Dimmed = true })
	v, _ := showNet(t, n)
	v.SetNumbering(true, 3)
	if paintStale(v) == 0 {
		t.Fatal("nothing is painted anew")
	}
	for number, mark := range map[int]int{3: 2, 4: 4, 5: 5} {
		if got, ok := v.Numbered(number); !ok || got != id(mark) {
			t.Errorf("number %d is %v, want mark %d", number, got, mark)
		}
	}
	last := v.Numbers()
	if _, ok := v.Numbered(last + 1); ok || last < 5 || last > 40 {
		t.Fatalf("%d numbers", last)
	}
	below, _ := v.Numbered(last)
	v.Activate(id(60), true)
	if got, ok := v.Numbered(last); !ok || got != below {
		t.Error("a number has gone to another mark")
	}
	if got, ok := v.Numbered(v.Numbers()); !ok || v.Numbers() == last || got != id(60) {
		t.Errorf("what came on screen has no number: %v", got)
	}
	v.SetNumbering(false, 1)
	if _, ok := v.Numbered(3); ok {
		t.Error("numbers stay")
	}
}

// Before a walk goes on the owner is asked.
func TestStepIsAsked(t *testing.T) {
	n := claims(t, 3, englishClaim)
	v, _ := showNet(t, n)
	taken, asked := true, []bool{}
	v.OnStep = func(back bool) bool { asked = append(asked, back); return taken }
	v.TypedRune('n')
	if v.Active() != (ID{}) {
		t.Error("the walk goes on where the owner went elsewhere")
	}
	taken = false
	v.TypedRune('n')
	v.TypedRune('N')
	if v.Active() != id(1) || !slices.Equal(asked, []bool{false, false, true}) {
		t.Errorf("active %v, asked %v", v.Active(), asked)
	}
}
