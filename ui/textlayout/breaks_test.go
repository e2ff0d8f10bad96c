package textlayout

import (
	"slices"
	"strings"
	"testing"
)

// breakCases calls f for each case of a file of break tests: the text, and the code point
// indices at which it breaks, both ends included.
func breakCases(t *testing.T, name string, f func(n int, rs []rune, want []int32)) {
	t.Helper()
	eachLine(t, name, func(n int, line string) {
		var rs []rune
		var want []int32
		for _, field := range strings.Fields(line) {
			switch field {
			case "÷":
				want = append(want, int32(len(rs)))
			case "×":
			default:
				rs = append(rs, []rune(hexRunes(t, field))...)
			}
		}
		f(n, rs, want)
	})
}

// count fails unless at least so many cases were tried, and tells their number.
func count(t *testing.T, cases, atLeast int) {
	t.Helper()
	t.Logf("%d cases, none left out", cases)
	if cases < atLeast {
		t.Errorf("the file holds %d at least", atLeast)
	}
}

func TestGraphemeBreaks(t *testing.T) {
	var s shaper
	cases := 0
	breakCases(t, "segmenter/test/GraphemeBreakTest.txt", func(n int, rs []rune, want []int32) {
		cases++
		if _, got := s.segment(string(rs), rs); !slices.Equal(got, want) {
			t.Errorf("line %d %U: %v, want %v", n, rs, got, want)
		}
	})
	count(t, cases, 766)
}

func TestLineBreaks(t *testing.T) {
	var s shaper
	cases := 0
	breakCases(t, "segmenter/test/LineBreakTest.txt", func(n int, rs []rune, want []int32) {
		cases++
		var got []int32
		breaks, _ := s.segment(string(rs), rs)
		for _, b := range breaks {
			got = append(got, b.at)
		}
		if want[0] == 0 { // the start of a text is not counted
			want = want[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("line %d %U: %v, want %v", n, rs, got, want)
		}
	})
	count(t, cases, 19338)
}

// chunked is where lines may break when each chunk is looked at alone.
func chunked(s *shaper, str string) []int32 {
	var got []int32
	at := int32(0)
	for from := 0; from < len(str); {
		end := chunkEnd(str, from)
		rs := []rune(str[from:end])
		breaks, _ := s.segment(string(rs), rs)
		for _, b := range breaks {
			got = append(got, at+b.at)
		}
		at += int32(len(rs))
		from = end
	}
	return got
}

// Chunks hide nothing from UAX #14: the file's cases, set between words, break alike
// whether looked at chunk by chunk or as a whole.
func TestChunksBreakLikeTheWhole(t *testing.T) {
	var s shaper
	check := func(str string) {
		t.Helper()
		var want []int32
		breaks, _ := s.segment(str, []rune(str))
		for _, b := range breaks {
			want = append(want, b.at)
		}
		if got := chunked(&s, str); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", str, got, want)
		}
	}
	breakCases(t, "segmenter/test/LineBreakTest.txt", func(n int, rs []rune, _ []int32) {
		mid := string(rs)
		for _, str := range []string{"ab " + mid + " cd ef", "a" + mid + " b", "(ab) " + mid + "c 1", "א " + mid + " ב", "سل " + mid + " ام,  x"} {
			check(str)
		}
	})
	check(zipf(1 << 16))
}

func FuzzChunks(f *testing.F) {
	f.Add(nasty)
	f.Add("a “b” c, 1 2 % – x (y) ?! «z»")
	f.Fuzz(func(t *testing.T, str string) {
		str = strings.ToValidUTF8(str, "\uFFFD")
		var s shaper
		var want []int32
		breaks, _ := s.segment(str, []rune(str))
		for _, b := range breaks {
			want = append(want, b.at)
		}
		if got := chunked(&s, str); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", str, got, want)
		}
	})
}
