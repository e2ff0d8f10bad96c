package textlayout

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// moduleDir is where the source of go-text/typesetting stands: it carries the files of
// the Unicode Consortium for the version of its tables.
var moduleDir = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	return strings.TrimSpace(string(out)), err
})

// eachLine calls f for each line of a conformance file that is not a comment.
func eachLine(t *testing.T, name string, f func(number int, line string)) {
	t.Helper()
	dir, err := moduleDir()
	if err != nil {
		t.Fatalf("find go-text/typesetting: %v", err)
	}
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if line = strings.TrimSpace(line); line != "" {
			f(n, line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

var classNames = map[string]bidi.Class{
	"L": bidi.L, "R": bidi.R, "EN": bidi.EN, "ES": bidi.ES, "ET": bidi.ET, "AN": bidi.AN, "CS": bidi.CS,
	"B": bidi.B, "S": bidi.S, "WS": bidi.WS, "ON": bidi.ON, "BN": bidi.BN, "NSM": bidi.NSM, "AL": bidi.AL,
	"LRO": bidi.LRO, "RLO": bidi.RLO, "LRE": bidi.LRE, "RLE": bidi.RLE, "PDF": bidi.PDF,
	"LRI": bidi.LRI, "RLI": bidi.RLI, "FSI": bidi.FSI, "PDI": bidi.PDI,
}

// wantLevels reads levels; x, "any", is -1.
func wantLevels(fields []string) []int {
	var want []int
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			n = -1
		}
		want = append(want, n)
	}
	return want
}

// wantOrder checks L2 over the levels that count.
func orderOf(want []int, levels []uint8) []int {
	var at []int
	var lv []uint8
	for i, w := range want {
		if w >= 0 {
			at, lv = append(at, i), append(lv, levels[i])
		}
	}
	reorder(lv, func(i, j int) { at[i], at[j] = at[j], at[i] })
	return at
}

func sameLevels(want []int, got []uint8) bool {
	if len(want) != len(got) {
		return false
	}
	for i, w := range want {
		if w >= 0 && w != int(got[i]) {
			return false
		}
	}
	return true
}

func TestBidiClasses(t *testing.T) {
	var b resolver
	var want []int
	var order string
	cases, failed := 0, 0
	eachLine(t, "bidi/test/BidiTest.txt", func(n int, line string) {
		if rest, ok := strings.CutPrefix(line, "@Levels:"); ok {
			want = wantLevels(strings.Fields(rest))
			return
		}
		if rest, ok := strings.CutPrefix(line, "@Reorder:"); ok {
			order = strings.TrimSpace(rest)
			return
		}
		classes, set, _ := strings.Cut(line, ";")
		bits, _ := strconv.Atoi(strings.TrimSpace(set))
		for bit, d := range []Direction{Auto, LeftToRight, RightToLeft} {
			if bits&(1<<bit) == 0 {
				continue
			}
			cases++
			b.orig = b.orig[:0]
			for _, name := range strings.Fields(classes) {
				b.orig = append(b.orig, classNames[name])
			}
			b.run(d)
			b.trailing(0, len(b.levels))
			got := strings.Trim(fmt.Sprint(orderOf(want, b.levels)), "[]")
			if !sameLevels(want, b.levels) || got != order {
				if failed++; failed < 10 {
					t.Errorf("line %d %s direction %d: levels %v order %s, want %v %s", n, classes, d, b.levels, got, want, order)
				}
			}
		}
	})
	count(t, cases, 770_241)
	if failed > 0 {
		t.Errorf("%d of %d cases failed", failed, cases)
	}
}

func TestBidiCharacters(t *testing.T) {
	cases, failed := 0, 0
	eachLine(t, "bidi/test/BidiCharacterTest.txt", func(n int, line string) {
		f := strings.Split(line, ";")
		cases++
		d := map[string]Direction{"0": LeftToRight, "1": RightToLeft, "2": Auto}[f[1]]
		base, levels := Levels(hexRunes(t, f[0]), d)
		want := wantLevels(strings.Fields(f[3]))
		got := strings.Trim(fmt.Sprint(orderOf(want, levels)), "[]")
		if strconv.Itoa(int(base)) != f[2] || !sameLevels(want, levels) || got != f[4] {
			if failed++; failed < 10 {
				t.Errorf("line %d %s: base %d levels %v order %s, want %s %s %s", n, f[0], base, levels, got, f[2], f[3], f[4])
			}
		}
	})
	count(t, cases, 91_707)
	if failed > 0 {
		t.Errorf("%d of %d cases failed", failed, cases)
	}
}

func hexRunes(t *testing.T, s string) string {
	t.Helper()
	var out []rune
	for _, h := range strings.Fields(s) {
		r, err := strconv.ParseUint(h, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rune(r))
	}
	return string(out)
}
