package codebook

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// note says what is absent and what the next step is.
type note struct {
	part
	what, next *control.Label
}

func newNote() *note {
	n := &note{what: control.NewLabel("", control.Bold), next: control.NewLabel("", control.Quiet)}
	n.children = []fyne.CanvasObject{n.what, n.next}
	n.min = func() fyne.Size { return fyne.NewSize(100, 44) }
	n.arrange = func(s fyne.Size) {
		for i, l := range []*control.Label{n.what, n.next} {
			w := min(l.MinSize().Width, s.Width)
			place(l, (s.Width-w)/2, float32(i)*24, w, l.MinSize().Height)
		}
	}
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

func (n *note) set(what, next string) {
	n.what.SetText(what)
	n.next.SetText(next)
	n.arrange(n.Size())
}

// withKey is a sentence that ends with a key.
func withKey(words, key string) string { return words + ": " + key }
