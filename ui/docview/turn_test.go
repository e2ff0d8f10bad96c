package docview

import (
	"image/color"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

// talk is a shelf whose text is spoken.
type talk struct {
	*shelf
	turns map[text.Offset]string
}

func (s *talk) Speaks() bool { return len(s.turns) > 0 }

func (s *talk) Speaker(in text.Span) (name string, ok bool) {
	for o := in.Start; o < in.End; o++ {
		if n, begins := s.turns[o]; begins {
			name, ok = n, true
		}
	}
	return name, ok
}

const (
	spoken       = "GL: Who rules ü e\u0301 📌 the harbour 𐐀, and for how long will that last?\nLelia Rousselet: We do 👩\u200d👩\u200d👧.\nNobody spoke."
	spokenArabic = "س: من يحكم المدينة؟\nهالة منصور: المجلس يحكم (HTS)."
)

func newTalk(t *testing.T, s string, turns map[string]string) *talk {
	k := &talk{newShelf(t, s), map[text.Offset]string{}}
	for at, name := range turns {
		k.turns[k.at(t, at).Start] = name
	}
	return k
}

// Names of speakers stand before the text, at its right where it reads from there, and are cut.
func TestTurnPictures(t *testing.T) {
	for _, c := range []struct {
		name, text string
		mode       theme.Mode
		turns      map[string]string
	}{
		{"turns-light", spoken, theme.Light, map[string]string{"GL:": "GL", "Lelia": "Lelia Rousselet", "last?": "Hala"}},
		{"turns-dark", spoken, theme.Dark, map[string]string{"GL:": "GL", "Lelia": "Lelia Rousselet"}},
		{"turns-arabic", spokenArabic, theme.Light, map[string]string{"س:": "س", "هالة": "هالة منصور"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(theme.New(c.mode))
			v := New(textpaint.New(fonts()))
			v.Resize(fyne.NewSize(520, 200))
			v.SetSource(newTalk(t, c.text, c.turns), Place{})
			compare(t, filepath.Join("testdata", c.name+".png"), snapshot(v))
		})
	}
}

// The room before the text comes with the first turn and goes with the last; the place in
// the text and the lines stay.
func TestTurnsComeAndGo(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	k := newTalk(t, spoken, nil)
	v := New(textpaint.New(fonts()))
	v.Resize(fyne.NewSize(900, 200))
	v.SetSource(k, Place{})
	width, lines := v.page.columns.measure, len(v.page.rows)
	before := v.page.columns
	k.turns[0] = "GL"
	v.InvalidateTurns()
	if v.page.pad != speakerPad || v.page.columns.measure != width || len(v.page.rows) != lines || v.page.scroll != 0 {
		t.Errorf("pad %v, %+v", v.page.pad, v.page.columns)
	}
	ink := 0
	img := snapshot(v)
	for x := v.page.columns.paint; x < v.page.columns.text-numberGap; x++ {
		for y := topPad + 20; y < topPad+34; y++ {
			if img.At(x, y) != color.Color(v.colours.paper) {
				ink++
			}
		}
	}
	if ink == 0 {
		t.Error("nobody's name is there")
	}
	delete(k.turns, 0)
	v.InvalidateTurns()
	if v.page.columns != before {
		t.Errorf("%+v, before %+v", v.page.columns, before)
	}
}

// The pointer on a name is told after a while, and a click on it; beside it neither is.
func TestTurnPointed(t *testing.T) {
	for name, c := range map[string]struct {
		text, at string
		turns    map[string]string
	}{
		"latin":  {spoken, "Lelia", map[string]string{"GL:": "GL", "Lelia": "Lelia Rousselet"}},
		"arabic": {spokenArabic, "هالة", map[string]string{"س:": "س", "هالة": "هالة منصور"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := newTalk(t, c.text, c.turns)
			v, h := show(t, k.shelf)
			v.SetSource(k, Place{})
			var told, chosen []text.Span
			v.OnTurn = func(line text.Span, _ fyne.Position) { told = append(told, line) }
			v.OnTurnChosen = func(line text.Span) { chosen = append(chosen, line) }
			start := k.at(t, c.at).Start
			line := k.text.LineAt(start)
			in := point(v, start)
			on := fyne.NewPos(float32(v.page.columns.text)/v.page.scale-30, in.Y)
			if v.page.columns.mirrored {
				on.X = float32(v.page.columns.text+v.page.columns.measure)/v.page.scale + 30
			}
			move := func(at fyne.Position) {
				v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}})
				h.pass(hoverTime)
			}
			move(on)
			if len(told) != 1 || !told[0].Contains(start) || v.Cursor() != desktop.PointerCursor {
				t.Fatalf("on the name: told %v, line %v", told, line)
			}
			if move(in); len(told) != 2 || !told[1].Empty() || v.Cursor() == desktop.PointerCursor {
				t.Errorf("off the name: told %v", told)
			}
			if move(fyne.NewPos(on.X, in.Y+3*in.Y)); len(told) != 2 {
				t.Errorf("where nobody begins: told %v", told)
			}
			press1(v, on, 0)
			release1(v, on)
			if len(chosen) != 1 || !chosen[0].Contains(start) || !v.Selection().Empty() {
				t.Errorf("clicked: %v, selected %v", chosen, v.Selection())
			}
			press1(v, on, 0)
			v.press.pointer = in
			release1(v, in)
			if len(chosen) != 1 {
				t.Error("let go elsewhere, and chosen")
			}
		})
	}
}
