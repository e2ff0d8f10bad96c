package webannotsv_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/webannotsv"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(webannotsv.Format(), memory.New) }

func TestSuite(t *testing.T) {
	whole := func(d codectest.Difference) bool { return len(d.Old.(*annotate.Annotation).Fragments) == 0 }
	target := func(d codectest.Difference) bool { return d.Path != "annotation.value Target" }
	kit().Run(t, codectest.Losses{
		Format: "webanno-tsv",
		Told: []codectest.Rule{
			codectest.Parts(), codectest.Heads(), codectest.States(), codectest.Recheck(), codectest.Initials(), codectest.Tagsets(), codectest.Actors(),
			{Told: "annotator left out", Covers: "-annotator"},
			{Told: "layer left out, as nothing in a text is marked with it", Covers: "-layer"},
			{Told: "document without words left out", Covers: "-document"},
			{Told: "document written without its metadata", Covers: "document.*", Per: codectest.Of},
			{Told: "annotation of a whole document left out", Covers: "-annotation", Where: whole},
			{Told: "note left out", Covers: "-annotation.note, -relation.note"},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "relation left out, as the table cannot point at an end", Covers: "-relation"},
			{Told: "part of the schema written under another name, as UIMA wants it", Covers: "~layer.name, ~feature.name, ~relation feature.name"},
			{Told: "feature written as words, whatever its values are", Covers: "~feature.type, ~relation feature.type, ~feature.several, ~relation feature.several",
				With: "~annotation.value*, ~relation.value*, feature.tagset, relation feature.tagset, -annotation.mention"},
			{Told: "list of values written as one text", Covers: "-annotation.value*, -relation.value*", Per: codectest.Field, Where: target},
			{Told: "value that is an annotation written as a link, which is read as a relation", Covers: "-annotation.value Target", With: "+relation type, +relation"},
		},
	})
}
