package control

import (
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
)

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
