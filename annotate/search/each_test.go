package search

import (
	"context"
	"strings"
	"testing"
)

func TestEach(t *testing.T) {
	for _, c := range []struct {
		text, want string
		fold       Fold
		needles    []string
	}{
		{"Assad’s men, ASSAD'S, Assads, l'Assadisme", "Assad|ASSAD", Loose, []string{"assad"}},
		{"Assad’s men and Assad'x", "Assad", Marks, []string{"Assad"}},
		{"والمجلس قال، المجلس، كالمجلس", "المجلس|المجلس", Loose, []string{"المجلس"}},
		{"ولد ولد", "", Loose, []string{"لد"}}, // another word
		{"New York Times of London", "New York Times|New York|York|Times of London", Loose, []string{"new york", "york", "times of london", "New York Times"}},
		{"Hay’at 📌 Hay 👩\u200d👩\u200d👧 𐐀", "Hay|𐐀", Loose, []string{"hay", "👩", "𐐨"}},
		{"Müller, Mu\u0308ller\r\nmuller", "Müller|Mu\u0308ller", Case | Arabic, []string{"müller"}},
	} {
		x, s := mustText(t, c.text), NewSet(c.fold, true, c.needles...)
		var got []string
		for m := range s.Each(context.Background(), Prepare(x, c.fold), x.All()) {
			got = append(got, x.Slice(m.Span))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %q", c.text, strings.Join(got, "|"))
		}
	}
}

func TestEachEnds(t *testing.T) {
	x, s := mustText(t, "a ü a ü"), NewSet(Loose, true, "a", "u")
	ctx, cancel := context.WithCancel(context.Background())
	for range s.Each(ctx, Prepare(x, Loose), x.All()) {
		break
	}
	cancel()
	for m := range s.Each(ctx, Prepare(x, Loose), x.All()) {
		t.Errorf("%v", m)
	}
	for m := range s.Each(context.Background(), Prepare(x, Case), x.All()) {
		t.Errorf("folded otherwise: %v", m)
	}
}
