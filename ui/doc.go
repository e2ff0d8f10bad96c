// Package ui is the window: it opens projects, shows a document with what is marked in
// it, and turns keys, menus and clicks into intents.
//
// One rule: the window decides nothing about annotations and keeps nothing of its own.
// A command is an [Action]; an action asks package edit for a ChangeSet and hands it to
// the session; what changed comes back by the session's observer, and only then is
// anything drawn.
//
//	w := ui.New(app, ui.Options{Projects: projects, Settings: settings.Open(path)})
//	w.Open("harbour.parley")
//	w.Run()
//
// The rooms below it know less and less: panel/ shows lists and the card and knows the
// project's nouns, docview/ knows text and marks, control/ knows neither, theme/ is
// numbers. Everything here belongs to Fyne's goroutine; long work runs elsewhere on a
// Reader and comes back through fyne.Do.
package ui
