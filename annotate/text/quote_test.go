package text_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotate/text"
)

// spanOf is the nth place, from 0, of part in s.
func spanOf(t testing.TB, s, part string, n int) text.Span {
	t.Helper()
	at := 0
	for ; ; n-- {
		i := strings.Index(s[at:], part)
		if i < 0 {
			t.Fatalf("%q is not in %q", part, s)
		}
		if at += i; n == 0 {
			return text.Span{Start: text.Offset(at), End: text.Offset(at + len(part))}
		}
		at++
	}
}

func TestQuote(t *testing.T) {
	const s = "👨‍👩‍👧 über e\u0301 sagt 📌 die 𐐀 Gruppe:\r\nسلام für alle, wirklich und wahrhaftig alle."
	tx := mustText(t, s)
	two := []text.Span{spanOf(t, s, "📌", 0), spanOf(t, s, "سلام", 0)}
	for _, c := range []struct {
		spans []text.Span
		want  text.Quote
	}{
		{nil, text.Quote{}},
		{[]text.Span{spanOf(t, s, "📌 die", 0)}, text.Quote{
			Exact: "📌 die", Prefix: "👨‍👩‍👧 über e\u0301 sagt ", Suffix: " 𐐀 Gruppe:\r\nسلام für alle, wirkl"}},
		{two, text.Quote{Exact: "📌 سلام", Prefix: "👨‍👩‍👧 über e\u0301 sagt ", Suffix: " für alle, wirklich und wahrhaft"}},
		{[]text.Span{tx.All()}, text.Quote{Exact: s}},
	} {
		got := tx.Quote(c.spans)
		if got != c.want {
			t.Errorf("Quote(%v) =\n%+q; want\n%+q", c.spans, got, c.want)
		}
		if err := tx.Verify(c.spans, got.Exact); err != nil {
			t.Errorf("Verify of its own quote: %v", err)
		}
	}
	family := mustText(t, strings.Repeat("a", 30)+"👨‍👩‍👧b")
	if got := family.Quote([]text.Span{spanOf(t, family.String(), "b", 0)}).Prefix; got != strings.Repeat("a", 27)+"👨‍👩‍👧" {
		t.Errorf("prefix %q", got)
	}
	if got := family.Quote([]text.Span{{Start: 0, End: 1}}).Suffix; got != strings.Repeat("a", 29) {
		t.Errorf("suffix %q: the family would be cut", got)
	}
}

func TestVerifySaysTheDifference(t *testing.T) {
	const s = "They went to Aleppo über 📌 سلام."
	tx := mustText(t, s)
	aleppo := spanOf(t, s, "went to Aleppo", 0)
	for _, c := range []struct {
		spans []text.Span
		exact string
		want  string
	}{
		{[]text.Span{aleppo}, "went to Homs", `text differs from its quote: after "went to " the text has "Aleppo", the quote "Homs"`},
		{[]text.Span{aleppo}, "went to", `text differs from its quote: after "went to" the text has " Aleppo", the quote nothing more`},
		{[]text.Span{aleppo}, "Went to Aleppo", `text differs from its quote: at its start the text has "went to Aleppo", the quote "Went to Aleppo"`},
		{[]text.Span{spanOf(t, s, "über", 0)}, "öber", `text differs from its quote: at its start the text has "über", the quote "öber"`},
		{[]text.Span{aleppo, spanOf(t, s, "📌", 0)}, "went to Aleppo📌", `text differs from its quote: after "went to Aleppo" the text has " 📌", the quote "📌"`},
		{nil, "x", `text differs from its quote: at its start the text has nothing more, the quote "x"`},
	} {
		err := tx.Verify(c.spans, c.exact)
		if !errors.Is(err, text.ErrQuote) || err.Error() != c.want {
			t.Errorf("Verify(%v, %q) = %v; want %s", c.spans, c.exact, err, c.want)
		}
	}
	if err := tx.Verify([]text.Span{{Start: 0, End: 999}}, "x"); !errors.Is(err, text.ErrOutOfRange) {
		t.Errorf("Verify outside the text = %v", err)
	}
	spans := []text.Span{aleppo, spanOf(t, s, "📌", 0)}
	if n := testing.AllocsPerRun(100, func() { _ = tx.Verify(spans, "went to Aleppo 📌") }); n != 0 {
		t.Errorf("Verify of a true quote allocates %v times", n)
	}
}

func TestReanchor(t *testing.T) {
	const s = "HTS took Aleppo. Then, in ü, HTS left. 📌 سلام HTS. HTS."
	tx := mustText(t, s)
	nth := func(n int) text.Span { return spanOf(t, s, "HTS", n) }
	for _, c := range []struct {
		name string
		q    text.Quote
		near text.Offset
		want []text.Span
		how  text.Confidence
	}{
		{"nowhere", text.Quote{Exact: "ISIS"}, 0, nil, text.Absent},
		{"empty", text.Quote{}, 0, nil, text.Absent},
		{"once", text.Quote{Exact: "سلام", Prefix: "other", Suffix: "context"}, 0, []text.Span{spanOf(t, s, "سلام", 0)}, text.Only},
		{"own quote", tx.Quote([]text.Span{nth(1)}), -1, []text.Span{nth(1)}, text.Chosen},
		{"half of the context", text.Quote{Exact: "HTS", Prefix: "Now, in ü, ", Suffix: " left! 📌"}, 0, []text.Span{nth(1)}, text.Chosen},
		{"no context", text.Quote{Exact: "HTS"}, nth(2).Start, []text.Span{nth(2), nth(3), nth(1), nth(0)}, text.Ambiguous},
		{"little context, but whole", text.Quote{Exact: "HTS", Suffix: ". "}, nth(3).Start, []text.Span{nth(2)}, text.Chosen},
		{"place not known", text.Quote{Exact: "HTS"}, -1, []text.Span{nth(0), nth(1), nth(2), nth(3)}, text.Ambiguous},
	} {
		got, how := tx.Reanchor(c.q, c.near)
		if !slices.Equal(got, c.want) || how != c.how {
			t.Errorf("%s: Reanchor = %v %v; want %v %v", c.name, got, how, c.want, c.how)
		}
	}
	twice := mustText(t, strings.Repeat("the same words HTS and the same words. ", 3))
	second := spanOf(t, twice.String(), "HTS", 1)
	q := text.Quote{Exact: "HTS", Prefix: "same words ", Suffix: " and the"}
	if got, how := twice.Reanchor(q, second.Start); how != text.Chosen || got[0] != second {
		t.Errorf("where it stood: %v %v", got, how)
	}
	if got, how := twice.Reanchor(q, second.Start+1); how != text.Ambiguous || len(got) != 3 || got[0] != second {
		t.Errorf("beside where it stood: %v %v", got, how)
	}
}

func TestOccurrences(t *testing.T) {
	for _, c := range []struct {
		s, part string
		want    []text.Offset
	}{
		{"ababab", "abab", []text.Offset{0}},
		{"", "a", nil}, {"a", "", nil},
		{"e\u0301e e", "e", []text.Offset{3, 5}},
		{"👨‍👩‍👧👩", "👩", []text.Offset{18}},
		{"سلام وسلام", "سلام", []text.Offset{0, 11}},
	} {
		var got []text.Offset
		for o := range mustText(t, c.s).Occurrences(c.part) {
			got = append(got, o.Start)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Occurrences(%q, %q) = %v; want %v", c.s, c.part, got, c.want)
		}
	}
}

func TestDetectUnit(t *testing.T) {
	const s = "plain 📌 über 𐐀 HTS سلام end"
	tx := mustText(t, s)
	quotes := []string{"plain", "über", "HTS", "end"}
	for _, u := range []text.Unit{text.CodePoint, text.UTF16, text.Byte} {
		var starts, ends []int
		for _, q := range quotes {
			at := spanOf(t, s, q, 0)
			starts, ends = append(starts, in(t, tx, at.Start, u)), append(ends, in(t, tx, at.End, u))
		}
		if got, ok := tx.DetectUnit(starts, ends, quotes); got != u || !ok {
			t.Errorf("DetectUnit = %v %v; want %v", got, ok, u)
		}
		ends[3] = 99 // one bad record of four
		if got, ok := tx.DetectUnit(starts, ends, quotes); got != u || !ok {
			t.Errorf("DetectUnit with a bad record = %v %v; want %v", got, ok, u)
		}
	}
	for _, c := range []struct {
		name         string
		starts, ends []int
		quotes       []string
		want         text.Unit
		ok           bool
	}{
		{"all agree", []int{0}, []int{5}, []string{"plain"}, text.CodePoint, true},
		{"nothing known", nil, nil, nil, text.CodePoint, false},
		{"nothing fits", []int{1}, []int{5}, []string{"plain"}, text.CodePoint, false},
		{"two units, one record each", []int{8, 9, 50}, []int{12, 13, 51}, []string{"über", "über", "x"}, text.CodePoint, false},
		{"reversed", []int{5}, []int{0}, []string{""}, text.CodePoint, false},
		{"lists differ", []int{0}, nil, []string{"plain"}, text.CodePoint, false},
	} {
		if got, ok := tx.DetectUnit(c.starts, c.ends, c.quotes); got != c.want || ok != c.ok {
			t.Errorf("%s: DetectUnit = %v %v; want %v %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

func in(t *testing.T, tx *text.Text, o text.Offset, u text.Unit) int {
	t.Helper()
	n, err := tx.In(o, u)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func FuzzQuote(f *testing.F) {
	f.Add(nasty, 2, 9, 12)
	f.Add("aaaa aaaa", 1, 2, 3)
	f.Fuzz(func(t *testing.T, s string, a, b, c int) {
		tx, err := text.New(s)
		if err != nil || len(s) > 1<<10 {
			t.Skip()
		}
		cuts := []text.Offset{tx.SnapGrapheme(text.Span{Start: text.Offset(a)}).Start, tx.NextGrapheme(text.Offset(b)), tx.PrevGrapheme(text.Offset(c))}
		slices.Sort(cuts)
		for _, spans := range [][]text.Span{{{Start: cuts[0], End: cuts[2]}}, {{Start: cuts[0], End: cuts[1]}, {Start: cuts[1], End: cuts[2]}}} {
			q := tx.Quote(spans)
			if err := tx.Verify(spans, q.Exact); err != nil {
				t.Fatalf("%+q %v: %v", s, spans, err)
			}
			if err := tx.Verify(spans, q.Exact+"x"); !errors.Is(err, text.ErrQuote) {
				t.Fatalf("a longer quote passes: %v", err)
			}
			if utf8.RuneCountInString(q.Prefix) > 32 || utf8.RuneCountInString(q.Suffix) > 32 {
				t.Fatalf("context too long: %+q", q)
			}
			if found, how := tx.Reanchor(q, cuts[0]); len(spans) == 1 && q.Exact != "" && (how == text.Absent || !slices.Contains(found, spans[0])) {
				t.Fatalf("%+q: %v is not among %v %v", s, spans[0], found, how)
			}
		}
	})
}
