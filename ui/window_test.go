package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/session"
	"parley/ui/control"
	"parley/ui/dialog"
)

// secondWindow opens a window with one action, on the key a.
func secondWindow(b *bench, pressed *int, told *[]string) *window {
	return b.openWindow("names", "Names", func(v *window) fyne.CanvasObject {
		v.actions = func() []*Action {
			return []*Action{{ID: "names.add", Name: "Add a name", Group: onProject, Key: "a", Run: func() {
				*pressed++
				cs, _, err := v.editor().AddEntity("ه\u200dMüller 📌 𐐀 e\u0301 👩‍👩‍👧", "person")
				v.apply(cs, err)
			}}}
		}
		v.observed = func(e session.Event) { *told = append(*told, e.ChangeSet.Label) }
		return control.NewLabel("Names", control.Body)
	})
}

// TestWindow: keys run its own actions, what is done in it is one step that either window
// takes back, both are told, and the project takes the window with it.
func TestWindow(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	pressed, told := 0, []string(nil)
	v := secondWindow(b, &pressed, &told)
	if again := secondWindow(b, &pressed, &told); again != v {
		t.Fatal("a window of one name is open twice")
	}
	c := v.win.Canvas()
	count := func() int {
		all, err := b.project.session.Entities()
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	c.OnTypedRune()('a')
	if pressed != 1 || len(told) != 1 || count() != 1 {
		t.Fatalf("a: pressed %d times, told %q, %d actors", pressed, told, count())
	}
	b.typed("a")
	if pressed != 1 {
		t.Error("a key of the window works in the main one")
	}
	shortcut := func(s fyne.Shortcut) { c.(fyne.Shortcutable).TypedShortcut(s) }
	shortcut(&fyne.ShortcutUndo{})
	if count() != 0 || len(told) != 2 {
		t.Fatalf("Ctrl+Z left %d actors and told %q", count(), told)
	}
	b.redo()
	if count() != 1 || len(told) != 3 {
		t.Fatalf("redo in the main window: %d actors, told %q", count(), told)
	}
	c.OnTypedRune()('?')
	if dialog.Top(c) == nil || dialog.Top(b.window.Canvas()) != nil {
		t.Fatal("? does not show the keys of this window, in it")
	}
	c.OnTypedRune()('a')
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if dialog.Top(c) != nil || pressed != 1 {
		t.Fatal("Escape does not close the keys, or a key went through them")
	}
	v.win.Resize(fyne.NewSize(1111, 777))
	b.closeProject()
	if !v.gone || len(b.windows) != 0 {
		t.Fatal("the project is closed and its window is not")
	}
	b.enterNow()
	v = secondWindow(b, &pressed, &told)
	if got := v.win.Canvas().Size(); got != fyne.NewSize(1111, 777) {
		t.Errorf("the window is %v", got)
	}
	v.win.Canvas().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault})
	if b.windows["names"] != nil || b.project == nil {
		t.Error("Ctrl+W does not close the window alone")
	}
}
