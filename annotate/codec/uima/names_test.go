package uima_test

import (
	"slices"
	"testing"

	"parley/annotate/codec/uima"
)

func TestNames(t *testing.T) {
	n := uima.Names{}
	var got []string
	for _, title := range []string{"Häfen", "HÄFEN", "Häfen", "a/b", "../../etc", "", " . ", "a:b*c\n", "الميناء 📌"} {
		got = append(got, n.Take(title))
	}
	want := []string{"Häfen", "HÄFEN 2", "Häfen 3", "a/b", "etc", "document", "document 2", "a_b_c_", "الميناء 📌"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := n.Folder("a/b"); got != "annotation/a_b" {
		t.Errorf("the folder is %q", got)
	}
}
