// Package textlayout turns a text into lines of shaped glyphs: paragraphs, direction
// (UAX #9), line breaks (UAX #14), graphemes (UAX #29), shaping and wrapping, and the
// way back from a point to an offset. It knows nothing of widgets or colours.
//
// One rule: a position in the text is a text.Offset, a place on the paper is in device
// pixels, and only this package converts between them. What is drawn is what was
// measured: [Layout.Line] hands out the very glyphs that [Layout.Hit] looks through.
//
//	fonts, err := textlayout.NewFonts()
//	p := textlayout.Prepare(txt, fonts, textlayout.Options{Style: textlayout.Serif})
//	l := p.Wrap(textlayout.Frame{Width: 618, Size: 19, LineHeight: 34, Gap: 12})
//	var line textlayout.Line
//	for i := l.LineAt(scroll); i < l.Lines() && l.Top(i) < scroll+height; i++ {
//		l.Line(i, &line) // shaped now, if nobody has seen it before
//	}
//
// Cost follows the view: Prepare only finds the paragraphs. A paragraph is shaped when
// something asks for it, once, at a reference size; another width or size only breaks
// lines anew. Paragraphs that nobody has seen have an estimated number of lines, so
// line numbers and heights further down may change while above the view nothing moves;
// [Prepared.ShapeAll], on another goroutine, and [Layout.Refine] replace estimates.
package textlayout
