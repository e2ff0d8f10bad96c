package panel

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// linked is the body of a relation of the annotation: which way it goes, and the words of
// the other end. Enter goes there, Delete takes the relation away.
type linked struct {
	part
	slot  *slot
	arrow *control.Label
	words *control.Label
	whole *control.Passage
	hints fyne.CanvasObject
}

func newLinked(s *slot) *linked {
	l := &linked{slot: s, arrow: control.NewLabel("", control.Quiet), words: control.NewLabel("", control.Small),
		whole: control.NewPassage(false, theme.LabelSize, 18, 4, theme.Text),
		hints: control.NewKeyHints(control.KeyHint{Key: "↵", Does: "go there"}, control.KeyHint{Key: "Del", Does: "unlink"})}
	l.children = []fyne.CanvasObject{l.arrow, l.words, l.whole, l.hints}
	l.min = func() fyne.Size { return fyne.NewSize(80, theme.ChipHeight) }
	l.arrange = l.layOut
	l.ExtendBaseWidget(l)
	return l
}

// other is the end that is not on the card, and whether the relation leads there.
func (l *linked) other() (id annotate.ID, there bool) {
	r := l.slot.relation
	if r.From == l.slot.card.id {
		return r.To, true
	}
	return r.From, false
}

func (l *linked) update() {
	id, there := l.other()
	arrow, words := "←", "unknown annotation"
	if there {
		arrow = "→"
	}
	if a := l.slot.card.source.Annotation(id); a != nil {
		words = "“" + quoteOf(a) + "”"
	}
	l.arrow.SetText(arrow)
	l.words.SetText(words)
	l.whole.SetText(words)
	show(l.words, !l.slot.focused)
	show(l.whole, l.slot.focused)
	show(l.hints, l.slot.focused)
	l.layOut(l.Size())
}

const (
	arrowRoom = float32(20)
	hintsRoom = theme.CapHeight + 6
)

func (l *linked) tall(width float32) float32 {
	if !l.slot.focused {
		return theme.ChipHeight
	}
	return 4 + l.whole.Tall(width-arrowRoom) + 4 + hintsRoom
}

func (l *linked) layOut(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	centre(l.arrow, 2, 0, theme.ChipHeight)
	h := l.words.MinSize().Height
	place(l.words, arrowRoom, (theme.ChipHeight-h)/2, s.Width-arrowRoom, h)
	tall := l.whole.Tall(s.Width - arrowRoom)
	place(l.whole, arrowRoom, 2, s.Width-arrowRoom, tall)
	place(l.hints, arrowRoom, 4+tall+2, s.Width-arrowRoom, theme.CapHeight)
}

func (l *linked) key(k fyne.KeyName) bool {
	card := l.slot.card
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if id, _ := l.other(); card.OnGo != nil {
			card.OnGo(id)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if card.OnUnlink != nil {
			card.OnUnlink(l.slot.relation.ID)
		}
	default:
		return false
	}
	return true
}

// typed hands letters on: there is nothing to write in.
func (l *linked) typed(r rune) { control.PassRune(l.slot, r) }

func (l *linked) shortcut(fyne.Shortcut) bool { return false }
func (l *linked) leave(bool)                  {}
func (l *linked) escape() bool                { return false }

// relationName is a relation's type as people call it.
func relationName(n names, r *annotate.Relation) string {
	if s := n.Schema(); s != nil && s.Relation(r.Type) != nil {
		return s.Relation(r.Type).Name
	}
	return string(r.Type)
}

func valuesOf(r *annotate.Relation, f annotate.FeatureID) []annotate.Value {
	for _, fv := range r.Features {
		if fv.Feature == f {
			return fv.Values
		}
	}
	return nil
}
