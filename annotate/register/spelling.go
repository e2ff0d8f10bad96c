package register

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"

	"parley/annotate"
	"parley/annotate/search"
)

// Fold is how a name of which x counts is looked for in texts.
func Fold(x annotate.Exact) search.Fold {
	f := search.Loose
	for exact, fold := range map[annotate.Exact]search.Fold{
		annotate.ExactCase: search.Case, annotate.ExactDiacritics: search.Marks, annotate.ExactForms: search.Arabic,
	} {
		if x.Has(exact) {
			f &^= fold
		}
	}
	return f
}

// spelling is a name in the forms in which names are compared.
type spelling struct {
	entity   int    // its place in the list
	name     string // as it stands
	folded   string
	latin    string   // its words in ASCII, without articles, joined by blanks
	words    []string // the skeletons of those
	bones    string   // these, joined
	numbers  string   // those of its words that have digits, joined by blanks
	initials []string // of a name of several words: with articles and without
	short    string   // of a name that is one word of capitals: itself, small
	foreign  bool     // not written in Latin letters, and so perhaps without its vowels
}

func spell(entity int, name string) spelling {
	s := spelling{entity: entity, name: name, folded: search.Loose.Of(name)}
	s.foreign = strings.ContainsFunc(s.folded, isForeign)
	words := strings.FieldsFunc(s.folded, func(r rune) bool { return r != '\'' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var latin []string
	for _, w := range words {
		w = withoutArticle(w)
		if a := ascii(w); !isArticle(a) && a != "" {
			latin = append(latin, a)
			s.words = append(s.words, skeleton(w))
			if strings.ContainsAny(a, digits) {
				s.numbers += " " + a
			}
		}
	}
	s.latin, s.bones = strings.Join(latin, " "), strings.Join(s.words, "")
	if s.latin == "" { // in a script that has no letters in ASCII, or of articles only
		s.latin, s.bones = s.folded, s.folded
	}
	s.initials = initialsOf(words, latin)
	if bare := strings.ReplaceAll(strings.TrimSpace(name), ".", ""); len(words) > 0 && isShort(bare) {
		s.short = strings.ToLower(bare)
	}
	return s
}

const digits = "0123456789"

// withoutArticle is a folded word without the Arabic article, and and-with-article.
func withoutArticle(word string) string {
	for _, article := range [...]string{"وال", "ال"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len([]rune(rest)) > 2 {
			return rest
		}
	}
	return word
}

// ascii is a folded word in small Latin letters, without apostrophes.
func ascii(word string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, unidecode.Unidecode(word)))
}

// articles are words that names are written with and without.
var articles = []string{"a", "al", "an", "ar", "as", "at", "az", "ad", "ash", "el", "and", "de", "der", "des", "die", "di", "du", "for", "la", "le", "les", "of", "the", "und", "wa", "et", "y", "fi"}

func isArticle(word string) bool { return slices.Contains(articles, word) }

// initialsOf are the first letters of the words, of those that are no articles, and of
// all, as HTS and UN but also PLO and USA are made.
func initialsOf(words, latin []string) (out []string) {
	first := func(list []string) string {
		var b strings.Builder
		for _, w := range list {
			if w != "" {
				b.WriteByte(w[0])
			}
		}
		return b.String()
	}
	if len(latin) < 2 {
		return nil
	}
	out = append(out, first(latin))
	all := make([]string, 0, len(words))
	for _, w := range words {
		all = append(all, ascii(withoutArticle(w)))
	}
	if s := first(all); s != out[0] {
		out = append(out, s)
	}
	return out
}

// isShort reports whether a name is written as initials are: two to six capitals.
func isShort(name string) bool {
	n := 0
	for _, r := range name {
		if r < 'A' || r > 'Z' {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6
}

// alike are letters and pairs of letters that transliterations take for each other, the
// pairs first.
var alike = strings.NewReplacer(
	"sch", "s", "sh", "s", "ch", "s", "kh", "k", "gh", "g", "dh", "z", "th", "t", "ph", "f", "dj", "j", "zh", "j", "ts", "z", "tz", "z",
	"q", "k", "c", "k", "x", "ks", "v", "f", "p", "b", "g", "j",
)

// skeleton is what stays of a folded word however it was transliterated: its consonants,
// none twice in a row, and its digits. A w or y is one at the beginning only, an h anywhere
// but at the end.
func skeleton(word string) string {
	letters := consonants(word)
	out := make([]byte, 0, len(letters))
	for i := range len(letters) {
		c := letters[i]
		isVowel := strings.IndexByte("aeiou", c) >= 0 || i > 0 && (c == 'w' || c == 'y')
		if isVowel || i > 0 && i == len(letters)-1 && c == 'h' {
			continue
		}
		if n := len(out); n == 0 || out[n-1] != c || strings.IndexByte(digits, c) >= 0 {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return letters
	}
	return string(out)
}

// consonants is a word with one letter for those that are alike. In another script each
// letter is one by itself: the t and h of تحرير are not the one of th.
func consonants(word string) string {
	if !strings.ContainsFunc(word, isForeign) {
		return alike.Replace(ascii(word))
	}
	var b strings.Builder
	for _, r := range word {
		b.WriteString(alike.Replace(ascii(string(r))))
	}
	return b.String()
}

func isForeign(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }
