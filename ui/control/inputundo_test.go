package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

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
