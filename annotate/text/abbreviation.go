package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words with a full stop that need not end a sentence, in lower case and without
// the last stop. The blank before and behind each is part of the table.
const (
	// alwaysOpen never end one: Dr. Smith, e.g. Syria.
	alwaysOpen = " dr mr mrs ms prof rev hon gen col lt sgt capt maj adm gov sen rep messrs mme mlle mgr e.g i.e cf vs viz approx" +
		" z.b d.h bzw vgl sog ggf evtl inkl zzgl dipl hr hrsg p.ex د أ.د ا.د "
	// mostlyOpen end one only before a word that begins most sentences: etc. The army.
	mostlyOpen = " st jr sr inc ltd co corp bros al etc usw usf ca mio mrd str dept est ibid o.ä u.ä ق.م "
	// numberOpen end none before a digit: No. 5, Nr. 5, 3 Sept. 2024.
	numberOpen = " no nr art abs pp vol fig sec kap ziff bd tel jan feb mar apr jun jul aug sep sept oct okt nov dec dez ص "
	// openers begin most sentences.
	openers = " the a an this that these those he she it they we you i his her its their our there here but and or so yet in on at by" +
		" for from with after before when while if as although because since what who how why according however meanwhile then" +
		" der die das den dem ein eine einer er sie es wir ihr ich dies diese dieser dieses und oder aber doch denn im am auf für" +
		" mit nach bei seit von vor zu zum zur wenn weil wie was wer auch nun dann dort hier" +
		" le la les un une il elle ils elles nous et mais ou ce cette ces dans en pour "
	// ordinals follow a German ordinal number: am 3. Mai.
	ordinals = " januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts" +
		" jahrestag weltkrieg wahlperiode kongress parteitag "
)

// mended reports whether the sentence boundary that the standard sees at p is
// none: behind an abbreviation, an initial or an ordinal, or where a quoted
// question goes on with a small letter: “Why?” he asked.
func mended(s string, p int) bool {
	term := terminatorBefore(s, p)
	if term.class == 0 || p >= len(s) {
		return false
	}
	if s[term.at] != '.' {
		c, _ := after(s, p)
		return term.closed && c.sentence() == sbLower
	}
	if term.closed {
		return false
	}
	start := tokenStart(s, term.at)
	return staysOpen(s[start:term.at], firstWord(s, p), startsLine(s, start))
}

// staysOpen reports whether a sentence goes on behind token, a full stop and next.
func staysOpen(token, next string, first bool) bool {
	small := strings.ToLower(token)
	switch {
	case token == "":
		return false
	case within(alwaysOpen, small):
		return true
	case within(mostlyOpen, small), isInitials(token):
		return !within(openers, strings.ToLower(next))
	case within(numberOpen, small):
		r, _ := utf8.DecodeRuneInString(next)
		return unicode.IsDigit(r)
	case isDigits(token): // 3. Mai; or the number of a paragraph
		return first && len(token) <= 3 || len(token) <= 2 && within(ordinals, strings.ToLower(next))
	}
	return false
}

func within(table, word string) bool {
	return word != "" && strings.Contains(table, " "+word+" ")
}

// isInitials reports whether token is single letters with stops between: J, U.S.
// The English “I” is none, nor is a letter of a script without capitals.
func isInitials(token string) bool {
	if token == "I" {
		return false
	}
	for part := range strings.SplitSeq(token, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsUpper(r) && !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func isDigits(token string) bool {
	return strings.Trim(token, "0123456789") == ""
}

// longest is the length, in bytes, of the longest token and word that matter here.
const longest = 32

// tokenStart is where the letters, digits and stops begin that end at p.
func tokenStart(s string, p int) int {
	for low := p - longest; p > max(low, 0); {
		r, size := utf8.DecodeLastRuneInString(s[:p])
		if r != '.' && !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			break
		}
		p -= size
	}
	return p
}

// firstWord is the letters or digits from p, behind what opens a quotation.
func firstWord(s string, p int) string {
	high := min(len(s), p+longest)
	c, next := after(s, p)
	for c.sentence() == sbClose && next < high {
		p = next
		c, next = after(s, p)
	}
	end := p
	for end < high {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			break
		}
		end += size
	}
	return s[p:end]
}

// startsLine reports whether only blanks stand before p on its line.
func startsLine(s string, p int) bool {
	low := max(0, p-longest)
	left := strings.TrimRight(s[low:p], " \t\u00a0")
	return left == "" && low == 0 || strings.HasSuffix(left, "\n")
}
