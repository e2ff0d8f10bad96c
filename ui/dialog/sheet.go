package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Options say how a sheet lies over the window. The zero value is a card as large as its
// content, in the middle, that a click outside closes.
type Options struct {
	Width, Height float32        // of the card; 0: as its content needs
	At            *fyne.Position // its upper left corner; nil: centred, a little above the middle
	Top           float32        // with At nil: its distance from the window's upper edge; 0: as above
	Scrim         bool           // darkens the window behind it
	Stays         bool           // a click outside does not close it
	Pad           float32        // around the content
	Focus         fyne.Focusable // what has the keyboard at first; nil: nothing
	OnClosed      func()         // told once, however it was closed
	OnKey         func(*fyne.KeyEvent) bool
	OnShortcut    func(fyne.Shortcut) // what nothing on the card wanted of a shortcut of the window
	OnHover       func(fyne.Position) // the pointer moved outside the card
	Busy          bool                // it only says what is going on, and asks nothing
}

// Sheet is a card over a window. It belongs to Fyne's goroutine.
type Sheet struct {
	widget.BaseWidget
	options Options
	canvas  fyne.Canvas
	scrim   *canvas.Rectangle
	shadow  *canvas.Rectangle
	card    *canvas.Rectangle
	content fyne.CanvasObject
	closed  bool
}

// Open lays content over the window and gives it the keyboard.
func Open(w fyne.Window, content fyne.CanvasObject, o Options) *Sheet {
	s := &Sheet{options: o, canvas: w.Canvas(), content: content,
		scrim: canvas.NewRectangle(nil), shadow: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil)}
	s.card.CornerRadius, s.shadow.CornerRadius = theme.CardRadius, theme.CardRadius+2
	s.ExtendBaseWidget(s)
	s.canvas.Overlays().Add(s)
	s.Resize(s.canvas.Size())
	if o.Focus != nil {
		s.canvas.Focus(o.Focus)
	}
	return s
}

// Close takes the sheet away; the keyboard goes back to where it was.
func (s *Sheet) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.canvas.Overlays().Remove(s)
	if s.options.OnClosed != nil {
		s.options.OnClosed()
	}
}

// Closed reports whether the sheet is gone.
func (s *Sheet) Closed() bool { return s.closed }

// Busy reports whether the sheet only says what is going on.
func (s *Sheet) Busy() bool { return s.options.Busy }

// Fit lays the card out anew, after its content has changed its size.
func (s *Sheet) Fit() { s.Refresh() }

// Key does what a key means for a sheet that has no focused part: Escape closes it.
func (s *Sheet) Key(e *fyne.KeyEvent) {
	if s.options.OnKey != nil && s.options.OnKey(e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		s.Close()
	}
}

// Shortcut hands the sheet a shortcut that nothing on it wanted.
func (s *Sheet) Shortcut(c fyne.Shortcut) {
	if s.options.OnShortcut != nil {
		s.options.OnShortcut(c)
	}
}

// Top is the uppermost sheet of a canvas; nil when there is none.
func Top(c fyne.Canvas) *Sheet {
	s, _ := c.Overlays().Top().(*Sheet)
	return s
}

// Tapped implements fyne.Tappable: a click outside the card.
func (s *Sheet) Tapped(e *fyne.PointEvent) {
	if !s.options.Stays && !s.within(e.Position) {
		s.Close()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (s *Sheet) TappedSecondary(e *fyne.PointEvent) { s.Tapped(e) }

func (s *Sheet) within(p fyne.Position) bool {
	o, z := s.card.Position(), s.card.Size()
	return p.X >= o.X && p.Y >= o.Y && p.X < o.X+z.Width && p.Y < o.Y+z.Height
}

// MouseIn implements desktop.Hoverable, so that nothing behind the sheet is hovered.
func (s *Sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *Sheet) MouseMoved(e *desktop.MouseEvent) {
	if s.options.OnHover != nil && !s.within(e.Position) {
		s.options.OnHover(e.Position)
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Sheet) MouseOut() {}

// Scrolled implements fyne.Scrollable, so that nothing behind the sheet scrolls.
func (s *Sheet) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ *Sheet }

func (r *sheetRenderer) Destroy()           {}
func (r *sheetRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.shadow, r.card, r.content}
}

func (r *sheetRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	canvas.Refresh(r.Sheet)
}

func (r *sheetRenderer) paint() {
	r.scrim.FillColor = theme.Color(theme.Clear)
	if r.options.Scrim {
		r.scrim.FillColor = theme.Color(theme.Scrim)
	}
	r.shadow.FillColor = theme.Color(theme.Shadow)
	r.card.FillColor = theme.Color(theme.CardGround)
	r.card.StrokeColor, r.card.StrokeWidth = theme.Color(theme.Border), theme.BorderWidth
}

// Layout implements fyne.WidgetRenderer. The card stays inside the window.
func (r *sheetRenderer) Layout(window fyne.Size) {
	r.paint()
	r.scrim.Resize(window)
	const edge = 8
	pad := r.options.Pad
	size := r.content.MinSize().AddWidthHeight(2*pad, 2*pad)
	if r.options.Width > 0 {
		size.Width = max(r.options.Width, size.Width)
	}
	if r.options.Height > 0 {
		size.Height = r.options.Height
	}
	size = fyne.NewSize(min(size.Width, window.Width-2*edge), min(size.Height, window.Height-2*edge))
	at := fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)*0.42)
	if r.options.Top > 0 {
		at.Y = min(r.options.Top, max(edge, window.Height-size.Height-edge))
	}
	if r.options.At != nil {
		at = *r.options.At
	}
	at.X = max(0, min(at.X, window.Width-size.Width-edge/2))
	at.Y = max(0, min(at.Y, window.Height-size.Height-edge/2))
	r.card.Move(at)
	r.card.Resize(size)
	r.shadow.Move(at.AddXY(-1, 1))
	r.shadow.Resize(size.AddWidthHeight(2, 2))
	r.content.Move(at.AddXY(pad, pad))
	r.content.Resize(size.SubtractWidthHeight(2*pad, 2*pad))
}
