package control

import (
	"fyne.io/fyne/v2"

	"parley/ui/theme"
)

// A sign is drawn on a square of 16.
type sign func(p *pen, colour fyne.ThemeColorName)

var glyphs = [...]sign{
	Favor: func(p *pen, c fyne.ThemeColorName) {
		p.polygon(point{8, 2.5}, point{14.5, 13.5}, point{1.5, 13.5})
		p.fill(ink(c))
	},
	Against: func(p *pen, c fyne.ThemeColorName) {
		p.polygon(point{8, 13.5}, point{14.5, 2.5}, point{1.5, 2.5})
		p.fill(ink(c))
	},
	Mixed: func(p *pen, c fyne.ThemeColorName) {
		p.polygon(point{8, 1}, point{15, 8}, point{8, 15}, point{1, 8})
		p.polygon(point{8, 4.2}, point{4.2, 8}, point{11.8, 8})
		p.fill(ink(c))
	},
	None: func(p *pen, c fyne.ThemeColorName) {
		p.rect(2, 6.7, 12, 2.6)
		p.fill(ink(c))
	},
	Unclear:    drawQuestion,
	EraseMark:  drawErase,
	ReturnMark: drawReturn,
	SwapMark:   drawSwap,
	Unset: func(p *pen, c fyne.ThemeColorName) {
		p.dash(onCircle(point{8, 8}, 6, 0, 1), 1.8, 3, 2.4)
		p.fill(ink(c))
	},
	StateNew: func(p *pen, c fyne.ThemeColorName) {
		p.ring(point{8, 8}, 7, 1.7)
		p.fill(ink(c))
	},
	StateBegun: func(p *pen, c fyne.ThemeColorName) {
		p.ring(point{8, 8}, 7, 1.7)
		p.arc(point{8, 8}, 6, 0.25, 0.75)
		p.fill(ink(c))
	},
	StateDone: func(p *pen, c fyne.ThemeColorName) {
		p.disc(point{8, 8}, 7)
		p.fill(ink(c))
		p.line(1.8, point{4.8, 8.2}, point{7.1, 10.5}, point{11.2, 5.8})
		p.fill(ink(theme.Panel))
	},
	BoxPale: func(p *pen, _ fyne.ThemeColorName) { p.box(theme.Line, theme.Raised) },
	BoxOff:  func(p *pen, _ fyne.ThemeColorName) { p.box(theme.Border, theme.Raised) },
	BoxOn: func(p *pen, _ fyne.ThemeColorName) {
		p.box(theme.Accent, theme.Accent)
		p.line(2, point{4.4, 8.4}, point{7, 11}, point{11.8, 5.4})
		p.fill(ink(theme.OnAccent))
	},
	BoxPart: func(p *pen, _ fyne.ThemeColorName) {
		p.box(theme.Border, theme.Raised)
		p.line(1.6, point{4.5, 8}, point{11.5, 8})
		p.fill(ink(theme.Text2))
	},
	SortedUp: func(p *pen, c fyne.ThemeColorName) {
		p.polygon(point{8, 4}, point{13, 12}, point{3, 12})
		p.fill(ink(c))
	},
	SortedDown: func(p *pen, c fyne.ThemeColorName) {
		p.polygon(point{8, 12}, point{13, 4}, point{3, 4})
		p.fill(ink(c))
	},
	FoldedMark: func(p *pen, c fyne.ThemeColorName) {
		p.line(1.5, point{6, 3.5}, point{10.5, 8}, point{6, 12.5})
		p.fill(ink(c))
	},
	UnfoldedMark: func(p *pen, c fyne.ThemeColorName) {
		p.line(1.5, point{3.5, 6}, point{8, 10.5}, point{12.5, 6})
		p.fill(ink(c))
	},
	Cross: func(p *pen, c fyne.ThemeColorName) {
		p.line(1.8, point{3, 3}, point{13, 13})
		p.line(1.8, point{13, 3}, point{3, 13})
		p.fill(ink(c))
	},
	Tick: func(p *pen, c fyne.ThemeColorName) {
		p.line(1.8, point{2.5, 8.5}, point{6.2, 12.2}, point{13.5, 4})
		p.fill(ink(c))
	},
}

func drawErase(p *pen, c fyne.ThemeColorName) {
	p.line(1.2, point{5.5, 3.5}, point{15, 3.5}, point{15, 12.5}, point{5.5, 12.5}, point{1, 8}, point{5.5, 3.5})
	p.line(1.2, point{7.6, 5.9}, point{11.8, 10.1})
	p.line(1.2, point{11.8, 5.9}, point{7.6, 10.1})
	p.fill(ink(c))
}

func drawReturn(p *pen, c fyne.ThemeColorName) {
	p.line(1.3, point{13, 3}, point{13, 9}, point{3.5, 9})
	p.polygon(point{1.5, 9}, point{6, 5.6}, point{6, 12.4})
	p.fill(ink(c))
}

func drawSwap(p *pen, c fyne.ThemeColorName) {
	p.line(1.4, point{2, 5.5}, point{14, 5.5}, point{10.8, 2.3})
	p.line(1.4, point{14, 10.5}, point{2, 10.5}, point{5.2, 13.7})
	p.fill(ink(c))
}

func drawQuestion(p *pen, c fyne.ThemeColorName) {
	hook := onCircle(point{8, 5.6}, 3.4, 0.5, 1.13)
	p.line(2.3, append(hook, point{8, 9}, point{8, 10.2})...)
	p.disc(point{8, 13.6}, 1.5)
	p.fill(ink(c))
}

// box draws a check box with a border over its ground.
func (p *pen) box(border, ground fyne.ThemeColorName) {
	p.roundRect(1, 1, 14, 14, 3)
	p.fill(ink(border))
	p.roundRect(2, 2, 12, 12, 2)
	p.fill(ink(ground))
}

func (p *pen) roundRect(x, y, w, h, r float32) {
	var pts []point
	for i, c := range [4]point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		from := float32(i)/4 - 0.25
		pts = append(pts, onCircle(c, r, from, from+0.25)...)
	}
	p.polygon(pts...)
}
