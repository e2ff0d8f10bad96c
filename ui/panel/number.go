package panel

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// plainDigits is s with the digits of all scripts as 0–9.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-(zero-1) <= 9 {
			zero--
		}
		return '0' + (r - zero)
	}, s)
}

// readNumber reads a number as people of several countries write it: "1234.5", "1,234.5",
// "1.234,5", "1 234,5", "−3", "٣٫٥". A single comma or point is the decimal sign, unless
// exactly three digits follow a comma ("1,234").
func readNumber(s string) (float64, error) {
	t := plainDigits(strings.TrimSpace(s))
	t = strings.NewReplacer("−", "-", "–", "-", "٫", ".", "٬", "", "'", "", "’", "", "_", "").Replace(t)
	t = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, t)
	t = decimalPoint(t)
	v, err := strconv.ParseFloat(t, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(t, "xXpP") {
		return 0, fmt.Errorf("“%s” is no number", strings.TrimSpace(s))
	}
	return v, nil
}

func decimalPoint(t string) string {
	comma, point := strings.LastIndex(t, ","), strings.LastIndex(t, ".")
	switch {
	case comma >= 0 && point >= 0 && comma > point:
		return strings.Replace(strings.ReplaceAll(t, ".", ""), ",", ".", 1)
	case comma >= 0 && point >= 0:
		return strings.ReplaceAll(t, ",", "")
	case strings.Count(t, ",") > 1 || comma >= 0 && len(t)-comma == 4 && comma > 0:
		return strings.ReplaceAll(t, ",", "")
	case comma >= 0:
		return strings.Replace(t, ",", ".", 1)
	case strings.Count(t, ".") > 1:
		return strings.ReplaceAll(t, ".", "")
	}
	return t
}

// showNumber is v as [readNumber] reads it.
func showNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
