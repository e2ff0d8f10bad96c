package query_test

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/search"
)

// corpus is 100 MB in 2,000 documents, three quarters German and English, the rest Arabic.
var corpus = sync.OnceValue(func() *library {
	latin := []string{
		"Die Gewerkschaft „Union“ fordert von der Übergangsregierung die Öffnung des Hafens vor dem Ende des Monats.\n",
		"The ministry said that the quays were not yet safe for civilian ships; Karim Dabbagh accused it of starving the south. 📌\n",
		"In a statement read on local radio the union said that it will not accept its staying closed, whatever the envoys wanted.\n",
		"Nach Angaben des Sprechers seien die Verhandlungen ergebnislos verlaufen, café und Straße blieben geschlossen.\n",
	}
	arabic := "رفض المجلس مطالب النقابة بإعادة فتح الميناء الجنوبي قبل نهاية الشهر، وقال المسؤولون إنّ الأرصفة ليست آمنة.\n"
	var texts []string
	for i := range 2000 {
		var b strings.Builder
		for k := 0; b.Len() < 50_000; k++ {
			line := latin[(i*7+k*k)%len(latin)]
			if i%4 == 3 {
				line = arabic
			}
			b.WriteString(line)
			if k%60 == i%60 {
				b.WriteString("Klimaschutz by the government, government of the north.\n")
			}
		}
		texts = append(texts, b.String())
	}
	return newLibrary(texts...)
})

// BenchmarkTexts looks through 100 MB, to the same work done by the standard library alone
// on as many processors.
func BenchmarkTexts(b *testing.B) {
	index := func(needle string) func(string) int {
		return func(s string) int { return strings.Count(s, needle) }
	}
	alone := func(pattern string) func(string) int {
		re := regexp.MustCompile(pattern)
		return func(s string) int { return len(re.FindAllStringIndex(s, -1)) }
	}
	for _, c := range []struct {
		name  string
		q     search.Query
		floor func(string) int
	}{
		{"literal", search.Query{Text: "Zebrastreifen"}, index("Zebrastreifen")},
		{"literal-hits", search.Query{Text: "Klimaschutz"}, index("Klimaschutz")},
		{"folded", search.Query{Text: "KLIMASCHUTZ", Fold: search.Loose}, alone("(?i)klimaschutz")},
		{"arabic-folded", search.Query{Text: "المسئولون", Fold: search.Loose}, alone("المسؤولون|المسئولون")},
		{"pattern", search.Query{Text: `\b(klima|gov)\w*ment\b`, Pattern: true}, alone(`\b(klima|gov)\w*ment\b`)},
		{"alternation-folded", search.Query{Text: `klimaschutz|government|zebra|parliament`, Pattern: true, Fold: search.Case}, alone(`(?i)klimaschutz|government|zebra|parliament`)},
		{"alternation-inline", search.Query{Text: `(?i)klimaschutz|government|zebra|parliament`, Pattern: true}, alone(`(?i)klimaschutz|government|zebra|parliament`)},
		{"pattern-bare", search.Query{Text: `[0-9]{2,}`, Pattern: true}, alone(`[0-9]{2,}`)},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkTexts(b, c.q, c.floor) })
	}
}

func benchmarkTexts(b *testing.B, q search.Query, floor func(string) int) {
	l := corpus()
	m, err := search.Compile(q)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, t := range l.texts {
		size += len(t)
	}
	var took, first, bare time.Duration
	hits := 0
	for b.Loop() {
		start, to := time.Now(), time.Duration(0)
		hits = 0
		for f, err := range query.Texts(context.Background(), lending{l}, l.ids, m, query.TextOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			for range f.Hits(60) {
				hits++
			}
			if to == 0 {
				to = time.Since(start)
			}
		}
		took, first = took+time.Since(start), first+to
		bare += besides(l, floor)
	}
	n := float64(b.N)
	b.ReportMetric(took.Seconds()/n, "s")
	b.ReportMetric(float64(size)*n/took.Seconds()/1e6, "MB/s")
	b.ReportMetric(first.Seconds()*1e3/n, "ms-first")
	b.ReportMetric(took.Seconds()/bare.Seconds(), "texts/floor")
	b.ReportMetric(float64(hits), "hits")
}

// besides is how long two goroutines take that share the texts.
func besides(l *library, look func(string) int) time.Duration {
	start := time.Now()
	var all sync.WaitGroup
	next := make(chan annotate.ID, len(l.ids))
	for _, id := range l.ids {
		next <- id
	}
	close(next)
	for range 2 {
		all.Go(func() {
			for id := range next {
				look(l.texts[id])
			}
		})
	}
	all.Wait()
	return time.Since(start)
}
