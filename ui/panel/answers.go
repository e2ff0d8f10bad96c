package panel

import (
	"slices"
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
	a.offer(a.offered())
	a.min = func() fyne.Size { return a.segments.MinSize() }
	a.arrange = func(z fyne.Size) { place(a.segments, 0, 0, z.Width, z.Height) }
	a.ExtendBaseWidget(a)
	return a
}

// offered are the answers: of a tagset those that are not retired, and the one that is set.
func (a *answers) offered() (values []annotate.Value) {
	if a.slot.feature.Types[0] == annotate.TypeBoolean {
		return []annotate.Value{{Type: annotate.TypeBoolean, Bool: true}, {Type: annotate.TypeBoolean}}
	}
	for _, g := range a.slot.tagset().Tags {
		if v := (annotate.Value{Type: annotate.TypeTag, Tag: g.ID}); !g.Retired || slices.Contains(a.slot.values, v) {
			values = append(values, v)
		}
	}
	return values
}

// offer makes the segments of values. Letters stay with their answers, whether others are
// offered or not.
func (a *answers) offer(values []annotate.Value) {
	a.values = values
	var shown []control.Segment
	if a.slot.feature.Types[0] == annotate.TypeBoolean {
		shown = []control.Segment{{Text: "yes", Key: 'y'}, {Text: "no", Key: 'n'}}
	} else {
		var all []control.Segment
		for _, g := range a.slot.tagset().Tags {
			all = append(all, control.Segment{Text: g.Name, Mark: stanceMark(g), Key: freeKey(g.Name, all)})
			if slices.Contains(values, annotate.Value{Type: annotate.TypeTag, Tag: g.ID}) {
				shown = append(shown, all[len(all)-1])
			}
		}
	}
	a.segments = control.NewSegments(shown)
	a.segments.OnChosen = a.chosen
	a.children = []fyne.CanvasObject{a.segments}
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
	if v := a.offered(); !slices.Equal(v, a.values) {
		a.offer(v)
		a.Refresh()
	}
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
	latin := a.slot.latin(r)
	switch {
	case a.segments.Type(r) || latin != 0 && a.segments.Type(latin):
	case r == '.' || latin == '.':
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
	case fyne.KeyF1:
		return a.define()
	default:
		return false
	}
	return true
}

// define asks for all about the tag that is chosen.
func (a *answers) define() bool {
	if len(a.slot.values) == 0 || a.slot.values[0].Tag == "" || a.slot.card.OnDefinition == nil {
		return false
	}
	a.slot.card.OnDefinition(a.slot.feature.Tagset, a.slot.values[0].Tag)
	return true
}

func (a *answers) shortcut(fyne.Shortcut) bool { return false }
func (a *answers) leave(bool)                  {}
func (a *answers) escape() bool                { return false }
