// Package codebook is the editor of a project's schema: its layers and their features,
// its tagsets with their trees of tags, its relation types, the fields of its documents,
// and the versions it had.
//
// One rule: the editor shows the schema in force and reports what a person wants of it;
// it never keeps a schema of its own. What it shows comes from a [Source], what is wanted
// goes out by its On… fields, and it is drawn anew when the project says that something
// has changed. So undo in another window is seen here at once.
//
//	e := codebook.New(source)
//	e.OnChange = apply       // a finished edit: name it, apply it, call e.Reload
//	window.SetContent(e)
//	e.Reload()
//
// Three columns: what there is, what is in the chosen one, and the form of what is chosen
// there. Each has its keys, and Escape leads outward. It belongs to Fyne's goroutine.
package codebook
