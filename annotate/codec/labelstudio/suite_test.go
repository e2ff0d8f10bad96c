package labelstudio_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/labelstudio"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	codectest.New(labelstudio.Format(), memory.New).Run(t, codectest.Losses{
		Format: "labelstudio",
		Told: []codectest.Rule{
			codectest.Types(), codectest.Actors(), codectest.Heads(), codectest.States(), codectest.Recheck(), codectest.Initials(),
			{Told: "annotator who recorded nothing left out", Covers: "-annotator"},
			{Told: "document without words left out", Covers: "-document"},
			{Told: "feature written without its description", Covers: "-feature.description"},
			{Told: "feature written as a control of another type", Covers: "~feature.type"},
			{Told: "tag written without its code, rule, examples and whether it is retired", Covers: "tag.*"},
			{Told: "tagset written under the name of a control, once for each", Covers: "~tagset.name", With: "-feature.tagset, +tagset"},
			{Told: "annotation of a whole document without values left out", Covers: "-annotation"},
			{Told: "value left out, as no control takes it", Covers: "-annotation.value*", Per: codectest.Each},
			{Told: "value written in words, as no control has its type", Covers: "~annotation.value*", With: "-annotation.mention", Per: codectest.Each},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "relation left out, as its ends are not spans of its own annotator", Covers: "-relation"},
			{Told: "relation written without its features", Covers: "-relation.value*, -relation.note"},
		},
		Again: "records have IDs of their own",
	})
}
