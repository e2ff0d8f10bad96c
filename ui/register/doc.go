// Package register shows the register of actors: who there is, who is possibly the same,
// where each is named, and all that is said of one.
//
// One rule: it asks a [Source] what there is and reports what a person wants by its On…
// fields; it neither reads a project nor changes one. What changed is shown when Reload or
// SetPlaces is called, and not before.
//
//	r := register.New(source)
//	r.OnEdit = func(id annotate.ID, alter func(*annotate.Entity)) bool { … }
//	r.Reload()                      // after actors changed
//	r.Search("قاسم")                // names, aliases and IDs, however written
//
// Rows exist for what is in sight only; a register of fifty thousand actors is searched and
// sorted within a key press. All of it belongs to Fyne's goroutine.
package register
