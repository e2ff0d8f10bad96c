// Package w3c reads and writes annotations of the W3C Web Annotation Data Model as JSON-LD:
// single ones, lists, pages and collections.
//
//	{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/anno1", "type": "Annotation",
//	 "creator": "http://example.org/lina", "motivation": "commenting", "body": {"type": "TextualBody", "value": "…"},
//	 "target": {"source": "http://example.org/speech.txt", "selector": {"type": "TextQuoteSelector", "exact": "…"}}}
//
// One rule: an annotation names its text and does not hold it. So the text is looked for: as
// the value of its source, among the files beside it by the last part of its address, and
// among the documents of the project that have that address. Where there is none, this is said.
//
// Positions are code points by the specification, and UTF-16 units in what browsers write;
// quotes decide, text by text. Words that stand elsewhere than their position says are found
// by what is around them, and told. Of several selectors one that fits is enough; refinedBy
// looks inside what the first one found. Several targets in one text are its fragments.
//
// The motivation is the layer. Bodies are its features: tag, comment, and link for what has
// an address only. A linking annotation between two others is a relation. What we write says
// layers, features and their types in members of its own, with the prefix "parley:", and so
// comes back as it was; texts go into files beside.
//
// Members that nobody here knows, on every level, are kept beside the document, and the
// address of an annotation with them; written again, they are there. A body or target that was
// altered since loses those of its own, and this is told.
//
// Pages of a collection stand in it, in other files of the source, or beside a single file under
// the last part of their address. An address is never fetched; a page that is not there is named.
// Written is one collection with one page, which has all annotations, and their total.
//
// An annotation that is not as the specification wants it is refused with the reason.
//
// # Deviations
//
//   - Texts are written into files beside, and sources are their names: the model has no texts.
//     The address that a text came from is in what is said of it.
//   - On reading, positions may be UTF-16 units, which the specification does not want; quotes
//     decide.
//   - Composites, lists, independents and choices of targets or bodies are read as plain ones.
//   - A selector that others refine is written as position and quote of what it led to.
//   - Of several motivations and creators the first counts, and the others are only kept.
//   - Agents, times and certain addresses are checked as the tests of the W3C want it; what
//     JSON-LD can say in other words than the context's own is not read.
package w3c
