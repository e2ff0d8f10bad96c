package register_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/register"
	"parley/annotate/search"
)

// actors makes entities of lines of names, each in its order: "HTS|the group".
func actors(lines ...string) (list []*annotate.Entity) {
	for i, line := range lines {
		names := strings.Split(line, "|")
		n := &annotate.Entity{ID: annotatetest.ID(uint64(i + 1)), Name: names[0]}
		for _, a := range names[1:] {
			n.Aliases = append(n.Aliases, annotate.Alias{Name: a})
		}
		list = append(list, n)
	}
	return list
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want register.Why
	}{
		{"Hay’at Tahrir al-Sham", "Hayyat Tahrir al-Sham", register.SameWriting},
		{"Hay’at Tahrir al-Sham", "Hayat Tahrir Al-Sham", register.SameWriting},
		{"Hay’at Tahrir al-Sham", "HTS", register.SameInitials},
		{"H.T.S.", "Hayyat Tahrir al-Sham", register.SameInitials},
		{"al-Jolani", "al-Johani", register.LikeName},
		{"al-Jolani", "الجولاني", register.SameWriting},
		{"al-Johani", "الجولاني", register.LikeName},
		{"Jolani", "al-Jolani", register.SameWriting},
		{"Ahmed al-Sharaa", "أحمد الشرع", register.SameWriting},
		{"Ahmad al-Shara'a", "Ahmed Al-Sharaa", register.SameWriting},
		{"هيئة تحرير الشام", "Hay’at Tahrir al-Sham", register.SameWriting},
		{"أحمد الشرع", "احمد الشرع", register.SameName},
		{"Zelensky", "Зеленский", register.SameWriting},
		{"Müller", "Mu\u0308LLER", register.SameName},
		{"Salmā Idrīs", "سلمى إدريس", register.SameWriting},
		{"Kareem Dabagh", "Karim Dabbagh", register.SameWriting},
		{"Adnan Sabri", "Sabri", register.PartOfTheName},
		{"Brigade 11", "Brigada 11", register.SameWriting},
		{"Someone|the group", "Other|The Group", register.SameName},
		{"𐐀📌", "𐐨📌", register.SameName},
	} {
		pairs := register.Same(actors(c.a, "Somebody Else 👨‍👩‍👧", c.b))
		if len(pairs) != 1 || pairs[0].Why != c.want || pairs[0].A.ID != annotatetest.ID(1) || pairs[0].B.ID != annotatetest.ID(3) {
			t.Errorf("%s, %s: %s", c.a, c.b, told(pairs))
		}
	}
}

func TestNotTheSame(t *testing.T) {
	for _, c := range [][2]string{
		{"Northern Front", "Southern Front"}, {"Group 1", "Group 2"}, {"Hala Mansour", "Hala Massoud"}, {"Iran", "Iraq"},
		{"HTS", "SDF"}, {"US", "UN"}, {"Brigade 11", "Brigade 1"}, {"لواء ١١", "لواء ١"}, {"Resolution 2254", "Resolution 225"}, {"Room 1192 الشرع", "Room 1992 الشرع"}, {"21st Brigade Müller", "21 Brigade"}, {"Ministry of Ports", "Ministry of Posts and Roads"}, {"Adnan Sabri", "Adnan Saleh"}, {"حزب", "حرب"}, {"", " "},
	} {
		if pairs := register.Same(actors(c[0], c[1])); len(pairs) > 0 {
			t.Error(told(pairs))
		}
	}
	if pairs := register.Same(actors("HTS|HTS|Hay’at Tahrir al-Sham")); len(pairs) > 0 {
		t.Errorf("one entity is the same as itself: %s", told(pairs))
	}
}

func told(pairs []register.Pair) string {
	var lines []string
	for _, p := range pairs {
		lines = append(lines, fmt.Sprintf("%s = %s (%.2f, %s)", p.NameA, p.NameB, p.Score, p.Why))
	}
	return "[" + strings.Join(lines, "; ") + "]"
}

// crowd is a register of names as people and groups have them, in two scripts.
func crowd(n int) []*annotate.Entity {
	rnd := rand.New(rand.NewPCG(1, 2))
	first := strings.Fields("Ahmed Mohammad Hala Salma Karim Adnan Maryam Yusuf Ibrahim Fatima Omar Ali Hassan Layla Nadia Samir Tariq Khaled Rania Jürgen Zoë أحمد محمد هالة سلمى كريم")
	syllables := strings.Fields("al ba ka ri sha dan mur ta zu gha li no fe sar ham id qas win tor üb")
	var lines []string
	for range n {
		var last strings.Builder
		for range 2 + rnd.IntN(3) {
			last.WriteString(syllables[rnd.IntN(len(syllables))])
		}
		name := first[rnd.IntN(len(first))] + " al-" + last.String()
		lines = append(lines, name+"|"+last.String()+"|"+strings.ToUpper(name[:1]+last.String()[:2]))
	}
	return actors(lines...)
}

// The same actors give the same list.
func TestSameAgain(t *testing.T) {
	list := crowd(500)
	pairs := register.Same(list)
	if len(pairs) == 0 {
		t.Fatal("nobody is possibly the same")
	}
	if again := register.Same(list); !slices.EqualFunc(pairs, again, func(a, b register.Pair) bool { return a == b }) {
		t.Error("another time it is another list")
	}
}

func BenchmarkSame(b *testing.B) {
	list := crowd(5000)
	for b.Loop() {
		b.ReportMetric(float64(len(register.Same(list))), "pairs")
	}
}

func TestAmbiguities(t *testing.T) {
	list := actors("HTS|the group", "SDF|The Group|قسد", "Müller|us", "US", "Muller", "قسد")
	list[3].Exact = annotate.ExactCase
	got := func() string {
		var parts []string
		for _, a := range register.Ambiguities(list) {
			var names []string
			for _, n := range a.Entities {
				names = append(names, n.Name)
			}
			parts = append(parts, a.Name+": "+strings.Join(names, ", "))
		}
		return strings.Join(parts, "; ")
	}
	if want := "Müller: Müller, Muller; the group: HTS, SDF; us: Müller, US; قسد: SDF, قسد"; got() != want {
		t.Error(got())
	}
	for _, n := range list {
		var want []string
		for _, a := range register.Ambiguities(list) {
			if slices.Contains(a.Entities, n) {
				want = append(want, a.Name)
			}
		}
		var of []string
		for _, a := range register.AmbiguitiesOf(n, list) {
			of = append(of, a.Name)
		}
		if !slices.Equal(of, want) {
			t.Errorf("of %s: %q, not %q", n.Name, of, want)
		}
	}
	list[2].Aliases[0].Exact, list[2].Exact, list[4].Exact = annotate.ExactCase, annotate.ExactDiacritics, annotate.ExactDiacritics|annotate.ExactForms
	if want := "the group: HTS, SDF; قسد: SDF, قسد"; got() != want {
		t.Error(got())
	}
}

func TestFold(t *testing.T) {
	for x, want := range map[annotate.Exact]search.Fold{
		0: search.Loose, annotate.ExactCase: search.Marks | search.Arabic, annotate.ExactDiacritics | annotate.ExactForms: search.Case,
	} {
		if got := register.Fold(x); got != want {
			t.Errorf("%v: %v", x.Words(), got)
		}
	}
}
