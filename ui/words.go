package ui

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"parley/annotate"
	"parley/ui/control"
)

// grouped writes n with commas: 4,206.
func grouped(n int) string { return control.Grouped(n) }

// counted is n and its noun: "1 word", "4,206 words".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + one + "s"
}

// longDate is "14 March 2025", "March 2025" or "2025", as precise as the date.
func longDate(d annotate.Date) string { return dateBy(d, "January") }

// shortDate is longDate for tables: "14 Mar 2025".
func shortDate(d annotate.Date) string { return dateBy(d, "Jan") }

func dateBy(d annotate.Date, month string) string {
	if d.IsZero() {
		return ""
	}
	t := time.Date(int(d.Year), time.Month(max(1, d.Month)), max(1, int(d.Day)), 0, 0, 0, 0, time.UTC)
	switch d.Precision() {
	case annotate.Year:
		return t.Format("2006")
	case annotate.Month:
		return t.Format(month + " 2006")
	}
	return t.Format("2 " + month + " 2006")
}

// languages are the names of those that are met most; others show their tag.
var languages = map[string]string{
	"en": "English", "ar": "Arabic", "de": "German", "fr": "French", "he": "Hebrew", "tr": "Turkish", "fa": "Persian",
	"ku": "Kurdish", "es": "Spanish", "it": "Italian", "ru": "Russian", "nl": "Dutch", "pt": "Portuguese", "ur": "Urdu",
}

// languageName is a language as the head of a document says it: "Arabic, right to left".
func languageName(tag string, d annotate.Direction) string {
	base, _, _ := strings.Cut(tag, "-")
	name := languages[strings.ToLower(base)]
	if name == "" {
		name = tag
	}
	if name != "" && rightToLeft(tag, d) {
		name += ", right to left"
	}
	return name
}

// rightToLeft reports whether a document's language or direction says so.
func rightToLeft(tag string, d annotate.Direction) bool {
	base, _, _ := strings.Cut(tag, "-")
	rtl := map[string]bool{"ar": true, "he": true, "fa": true, "ur": true}[strings.ToLower(base)]
	return (rtl || d == annotate.RightToLeft) && d != annotate.LeftToRight
}

// headLine is what stands under a title: author · outlet · date · language.
func headLine(d *annotate.Document) string {
	return dotted(d.Author, d.Outlet, longDate(d.Date), languageName(d.Language, d.Direction))
}

// headingLine is what stands beside a title in lists: author · outlet · date.
func headingLine(h annotate.Heading) string { return dotted(h.Author, h.Outlet, longDate(h.Date)) }

// dotted joins what is not empty.
func dotted(parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return isolated(kept)
}

// isolated joins parts with dots so that each keeps its own direction (UAX #9, FSI … PDI).
func isolated(parts []string) string {
	plain := strings.Join(parts, " · ")
	if !strings.ContainsFunc(plain, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana)
	}) {
		return plain
	}
	for i, p := range parts {
		parts[i] = "\u2068" + p + "\u2069"
	}
	return strings.Join(parts, " · ")
}

// stateLabel is a document's state as a button says it.
func stateLabel(s annotate.State) string {
	n := s.String()
	return strings.ToUpper(n[:1]) + n[1:]
}

// ago is when something was, as a list of projects says it, seen from now.
func ago(t, now time.Time) string {
	t = t.In(now.Location())
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()) }
	switch days := int(day(now).Sub(day(t)).Round(24*time.Hour) / (24 * time.Hour)); {
	case days == 0:
		return "today, " + t.Format("15:04")
	case days == 1:
		return "yesterday"
	case t.Year() == now.Year():
		return t.Format("2 January")
	}
	return t.Format("2 January 2006")
}

// sized is a number of bytes as people say it: "3.4 MB".
func sized(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
