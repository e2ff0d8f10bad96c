package control

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/ui/theme"
)

// nasty is text that breaks whoever counts bytes, code points or UTF-16 units.
const nasty = "ü e\u0301 📌 𐐀 👨\u200d👩\u200d👧 \r\n حزب"

func inWindow(t *testing.T, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func newTestList(count int) (*List, *int, map[int]bool) {
	made, bound := 0, map[int]bool{}
	l := NewList(28, func() fyne.CanvasObject { made++; return NewLabel("", Body) }, func(o fyne.CanvasObject, i int, _ RowState) {
		bound[i] = true
		o.(*Label).SetText(fmt.Sprint("row ", i))
	})
	l.SetCount(count)
	return l, &made, bound
}

func TestListMakesOnlyRowsInSight(t *testing.T) {
	l, made, _ := newTestList(100_000)
	inWindow(t, l, 300, 280)
	for i := 0; i < 100_000; i += 997 {
		l.Select(i, true)
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -13)})
	}
	if *made > 13 {
		t.Errorf("%d rows made for 10 in sight", *made)
	}
	from, to := l.InSight()
	if l.Selected() < from || l.Selected() >= to {
		t.Errorf("selected %d is not in sight %d–%d", l.Selected(), from, to)
	}
	if n := len(l.body.drawing.objects); n > 3*13 {
		t.Errorf("%d objects in the list", n)
	}
}

func TestListKeys(t *testing.T) {
	l, _, _ := newTestList(100)
	var selected []int
	activated, passed := -1, ""
	l.OnSelect = func(i int) { selected = append(selected, i) }
	l.OnActivate = func(i int) { activated = i }
	l.OnKey = func(e *fyne.KeyEvent) { passed += string(e.Name) }
	l.OnRune = func(r rune) { passed += string(r) }
	win := inWindow(t, l, 300, 280)
	l.Focus()
	if win.Canvas().Focused() != fyne.Focusable(l) {
		t.Fatal("list has not the keyboard")
	}
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEscape} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	l.TypedRune('q')
	if got := fmt.Sprint(selected); got != "[0 1 0 9 99 0]" {
		t.Errorf("selected %s", got)
	}
	if activated != 0 || passed != "Escapeq" {
		t.Errorf("activated %d, passed on %q", activated, passed)
	}
}

func TestListClicks(t *testing.T) {
	l, _, _ := newTestList(100)
	selected, activated := -1, -1
	l.OnSelect = func(i int) { selected = i }
	l.OnActivate = func(i int) { activated = i }
	inWindow(t, l, 300, 280)
	press := func(y float32) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		e.Position = fyne.NewPos(50, y)
		l.body.MouseDown(e)
		l.body.MouseUp(e)
	}
	press(70)
	if selected != 2 || activated != -1 {
		t.Errorf("one click: selected %d, activated %d", selected, activated)
	}
	press(70)
	if activated != 2 {
		t.Errorf("two clicks: activated %d", activated)
	}
}

func TestListShrinks(t *testing.T) {
	l, _, _ := newTestList(100)
	inWindow(t, l, 300, 280)
	l.Select(99, true)
	l.SetCount(3)
	if l.Selected() != -1 || l.Offset() != 0 {
		t.Errorf("selected %d, offset %v after the list became short", l.Selected(), l.Offset())
	}
	l.SetCount(0)
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if l.Selected() != -1 {
		t.Error("an empty list has a selected row")
	}
}

func TestSegments(t *testing.T) {
	s := NewSegments([]Segment{{"favor", Favor, 'f'}, {"against", Against, 'a'}, {"mixed", Mixed, 'm'}})
	var got []int
	s.OnChosen = func(i int) { got = append(got, i) }
	if s.Chosen() != -1 {
		t.Error("something is chosen that nobody chose")
	}
	if !s.Type('A') || s.Type('x') {
		t.Error("keys of the segments")
	}
	s.Type('a') // again: nothing to tell
	s.Step(1)
	s.Step(1)
	s.Clear()
	if fmt.Sprint(got) != "[1 2 -1]" {
		t.Errorf("told %v", got)
	}
	test.Tap(s.cells[0])
	if s.Chosen() != 0 {
		t.Error("a press chooses")
	}
}

// On a narrow card words are whole and keys stand apart from them.
func TestSegmentsHaveRoom(t *testing.T) {
	s := NewSegments([]Segment{{"favor", Favor, 'f'}, {"against", Against, 'a'}, {"mixed", Mixed, 'm'}, {"none", None, 'n'}, {"unclear", Unclear, 'u'}})
	for _, width := range []float32{214, 224, 232, 400} {
		inWindow(t, s, width, 60)
		s.Resize(fyne.NewSize(width, 56))
		for i, c := range s.cells {
			end := c.label.Position().X + c.label.MinSize().Width
			if key := c.key.Position().X; c.key.Text() != "" && key < end+3 {
				t.Errorf("%v wide: %s ends at %v, its key stands at %v", width, c.label.Text(), end, key)
			}
			if c.Position().X+c.Size().Width > width || i%3 > 0 && c.Position().X < s.cells[i-1].Position().X+s.cells[i-1].Size().Width+3 {
				t.Errorf("%v wide: cell %d stands at %v, %v wide", width, i, c.Position().X, c.Size().Width)
			}
		}
	}
}

func TestButtonStates(t *testing.T) {
	n := 0
	b := NewPrimaryButton("Merge", "↵", func() { n++ })
	inWindow(t, b, 200, 30)
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Disable()
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if n != 2 {
		t.Errorf("pressed %d times, want 2", n)
	}
	if h := b.MinSize().Height; h != theme.InputHeight {
		t.Errorf("height %v", h)
	}
}

func TestChipEnd(t *testing.T) {
	removed, tapped := 0, 0
	c := NewChip("Karim Dabbagh", nil, func() { removed++ })
	c.OnTapped = func() { tapped++ }
	inWindow(t, c, 150, 22)
	c.Resize(c.MinSize())
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(c.Size().Width-21, 3)})
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 3)})
	if removed != 1 || tapped != 1 {
		t.Errorf("removed %d, tapped %d", removed, tapped)
	}
}

func TestCutFold(t *testing.T) {
	for _, c := range []struct{ text, match, want string }{
		{"Administrative burden", "TRA", "Adminis|tra|tive burden"},
		{"Trade", "", "Trade||"},
		{"Über uns", "ü", "|Ü|ber uns"},
		{"📌 x", "x", "📌 |x|"},
		{"abc", "abcd", "abc||"},
	} {
		a, b, d := cutFold(c.text, c.match)
		if got := a + "|" + b + "|" + d; got != c.want {
			t.Errorf("%q at %q: %s", c.text, c.match, got)
		}
	}
}

func TestTableSorts(t *testing.T) {
	tb := NewTable([]Column{{Title: "Layer", Width: 82, Sortable: true}, {Title: "Quote", Sortable: true}}, func(r, c int) Cell { return Cell{Text: fmt.Sprint(r, c)} })
	got := ""
	tb.OnSort = func(c int, d bool) { got += fmt.Sprint(c, d, " ") }
	inWindow(t, tb, 600, 200)
	tb.List.SetCount(50)
	test.Tap(tb.heads[1])
	test.Tap(tb.heads[1])
	test.Tap(tb.heads[0])
	if got != "1 false 1 true 0 false " {
		t.Errorf("sorted %q", got)
	}
	row := tb.List.slots[0].row.(*tableRow)
	for k, h := range tb.heads {
		if h.Position().X != row.labels[k].Position().X {
			t.Errorf("column %d: head at %v, cell at %v", k, h.Position().X, row.labels[k].Position().X)
		}
	}
}

// A theme that changes while the program runs reaches what is drawn already.
func TestThemeChanges(t *testing.T) {
	l, b, s := NewLabel("ü حزب", Body), NewBlock(theme.Panel), NewSegments([]Segment{{"favor", Favor, 'f'}, {"against", Against, 'a'}})
	inWindow(t, l, 200, 60)
	for _, m := range []theme.Mode{theme.Dark, theme.Light} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(m))
		for _, o := range []fyne.CanvasObject{l, b, s} {
			o.Refresh()
		}
		dark := m == theme.Dark
		if l.line.Color != theme.ColorIn(theme.Text, dark) || b.rect.FillColor != theme.ColorIn(theme.Panel, dark) || s.cells[0].frame.FillColor != theme.ColorIn(theme.Raised, dark) {
			t.Errorf("%s: label %v, block %v, segment %v", m, l.line.Color, b.rect.FillColor, s.cells[0].frame.FillColor)
		}
	}
}

// The sizes of the look, as they are measured and not as they were meant.
func TestHeights(t *testing.T) {
	inWindow(t, NewLabel("", Body), 100, 100)
	for name, c := range map[string]struct {
		o    fyne.CanvasObject
		want float32
	}{
		"button": {NewButton("Merge", nil), 30}, "icon button": {NewIconButton(nil, "", nil), 30}, "input": {NewInput(""), 30},
		"chip": {NewChip("x", nil, func() {}), 22}, "unset": {NewUnsetChip(true, nil), 22}, "key cap": {NewKeyCap("Ctrl+P"), 18},
		"segments": {NewSegments([]Segment{{}, {}, {}, {}, {}}), 2*26 + 4}, "panel head": {NewPanelHead("x"), 40}, "swatch": {NewSwatch(1), 14},
	} {
		if got := c.o.MinSize().Height; got != c.want {
			t.Errorf("%s is %v high, want %v", name, got, c.want)
		}
	}
}

func TestPassageCuts(t *testing.T) {
	p := NewPassage(true, 16, 22, 3, theme.Text)
	inWindow(t, p, 220, 100)
	p.SetText("short")
	if h := p.Tall(220); h != 22 {
		t.Errorf("one line is %v high", h)
	}
	for _, words := range []string{strings.Repeat("of starving the south of trade ", 40), strings.Repeat("بتجويع الجنوب وحرمانه من التجارة ", 40), strings.Repeat("👨\u200d👩\u200d👧e\u0301", 200)} {
		p.SetText(words)
		if h := p.Tall(220); h != 66 {
			t.Errorf("%.20q is %v high, want 66", words, h)
		}
		if s := p.sheet.text.String(); !strings.HasSuffix(s, "…") || len(s) > len(words) {
			t.Errorf("%.20q is cut to …%q", words, s[max(0, len(s)-20):])
		}
	}
	if p.SetText("حزب ü"); !p.RightToLeft() {
		t.Error("Arabic does not read from the right")
	}
}

// What a control has no use for is the window's, so that no letter is lost while a button
// has the keyboard; what is typed, and the arrows, never are.
func TestKeysGoOnToTheWindow(t *testing.T) {
	button, list, input := NewButton("Export", nil), NewList(28, func() fyne.CanvasObject { return NewLabel("", Body) }, func(fyne.CanvasObject, int, RowState) {}), NewInput("")
	list.SetCount(3)
	win := inWindow(t, container.NewVBox(button, NewIconButton(nil, "", nil), list, input), 200, 200)
	var got []string
	win.Canvas().SetOnTypedRune(func(r rune) { got = append(got, string(r)) })
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, string(e.Name)) })
	for _, c := range []struct {
		o    fyne.Focusable
		want string
	}{{button, "s,ü,Escape,F9"}, {list, "s,ü, ,Escape,F9"}, {input, "F9"}} {
		got = nil
		win.Canvas().Focus(c.o)
		for _, r := range "sü " {
			c.o.TypedRune(r)
		}
		for _, k := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyF9, fyne.KeyF, fyne.KeyDelete, fyne.KeyLeft, fyne.KeySpace} {
			c.o.TypedKey(&fyne.KeyEvent{Name: k})
		}
		if s := strings.Join(got, ","); s != c.want {
			t.Errorf("%T: %q goes on, want %q", c.o, s, c.want)
		}
	}
}

// TestWideMenuButton: what is chosen stands at the left, the note and the chevron at the
// right end; where there is no room the note goes, not the name.
func TestWideMenuButton(t *testing.T) {
	b := NewMenuButton("Political claims ü 📌 حزب", nil)
	b.Wide, b.Note = true, "Claim, Stance, Actor · 45 tags"
	b.Refresh()
	inWindow(t, b, 460, 30)
	b.Resize(fyne.NewSize(460, 30))
	if x := b.label.Position().X; x != theme.RowGap {
		t.Errorf("the name stands at %v", x)
	}
	if end := b.chevron.Position().X + b.chevron.Size().Width; end != 460-theme.RowGap {
		t.Errorf("the chevron ends at %v", end)
	}
	if end := b.note.Position().X + b.note.Size().Width; !b.note.Visible() || end > b.chevron.Position().X {
		t.Errorf("the note ends at %v", end)
	}
	b.Resize(fyne.NewSize(200, 30))
	if b.note.Visible() || b.label.Size().Width < 100 {
		t.Errorf("in 200 pixels: note %t, name %v wide", b.note.Visible(), b.label.Size().Width)
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 4206: "4,206", -999: "-999", -1234567: "-1,234,567"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
