package search

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/ui/theme"
)

// rows is a source of what a test says.
type rows []Row

func (r rows) Count() int    { return len(r) }
func (r rows) Row(i int) Row { return r[i] }

// inWindow shows a panel over rows in a window of 900 by 400.
func inWindow(t *testing.T, r rows) (*Panel, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light))
	p := New(r)
	w := app.NewWindow("search")
	t.Cleanup(w.Close)
	w.SetContent(p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 400))
	p.Update(State{Summary: "2 hits", Ticked: 1, CanWrite: true, Layer: "Claim", LayerSlot: 1})
	return p, w
}

var two = rows{
	{Title: "Über é e\u0301 📌", Date: "14 Mar 2025", Before: "what was said before the ", Hit: "union", After: " and behind it 𐐀", Ticked: true},
	{Title: "مقابلة", Before: "ABC قبل ", Hit: "المجلس", After: " بعد 👩\u200d👩\u200d👧", RightToLeft: true},
}

// TestSides: what was read before a hit stands at its left, and at the right of an Arabic one.
func TestSides(t *testing.T) {
	p, _ := inWindow(t, two)
	for i, want := range [][2]string{{leftward + "what was said before the", leftward + "and behind it 𐐀"}, {rightward + "بعد 👩\u200d👩\u200d👧", rightward + "ABC قبل"}} {
		r := newRow(p)
		r.Resize(fyne.NewSize(900, 28))
		r.fill(p.source.Row(i), false)
		if got := [2]string{r.left.Text(), r.right.Text()}; got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
		if r.left.Position().X > r.hit.Position().X || r.hit.Position().X > r.right.Position().X {
			t.Errorf("row %d: the hit is not between its sides", i)
		}
	}
}

// TestFit: a side is cut at a word, where it is farthest from the hit.
func TestFit(t *testing.T) {
	s := "one two three four"
	for width := float32(20); width < wide(s)+10; width += 7 {
		end, start := fitEnd(s, width), fitStart(s, width)
		if wide(end) > width && end != "… " || wide(start) > width && start != " …" {
			t.Errorf("%v: %q and %q are too wide", width, end, start)
		}
		if !strings.HasSuffix(s, strings.TrimPrefix(end, "… ")) || !strings.HasPrefix(s, strings.TrimSuffix(start, " …")) {
			t.Errorf("%v: %q and %q", width, end, start)
		}
	}
}

// TestKeys: what a person does is reported, by keys too.
func TestKeys(t *testing.T) {
	p, w := inWindow(t, two)
	var told []string
	say := func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }
	p.OnQuery = func(s string, o Options) { say("ask %s %v", s, o.Statements) }
	p.OnEnter = func(s string) { say("enter %s", s) }
	p.OnSelect = func(i int) { say("select %d", i) }
	p.OnOpen = func(i int) { say("open %d", i) }
	p.OnTick = func(i int) { say("tick %d", i) }
	p.OnTickAll = func() { say("all") }
	p.OnMark = func() { say("mark") }
	p.OnChange = func() { say("change") }
	p.OnActor = func() { say("actor") }
	p.OnExport = func() { say("export") }
	p.OnRune = func(r rune) { say("rune %c", r) }
	p.OnEscape = func() { say("escape") }
	p.OnRecent = func() { say("recent") }
	p.OnSort = func(o Order, down bool) { say("sort %d %v", o, down) }
	key := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	letters := func(s string) {
		for _, r := range s {
			w.Canvas().Focused().TypedRune(r)
		}
	}
	p.Focus()
	key(fyne.KeyDown)
	letters("é")
	key(fyne.KeyReturn)
	key(fyne.KeyDown)
	letters(" am3cen")
	p.Update(State{Actor: "nobody", Ticked: 1, CanWrite: true})
	letters("n")
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	p.SetOptions(Options{Statements: true})
	letters("mc")
	key(fyne.KeyEscape)
	letters("/")
	if w.Canvas().Focused() != fyne.Focusable(p.Field) {
		t.Error("/ does not lead to the field")
	}
	test.Tap(p.heads[1])
	p.Update(State{Order: ByDate})
	test.Tap(p.heads[1])
	p.Update(State{Order: ByDate, Descending: true})
	test.Tap(p.heads[1])
	want := "recent; ask é false; enter é; select 0; tick 0; all; mark; rune 3; rune c; export; rune n; actor; select 1; open 1; rune m; change; escape; sort 2 false; sort 2 true; sort 0 false"
	if got := strings.Join(told, "; "); got != want {
		t.Errorf("told %s\nwant %s", got, want)
	}
}

// TestUpdate: what cannot be done is disabled, and a problem is shown.
func TestUpdate(t *testing.T) {
	p, _ := inWindow(t, two)
	if p.mark.Disabled() || p.mark.Text != "Mark 1" || p.Change.Visible() {
		t.Error("one hit is ticked and cannot be marked")
	}
	p.Update(State{Ticked: 1234, Busy: true, CanWrite: true})
	if !p.mark.Disabled() || p.mark.Text != "Mark 1,234" {
		t.Errorf("%q can be pressed while it is read", p.mark.Text)
	}
	p.Update(State{Ticked: 1})
	if !p.mark.Disabled() {
		t.Error("a copy can be marked")
	}
	p.Update(State{Problem: "A ( is not closed"})
	if !p.Field.Invalid || p.summary.Text() != "A ( is not closed" {
		t.Errorf("the problem is not shown: %q", p.summary.Text())
	}
	p.SetOptions(Options{Statements: true})
	if p.mark.Visible() || !p.Change.Visible() || p.pattern.Visible() {
		t.Error("statements are marked, or are sought by patterns")
	}
}
