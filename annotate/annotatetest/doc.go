// Package annotatetest writes annotated texts as one reads them, for tests.
//
// One rule: a mark is a bracket that says its layer, and what is in it is marked.
//
//	m := annotatetest.Parse(t, "[Actor HTS] says: [Claim it protects [Actor minorities]]")
//	m.Text           // "HTS says: it protects minorities"
//	m.Marks[1]       // {Layer: "Claim", Fragments: 10–32}
//
// A label joins the fragments of a discontinuous mark, or of two marks that cross:
//
//	[Claim#1 it protects], he said, [#1 minorities]
//	[Claim#1 one [Actor#2 two]][#2  three]
//
// A bracket without words marks the document as a whole: [Stance]. A backslash takes the
// meaning from [, ] and itself. [Format] writes what Parse reads.
package annotatetest
