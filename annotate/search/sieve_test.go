package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestRequired: what is looked for before an expression is run.
func TestRequired(t *testing.T) {
	for pattern, want := range map[string]string{
		"union":                 "[union]",
		"uni(on|ty)":            "[union unity]",
		`\b(klima|gov)\w*ment`:  "[ment]",
		`(government|governor)`: "[government governor]",
		"[Gg]overnment":         "[Government government]",
		`(?:ab|cd)+x*`:          "[ab cd]",
		"a*b?":                  "[]",
		"(union|)":              "[]",
		`\w+`:                   "[]",
		"(?i)Straße":            "[]", // the automaton is quicker than folding the text
		"مرف[أا]":               "[مرفأ مرفا]",
		"^📌.*$":                 "[📌]",
	} {
		m, err := Compile(Query{Text: pattern, Pattern: true})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		if m.pattern.needs != nil {
			got = m.pattern.needs.needles
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", pattern, got, want)
		}
	}
}

// TestAnyOf: many needles are found where looking for each finds the first.
func TestAnyOf(t *testing.T) {
	s := strings.Repeat("ein Hafen, two unions 📌 und die Gewerkschaft مرفأ é e\u0301 ", 20)
	for _, needles := range [][]string{{"union"}, {"Hafen", "union"}, {"Hafen", "unions", "Gewerkschaft", "مرفأ"}, {"zz", "yy", "xx"}, {"é ", "📌", "af", "e\u0301"}, {"nio", "union", "on"}} {
		a := newAnyOf(slices.Clone(needles))
		in := a.in(s)
		for from := 0; ; {
			want := -1
			for _, n := range needles {
				if i := strings.Index(s[from:], n); i >= 0 && (want < 0 || from+i < want) {
					want = from + i
				}
			}
			if got := in.next(from); got != want {
				t.Fatalf("%q from %d: %d, want %d", needles, from, got, want)
			}
			if want < 0 {
				break
			}
			from = want + 1
		}
	}
}

// TestSieve: long texts are folded piece by piece, and what stands across two is seen.
func TestSieve(t *testing.T) {
	for _, c := range []struct {
		q    Query
		hit  string
		miss string
	}{
		{Query{Text: "Hay’at", Fold: Loose}, "HAY'AT", "hay"},
		{Query{Text: "مسؤول", Fold: Loose}, "مَسْؤول", "مسح"},
		{Query{Text: "café"}, "cafe\u0301", "cafe "},
		{Query{Text: "(?i)union|STRASSE", Pattern: true}, "stRaSSe", "strase"},
		{Query{Text: "uni(on|ty)|hafen|moor", Pattern: true, Fold: Case}, "UNITY", "unit"},
		{Query{Text: `\d+`, Pattern: true}, "7", ""},
	} {
		m, err := Compile(c.q)
		if err != nil {
			t.Fatal(err)
		}
		sieve := m.Sieve()
		for _, before := range []int{0, sieved - 9, sieved - 5, sieved - 3, sieved - 1, sieved, 3*sieved - 2} {
			pad := strings.Repeat("x", before) + " "
			if !sieve.Passes(pad + c.hit + " y") {
				t.Errorf("%q behind %d bytes is held back", c.hit, before)
			}
			if c.miss != "" && sieve.Passes(pad+c.miss+" y") {
				t.Errorf("%q behind %d bytes passes", c.miss, before)
			}
		}
	}
}

// FuzzSieve: what is required of a match changes no hit, nor does the automaton, and a text
// with hits passes.
func FuzzSieve(f *testing.F) {
	f.Add("(?i)stra(ß|ss)e|hafen|[kK]ai", "Die STRASSE\nzum Hafen 📌\nKAI", uint8(0))
	f.Add("un(ion|ity)x?|[ab]c", "union\nbc e\u0301 𐐀", uint8(7))
	f.Add("مرف[أا]|ميناء", "المرفأ\nوالميناء", uint8(4))
	f.Add("(?i)[k-ſ]+?\\b|^.{2,}$|\\s+", "K\u212a ſt\r\n\nÜ📌 e\u0301\nسَلَام", uint8(2))
	f.Add("(a|b|c)(d|e)\\b", "ad\nbe 👨‍👩‍👧\r\nce", uint8(1))
	f.Fuzz(func(t *testing.T, pattern, in string, fold uint8) {
		if len(in) > 400 || len(pattern) > 60 || !utf8.ValidString(in) {
			return
		}
		for _, as := range []bool{true, false} {
			m, err := Compile(Query{Text: pattern, Pattern: as, Fold: Fold(fold) & Loose})
			if err != nil {
				continue
			}
			x := mustText(t, in)
			folded := Prepare(x, m.Fold())
			got := slices.Collect(m.Spans(context.Background(), folded, x.All()))
			if len(got) > 0 && !m.Sieve().Passes(in) {
				t.Fatalf("%q in %q (%v): %v, and the sieve holds it back", pattern, in, m.Fold(), got)
			}
			if !as {
				continue
			}
			bare := *m.pattern
			bare.needs, bare.quick = nil, nil // package regexp alone
			want := slices.Collect((&Matcher{query: m.query, pattern: &bare}).Spans(context.Background(), folded, x.All()))
			if !slices.Equal(got, want) {
				t.Fatalf("%q in %q (%v): %v, want %v", pattern, in, m.Fold(), got, want)
			}
		}
	})
}
