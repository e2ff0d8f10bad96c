// Package webannotsv reads and writes WebAnno TSV, the table of INCEpTION and WebAnno: 3.0 to
// 3.3 are read, 3.3 is written. A file is one document.
//
// The format as it is read (INCEpTION's user guide, appendix WebAnno TSV 3.3):
//
//	#FORMAT=WebAnno TSV 3.3
//	#T_SP=webanno.custom.Person|value                         spans with their features
//	#T_SP=webanno.custom.Event|ROLE_webanno.custom.Event:who_webanno.custom.EventWho|webanno.custom.Person
//	#T_RL=webanno.custom.Knows|since|BT_webanno.custom.Person  relations and what they join
//	#T_CH=webanno.custom.Coref|referenceType|referenceRelation chains
//
//
//	#Text=Müller met Ann .
//	1-1	0-6	Müller	PER[1]|ORG[2]	*	1-3	_	…	       a token: stacked values, a slot, a relation
//	1-2.1	8-10	et	_	…	                               a piece of a token
//
// "_" is no annotation and "*" one without a value; "[2]" is the number of an annotation that
// is stacked, lasts for several tokens or is pointed at, and "1-1[1_2]" the place of a
// relation's source with the numbers of both ends.
//
// One rule: positions are UTF-16 units, and the text is what the sentences say, with blanks
// where they leave a gap. A file whose tokens stand only in code points is read so, and that
// is told.
//
// Types are layers and relation types under their full names. A slot "who" of Event is a
// relation type "webanno.custom.Event:who" with a feature role, as a link says more than an
// annotation value can; a chain is a layer and a relation type "…:next". A relation on tokens
// gets annotations of a layer Token for its ends.
//
// The nouns have no place for tokens, borders of sentences, numbers and spans of no width. So
// each document brings its file along, and is written as that file with what was changed since
// then; where nothing was, to the byte. A document from elsewhere gets words and sentences by
// UAX #29.
//
// # Deviations
//
// Versions 3.0 to 3.2 are read; 3.3 is written, unless nothing changed: then the file comes out as
// it was, in its version.
//
// Positions that only stand in code points are taken so, and told: some scripts write them.
//
// A file whose sentences leave a gap that is wider than eight units for each byte of text
// and 65,536 more is refused: the specification sets no bound, and a number would take all memory.
//
// An annotation between words is left out and one that begins or ends in blanks is cut, as
// INCEpTION does; both are told. Values that are several are one text, as a column has one.
// A value that is an annotation is written as a link of a slot, and comes back as a relation;
// that is told too.
//
// A table does not say whose it is. So when several people recorded something there is one of
// each, as "annotation/<document>/<annotator>.tsv", and these are read as one document.
package webannotsv
