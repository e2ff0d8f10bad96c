package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Style is how a [Label] is written.
type Style struct {
	Size   float32             // theme.BodySize when 0
	Bold   bool                //
	Colour fyne.ThemeColorName // theme.Text when empty
	Align  fyne.TextAlign      // where it stands when there is more room
}

// The styles that the interface is written in.
var (
	Body  = Style{Size: theme.BodySize, Colour: theme.Text}
	Bold  = Style{Size: theme.BodySize, Colour: theme.Text, Bold: true}
	Small = Style{Size: theme.LabelSize, Colour: theme.Text}
	Quiet = Style{Size: theme.LabelSize, Colour: theme.Text2}
	Hint  = Style{Size: theme.LabelSize, Colour: theme.Muted}
	Note  = Style{Size: theme.CapSize, Colour: theme.Muted}
)

// In is s in another colour.
func (s Style) In(colour fyne.ThemeColorName) Style { s.Colour = colour; return s }

// Heavy is s in bold, or not.
func (s Style) Heavy(yes bool) Style { s.Bold = yes; return s }

// Right is s against the right edge.
func (s Style) Right() Style { s.Align = fyne.TextAlignTrailing; return s }

// Label is one line of text, cut with an ellipsis at its own end when there is no room.
// It takes no events.
type Label struct {
	widget.BaseWidget
	text  string
	style Style
	line  *canvas.Text
}

// NewLabel shows text in style s.
func NewLabel(text string, s Style) *Label {
	l := &Label{text: text, style: s, line: canvas.NewText(text, nil)}
	l.paint()
	l.ExtendBaseWidget(l)
	return l
}

// Text is what the label says, uncut.
func (l *Label) Text() string { return l.text }

// Style is how it says it.
func (l *Label) Style() Style { return l.style }

// Set changes text and style; nothing happens when both are as before.
func (l *Label) Set(text string, s Style) {
	if l.text == text && l.style == s {
		return
	}
	l.text, l.style = text, s
	l.paint()
	l.line.Refresh()
}

// SetText changes what the label says.
func (l *Label) SetText(text string) { l.Set(text, l.style) }

func (l *Label) paint() {
	if l.style.Size == 0 {
		l.style.Size = theme.BodySize
	}
	if l.style.Colour == "" {
		l.style.Colour = theme.Text
	}
	l.line.Text, l.line.TextSize, l.line.Alignment = l.text, l.style.Size, l.style.Align
	l.line.TextStyle = fyne.TextStyle{Bold: l.style.Bold}
	l.line.Color = theme.Color(l.style.Colour)
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{l.line},
		min:     func() fyne.Size { return l.line.MinSize() },
		layout:  func(s fyne.Size) { place(l.line, 0, 0, s.Width, s.Height) },
		refresh: func() { l.paint(); l.line.Refresh() },
	}
}
