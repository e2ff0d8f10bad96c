// Package textline is a label of one line for lists and tables, painted like the
// document itself, so that Arabic, Hebrew and mixed names are right there too.
//
// One rule: what a person wrote goes through here, never through a label of the toolkit,
// which places runs of mixed direction wrongly. A label stands on the interface's side;
// its text has the direction of its own first letter and is cut at its own end.
//
//	title := textline.New(painter, "المجلس يؤجل فتح الميناء")
//	title.Bold = true
//	match := textline.New(painter, "")
//	match.SetSpans(textline.Span{Text: "Tra", Bold: true}, textline.Span{Text: "de"})
//
// A label is one small raster; its glyphs come from the painter's atlas.
package textline
