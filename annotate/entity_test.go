package annotate_test

import (
	"errors"
	"slices"
	"testing"

	"parley/annotate"
)

func TestExact(t *testing.T) {
	for x := range annotate.Exact(16) {
		var back annotate.Exact
		for _, word := range x.Words() {
			bit, err := annotate.ParseExact(word)
			if err != nil {
				t.Fatal(err)
			}
			back |= bit
		}
		if back != x {
			t.Errorf("%d: %v comes back as %d", x, x.Words(), back)
		}
	}
	if got := (annotate.ExactCase | annotate.ExactForms).Words(); !slices.Equal(got, []string{"case", "forms"}) {
		t.Errorf("%v", got)
	}
	for _, bad := range []string{"", "Case", "حركات"} {
		if _, err := annotate.ParseExact(bad); !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
