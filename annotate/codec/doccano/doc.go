// Package doccano reads and writes the JSONL of doccano: one JSON object a line.
//
// The format as it is read (doccano 1.8, backend/data_import and data_export):
//
//	{"id": 7, "text": "…", "label": [[0, 5, "PER"]], "outlet": "Courier"}   spans
//	{"id": 7, "text": "…", "label": ["sport", "local"]}                     about the whole text
//	{"id": 7, "text": "…", "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 5}],
//	 "relations": [{"id": 1, "from_id": 1, "to_id": 2, "type": "employs"}], "Comments": ["…"]}
//
// Members beside these are the document's metadata; a member "meta" holds more of them.
// Each span label is a layer, each relation type a relation type. Labels of whole texts are
// tags of one feature of one layer.
//
// A CSV whose header has text and label is read as labels of whole texts, a row a text; as
// all files, in UTF-16 with its mark too.
//
// One rule: positions are not code points. doccano's editor counts UTF-16 units, or grapheme
// clusters where the project says so, and the file does not tell which. So the unit is what
// [codec.OpenOptions] say, or else UTF-16, unless only grapheme clusters stand where words
// begin and end; a document where that makes a difference is reported as doubtful.
//
// What doccano has no place for is told: features, fragments (their hull is written), notes,
// annotators. Where a project has relations every line has entities and relations, else label.
//
// # Deviations
//
// doccano calls a file's positions by no unit, and drops spans that overlap where its project does
// not allow them: all are written, and overlapping ones come in with allow_overlapping only.
//
// IDs of doccano's database are not kept: they would say nothing in another one. Spans that are
// empty are refused, as doccano does, and so are those that end behind the text.
package doccano
