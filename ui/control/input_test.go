package control

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
	"parley/ui/theme"
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

// An input that was folded away while the colours changed is refreshed alone, with its parts.
func TestInputFollowsTheColours(t *testing.T) {
	i := NewInput("")
	i.SetCap("Ctrl+P")
	win := inWindow(t, i, 200, 30)
	win.SetContent(container.NewWithoutLayout()) // away
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
	i.Refresh()
	if got, want := i.cap.frame.FillColor, theme.Color(theme.KeyCap); got != want {
		t.Errorf("the key cap is %v, want %v", got, want)
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

func TestInputRedo(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 200, 30)
	test.Type(i, "ab ")
	i.TypedRune('ح')
	ctrl := fyne.KeyModifierShortcutDefault
	i.TypedShortcut(&fyne.ShortcutUndo{})
	i.TypedShortcut(&fyne.ShortcutUndo{})
	i.TypedShortcut(&fyne.ShortcutRedo{})
	i.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: ctrl | fyne.KeyModifierShift})
	if i.Text() != "ab ح" {
		t.Errorf("undone and done again: %q", i.Text())
	}
	i.TypedShortcut(&fyne.ShortcutUndo{})
	test.Type(i, "c")
	i.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyY, Modifier: ctrl})
	if i.Text() != "ab c" {
		t.Errorf("what was written since is gone: %q", i.Text())
	}
}

// A word is one step to undo, and so are characters deleted in a row.
func TestInputUndoesWords(t *testing.T) {
	i := NewTextInput("", 2)
	inWindow(t, i, 200, 60)
	key := func(k fyne.KeyName) { i.TypedKey(&fyne.KeyEvent{Name: k}) }
	test.Type(i, "the حزب ǘ")
	key(fyne.KeyBackspace)
	key(fyne.KeyBackspace)
	key(fyne.KeyBackspace)
	key(fyne.KeyHome)
	test.Type(i, "in")
	key(fyne.KeyReturn)
	for _, want := range []string{"inthe حز", "the حز", "the حزب ǘ", "the حزب ", "the ", ""} {
		i.TypedShortcut(&fyne.ShortcutUndo{})
		if i.Text() != want {
			t.Fatalf("undo gives %q, want %q", i.Text(), want)
		}
	}
}

func TestInputMenu(t *testing.T) {
	i := NewInput("")
	win := inWindow(t, i, 200, 30)
	fyne.CurrentApp().Clipboard().SetContent("")
	test.Type(i, "trade union")
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
	i.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(10, 10)})
	menu, ok := win.Canvas().Focused().(*Menu)
	if !ok {
		t.Fatalf("no menu opens: %T has the keyboard", win.Canvas().Focused())
	}
	for _, r := range menu.rows {
		if can := r.Text != "Redo" && r.Text != "Paste"; !r.Separator && r.can() != can {
			t.Errorf("%s: can be chosen %v, want %v", r.Text, r.can(), can)
		}
	}
	menu.TypedRune('c')
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if i.Text() != "" || fyne.CurrentApp().Clipboard().Content() != "trade union" {
		t.Errorf("cut leaves %q and takes %q", i.Text(), fyne.CurrentApp().Clipboard().Content())
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

func TestDisabledInput(t *testing.T) {
	i := NewInput("")
	inWindow(t, i, 200, 30)
	i.SetText("سلام ü")
	i.Disable()
	clip := fyne.CurrentApp().Clipboard()
	clip.SetContent("x")
	i.Focus()
	test.Type(i, "a")
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	i.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
	i.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	if i.Text() != "سلام ü" || clip.Content() != "x" {
		t.Errorf("it was changed to %q", i.Text())
	}
	i.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != "سلام ü" {
		t.Errorf("copied %q", clip.Content())
	}
	i.Enable()
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if i.Text() != "" {
		t.Errorf("enabled, it keeps %q", i.Text())
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

// Whatever is done to an input, its caret stands between graphemes and is seen, and what
// undo takes back, redo brings again.
func FuzzInput(f *testing.F) {
	for seed := range uint64(6) {
		f.Add(seed, nasty, seed%2 == 0)
	}
	f.Add(uint64(7), "", true)
	f.Add(uint64(8), "رفض المجلس (FCP) 12 سَلَامٌ\nab\u2067سلام\u2069 שָׁלוֹם", false)
	test.NewTempApp(f)
	f.Fuzz(func(t *testing.T, seed uint64, words string, lines bool) {
		if len(words) > 2000 {
			t.Skip()
		}
		i := NewInput("")
		if lines {
			i = NewTextInput("", 3)
		}
		fyne.CurrentApp().Clipboard().SetContent("")
		win := test.NewTempWindow(t, container.NewWithoutLayout(i))
		win.Resize(fyne.NewSize(300, 200))
		i.Resize(fyne.NewSize(180, i.MinSize().Height))
		i.SetText(words)
		i.Focus()
		r := rand.New(rand.NewPCG(seed, 9))
		for range 60 {
			act(i, r)
			checkInput(t, i)
		}
		was, undone := i.Text(), 0
		for i.editor.field.undo() {
			undone++
		}
		for range undone {
			i.editor.field.redo()
		}
		if i.Text() != was {
			t.Fatalf("%d steps back and forth make %q of %q", undone, i.Text(), was)
		}
	})
}

// act does anything that a hand can do.
func act(i *Input, r *rand.Rand) {
	keys := []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn}
	k := keys[r.IntN(len(keys))]
	at := fyne.NewPos(r.Float32()*220-20, r.Float32()*60-10)
	clip := fyne.CurrentApp().Clipboard()
	switch r.IntN(10) {
	case 0, 1:
		i.TypedRune([]rune("aü\u0301📌𐐀\u200d👨שس لا\u00ad\t(1")[r.IntN(16)])
	case 2, 3:
		i.TypedKey(&fyne.KeyEvent{Name: k})
	case 4:
		i.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		i.TypedKey(&fyne.KeyEvent{Name: k})
		i.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	case 5:
		i.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifier(r.IntN(2))*fyne.KeyModifierShift})
	case 6:
		i.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	case 7:
		i.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	case 8:
		i.TypedShortcut([]fyne.Shortcut{&fyne.ShortcutCopy{Clipboard: clip}, &fyne.ShortcutCut{Clipboard: clip}, &fyne.ShortcutPaste{Clipboard: clip}, &fyne.ShortcutSelectAll{}}[r.IntN(4)])
	case 9:
		i.TypedShortcut([]fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}}[r.IntN(2)])
	}
}

func checkInput(t *testing.T, i *Input) {
	t.Helper()
	e := i.editor
	for _, o := range []text.Offset{e.field.caret, e.field.anchor} {
		if e.field.text.SnapGrapheme(text.Span{Start: o, End: o}).Start != o {
			t.Fatalf("%d is inside a grapheme of %q", o, i.Text())
		}
	}
	if x := e.caret.mark.Position().X; i.lines == 1 && (x < 0 || x > e.Size().Width) {
		t.Fatalf("the caret in %q is at %v of %v", i.Text(), x, e.Size().Width)
	}
}

func FuzzField(f *testing.F) {
	f.Add(nasty, "abBdwWluurx")
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
			case 'r':
				e.redo()
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
