// Package dna reads and writes the databases of the Discourse Network Analyzer, files with
// the ending .dna that are SQLite databases: of version 3 both ways, of version 2 in.
//
// One rule: a statement is one contiguous piece of one text, of one type, by one coder,
// with exactly one value of each variable of its type. So it is told here:
//
//	DNA                              Parley
//	statement type, variable         layer, feature
//	boolean, integer, long text      boolean, number, text
//	short text                       an actor, or a tag
//	entity: Type, Alias, Notes       actor: kind, aliases, note
//	coder                            annotator
//	document: source, section, type  outlet, and metadata "section", "type"
//	colour of a type or an entity    the nearest colour of the layer, the tag or the actor
//
// What a short text is, the file does not say. It is a tag where its entities have the
// attribute "Definition", which this package writes for tags, or where the variable is
// called like what is no actor: concept, category, frame. Else it is an actor, one of one
// name in all variables. The empty short text and the empty long text are unset.
//
// Start and Stop count UTF-16 units of the text as the program shows it, which is with LF
// line ends whatever the database has. Dates are Unix seconds in version 3, milliseconds in
// version 2.
//
// An annotation with several values is written as several statements, one for each
// combination, as people code in DNA; so networks come out right. What DNA cannot leave
// unset, yes-or-no and numbers, gets DNA's own default, and that is told. Each coder's
// password is "parley", which is remarked when a file is written.
//
// A database is read with SQLite, a part of the documents at a time, and written with it,
// many rows in a statement, while further documents are made ready.
//
// # Deviations
//
//   - Of a discontinuous annotation the hull is a statement, since one has one start and one stop.
//   - Aliases, notes and types of actors are attributes of entities, and side, country, external
//     ID, definition, code and rule are attributes that DNA does not have by itself.
//   - Labels are cut behind 190 characters, as DNA's own tables want it.
//   - The salt of passwords is the same in every file, so that the same project gives the same
//     bytes; everybody knows the password anyway.
//   - Version 2 is read and not written.
package dna
