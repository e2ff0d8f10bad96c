package w3c_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/w3c"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	codectest.New(w3c.Format(), memory.New).Run(t, codectest.Losses{
		Format: "w3c",
		Told: []codectest.Rule{
			codectest.Types(), codectest.Parts(), codectest.Tags(), codectest.Initials(), codectest.Heads(), codectest.States(),
			{Told: "actor written by name only", Covers: "-actor.*"},
			{Told: "annotator who recorded nothing left out", Covers: "-annotator"},
			{Told: "feature written as the values in use show it", Covers: "-feature, ~feature.type, ~feature.several"},
		},
		Again: "records have IDs of their own",
	})
}
