// Package huggingface writes a project as a folder that is ready for the Hugging Face hub, and
// reads such a folder back.
//
//	data/train.jsonl       a document a line; validation.jsonl and test.jsonl where documents say so
//	data/annotators.jsonl  who recorded, a person a line
//	data/actors.jsonl      the register of actors, an actor a line, when there is one
//	README.md              the dataset card: what the hub shows, and reads from its front matter
//	dictionary.csv, .md    the codebook as a data dictionary, with counts
//
// With [Options].Parquet the data are the same tables as Parquet, and the card names those.
//
// Which split a document is in its own metadata says, in a field "split" of train, validation
// or test; a document without one is in train.
//
// One rule: every line has the same members with the same types, empty where there is
// nothing, since the hub makes typed columns of them. That is why all values are text, and
// why features are lists of name and values and no objects. The types stand in the card, so
// that nobody has to guess them from the first lines.
//
// A line, wrapped:
//
//	{"id": "0190…", "text": "📌 Müller spoke.", "metadata": {"title": "Häfen", …, "custom": [{"name": "page", "value": "3"}]},
//	 "annotations": [{"id": "0191…", "layer": "Actor", "annotator": "Lina", "start": 2, "end": 8, "quote": "Müller",
//	   "fragments": [{"start": 2, "end": 8}], "features": [{"feature": "entity", "values": [{"type": "entity", "value": "Müller", "id": "0192…", "mention": ""}]}], …}],
//	 "relations": [], "turns": [], "progress": []}
//
// Positions are code points, as Python counts, from 0, the end not included; an annotation of
// the whole document has no fragments, and null for start and end.
//
// # Reading
//
// The tables under data, JSONL before Parquet where a table is there twice, are a collection:
// documents with all that their lines carry, annotators, and the register. The dictionary gives
// the schema; without one, or where it makes none, the lines show what there is. IDs are given
// anew, and what names another finds it. Quotes decide between code points, UTF-16 units and
// bytes. Members that are unknown are told.
//
// A Parquet file is looked through before the library reads it: the footer, the pages and how
// often numbers in them repeat, so that a small file cannot ask for more memory than there is.
// It may be compressed by Snappy or not at all, with values plain or of a dictionary, as the
// hub's own converter writes.
//
// # Deviations
//
//   - Start and end of an annotation about the whole document are null, the one exception from
//     the rule of no nulls: 0 would be a place.
//   - All values are text, with their type beside: a column of the hub has one type.
//   - License is empty in the card, and the hub warns of it: only the publisher knows it.
//   - Where examples of tags stand, tagsets of no feature, and files kept from an import are not
//     carried; this is told.
//   - A cell of dictionary.csv that a spreadsheet would take for a formula has an apostrophe
//     before it; reading takes it away.
package huggingface
