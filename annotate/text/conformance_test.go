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

	"github.com/go-text/typesetting/segmenter"
	"github.com/rivo/uniseg"
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
	checkBreaks(t, cases, 700, graphemeBreak)
}

func TestWordBreakTest(t *testing.T) {
	cases := parseBreaks(t, moduleFile(t, typesetting, "segmenter/test/WordBreakTest.txt"))
	checkBreaks(t, cases, 1900, wordBreak)
}

// The standard's SentenceBreakTest is carried by uniseg, one case behind each comment.
func TestSentenceBreakTest(t *testing.T) {
	source := moduleFile(t, "github.com/rivo/uniseg", "sentencebreak_test.go")
	var lines strings.Builder
	for _, c := range regexp.MustCompile(`expected: \[\]\[\]rune\{(.*?)\}\}`).FindAllStringSubmatch(source, -1) {
		line := strings.NewReplacer("}, {", " ÷ ", ", ", " × ", "{", "", "0x", "").Replace(c[1])
		lines.WriteString("÷ " + line + " ÷\n")
	}
	checkBreaks(t, parseBreaks(t, lines.String()), 500, sentenceBreak)
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

func TestSentencesAgreeWithUniseg(t *testing.T) {
	for _, s := range []string{
		"He left. She stayed! Why? “I know.” (He did.) Then 3.4 of it, etc. and so on… A.B. C",
		"über e\u0301. 📌 𐐀. 👨‍👩‍👧 Nein! سلام. هل؟ نعم.\nZwei. Drei",
	} {
		state, rest, p := -1, s, 0
		for rest != "" {
			var sentence string
			sentence, rest, state = uniseg.FirstSentenceInString(rest, state)
			for q := range sentence {
				if sentenceBreak(s, p+q) != (q == 0) {
					t.Errorf("%q at %d: break %v", s, p+q, q != 0)
				}
			}
			p += len(sentence)
		}
	}
}
