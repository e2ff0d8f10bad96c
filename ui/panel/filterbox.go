package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Filter is what of the annotations is asked for.
type Filter struct {
	Criteria   []string
	Hides      bool // the others are hidden; else they are dimmed
	Shown, All int  // annotations of the open document
}

// filterBox shows the filter that is on: how much passes, what becomes of the rest, and a
// chip for each criterion. Without a filter it takes no room.
type filterBox struct {
	part
	layers *Layers
	state  Filter
	line   *control.Separator
	title  *control.Label
	count  *control.Label
	rest   *control.Button
	clear  *control.IconButton
	chips  []*control.Chip
}

const (
	filterHead = theme.RowHeight
	chipApart  = theme.ChipGap
)

func newFilterBox(l *Layers) *filterBox {
	b := &filterBox{layers: l, line: control.NewSeparator(), title: control.NewLabel("Filter", control.Bold), count: control.NewLabel("", control.Hint)}
	b.rest = control.NewMenuButton("others dimmed", b.rests)
	b.rest.Role, b.rest.Small = control.Silent, true
	b.clear = control.NewIconButton(icons.Close.Resource(), "Clear the filter, F", func() { call(l.OnClear) })
	b.arrange, b.min = b.layOut, b.size
	b.ExtendBaseWidget(b)
	b.fill(Filter{})
	return b
}

// rests are what can become of annotations that do not pass.
func (b *filterBox) rests() (items []*fyne.MenuItem) {
	for _, hides := range []bool{false, true} {
		item := fyne.NewMenuItem(restName(hides), func() {
			if b.layers.OnHide != nil {
				b.layers.OnHide(hides)
			}
		})
		item.Checked = hides == b.state.Hides
		items = append(items, item)
	}
	return items
}

func restName(hides bool) string {
	if hides {
		return "others hidden"
	}
	return "others dimmed"
}

func (b *filterBox) fill(f Filter) {
	same := slices.Equal(f.Criteria, b.state.Criteria)
	b.state = f
	b.count.SetText(control.Grouped(f.Shown) + " of " + control.Grouped(f.All))
	if name := restName(f.Hides); b.rest.Text != name {
		b.rest.Text = name
		b.rest.Refresh()
	}
	if !same || b.children == nil {
		b.chips = nil
		b.children = []fyne.CanvasObject{b.line, b.title, b.count, b.rest, b.clear}
		for i, name := range f.Criteria {
			c := control.NewChip(name, nil, func() {
				if b.layers.OnCriterion != nil {
					b.layers.OnCriterion(i)
				}
			})
			b.chips, b.children = append(b.chips, c), append(b.children, c)
		}
	}
	show(b, len(f.Criteria) > 0)
	b.layOut(b.Size())
	b.Refresh()
}

func (b *filterBox) size() fyne.Size {
	if len(b.chips) == 0 {
		return fyne.NewSize(0, 0)
	}
	width := b.layers.Size().Width
	if width == 0 {
		width = 300
	}
	return fyne.NewSize(200, b.flow(width, nil)+8)
}

// MinSize implements fyne.CanvasObject: a box that is not shown takes no room.
func (b *filterBox) MinSize() fyne.Size { return b.size() }

// flow places the chips in lines, with put if that is not nil, and gives their lower edge.
func (b *filterBox) flow(width float32, put func(c *control.Chip, x, y, w float32)) float32 {
	left, right := theme.PanelPadding, width-theme.PanelPadding
	x, y := left, filterHead+3
	for _, c := range b.chips {
		w := min(c.MinSize().Width, right-left)
		if x > left && x+w > right {
			x, y = left, y+theme.ChipHeight+chipApart
		}
		if put != nil {
			put(c, x, y, w)
		}
		x += w + chipApart
	}
	return y + theme.ChipHeight
}

func (b *filterBox) layOut(s fyne.Size) {
	place(b.line, theme.PanelPadding, 0, s.Width-2*theme.PanelPadding, 1)
	x := theme.PanelPadding + centre(b.title, theme.PanelPadding, 2, filterHead) + 8
	centre(b.count, x, 2, filterHead)
	end := s.Width - 3 - theme.InputHeight
	place(b.clear, end, 3, theme.InputHeight, 26)
	end -= b.rest.MinSize().Width
	centre(b.rest, end, 2, filterHead)
	b.flow(s.Width, func(c *control.Chip, x, y, w float32) { place(c, x, y, w, theme.ChipHeight) })
}
