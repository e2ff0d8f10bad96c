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
// An annotation that is not as the specification wants it is refused with the reason.
package w3c
