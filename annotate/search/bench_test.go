package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/annotate/text"
)

const latin = "Die Gewerkschaft „Union“ fordert von der Übergangsregierung die Öffnung des Hafens; the union’s chair, Karim Dabbagh, accused the ministry of starving the south. 📌 "
const arab = "رفض المجلس مطالب النقابة بإعادة فتح الميناء الجنوبي قبل نهاية الشهر، وقال المسؤولون إنّ الأرصفة ليست آمنة. "

func megabytes(b testing.TB, s string, n int) *text.Text {
	return mustText(b, strings.Repeat(s+"\n", n<<20/(len(s)+1)))
}

func BenchmarkPrepare(b *testing.B) {
	for _, c := range []struct{ name, s string }{{"latin", latin}, {"arabic", arab}} {
		for _, f := range []Fold{Case, Loose} {
			b.Run(c.name+"/"+f.String(), func(b *testing.B) {
				x := megabytes(b, c.s, 1)
				b.SetBytes(int64(x.Len()))
				for b.Loop() {
					Prepare(x, f)
				}
			})
		}
	}
}

func BenchmarkSpans(b *testing.B) {
	for _, c := range []struct {
		name, s string
		q       Query
	}{
		{"none", latin, Query{Text: "Zebrastreifen"}},
		{"none folded", latin, Query{Text: "Zebrastreifen", Fold: Loose}},
		{"every line", latin, Query{Text: "ministry", Fold: Loose}},
		{"every line as words", latin, Query{Text: "ministry", Fold: Loose, Words: true}},
		{"one letter", latin, Query{Text: "e", Fold: Loose}},
		{"Arabic", arab, Query{Text: "المسئولون", Fold: Loose}},
		{"Arabic one letter", arab, Query{Text: "ا", Fold: Loose}},
		{"pattern", latin, Query{Text: `\b(uni|min)\w+`, Pattern: true, Fold: Loose}},
		{"pattern with a literal", latin, Query{Text: `zebra\w+`, Pattern: true, Fold: Loose}},
	} {
		b.Run(c.name, func(b *testing.B) {
			x := megabytes(b, c.s, 1)
			m, err := Compile(c.q)
			if err != nil {
				b.Fatal(err)
			}
			f := Prepare(x, m.Fold())
			n := 0
			b.SetBytes(int64(x.Len()))
			for b.Loop() {
				n = 0
				for range m.Spans(context.Background(), f, x.All()) {
					n++
				}
			}
			b.ReportMetric(float64(n), "hits")
		})
	}
}

// aliases are n names of two or three words, some in Arabic.
func aliases(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ka rim da bbagh sal ma id ris na dia fa rouk ha la man sour mu ham mad ab dul rah man al sha ra je lani")
	arabic := strings.Fields("مح مد عبد الر حمن سل مى إد ريس ال مجلس نق ابة مي ناء")
	list := make([]string, n)
	for i := range list {
		parts, words := syllables, make([]string, 2+r.IntN(2))
		if i%4 == 0 {
			parts = arabic
		}
		for k := range words {
			for range 2 + r.IntN(3) {
				words[k] += parts[r.IntN(len(parts))]
			}
		}
		list[i] = strings.Join(words, " ")
	}
	copy(list, []string{"Karim Dabbagh", "the union", "المجلس", "النقابة"})
	return list
}

func BenchmarkSet(b *testing.B) {
	names := aliases(50_000)
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			NewSet(Loose, true, names...)
		}
	})
	for _, c := range []struct{ name, s string }{{"latin", latin}, {"arabic", arab}} {
		for _, words := range []bool{true, false} {
			b.Run(fmt.Sprintf("%s/words=%v", c.name, words), func(b *testing.B) {
				x, s := megabytes(b, c.s, 1), NewSet(Loose, words, names...)
				b.SetBytes(int64(x.Len()))
				n := 0
				for b.Loop() {
					n = 0
					for range s.Matches(context.Background(), Prepare(x, Loose), x.All()) {
						n++
					}
				}
				b.ReportMetric(float64(n), "hits")
			})
		}
	}
}
