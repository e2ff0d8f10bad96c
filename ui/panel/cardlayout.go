package panel

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/theme"
)

// fit makes the slots those of the layer, unless they are.
func (c *Card) fit() {
	var features []*annotate.Feature
	if c.layer != nil {
		for i := range c.layer.Features {
			features = append(features, &c.layer.Features[i])
		}
		features = append(features, nil) // the note
	}
	same := len(features) == len(c.slots) && slices.EqualFunc(features, c.slots, func(f *annotate.Feature, s *slot) bool { return f == s.feature })
	if same {
		return
	}
	c.slots = nil
	c.content.children = []fyne.CanvasObject{c.bar, c.quote}
	for _, f := range features {
		s := newSlot(c, f)
		c.slots = append(c.slots, s)
		c.content.children = append(c.content.children, s)
	}
	c.content.Refresh()
}

func (c *Card) head() {
	there := c.shown != nil && c.layer != nil
	for _, o := range []fyne.CanvasObject{c.swatch, c.name, c.count, c.scroll, c.hints, c.foot} {
		show(o, there)
	}
	for _, t := range c.tools {
		show(t, there)
	}
	show(c.empty, !there)
	if !there {
		c.empty.set(c.source.Schema())
		return
	}
	slot := colourOf(c.source, c.layer, c.shown)
	c.swatch.SetSlot(slot)
	c.name.SetText(c.layer.Name)
	c.bar.SetSlot(slot)
	n, of := c.source.Place(c.id)
	c.count.SetText(fmt.Sprintf("%s of %s", grouped(n), grouped(of)))
	c.quote.SetText(quoteOf(c.shown))
}

func (c *Card) layOut(s fyne.Size) {
	place(c.ground, 0, 0, s.Width, s.Height)
	place(c.line, 0, 0, s.Width, 1)
	pad := theme.PanelPadding
	x := pad + centre(c.swatch, pad, 1, theme.PanelHead) + 8
	x += centre(c.name, x, 1, theme.PanelHead) + 8
	centre(c.count, x, 1, theme.PanelHead)
	end := s.Width - 6
	for i := len(c.tools) - 1; i >= 0; i-- {
		end -= theme.InputHeight
		centre(c.tools[i], end, 1, theme.PanelHead)
	}
	top := 1 + theme.PanelHead
	place(c.scroll, 0, top, s.Width, s.Height-top-cardFoot)
	place(c.foot, 0, s.Height-cardFoot, s.Width, 1)
	place(c.hints, pad, s.Height-cardFoot+1+(cardFoot-1-theme.CapHeight)/2, s.Width-2*pad, theme.CapHeight)
	place(c.empty, 0, 1, s.Width, s.Height-1)
}

// tall is the height of quote and slots in a width.
func (c *Card) tall(width float32) float32 {
	y := c.quote.Tall(width-2*theme.PanelPadding-quotePad) + 6
	for _, s := range c.slots {
		y += s.tall(width)
	}
	return y + 8
}

func (c *Card) layContent(s fyne.Size) {
	pad := theme.PanelPadding
	h := c.quote.Tall(s.Width - 2*pad - quotePad)
	if c.quote.RightToLeft() {
		place(c.bar, s.Width-pad-3, 0, 3, h)
		place(c.quote, pad, 0, s.Width-2*pad-quotePad, h)
	} else {
		place(c.bar, pad, 0, 3, h)
		place(c.quote, pad+quotePad, 0, s.Width-2*pad-quotePad, h)
	}
	y := h + 6
	for _, row := range c.slots {
		h := row.tall(s.Width)
		place(row, 0, y, s.Width, h)
		y += h
	}
}

// relayout places everything anew: a slot has become higher or lower.
func (c *Card) relayout() {
	if c.Size().Width <= 0 {
		return
	}
	c.layOut(c.Size())
	c.content.Resize(fyne.NewSize(c.scroll.Size().Width, c.content.Size().Height))
	c.scroll.Fit()
	c.layContent(c.content.Size())
}

// reveal scrolls so that s is in sight.
func (c *Card) reveal(s *slot) {
	c.scroll.Reveal(s.Position().Y, s.Position().Y+s.Size().Height)
}
