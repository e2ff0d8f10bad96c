package annotatetest

import (
	"math/rand"
	"strings"

	"parley/annotate/text"
)

// Work makes a text of about size bytes and so many marks all over it, in order of their
// starts and overlapping as those of a busy annotator do: the same for the same numbers.
// It is what speed is measured on, and has the shape of the works on which other programs
// were measured: paragraphs of up to a thousand letters with a blank line between, words
// of a long-tailed vocabulary, marks over a good half of the text and up to five deep. One
// paragraph in twelve mixes in Arabic, signs beyond the first plane and letters with
// their marks apart; one in thirty ends its lines as Windows does.
func Work(size, marks int) (string, []text.Span) {
	w := &worker{Rand: rand.New(rand.NewSource(int64(size)))}
	w.words = w.vocabulary(9000)
	w.pick = rand.NewZipf(w.Rand, 1.15, 3, uint64(len(w.words)-1))
	for n := 0; w.Len() < size; n++ {
		w.paragraph(n, min(w.Len()+200+w.Intn(823), size))
	}
	t, err := text.New(w.String())
	if err != nil {
		return "", nil // it is UTF-8
	}
	return w.String(), w.spans(t, marks)
}

// worker writes one work.
type worker struct {
	strings.Builder
	*rand.Rand
	words []string
	pick  *rand.Zipf
}

func (w *worker) vocabulary(n int) []string {
	syllables := strings.Fields("ar con der ge gov in klima laar ment mi nis pol re schaft stim ta ter un ver bund cy ré tür")
	words := make([]string, n)
	for i := range words {
		for range 1 + w.Intn(4) {
			words[i] += syllables[w.Intn(len(syllables))]
		}
	}
	return words
}

// odd is what the mixed paragraphs have among their words.
var odd = strings.Fields("الميناء هيئة تحرير الشام (HTS) 2025 📌 𐐀 👨‍👩‍👧 Zu\u0308rich قال المجلس")

// paragraph writes one paragraph up to byte end.
func (w *worker) paragraph(n, end int) {
	for i := 0; w.Len() < end; i++ {
		word := w.words[w.pick.Uint64()]
		if n%12 == 7 && w.Intn(3) == 0 {
			word = odd[w.Intn(len(odd))]
		}
		w.WriteString(word)
		if i%14 == 13 {
			w.WriteByte('.')
		}
		w.WriteByte(' ')
	}
	if n%30 == 29 {
		w.WriteString(".\r\n\r\n")
	} else {
		w.WriteString(".\n\n")
	}
}

// spans are marks with a jitter of their distance; most are half as long as they are apart,
// at most sixty bytes, and one in five is longer, up to ten times.
func (w *worker) spans(t *text.Text, marks int) []text.Span {
	out := make([]text.Span, marks)
	apart := float64(t.Len()) / float64(max(1, marks))
	for i := range out {
		start := text.Offset((float64(i) + w.Float64()) * apart)
		length := min(0.46*apart, 60) * (0.7 + 0.6*w.Float64())
		if i%5 == 4 {
			length *= 1 + 3*w.Float64()
		}
		if i%50 == 49 {
			length = min(10*length, 700)
		}
		start = min(start, t.Len()-2)
		out[i] = t.SnapGrapheme(text.Span{Start: start, End: min(t.Len(), start+max(2, text.Offset(length)))})
		out[i].Start = max(out[i].Start, out[max(0, i-1)].Start)
	}
	return out
}
