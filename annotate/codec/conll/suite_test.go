package conll_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/conll"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	for _, f := range []codec.Format{conll.Format(), conll.Options{Scheme: conll.IOB1}.Format(), conll.Options{Scheme: conll.BIOES}.Format()} {
		codectest.New(f, memory.New).Run(t, losses)
	}
}

var losses = codectest.Losses{
	Format: "conll",
	Told: []codectest.Rule{
		codectest.Layers(), codectest.Types(), codectest.Tagsets(), codectest.Actors(), codectest.Annotators(), codectest.States(),
		{Told: "annotation of a whole document left out", Covers: "-annotation", Where: whole},
		{Told: "annotation left out, as it overlaps another", Covers: "-annotation"},
		{Told: "relation left out", Covers: "-relation"},
		{Told: "document without words left out", Covers: "-document"},
		{Told: "annotation written without its features", Covers: "-annotation.value*", With: "-annotation.mention"},
		{Told: "note left out", Covers: "-annotation.note"},
		{Told: "discontinuous span written as its hull", Covers: "~annotation.place"},
		{Told: "text that has other blanks and lines when it is read again", Covers: "~document.text"},
		{Told: "document written without its metadata", Covers: "document.*", Per: codectest.Of},
	},
}

func whole(d codectest.Difference) bool { return len(d.Old.(*annotate.Annotation).Fragments) == 0 }
