package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Separator is one pixel of line, as wide or high as its place.
type Separator struct {
	widget.BaseWidget
	line *canvas.Rectangle
}

// NewSeparator makes one.
func NewSeparator() *Separator {
	s := &Separator{line: canvas.NewRectangle(nil)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Separator) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{s.line},
		min:     func() fyne.Size { return fyne.NewSquareSize(1) },
		layout:  func(z fyne.Size) { place(s.line, 0, 0, z.Width, z.Height) },
		refresh: func() { paintRect(s.line, theme.Line, "", 0) },
	}
	d.refresh()
	return d
}

// PanelHead is the head of a panel: a title, a count in muted after it, and controls at
// its right end. 40 high.
type PanelHead struct {
	widget.BaseWidget
	title, count *Label
	tools        []fyne.CanvasObject
}

// NewPanelHead makes a head with controls from left to right at its end.
func NewPanelHead(title string, tools ...fyne.CanvasObject) *PanelHead {
	h := &PanelHead{title: NewLabel(title, Bold), count: NewLabel("", Hint), tools: tools}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes title and count; an empty count is not shown.
func (h *PanelHead) Set(title, count string) {
	h.title.SetText(title)
	h.count.SetText(count)
	h.arrange(h.Size())
}

func (h *PanelHead) arrange(s fyne.Size) {
	end := s.Width - 8
	for i := len(h.tools) - 1; i >= 0; i-- {
		if h.tools[i].Visible() {
			end -= h.tools[i].MinSize().Width
			centre(h.tools[i], end, s.Height)
		}
	}
	x := theme.PanelPadding
	m := h.title.MinSize()
	w := min(m.Width, max(0, end-x))
	place(h.title, x, (s.Height-m.Height)/2, w, m.Height)
	centre(h.count, x+w+8, s.Height)
}

// CreateRenderer implements fyne.Widget.
func (h *PanelHead) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: append([]fyne.CanvasObject{h.title, h.count}, h.tools...),
		min:     func() fyne.Size { return fyne.NewSize(120, theme.PanelHead) },
		layout:  h.arrange,
		refresh: func() {
			h.title.Refresh()
			h.count.Refresh()
			for _, t := range h.tools {
				t.Refresh()
			}
		},
	}
}

// Progress is a thin bar of which a part is filled.
type Progress struct {
	widget.BaseWidget
	part        float32
	track, fill *canvas.Rectangle
}

// NewProgress makes an empty bar, 4 high.
func NewProgress() *Progress {
	p := &Progress{track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	p.track.CornerRadius, p.fill.CornerRadius = 2, 2
	p.ExtendBaseWidget(p)
	return p
}

// Set fills part of the bar, from 0 to 1.
func (p *Progress) Set(part float32) {
	p.part = max(0, min(part, 1))
	p.arrange(p.Size())
}

func (p *Progress) arrange(s fyne.Size) {
	place(p.track, 0, 0, s.Width, s.Height)
	place(p.fill, 0, 0, s.Width*p.part, s.Height)
}

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{p.track, p.fill},
		min:     func() fyne.Size { return fyne.NewSize(40, 4) },
		layout:  p.arrange,
	}
	d.refresh = func() {
		paintRect(p.track, theme.Line, "", 0)
		paintRect(p.fill, theme.Accent, "", 0)
	}
	d.refresh()
	return d
}
