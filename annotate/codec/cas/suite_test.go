package cas_test

import (
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/codectest"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	t.Run("json", func(t *testing.T) { kit(cas.JSON()).Run(t, losses("cas-json")) })
	t.Run("xmi", func(t *testing.T) { kit(cas.XMI()).Run(t, losses("cas-xmi")) })
}

func kit(f codec.Format) codectest.Kit { return codectest.New(f, memory.New) }

func losses(format string) codectest.Losses {
	return codectest.Losses{
		Format: format,
		Told: []codectest.Rule{
			codectest.Parts(), codectest.Heads(), codectest.States(), codectest.Recheck(), codectest.Initials(), codectest.Tagsets(),
			{Told: "actor written as a name only", Covers: "-actor", With: "-annotation.mention"},
			{Told: "annotator left out, who recorded nothing", Covers: "-annotator"},
			{Told: "document without words left out", Covers: "-document"},
			{Told: "relation left out, as an end has no place in the file", Covers: "-relation"}, // it is another annotator's
			{Told: "note left out", Covers: "-annotation.note, -relation.note"},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "part of the schema written under another name, as UIMA wants it", Covers: "~layer.name, ~feature.name, ~relation feature.name"},
			{Told: "feature written as words, whatever its values are", Covers: "~feature.type, ~relation feature.type",
				With: "~annotation.value*, ~relation.value*, -annotation.value Target, +annotation.value targetAnnotation, +feature, feature.tagset, relation feature.tagset"},
		},
	}
}
