package control

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

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
