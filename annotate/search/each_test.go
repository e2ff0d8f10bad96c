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

// TestEachBehindPrefixes: what is written onto a name in Arabic, and what only looks like it.
func TestEachBehindPrefixes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // the stretch that is found, "" for none
	}{
		{"المجلس", "المجلس", "المجلس"},
		{"المجلس", "والمجلس", "المجلس"},
		{"المجلس", "فالمجلس", "المجلس"},
		{"المجلس", "بالمجلس", "المجلس"},
		{"المجلس", "كالمجلس", "المجلس"},
		{"المجلس", "وبالمجلس", "المجلس"},
		{"المجلس", "فكالمجلس", "المجلس"},
		{"المجلس", "للمجلس", "لمجلس"},
		{"المجلس", "وللمجلس", "لمجلس"},
		{"المجلس", "فَلِلمجلس", "لمجلس"},
		{"مجلس", "المجلس", "مجلس"},
		{"مجلس", "بالمجلس", "مجلس"},
		{"مجلس", "وللمجلس", "مجلس"},
		{"مجلس", "لمجلس", "مجلس"},
		{"أحمد الشرع", "لأحمد الشرع،", "أحمد الشرع"},
		{"أحمد الشرع", "وبِأَحمد الشَّرع.", "أَحمد الشَّرع"},
		{"قطر", "بقطر", "قطر"},
		{"لبنان", "للبنان 📌", "لبنان"},
		{"حماس", "بحماس", "حماس"}, // which also is “with zeal”: who asks for it gets it
		{"Assad", "الAssad’s", "Assad"},

		{"المجلس", "المجلسين", ""},
		{"المجلس", "بالمجلسين", ""},
		{"المجلس", "للمجلسين", ""},
		{"المجلس", "لالمجلس", ""}, // is not written so
		{"المجلس", "الالمجلس", ""},
		{"المجلس", "لمجلس", ""}, // of a council, without the article
		{"المجلس", "مجلس", ""},
		{"مجلس", "سمجلس", ""},
		{"مجلس", "يبالمجلس", ""},
		{"مجلس", "بلمجلس", ""},
		{"مجلس", "والبمجلس", ""},
		{"حماس", "تحماس", ""},
		{"حماس", "بحماسة", ""},
		{"قطر", "بالقطرة", ""},
		{"عراق", "العراقيين", ""},
		{"لد", "ولد", ""},
		{"لد", "بلد", ""},
		{"الليل", "لليل", ""},
		{"Müller", "xMüller", ""},
	} {
		x, found := mustText(t, c.text), ""
		for onto, needle := range map[Onto]string{Prefixes: c.name, Contracted: Contract(c.name)} {
			s := NewSet(Loose, true, needle).Behind(onto)
			for m := range s.Each(context.Background(), Prepare(x, Loose), x.All()) {
				found += x.Slice(m.Span)
			}
		}
		if found != c.want {
			t.Errorf("%q in %q: %q, want %q", c.name, c.text, found, c.want)
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
