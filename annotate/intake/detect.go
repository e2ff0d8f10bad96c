package intake

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"

	"parley/annotate"
)

// detect names the 8-bit or East Asian encoding that data is most likely in. The library's
// word (n-grams of many languages, after ICU) counts first; but of encodings that differ in
// few bytes the usual one wins, and one in which data does not decode is out.
func detect(data []byte) (encoding, error) {
	var best guess
	for _, g := range guesses(data) {
		if g.score <= best.score && best.name != "" {
			continue
		}
		if s, err := decodeIn(sample(data), g.name); err == nil && checkText(s) == nil {
			g.score += familiar(s)
			if g.score > best.score || best.name == "" {
				best = g
			}
		}
	}
	if best.name == "" {
		return encoding{}, annotate.ErrBinary
	}
	return encoding{best.name, true}, nil
}

type guess struct {
	name  string
	score int
}

// always are tried whatever the library says: on a few words it may have no opinion.
var always = []guess{{"windows-1252", 10}, {"windows-1256", 5}, {"windows-1251", 5}}

// relatives are the encodings that files are nearly always in when the library names the
// standard they extend.
var relatives = map[string]string{"iso-8859-8-i": "windows-1255", "iso-8859-8": "windows-1255", "iso-8859-7": "windows-1253"}

func guesses(data []byte) []guess {
	list := slices.Clone(always)
	results, _ := chardet.NewTextDetector().DetectAll(sample(data))
	for _, r := range results {
		name, err := canonical(r.Charset)
		if err != nil || strings.HasPrefix(name, "utf-") {
			continue
		}
		if wide, ok := relatives[name]; ok {
			name = wide
		}
		score := r.Confidence
		if strings.HasPrefix(name, "windows-") {
			score += 10
		}
		list = append(list, guess{name, score})
	}
	slices.SortFunc(list, func(a, b guess) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name, b.name))
	})
	return list
}

// sample is what detection looks at: some of the beginning, around the first byte beyond
// ASCII, and cut at a blank so that it does not end within a character.
func sample(data []byte) []byte {
	const size = 64 << 10
	first := slices.IndexFunc(data, func(c byte) bool { return c >= 0x80 })
	data = data[max(0, first-size/4):]
	if len(data) <= size {
		return data
	}
	if end := bytes.LastIndexAny(data[:size], " \n"); end > 0 {
		return data[:end]
	}
	return data[:size]
}

// familiar is what the words of s say for its encoding, from -30 to 30: words of one
// script and usual case are for it, mixtures against it, and words that a language we know
// uses all the time are for it again.
func familiar(s string) int {
	good, bad := 0, 0
	for w := range strings.FieldsSeq(s) {
		switch {
		case ascii(w):
		case mixed(w):
			bad++
		default:
			good++
		}
	}
	score := 0
	if good+bad > 0 {
		score = 20 * (good - bad) / (good + bad)
	}
	if language(s) != "" {
		score += 10
	}
	return score - 10*bad/(good+bad+1)
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// mixed reports whether a word has letters of two scripts, a capital after a small letter,
// or a sign between letters that stands between no letters.
func mixed(w string) bool {
	var script, last rune
	for _, r := range w {
		switch s := scriptOf(r); {
		case s != 0 && script != 0 && s != script:
			return true
		case s != 0:
			if unicode.IsUpper(r) && r >= utf8.RuneSelf && unicode.IsLower(last) {
				return true
			}
			script = s
		case r >= utf8.RuneSelf && unicode.IsSymbol(r) && unicode.IsLetter(last):
			return true
		}
		last = r
	}
	return false
}
