// Package brat reads and writes the standoff format of the brat annotation tool: for each
// document a text, X.txt, and what is recorded in it, X.ann, one record a line.
//
// The format as it is read (brat 1.3, server/src/annotation.py):
//
//	T1	Claim 0 6;10 14	Müller says      TYPE START END[;START END …], and the words
//	E1	Attack:T2 Agent:T1 Agent2:T3     an event: its trigger, and who plays which role
//	R1	Supports Arg1:T1 Arg2:T2         a relation
//	*	Equiv T1 T3                       annotations of the same thing
//	A1	Certainty T1 high                an attribute, without a value when it is only true; M1 is older
//	N1	Reference T1 Wikidata:Q64	Berlin  who that is
//	#1	AnnotatorNotes T1	words …          a note
//
// A type is a layer. Attributes, roles and references are its features: tags or texts, or
// true; annotations; actors, with what they refer to as external ID. An event is one
// annotation at the place of its trigger. An equivalence is a relation from its first
// annotation to each other. annotation.conf, visual.conf and kb_shortcuts.conf say what types,
// values, labels and keys there are, wherever in the collection they lie; what the files have
// beyond them is taken as well.
//
// Positions are code points of the text file, CR and LF included. A document whose words stand
// only where UTF-16 units say, as Java's tools write it, is read so, and that is told.
//
// # There and back
//
// One rule: what nobody touched comes out as it came in, byte by byte. The files are kept as
// [annotate.Original]; an export reads them again, by the code that read them first, and finds
// each record in the project by an ID that follows from the document's and the line's number.
// A line that still says what the project says stays as it is; one that says something else
// is written again in its place, with its ID; what is gone is left out; what is new stands
// behind, with free IDs. Lines that cannot be read, and records of layers that the import's
// mapping left out, stay where they are, the latter as long as what they name does. Types and
// values are said as the files said them, through the mapping that the import kept. A text of
// which a document before it in the collection has every letter is no document of the
// project; its files are kept and written all the same.
//
// The limits: a value that the mapping had no place for goes, as one that somebody deleted
// does. An annotation whose ID changed on the way, in a copy of a project, is a new one. When
// the first annotation of an equivalence goes, so does the equivalence.
//
// What brat has no place for is told: annotations of whole documents, metadata, annotators,
// tabs and line ends in names and values (a note of several lines is several notes), spans over
// line ends, which are cut as brat cuts them.
//
// # What Parley adds
//
// annotation.conf has no words for what types values are of: a number is one of listed values
// there, or any. A configuration that Parley makes says it in comments, which brat skips, a
// line for each feature of a type; see [declared]. What the files have is of those types as far
// as it can be, and words otherwise. It also allows spans to overlap (<OVERLAP>), which Parley's
// do, and writes what may name annotations as an event, even when it names none: brat marks a
// trigger without an event as incomplete.
//
// # Deviations
//
// An annotation whose fragments are joined by nothing, as before brat 1.3, is read, and one
// whose words have a line end, which older tools write and brat refuses.
//
// References of BioNLP (Annotation:T1 Referent:DB:ID) and two tabs before a label are read; what
// is new is written as brat documents it, with one.
package brat
