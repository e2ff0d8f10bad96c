package control

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestPassiveList: Tab passes a list over that never takes the keyboard, as what is offered
// under an input, and it can still be pressed and moved in by its holder.
func TestPassiveList(t *testing.T) {
	in, next, offers := NewInput("ü"), NewInput("الاسم"), NewOptions()
	offers.Set([]Option{{Text: "first 📌"}, {Text: "𐐀"}}, 0)
	w := inWindow(t, &fyne.Container{Layout: stacked{}, Objects: []fyne.CanvasObject{in, offers, next}}, 400, 400)
	w.Canvas().Focus(in)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(next) {
		t.Fatalf("after Tab %T has the keyboard", w.Canvas().Focused())
	}
	w.Canvas().FocusPrevious()
	if w.Canvas().Focused() != fyne.Focusable(in) {
		t.Errorf("and back %T", w.Canvas().Focused())
	}
	if !offers.Key(fyne.KeyDown) || offers.Current() != 1 {
		t.Error("its holder cannot move in it")
	}
}

// stacked puts objects one under the other.
type stacked struct{}

func (stacked) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (stacked) Layout(list []fyne.CanvasObject, s fyne.Size) {
	for i, o := range list {
		o.Move(fyne.NewPos(0, float32(100*i)))
		o.Resize(fyne.NewSize(s.Width, 90))
	}
}
