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
package cas
