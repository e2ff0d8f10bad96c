package codebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// inline is a line of text with a mark of a layer in it, and its label, as the document
// view draws them: tint, lane in its texture, bar and name.
type inline struct {
	part
	slot  int
	words [3]*textline.Label
	tint  *canvas.Rectangle
	lane  []*canvas.Rectangle
	bars  []*canvas.Rectangle
	label *control.Label
}

// inlineWords are before the mark, in it, and behind it.
var inlineWords = [3]string{"They said", "the harbour is ours", "and will"}

const (
	inlineSize = float32(19)
	inlineGap  = float32(5) // a blank
	inlineTall = float32(60)
)

func newInline() *inline {
	n := &inline{tint: canvas.NewRectangle(nil), label: control.NewLabel("", control.Small)}
	for i := range n.words {
		n.words[i] = textline.New(control.Painter(), inlineWords[i])
		n.words[i].Style, n.words[i].TextSize, n.words[i].Natural = textlayout.Serif, inlineSize, true
	}
	n.arrange = n.layOut
	n.ExtendBaseWidget(n)
	return n
}

// show draws the mark of a layer.
func (n *inline) show(l *annotate.Layer) {
	n.slot = l.Colour
	n.label.SetText(l.Name)
	n.layOut(n.Size())
	n.Refresh()
}

func (n *inline) layOut(s fyne.Size) {
	slot := theme.SlotOf(max(1, n.slot))
	n.lane, n.bars = nil, nil
	n.tint.FillColor = slot.Tint
	x := float32(0)
	for i, w := range n.words {
		w.Color = theme.Color(theme.Text)
		m := textline.Measure(control.Painter(), inlineWords[i], inlineSize, textlayout.Serif)
		place(w, x, (22-m.Height)/2+1, m.Width+2, m.Height)
		if i == 1 {
			n.tint.Move(fyne.NewPos(x, 0))
			n.tint.Resize(fyne.NewSize(m.Width, 22))
			n.lane = dashed(slot, x, 23, m.Width, 2, true)
		}
		x += m.Width + inlineGap
	}
	n.bars = dashed(slot, 0, 40, 3, 14, false)
	n.label.Set(n.label.Text(), control.Small)
	fill(n.label, 9, s.Width, 38, 18)
	n.children = []fyne.CanvasObject{n.tint}
	for _, list := range [][]*canvas.Rectangle{n.lane, n.bars} {
		for _, r := range list {
			n.children = append(n.children, r)
		}
	}
	for _, w := range n.words {
		n.children = append(n.children, w)
	}
	n.children = append(n.children, n.label)
}

// dashed is a bar in the texture of a slot, along its width or its height.
func dashed(slot theme.Slot, x, y, w, h float32, along bool) (list []*canvas.Rectangle) {
	on, off := max(w, h), float32(0)
	switch slot.Texture {
	case theme.Dash:
		on, off = 7, 3
	case theme.Dots:
		on, off = 2, 2
	}
	length := h
	if along {
		length = w
	}
	for at := float32(0); at < length; at += on + off {
		r := canvas.NewRectangle(slot.Mark)
		n := min(on, length-at)
		if along {
			r.Move(fyne.NewPos(x+at, y))
			r.Resize(fyne.NewSize(n, h))
		} else {
			r.Move(fyne.NewPos(x, y+at))
			r.Resize(fyne.NewSize(w, n))
		}
		list = append(list, r)
	}
	return list
}
