package text_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotate/text"
)

// pieces is the text of each span.
func pieces(tx *text.Text, spans []text.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, tx.Slice(s))
	}
	return out
}

// sentences walks the text by NextSentence, as the keys do.
func sentences(tx *text.Text) []string {
	var out []string
	if s := tx.SentenceAt(0); !s.Empty() {
		out = append(out, tx.Slice(s))
	}
	for o := tx.NextSentence(0); o < tx.Len(); o = tx.NextSentence(o) {
		out = append(out, tx.Slice(tx.SentenceAt(o)))
	}
	return out
}

func TestFamilyBehindEmoji(t *testing.T) {
	tx := mustText(t, "📌👨‍👩‍👧x")
	if got := tx.NextGrapheme(4); tx.Slice(text.Span{Start: 4, End: got}) != "👨‍👩‍👧" {
		t.Errorf("NextGrapheme(4) = %d", got)
	}
}

func TestGraphemes(t *testing.T) {
	tx := mustText(t, "e\u0301📌🇸🇾🇩🇪👨‍👩‍👧\r\nسَ")
	var got []string
	for o := text.Offset(0); o < tx.Len(); {
		next := tx.NextGrapheme(o)
		if back := tx.PrevGrapheme(next); back != o {
			t.Errorf("PrevGrapheme(%d) = %d; want %d", next, back, o)
		}
		got = append(got, tx.Slice(text.Span{Start: o, End: next}))
		o = next
	}
	want := []string{"e\u0301", "📌", "🇸🇾", "🇩🇪", "👨‍👩‍👧", "\r\n", "سَ"}
	if !slices.Equal(got, want) {
		t.Errorf("graphemes %q; want %q", got, want)
	}
	for _, c := range []struct{ in, want text.Span }{
		{text.Span{Start: 1, End: 1}, text.Span{Start: 0, End: 3}},
		{text.Span{Start: 3, End: 3}, text.Span{Start: 3, End: 3}},
		{text.Span{Start: 2, End: 5}, text.Span{Start: 0, End: 7}},
		{text.Span{Start: -4, End: 999}, tx.All()},
	} {
		if got := tx.SnapGrapheme(c.in); got != c.want {
			t.Errorf("SnapGrapheme(%v) = %v; want %v", c.in, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []string
	}{
		{"", nil},
		{" … — ", nil},
		{"Hay’at Tahrir al-Sham (HTS)", []string{"Hay’at", "Tahrir", "al", "Sham", "HTS"}},
		{"_so_ 3.14 can't, ü-e\u0301 📌 𐐀", []string{"_so_", "3.14", "can't", "ü", "e\u0301", "𐐀"}},
		{"قال الرئيس، ٣٫١٤ سَلام", []string{"قال", "الرئيس", "٣٫١٤", "سَلام"}},
		{"שלום צה\"ל", []string{"שלום", "צה\"ל"}},
		{"中文字a", []string{"中", "文", "字", "a"}},
		{"👨‍👩‍👧a\r\nb", []string{"a", "b"}},
	} {
		tx := mustText(t, c.s)
		words := slices.Collect(tx.Words(tx.All()))
		if got := pieces(tx, words); !slices.Equal(got, c.want) || tx.CountWords() != len(c.want) {
			t.Errorf("Words(%q) = %q, %d; want %q", c.s, got, tx.CountWords(), c.want)
		}
		for _, w := range words {
			if end := tx.NextWord(w.Start); end != w.End || tx.PrevWord(end) != w.Start {
				t.Errorf("%q: NextWord(%d) = %d, PrevWord of it %d; want %v", c.s, w.Start, end, tx.PrevWord(end), w)
			}
			if got := tx.SnapWords(text.Span{Start: w.Start, End: tx.NextGrapheme(w.Start)}); got != w {
				t.Errorf("%q: SnapWords of the first letter of %v = %v", c.s, w, got)
			}
		}
	}
}

func TestWordAt(t *testing.T) {
	const s = "one, two\n — three 中文 ."
	tx := mustText(t, s)
	for _, c := range []struct {
		at   string // the caret stands before this
		want string
	}{
		{"one", "one"}, {"ne,", "one"}, {", two", "one"}, {" two", "one"}, {"two", "two"}, {"\n", "two"},
		{" —", ""}, {"— ", ""}, {"three", "three"}, {"中", "中"}, {"文", "文"}, {" .", "文"}, {".", "文"},
	} {
		o := text.Offset(strings.Index(s, c.at))
		got := tx.WordAt(o)
		if tx.Slice(got) != c.want || c.want == "" && got != (text.Span{Start: o, End: o}) {
			t.Errorf("WordAt before %q = %v %q; want %q", c.at, got, tx.Slice(got), c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ s, want string }{ // sentences divided by |
		{"", ""},
		{"One. Two! Three? Four", "One.|Two!|Three?|Four"},
		{"Dr. Assad met Mr. J. R. Smith and Prof. Ülkü. They left.", "Dr. Assad met Mr. J. R. Smith and Prof. Ülkü.|They left."},
		{"The U.S. Army left. It is in the U.S. The president stayed.", "The U.S. Army left.|It is in the U.S.|The president stayed."},
		{"Groups, e.g. Hay’at Tahrir al-Sham, i.e. HTS, etc. Some left.", "Groups, e.g. Hay’at Tahrir al-Sham, i.e. HTS, etc. Some left."},
		{"Das gilt z.B. Für ihn, z. B. Peter, d. h. Alle usw. Die anderen gehen.", "Das gilt z.B. Für ihn, z. B. Peter, d. h. Alle usw.|Die anderen gehen."},
		{"Am 3. Mai im 19. Jahrhundert. Nr. 5 kam am 15.09.2018 an. No. 5 too. He said no. Then he left.",
			"Am 3. Mai im 19. Jahrhundert.|Nr. 5 kam am 15.09.2018 an.|No. 5 too.|He said no.|Then he left."},
		{"1. The workers. 2. The army.", "1. The workers.|2.|The army."},
		{"“The tyrants came.” Ibn Khaldun said so. “Why?” he asked. (He left.) „Ja.“ Dann ging er.",
			"“The tyrants came.”|Ibn Khaldun said so.|“Why?” he asked.|(He left.)|„Ja.“|Dann ging er."},
		{"هل رحل؟ نعم رحل؛ قال ذلك۔ قال د. محمد الحق. ثم ذهب!", "هل رحل؟|نعم رحل؛|قال ذلك۔|قال د. محمد الحق.|ثم ذهب!"},
		{"Title without stop\r\n\r\n  By Dr.\nSerge Jordan. 📌 𐐀 👨‍👩‍👧! So do I. Then e\u0301.", "Title without stop|By Dr.|Serge Jordan.|📌 𐐀 👨‍👩‍👧!|So do I.|Then e\u0301."},
		{"It cost 3.4 million... Then it fell. At www.example.org.", "It cost 3.4 million...|Then it fell.|At www.example.org."},
	} {
		got := strings.Join(sentences(mustText(t, c.s)), "|")
		if got != c.want {
			t.Errorf("sentences of %q:\n got %q\nwant %q", c.s, got, c.want)
		}
	}
}

func TestSentenceAt(t *testing.T) {
	const s = " One.  Two.\n\nThree."
	tx := mustText(t, s)
	want := []string{"One.", "One.", "One.", "One.", "One.", "One.", "One.", "Two.", "Two.", "Two.", "Two.", "Two.", "", "Three.", "Three.", "Three.", "Three.", "Three.", "Three.", "Three."}
	for o, w := range want {
		if got := tx.Slice(tx.SentenceAt(text.Offset(o))); got != w {
			t.Errorf("SentenceAt(%d) = %q; want %q", o, got, w)
		}
	}
}

func TestParagraphs(t *testing.T) {
	const s = "\n  Erster ü. \r\n\r\n\t\nسلام\n"
	tx := mustText(t, s)
	spans := slices.Collect(tx.Paragraphs())
	if got := pieces(tx, spans); !slices.Equal(got, []string{"Erster ü.", "سلام"}) {
		t.Fatalf("Paragraphs = %q", got)
	}
	first, second := spans[0], spans[1]
	for _, c := range []struct {
		name      string
		got, want text.Offset
	}{
		{"next from 0", tx.NextParagraph(0), first.Start},
		{"next from first", tx.NextParagraph(first.Start), second.Start},
		{"next from second", tx.NextParagraph(second.Start), tx.Len()},
		{"previous from end", tx.PrevParagraph(tx.Len()), second.Start},
		{"previous inside second", tx.PrevParagraph(second.Start + 2), second.Start},
		{"previous from second", tx.PrevParagraph(second.Start), first.Start},
		{"previous from first", tx.PrevParagraph(first.Start), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s = %d; want %d", c.name, c.got, c.want)
		}
	}
	if got := tx.Slice(tx.LineAt(first.Start)); got != "  Erster ü. \r" {
		t.Errorf("LineAt = %q", got)
	}
	if got := tx.ParagraphAt(0); got != (text.Span{}) {
		t.Errorf("ParagraphAt of a blank line = %v", got)
	}
}

// inText fails unless o is a caret position of tx.
func inText(t *testing.T, tx *text.Text, what string, o text.Offset) {
	t.Helper()
	if err := tx.Check(o); err != nil {
		t.Fatalf("%s of %+q: %v", what, tx.String(), err)
	}
}

func FuzzSegments(f *testing.F) {
	for _, s := range []string{nasty, "A. b.\r\n\r\n“C?” d", "🇸🇾🇩🇪🇸", "क्\u200dषि한국ᄀ", " \u0301 \u0301a\u00ad.\u00ad B", "؟ ؛ ۔ د. م"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		tx, err := text.New(s)
		if err != nil || len(s) > 1<<12 {
			t.Skip()
		}
		checkCarets(t, tx, text.Offset(n))
		checkSpans(t, tx, text.Offset(n))
		for _, step := range []struct {
			name       string
			next, prev func(text.Offset) text.Offset
		}{
			{"grapheme", tx.NextGrapheme, tx.PrevGrapheme},
			{"word", tx.NextWord, tx.PrevWord},
			{"sentence", tx.NextSentence, tx.PrevSentence},
			{"paragraph", tx.NextParagraph, tx.PrevParagraph},
		} {
			checkWalk(t, tx, step.name, step.next, step.prev)
		}
	})
}

// checkCarets asks for every move from o, wherever it is.
func checkCarets(t *testing.T, tx *text.Text, o text.Offset) {
	t.Helper()
	for _, next := range []func(text.Offset) text.Offset{tx.NextGrapheme, tx.NextWord, tx.NextSentence, tx.NextParagraph} {
		got := next(o)
		inText(t, tx, "next", got)
		if got <= o && got != tx.Len() {
			t.Fatalf("next of %d in %+q is %d: no progress", o, tx.String(), got)
		}
	}
	for _, prev := range []func(text.Offset) text.Offset{tx.PrevGrapheme, tx.PrevWord, tx.PrevSentence, tx.PrevParagraph} {
		got := prev(o)
		inText(t, tx, "previous", got)
		if got >= o && got != 0 {
			t.Fatalf("previous of %d in %+q is %d: no progress", o, tx.String(), got)
		}
	}
}

func checkSpans(t *testing.T, tx *text.Text, o text.Offset) {
	t.Helper()
	line := tx.LineAt(o)
	for _, s := range []text.Span{line, tx.WordAt(o), tx.SentenceAt(o), tx.ParagraphAt(o)} {
		if err := tx.CheckSpan(s); err != nil || !line.Covers(s) {
			t.Fatalf("at %d of %+q: %v, %v on line %v", o, tx.String(), s, err, line)
		}
	}
	in := text.Span{Start: o, End: o + 3}.Intersect(tx.All())
	for _, s := range []text.Span{tx.SnapGrapheme(in), tx.SnapWords(in)} {
		if err := tx.CheckSpan(s); err != nil || !s.Covers(in) || tx.SnapGrapheme(s) != s {
			t.Fatalf("snap %v in %+q: %v, %v", in, tx.String(), s, err)
		}
	}
}

// checkWalk goes to the end and back: the stops must be the same.
func checkWalk(t *testing.T, tx *text.Text, name string, next, prev func(text.Offset) text.Offset) {
	t.Helper()
	var there, back []text.Offset
	for o := next(0); o < tx.Len(); o = next(o) {
		there = append(there, o)
	}
	for o := prev(tx.Len()); o > 0; o = prev(o) {
		back = append(back, o)
	}
	slices.Reverse(back)
	if name == "word" { // ends there, starts back
		if d := len(there) - len(back); d < -1 || d > 1 {
			t.Fatalf("words of %+q: ends %v, starts %v", tx.String(), there, back)
		}
		return
	}
	if !slices.Equal(there, back) {
		t.Fatalf("%s of %+q: there %v, back %v", name, tx.String(), there, back)
	}
}

func TestHugeLines(t *testing.T) {
	for name, s := range map[string]string{
		"marks":    "a" + strings.Repeat("\u0301", 10_000),
		"letters":  strings.Repeat("ü", 500_000),
		"blanks":   strings.Repeat(" ", 1_000_000),
		"flags":    strings.Repeat("🇸", 100_000),
		"stops":    strings.Repeat(". ", 500_000),
		"sentence": strings.Repeat("word ", 200_000),
		"brackets": strings.Repeat(") ", 500_000),
		"linkers":  "क" + strings.Repeat("\u094d", 10_000) + "क",
		"lines":    strings.Repeat("\n", 1_000_000),
	} {
		tx := mustText(t, s)
		for _, o := range []text.Offset{0, 1, tx.Len() / 2, tx.Len() - 1, tx.Len()} {
			checkCarets(t, tx, o)
			checkSpans(t, tx, o)
		}
		if !utf8.ValidString(tx.Slice(tx.SentenceAt(tx.Len() / 2))) {
			t.Errorf("%s: a sentence cuts a character", name)
		}
	}
}
