package csv_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/csv"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	o := csv.Options{Text: true}
	t.Run("csv", func(t *testing.T) { codectest.New(o.CSV(), memory.New).Run(t, losses("csv")) })
	t.Run("tsv", func(t *testing.T) { codectest.New(o.TSV(), memory.New).Run(t, losses("tsv")) })
}

func losses(format string) codectest.Losses {
	return codectest.Losses{
		Format: format,
		Told: []codectest.Rule{
			codectest.Parts(), codectest.Types(), tags(), codectest.Annotators(), codectest.Initials(), codectest.Heads(),
			{Told: "actor written with its name only", Covers: "actor.*"},
			{Told: "document without statements left out", Covers: "-document"},
			{Told: "state of a document left out, as its annotator has no statement in it", Covers: "-progress"},
			{Told: "statement written without why it should be looked at again", Covers: "-annotation.recheck"},
			{Told: "value written without the mention it was read from", Covers: "-annotation.mention"},
			{Told: "relation left out", Covers: "-relation"},
		},
		Again: "columns come in the order of the statements",
	}
}

// tags are the tagsets of the features that have them: one that several share falls apart, and
// a tag without a code has its ID for one.
func tags() codectest.Rule {
	r := codectest.Tags()
	r.With = "+tagset, feature.tagset"
	return r
}
