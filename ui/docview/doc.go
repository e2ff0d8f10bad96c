// Package docview is the widget in which a text is read and marked: it shows one
// document with its marks, virtualised, and turns mouse and keys into offsets.
//
// One rule: it knows text and marks, nothing of annotations, session or store. It asks
// its [Source] for the marks that touch what is on screen, and reports by On… what a
// person did. Whoever owns the view changes the world and then says [View.Invalidate].
//
//	view := docview.New(textpaint.New(fonts))
//	view.OnSelected = func(s text.Span) { status.Show(s) }
//	view.OnResized = func(id docview.ID, fragments []text.Span) { … }
//	view.SetSource(source, docview.Place{})
//	…
//	view.Invalidate(text.Span{Start: 120, End: 164}) // repaints the lines that touch it
//
// A line of text is one picture with its tints, lanes and margin labels painted in; the
// caret and the frame of the overview ruler are objects of their own, so that blinking
// and scrolling paint nothing. Inside the package lengths are device pixels, and line
// height and scroll offset whole ones; at the border they are Fyne's.
//
// Nothing on the way of a key, a scroll step or one more mark is proportional to the
// text or to the number of marks: lines, lanes and ruler rows are looked up, and only
// what is on screen is drawn. The numbers of the drawing are those of the look's
// sections 5, 8 and 9.
package docview
