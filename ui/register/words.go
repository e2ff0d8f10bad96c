package register

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/register"
	"parley/ui/control"
)

// counted is n and its noun: "1 mention", "4,206 mentions".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return control.Grouped(n) + " " + many
}

func mentions(n int) string   { return counted(n, "mention", "mentions") }
func statements(n int) string { return counted(n, "statement", "statements") }

// shortDate is "14 Mar 2025", "Mar 2025" or "2025", as precise as the date.
func shortDate(d annotate.Date) string {
	if d.IsZero() {
		return ""
	}
	t := time.Date(int(d.Year), time.Month(max(1, d.Month)), max(1, int(d.Day)), 0, 0, 0, 0, time.UTC)
	switch d.Precision() {
	case annotate.Year:
		return t.Format("2006")
	case annotate.Month:
		return t.Format("Jan 2006")
	}
	return t.Format("2 Jan 2006")
}

// period is "2011 – 2019", "2004 –" or "– 2019"; empty when neither end is known.
func period(from, to annotate.Date) string {
	if from.IsZero() && to.IsZero() {
		return ""
	}
	return strings.TrimSpace(shortDate(from) + " – " + shortDate(to))
}

// isolated joins parts with dots so that each keeps its own direction (UAX #9, FSI … PDI).
func isolated(parts []string) string {
	plain := strings.Join(parts, " · ")
	if !strings.ContainsFunc(plain, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana)
	}) {
		return plain
	}
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = "\u2068" + p + "\u2069"
	}
	return strings.Join(out, " · ")
}

// aliasNames are the aliases of e in one line.
func aliasNames(e *annotate.Entity) string {
	names := make([]string, 0, len(e.Aliases))
	for _, a := range e.Aliases {
		names = append(names, a.Name)
	}
	return isolated(names)
}

// roleOf says in one line who e is: its role, or else what else is known.
func roleOf(e *annotate.Entity, actor func(annotate.ID) *annotate.Entity) string {
	for i := len(e.Affiliations) - 1; i >= 0; i-- {
		a := e.Affiliations[i]
		in := actor(a.Entity)
		if in == nil {
			continue
		}
		role := a.Role
		if role == "" {
			role = "affiliated with"
		}
		words := capital(role) + " · \u2068" + in.Name + "\u2069"
		switch {
		case !a.From.IsZero() && a.To.IsZero():
			words += " since " + shortDate(a.From)
		case !a.To.IsZero():
			words += ", " + period(a.From, a.To)
		}
		return words
	}
	var known []string
	for _, s := range []string{e.Kind, e.Side, e.Country} {
		if s != "" {
			known = append(known, s)
		}
	}
	if len(known) == 0 {
		return "No role set"
	}
	return isolated(known)
}

// why says why two are possibly the same, and what to merge them would do.
func why(p *register.Pair, gone *annotate.Entity, uses Uses) string {
	a, b := "“\u2068"+p.NameA+"\u2069”", "“\u2068"+p.NameB+"\u2069”"
	var s string
	switch p.Why {
	case register.SameName:
		s = "The same but for capitals, accents and letter forms: " + a + "."
	case register.SameWriting:
		s = "Another writing of one name: " + a + " and " + b + "."
	case register.LikeName:
		s = "A letter or two apart: " + a + " and " + b + "."
	case register.SameInitials:
		s = "One is the initials of the other: " + a + " and " + b + "."
	default:
		s = "One is a part of the other: " + a + " and " + b + "."
	}
	s += " Merging keeps “\u2068" + gone.Name + "\u2069” as an alias"
	if n := uses.Mentions + uses.Statements; n > 0 {
		s += " and moves " + usesWords(uses)
	}
	return s + "."
}

// usesWords is "28 mentions · 16 statements".
func usesWords(u Uses) string { return mentions(u.Mentions) + " · " + statements(u.Statements) }

// exactWords says what counts of a name, and whether prefixes do not; empty when all is usual.
func exactWords(x annotate.Exact) string {
	var w []string
	for _, c := range counts {
		if x.Has(c.bit) {
			w = append(w, c.name)
		}
	}
	if x.Has(annotate.Prefixed) {
		w = append(w, "also prefixed")
	}
	return strings.Join(w, ", ")
}

// counts are the differences that can be made to count.
var counts = [...]struct {
	bit  annotate.Exact
	name string
}{{annotate.ExactCase, "capitals"}, {annotate.ExactDiacritics, "accents"}, {annotate.ExactForms, "letter forms"}}

// capital is s with a large first letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
