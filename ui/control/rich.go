package control

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/textline"
	"parley/ui/theme"
)

// Rich is a [Label] of which one part is bold: where typed letters were found.
type Rich struct {
	widget.BaseWidget
	text, match string
	style       Style
	line        *textline.Label
	look        look
}

// NewRich makes an empty one.
func NewRich() *Rich {
	r := &Rich{line: textline.New(Painter(), "")}
	r.line.Natural = true
	r.ExtendBaseWidget(r)
	return r
}

// Set shows text in style, with the first place where match stands in it, in any case,
// in bold.
func (r *Rich) Set(text, match string, style Style) {
	style = style.whole()
	if r.text == text && r.match == match && r.style == style {
		return
	}
	r.text, r.match, r.style = text, match, style
	r.paint()
}

func (r *Rich) paint() {
	r.look = lookNow()
	before, hit, after := cutFold(r.text, r.match)
	r.line.TextSize, r.line.Color = r.style.Size, theme.Color(r.style.Colour)
	var spans []textline.Span
	for i, part := range [...]string{before, hit, after} {
		if part != "" {
			spans = append(spans, textline.Span{Text: part, Bold: i == 1})
		}
	}
	r.line.SetSpans(spans...)
	r.line.Refresh()
}

// cutFold cuts text at the first place where match stands in any case.
func cutFold(text, match string) (before, hit, after string) {
	if match == "" {
		return text, "", ""
	}
	for i := range text {
		if end := i + len(match); end <= len(text) && strings.EqualFold(text[i:end], match) {
			return text[:i], text[i:end], text[end:]
		}
	}
	return text, "", ""
}

// CreateRenderer implements fyne.Widget.
func (r *Rich) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{r.line},
		min:     func() fyne.Size { return r.line.MinSize() },
		layout:  func(s fyne.Size) { place(r.line, 0, 0, s.Width, s.Height) },
		refresh: func() {
			if r.look != lookNow() {
				r.paint()
			}
		},
	}
}
