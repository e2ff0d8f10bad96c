package control

import (
	"math"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Segment is one of the answers of [Segments].
type Segment struct {
	Text string
	Mark Mark
	Key  rune // the letter that chooses it; 0: none
}

// Segments is a choice that is always open: answers in rows of three, 26 high, the
// last one "unset" in a dashed frame. It is no tab stop: whoever holds it hands it
// keys by [Segments.Type].
type Segments struct {
	widget.BaseWidget
	OnChosen func(i int) // -1: unset

	answers []Segment
	chosen  int
	cells   []*segment
}

// NewSegments offers answers and unset; none is chosen.
func NewSegments(answers []Segment) *Segments {
	s := &Segments{answers: answers, chosen: -1}
	for i, a := range answers {
		s.cells = append(s.cells, newSegment(a, func() { s.choose(i) }))
	}
	s.cells = append(s.cells, newSegment(Segment{Text: "unset", Mark: Unset}, func() { s.choose(-1) }))
	s.cells[len(answers)].unset = true
	s.ExtendBaseWidget(s)
	s.SetChosen(-1)
	return s
}

// Chosen is the index of the answer; -1 when unset.
func (s *Segments) Chosen() int { return s.chosen }

// SetChosen shows answer i as chosen; -1 shows unset. It reports nothing.
func (s *Segments) SetChosen(i int) {
	s.chosen = i
	for k, c := range s.cells {
		c.on = k == i || i < 0 && c.unset
		c.paint()
	}
}

// SetRequired draws unset in warn while it stands: an answer is required.
func (s *Segments) SetRequired(yes bool) {
	c := s.cells[len(s.cells)-1]
	if c.required != yes {
		c.required = yes
		c.repaint()
	}
}

func (s *Segments) choose(i int) {
	if s.chosen == i {
		return
	}
	s.SetChosen(i)
	if s.OnChosen != nil {
		s.OnChosen(i)
	}
}

// Type chooses by a letter, and says whether it was one of the keys.
func (s *Segments) Type(r rune) bool {
	for i, a := range s.answers {
		if a.Key != 0 && unicode.ToLower(r) == a.Key {
			s.choose(i)
			return true
		}
	}
	return false
}

// Clear chooses unset.
func (s *Segments) Clear() { s.choose(-1) }

// Step moves the choice by n answers, from unset to the first or the last.
func (s *Segments) Step(n int) {
	count := len(s.answers)
	if count == 0 {
		return
	}
	i := s.chosen + n
	if s.chosen < 0 && n < 0 {
		i = count - 1
	}
	s.choose(max(0, min(i, count-1)))
}

const segmentGap = theme.ChipGap

// columns are where each of the three begins in a width, on whole pixels, and where a
// fourth would: each has what its widest word and key need, and a third of what is left.
func (s *Segments) columns(width float32) (x [4]float32) {
	var need [3]float32
	for i, c := range s.cells {
		need[i%3] = max(need[i%3], c.need())
	}
	spare := (width + segmentGap - need[0] - need[1] - need[2] - 3*segmentGap) / 3
	at := float32(0)
	for i := range need {
		x[i] = float32(math.Round(float64(at)))
		at += need[i] + spare + segmentGap
	}
	x[3] = float32(math.Round(float64(at)))
	return x
}

// CreateRenderer implements fyne.Widget.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		min: func() fyne.Size {
			rows := float32((len(s.cells) + 2) / 3)
			return fyne.NewSize(3*58, rows*(theme.SegmentHeight+segmentGap)-segmentGap)
		},
		layout: func(z fyne.Size) {
			x := s.columns(z.Width)
			for i, c := range s.cells {
				from, to := x[i%3], x[i%3+1]-segmentGap
				place(c, from, float32(i/3)*(theme.SegmentHeight+segmentGap), to-from, theme.SegmentHeight)
			}
		},
		refresh: func() {
			for _, c := range s.cells {
				c.Refresh()
			}
		},
	}
	for _, c := range s.cells {
		d.objects = append(d.objects, c)
	}
	return d
}
