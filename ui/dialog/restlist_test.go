package dialog

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// TestRestList: of lines that are cut, and of no others, the chosen one stands below; Enter is the card's.
func TestRestList(t *testing.T) {
	w := window(t)
	long := "refused: line 7 in \"ميناء 📌\": " + strings.Repeat("Müller u\u0308ber 𐐀 ", 20)
	o := restList([]string{"short", long}, 300)
	entered := 0
	Open(w, o, Options{Width: 340, OnKey: func(e *fyne.KeyEvent) bool {
		entered++
		return e.Name == fyne.KeyReturn
	}})
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { Top(w.Canvas()).Key(e) })
	column := o.(*fyne.Container)
	list := column.Objects[0].(*control.List)
	whole := column.Objects[1].(*fyne.Container).Objects[0].(*control.Passage)
	if whole.Text() != "" {
		t.Errorf("below stands %q", whole.Text())
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if whole.Text() != long || entered != 1 {
		t.Errorf("below stands %q, entered %d times", whole.Text(), entered)
	}
	if !tooLong("it has no width, and stays in its file, ü", 200) || tooLong("it has no width", 200) {
		t.Error("a line is taken for shorter or longer than it is")
	}
	if _, is := restList([]string{"short", "ميناء"}, 300).(*control.List); !is {
		t.Error("where nothing is cut something stands below")
	}
}
