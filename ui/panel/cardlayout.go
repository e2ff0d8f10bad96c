package panel

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// fit makes the slots those of the layer, unless they are.
func (c *Card) fit() {
	rows := c.rows()
	if slices.EqualFunc(rows, c.slots, row.is) {
		for i, s := range c.slots {
			s.relation = rows[i].relation // as it is now
		}
		return
	}
	before := c.slots
	c.slots = nil
	c.content.children = []fyne.CanvasObject{c.recheck, c.defaults, c.bar, c.quote, c.relations}
	for _, r := range rows {
		c.slots = append(c.slots, c.slotOf(r, before))
		c.content.children = append(c.content.children, c.slots[len(c.slots)-1])
	}
	c.content.Refresh()
}

// row is what a slot is of: a feature, a relation, a feature of that; neither is the note.
type row struct {
	feature  *annotate.Feature
	relation *annotate.Relation
}

// rows are those of the annotation that is shown.
func (c *Card) rows() (rows []row) {
	if c.layer == nil {
		return nil
	}
	for i := range c.layer.Features {
		rows = append(rows, row{feature: &c.layer.Features[i]})
	}
	rows = append(rows, row{})
	for _, r := range c.source.RelationsOf(c.id) {
		rows = append(rows, row{relation: r})
		t := c.source.Schema().Relation(r.Type)
		for i := 0; t != nil && i < len(t.Features); i++ {
			rows = append(rows, row{&t.Features[i], r})
		}
	}
	return rows
}

// is reports whether s is the slot of r.
func (r row) is(s *slot) bool {
	if r.relation == nil || s.relation == nil {
		return r.feature == s.feature && r.relation == s.relation
	}
	return r.feature == s.feature && r.relation.ID == s.relation.ID && r.relation.Type == s.relation.Type
}

// slotOf is the slot of a row: the one that was there, so that it keeps the keyboard.
func (c *Card) slotOf(r row, before []*slot) *slot {
	for _, s := range before {
		if r.is(s) {
			s.relation = r.relation
			return s
		}
	}
	return newSlot(c, r.feature, r.relation)
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
		c.empty.set(c.source.Schema(), c.begins())
		return
	}
	slot := colourOf(c.source, c.layer, c.shown)
	c.swatch.SetSlot(slot)
	c.name.SetText(c.layer.Name)
	c.bar.SetSlot(slot)
	n, of := c.source.Place(c.id)
	c.count.SetText(fmt.Sprintf("%s of %s", control.Grouped(n), control.Grouped(of)))
	c.quote.SetText(quoteOf(c.shown))
	c.showNotices()
}

// begins says of every layer what new annotations begin with.
func (c *Card) begins() string {
	var lines []string
	if s := c.source.Schema(); s != nil {
		for i := range s.Layers {
			if words := c.beginsWith(&s.Layers[i]); words != "" {
				lines = append(lines, words)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (c *Card) beginsWith(l *annotate.Layer) string {
	words := c.source.Defaults(l.ID)
	if words == "" {
		return ""
	}
	return "Each new " + lowerFirst(l.Name) + " begins with " + words
}

// showNotices says what is to be looked at again, what new annotations begin with, and
// how many relations there are.
func (c *Card) showNotices() {
	words := c.shown.Recheck
	if words != "" {
		words = "Look at this again: " + words
	}
	c.recheck.set(words)
	c.defaults.set(c.beginsWith(c.layer))
	n := len(c.source.RelationsOf(c.id))
	c.relations.SetText(fmt.Sprintf("Relations %d", n))
	show(c.relations, n > 0)
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
	y := c.noticesTall(width) + c.quote.Tall(width-2*theme.PanelPadding-quotePad) + 6
	for _, s := range c.slots {
		if c.firstRelation(s) {
			y += relationsHead
		}
		y += s.tall(width)
	}
	return y + 8
}

// relationsHead is the height of the line above the relations.
const relationsHead = float32(30)

// firstRelation reports whether the head of the relations stands above s.
func (c *Card) firstRelation(s *slot) bool {
	return s.relation != nil && slices.IndexFunc(c.slots, func(o *slot) bool { return o.relation != nil }) == slices.Index(c.slots, s)
}

func (c *Card) noticesTall(width float32) (y float32) {
	for _, n := range []*notice{c.recheck, c.defaults} {
		if h := n.tall(width - 2*theme.PanelPadding); h > 0 {
			y += h + theme.RowGap
		}
	}
	return y
}

// layNotices places the notices and says where the rest begins.
func (c *Card) layNotices(width float32) (y float32) {
	for _, n := range []*notice{c.recheck, c.defaults} {
		if h := n.tall(width - 2*theme.PanelPadding); h > 0 {
			place(n, theme.PanelPadding, y, width-2*theme.PanelPadding, h)
			y += h + theme.RowGap
		}
	}
	return y
}

func (c *Card) layContent(s fyne.Size) {
	pad := theme.PanelPadding
	h := c.quote.Tall(s.Width - 2*pad - quotePad)
	top := c.layNotices(s.Width)
	if c.quote.RightToLeft() {
		place(c.bar, s.Width-pad-3, top, 3, h)
		place(c.quote, pad, top, s.Width-2*pad-quotePad, h)
	} else {
		place(c.bar, pad, top, 3, h)
		place(c.quote, pad+quotePad, top, s.Width-2*pad-quotePad, h)
	}
	y := top + h + 6
	for _, row := range c.slots {
		if c.firstRelation(row) {
			centre(c.relations, pad, y+4, relationsHead-4)
			y += relationsHead
		}
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

// reveal scrolls so that s is in sight; of one that is higher than the card, where it is
// written and some rows of what is offered.
func (c *Card) reveal(s *slot) {
	top, end := s.Position().Y, s.Position().Y+s.Size().Height
	if p, ok := s.body.(*picker); ok {
		const rows = 4 * theme.TreeRowHeight
		top += max(0, p.flow(p.Size().Width, false)+rows-c.scroll.Size().Height)
	}
	c.scroll.Reveal(top, end)
}
