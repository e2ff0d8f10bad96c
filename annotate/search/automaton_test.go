package search

import (
	"context"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// spansOf are what FindAllStringIndex gives, but for empty matches.
func spansOf(re *regexp.Regexp, s string) (list [][2]int) {
	for _, at := range re.FindAllStringIndex(s, -1) {
		if at[0] < at[1] {
			list = append(list, [2]int{at[0], at[1]})
		}
	}
	return list
}

// sameAsRegexp fails when the automaton of an expression does not find what package regexp
// does. With little room its states are forgotten all the time; then the rest is done by
// package regexp.
func sameAsRegexp(t testing.TB, expression string, texts ...string) {
	t.Helper()
	re, err := regexp.Compile(expression)
	if err != nil {
		return
	}
	for _, room := range []int{roomOfStates, 400, 100} {
		p := &pattern{re: re, quick: newAutomaton(expression)}
		if p.quick == nil {
			return
		}
		p.quick.room = room
		x := p.quick.scanner()
		for _, s := range texts {
			if may := x.any(s); !may && re.MatchString(s) {
				t.Fatalf("%q in %q: nothing matches", expression, s)
			}
			var got [][2]int
			for i, j := range p.matches(context.Background(), s, x) {
				got = append(got, [2]int{i, j})
			}
			if want := spansOf(re, s); !slices.Equal(got, want) {
				t.Fatalf("%q in %q, room for %d: %v, want %v", expression, s, room, got, want)
			}
		}
		if room == roomOfStates && x.hopeless() {
			t.Fatalf("%q in %q is hopeless", expression, texts)
		}
	}
}

const mixed = "The New York Times said on 14 March 2018: “Ünïon men are leaving”. HTS, hts\r\nStatement by STATES e\u0301é 📌 𐐀𐐨 👩\u200d👩\u200d👧 قال المجلس 2024\n\nK\u212a ſs ßẞ _x_ a-b\n"

func TestAutomaton(t *testing.T) {
	for _, pattern := range []string{
		`\b[A-Z]\w+ [A-Z]\w+\b`, `\d{4}`, `(?i)hamas|hts|sdf`, `[\p{Arabic}]{5,}`, `\w+ing\b`, `(?i)\bstat(e|ement)s?\b`, `.*said.*`, `[^.]{2,}\.`,
		`(?m)^.*$`, `^`, `$`, `(?m)^`, `(?m)$\n^`, `\A\w`, `\w\z`, `\n\z`, `\B.\B`, `\b`, `x*`, `x*|The`, `|T`, `T|`, `(?s).`, `(?s).*`, `(?U)a.*e`, `a.*?e`, `(?i)k`, `(?i)s+`, `(?i)ß`,
		`(a|ab)(c|bcd)?`, `(?:a|b)*?c`, `(\b|n)+`, `(?:(?:\b(?:a|e)*)*|o)*`, `\PL+`, `[^\n]`, `📌.`, `[👩📌𐐀]`, `(?i)𐐀+`, `\x{200d}`, `[[:^alpha:]]{3}`, `.{3,5}?`, `(?s).{0,30}\z`, `(e|é|e\x{301})+`,
	} {
		sameAsRegexp(t, pattern, "", "a", "\n", mixed, strings.Repeat(mixed, 3), strings.ToUpper(mixed), "abcd abc\nab")
	}
}

// atoms and marks are what random patterns and texts are made of.
var (
	atoms   = []string{"a", "b", "K", "é", "ß", "س", "م", "📌", "𐐀", ".", " ", `\n`, `\w`, `\W`, `\d`, `\s`, `\b`, `\B`, "^", "$", `\A`, `\z`, "[a-c]", "[^a]", "[^\\n]", `\pL`, `\p{Arabic}`, `\PL`, "[سé📌b]", "(?i:k)", "(?i:ß|a)", "(?s:.)", "(?m:^)", "(?m:$)", "(?-m:$)", "(?:)", "ab", "ba"}
	repeats = []string{"*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,3}?", "{2,}"}
	letters = []string{"a", "b", "c", "k", "K", "\u212a", "é", "e\u0301", "ß", "ẞ", "s", "س", "م", "سلام", "📌", "𐐀", "𐐨", "👩\u200d👧", "\n", "\r\n", " ", "1", "_", ".", "ab", "ba", "aab"}
)

func randomPattern(r *rand.Rand, depth int) string {
	if depth == 0 {
		return atoms[r.IntN(len(atoms))]
	}
	switch r.IntN(6) {
	case 0:
		return randomPattern(r, depth-1) + "|" + randomPattern(r, depth-1)
	case 1:
		return "(" + randomPattern(r, depth-1) + ")" + repeats[r.IntN(len(repeats))]
	case 2:
		return "(?:" + randomPattern(r, depth-1) + "|" + randomPattern(r, depth-1) + ")"
	case 3:
		return atoms[r.IntN(len(atoms))]
	}
	return randomPattern(r, depth-1) + randomPattern(r, depth-1)
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(24) {
		b.WriteString(letters[r.IntN(len(letters))])
	}
	return b.String()
}

// TestAutomatonRandom: a random pattern finds in a random text what it finds by package regexp.
func TestAutomatonRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 1500 {
		pattern := randomPattern(r, 1+r.IntN(4))
		if r.IntN(3) == 0 {
			pattern = "(?" + []string{"i", "m", "s", "U", "im", "ms"}[r.IntN(6)] + ")" + pattern
		}
		sameAsRegexp(t, pattern, randomText(r), randomText(r), randomText(r), randomText(r))
	}
}

func FuzzAutomaton(f *testing.F) {
	f.Add(`(?i)\bstat(e|ement)s?\b|^$`, mixed)
	f.Add(`(?m)^(\w+ )*?[^.]{3,}$`, mixed)
	f.Add(`(?s)(a|ab)(c|bcd)*?.{2}\z`, "abcd\nسلام 📌")
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if len(pattern) < 60 && len(s) < 400 && utf8.ValidString(s) {
			sameAsRegexp(t, pattern, s)
		}
	})
}

// TestHopeless: where the texts lead to ever new states, package regexp takes over in the
// middle, and what it finds goes on where the automaton stopped.
func TestHopeless(t *testing.T) {
	const expression = `a[ab]{14}c|[ab]c`
	r := rand.New(rand.NewPCG(3, 5))
	var b strings.Builder
	b.WriteString(strings.Repeat("xbc سلام 📌 ", 2000))
	for range 100_000 {
		b.WriteByte("ab"[r.IntN(2)])
	}
	b.WriteString("c")
	p := &pattern{re: regexp.MustCompile(expression), quick: newAutomaton(expression)}
	p.quick.room = 1 << 12
	x, n, want := p.quick.scanner(), 0, spansOf(p.re, b.String())
	for i, j := range p.matches(context.Background(), b.String(), x) {
		if n == len(want) || want[n] != [2]int{i, j} {
			t.Fatalf("match %d is at %d to %d, want %v", n, i, j, want[n])
		}
		n++
	}
	if n != len(want) || !x.hopeless() {
		t.Errorf("%d of %d matches, hopeless: %v", n, len(want), x.hopeless())
	}
}

// TestAutomatonTooLarge: an expression that has too many states before it begins is left to
// package regexp.
func TestAutomatonTooLarge(t *testing.T) {
	if newAutomaton(strings.Repeat(`(\pL{900}|x)`, 8)) != nil {
		t.Error("an automaton of everything")
	}
}

func TestAutomatonCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p := &pattern{re: regexp.MustCompile(`[ab]c`), quick: newAutomaton(`[ab]c`)}
	n := 0
	for range p.matches(ctx, strings.Repeat("xac", 5000), p.quick.scanner()) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n != 10 {
		t.Errorf("%d matches after it was cancelled", n-10)
	}
}
