package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// tipDelay is how long the pointer rests before a tooltip is shown.
const tipDelay = 400 * time.Millisecond

// Room of a tooltip: it wraps at tipWidth and stands tipBelow under the pointer.
const (
	tipWidth = 320
	tipBelow = 20
)

// tipped is what a widget with a tooltip embeds in place of BaseWidget. Tooltips name
// layers and actors, so their words are set like all others here.
type tipped struct {
	widget.BaseWidget
	self    fyne.Widget // that it is part of
	tip     string
	pointer fyne.Position // in the window
	due     *time.Timer
	layer   *tips // it is shown there now; nil: it is not shown
}

// ExtendBaseWidget implements the toolkit's way of embedding.
func (t *tipped) ExtendBaseWidget(w fyne.Widget) {
	t.self = w
	t.BaseWidget.ExtendBaseWidget(w)
}

// SetToolTip sets what is shown beside the pointer when it rests; empty: nothing.
func (t *tipped) SetToolTip(words string) { t.tip = words }

// ToolTip is what was set.
func (t *tipped) ToolTip() string { return t.tip }

// MouseIn implements desktop.Hoverable.
func (t *tipped) MouseIn(e *desktop.MouseEvent) {
	t.MouseOut()
	t.MouseMoved(e)
	if t.tip != "" {
		t.due = time.AfterFunc(tipDelay, func() { fyne.Do(t.show) })
	}
}

// MouseMoved implements desktop.Hoverable.
func (t *tipped) MouseMoved(e *desktop.MouseEvent) {
	if e != nil {
		t.pointer = e.AbsolutePosition
	}
}

// MouseOut implements desktop.Hoverable.
func (t *tipped) MouseOut() {
	if t.due != nil {
		t.due.Stop()
		t.due = nil
	}
	if t.layer != nil {
		t.layer.hide()
		t.layer = nil
	}
}

func (t *tipped) show() {
	if t.due == nil { // the pointer has left meanwhile
		return
	}
	if t.layer = tipsOf(t.self); t.layer != nil {
		t.layer.show(t.tip, t.pointer)
	}
}

// WithTips is content under a layer for tooltips: what a window shows as a whole.
func WithTips(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(content, newTips())
}

// tipsOf is the layer of the window that o is in; nil when something lies over it.
func tipsOf(o fyne.CanvasObject) *tips {
	c := canvasOf(o)
	if c == nil || c.Overlays().Top() != nil {
		return nil
	}
	if stack, ok := c.Content().(*fyne.Container); ok {
		for _, x := range stack.Objects {
			if t, ok := x.(*tips); ok {
				return t
			}
		}
	}
	return nil
}

// tips shows one tooltip at a time. It takes no events.
type tips struct {
	widget.BaseWidget
	plate *canvas.Rectangle
	words *Passage
	text  string
	at    fyne.Position // of the pointer
}

func newTips() *tips {
	t := &tips{plate: canvas.NewRectangle(nil), words: NewPassage(false, theme.LabelSize, 0, 8, theme.Text)}
	t.plate.CornerRadius = theme.InputRadius
	t.ExtendBaseWidget(t)
	t.hide()
	return t
}

func (t *tips) show(words string, at fyne.Position) {
	t.text, t.at = words, at
	t.words.SetText(words)
	t.plate.Show()
	t.words.Show()
	t.Refresh()
}

func (t *tips) hide() {
	t.plate.Hide()
	t.words.Hide()
}

// arrange puts the tooltip under the pointer, or above it where there is no room.
func (t *tips) arrange(s fyne.Size) {
	width := min(tipWidth, textline.Measure(Painter(), t.text, theme.LabelSize, textlayout.Sans).Width+1)
	w, h := width+2*theme.RowGap, t.words.Tall(width)+theme.RowGap+2
	x := max(0, min(t.at.X+theme.Grid, s.Width-w-theme.Grid))
	y := t.at.Y + tipBelow
	if y+h > s.Height-theme.Grid {
		y = t.at.Y - h - theme.Grid
	}
	place(t.plate, x, y, w, h)
	place(t.words, x+theme.RowGap, y+theme.RowGap/2+1, width, h-theme.RowGap-2)
}

// CreateRenderer implements fyne.Widget.
func (t *tips) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{t.plate, t.words},
		layout:  t.arrange,
		refresh: func() {
			paintRect(t.plate, theme.Raised, theme.Border, theme.BorderWidth)
			t.arrange(t.Size())
			t.words.Refresh()
		},
	}
}
