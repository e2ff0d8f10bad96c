package textlayout

import (
	"strings"

	"parley/annotate/text"
)

// SingleLine shapes s as one line at size pixels to the em into into, whose memory it
// reuses: for labels. Line breaks in s become blanks; x counts from 0 and the line is
// as wide as it is; offsets count in s. A label repeated is a lookup.
func (f *Fonts) SingleLine(s string, opt Options, size float32, into *Line) {
	s = oneLine(s)
	f.mu.Lock()
	shape := f.shape.paragraph(s, opt)
	f.mu.Unlock()
	*into = Line{
		Span: text.Span{End: text.Offset(len(s))}, First: true, Last: true, Size: size,
		RightToLeft: shape.base == 1, Runs: into.Runs[:0], levels: into.levels[:0],
	}
	l := Layout{frame: Frame{Size: size}}
	l.place(shape, lineStart{}, uint32(len(s)), len(shape.pieces), 0, into)
	l.order(0, into)
}

// oneLine makes each byte of a line break a blank, so that offsets stay.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029") {
		return s
	}
	return strings.NewReplacer("\n", " ", "\r", " ", "\v", " ", "\f", " ", "\u0085", "  ", "\u2028", "   ", "\u2029", "   ").Replace(s)
}
