package annotatetest

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

func annotations(m Marked) (list []*annotate.Annotation) {
	for i, k := range m.Marks {
		list = append(list, &annotate.Annotation{ID: ID(uint64(i)), Layer: k.Layer, Fragments: k.Fragments})
	}
	return list
}

func TestParse(t *testing.T) {
	type s = text.Span
	for _, c := range []struct {
		marked, text string
		marks        []Mark
	}{
		{"plain", "plain", nil},
		{"[Actor HTS] says: [Claim it protects [Actor ü]]", "HTS says: it protects ü", []Mark{{"Actor", "", []s{{Start: 0, End: 3}}}, {"Claim", "", []s{{Start: 10, End: 24}}}, {"Actor", "", []s{{Start: 22, End: 24}}}}},
		{"[Claim#1 a] b [#1 📌]", "a b 📌", []Mark{{"Claim", "1", []s{{Start: 0, End: 1}, {Start: 4, End: 8}}}}},
		{"[A#1 one [B#2 two]][#2  three]", "one two three", []Mark{{"A", "1", []s{{Start: 0, End: 7}}}, {"B", "2", []s{{Start: 4, End: 13}}}}},
		{"[Stance]سلام", "سلام", []Mark{{"Stance", "", nil}}},
		{`\[a\] \\`, `[a] \`, nil},
	} {
		m := Parse(t, c.marked)
		if m.Text != c.text || !reflect.DeepEqual(m.Marks, c.marks) {
			t.Errorf("%s: %q %v, want %q %v", c.marked, m.Text, m.Marks, c.text, c.marks)
		}
	}
	for _, bad := range []string{"[Claim a", "a]", "[ a]", "[#1 a]", "[Claim#1 a] [Claim#1 b]", "["} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, s := range []string{
		"plain 📌", "[Actor HTS] says: [Claim it protects [Actor minorities]]", "[Claim#1 it protects], he said, [#1 minorities]",
		"[Stance][A a]", `\[a\] \\`, "[A [B same]]", "[A one ][B two]", "[A one [B#1 two]][#1  three]",
	} {
		m := Parse(t, s)
		if got := Format(m.Text, annotations(m)...); got != s {
			t.Errorf("%s: written as %s", s, got)
		}
	}
}

// Whatever the marks, what is written is read as the same marks, and written again the same.
func TestFormatAndParse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	s := strings.Repeat("a[]\\ b", 3)
	for range 2000 {
		var list []*annotate.Annotation
		for range rnd.IntN(5) {
			a := &annotate.Annotation{Layer: annotate.LayerID("AB"[rnd.IntN(2):][:1])}
			for range rnd.IntN(4) {
				start := rnd.IntN(len(s))
				a.Fragments = append(a.Fragments, text.Span{Start: text.Offset(start), End: text.Offset(start + 1 + rnd.IntN(len(s)-start))})
			}
			a.Fragments = join(a.Fragments)
			list = append(list, a)
		}
		once := Format(s, list...)
		m := Parse(t, once)
		if again := Format(m.Text, annotations(m)...); m.Text != s || again != once || len(m.Marks) != len(list) {
			t.Fatalf("%s\nbecame\n%s", once, again)
		}
	}
}

// A work is as long as was asked for, the same each time, and its marks are in order,
// whole and here and there on top of each other.
func TestWork(t *testing.T) {
	s, spans := Work(50_000, 1000)
	again, _ := Work(50_000, 1000)
	if s != again || len(s) < 50_000 || len(s) > 50_100 || len(spans) != 1000 {
		t.Fatalf("%d bytes, %d marks", len(s), len(spans))
	}
	for _, odd := range []string{"ü", "u\u0308", "📌", "𐐀", "👨‍👩‍👧", "\r\n", "هيئة"} {
		if !strings.Contains(s, odd) {
			t.Errorf("no %q in the work", odd)
		}
	}
	covered, overlaps := 0, 0
	for i, m := range spans {
		if m.Empty() || int(m.End) > len(s) || i > 0 && m.Start < spans[i-1].Start {
			t.Fatalf("mark %d is %v", i, m)
		}
		covered += int(m.Len())
		if i > 0 && m.Overlaps(spans[i-1]) {
			overlaps++
		}
	}
	if covered < 25_000 || covered > 50_000 || overlaps < 100 {
		t.Errorf("the marks cover %d bytes, %d overlap", covered, overlaps)
	}
}
