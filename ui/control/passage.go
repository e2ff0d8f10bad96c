package control

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/theme"
)

// Passage is text that wraps: a quote, a definition. Its height follows from its width
// by [Passage.Tall]; paragraphs that read from right to left stand at the right.
type Passage struct {
	widget.BaseWidget
	words  string
	colour fyne.ThemeColorName
	most   int // lines; what is beyond is cut with an ellipsis
	sheet  *sheet
	raster *canvas.Raster
	width  float32
}

// NewPassage makes one in the interface's face, or in that for long reading, with at
// most so many lines (0: any number). lineHeight 0 takes that of the size.
func NewPassage(serif bool, size, lineHeight float32, most int, colour fyne.ThemeColorName) *Passage {
	style := textlayout.Sans
	if serif {
		style = textlayout.Serif
	}
	p := &Passage{colour: colour, most: most, sheet: newSheet(style, size, true)}
	if lineHeight > 0 {
		p.sheet.height = lineHeight
	}
	p.raster = canvas.NewRaster(nil)
	p.raster.Generator = func(w, h int) image.Image {
		dst := image.NewRGBA(image.Rect(0, 0, w, h))
		p.sheet.draw(dst, deviceScale(w, p.raster.Size()), 0, theme.Color(p.colour), text.Span{}, p.most)
		return dst
	}
	p.ExtendBaseWidget(p)
	return p
}

// SetText shows words.
func (p *Passage) SetText(words string) {
	if p.words != words {
		p.words, p.width = words, 0
		p.lay(p.Size().Width)
	}
}

// Text is what is shown, uncut.
func (p *Passage) Text() string { return p.words }

// RightToLeft reports whether the text reads so, by its first strong character.
func (p *Passage) RightToLeft() bool { return textlayout.ReadsFromRight(p.words) }

// Tall is the height that the text needs in a width.
func (p *Passage) Tall(width float32) float32 {
	p.lay(width)
	if p.words == "" {
		return 0
	}
	n := p.sheet.lines()
	if p.most > 0 {
		n = min(n, p.most)
	}
	return float32(n) * p.sheet.height
}

func (p *Passage) lay(width float32) {
	if width <= 0 || width == p.width {
		return
	}
	p.width = width
	p.sheet.set(mustText(p.words), width)
	if p.most > 0 && p.sheet.lines() > p.most {
		p.cut(width)
	}
	p.raster.Refresh()
}

// cut shortens the text by words until it fits with an ellipsis.
func (p *Passage) cut(width float32) {
	t := mustText(p.words)
	line, _ := p.sheet.at(p.most - 1)
	for end := line.Text.End; end > 0; {
		p.sheet.set(mustText(t.Slice(text.Span{End: end})+"…"), width)
		if p.sheet.lines() <= p.most {
			return
		}
		end = prevWord(t, end)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Passage) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{p.raster},
		min:     func() fyne.Size { return fyne.NewSize(40, p.sheet.height) },
		layout: func(s fyne.Size) {
			p.lay(s.Width)
			p.sheet.hold(p.raster, s)
		},
		refresh: func() { p.raster.Refresh() },
	}
}
