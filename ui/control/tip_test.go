package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/assets/icons"
)

// A tooltip is shown beside the pointer, whole and within the window, until the pointer
// leaves or presses; over a sheet there is none.
func TestTooltips(t *testing.T) {
	b := NewIconButton(icons.Up.Resource(), "Only حزب الساحل الحر (FCP), or all again", func() {})
	content := WithTips(container.NewWithoutLayout(b))
	win := inWindow(t, content, 400, 200)
	b.Resize(fyne.NewSize(30, 30))
	layer := tipsOf(b)
	if layer == nil {
		t.Fatal("the window has no layer for tooltips")
	}
	rest := func(x, y float32) {
		b.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}})
		b.tipped.show() // as if the time were over
	}
	for _, at := range []fyne.Position{{X: 5, Y: 5}, {X: 390, Y: 190}, {X: 395, Y: 10}} {
		rest(at.X, at.Y)
		p, s := layer.plate.Position(), layer.plate.Size()
		if !layer.plate.Visible() || layer.words.Text() != b.ToolTip() || p.X < 0 || p.Y < 0 || p.X+s.Width > 400 || p.Y+s.Height > 200 {
			t.Errorf("at %v it stands at %v, %v large", at, p, s)
		}
		if p.Y < at.Y && at.Y < p.Y+s.Height && p.X < at.X && at.X < p.X+s.Width {
			t.Errorf("it lies under the pointer at %v", at)
		}
		b.MouseOut()
		if layer.plate.Visible() || layer.words.Visible() {
			t.Error("the pointer has left and it is still there")
		}
	}
	rest(5, 5)
	b.Tapped(nil)
	if layer.plate.Visible() {
		t.Error("it stays when the button is pressed")
	}
	b.MouseIn(&desktop.MouseEvent{})
	b.MouseOut()
	if b.tipped.show(); layer.plate.Visible() {
		t.Error("it comes after the pointer has left")
	}
	win.Canvas().Overlays().Add(container.NewWithoutLayout())
	if rest(5, 5); layer.plate.Visible() {
		t.Error("it is shown under a sheet")
	}
}
