// Package panel has the panels around the text: the list of documents, the layers, the
// card with the features of the selected annotation, and the table of annotations with
// relations and history.
//
// One rule: a panel asks its Source when it draws and tells its On… fields what a
// person did; it changes nothing itself. What was asked of it shows only when its owner
// has done it and says so by one of the small methods (Display, Changed, Refresh…).
//
//	card := panel.NewCard(source)
//	card.OnSet = func(a annotate.ID, f annotate.FeatureID, v []annotate.Value) { apply(edit.SetFeature(…)) }
//	card.Display(annotation.ID)
//
// All of it belongs to Fyne's goroutine. Nothing here costs in proportion to the
// project, but for the first filter over the list of documents.
package panel
