package panel

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// framed reports whether there is a frame to type in, or with what was typed and not chosen.
func (p *picker) framed() bool { return !p.picking() && (p.slot.focused || p.slot.draft() != "") }

func (p *picker) makeChips() {
	p.chips = nil
	single := !p.slot.feature.Multi && len(p.slot.feature.Types) == 1 && p.slot.feature.Types[0] == annotate.TypeTag && p.tree == nil
	for i, v := range p.slot.values {
		if single && !p.slot.focused {
			p.chips = append(p.chips, control.NewMenuChip(valueText(p.slot.card.source, p.slot.feature, v), p.slot.focus))
			continue
		}
		p.chips = append(p.chips, p.chipOf(i, v))
	}
	p.gather()
}

// flow places the chips in lines, then the editor if there is a frame, and gives the
// height of all lines.
func (p *picker) flow(width float32, put bool) float32 {
	in := float32(0)
	if p.framed() {
		in = frameIn
	}
	x, y := in, in
	next := func(w float32) {
		if x > in && x+w > width-in {
			x, y = in, y+theme.ChipHeight+lineGap
		}
	}
	for _, c := range p.chips {
		w := min(c.MinSize().Width, width-2*in)
		next(w)
		if put {
			place(c, x, y, w, theme.ChipHeight)
		}
		x += w + lineGap
	}
	if p.picking() {
		w := min(p.waiting.MinSize().Width, width)
		next(w)
		if put {
			h := p.waiting.MinSize().Height
			place(p.waiting, x, y+(theme.ChipHeight-h)/2, w, h)
		}
	}
	if p.framed() {
		next(leastPen)
		if put {
			h := p.editor.MinSize().Height
			place(p.editor, x+4, y+(theme.ChipHeight-h)/2, width-in-x-6, h)
		}
	}
	return y + theme.ChipHeight + in
}

func (p *picker) tall(width float32) float32 {
	h := p.flow(width, false)
	if p.slot.focused && !p.picking() {
		h += 4 + p.options.MinSize().Height
		if p.about.Visible() {
			h += 4 + p.about.Tall(p.aboutWidth(width)) + 2
		}
	}
	return h
}

// aboutWidth leaves room for the key that says more at the end of each line.
func (p *picker) aboutWidth(width float32) float32 {
	return width - 2 - p.more.MinSize().Width - 6
}

func (p *picker) layOut(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	h := p.flow(s.Width, true)
	place(p.frame, 0, 0, s.Width, h)
	centre(p.unset, 0, 0, theme.ChipHeight)
	place(p.options, 0, h+4, s.Width, p.options.MinSize().Height)
	y := h + 8 + p.options.MinSize().Height
	w := p.aboutWidth(s.Width)
	place(p.about, 2, y, w, p.about.Tall(w))
	centre(p.more, s.Width-p.more.MinSize().Width, y+p.about.Tall(w)-16, 16)
}
