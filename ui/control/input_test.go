package control

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestInputTypes(t *testing.T) {
	i := NewInput("Filter")
	changed, entered := "", ""
	i.OnChanged = func(s string) { changed = s }
	i.OnEnter = func(s string) { entered = s }
	win := inWindow(t, i, 200, 30)
	i.Focus()
	test.Type(i, "trade ")
	for _, r := range "حزب" {
		win.Canvas().Focused().TypedRune(r)
	}
	key := func(k fyne.KeyName) { i.TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyBackspace)
	key(fyne.KeyReturn)
	if changed != "trade حز" || entered != changed {
		t.Errorf("changed %q, entered %q", changed, entered)
	}
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(i, "x")
	if i.Text() != "x" {
		t.Errorf("typing over the selection gives %q", i.Text())
	}
	i.TypedShortcut(&fyne.ShortcutUndo{})
	if i.Text() != "trade حز" {
		t.Errorf("undo gives %q", i.Text())
	}
}

func TestInputGraphemes(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 200, 30)
	i.SetText(nasty)
	if strings.ContainsAny(i.Text(), "\r\n") {
		t.Errorf("one line holds %q", i.Text())
	}
	steps := 0
	for ; i.Text() != "" && steps < 100; steps++ {
		i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	if steps != 15 { // nine up to the family with its blanks, three blanks, three letters
		t.Errorf("%d steps to erase %q", steps, nasty)
	}
}

func TestInputClipboard(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 200, 30)
	i.SetText("one two")
	clip := fyne.CurrentApp().Clipboard()
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
	i.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	if i.Text() != "" || clip.Content() != "one two" {
		t.Errorf("cut leaves %q, takes %q", i.Text(), clip.Content())
	}
	clip.SetContent("a\r\nb")
	i.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if i.Text() != "a b" {
		t.Errorf("pasted %q", i.Text())
	}
}

func TestTextInputLines(t *testing.T) {
	i := NewTextInput("", 2)
	inWindow(t, i, 160, 60)
	i.Focus()
	test.Type(i, "one two three four five six seven eight nine ten")
	tall := i.MinSize().Height
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Type(i, "سطر")
	if i.MinSize().Height <= tall || !strings.HasSuffix(i.Text(), "\nسطر") {
		t.Errorf("height %v after %v, text %q", i.MinSize().Height, tall, i.Text())
	}
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	test.Type(i, "X")
	if !strings.Contains(i.Text(), "Xten") && !strings.Contains(i.Text(), " X") {
		t.Errorf("Up and Home lead to %q", i.Text())
	}
}

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

func TestClicksSelect(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 300, 30)
	i.SetText("two wörds here")
	press := func(x float32) {
		i.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: i.editor.Position().Add(fyne.NewPos(x, 8))}})
	}
	for n, want := range []string{"", "wörds", "two wörds here"} {
		if press(40); i.editor.field.selected() != want {
			t.Errorf("click %d selects %q, want %q", n+1, i.editor.field.selected(), want)
		}
	}
	if press(4); i.editor.field.selected() != "" {
		t.Errorf("a click elsewhere selects %q", i.editor.field.selected())
	}
	press(60)
	i.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: i.editor.Position().Add(fyne.NewPos(500, 8))}})
	if got := i.editor.field.selected(); !strings.HasSuffix("two wörds here", got) || got == "" {
		t.Errorf("a drag selects %q", got)
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

func FuzzField(f *testing.F) {
	f.Add(nasty, "abBdwWlu")
	f.Fuzz(func(t *testing.T, words, keys string) {
		e := newField(true)
		e.set(words)
		for _, k := range keys {
			switch k {
			case 'b':
				e.erase(prevGrapheme)
			case 'd':
				e.erase(nextGrapheme)
			case 'B':
				e.erase(prevWord)
			case 'l':
				e.step(false, true, prevGrapheme)
			case 'w':
				e.step(true, false, nextWord)
			case 'u':
				e.undo()
			case 'A':
				e.selectAll()
			default:
				e.insert(string(k))
			}
			if err := e.text.CheckSpan(e.selection()); err != nil {
				t.Fatalf("after %q: %v", k, err)
			}
		}
	})
}
