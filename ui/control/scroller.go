package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Scroller shows a part of something higher than its place. It has no shadows; its bar
// is seen while the pointer is over it.
type Scroller struct {
	widget.BaseWidget
	content fyne.CanvasObject
	clip    *container.Clip
	bar     *scrollBar
	offset  float32
}

// NewScroller scrolls content, whose MinSize says how high it is.
func NewScroller(content fyne.CanvasObject) *Scroller {
	s := &Scroller{content: content}
	s.clip = newClip(content)
	s.bar = newScrollBar(s.ScrollTo)
	s.ExtendBaseWidget(s)
	return s
}

// Offset is how far the content is scrolled, in pixels.
func (s *Scroller) Offset() float32 { return s.offset }

// ScrollTo scrolls to y pixels from the content's top, as far as there is content.
func (s *Scroller) ScrollTo(y float32) {
	s.offset = max(0, min(y, s.content.Size().Height-s.Size().Height))
	s.content.Move(fyne.NewPos(0, -s.offset))
	s.bar.set(s.offset, s.Size().Height, s.content.Size().Height)
}

// Reveal scrolls with the least movement so that the content between two heights is in
// sight, the upper one first.
func (s *Scroller) Reveal(from, to float32) {
	y := s.offset
	if to > y+s.Size().Height {
		y = to - s.Size().Height
	}
	s.ScrollTo(min(y, from))
}

// Fit takes in that the content's height has changed.
func (s *Scroller) Fit() {
	size := s.Size()
	s.content.Resize(fyne.NewSize(size.Width, max(size.Height, s.content.MinSize().Height)))
	s.ScrollTo(s.offset)
}

// Wake has Fyne find what is in the content when that is to have the keyboard: of what was
// hidden for a minute it forgets the renderers, and then looks past it.
func (s *Scroller) Wake() {
	s.MinSize()
	s.clip.BaseWidget.MinSize() // its own asks no renderer; this one asks the content too
}

// CreateRenderer implements fyne.Widget.
func (s *Scroller) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{s.clip, s.bar},
		min:     func() fyne.Size { return fyne.NewSize(40, 40) },
		layout: func(z fyne.Size) {
			place(s.clip, 0, 0, z.Width, z.Height)
			place(s.bar, z.Width-barRoom, 0, barRoom, z.Height)
			s.Fit()
		},
		refresh: func() { s.content.Refresh(); s.bar.Refresh() },
	}
}

// wheel is how much further a turn of the wheel goes than Fyne says, whose notch is less
// than a row.
const wheel = 2

// Scrolled implements fyne.Scrollable.
func (s *Scroller) Scrolled(e *fyne.ScrollEvent) {
	s.bar.wake(true)
	s.ScrollTo(s.offset - wheel*e.Scrolled.DY)
}

// MouseIn implements desktop.Hoverable.
func (s *Scroller) MouseIn(*desktop.MouseEvent) { s.bar.wake(true) }

// MouseMoved implements desktop.Hoverable.
func (s *Scroller) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *Scroller) MouseOut() { s.bar.wake(false) }
