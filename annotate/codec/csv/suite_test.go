package csv_test

import (
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/csv"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	for _, f := range []codec.Format{csv.Options{Text: true}.CSV(), csv.Options{Text: true}.TSV()} {
		t.Run(f.Name, func(t *testing.T) { codectest.New(f, memory.New).Run(t, losses(f.Name)) })
	}
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
