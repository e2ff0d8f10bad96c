package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// Style is how a [Label] is written.
type Style struct {
	Size   float32 // theme.BodySize when 0
	Bold   bool
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

func (s Style) whole() Style {
	if s.Size == 0 {
		s.Size = theme.BodySize
	}
	if s.Colour == "" {
		s.Colour = theme.Text
	}
	return s
}

// look is what a picture of words depends on besides the words.
type look struct {
	dark  bool
	faces uint32 // generation of the fonts
}

func lookNow() look { return look{theme.IsDark(), Painter().Fonts().Generation()} }

// Label is one line of text in any script, cut with an ellipsis at its own end when
// there is no room. Its MinSize is the room it takes whole. It takes no events.
type Label struct {
	widget.BaseWidget
	text  string
	style Style
	line  *textline.Label
	size  fyne.Size // of text in style, measured when it is asked for
	look  look      // what it was last painted in
}

// NewLabel shows text in style s.
func NewLabel(text string, s Style) *Label {
	l := &Label{text: text, style: s.whole(), line: textline.New(Painter(), text)}
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
	s = s.whole()
	if l.text == text && l.style == s {
		return
	}
	if l.text != text || l.style.Size != s.Size || l.style.Bold != s.Bold {
		l.size = fyne.Size{}
	}
	l.text, l.style = text, s
	l.paint()
}

// SetText changes what the label says.
func (l *Label) SetText(text string) { l.Set(text, l.style) }

func (l *Label) paint() {
	if now := lookNow(); now != l.look {
		l.look, l.size = now, fyne.Size{}
	}
	l.line.Bold, l.line.TextSize, l.line.Align = l.style.Bold, l.style.Size, l.style.Align
	l.line.Color = theme.Color(l.style.Colour)
	l.line.SetText(l.text)
	l.line.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (l *Label) MinSize() fyne.Size {
	if l.size.Height == 0 {
		style := textlayout.Sans
		if l.style.Bold {
			style = style.Bold()
		}
		l.size = textline.Measure(Painter(), l.text, l.style.Size, style)
		if l.text == "" {
			l.size.Width = 0
		}
	}
	return l.size
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{l.line},
		min:     func() fyne.Size { return l.MinSize() },
		layout:  func(s fyne.Size) { place(l.line, 0, 0, s.Width, s.Height) },
		refresh: func() {
			if l.look != lookNow() {
				l.paint()
			}
		},
	}
}
