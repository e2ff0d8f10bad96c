package docview

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

// everything is all commands, in a fixed order.
func everything() (all []Command) {
	for c := range movements {
		all = append(all, c)
	}
	for c := range deeds {
		all = append(all, c)
	}
	for c := range nudges {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// Every command has a key to begin with, and every key a command that exists.
func TestEveryCommandHasAKey(t *testing.T) {
	bound := map[Command]bool{}
	taken := map[Key]Command{}
	for _, b := range DefaultKeys() {
		bound[b.Command] = true
		if other, ok := taken[b.Key]; ok {
			t.Errorf("%+v is %s and %s", b.Key, other, b.Command)
		}
		taken[b.Key] = b.Command
		if shift := b.Key; b.Command.Moves() && b.Key.Rune == 0 {
			shift.Modifier |= fyne.KeyModifierShift
			if other, ok := taken[shift]; ok {
				t.Errorf("%+v is %s and extends %s", shift, other, b.Command)
			}
		}
	}
	for _, c := range everything() {
		if !bound[c] {
			t.Errorf("%s has no key", c)
		}
		delete(bound, c)
	}
	if len(bound) > 0 {
		t.Errorf("there are no commands %v", bound)
	}
}

func TestGrowAndShrink(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	at := s.at(t, "second").Start + 2
	v.Select(text.Span{Start: at, End: at})
	steps := []string{"", "c", "second", "A second sentence follows here, long enough to wrap.", s.text.Slice(s.text.ParagraphAt(0)), nasty}
	for _, want := range steps[1:] {
		if v.TypedRune('+'); selected(v) != want {
			t.Fatalf("+ selects %q, want %q", selected(v), want)
		}
	}
	if v.Do(Grow, false) {
		t.Error("more than all was selected")
	}
	for i := len(steps) - 2; i >= 0; i-- {
		if v.TypedRune('-'); selected(v) != steps[i] {
			t.Fatalf("- selects %q, want %q", selected(v), steps[i])
		}
	}
	if v.Do(Shrink, false) {
		t.Error("less than nothing was selected")
	}
	v.Select(s.at(t, "second sentence follows"))
	for _, want := range []string{"second", "s", ""} {
		if v.TypedRune('-'); selected(v) != want {
			t.Errorf("- without a way back selects %q, want %q", selected(v), want)
		}
	}
}

func TestEitherEndByAnyUnit(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	for _, c := range []struct {
		do   func()
		want string
	}{
		{func() { v.TypedRune('o'); key(v, fyne.KeyRight, desktop.KeyShiftLeft) }, "econd sentence"},
		{func() { v.TypedRune('o'); v.TypedRune('o'); key(v, fyne.KeyLeft, desktop.KeyShiftLeft) }, "second sentenc"},
		{func() { v.Do(EndCharacterBack, false); v.Do(StartCharacterForward, false) }, "econd sentenc"},
		{func() { v.Do(EndSentenceForward, false) }, "second sentence follows here, long enough to wrap."},
		{func() { v.Do(StartSentenceBack, false); v.Do(EndBack, false) }, "A second"},
		{func() { v.Do(SentenceRight, true) }, "second sentence follows here, long enough to wrap."},
		{func() { v.Do(OtherEnd, false); v.Do(SentenceLeft, true) }, "A second sentence"},
		{func() { v.Do(ParagraphNext, true) }, "second sentence follows here, long enough to wrap."},
		{func() { v.Do(TextEnd, true); v.Do(OtherEnd, false); v.Do(TextStart, true) }, nasty},
	} {
		v.Select(s.at(t, "second sentence"))
		if c.do(); selected(v) != c.want {
			t.Errorf("%q is selected, want %q", selected(v), c.want)
		}
	}
}

func TestFragmentsByKey(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	told := 0
	v.OnSelected = func(text.Span) { told++ }
	a, b := s.at(t, "noon"), s.at(t, "ünion")
	v.Select(text.Span{Start: a.Start, End: a.Start})
	v.TypedRune('w')
	v.TypedRune(',')
	if got := v.Selections(); !slices.Equal(got, []text.Span{a}) || !v.Selection().Empty() || told != 2 {
		t.Fatalf("laid aside: %v, still selected %v, told %d times", got, v.Selection(), told)
	}
	for v.Caret() > b.Start {
		key(v, fyne.KeyLeft)
	}
	v.TypedRune('w')
	if got := v.Selections(); !slices.Equal(got, []text.Span{b, a}) {
		t.Fatalf("two fragments are %v", got)
	}
	v.Do(Copy, false)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "ünion noon" {
		t.Errorf("copied %q", got)
	}
	key(v, fyne.KeyEscape)
	if got := v.Selections(); !slices.Equal(got, []text.Span{a}) {
		t.Errorf("after Escape: %v", got)
	}
	key(v, fyne.KeyEscape)
	if got := v.Selections(); len(got) != 0 {
		t.Errorf("after a second Escape: %v", got)
	}
}

func TestFragmentsByMouse(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	a, b := s.at(t, "ünion"), s.at(t, "noon")
	middle := func(s text.Span) fyne.Position { return point(v, s.Start+2) }
	dragTo(v, middle(a), middle(a).AddXY(9, 0), 0)
	dragTo(v, middle(b), middle(b).AddXY(9, 0), fyne.KeyModifierAlt)
	if got := v.Selections(); !slices.Equal(got, []text.Span{a, b}) {
		t.Fatalf("Alt and a drag give %v, want %v and %v", got, a, b)
	}
	press1(v, middle(a), fyne.KeyModifierAlt)
	release1(v, middle(a))
	if got := v.Selections(); !slices.Equal(got, []text.Span{b}) {
		t.Errorf("Alt and a click on a fragment leave %v", got)
	}
	click(v, middle(a), false)
	if got := v.Selections(); len(got) != 0 {
		t.Errorf("a click leaves %v", got)
	}
}

func TestSentenceWalker(t *testing.T) {
	s := newShelf(t, nasty)
	m := s.put(1, 1, s.at(t, "ünion"))
	v, _ := show(t, s)
	var walks []bool
	v.OnWalk = func(yes bool) { walks = append(walks, yes) }
	v.Activate(m, true)
	v.TypedRune('S')
	var got []string
	for range 6 {
		got = append(got, s.text.Slice(v.focus.sentence))
		key(v, fyne.KeyDown)
	}
	want := []string{"The ünion said: e\u0301 📌 and 𐐀 met 👩‍👩‍👧‍👦 at noon.", "A second sentence follows here, long enough to wrap.",
		"قالت النقابة إن الميناء (HTS) سيفتح في 2025.", "وردّ المجلس.", "Last: he said «الميناء ملك للناس» and left.", "One more."}
	if !slices.Equal(got, want) {
		t.Errorf("walked over %q, want %q", got, want)
	}
	if v.Active() != (ID{}) {
		t.Error("a mark that was left is still active")
	}
	if key(v, fyne.KeyUp); s.text.Slice(v.focus.sentence) != want[4] {
		t.Errorf("↑ leads to %q", s.text.Slice(v.focus.sentence))
	}
	if key(v, fyne.KeyDown, desktop.KeyShiftLeft); selected(v) != want[4] {
		t.Errorf("Shift+↓ selects %q", selected(v))
	}
	if v.TypedRune('N'); v.Active() != m || v.focus.sentence.Empty() {
		t.Error("N does not work while one walks")
	}
	for range 2 {
		key(v, fyne.KeyEscape)
	}
	if v.Walking() || !slices.Equal(walks, []bool{true, false}) {
		t.Errorf("walking: %t, told %v", v.Walking(), walks)
	}
}

func TestHitsByKey(t *testing.T) {
	s := newShelf(t, "one two one ü one الميناء one")
	v, _ := show(t, s)
	var told []int
	v.OnHit = func(i int) { told = append(told, i) }
	var hits []text.Span
	for o := range s.text.Occurrences("one") {
		hits = append(hits, o)
	}
	if v.Do(HitNext, false) {
		t.Error("went to a hit where there is none")
	}
	v.SetHits(hits, -1)
	for range 4 {
		v.Do(HitNext, false)
	}
	if v.Do(HitNext, false) || v.Selection() != hits[3] {
		t.Errorf("behind the last hit %v is selected", v.Selection())
	}
	v.Do(HitPrevious, false)
	v.Do(HitPrevious, false)
	if v.Selection() != hits[1] || !slices.Equal(told, []int{0, 1, 2, 3, 2, 1}) {
		t.Errorf("back to %v, told %v", v.Selection(), told)
	}
	if v.Do(HitNext, true); v.Selection() != hits[1].Hull(hits[2]) {
		t.Errorf("extended to %v", v.Selection())
	}
}

func TestMarksByKey(t *testing.T) {
	s := newShelf(t, nasty)
	inner, outer := s.at(t, "ünion"), s.at(t, "The ünion said")
	a, b := s.put(1, 3, inner), s.put(2, 1, outer)
	far := s.at(t, "left")
	s.put(3, 1, far)
	v, _ := show(t, s)
	v.Select(text.Span{Start: inner.Start, End: inner.Start})
	var got []ID
	for range 3 {
		v.TypedRune('a')
		got = append(got, v.Active())
	}
	if !slices.Equal(got, []ID{a, b, a}) {
		t.Errorf("a went to %v", got)
	}
	var hovered ID
	v.OnHover = func(id ID, _ fyne.Position) { hovered = id }
	if v.TypedRune('i'); hovered != a {
		t.Errorf("i describes %v", hovered)
	}
	if v.TypedRune('d'); hovered != (ID{}) {
		t.Error("what was said stays")
	}
	v.Select(text.Span{Start: inner.Start, End: inner.Start})
	if v.Do(MarkNext, true); selected(v) != "ünion" {
		t.Errorf("extended to the next mark: %q", selected(v))
	}
	if v.Do(MarkNext, true); v.Selection().End != far.End {
		t.Errorf("and to the next: %q", selected(v))
	}
	if v.Do(MarkPrevious, true); v.Selection() != (text.Span{Start: inner.Start, End: far.Start}) {
		t.Errorf("and back: %q", selected(v))
	}
}

func TestKeysCanBeOthers(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	v.SetKeys([]Binding{{Key{Rune: 'x'}, SelectWord}, {Key{Name: fyne.KeyF5}, LineEnd}, {Key{Name: fyne.KeyB, Modifier: fyne.KeyModifierControl}, SelectAll}})
	var passed []rune
	v.OnRune = func(r rune) bool { passed = append(passed, r); return true }
	v.TypedRune('w')
	v.TypedRune('x')
	if selected(v) != "The" || string(passed) != "w" {
		t.Errorf("x selects %q, passed on %q", selected(v), string(passed))
	}
	v.Select(text.Span{})
	if key(v, fyne.KeyF5, desktop.KeyShiftLeft); v.Selection().Empty() || v.Selection().Start != 0 {
		t.Errorf("Shift+F5 selects %q", selected(v))
	}
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierControl})
	if selected(v) != nasty {
		t.Error("Ctrl+B does not select all")
	}
}
