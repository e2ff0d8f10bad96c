package textline

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// Span is a stretch of a label.
type Span struct {
	Text    string
	Bold    bool
	Color   color.Color // nil: that of the label
	Isolate bool        // its direction is its own and does not touch its neighbours
}

// Label shows one line of text. Change the exported fields before it is shown, or call
// Refresh after; like all widgets it belongs to the goroutine of the interface.
type Label struct {
	widget.BaseWidget
	Bold      bool                 // of spans that do not say themselves
	TextSize  float32              // pixels to the em; 0: the theme's text size
	Color     color.Color          // nil: the theme's foreground
	Align     fyne.TextAlign       // on the interface's side, whatever the text's direction
	Style     textlayout.Style     // textlayout.Sans by New; Serif for quotes
	Direction textlayout.Direction // Auto: by its first strong letter
	Natural   bool                 // ask for the whole width; else room for an ellipsis is enough

	painter *textpaint.Painter
	spans   []Span
}

// New makes a label of text. painter is shared by the program's labels.
func New(painter *textpaint.Painter, text string) *Label {
	l := &Label{painter: painter, Style: textlayout.Sans, spans: []Span{{Text: text}}}
	l.ExtendBaseWidget(l)
	return l
}

// SetText shows text. To show what is shown already costs nothing.
func (l *Label) SetText(text string) { l.SetSpans(Span{Text: text}) }

// SetSpans shows spans one after the other. Where letters join, a change of style waits
// for the word's end.
func (l *Label) SetSpans(spans ...Span) {
	if same(l.spans, spans) {
		return
	}
	l.spans = append(l.spans[:0], spans...)
	l.Refresh()
}

func same(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Text is what the label shows, its spans put together.
func (l *Label) Text() string {
	s := ""
	for _, span := range l.spans {
		s += span.Text
	}
	return s
}

// size is that of the letters.
func (l *Label) size() float32 {
	if l.TextSize > 0 {
		return l.TextSize
	}
	return theme.TextSize()
}

func (l *Label) style(bold bool) textlayout.Style {
	if bold || l.Bold {
		return l.Style.Bold()
	}
	return l.Style
}

func (l *Label) color(c color.Color) color.Color {
	switch {
	case c != nil:
		return c
	case l.Color != nil:
		return l.Color
	}
	return theme.Color(theme.ColorNameForeground)
}

// Height is that of a label's line for letters of size: 18 for 13.
func Height(size float32) float32 {
	return float32(math.Round(float64(size) * 18 / 13))
}

// Overhang is how far the picture of a line of letters of size reaches beyond the line on
// every side: the dots under a final yeh, marks on marks and the foot of a j lie there.
func Overhang(size float32) float32 { return float32(math.Ceil(float64(size) * 0.4)) }

// Measure is the room that text takes whole, at size pixels to the em.
func Measure(painter *textpaint.Painter, text string, size float32, style textlayout.Style) fyne.Size {
	var line textlayout.Line
	painter.Fonts().SingleLine(text, textlayout.Options{Style: style}, size, &line)
	return fyne.NewSize(float32(math.Ceil(float64(line.Right))), Height(size))
}

// CreateRenderer is for the toolkit.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	raster := canvas.NewRaster(nil)
	raster.Generator = l.generator(raster)
	return &renderer{label: l, raster: raster}
}

type renderer struct {
	label  *Label
	raster *canvas.Raster
}

func (r *renderer) Layout(size fyne.Size) {
	over := Overhang(r.label.size())
	r.raster.Move(fyne.NewPos(-over, -over))
	r.raster.Resize(size.AddWidthHeight(2*over, 2*over))
}

func (r *renderer) MinSize() fyne.Size {
	l := r.label
	if l.Natural {
		return fyne.NewSize(float32(math.Ceil(float64(l.width(l.size())))), Height(l.size()))
	}
	return fyne.NewSize(l.size(), Height(l.size()))
}

func (r *renderer) Refresh() {
	if r.label.Size().Height > 0 {
		r.Layout(r.label.Size()) // the letters may have another size
	}
	r.raster.Refresh()
}
func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.raster} }
func (r *renderer) Destroy()                     {}
