package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/theme"
)

// sheet sets the text of an [editor] in lines and knows where its offsets stand.
// Lengths are Fyne's pixels from the sheet's upper left corner.
type sheet struct {
	size  float32
	lines []text.Span
	text  *text.Text
	shown []*canvas.Text
}

const editLine = float32(18)

func (s *sheet) set(t *text.Text, _ float32) {
	s.text, s.lines = t, s.lines[:0]
	start := text.Offset(0)
	for i, b := range []byte(t.String()) {
		if b == '\n' {
			s.lines = append(s.lines, text.Span{Start: start, End: text.Offset(i)})
			start = text.Offset(i + 1)
		}
	}
	s.lines = append(s.lines, text.Span{Start: start, End: t.Len()})
}

func (s *sheet) height() float32 { return editLine * float32(max(1, len(s.lines))) }

func (s *sheet) width(span text.Span) float32 {
	return fyne.MeasureText(s.text.Slice(span), s.size, fyne.TextStyle{}).Width
}

func (s *sheet) lineOf(o text.Offset) int {
	for i := len(s.lines) - 1; i > 0; i-- {
		if s.lines[i].Start <= o {
			return i
		}
	}
	return 0
}

// caret is where a caret at o stands: its upper end.
func (s *sheet) caret(o text.Offset) (x, y float32) {
	i := s.lineOf(o)
	return s.width(text.Span{Start: s.lines[i].Start, End: o}), float32(i) * editLine
}

// hit is the offset nearest to a point.
func (s *sheet) hit(x, y float32) text.Offset {
	line := s.lines[max(0, min(int(y/editLine), len(s.lines)-1))]
	for o := line.Start; o < line.End; {
		next := s.text.NextGrapheme(o)
		if left, right := s.width(text.Span{Start: line.Start, End: o}), s.width(text.Span{Start: line.Start, End: next}); x < (left+right)/2 {
			return o
		}
		o = next
	}
	return line.End
}

// extents are the boxes that span covers.
func (s *sheet) extents(span text.Span) []box {
	var list []box
	for i, line := range s.lines {
		part := span.Intersect(line)
		if part.Empty() {
			continue
		}
		x0, y := s.caret(part.Start)
		list = append(list, box{x0, y, s.width(text.Span{Start: line.Start, End: part.End}) - x0, editLine})
		_ = i
	}
	return list
}

type box struct{ x, y, w, h float32 }

// objects are the lines as drawn.
func (s *sheet) objects(colour fyne.ThemeColorName) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for i, line := range s.lines {
		if i == len(s.shown) {
			s.shown = append(s.shown, canvas.NewText("", nil))
		}
		t := s.shown[i]
		t.Text, t.TextSize, t.Color = s.text.Slice(line), s.size, theme.Color(colour)
		place(t, 0, float32(i)*editLine, t.MinSize().Width, editLine)
		t.Refresh()
		list = append(list, t)
	}
	return list
}
