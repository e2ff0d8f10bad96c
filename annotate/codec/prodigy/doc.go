// Package prodigy reads and writes the JSONL of Prodigy and spaCy: one task a line.
//
// The format as it is read:
//
//	{"text": "Ann met Bob.", "_input_hash": 7, "_task_hash": 8, "_annotator_id": "lina", "meta": {"source": "x"},
//	 "tokens": [{"text": "Ann", "start": 0, "end": 3, "id": 0, "ws": true}, …],
//	 "spans": [{"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PER"}, …],
//	 "relations": [{"head": 0, "child": 2, "head_span": {…}, "child_span": {…}, "label": "met"}],
//	 "answer": "accept"}
//	{"text": "…", "label": "SPORT", "answer": "reject"}                        about the whole text
//	{"text": "…", "options": [{"id": "a", "text": "A"}], "accept": ["a"], "answer": "accept"}
//
// Positions are code points; token_end is the last token, not the one behind it, and head and
// child are the last tokens of what they name. Each span label is a layer, and each relation
// label a relation type; a relation between bare tokens marks them in the layer Token. Members
// that a span or a relation has beside these are features, and note is its note.
//
// Lines of one text are one document: of several annotators (_annotator_id, or else
// _session_id), or with several labels. What is said of the whole text is in the layer
// "Document label", with the feature label, and the feature answer where that is not accept.
// A task that was accepted or rejected is done; one that was ignored is in progress and
// difficult. Members that begin with an underscore, and options, are kept as metadata, with a
// blank between the values of several lines; meta and other members are metadata too.
//
// One rule: an answer is only written where somebody gave it. A document that is not done is
// a task without an answer, for Prodigy to ask.
//
// Tokens are made anew on writing: words and signs, cut where spans begin and end, so that
// each span has tokens of its own. One blank behind a token is its ws; other white space is in
// tokens too, as spaCy has it, so that the tokens give the text. Metadata that reads as a JSON number, as hashes do, is
// written as one.
//
// # Deviations
//
// Hashes (_input_hash, _task_hash) are metadata, and written again where a document has one of
// each, though its tokens are made anew.
//
// Features and notes stand in members of a span that Prodigy does not know, and which it keeps.
package prodigy
