// Package codectest is the suite that every format must pass: one awkward project goes out
// through it and comes back, and what is different then is what the report told, no more
// and no less.
//
// One rule: a difference that nothing told is a fault, and so is a loss that was told and is
// none. A test of a format says beside it what each kind of loss costs:
//
//	func kit() codectest.Kit { return codectest.New(doccano.Format(), memory.New) }
//
//	func TestSuite(t *testing.T) {
//		kit().Run(t, codectest.Losses{
//			Format: "doccano",
//			Told: []codectest.Rule{
//				{Told: "note left out", Covers: "-annotation.note"},
//				{Told: "annotator left out", Covers: "-annotator", With: "~annotation.annotator"},
//			},
//		})
//	}
//
// A [Difference] is told in Parley's nouns, as "annotation.note", with a sign before it: - what
// is gone, + what came in addition, ~ what is something else now. IDs, order and clocks are
// compared apart: see [Losses].
//
// What the import makes for every format alike is not compared: the project's own name, the
// versions of its schema, where a document came from, and that an annotation came by import.
package codectest
