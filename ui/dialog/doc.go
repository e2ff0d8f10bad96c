// Package dialog asks and tells: cards that lie over the window, the sentences in which
// errors are told, and the forms for projects, imports, exports and documents.
//
// One rule: a dialog collects what a person wants and hands it over by a function; it
// does nothing itself. So it knows neither session nor store, and closing it leaves
// everything as it was.
//
//	sheet := dialog.Open(window, content, dialog.Options{Width: 560, Scrim: true})
//	dialog.Tell(window, dialog.Explain("This mark is not saved", err))
package dialog
