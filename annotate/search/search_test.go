package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotate/text"
)

const (
	accent  = "\u0301" // combining acute
	family  = "👩\u200d👩\u200d👧"
	deseret = "𐐀"
)

func mustText(t testing.TB, s string) *text.Text {
	t.Helper()
	x, err := text.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// find is every hit of q in s, as its words.
func find(t testing.TB, s string, q Query) (list []string) {
	t.Helper()
	m, err := Compile(q)
	if err != nil {
		t.Fatal(err)
	}
	x := mustText(t, s)
	for span := range m.Spans(context.Background(), Prepare(x, m.Fold()), x.All()) {
		list = append(list, x.Slice(span))
	}
	return list
}

func TestFold(t *testing.T) {
	for _, c := range []struct {
		fold     Fold
		in, want string
	}{
		{0, "Straße Ünïon", "Straße Ünïon"},
		{Case, "STRASSE Straße ﬁn ΣΑΣ σας", "strasse strasse fin σασ σασ"},
		{Case, "Ü" + "e" + accent, "u\u0308e" + accent},
		{Marks, "Ünïon é e" + accent + " Łódź søn ısı Ḥamās", "Union e e Lodz son isi Hamas"},
		{Marks, "Hayʾat Hay’at Hay'at re‑open\u00a0it", "Hayat Hay'at Hay'at re-open it"},
		{Marks, "בְּרֵאשִׁית", "בראשית"},
		{Marks, "がぎ कि", "か\u3099き\u3099 कि"},
		{Arabic, "أحمد إلى آمن ٱلله", "احمد الي امن الله"},
		{Arabic, "مَسْؤُول رئيس ماء", "مسوول رييس ماء"},
		{Arabic, "الـمـيـنـاء مدرسة فتى ﻻ ٢٠٢٥ ۲۵", "الميناء مدرسه فتي لا 2025 25"},
		{Arabic, "Müller é", "Mu\u0308ller e" + accent},
		{Loose, "MÜLLER’S 📌" + deseret + family, "muller's 📌𐐨👩👩👧"},
		{Case, "so\u00adft \u200fRTL\u200e", "soft rtl"},
		{Loose, "한글 漢字", "한글 漢字"},
	} {
		if got := c.fold.Of(c.in); got != c.want {
			t.Errorf("%v.Of(%q) = %q, want %q", c.fold, c.in, got, c.want)
		}
	}
}

func TestFoldString(t *testing.T) {
	if got := fmt.Sprint(Fold(0), " ", Loose); got != "exact case+marks+arabic" {
		t.Error(got)
	}
}

func TestLiteral(t *testing.T) {
	for _, c := range []struct {
		name, in string
		q        Query
		want     []string
	}{
		{"as it stands", "union Union reunion", Query{Text: "union"}, []string{"union", "union"}},
		{"any case", "union Union UNION", Query{Text: "uNion", Fold: Case}, []string{"union", "Union", "UNION"}},
		{"whole words", "union reunion unions union’s", Query{Text: "union", Words: true}, []string{"union"}},
		{"whole words and accents", "Ünion réunion Union", Query{Text: "union", Words: true, Fold: Loose}, []string{"Ünion", "Union"}},
		{"no overlap", "aaaaa", Query{Text: "aa"}, []string{"aa", "aa"}},
		{"composed finds decomposed", "cafe" + accent + " café", Query{Text: "café"}, []string{"cafe" + accent, "café"}},
		{"decomposed finds composed", "cafe" + accent + " café", Query{Text: "cafe" + accent}, []string{"cafe" + accent, "café"}},
		{"no part of a letter", "cafe" + accent + " cafe", Query{Text: "cafe"}, []string{"cafe"}},
		{"no part of a letter in another case", "CAFE" + accent + " CAFE", Query{Text: "cafe", Fold: Case}, []string{"CAFE"}},
		{"the accent belongs to the hit", "cafe" + accent + "s", Query{Text: "CAFE", Fold: Loose}, []string{"cafe" + accent}},
		{"no part of a family", family + " 👩", Query{Text: "👩", Fold: Loose}, []string{"👩"}},
		{"the whole family", "a" + family + "b", Query{Text: family, Fold: Loose}, []string{family}},
		{"pins", "a📌b" + deseret, Query{Text: "📌B𐐨", Fold: Case}, []string{"📌b" + deseret}},
		{"half of a letter", "Straße", Query{Text: "s", Fold: Case}, []string{"S"}},
		{"one letter as two", "STRASSE Straße", Query{Text: "aß", Fold: Case}, []string{"ASS", "aß"}},
		{"n with an apostrophe", "xŉy", Query{Text: "\u02bc", Fold: Case}, nil},
		{"hamza", "المسؤول والمسوول", Query{Text: "مسوول", Fold: Arabic}, []string{"مسؤول", "مسوول"}},
		{"alef", "أحمد احمد إحمد", Query{Text: "آحمد", Fold: Loose}, []string{"أحمد", "احمد", "إحمد"}},
		{"harakat", "كَتَبَ كتب", Query{Text: "كتب", Fold: Arabic}, []string{"كَتَبَ", "كتب"}},
		{"harakat count", "كَتَبَ كتب", Query{Text: "كتب"}, []string{"كتب"}},
		{"tatweel", "الـمـجـلـس والمجلسـ", Query{Text: "المجلس", Fold: Arabic}, []string{"الـمـجـلـس", "المجلس"}},
		{"ya and ta marbuta", "منى مدرسة", Query{Text: "مني مدرسه", Fold: Arabic}, []string{"منى مدرسة"}},
		{"half of lam-alef", "ﻻ لا", Query{Text: "ل", Fold: Arabic}, []string{"ل"}},
		{"lam-alef", "ﻻ لا", Query{Text: "لا", Fold: Arabic}, []string{"ﻻ", "لا"}},
		{"an Arabic word with what is written onto it", "والمجلس المجلس", Query{Text: "المجلس", Words: true}, []string{"المجلس"}},
		{"line ends", "a\r\nb\r\nA\nB", Query{Text: "\r\nb", Fold: Case}, []string{"\r\nb"}},
		{"words before what is not seen", "が\u200f x", Query{Text: "が", Fold: Case, Words: true}, []string{"が\u200f"}},
		{"half of a line end", "a\r\nb", Query{Text: "\n"}, nil},
		{"nothing", "abc", Query{}, nil},
		{"nothing left", "aـb", Query{Text: "ـ", Fold: Arabic}, nil},
		{"soft hyphen", "trans\u00aditional", Query{Text: "transit", Fold: Case}, []string{"trans\u00adit"}},
		{"typed quotes", "the Dockers’ Union", Query{Text: "dockers' union", Fold: Loose}, []string{"Dockers’ Union"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := find(t, c.in, c.q); !slices.Equal(got, c.want) {
				t.Errorf("%+v in %q: %q, want %q", c.q, c.in, got, c.want)
			}
		})
	}
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		name, in, pattern string
		fold              Fold
		words             bool
		want              []string
	}{
		{"alternatives", "the council and the union", "council|union", 0, false, []string{"council", "union"}},
		{"case", "Council COUNCIL", "coun[c]il", Case, false, []string{"Council", "COUNCIL"}},
		{"classes in any case", "abC", "[a-c]+", Case, false, []string{"abC"}},
		{"accents", "Müller Muller Mu\u0308ller", "m[ü]ll.r", Loose, false, []string{"Müller", "Muller", "Mu\u0308ller"}},
		{"one character", "e" + accent + "x", ".x", 0, false, []string{"e" + accent + "x"}},
		{"lines", "one\ntwo\none", "^one$", 0, false, []string{"one", "one"}},
		{"over lines", "one\ntwo", `one\s+two`, 0, false, []string{"one\ntwo"}},
		{"not over lines", "one\ntwo", "one.two", 0, false, nil},
		{"empty matches", "aab", "x*", 0, false, nil},
		{"some empty matches", "axxb", "x*", 0, false, []string{"xx"}},
		{"words", "port porter", "por[t]", 0, true, []string{"port"}},
		{"Arabic", "المَسْؤول والمسئول", "المس[ؤئ]ول", Loose, false, []string{"المَسْؤول", "المسئول"}},
		{"tatweel in the pattern", "كتب", "كـت+ب", Arabic, false, []string{"كتب"}},
		{"repeat of a letter as two", "sSß", "(?:ß)+", Case, false, []string{"sSß"}},
		{"script", "abc مرفأ def", `\p{Arabic}+`, 0, false, []string{"مرفأ"}},
		{"pins", "a📌b", "📌.", 0, false, []string{"📌b"}},
		{"the text's own start", "a\na", `\Aa`, 0, false, []string{"a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := find(t, c.in, Query{Text: c.pattern, Pattern: true, Fold: c.fold, Words: c.words}); !slices.Equal(got, c.want) {
				t.Errorf("%q in %q: %q, want %q", c.pattern, c.in, got, c.want)
			}
		})
	}
}

// TestPatternParts: what a required literal passes over, and where a text is cut, changes nothing.
func TestPatternParts(t *testing.T) {
	line := "the council met, the union stayed away 📌 " + strings.Repeat("مرفأ ", 40) + "\n"
	all := strings.Repeat(line, 600) + "a last line with the Union"
	for pattern, want := range map[string]int{"union": 601, "c.uncil": 600, `\pL+`: 600*(7+40) + 6, "(?s)union.*": 1, "zebra": 0} {
		if got := len(find(t, all, Query{Text: pattern, Pattern: true, Fold: Case})); got != want {
			t.Errorf("%s: %d hits, want %d", pattern, got, want)
		}
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"a(b":         "pattern: a ( is not closed at character 2",
		"ü(a)(b(c)":   "pattern: a ( is not closed at character 5",
		"a)b":         "pattern: a ) closes nothing at character 2",
		"مx[a-":       "pattern: a [ is not closed at character 3",
		"*a":          "pattern: * has nothing before it to repeat at character 1",
		"a**":         "pattern: ** repeats what is repeated already at character 2",
		"b[z-a]":      "pattern: z-a is not a range of characters at character 3",
		`a\`:          `pattern: a \ has nothing behind it at character 2`,
		`📌\y`:         `pattern: \y has no meaning at character 2`,
		"(?=a)":       "pattern: (?= is not known here at character 1",
		"a{2000}":     "pattern: {2000} repeats more often than 1,000 times at character 2",
		`\p{Klingon}`: `pattern: \p{Klingon} is not a class of characters at character 1`,
	} {
		_, err := Compile(Query{Text: pattern, Pattern: true, Fold: Loose})
		var e *PatternError
		if !errors.As(err, &e) || err.Error() != want {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

func TestWithin(t *testing.T) {
	x := mustText(t, "é one é one é one 📌 one\none")
	for _, q := range []Query{{Text: "one"}, {Text: "ONE", Fold: Loose}, {Text: "o[n]e", Pattern: true}, {Text: "O.E", Pattern: true, Fold: Loose}} {
		m, err := Compile(q)
		if err != nil {
			t.Fatal(err)
		}
		f := Prepare(x, m.Fold())
		var all []text.Span
		for s := range m.Spans(context.Background(), f, x.All()) {
			all = append(all, s)
		}
		if len(all) != 5 {
			t.Fatalf("%+v: %v", q, all)
		}
		for from := range all {
			for to := from; to < len(all); to++ {
				var got []text.Span
				for s := range m.Spans(context.Background(), f, text.Span{Start: all[from].Start, End: all[to].End}) {
					got = append(got, s)
				}
				if !slices.Equal(got, all[from:to+1]) {
					t.Errorf("%+v from %d to %d: %v", q, from, to, got)
				}
			}
		}
	}
}

func TestCancel(t *testing.T) {
	x := mustText(t, strings.Repeat("union ", 5000))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	m, _ := Compile(Query{Text: "union", Fold: Case})
	n := 0
	for range m.Spans(ctx, Prepare(x, Case), x.All()) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n < 10 || n > 10+patience {
		t.Errorf("%d hits after it was cancelled", n-10)
	}
}

func TestFoldsMustAgree(t *testing.T) {
	x := mustText(t, "union")
	m, _ := Compile(Query{Text: "union", Fold: Case})
	for range m.Spans(context.Background(), Prepare(x, Loose), x.All()) {
		t.Error("a text folded otherwise was searched")
	}
}

func TestSet(t *testing.T) {
	names := []string{"HTS", "Hay’at Tahrir al-Sham", "Hayat Tahrir Al-Sham", "HTS-led government", "الهيئة", "هيئة تحرير الشام", "hts", "", "al-Sham", "ـ", "Ḥamās", "📌"}
	in := "The HTS-led  government, the HTS-led government; Hayat Tahrir al-Sham’s men and Hay'at Tahrir al-Sham. الهَيْئَة و هيئة تحرير الشام. ahts HTSx Hamas 📌"
	s := NewSet(Loose, true, names...)
	x := mustText(t, in)
	var got []string
	for m := range s.Matches(context.Background(), Prepare(x, Loose), x.All()) {
		got = append(got, fmt.Sprint(x.Slice(m.Span), m.Needles))
	}
	want := []string{"HTS[0 6]", "HTS-led government[3]", "Hay'at Tahrir al-Sham[1]", "الهَيْئَة[4]", "هيئة تحرير الشام[5]", "Hamas[10]", "📌[11]"}
	// “al-Sham’s” is one word, so neither the second name nor al-Sham is found there.
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for range NewSet(Loose, true).Matches(context.Background(), Prepare(x, Loose), x.All()) {
		t.Error("a hit of nothing")
	}
}

func TestAround(t *testing.T) {
	in := "zero\n  One two three the union called four five six, e" + accent + "nd 📌  \nlast"
	x := mustText(t, in)
	at := text.Offset(strings.Index(in, "union"))
	for _, c := range []struct {
		most          int
		before, after string
	}{
		{200, "One two three the ", " called four five six, e" + accent + "nd 📌"},
		{11, "… three the ", " called …"},
		{9, "… the ", " called …"},
		{3, "… ", " …"},
		{0, "… ", " …"},
	} {
		if before, after := Around(x, text.Span{Start: at, End: at + 5}, c.most); before != c.before || after != c.after {
			t.Errorf("%d: %q, %q, want %q, %q", c.most, before, after, c.before, c.after)
		}
	}
}

// alphabet is what goes wrong: letters that fold to several, to none, to one of another
// length; what joins a cluster; what is seen and what is not.
var alphabet = []string{"a", "A", "á", "a" + accent, "s", "ß", "S", "ŉ", "ﬁ", "f", "i", "ı", "İ", "ا", "أ", "ل", "ﻻ", "ـ", "َ", "ة", "ه", "ـ" + accent, "\u00ad", "\u200f", "📌", "👩", "\u200d", "🇩🇪", "🇩", "\r", "\n", " ", "-", "’", "'", "가", "が", "か", "\u3099", "ΐ", "Σ", "ς", deseret, "𐐨", family, "\x00"}

func FuzzLiteral(f *testing.F) {
	f.Add("aab", "a", uint8(7))
	f.Add("Straße SS", "s", uint8(1))
	f.Add("كَتَبَ ـكتبـ", "كتب", uint8(4))
	f.Add(family+"👩", "👩", uint8(7))
	f.Add("ŉ\u02bcn", "\u02bcn", uint8(1))
	f.Add("e"+accent+"e", "e", uint8(2))
	f.Add(strings.Join(alphabet, ""), "ﻻا", uint8(7))
	f.Add(strings.Join(alphabet, "a"), "a", uint8(3))
	for i, a := range alphabet {
		f.Add(a+"x"+a+a, a, uint8(i))
		f.Add(alphabet[(i+7)%len(alphabet)]+a+alphabet[(i+13)%len(alphabet)]+a, alphabet[(i+13)%len(alphabet)], uint8(i))
	}
	f.Fuzz(func(t *testing.T, in, needle string, fold uint8) {
		if len(in) > 120 || !utf8.ValidString(in) || !utf8.ValidString(needle) {
			return
		}
		q := Query{Text: needle, Fold: Fold(fold) & Loose, Words: fold&8 != 0}
		x := mustText(t, in)
		m, err := Compile(q)
		if err != nil {
			t.Fatal(err)
		}
		var got []text.Span
		for s := range m.Spans(context.Background(), Prepare(x, q.Fold), x.All()) {
			got = append(got, s)
		}
		if want := brute(x, m); !slices.Equal(got, want) {
			t.Fatalf("%+v in %q: %v, want %v", q, in, got, want)
		}
		checkSet(t, x, q, got)
	})
}

// brute finds hits by the definition: the shortest spans of whole clusters that fold to
// the needle, from the left.
func brute(x *text.Text, m *Matcher) (list []text.Span) {
	var borders []text.Offset
	for o := text.Offset(0); ; o = x.NextGrapheme(o) {
		borders = append(borders, o)
		if o == x.Len() {
			break
		}
	}
	behind := text.Offset(0)
	for j, end := range borders {
		for i := j - 1; i >= 0 && borders[i] >= behind; i-- {
			s := text.Span{Start: borders[i], End: end}
			if !slices.Contains(m.forms, m.Fold().Of(x.Slice(s))) {
				continue
			}
			if m.query.Words && x.SnapWords(s) != s {
				continue
			}
			list, behind = append(list, s), end
			break
		}
	}
	return list
}

// checkSet: a set of one needle finds what a matcher does.
func checkSet(t *testing.T, x *text.Text, q Query, want []text.Span) {
	if q.Fold == 0 {
		return // there a matcher has several forms
	}
	var got []text.Span
	for m := range NewSet(q.Fold, q.Words, q.Text, q.Text+"zz").Matches(context.Background(), Prepare(x, q.Fold), x.All()) {
		got = append(got, m.Span)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("set of %q in %q: %v, want %v", q.Text, x.String(), got, want)
	}
}

// FuzzFindsItself: whatever folds to something finds itself, whatever is around it.
func FuzzFindsItself(f *testing.F) {
	for i, a := range alphabet {
		f.Add(a+alphabet[(i+5)%len(alphabet)], uint8(i))
	}
	f.Fuzz(func(t *testing.T, s string, fold uint8) {
		q := Query{Text: s, Fold: Fold(fold) & Loose}
		if len(s) > 200 || !utf8.ValidString(s) || q.Fold.Of(s) == "" {
			return
		}
		hits := find(t, s, q)
		if len(hits) != 1 || q.Fold.Of(hits[0]) != q.Fold.Of(s) {
			t.Fatalf("%+q folded %v finds %+q in itself", s, q.Fold, hits)
		}
		if hits := find(t, "x\n"+s+"\nx", q); q.Fold != 0 && len(hits) == 0 && !strings.ContainsAny(s, "\r\n") {
			t.Fatalf("%+q folded %v is not found between lines", s, q.Fold)
		}
	})
}

// FuzzPattern: no pattern panics, and its hits are whole clusters, apart and in order.
func FuzzPattern(f *testing.F) {
	f.Add("a.*b|[^é]+", strings.Join(alphabet, ""), uint8(7))
	f.Add(`(?i)ß{2,3}\b`, "Straßß", uint8(1))
	f.Add(`(`, "x", uint8(0))
	f.Add(`[[:alpha:]]+$`, "één\nzwei", uint8(2))
	f.Fuzz(func(t *testing.T, pattern, in string, fold uint8) {
		if len(in) > 500 || len(pattern) > 60 || !utf8.ValidString(in) {
			return
		}
		m, err := Compile(Query{Text: pattern, Pattern: true, Fold: Fold(fold) & Loose})
		if err != nil {
			var e *PatternError
			if !errors.As(err, &e) || e.Reason == "" {
				t.Fatalf("%q: %v", pattern, err)
			}
			return
		}
		x, last := mustText(t, in), text.Offset(0)
		for s := range m.Spans(context.Background(), Prepare(x, m.Fold()), x.All()) {
			if s.Empty() || s.Start < last || x.SnapGrapheme(s) != s {
				t.Fatalf("%q in %q: %v", pattern, in, s)
			}
			last = s.End
		}
	})
}

// TestTogether: several goroutines may fold, search and make tables at once.
func TestTogether(t *testing.T) {
	x := mustText(t, strings.Repeat(strings.Join(alphabet, " x "), 20))
	m, err := Compile(Query{Text: "x", Fold: Loose})
	if err != nil {
		t.Fatal(err)
	}
	f, s := Prepare(x, Loose), NewSet(Loose, true, "x")
	counts := make(chan [2]int)
	for range 4 {
		go func() {
			var n [2]int
			for range m.Spans(context.Background(), f, x.All()) {
				n[0]++
			}
			for range s.Matches(context.Background(), Prepare(x, Loose), x.All()) {
				n[1]++
			}
			counts <- n
		}()
	}
	first := <-counts
	for range 3 {
		if n := <-counts; n != first || n[0] == 0 || n[1] == 0 {
			t.Errorf("%v and %v hits", n, first)
		}
	}
}
