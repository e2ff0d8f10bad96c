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
// password is "parley".
package dna
