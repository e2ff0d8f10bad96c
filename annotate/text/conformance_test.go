package text

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	uax29 "github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
	"github.com/go-text/typesetting/segmenter"
)

// moduleFile reads a file of a module that the tests depend on; a missing one fails.
func moduleFile(t *testing.T, module, name string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		t.Fatalf("go mod download %s: %v", module, err)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(m.Dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// breakCase is one line of a file of the standard: a text and where it breaks.
type breakCase struct {
	line   string
	s      string
	breaks map[int]bool
}

// parseBreaks reads lines such as “÷ 0020 × 0308 ÷ 0020 ÷ # …”.
func parseBreaks(t *testing.T, data string) []breakCase {
	t.Helper()
	var cases []breakCase
	for line := range strings.Lines(data) {
		rule, _, _ := strings.Cut(line, "#")
		if strings.TrimSpace(rule) == "" {
			continue
		}
		c := breakCase{line: line, breaks: map[int]bool{}}
		for _, f := range strings.Fields(rule) {
			switch f {
			case "÷":
				c.breaks[len(c.s)] = true
			case "×":
			default:
				r, err := strconv.ParseInt(f, 16, 32)
				if err != nil {
					t.Fatalf("%q: %v", line, err)
				}
				c.s += string(rune(r))
			}
		}
		cases = append(cases, c)
	}
	return cases
}

func checkBreaks(t *testing.T, cases []breakCase, atLeast int, isBreak func(string, int) bool) {
	t.Helper()
	if len(cases) < atLeast {
		t.Fatalf("%d cases; want %d at least", len(cases), atLeast)
	}
	t.Logf("%d cases, none left out", len(cases))
	for _, c := range cases {
		for p := range c.s + "x" {
			if p <= len(c.s) && isBreak(c.s, p) != c.breaks[p] {
				t.Errorf("break at %d of %+q: %v; want %v\n%s", p, c.s, !c.breaks[p], c.breaks[p], c.line)
			}
		}
	}
}

const typesetting = "github.com/go-text/typesetting"

func TestGraphemeBreakTest(t *testing.T) {
	cases := parseBreaks(t, moduleFile(t, typesetting, "segmenter/test/GraphemeBreakTest.txt"))
	checkBreaks(t, cases, 766, graphemeBreak)
}

func TestWordBreakTest(t *testing.T) {
	cases := parseBreaks(t, moduleFile(t, typesetting, "segmenter/test/WordBreakTest.txt"))
	checkBreaks(t, cases, 1944, wordBreak)
}

// The standard's SentenceBreakTest is carried by uax29 as Go: bytes, and their sentences.
func TestSentenceBreakTest(t *testing.T) {
	source := moduleFile(t, "github.com/clipperhouse/uax29/v2", "sentences/unicode_test.go")
	if !strings.Contains(source, "/Public/"+UnicodeVersion+"/") {
		t.Fatalf("the cases are not those of Unicode %s", UnicodeVersion)
	}
	var cases []breakCase
	for _, m := range regexp.MustCompile(`expected: \[\]\[\]byte\{\{(.*)\}\},\n\s*comment:\s*(.*)`).FindAllStringSubmatch(source, -1) {
		c := breakCase{line: m[2], breaks: map[int]bool{0: true}}
		for sentence := range strings.SplitSeq(m[1], "}, {") {
			c.s += byteList(t, sentence)
			c.breaks[len(c.s)] = true
		}
		cases = append(cases, c)
	}
	checkBreaks(t, cases, 512, sentenceBreak)
}

// byteList is the text of “0xcc, 0x88”.
func byteList(t *testing.T, list string) string {
	t.Helper()
	var out []byte
	for h := range strings.SplitSeq(list, ", ") {
		b, err := strconv.ParseUint(h, 0, 8)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, byte(b))
	}
	return string(out)
}

// Carets come from here and shaping from go-text: both must see the same clusters.
// They differ in one thing: go-text 0.3.5 loses a family behind another emoji (see TestFamilyBehindEmoji).
func TestGraphemesAgreeWithShaping(t *testing.T) {
	var seg segmenter.Segmenter
	check := func(s string) {
		if err := seg.InitWithString(s); err != nil {
			t.Fatal(err)
		}
		for it := seg.GraphemeIterator(); it.Next(); {
			g := it.Grapheme()
			for p := range s[g.OffsetInBytes : g.OffsetInBytes+g.LengthInBytes] {
				if at := g.OffsetInBytes + p; graphemeBreak(s, at) != (p == 0) {
					t.Fatalf("%+q at %d: break %v", s, at, p != 0)
				}
			}
		}
	}
	// Every code point, in company that brings out each of its properties.
	for r := rune(1); r <= 0x10FFFF; r++ {
		switch {
		case r == 0xD800:
			r = 0xE000
		case 0x20000 <= r && r < 0xE0000: // ideographs and nothing: a sample does
			r += 96
		}
		x := string(r)
		check("a" + x + "\u0301a" + x + "\u200d" + x + "क\u094d" + x + "\U0001F1E6" + x + "가" + x + "\u1100" + x + "\u0600" + x)
	}
}

// Another library of the same version of the standard breaks every text at the same places.
func FuzzBreaks(f *testing.F) {
	for _, s := range []string{
		"He left. She stayed! Why? “I know.” (He did.) Then 3.4 of it, etc. and so on… A.B. C",
		"über e\u0301. 📌 𐐀. 👨‍👩‍👧 Nein! سلام. هل؟ نعم.\r\nZwei. Drei",
		"📌👨‍👩‍👧 🇸🇾🇩🇪🇸 क्\u200dषि한국ᄀ\u0600a שָׁלוֹם can't 3,456.7 ア_イ \u0085\u2029a.\u00ad\u0308 b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		if len(s) > 1<<12 {
			t.Skip()
		}
		agree(t, s, "grapheme", graphemeBreak, graphemes.FromString(s))
		agree(t, s, "word", wordBreak, words.FromString(s))
		if !strings.Contains(s, "؛") { // which for us ends a sentence, as the package says
			agree(t, s, "sentence", sentenceBreak, uax29.FromString(s))
		}
	})
}

// agree fails unless isBreak sees the pieces of s as theirs does.
func agree(t *testing.T, s, what string, isBreak func(string, int) bool, theirs interface {
	Next() bool
	Start() int
	End() int
}) {
	t.Helper()
	for theirs.Next() {
		for q := range s[theirs.Start():theirs.End()] {
			if p := theirs.Start() + q; isBreak(s, p) != (q == 0) {
				t.Fatalf("%s break at %d of %+q: %v", what, p, s, q != 0)
			}
		}
	}
}
