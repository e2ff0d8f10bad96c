package search

import (
	"strings"
	"unicode/utf8"
)

// Onto says what may be written onto the front of a name in Arabic, where short words are:
// then the name is all the rest of a word, and never a part of another one.
type Onto uint8

const (
	// And is و, “and”, onto a name of four or more characters: المجلس in والمجلس.
	And Onto = iota
	// Prefixes are, onto a name of three or more: و and ف before it, “by”, “for” and “like”,
	// the article, or one of these with it: والمجلس، فالمجلس، بالمجلس، كالمجلس، and of a
	// name without the article مجلس in المجلس, بمجلس and وللمجلس. What looks the same is
	// taken for the same: حماس, a name, in بحماس, “with zeal”; so it has to be asked for.
	Prefixes
	// Contracted are those behind which a name loses the first letter of its article: the
	// needles are what [Contract] gives, as لمجلس in للمجلس. They stand nowhere else.
	Contracted
)

// Behind is the set with what may be written onto its needles; without, that is [And].
func (s *Set) Behind(o Onto) *Set {
	next := *s
	next.onto = o
	return &next
}

// article is the Arabic one, folded or not.
const article = "ال"

// Contract is what is left of a name behind “for”, which swallows the first letter of the
// article: لمجلس of المجلس in للمجلس; "" of a name without one.
func Contract(name string) string {
	rest, ok := strings.CutPrefix(name, article)
	if !ok || strings.HasPrefix(rest, "ل") { // لليل has but two, and one of them is of the word
		return ""
	}
	return "ل" + rest
}

// prefixes are what may stand before a name behind و or ف, and whether it has the article.
var prefixes = map[string]bool{"": false, "ب": false, "ل": false, "ك": false, article: true, "ب" + article: true, "ك" + article: true, "لل": true}

// The shortest names, in characters, that are told from the rest of a word that begins with
// what may be written onto them.
const (
	leastBehindAnd    = 4
	leastBehindPrefix = 3
)

// takes reports whether before, folded, may be written onto a name, folded as well.
func (o Onto) takes(before, name string) bool {
	length := utf8.RuneCountInString(name)
	if o == And {
		return before == "" || before == "و" && length >= leastBehindAnd
	}
	rest, _ := strings.CutPrefix(before, "و")
	if rest == before {
		rest, _ = strings.CutPrefix(before, "ف")
	}
	if o == Contracted {
		return rest == "ل" && length > leastBehindPrefix
	}
	with, ok := prefixes[rest]
	return before == "" || ok && length >= leastBehindPrefix && !(strings.HasPrefix(name, article) && (with || rest == "ل"))
}
