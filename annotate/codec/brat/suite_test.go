package brat_test

import (
	"testing"

	"parley/annotate/codec/brat"
	"parley/annotate/codec/codectest"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	tags := codectest.Tags()
	tags.With = "+tagset, feature.tagset, relation feature.tagset"
	codectest.New(brat.Format(), memory.New).Run(t, codectest.Losses{
		Format: "brat",
		Told: []codectest.Rule{
			codectest.Parts(), tags, codectest.Register(), codectest.Annotators(), codectest.Heads(), codectest.States(), codectest.Recheck(),
			{Told: "metadata field left out", Covers: "document.*", Per: codectest.Each},
			{Told: "annotation of a whole document left out", Covers: "-annotation"},
			{Told: "relation left out, as an end of it is", Covers: "-relation"},
			{Told: "mention that an actor was read from left out", Covers: "-annotation.mention"},
			{Told: "annotation named before the words that it stands behind", Covers: "~annotation.value Target order"},
			{Told: "span over a line end written in pieces", Covers: "~annotation.place"},
			{Told: "tab or line end written as a blank", Covers: "~annotation.note, ~relation.note, ~annotation.value Comment, ~relation.value Why", Per: codectest.Each},
		},
		Elsewhere: map[string]int{"value of several words, of which brat itself reads the first": 5},
	})
}
