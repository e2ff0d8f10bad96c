package docview

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// mixed are paragraphs in which directions meet in every way.
var mixed = []string{
	"The (HTS) قالت said «الميناء ملك 2025» so ü.",
	"قالت النقابة HTS إن الميناء (HTS) سيفتح في 2025. وردّ ü المجلس",
	"HTS قالت النقابة",
	"قالت HTS",
	"e\u0301 📌 𐐀 👩‍👩‍👧‍👦 الميناء 👩‍👩‍👧‍👦 قَالَتْ e\u0301.",
	"abc אבג 123 דה def الميناء 45٫6% x",
	"a\tب\tc\u200b\u00addef\u200eالم\u200f123",
}

// A key that is held comes through every offset of a mixed text and ends, whichever way
// it is, whatever the width, selecting or not; each place is another than all before.
func TestHeldArrowVisitsEveryPlaceAndEnds(t *testing.T) {
	texts := append(slices.Clone(mixed), strings.Join(mixed, "\r\n\n"), nasty, strings.Join([]string{mixed[1], mixed[0]}, " "))
	for _, str := range texts {
		s := newShelf(t, str)
		for _, width := range []float32{860, 420} {
			for _, base := range []textlayout.Direction{textlayout.Auto, textlayout.LeftToRight, textlayout.RightToLeft} {
				for _, right := range []bool{true, false} {
					for _, extend := range []bool{true, false} {
						v, _ := show(t, s)
						v.Resize(fyne.NewSize(width, 590))
						v.SetOptions(Options{Direction: base})
						hold(t, v, right, extend)
					}
				}
			}
		}
	}
}

// hold presses an arrow until nothing moves, from the end where its way begins.
func hold(t *testing.T, v *View, right, extend bool) {
	t.Helper()
	c, back := CharacterRight, CharacterLeft
	if !right {
		c, back = back, c
	}
	most := 3*int(v.text.Len()) + 10
	for range most {
		if !v.Do(back, false) {
			break
		}
	}
	type place struct {
		o        text.Offset
		trailing bool
	}
	seen := map[place]bool{{v.Caret(), v.cursor.trailing}: true}
	visited := map[text.Offset]bool{v.Caret(): true}
	for n := 0; v.Do(c, extend); n++ {
		p := place{v.Caret(), v.cursor.trailing}
		if seen[p] {
			t.Fatalf("%q: %s came twice to %+v", v.text, c, p)
		}
		seen[p], visited[p.o] = true, true
		if n > most {
			t.Fatalf("%q: %s does not end", v.text, c)
		}
	}
	for o := text.Offset(0); o < v.text.Len(); o = v.text.NextGrapheme(o) {
		if p := v.text.ParagraphAt(o); !p.Empty() && o >= p.Start && o <= p.End && !visited[o] && !v.atBreak(o) {
			t.Fatalf("%q: %s never came to %d (%q)", v.text, c, o, v.text.Slice(text.Span{Start: o, End: v.text.NextGrapheme(o)}))
		}
	}
}

// atBreak reports whether o lies among the blanks where a line was broken.
func (v *View) atBreak(o text.Offset) bool {
	var line textlayout.Line
	v.page.layout.Line(v.page.layout.LineOf(o), &line)
	return o > line.Text.End
}

// The other arrow leads back the way that the first one came.
func TestArrowsAreEachOthersWayBack(t *testing.T) {
	s := newShelf(t, strings.Join(mixed, "\n"))
	v, _ := show(t, s)
	r := rand.New(rand.NewPCG(3, 1))
	for range 60 {
		o := s.text.SnapGrapheme(text.Span{Start: text.Offset(r.IntN(int(s.text.Len()))), End: 0}).Start
		v.Select(text.Span{Start: o, End: o})
		v.Do(CharacterRight, false)
		from, n := v.Caret(), 0
		for range 80 {
			if v.Do(CharacterRight, false) {
				n++
			}
		}
		for range n {
			v.Do(CharacterLeft, false)
		}
		if v.Caret() != from {
			t.Fatalf("%d steps right and left again lead from %d to %d", n, from, v.Caret())
		}
	}
}

// The end of a line that is read from the right was a place where Right went to and fro.
func TestRightAtTheStartOfARightToLeftText(t *testing.T) {
	s := newShelf(t, "HTS قالت النقابة\nA second line.")
	v, _ := show(t, s)
	v.SetOptions(Options{Direction: textlayout.RightToLeft})
	var stops []text.Offset
	for range 8 {
		v.Do(CharacterRight, true)
		stops = append(stops, v.Caret())
	}
	if want := []text.Offset{1, 2, 3, 3, 3, 3, 3, 3}; !slices.Equal(stops, want) {
		t.Errorf("Shift+→ stops at %v, want %v", stops, want)
	}
}

// Where directions meet the caret has a flag on the side of what it belongs to, which a
// further press turns over; elsewhere it has none.
func TestCaretFlag(t *testing.T) {
	s := newShelf(t, "ab الميناء cd ü")
	v, h := show(t, s)
	bar := v.focus.caret
	var sides []string
	for range 5 {
		v.Do(CharacterRight, false)
		switch x := v.focus.flag.Position().X; {
		case v.focus.flag.Hidden:
			sides = append(sides, "none")
		case x < bar.Position().X:
			sides = append(sides, "left")
		default:
			sides = append(sides, "right")
		}
	}
	if want := []string{"none", "none", "left", "right", "none"}; !slices.Equal(sides, want) {
		t.Errorf("the flag is at %v, want %v", sides, want)
	}
	v.Do(CharacterLeft, false)
	if h.pass(blinkTime + 1); !v.focus.flag.Hidden {
		t.Error("the flag does not blink with the caret")
	}
	if v.FocusLost(); !v.focus.flag.Hidden {
		t.Error("the flag shows without the keyboard")
	}
}
