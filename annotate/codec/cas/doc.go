// Package cas reads and writes the CAS of Apache UIMA as INCEpTION and DKPro have it: as JSON
// 0.4, "cas-json", and as XMI beside a type system, "cas-xmi". A file is one document.
//
// What is read of a CAS: the text of its first view; annotations, each type a layer with its
// features; types with Governor and Dependent, and links of slots (role and target), as
// relations; chains (next); annotations without a place (document metadata) as ones about the
// whole document; title, language and MetaDataStringField of the document; the names that
// LayerDefinition and FeatureDefinition give; allowed values as tagsets; the user of
// CASMetadata as the annotator.
//
//	{"%ID": 6, "%TYPE": "webanno.custom.Claim", "@sofa": 1, "begin": 0, "end": 6, "kind": "demand"}
//	<custom:Claim xmi:id="6" sofa="1" begin="0" end="6" kind="demand"/>
//
// One rule: positions are UTF-16 units of the text as the file has it.
//
// Tokens, sentences and what else is no annotation of anybody's stay in the file, which the
// document brings along: it is written again as it came in, or with what was changed since
// then. A document from elsewhere gets tokens and sentences by UAX #29. A slot "who" of Event
// is a relation type "webanno.custom.Event:who" with a feature role, and the elements of a
// chain are related by "…:next"; of a token there is an annotation where a relation ends at it.
//
// Nothing in an XMI file is expanded, and one with a document type is refused; nesting is
// bounded in both.
//
// # Deviations
//
// A header %HEADER with a version is not asked for and not written: UIMA's own code writes none.
// "begin" and "^begin" are both read, as the specification has the one and files the other.
//
// Numbers of a ByteArray, and references in views that lead nowhere, are kept as they stand and
// not checked, so that a file comes out as it came in.
//
// An annotation of several fragments is written as its hull, which is told: UIMA has no form for it.
//
// What several people made of a document is laid out as INCEpTION exports it, a file of each as
// "annotation/<document>/<annotator>"; one of nobody is INITIAL_CAS. When one person has recorded
// something there is a file a document, as other tools want it. The XMI stands there as it is, not
// in an archive of its own as INCEpTION packs it; such archives are read, where they stand so.
package cas
