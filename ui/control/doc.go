// Package control has the small widgets of Parley's interface: buttons, key caps,
// chips, inputs, lists. Panels and dialogs are put together from them.
//
// One rule: a control draws a state and reports what a person did; it never decides.
// It shows what it was given last, in the sizes and colours of package theme, and says
// by its On… fields what was asked of it. So nothing here knows a document.
//
//	list := control.NewList(theme.RowHeight, newRow, bindRow)
//	list.OnSelect = func(i int) { open(i) }
//	list.SetCount(100_000)             // rows exist only for what is in sight
//	list.Select(41_000, true)
//
// All of it belongs to Fyne's goroutine.
package control
