package refiqda_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/refiqda"
	"parley/storage/memory"
)

// schemaRules are what codes cost the schema.
func schemaRules() []codectest.Rule {
	return []codectest.Rule{
		{Told: "layer written without its key", Covers: "~layer.key"},
		{Told: "feature written without whether it is required and takes one value", Covers: "~feature.several, ~feature.required"},
		{Told: "feature without tags written as one of words", Covers: "~feature.type"},
		{Told: "tagset written under the name of its layer and feature", Covers: "~tagset.name"},
		{Told: "feature written with a copy of the tagset that it shares", Covers: "-feature.tagset", With: "+tagset"},
		{Told: "tag with its code, rule or examples written into its name and description", Covers: "-tag", With: "+tag, ~annotation.value Topic"},
	}
}

// A codebook is the schema as codes, and nothing else.
func TestCodebookSuite(t *testing.T) {
	f := refiqda.Codebook()
	f.Detect, f.Open = refiqda.Format().Detect, refiqda.Format().Open
	codectest.New(f, memory.New).Run(t, codectest.Losses{
		Format: "refi-qdc",
		Told: append(schemaRules(), codectest.Annotators(), codectest.Actors(),
			codectest.Rule{Told: "document with all that is recorded in it left out, as a codebook has none", Covers: "-document", With: "document.*, annotation, annotation.*, relation, relation.*, progress"},
			codectest.Rule{Told: "relation type of no relation left out", Covers: "-relation type"}),
		Again: "codes are named with their numbers",
	})
}

func TestSuite(t *testing.T) {
	codectest.New(refiqda.Format(), memory.New).Run(t, codectest.Losses{
		Format: "refi-qda",
		Told: append(schemaRules(), []codectest.Rule{
			codectest.Actors(), codectest.Heads(), codectest.States(), codectest.Recheck(),
			{Told: "value that is neither tag nor text written as words", Covers: "~annotation.value*", With: "-annotation.mention", Per: codectest.Each},
			{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
			{Told: "relation of an annotation of a whole document left out", Covers: "-relation"},
			{Told: "relation written without its features and annotator", Covers: "-relation.value*"},
			{Told: "relation type written without its ends, description and features", Covers: "-relation type.*, -relation feature", Per: codectest.Of},
		}...),
		Again: "codes are named with their numbers",
	})
}
