package conll_test

import (
	"strings"
	"testing"
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
