package textlayout

import (
	"context"
	"math/rand"
	"strings"
	"testing"

	"parley/annotate/text"
)

// zipf makes about size bytes of prose with a long-tailed vocabulary, one paragraph in
// eight Arabic, some Hebrew and emoji.
func zipf(size int) string {
	rnd := rand.New(rand.NewSource(1))
	latin, arabic := vocabulary(rnd, 7000, "etaoinshrdlucmfwypvbgkqjxzäé"), vocabulary(rnd, 2000, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	pick := rand.NewZipf(rnd, 1.2, 3, 6999)
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		words := latin
		if n%8 == 7 {
			words = arabic
		}
		for i := range 40 + rnd.Intn(120) {
			b.WriteString(words[int(pick.Uint64())%len(words)])
			switch {
			case i%90 == 89:
				b.WriteString(" 📌 שלום")
			case i%11 == 10:
				b.WriteString(", “so”")
			case i%37 == 36:
				b.WriteString(" (سلام 2025)")
			}
			b.WriteByte(' ')
		}
		b.WriteString(".\n\n")
	}
	return b.String()
}

func vocabulary(rnd *rand.Rand, n int, letters string) []string {
	rs := []rune(letters)
	out := make([]string, n)
	for i := range out {
		w := make([]rune, 2+rnd.Intn(9))
		for k := range w {
			w[k] = rs[min(rnd.Intn(len(rs)), rnd.Intn(len(rs)))]
		}
		out[i] = string(w)
	}
	return out
}

func sizes(b *testing.B, f func(b *testing.B, s string)) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"50KB", 50 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}} {
		s := zipf(size.bytes)
		b.Run(size.name, func(b *testing.B) { f(b, s) })
	}
}

// BenchmarkFirstLines is opening a text at its middle to a page of lines, fonts loaded.
func BenchmarkFirstLines(b *testing.B) {
	sizes(b, func(b *testing.B, s string) {
		for b.Loop() {
			b.StopTimer()
			f := fixture(b)
			b.StartTimer()
			l := prepare(b, f, s, Options{}).Wrap(reading)
			page(l, l.Height()/2)
		}
	})
}

func page(l *Layout, y int) {
	var line Line
	for i := l.LineAt(y); i < l.Lines(); i++ {
		if l.Line(i, &line); line.Top > y+1200 {
			return
		}
	}
}

// BenchmarkShapeAll shapes all of a text, with an empty word cache.
func BenchmarkShapeAll(b *testing.B) {
	sizes(b, func(b *testing.B, s string) {
		for b.Loop() {
			b.StopTimer()
			f := fixture(b)
			b.StartTimer()
			prepare(b, f, s, Options{}).ShapeAll(context.Background(), 0)
		}
	})
}

// BenchmarkWrap breaks a shaped text anew, as a resize does.
func BenchmarkWrap(b *testing.B) {
	sizes(b, func(b *testing.B, s string) {
		p := prepare(b, fixture(b), s, Options{})
		p.ShapeAll(context.Background(), 0)
		frame := reading
		for b.Loop() {
			frame.Width = 500 + (frame.Width+37)%400
			p.Wrap(frame)
		}
	})
}

func BenchmarkLine(b *testing.B) {
	l, _ := wrapped(b)
	var line Line
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		l.Line(n, &line)
		n = (n + 7919) % l.Lines()
	}
}

func wrapped(b testing.TB) (*Layout, string) {
	s := zipf(1 << 20)
	p := prepare(b, fixture(b), s, Options{})
	p.ShapeAll(context.Background(), 0)
	l := p.Wrap(reading)
	for !l.Refine(1 << 30) {
	}
	return l, s
}

// BenchmarkHit is point to offset, anywhere in the text.
func BenchmarkHit(b *testing.B) {
	l, _ := wrapped(b)
	y, h := 0, l.Height()
	b.ReportAllocs()
	for b.Loop() {
		l.Hit(float32(y%618), y)
		y = (y + 79191) % h
	}
}

// BenchmarkLineOf is offset to line.
func BenchmarkLineOf(b *testing.B) {
	l, s := wrapped(b)
	o := 0
	for b.Loop() {
		l.LineOf(text.Offset(o))
		o = (o + 79191) % len(s)
	}
}

func BenchmarkNewFonts(b *testing.B) {
	for b.Loop() {
		fixture(b)
	}
}
