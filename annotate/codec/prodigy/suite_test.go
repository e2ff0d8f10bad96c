package prodigy_test

import (
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/prodigy"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	whole := func(d codectest.Difference) bool {
		a, is := d.Old.(*annotate.Annotation)
		return is && len(a.Fragments) == 0
	}
	parts := codectest.Parts()
	parts.Covers += ", -layer" // of which nothing is a span
	codectest.New(prodigy.Format(), memory.New).Run(t, codectest.Losses{
		Format: "prodigy",
		Told: []codectest.Rule{
			parts, codectest.Actors(), codectest.Initials(), codectest.Heads(), codectest.Recheck(),
			{Told: "tagset left out", Covers: "-tagset", With: "+tagset, +layer"},
			{Told: "document without words left out", Covers: "-document"},
			{Told: "annotation of a whole document written without its other values", Covers: "-annotation, ~annotation.layer, annotation.value*", Where: whole},
			{Told: "note on a whole document left out", Covers: "-annotation.note", Where: whole},
			{Told: "tag, date or actor written as its words", Covers: "~annotation.value*, ~relation.value*", Per: codectest.Each, With: "feature.type, feature.tagset, relation feature.type, relation feature.tagset"},
			{Told: "value that names an annotation left out", Covers: "-annotation.value*", With: "feature.several", Where: func(d codectest.Difference) bool {
				return d.Path == "feature.several" || strings.HasPrefix(d.Was, "annotation ")
			}},
			{Told: "value written without the mention it was read from", Covers: "-annotation.mention"},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "relation left out, as it goes to a whole document or to another annotator's", Covers: "-relation"},
			{Told: "flag of a document left out", Covers: "-progress.flag", Per: codectest.Each},
			{Told: "state of a document left out, as it is not done", Covers: "-progress"},
		},
		Again: "features come in the order in which tasks have them",
	})
}
