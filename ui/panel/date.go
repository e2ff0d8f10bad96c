package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
)

// longDate is d as in "13 March 2025", "March 2025", "2025".
func longDate(d annotate.Date) string {
	return dateWords(d, func(m time.Month) string { return m.String() })
}

// shortDate is d as in tables: "13 Mar 2025".
func shortDate(d annotate.Date) string {
	return dateWords(d, func(m time.Month) string { return m.String()[:3] })
}

func dateWords(d annotate.Date, month func(time.Month) string) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return year(d)
	case d.Day == 0:
		return month(time.Month(d.Month)) + " " + year(d)
	}
	return strconv.Itoa(int(d.Day)) + " " + month(time.Month(d.Month)) + " " + year(d)
}

// year has four digits, so that 0025 is not read as an abbreviation.
func year(d annotate.Date) string {
	if d.Year < 1000 {
		return fmt.Sprintf("%04d", d.Year)
	}
	return strconv.Itoa(int(d.Year))
}

// readDate reads what a person types: "13 March 2025", "March 13, 2025", "mar 2025",
// "13.3.2025", "2025-03-13", "2025-03", "2025". In numbers with points or slashes the
// day comes first. Digits of any script count.
func readDate(s string) (annotate.Date, error) {
	fail := fmt.Errorf("“%s” is no date: type 13 March 2025, 2025-03 or 2025", strings.TrimSpace(s))
	s = plainDigits(s)
	if d, err := annotate.ParseDate(strings.TrimSpace(s)); err == nil && !d.IsZero() {
		return d, nil
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,./-\t", r) })
	month := slices.IndexFunc(words, func(w string) bool { return monthOf(w) != 0 })
	var iso string
	switch {
	case month >= 0 && len(words) == 2:
		iso = isoDate(words[1-month], monthOf(words[month]), "")
	case month >= 0 && month <= 1 && len(words) == 3:
		iso = isoDate(words[2], monthOf(words[month]), words[1-month])
	case month < 0 && len(words) == 3 && len(words[0]) == 4:
		iso = isoDate(words[0], number(words[1]), words[2])
	case month < 0 && len(words) == 3:
		iso = isoDate(words[2], number(words[1]), words[0])
	case month < 0 && len(words) == 2 && len(words[0]) == 4:
		iso = isoDate(words[0], number(words[1]), "")
	case month < 0 && len(words) == 2:
		iso = isoDate(words[1], number(words[0]), "")
	}
	d, err := annotate.ParseDate(iso)
	if err != nil || d.IsZero() {
		return annotate.Date{}, fail
	}
	return d, nil
}

func isoDate(year string, month int, day string) string {
	s := fmt.Sprintf("%s-%02d", year, month)
	if day != "" {
		s += fmt.Sprintf("-%02d", number(strings.TrimRight(day, "stndrh")))
	}
	return s
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// monthOf is the month that w begins, with at least three letters; 0 when none.
func monthOf(w string) int {
	if len(w) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); len(w) <= len(name) && strings.EqualFold(w, name[:len(w)]) {
			return int(m)
		}
	}
	return 0
}
