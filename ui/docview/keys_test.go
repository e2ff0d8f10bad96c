package docview

import (
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

func TestArrowsGoByGrapheme(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	line := s.text.LineAt(0)
	var stops []text.Offset
	for range 400 {
		stops = append(stops, v.Caret())
		key(v, fyne.KeyRight)
		if v.Caret() > line.End {
			break
		}
	}
	want := []text.Offset{0}
	for o := text.Offset(0); o < s.text.ParagraphAt(0).End; {
		o = s.text.NextGrapheme(o)
		want = append(want, o)
	}
	if !slices.Equal(stops, want) {
		t.Errorf("→ stops at %v\nwant %v", stops, want)
	}
	for i := len(want) - 1; i >= 0; i-- {
		key(v, fyne.KeyLeft) // the first one back from the Arabic paragraph
		if v.Caret() != want[i] {
			t.Fatalf("← is at %d, want %d", v.Caret(), want[i])
		}
	}
}

func TestRightToLeftArrowsGoWithTheEye(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	p := s.text.ParagraphAt(s.at(t, "قالت").Start)
	v.Select(text.Span{Start: p.Start, End: p.Start})
	var line textlayout.Line
	v.page.layout.Line(v.page.layout.LineOf(p.Start), &line)
	last, seen := line.CaretX(p.Start, false), 0
	for ; v.Caret() != p.End && seen < 200; seen++ {
		from := v.Caret()
		key(v, fyne.KeyLeft)
		x := line.CaretX(v.Caret(), v.cursor.trailing)
		if x > last+0.1 || x > last-0.1 && from != p.Start && v.Caret() == from {
			t.Fatalf("← went from %.1f to %.1f, offset %d to %d", last, x, from, v.Caret())
		}
		last = x
	}
	if seen < 40 {
		t.Errorf("the line's end was reached after %d steps", seen)
	}
	key(v, fyne.KeyRight)
	if x := line.CaretX(v.Caret(), v.cursor.trailing); x <= last {
		t.Errorf("→ went from %.1f to %.1f", last, x)
	}
}

func TestWordSentenceParagraphKeys(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	start := s.at(t, "second")
	for _, c := range []struct{ keys, want string }{
		{"w", "second"},
		{"ww", "second sentence"},
		{"www", "second sentence follows"},
		{"s", "A second sentence follows here, long enough to wrap."},
		{"ws", "A second sentence follows here, long enough to wrap."},
		{"p", s.text.Slice(s.text.ParagraphAt(0))},
		{"ww[", "second"},
		{"ww{", "A second sentence"},
		{"w]", "second sentence"},
		{"ww}", "sentence"},
		{"w}", "second"},
		{"w[", "second"},
	} {
		v.Select(text.Span{Start: start.Start + 2, End: start.Start + 2})
		for _, r := range c.keys {
			v.TypedRune(r)
		}
		if got := selected(v); got != c.want {
			t.Errorf("%s selects %q, want %q", c.keys, got, c.want)
		}
	}
}

func TestSentenceKeyGrowsIntoTheNextParagraph(t *testing.T) {
	s := newShelf(t, "One. Two.\n\n\nThree. Four.")
	v, _ := show(t, s)
	for range 3 {
		v.TypedRune('s')
	}
	if got := selected(v); got != "One. Two.\n\n\nThree." {
		t.Errorf("three sentences are %q", got)
	}
}

func TestMovement(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	last := s.at(t, "One more.")
	for _, c := range []struct {
		name string
		do   func()
		want text.Offset
	}{
		{"Ctrl+End", func() { ctrl(v, fyne.KeyEnd, false) }, s.text.Len()},
		{"←", func() { key(v, fyne.KeyLeft) }, last.End},
		{"Home", func() { key(v, fyne.KeyHome) }, s.at(t, "Last").Start},
		{"End", func() { key(v, fyne.KeyEnd) }, last.End},
		{"Ctrl+Home", func() { ctrl(v, fyne.KeyHome, false) }, 0},
		{"Ctrl+→", func() { ctrl(v, fyne.KeyRight, false) }, 3},
		{"Ctrl+↓", func() { ctrl(v, fyne.KeyDown, false) }, s.at(t, "قالت").Start},
		{"Ctrl+← in Arabic", func() { ctrl(v, fyne.KeyLeft, false) }, s.at(t, "قالت").End},
		{"Ctrl+↑", func() { ctrl(v, fyne.KeyUp, false) }, s.at(t, "قالت").Start},
		{"↓ over blank lines", func() { key(v, fyne.KeyHome); key(v, fyne.KeyDown); key(v, fyne.KeyHome) }, s.at(t, "Last").Start},
		{"← over blank lines", func() { key(v, fyne.KeyLeft) }, s.at(t, "قالت").Start}, // its right edge, where ← goes on
		{"PageUp", func() { key(v, fyne.KeyPageUp); key(v, fyne.KeyHome) }, 0},
	} {
		c.do()
		if v.Caret() != c.want || !v.Selection().Empty() {
			t.Errorf("%s: the caret is at %d (selection %v), want %d", c.name, v.Caret(), v.Selection(), c.want)
		}
	}
}

func TestShiftExtends(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	key(v, fyne.KeyRight, desktop.KeyShiftLeft)
	key(v, fyne.KeyRight, desktop.KeyShiftRight)
	ctrl(v, fyne.KeyRight, true)
	if got := selected(v); got != "The" {
		t.Errorf("selected %q", got)
	}
	ctrl(v, fyne.KeyRight, true)
	key(v, fyne.KeyLeft)
	if v.Caret() != 0 || !v.Selection().Empty() {
		t.Errorf("← leaves %v at %d", v.Selection(), v.Caret())
	}
}

func TestEscapeGoesOutward(t *testing.T) {
	s := newShelf(t, nasty)
	m := s.put(1, 1, s.at(t, "ünion"))
	v, _ := show(t, s)
	v.Activate(m, false)
	v.Select(s.at(t, "said"))
	var keys []fyne.KeyName
	v.OnKey = func(k fyne.KeyName, _ fyne.KeyModifier) bool { keys = append(keys, k); return true }
	key(v, fyne.KeyEscape)
	if !v.Selection().Empty() || v.Active() != m {
		t.Error("the first Escape is to end the selection only")
	}
	key(v, fyne.KeyEscape)
	if v.Active() != (ID{}) || len(keys) != 0 {
		t.Error("the second Escape is to leave the mark")
	}
	key(v, fyne.KeyEscape)
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyEscape}) {
		t.Error("the third Escape is the owner's")
	}
}

func TestNextAndPreviousMark(t *testing.T) {
	s := newShelf(t, nasty)
	long, inner, twin := s.put(1, 1, s.at(t, "The ünion said")), s.put(2, 3, s.at(t, "ünion")), s.put(3, 2, s.at(t, "ünion"))
	far := s.put(4, 1, s.at(t, "left"))
	hidden := s.put(5, 1, s.at(t, "noon"))
	m := s.marks[hidden]
	m.Style.Hidden = true
	s.marks[hidden] = m
	v, _ := show(t, s)
	var got []ID
	v.OnActivated = func(id ID) { got = append(got, id) }
	for _, r := range "nnnnnNNNN" {
		v.TypedRune(r)
	}
	want := []ID{long, inner, twin, far, twin, inner, long}
	if !slices.Equal(got, want) {
		t.Errorf("n n n n n N N N N went to %v, want %v", got, want)
	}
}

func TestBordersByKey(t *testing.T) {
	s := newShelf(t, nasty)
	a, b := s.at(t, "ünion said"), s.at(t, "met")
	m := s.put(1, 1, a, b)
	v, _ := show(t, s)
	var got []text.Span
	v.OnResized = func(_ ID, f []text.Span) { got = f }
	for _, c := range []struct {
		key  rune
		want []text.Span
	}{
		{'[', nil}, // the last fragment is one word: it cannot shrink
		{']', []text.Span{a, b.Hull(s.at(t, "at"))}},
		{'}', []text.Span{s.at(t, "said"), b}},
		{'{', []text.Span{s.at(t, "The ünion said"), b}},
	} {
		got = nil
		v.Activate(m, false)
		v.Select(text.Span{Start: s.text.Len(), End: s.text.Len()})
		v.TypedRune(c.key)
		if !slices.Equal(got, c.want) {
			t.Errorf("%c gives %v, want %v", c.key, got, c.want)
		}
	}
}

func TestWhatIsNotTheViewsIsTheOwners(t *testing.T) {
	v, _ := show(t, newShelf(t, nasty))
	var runes []rune
	var keys []fyne.KeyName
	var names []string
	v.OnRune = func(r rune) bool { runes = append(runes, r); return true }
	v.OnKey = func(k fyne.KeyName, _ fyne.KeyModifier) bool { keys = append(keys, k); return true }
	v.OnShortcut = func(s fyne.Shortcut) { names = append(names, s.ShortcutName()) }
	v.TypedRune('1')
	v.TypedRune('w')
	key(v, fyne.KeyDelete)
	key(v, fyne.KeyLeft)
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	ctrl(v, fyne.KeyRight, false)
	if string(runes) != "1" || !slices.Equal(keys, []fyne.KeyName{fyne.KeyDelete}) || len(names) != 1 {
		t.Errorf("passed on: %q, %v, %v", string(runes), keys, names)
	}
}

// Whatever happens, nothing panics and the selection lies between graphemes.
func FuzzEvents(f *testing.F) {
	for seed := range uint64(6) {
		f.Add(seed, nasty)
	}
	f.Add(uint64(7), "")
	f.Add(uint64(8), "\n\n\n\r\n")
	f.Add(uint64(9), "e\u0301\u0301\u200d👩‍👩‍👧‍👦\x00\t\u00ad\u202eabc\u202c")
	painter := textpaint.New(fonts())
	f.Fuzz(func(t *testing.T, seed uint64, str string) {
		if _, err := text.New(str); err != nil || len(str) > 4000 {
			return
		}
		s := newShelf(t, str)
		v, h := showBy(t, s, painter)
		w := &wild{rand.New(rand.NewPCG(seed, 1)), s, v, everything()}
		v.OnResized = w.resized
		for range 120 {
			w.act()
			h.pass(50e6)
			paintStale(v)
			if sel := v.Selection(); s.text.SnapGrapheme(sel) != sel || s.text.SnapGrapheme(text.Span{Start: v.Caret(), End: v.Caret()}).Start != v.Caret() {
				t.Fatalf("selection %v, caret %d are inside a grapheme", sel, v.Caret())
			}
			for i, sel := range v.Selections() {
				if sel.Empty() || i > 0 && sel.Start <= v.Selections()[i-1].End || s.text.SnapGrapheme(sel) != sel {
					t.Fatalf("fragments %v are not in order, apart and whole", v.Selections())
				}
			}
		}
	})
}

// wild does anything at all.
type wild struct {
	*rand.Rand
	s   *shelf
	v   *View
	all []Command
}

func (w *wild) resized(m ID, f []text.Span) {
	for i := range f {
		if f[i].Empty() || i > 0 && f[i].Start < f[i-1].End || f[i] != w.s.text.SnapGrapheme(f[i]) {
			panic("resized to fragments that are not in order, apart and whole")
		}
	}
	was := w.s.marks[m]
	w.s.put(int(m[15]), was.Style.Slot, f...)
	w.v.Invalidate(was.Hull().Hull(w.s.marks[m].Hull()))
}

func (w *wild) act() {
	v := w.v
	at := fyne.NewPos(w.Float32()*900-20, w.Float32()*640-20)
	mods := []fyne.KeyModifier{0, fyne.KeyModifierShift, fyne.KeyModifierAlt}
	if w.IntN(30) == 0 {
		v.SetHits([]text.Span{w.s.text.WordAt(0)}, w.IntN(2))
	}
	keys := []fyne.KeyName{
		fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyEscape,
	}
	k := keys[w.IntN(len(keys))]
	switch w.IntN(16) {
	case 0, 1:
		click(v, at, w.IntN(2) == 0)
	case 2, 3:
		dragTo(v, at, fyne.NewPos(w.Float32()*900, w.Float32()*700-50), mods[w.IntN(3)])
	case 4, 5:
		key(v, k)
	case 6:
		key(v, k, desktop.KeyShiftLeft)
	case 7:
		ctrl(v, k, w.IntN(2) == 0)
	case 8:
		v.TypedRune([]rune("wsp[]{}nN1")[w.IntN(10)])
	case 9:
		v.Do(w.all[w.IntN(len(w.all))], w.IntN(2) == 0)
	case 10:
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: w.Float32()*400 - 200}})
	case 11:
		v.Resize(fyne.NewSize(40+w.Float32()*900, 30+w.Float32()*600))
	case 12:
		v.SetOptions(Options{Size: 10 + w.Float32()*20, Direction: textlayout.Direction(w.IntN(3))})
	case 13:
		move(v, at)
	case 14:
		w.mark()
	case 15:
		v.TappedSecondary(&fyne.PointEvent{Position: at})
	}
}

func (w *wild) mark() {
	n, size := 1+w.IntN(6), int(w.s.text.Len())
	before := w.s.marks[id(n)].Hull()
	a, b := text.Offset(w.IntN(size+1)), text.Offset(w.IntN(size+1))
	span := w.s.text.SnapGrapheme(text.Span{Start: min(a, b), End: max(a, b)})
	if span.Empty() || w.IntN(4) == 0 {
		w.s.drop(n)
		w.v.Invalidate(before)
		return
	}
	w.s.put(n, n, span)
	w.v.Invalidate(w.s.marks[id(n)].Hull().Hull(before))
}
