// Package labelstudio reads and writes the JSON of Label Studio: a list of tasks, each a
// text with what annotators and models said of it, and the labeling interface that says
// what may be said, config.xml beside it.
//
//	{"id": 1, "data": {"text": "…", "outlet": "Courier"}, "annotations": [{"completed_by": 3, "result": [
//	  {"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 5, "text": "…", "labels": ["PER"]}},
//	  {"id": "a", "from_name": "gender", "to_name": "text", "type": "choices", "value": {"choices": ["Female"]}},
//	  {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["knows"]}]}]}
//
// One rule: results with one ID are one region. Each label is a layer; what else is said of
// the region, choices, taxonomy, words, numbers, are features of it, called as their control.
// What has an ID without a place is about the whole text: a feature of the layer "Document",
// or, of a control called "layer.feature", of that layer. The note of a region is its meta.
//
// Positions are code points; exports of 2021 and before count UTF-16 units. A region has
// its words, and these decide, document by document. Predictions are annotations of an
// annotator called "Prediction: " and the model, and are written as predictions again.
// Dialogues become a line a turn, with who speaks.
//
// A single file is read with the interface that stands beside it, under its own name with
// the ending .xml or as config.xml; without one, the schema is what the tasks show.
// Written are tasks.json and config.xml. Hotkeys, backgrounds and hints of labels are keys, colours
// and descriptions of layers; hints and colours of choices are definitions and colours of tags.
//
// # Deviations
//
//   - A discontinuous annotation is one region, its hull, as a region has one start and one end.
//   - Everybody's results are annotations of one task, with who it was as created_username and
//     without completed_by: Label Studio takes no file that names there who has no account in it.
//     Read is created_username where completed_by names nobody.
//   - A control for whole texts has a blank before its point where a layer has one for spans too,
//     as no two may be called alike; a feature of yes and no has the choices true and false.
//   - The note of a region is in its meta, which the interface shows and no control makes.
//   - A relation between regions of two people is left out, as its ends are in one result.
//   - HTML with places as XPaths is refused record by record: no character is named by them.
//   - Members of tasks, annotations and results that have no place (lead_time, score, project, …)
//     are told when they come in, and are not written again.
package labelstudio
