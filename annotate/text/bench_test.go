package text_test

import (
	"strings"
	"testing"

	"parley/annotate/text"
)

// page is a paragraph of mixed scripts, about 400 bytes.
const page = "Dr. Jordan met HTS (Hay’at Tahrir al-Sham) in Aleppo, e.g. über e\u0301 📌 and 𐐀. Then they left! " +
	"قال الرئيس إن الهيئة لن تنسحب من المدينة، وأضاف: هل نستسلم؟ 👨‍👩‍👧 “Why not?” he asked. So the U.S. Army stayed.\r\n"

func BenchmarkMoves(b *testing.B) {
	for _, c := range []struct {
		name string
		s    string
	}{
		{"4KB", strings.Repeat(page, 10)},
		{"1MB", strings.Repeat(page, 2500)},
		{"1MB in one line", strings.ReplaceAll(strings.Repeat(page, 2500), "\r\n", " ")},
		{"1MB without a break", strings.Repeat("ü", 500_000)},
	} {
		tx := mustText(b, c.s)
		for _, m := range []struct {
			name string
			do   func(text.Offset)
		}{
			{"grapheme", func(o text.Offset) { tx.PrevGrapheme(tx.NextGrapheme(o)) }},
			{"word", func(o text.Offset) { tx.PrevWord(tx.NextWord(o)) }},
			{"sentence", func(o text.Offset) { tx.SentenceAt(o) }},
			{"paragraph", func(o text.Offset) { tx.ParagraphAt(o) }},
		} {
			b.Run(c.name+"/"+m.name, func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					m.do(text.Offset(i * 7919 % int(tx.Len())))
				}
			})
		}
	}
}

func BenchmarkQuote(b *testing.B) {
	tx := mustText(b, strings.Repeat(page, 2500))
	spans := []text.Span{tx.SentenceAt(tx.Len() / 2)}
	b.ReportAllocs()
	for b.Loop() {
		tx.Quote(spans)
	}
}

func BenchmarkCountWords(b *testing.B) {
	s := strings.Repeat(page, 2500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		mustText(b, s).CountWords()
	}
}

func TestMovesDoNotAllocate(t *testing.T) {
	tx := mustText(t, strings.Repeat(page, 20))
	o := text.Offset(0)
	if n := testing.AllocsPerRun(200, func() {
		o = tx.NextWord(tx.NextGrapheme(o)) % tx.Len()
		tx.WordAt(o)
		tx.PrevWord(tx.PrevGrapheme(o))
		tx.ParagraphAt(o)
		tx.SnapWords(text.Span{Start: o, End: o + 1})
	}); n != 0 {
		t.Errorf("a move allocates %v times", n)
	}
}
