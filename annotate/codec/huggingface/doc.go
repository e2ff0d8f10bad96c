// Package huggingface writes a project as a folder that is ready for the Hugging Face hub.
// It is written only: a project is read back from a dataset of Parley's own.
//
//	data/train.jsonl       a document a line; validation.jsonl and test.jsonl where documents say so
//	data/actors.jsonl      the register of actors, an actor a line, when there is one
//	README.md              the dataset card: what the hub shows, and reads from its front matter
//	dictionary.csv, .md    the codebook as a data dictionary, with counts
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
// Parquet is left to the hub, which makes it of JSONL by itself: the libraries that write it
// weigh more than the rest of Parley's formats together.
package huggingface
