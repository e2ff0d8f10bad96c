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
// Every gesture of the mouse has a key, and every key is a [Command] that can have another
// ([View.SetKeys]); these are the first ones:
//
//	press; press again at once     arrows; w, s, p select word, sentence, paragraph
//	drag                           Shift with whatever moves: Ctrl words, Alt sentences, PgDn …
//	drag beyond the other end      o goes to the selection's other end; + and - go by unit
//	Alt or Ctrl and drag           , keeps the selection as a fragment
//	press on a mark, again         a chooses the mark here, then the next outward
//	drag a border                  [ ] the end, { } the start; with Alt by character, Ctrl by sentence
//	press on the ruler             Ctrl+Home, Ctrl+End, PgUp, PgDn; the owner's “go to”
//	wheel                          u and d
//	right button                   Menu, Shift+F10
//	rest on a mark                 i
//	press on a curve               [View.Follow], which is the owner's to bind
//
// S begins a walk: up and down go from sentence to sentence until Escape.
//
// A source that is also [Relating] has its marks joined by curves beside the text; of one
// that is [Speaking] the speakers' names stand before it.
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
