package dna_test

import (
	"strings"
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/dna"
	"parley/storage/memory"
)

// ofWhole reports whether d is of an annotation about a whole document.
func ofWhole(d codectest.Difference) bool { return strings.Contains(d.Record, "“” by ") }

func TestSuite(t *testing.T) {
	codectest.New(dna.Format(), memory.New).Run(t, codectest.Losses{
		Format: "dna",
		Told: []codectest.Rule{
			codectest.Heads(), codectest.States(),
			{Told: "annotator written without initials", Covers: "annotator.initials"},
			{Told: "document without words left out", Covers: "-document"},
			{Told: "layer or feature written without its description, its key, and whether it is required", Covers: "-layer.description, ~layer.key, -feature.description, ~feature.required"},
			{Told: "feature that takes several values written as one that takes one", Covers: "~feature.several"},
			{Told: "feature written as a variable of another type", Covers: "~feature.type"},
			{Told: "tagset written under the name of a variable, once for each", Covers: "~tagset.name", With: "-feature.tagset, +tagset"},
			{Told: "tag written without its examples, and whether it is retired", Covers: "tag.*"},
			{Told: "relation type left out", Covers: "-relation type"},
			{Told: "relation left out", Covers: "-relation"},
			{Told: "actor written in part", Covers: "actor.*"},
			{Told: "piece of metadata left out", Covers: "-document.url, -document.language, -document.custom", Per: codectest.Each},
			{Told: "date written more precisely than it is known", Covers: "~document.date"},
			{Told: "annotation of a whole document left out", Covers: "annotation*", Where: ofWhole},
			{Told: "note left out", Covers: "-annotation.note"},
			codectest.Recheck(),
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "value left out, as no variable of DNA takes it", Covers: "-annotation.value Target", Per: codectest.Each},
			{Told: "value written as one of another type", Covers: "~annotation.value Said on, ~annotation.value Weight", Per: codectest.Each},
			{Told: "unset value written as DNA's default, as DNA leaves none unset", Covers: "+annotation.value*", Per: codectest.Each},
			{Told: "annotation with several values written as several statements", Covers: "+annotation", With: "-annotation.value*, -annotation.mention", Per: codectest.Everything},
		},
		Findings: map[string]int{"remark": 1},
	})
}
