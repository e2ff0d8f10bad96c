package query_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/annotate/query"
	"parley/annotate/search"
)

// news is 100 MB in 2,000 documents of what patterns are made for: names, years, quotations,
// abbreviations; a quarter is Arabic.
var news = sync.OnceValue(func() *library {
	latin := []string{
		"On 14 March 2018 the Foreign Minister, Karim Dabbagh, said that the talks in New Harbour were leading nowhere.\n",
		"HTS and the SDF denied the statement. Hamas did not comment, and 17 people were wounded according to local sources\n",
		"“We will not accept the closing of the port, whatever the envoys are offering us,” the union’s spokeswoman told Radio South. But she left the door open. 📌\n",
		"The state has been starving the south since 2016, while the council, the ministry, the governor of the province and the three parties that share the government have been blaming one another, café and Straße included.\n",
		"Nobody was there.\n",
		"But the dockers, among them Salma Idris and Farouk Haman, kept asking who would be paying for the repairs of the eastern quay?\n",
	}
	arabic := []string{
		"رفض المجلس مطالب النقابة بإعادة فتح الميناء الجنوبي قبل نهاية الشهر، وقال المسؤولون إنّ الأرصفة ليست آمنة.\n",
		"وقال الناطق باسم الحكومة يوم 14 آذار 2018 إن المفاوضات سوف تستأنف في المدينة بعد انتهاء الهدنة.\n",
	}
	var texts []string
	for i := range 2000 {
		lines := latin
		if i%4 == 3 {
			lines = arabic
		}
		var b strings.Builder
		for k := 0; b.Len() < 50_000; k++ {
			b.WriteString(lines[(i*7+k*k+k/5)%len(lines)])
		}
		texts = append(texts, b.String())
	}
	return newLibrary(texts...)
})

// BenchmarkPatterns looks for regular expressions as people write them in 100 MB, to the end
// of all hits.
func BenchmarkPatterns(b *testing.B) {
	for _, c := range []struct{ name, pattern string }{
		{"two-names", `\b[A-Z]\w+ [A-Z]\w+\b`},
		{"year", `\d{4}`},
		{"any-of", `(?i)hamas|hts|sdf`},
		{"arabic", `[\p{Arabic}]{5,}`},
		{"ending", `\w+ing\b`},
		{"word", `(?i)\bstat(e|ement)s?\b`},
		{"line", `.*said.*`},
		{"long-sentence", `[^.]{200,}\.`},
		{"quotation", `“[^”]{20,}”`},
		{"spokesman", `(?i)spokes(man|woman)`},
		{"short-line", `^.{0,60}$`},
		{"over-lines", `[.!?]\s+But\b`},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkPattern(b, c.pattern) })
	}
}

func benchmarkPattern(b *testing.B, pattern string) {
	l := news()
	m, err := search.Compile(search.Query{Text: pattern, Pattern: true})
	if err != nil {
		b.Fatal(err)
	}
	first, hits := time.Duration(0), 0
	for b.Loop() {
		start := time.Now()
		hits = 0
		for f, err := range query.Texts(context.Background(), lending{l}, l.ids, m, query.TextOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			if hits == 0 {
				first += time.Since(start)
			}
			hits += len(f.Spans)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s")
	b.ReportMetric(first.Seconds()*1e3/float64(b.N), "ms-first")
	b.ReportMetric(float64(hits), "hits")
}
