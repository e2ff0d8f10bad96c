package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// OverlayOptions say how an overlay lies over the window. The zero value is a card as large as its
// content, in the middle, that a click outside closes.
type OverlayOptions struct {
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

// Overlay is a card over a window: a dialog, a menu. It belongs to Fyne's goroutine.
type Overlay struct {
	widget.BaseWidget
	options OverlayOptions
	canvas  fyne.Canvas
	scrim   *canvas.Rectangle
	shadow  *canvas.Rectangle
	card    *canvas.Rectangle
	content fyne.CanvasObject
	closed  bool
}

// OpenOverlay lays content over a window and gives it the keyboard.
func OpenOverlay(c fyne.Canvas, content fyne.CanvasObject, o OverlayOptions) *Overlay {
	s := &Overlay{options: o, canvas: c, content: content,
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

// Close takes the overlay away; the keyboard goes back to where it was.
func (s *Overlay) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.canvas.Overlays().Remove(s)
	if s.options.OnClosed != nil {
		s.options.OnClosed()
	}
}

// Closed reports whether the overlay is gone.
func (s *Overlay) Closed() bool { return s.closed }

// Busy reports whether the overlay only says what is going on.
func (s *Overlay) Busy() bool { return s.options.Busy }

// Fit lays the card out anew, after its content has changed its size.
func (s *Overlay) Fit() { s.Refresh() }

// Key does what a key means for an overlay that has no focused part: Escape closes it.
func (s *Overlay) Key(e *fyne.KeyEvent) {
	if s.options.OnKey != nil && s.options.OnKey(e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		s.Close()
	}
}

// Shortcut hands the overlay a shortcut that nothing on it wanted.
func (s *Overlay) Shortcut(c fyne.Shortcut) {
	if s.options.OnShortcut != nil {
		s.options.OnShortcut(c)
	}
}

// TopOverlay is the uppermost overlay of a canvas; nil when there is none.
func TopOverlay(c fyne.Canvas) *Overlay {
	s, _ := c.Overlays().Top().(*Overlay)
	return s
}

// Tapped implements fyne.Tappable: a click outside the card.
func (s *Overlay) Tapped(e *fyne.PointEvent) {
	if !s.options.Stays && !s.within(e.Position) {
		s.Close()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (s *Overlay) TappedSecondary(e *fyne.PointEvent) { s.Tapped(e) }

func (s *Overlay) within(p fyne.Position) bool {
	o, z := s.card.Position(), s.card.Size()
	return p.X >= o.X && p.Y >= o.Y && p.X < o.X+z.Width && p.Y < o.Y+z.Height
}

// MouseIn implements desktop.Hoverable, so that nothing behind the overlay is hovered.
func (s *Overlay) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *Overlay) MouseMoved(e *desktop.MouseEvent) {
	if s.options.OnHover != nil && !s.within(e.Position) {
		s.options.OnHover(e.Position)
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Overlay) MouseOut() {}

// Scrolled implements fyne.Scrollable, so that nothing behind the overlay scrolls.
func (s *Overlay) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *Overlay) CreateRenderer() fyne.WidgetRenderer { return &overlayRenderer{s} }

type overlayRenderer struct{ *Overlay }

func (r *overlayRenderer) Destroy()           {}
func (r *overlayRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *overlayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.shadow, r.card, r.content}
}

func (r *overlayRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	canvas.Refresh(r.Overlay)
}

func (r *overlayRenderer) paint() {
	r.scrim.FillColor = theme.Color(theme.Clear)
	if r.options.Scrim {
		r.scrim.FillColor = theme.Color(theme.Scrim)
	}
	r.shadow.FillColor = theme.Color(theme.Shadow)
	r.card.FillColor = theme.Color(theme.CardGround)
	r.card.StrokeColor, r.card.StrokeWidth = theme.Color(theme.Border), theme.BorderWidth
}

// Layout implements fyne.WidgetRenderer. The card stays inside the window.
func (r *overlayRenderer) Layout(window fyne.Size) {
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
