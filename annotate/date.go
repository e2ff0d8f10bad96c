package annotate

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Date is a day, a month or a year of the proleptic Gregorian calendar, as precise
// as it is known: Month 0 means the year only, Day 0 the month only. The zero Date is unset.
type Date struct {
	Year       int16
	Month, Day uint8
}

// Precision says how much of a [Date] is known.
type Precision uint8

// The precisions, coarser last.
const (
	Day Precision = iota
	Month
	Year
)

var precisionNames = [...]string{Day: "day", Month: "month", Year: "year"}

// String is "day", "month" or "year".
func (p Precision) String() string { return precisionNames[min(p, Year)] }

// DateOf is the day of t in t's own time zone.
func DateOf(t time.Time) Date {
	return Date{int16(t.Year()), uint8(t.Month()), uint8(t.Day())}
}

// ParseDate reads "2025-03-11", "2025-03" or "2025" (ISO 8601, reduced precision).
// The empty string is the unset Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	d, ok := parseDate(s)
	if !ok {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY: %w", strings.Clone(s), ErrInvalid)
	}
	return d, nil
}

// parseDate is by hand: datasets and project files hold dates by the million.
func parseDate(s string) (Date, bool) {
	y, m, day, p := 0, 1, 1, Year
	switch {
	case len(s) == 4:
		y = digits(s)
	case len(s) == 7 && s[4] == '-':
		y, m, p = digits(s[:4]), digits(s[5:]), Month
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		y, m, day, p = digits(s[:4]), digits(s[5:7]), digits(s[8:]), Day
	}
	if y < 1 || m < 1 || m > 12 || day < 1 {
		return Date{}, false
	}
	d := Date{int16(y), uint8(m), uint8(day)}.To(p)
	return d, day <= 28 || time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// digits is the number that s says; -1 when it is none.
func digits(s string) (n int) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// IsZero reports whether d is unset.
func (d Date) IsZero() bool { return d == Date{} }

// Precision is how much of d is known.
func (d Date) Precision() Precision {
	switch {
	case d.Month == 0:
		return Year
	case d.Day == 0:
		return Month
	}
	return Day
}

// To is d no more precise than p.
func (d Date) To(p Precision) Date {
	if p >= Month {
		d.Day = 0
	}
	if p >= Year {
		d.Month = 0
	}
	return d
}

// String is the form that [ParseDate] reads; the unset Date is empty.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Compare orders dates by time; of two that begin together the coarser comes first.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDate.
func (d *Date) UnmarshalText(b []byte) error {
	got, err := ParseDate(string(b))
	*d = got
	return err
}
