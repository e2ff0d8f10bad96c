package docview

import (
	"image/color"

	"fyne.io/fyne/v2"

	"parley/ui/theme"
)

// palette is the theme's colours as they are painted: opaque, in one variant.
type palette struct {
	paper, panel, text, text2, muted, line, border color.RGBA
	selection, accent, warn, hit, hitNow           color.RGBA
	slots                                          [theme.Slots * 3]slot // each hue in each texture
}

// slot is a hue with its texture.
type slot struct {
	mark, tint, strong, label color.RGBA
	texture                   theme.Texture
}

// newPalette reads the colours of the light or the dark variant.
func newPalette(dark bool) *palette {
	of := func(name fyne.ThemeColorName) color.RGBA { return opaque(theme.ColorIn(name, dark)) }
	p := &palette{
		paper: of(theme.Paper), panel: of(theme.Panel), text: of(theme.Text), text2: of(theme.Text2), muted: of(theme.Muted),
		line: of(theme.Line), border: of(theme.Border), selection: of(theme.Selection),
		accent: of(theme.Accent), warn: of(theme.Warn), hit: of(theme.Hit), hitNow: of(theme.HitNow),
	}
	for i := range p.slots {
		s := theme.SlotIn(i+1, dark)
		p.slots[i] = slot{opaque(s.Mark), opaque(s.Tint), opaque(s.Strong), opaque(s.Label), s.Texture}
	}
	return p
}

func opaque(c color.NRGBA) color.RGBA { return color.RGBA{R: c.R, G: c.G, B: c.B, A: 0xFF} }

// index is the place of slot n in the palette: below 1 it is stone, which means none.
func (p *palette) index(n int) int {
	if n < 1 {
		n = theme.Slots
	}
	return (n - 1) % len(p.slots)
}

func (p *palette) slot(n int) *slot { return &p.slots[p.index(n)] }
