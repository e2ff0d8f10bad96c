package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/ui/theme"
)

type segment struct {
	pressable
	on, unset bool
	required  bool // an unset one, while it is chosen, stands in warn

	frame  *canvas.Rectangle
	dashes *canvas.Raster
	glyph  *Glyph
	label  *Label
	key    *Label
	erase  *Glyph
}

func newSegment(a Segment, act func()) *segment {
	s := &segment{
		frame: canvas.NewRectangle(nil), glyph: NewGlyph(a.Mark, 9, theme.Text), label: NewLabel(a.Text, Small),
		key: NewLabel("", Note), erase: NewGlyph(EraseMark, 13, theme.Muted),
	}
	if a.Key != 0 {
		s.key.SetText(string(a.Key))
	}
	s.dashes = newDrawn(func(p *pen, w, h float32) {
		width, colour := theme.BorderWidth, theme.Border
		switch {
		case s.on && s.required:
			colour = theme.Warn
		case s.on:
			width, colour = theme.FocusWidth, theme.Accent
		}
		p.dashes(w, h, theme.ChipRadius, width, 3, 2)
		p.fill(ink(colour))
	})
	s.frame.CornerRadius = theme.ChipRadius
	s.act, s.paint = act, s.repaint
	s.ExtendBaseWidget(s)
	return s
}

func (s *segment) repaint() {
	ground, border, text, key := theme.Raised, theme.Line, theme.Text, theme.Muted
	switch {
	case s.unset && s.on && s.required:
		ground, border, text = theme.WarnPale, "", theme.Warn
	case s.unset && s.on:
		ground, border = theme.Window, ""
	case s.unset:
		ground, border, text = "", "", theme.Muted
	case s.on:
		ground, border, text, key = theme.Accent, theme.Accent, theme.OnAccent, theme.OnAccent
	}
	if s.hovered && !s.on {
		ground = theme.Hover
	}
	paintRect(s.frame, ground, border, theme.BorderWidth)
	s.label.Set(s.label.text, Small.In(text))
	s.key.Set(s.key.text, Note.In(key))
	s.glyph.Set(s.glyph.mark, text)
	show(s.dashes, s.unset)
	show(s.erase, s.unset)
	if s.unset {
		s.dashes.Refresh()
	}
}

// need is the width in which word and key do not touch.
func (s *segment) need() float32 {
	key := s.key.MinSize().Width
	if s.unset {
		key = s.erase.MinSize().Width
	}
	return 5 + s.glyph.MinSize().Width + 3 + s.label.MinSize().Width + 5 + key + 4
}

// CreateRenderer implements fyne.Widget.
func (s *segment) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{s.frame, s.dashes, s.glyph, s.label, s.key, s.erase},
		layout: func(z fyne.Size) {
			place(s.frame, 0, 0, z.Width, z.Height)
			place(s.dashes, 0, 0, z.Width, z.Height)
			x := float32(6)
			if s.glyph.mark != NoMark {
				x = 5 + centre(s.glyph, 5, z.Height) + 3
			}
			centre(s.key, z.Width-4-s.key.MinSize().Width, z.Height)
			centre(s.erase, z.Width-4-13, z.Height)
			h := s.label.MinSize().Height
			place(s.label, x, (z.Height-h)/2, max(0, z.Width-x-5-s.key.MinSize().Width), h)
		},
		refresh: s.repaint,
	}
}
