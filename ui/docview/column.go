package docview

import (
	"math"
	"strconv"
)

// Widths of the look's section 9, in Fyne's pixels.
const (
	padWidth      = 34 // before the text: paragraph numbers, up to three digits
	digitWidth    = 7  // of a paragraph number, generously
	gutterWidth   = 44 // between text and labels: relations
	rulerWidth    = 18
	wedgeWidth    = 6 // outside the ruler: the active mark
	marginShare   = 0.1675
	minMargin     = 112
	maxMargin     = 240
	maxMeasure    = 690 // at the size below
	referenceSize = 19
	minMeasure    = 60
	topPad        = 16
	bottomPad     = 34
	numberGap     = 13 // between a paragraph number and the text
)

// columns is where things stand from left to right, in device pixels.
type columns struct {
	width, height  int
	text, measure  int // left edge and width of the text
	labels, margin int // of the margin labels
	ruler          int // left edge of the overview ruler
	paint, painted int // left edge and width of a line's picture
	mirrored       bool
}

// padOf is the room before a text of so many lines: its numbers are never cut.
func padOf(lines int) float32 {
	return padWidth + digitWidth*float32(max(0, len(strconv.Itoa(lines))-3))
}

// columnsOf divides a view of w times h of Fyne's pixels; size is that of the letters, least
// the room before the text. What that is more than usual the margin gives, so that lines
// break as they do in any text.
func columnsOf(w, h, scale, size, least float32, mirrored bool) columns {
	margin := min(maxMargin, max(minMargin, round(w*marginShare)-least+padWidth))
	widest := max(minMeasure, maxMeasure*size/referenceSize)
	free := w - least - gutterWidth - margin - rulerWidth - 2
	measure := max(minMeasure, min(widest, free))
	pad := least + max(0, float32(math.Floor(float64(free-measure)/2)))
	text, labels := pad, pad+measure+gutterWidth
	left, right := pad-least, labels+margin
	if mirrored {
		text = w - rulerWidth - pad - measure + 2
		labels = text - gutterWidth - margin
		left, right = labels, text+measure+least
	}
	px := func(v float32) int { return int(round(v * scale)) }
	left, right = max(0, left-4), min(right+4, w-rulerWidth-wedgeWidth)
	return columns{
		width: px(w), height: px(h), text: px(text), measure: px(measure), labels: px(labels),
		margin: px(margin), ruler: px(w - rulerWidth), mirrored: mirrored,
		paint: px(left), painted: max(1, px(right)-px(left)),
	}
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }
