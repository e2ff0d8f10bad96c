package panel

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
)

// emptyCard stands where the card is while no annotation is selected.
type emptyCard struct {
	part
	what  *control.Label
	next  [2]*control.Label
	hints fyne.CanvasObject
}

func newEmptyCard() *emptyCard {
	e := &emptyCard{what: control.NewLabel("No annotation selected", control.Bold)}
	e.next[0] = control.NewLabel("Select words and press a layer’s key,", control.Quiet)
	e.next[1] = control.NewLabel("or go to an annotation.", control.Quiet)
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
	e.children = []fyne.CanvasObject{e.what, e.next[0], e.next[1], e.hints}
}

// set shows what can be done under a schema.
func (e *emptyCard) set(s *annotate.Schema) {
	show(e.hints, s != nil && len(s.Layers) > 0)
	e.arrange(e.Size())
}
