package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What of a text's beginning can be its head.
const (
	headLines = 12  // lines that are not blank
	longTitle = 150 // characters
	longLine  = 120 // of a line with author or date
)

// guessHead proposes title, author and date, and what labelled lines say, by the first
// lines of a plain text. It goes by form only: "By NAME, 11 March 2025", "15.09.2018",
// "Source: NAME"; what a sentence says is left alone, and so are the turns of an interview.
func guessHead(f *found) {
	first := true
	for i, line := range firstLines(f.text) {
		grounds := fmt.Sprintf("line %d", i)
		line = strings.TrimSpace(line)
		if guessLine(f, line, grounds) {
			continue
		}
		if first && isTitle(line, f.text) {
			f.add(Title, line, grounds)
		}
		first = false
	}
}

// firstLines yields the first lines that are not blank, with their numbers from 1.
func firstLines(s string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n, kept := 0, 0
		for line := range strings.SplitSeq(s[:min(len(s), 16<<10)], "\n") {
			n++
			if strings.TrimSpace(line) == "" {
				continue
			}
			if kept++; kept > headLines || !yield(n, line) {
				return
			}
		}
	}
}

// guessLine takes a line that is of the head by its form; false when it is not.
func guessLine(f *found, line, grounds string) bool {
	if utf8.RuneCountInString(line) > longLine {
		return false
	}
	if isURL(line) {
		f.add(URL, line, grounds)
		return true
	}
	date, at, dated := findDate(line)
	rest := line
	if dated {
		rest = line[:at.start] + " " + line[at.end:]
	}
	if name := byline(rest, dated); name != "" {
		f.add(Author, name, grounds)
	} else if label(f, line, grounds) {
		return true
	} else if !dated || !isDateline(rest) {
		return false
	}
	if dated {
		f.add(Date, date.String(), grounds)
	}
	return true
}

func isURL(line string) bool {
	return (strings.HasPrefix(line, "https://") || strings.HasPrefix(line, "http://")) && !strings.ContainsAny(line, " \t")
}

// published are words that begin a line with a date; clock are those that follow a time.
var (
	published = set("published updated posted date veröffentlicht aktualisiert stand publié publie publicado pubblicato نشر نُشر تاريخ")
	clock     = set("uhr h utc gmt am pm a.m. p.m. est cet")
)

// isDateline reports whether what stands beside a date is a place, a day of the week, a
// time or begins with a word such as "Published", and is no sentence.
func isDateline(rest string) bool {
	words := strings.Fields(rest)
	if len(words) > 5 || strings.ContainsAny(rest, "?!;“”\"«»") {
		return false
	}
	if len(words) > 0 && published[bare(words[0])] {
		return true
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !clock[bare(w)] {
			return false
		}
	}
	return len(words) <= 4
}

// bare is a word in small letters without the signs beside it.
func bare(w string) string { return strings.ToLower(strings.Trim(w, ",.:|–—-·()")) }

// isTitle reports whether the first line can be a title: short, no sentence that ends
// with a full stop, and no turn of an interview.
func isTitle(line, s string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	if n := utf8.RuneCountInString(line); n > longTitle || strings.ContainsRune(".,;:،؛", last) || !readable(line) {
		return false
	}
	// A sentence that ends and then goes on is a paragraph: “Peace.” Ibn Khaldun (1406).
	if closed := strings.TrimRight(line, "”\"»’) 0123456789–-("); strings.HasSuffix(closed, ".") {
		return false
	}
	speaker, said, turn := strings.Cut(line, ":")
	return !turn || strings.TrimSpace(said) == "" || strings.Count("\n"+s, "\n"+speaker+":") < 2
}

// labels are words that name what follows them on a line of a head.
var labels = map[string]Property{
	"title": Title, "headline": Title, "titel": Title, "titre": Title, "العنوان": Title,
	"author": Author, "authors": Author, "byline": Author, "autor": Author, "autorin": Author, "auteur": Author, "الكاتب": Author, "автор": Author, "نویسنده": Author, "yazar": Author,
	"source": Outlet, "outlet": Outlet, "publication": Outlet, "newspaper": Outlet, "quelle": Outlet, "المصدر": Outlet, "источник": Outlet, "fuente": Outlet,
	"date": Date, "published": Date, "datum": Date, "fecha": Date, "data": Date, "التاريخ": Date, "дата": Date, "tarih": Date,
	"url": URL, "link": URL,
}

// label takes a line of the form "Author: NAME".
func label(f *found, line, grounds string) bool {
	word, value, ok := strings.Cut(line, ":")
	p, known := labels[strings.ToLower(strings.TrimSpace(word))]
	value = strings.TrimSpace(value)
	if !ok || !known || value == "" {
		return false
	}
	switch p {
	case Date:
		d, _, ok := findDate(value)
		if !ok {
			return false
		}
		value = d.String()
	case URL:
		if !isURL(value) {
			return false
		}
	case Author:
		if value = names(value); value == "" {
			return false
		}
	}
	f.add(p, value, grounds)
	return true
}

// opener is what a byline begins with. A common word needs more evidence behind it: a
// date on the line, or a name of two words.
type opener struct {
	word   string
	common bool
}

var openers = []opener{
	{"by", false}, {"written by", false}, {"von", true}, {"par", true}, {"por", true}, {"di", true}, {"door", true},
	{"بقلم", false}, {"بقلم:", false}, {"كتب", true}, {"كتبت", true}, {"كتب:", true}, {"به قلم", false}, {"מאת", false}, {"автор", true},
}

// byline is the name that a line such as "By NAME, Place" gives; empty when it is none.
func byline(line string, dated bool) string {
	line = strings.TrimSpace(line)
	for _, o := range openers {
		if len(line) <= len(o.word) || !strings.EqualFold(line[:len(o.word)], o.word) {
			continue
		}
		rest := line[len(o.word):]
		if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsSpace(r) && r != ':' {
			continue
		}
		name := names(strings.TrimLeft(rest, ": \t\u00a0"))
		if name != "" && (!o.common || dated || strings.Contains(name, " ")) {
			return name
		}
	}
	return ""
}

// and are the words that join the names of two authors.
var and = []string{" and ", " und ", " et ", " y ", " e ", " en ", " ve ", " & ", " и "}

// names is the name or names at the start of s, up to a comma or another separator;
// commas between names are kept when the last of them is joined by "and".
func names(s string) string {
	if i := strings.IndexAny(s, "|–—•·;،()"); i >= 0 {
		s = s[:i]
	}
	parts := strings.Split(s, ",")
	take := 1
	for i, p := range parts {
		if i > 0 && joined(p) {
			take = i + 1
		}
	}
	var out []string
	for _, p := range parts[:take] {
		p = strings.TrimSpace(p)
		if !allNames(p) {
			break
		}
		out = append(out, p)
	}
	return strings.Join(out, ", ")
}

func joined(s string) bool {
	for _, a := range and {
		if strings.Contains(" "+strings.TrimSpace(s)+" ", a) {
			return true
		}
	}
	return false
}

func allNames(s string) bool {
	s = " " + s + " "
	for _, a := range and {
		s = strings.ReplaceAll(s, a, "\n")
	}
	for n := range strings.SplitSeq(s, "\n") {
		if n = strings.TrimSpace(n); n != "" && !isName(n) {
			return false
		}
	}
	return strings.TrimSpace(s) != ""
}

// particles are the words of names that are written small.
var particles = map[string]bool{"de": true, "von": true, "van": true, "der": true, "den": true, "al": true, "el": true, "bin": true, "ibn": true, "bint": true, "abu": true, "la": true, "le": true, "du": true, "da": true, "di": true, "dos": true, "zu": true, "ter": true, "ben": true}

// isName reports whether s can be the name of a person or an agency: one to six words,
// the first and the last with a capital where the script has them, and no more than a
// name has in signs.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 || strings.ContainsAny(s, "?!:\"“”«»<>@/؟…") {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		small := unicode.IsLower(r)
		inner := i > 0 && i < len(words)-1 && particles[w] || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "d'")
		if !unicode.IsLetter(r) || small && !inner {
			return false
		}
		if strings.ContainsFunc(w, unicode.IsDigit) || strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > 4 {
			return false
		}
	}
	return true
}
