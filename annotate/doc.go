// Package annotate holds Parley's nouns: projects, documents, annotations,
// relations, entities, annotators, and the schema that says what may be recorded.
//
// One rule: a record is immutable once it is in a [ChangeSet]. Whoever wants
// another value makes a copy, changes the copy, and says Old → New:
//
//	next := *old
//	next.Note = "the relative clause is the reporter's"
//	cs := annotate.ChangeSet{Label: "Edit note", Changes: []annotate.Change{{Old: old, New: &next}}}
//
// A ChangeSet is the one currency: what draws, saves, undoes and audits receives
// one. The package does nothing by itself: package edit makes ChangeSets from
// intents, package session applies them, a store keeps them.
package annotate
