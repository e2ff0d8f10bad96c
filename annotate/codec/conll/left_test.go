package conll_test

import (
	"slices"
	"strings"
	"testing"

	"parley/annotate"
)

// What of CoNLL-U is no token and no tag is told, line by line.
func TestTellsWhatIsLeft(t *testing.T) {
	in := strings.ReplaceAll(`# newdoc id = a
# sent_id = 1
# text = im Müller 📌
1-2 im _ _ _ _ _ _ _ _
1 in _ _ _ _ _ _ _ _
2 dem _ _ _ _ _ _ _ _
2.1 ال _ _ _ _ _ _ _ _
# a word
3 Müller _ _ _ _ _ _ _ NER=B-PER
4 📌 _ _ _ _ _ _ _ NER=O

# sent_id = 2
1 𐐀 _ _ _ _ _ _ _ NER=O

`, " ", "\t")
	in = strings.NewReplacer("#\t", "# ", "newdoc\t", "newdoc ", "id\t=\t", "id = ", "text\t=\t", "text = ").Replace(in)
	_, report := into(t, source(in))
	got := map[string]bool{}
	for _, l := range report.Lost {
		got[l.String()] = true
	}
	for _, want := range []string{"3 comments left out", "2 words left out that are parts of tokens", "1 empty node left out"} {
		if !got[want] {
			t.Errorf("%q is not among %v", want, got)
		}
	}
	if report.Documents != 1 || report.Annotations != 1 {
		t.Errorf("%+v", report)
	}
}

// A file is read in blocks. Where one ends, nothing is lost: neither the name of a document nor a
// comment that stands before a sentence of the next.
func TestBlocks(t *testing.T) {
	rest := "# newdoc id = Häfen e\u0301 📌\n\n# one\n\n\n# two\n𐐀\tB-LET\n# three\n👨‍👩‍👧\tO\n\n# four\n\nالميناء\tB-LOC\n\n# five\n"
	for n := range 34 {
		before := strings.Repeat("x\tO\n", (64<<10)/4-n) + "\n"
		store, report := into(t, source(before+rest))
		got := told(t, store)
		slices.SortFunc(got, func(a, b string) int { return len(a) - len(b) })
		if len(got) != 2 || got[0] != "𐐀 👨‍👩‍👧\nالميناء\n LET:𐐀 LOC:الميناء" || len(report.Lost) != 1 || report.Lost[0].Total != 4 {
			t.Fatalf("%d: %.200q, lost %v", n, got, report.Lost)
		}
		for d := range store.Summaries(annotate.ID{}) {
			if d.Title != "Häfen e\u0301 📌" && !strings.HasPrefix(d.Title, "x x x") {
				t.Errorf("%d: it is called %q", n, d.Title)
			}
		}
	}
}
