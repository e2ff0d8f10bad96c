package panel

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// notice is a sentence above the slots of the card that is about the whole annotation,
// with what can be done about it. Without words there is none.
type notice struct {
	part
	ground *control.Block
	words  *control.Passage
	button *control.Button
}

func newNotice(ground fyne.ThemeColorName, action string, do func()) *notice {
	n := &notice{ground: control.NewBlock(ground), words: control.NewPassage(false, theme.LabelSize, 16, 4, theme.Text), button: control.NewButton(action, do)}
	n.button.Small = true
	n.ground.SetRadius(theme.InputRadius)
	n.children = []fyne.CanvasObject{n.ground, n.words, n.button}
	n.min = func() fyne.Size { return fyne.NewSize(160, 0) }
	n.arrange = n.layOut
	n.ExtendBaseWidget(n)
	show(n, false)
	return n
}

// set shows words; none hides it.
func (n *notice) set(words string) {
	n.words.SetText(words)
	show(n, words != "")
}

func (n *notice) setKey(key string) {
	n.button.Key = key
	n.button.Refresh()
}

const noticePad = float32(7)

func (n *notice) tall(width float32) float32 {
	if !n.Visible() {
		return 0
	}
	return n.words.Tall(width-2*noticePad) + n.button.MinSize().Height + 3*noticePad - 2
}

func (n *notice) layOut(s fyne.Size) {
	place(n.ground, 0, 0, s.Width, s.Height)
	h := n.words.Tall(s.Width - 2*noticePad)
	place(n.words, noticePad, noticePad-1, s.Width-2*noticePad, h)
	b := n.button.MinSize()
	place(n.button, noticePad, h+2*noticePad-2, b.Width, b.Height)
}
