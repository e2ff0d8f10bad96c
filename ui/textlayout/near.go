package textlayout

import "parley/annotate/text"

// OffsetNear is about where in the text height y stands: exact where lines are, estimated
// elsewhere. Nothing is shaped for it, so that an overview can ask for the whole text.
// Above the text it is 0, below it the text's end.
func (l *Layout) OffsetNear(y int) text.Offset {
	if y < 0 {
		return 0
	}
	i, sum := l.sums.find(int32(min(y, 1<<31-1)), pixelsOf)
	if i >= len(l.paras) {
		return l.p.text.Len()
	}
	span := l.p.span(i)
	if height := int(l.tally(i).pixels); height > 0 {
		return span.Start + text.Offset(int64(span.Len())*int64(y-int(sum.pixels))/int64(height))
	}
	return span.Start
}
