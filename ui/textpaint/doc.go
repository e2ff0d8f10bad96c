// Package textpaint paints lines of text: grounds, lanes and outlines of marks, the
// glyphs, the caret. It knows pixels and nothing of annotations.
//
// One rule: the caller decides what is drawn, by a flat list of [Mark]; this package
// decides how, by the numbers of [Metrics]. Whatever the order of the list, grounds lie
// under lanes, lanes under outlines, outlines under ink, and the caret on top; among
// grounds, the later hides the earlier.
//
//	painter := textpaint.New(fonts)
//	m := textpaint.MetricsFor(19, scale) // also the frame's LineHeight
//	layout.Line(n, &line)
//	painter.DrawLine(dst, &line, m, image.Pt(left, 0), ink, []textpaint.Mark{
//		{Kind: textpaint.Ground, X0: x0, X1: x1, Color: tint},
//		{Kind: textpaint.Lane, X0: x0, X1: x1, Color: blue, Lane: 0, Left: textpaint.Tick, Right: textpaint.Tick},
//	})
//
// All lengths are device pixels. Colours are premultiplied.
package textpaint
