package control

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

func TestCaretGoesAsTheEyeSees(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 300, 30)
	i.Focus()
	for _, words := range []string{"ab حزب 12 ü e\u0301 cd", "حزب abc 12 📌 حر", "👨\u200d👩\u200d👧", "حزب"} {
		i.SetText(words)
		e := i.editor
		for _, right := range []bool{false, true} {
			end, key := fyne.KeyEnd, fyne.KeyLeft
			if right != e.rightToLeft() {
				end = fyne.KeyHome
			}
			if right {
				key = fyne.KeyRight
			}
			e.Key(end)
			steps, stops := 0, 0
			for x := e.caret.mark.Position().X; steps < 60; steps++ {
				e.Key(key)
				now := e.caret.mark.Position().X
				if now == x {
					break
				}
				if (now > x) != right {
					t.Errorf("%q: %s goes from %v to %v", words, key, x, now)
				}
				x = now
				stops++
			}
			want := 0
			for o := nextGrapheme(e.field.text, 0); want < stops || o < e.field.text.Len(); o = nextGrapheme(e.field.text, o) {
				if want++; o == e.field.text.Len() {
					break
				}
			}
			if stops != want {
				t.Errorf("%q: %s stops %d times, want %d", words, key, stops, want)
			}
		}
	}
}

func TestCaretBlinks(t *testing.T) {
	c := newCaret()
	c.stand(3, 1, 16)
	if c.mark.Visible() {
		t.Error("a caret without the keyboard is seen")
	}
	c.on = true
	c.stand(3.4, 1, 16)
	if !c.mark.Visible() || c.mark.Position().X != 3 {
		t.Errorf("it stands at %v, seen: %v", c.mark.Position(), c.mark.Visible())
	}
	c.turn()
	if c.mark.Visible() {
		t.Error("it does not turn")
	}
}

// An Arabic number sign and the blank behind it are one: End stands behind both.
func TestEndStopsBehindGraphemes(t *testing.T) {
	i := NewTextInput("", 3)
	inWindow(t, i, 200, 80)
	i.SetText("ü\n \u0601 \nحزب")
	i.editor.move(4, false, false)
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if got := i.editor.field.caret; got != 7 {
		t.Errorf("End leads to %d, want 7", got)
	}
}

// What reads from right to left stands at the right and grows to the left, until there is no
// room; then it moves under the caret, and never further than its end.
func TestRightToLeftStandsAtTheRight(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 160, 30)
	i.Focus()
	e := i.editor
	w := e.Size().Width
	last := w
	for _, r := range "رفض المجلس" {
		i.TypedRune(r)
		x := e.caret.mark.Position().X
		if x > last {
			t.Errorf("after %q the caret is at %v, was at %v", i.Text(), x, last)
		}
		if right := e.sheet.line.Right - e.scroll; right < w-3 || right > w {
			t.Errorf("%q ends %v of %v", i.Text(), right, w)
		}
		last = x
	}
	for _, s := range []string{"رفض المجلس الانتقالي يوم الخميس مطالب نقابة عمال الميناء", "The council turned down what the dockers’ union demands"} {
		i.SetText(s)
		for _, k := range []fyne.KeyName{fyne.KeyHome, fyne.KeyEnd, fyne.KeyHome} {
			i.TypedKey(&fyne.KeyEvent{Name: k})
			x := e.caret.mark.Position().X
			if x < 0 || x > w-2 || e.scroll < 0 || e.scroll > e.sheet.line.Right+2-w {
				t.Errorf("%q: after %s the caret is at %v of %v, moved by %v", s, k, x, w, e.scroll)
			}
		}
		i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		for i.Text() != "" {
			i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			if x := e.caret.mark.Position().X; x < 0 || x > w-2 {
				t.Fatalf("%q: the caret is at %v of %v", i.Text(), x, w)
			}
		}
		if e.scroll != 0 {
			t.Errorf("an empty line is moved by %v", e.scroll)
		}
	}
}

// Ctrl and the arrows go by words as the eye sees them, with Shift selecting; a second click
// takes the word, whatever its direction.
func TestWordsOfBothDirections(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 400, 30)
	i.Focus()
	i.SetText("حزب الساحل FCP 12")
	e := i.editor
	by := func(k fyne.KeyName, shift bool) {
		m := fyne.KeyModifierShortcutDefault
		if shift {
			m |= fyne.KeyModifierShift
		}
		i.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
	}
	by(fyne.KeyHome, false)
	by(fyne.KeyLeft, true)
	if got := e.field.selected(); strings.TrimSpace(got) != "حزب" {
		t.Errorf("Ctrl+Shift+Left from the right selects %q", got)
	}
	by(fyne.KeyLeft, true)
	by(fyne.KeyLeft, true)
	if got := e.field.selected(); strings.TrimSpace(got) != "حزب الساحل FCP" {
		t.Errorf("three words are %q", got)
	}
	by(fyne.KeyRight, true)
	if got := e.field.selected(); strings.TrimSpace(got) != "حزب الساحل" {
		t.Errorf("one back leaves %q", got)
	}
	for o, want := range map[int]string{2: "حزب", 10: "الساحل", 21: "FCP"} {
		x := e.sheet.line.CaretX(text.Offset(o), false) - e.scroll
		for range 2 {
			i.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: i.editor.Position().Add(fyne.NewPos(x+1, 8))}})
		}
		if got := e.field.selected(); got != want {
			t.Errorf("a double click at %d selects %q, want %q", o, got, want)
		}
		e.clicks = clicks{}
	}
}
