// Package parley reads and writes Parley's own files: the dataset, which holds a whole
// project, and the schema.
//
// One rule: what was exported comes back the same. The same project gives the same bytes,
// and an export that is imported into an empty project gives that export again.
//
//	report, err := parley.WriteFile("harbour.json", reader, parley.Options{})
//	report, err = parley.Read(file, parley.ReadOptions{Into: store, Apply: session.Apply, Undo: undo})
//
// # The dataset
//
// One JSON document (RFC 8259, UTF-8):
//
//	{"format": "parley-dataset", "version": 1, "offset_unit": "codepoint",
//	 "project": {…}, "schema": {…}, "schema_versions": […], "annotators": […], "entities": […],
//	 "documents": [{"id": …, "title": …, "text": …, "metadata": {…}, "sha256": …,
//	   "words": …, "created": …, "modified": …, "turns": […], "progress": […],
//	   "annotations": [{"id": …, "document": …, "layer": "Claim", "annotator": …,
//	     "fragments": [{"start": 120, "end": 164}], "quote": …, "prefix": …, "suffix": …,
//	     "features": {…}, "note": …, "created": …, "modified": …, "origin": "hand", "schema": 1,
//	     "recheck": ""}],
//	   "relations": [{"id": …, "document": …, "type": "attacks", "from": …, "to": …, …}],
//	   "originals": [{"id": …, "collection": …, "format": "brat", "name": "a.ann", "content": …}]}]}
//
// As JSONL the first line is all but documents, and each further line is one document.
// The JSON Schema in package assets describes every member; [Validate] checks a file
// against it and against what a schema cannot say.
//
// Every member is always written, empty where nothing is known, but for originals, the files
// that a document came from: few projects have some. Those of whole collections stand in
// front of documents, in a member of the same name. Documents and entities
// stand in the order of their IDs, annotations as annotate.ComparePlace has them, values as
// the schema orders its features. Times are RFC 3339 in UTC with milliseconds. On reading,
// members may stand in any order; one that is unknown is reported.
//
// The schema of an annotation is a number, and schema_versions has every schema that was in
// force, with its number in it: {"since": …, "schema": {…}}. The one in force stands in
// schema too.
//
// # Values
//
// features is an object by feature ID. What is not in it is unset. The rule has three parts:
//
//   - A feature that takes several values ("multi" in the schema) has an array, any other a
//     single value.
//   - A value stands bare where the schema says its type, that is, where the feature takes
//     exactly one: a text, a tag (its ID) or a date as a string, a number, a boolean, an
//     annotation as its ID. Where a feature takes several types, a value is an object whose
//     member is named by the type: {"tag": "201"}, {"text": "the delay"}.
//   - An entity is such an object always, with its name beside it, and the mention that it
//     was read from, if any: {"entity": ID, "name": "Karim Dabbagh", "mention": ID}.
//
// So a value that is an object says its type itself, whatever the schema: this is how values
// are kept whose feature has left the schema since.
//
// # Positions
//
// Positions count Unicode code points, as len does in Python. A file may also say utf16 or
// byte. Whatever it says, each quote, prefix and suffix is compared with the text. When a
// document's annotations fit another unit better, that one is taken and the report says
// so; an annotation that fits no place is refused and named.
package parley

// Format is the "format" of a dataset.
const Format = "parley-dataset"

// Version is the version of the file formats that this package writes. It reads this one
// and all before it.
const Version = 1
