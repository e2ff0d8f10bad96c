package panel

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// emptyCard stands where the card is while no annotation is selected.
type emptyCard struct {
	part
	what  *control.Label
	next  [2]*control.Label
	hints fyne.CanvasObject
	begin *control.Passage // what new annotations begin with
}

func newEmptyCard() *emptyCard {
	e := &emptyCard{what: control.NewLabel("No annotation selected", control.Bold)}
	e.next[0] = control.NewLabel("Select words and press a layer’s key,", control.Quiet)
	e.next[1] = control.NewLabel("or go to an annotation.", control.Quiet)
	e.begin = control.NewPassage(false, theme.LabelSize, 16, 8, theme.Text2)
	e.setKeys("1", "n", "N")
	e.min = func() fyne.Size { return fyne.NewSize(200, 140) }
	e.arrange = func(s fyne.Size) {
		y := float32(44)
		for i, l := range []*control.Label{e.what, e.next[0], e.next[1]} {
			w := min(l.MinSize().Width, s.Width-24)
			place(l, (s.Width-w)/2, y, w, l.MinSize().Height)
			y += 18
			if i == 0 {
				y += 8
			}
		}
		w := e.hints.MinSize().Width
		place(e.hints, max(12, (s.Width-w)/2), y+14, w, e.hints.MinSize().Height)
		place(e.begin, 12, y+14+e.hints.MinSize().Height+20, s.Width-24, e.begin.Tall(s.Width-24))
	}
	e.ExtendBaseWidget(e)
	return e
}

// setKeys shows the keys that mark and that go to annotations; empty ones are left out.
func (e *emptyCard) setKeys(mark, next, previous string) {
	var hints []control.KeyHint
	for _, h := range []control.KeyHint{{Key: mark, Does: "mark"}, {Key: next, Does: "next"}, {Key: previous, Does: "previous"}} {
		if h.Key != "" {
			hints = append(hints, h)
		}
	}
	hidden := e.hints != nil && !e.hints.Visible()
	e.hints = control.NewKeyHints(hints...)
	show(e.hints, !hidden)
	e.children = []fyne.CanvasObject{e.what, e.next[0], e.next[1], e.hints, e.begin}
}

// set shows what can be done under a schema, and what new annotations begin with.
func (e *emptyCard) set(s *annotate.Schema, begin string) {
	show(e.hints, s != nil && len(s.Layers) > 0)
	e.begin.SetText(begin)
	e.arrange(e.Size())
}
