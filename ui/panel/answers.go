package panel

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
)

// answers is the body of stances and of yes or no: segments that are always open.
type answers struct {
	part
	slot     *slot
	values   []annotate.Value
	segments *control.Segments
}

func newAnswers(s *slot) *answers {
	a := &answers{slot: s}
	var shown []control.Segment
	if s.feature.Types[0] == annotate.TypeBoolean {
		for _, yes := range []bool{true, false} {
			a.values = append(a.values, annotate.Value{Type: annotate.TypeBoolean, Bool: yes})
		}
		shown = []control.Segment{{Text: "yes", Key: 'y'}, {Text: "no", Key: 'n'}}
	} else {
		for _, g := range s.tagset().Tags {
			a.values = append(a.values, annotate.Value{Type: annotate.TypeTag, Tag: g.ID})
			shown = append(shown, control.Segment{Text: g.Name, Mark: stanceMark(g), Key: freeKey(g.Name, shown)})
		}
	}
	a.segments = control.NewSegments(shown)
	a.segments.OnChosen = a.chosen
	a.children = []fyne.CanvasObject{a.segments}
	a.min = func() fyne.Size { return a.segments.MinSize() }
	a.arrange = func(z fyne.Size) { place(a.segments, 0, 0, z.Width, z.Height) }
	a.ExtendBaseWidget(a)
	return a
}

// freeKey is the first letter of name that no segment has yet; 0 when there is none.
func freeKey(name string, taken []control.Segment) rune {
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		r, i = unicode.ToLower(r), i+n
		free := unicode.IsLetter(r)
		for _, t := range taken {
			free = free && t.Key != r
		}
		if free {
			return r
		}
	}
	return 0
}

func (a *answers) chosen(i int) {
	if i < 0 {
		a.slot.set(nil)
	} else {
		a.slot.set([]annotate.Value{a.values[i]})
	}
	a.slot.focus()
}

func (a *answers) update() {
	at := -1
	for i, v := range a.values {
		if len(a.slot.values) > 0 && a.slot.values[0] == v {
			at = i
		}
	}
	a.segments.SetRequired(a.slot.feature.Required)
	a.segments.SetChosen(at)
}

func (a *answers) tall(float32) float32 { return a.segments.MinSize().Height }

func (a *answers) typed(r rune) {
	if !a.segments.Type(r) && r == '.' {
		a.slot.same()
	}
}

func (a *answers) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyBackspace, fyne.KeyDelete:
		a.segments.Clear()
	case fyne.KeyLeft:
		a.segments.Step(-1)
	case fyne.KeyRight:
		a.segments.Step(1)
	default:
		return false
	}
	return true
}

func (a *answers) shortcut(fyne.Shortcut) bool { return false }
func (a *answers) leave(bool)                  {}
func (a *answers) escape() bool                { return false }
