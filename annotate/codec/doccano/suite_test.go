package doccano_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/doccano"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(doccano.Format(), memory.New) }

func TestSuite(t *testing.T) {
	kit().Run(t, codectest.Losses{
		Format: "doccano",
		Told: []codectest.Rule{
			codectest.Layers(), codectest.Types(), codectest.Tagsets(), codectest.Actors(), codectest.Annotators(), codectest.Heads(), codectest.States(), codectest.Recheck(),
			{Told: "document without words left out", Covers: "-document"},
			{Told: "annotation of a whole document left out, as the file has spans", Covers: "-annotation"},
			{Told: "note left out", Covers: "-annotation.note"},
			{Told: "annotation written without its features", Covers: "-annotation.value*", With: "-annotation.mention"},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "relation left out, as an end of it is", Covers: "-relation"},
			{Told: "relation written without its features", Covers: "-relation.value*, -relation.note"},
		},
		Findings: map[string]int{"doubtful": 2}, // the file does not say what positions count
	})
}
