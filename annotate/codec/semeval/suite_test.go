package semeval_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/semeval"
	"parley/storage/memory"
)

// Of the sample only one claim has a target and a stance.
func TestSuite(t *testing.T) {
	claims := func(d codectest.Difference) bool { return d.Old.(*annotate.Annotation).Layer == "claim" }
	codectest.New(semeval.Format(), memory.New).Run(t, codectest.Losses{
		Format: "semeval",
		Told: []codectest.Rule{
			{Told: "stance without a target left out", Covers: "-annotation", Where: claims},
			{Told: "annotation of another layer left out", Covers: "-annotation"},
			{Told: "relation left out", Covers: "-relation"},
			codectest.States(),
			{Told: "document without a stance left out", Covers: "-document", With: "of them"},
			{Told: "text with tabs or line ends written with blanks", Covers: "~document.text"},
			{Told: "document written without its metadata", Covers: "document.*"},
			{Told: "marked passage written as of the whole text", Covers: "~annotation.place"},
			{Told: "note left out", Covers: "-annotation.note"},
			{Told: "annotation written with the first of several targets or stances", Covers: "-annotation.value Target", With: "~annotation.value Target, +annotation.value Stance, ~annotation.value Stance"},
			{Told: "annotation written without its other features", Covers: "-annotation.value*", With: "-annotation.mention"},
			layers(), codectest.Types(), tagsets(), codectest.Actors(), codectest.Annotators(),
		},
		Again: "it has a column that the layer of the file is read with",
	})
}

// What comes back stands in the layer of the format, with its tags.
func layers() codectest.Rule {
	r := codectest.Layers()
	r.With = "+layer, annotation.layer"
	return r
}

func tagsets() codectest.Rule {
	r := codectest.Tagsets()
	r.With = "+tagset"
	return r
}
