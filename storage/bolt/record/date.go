package record

import (
	"time"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
)

// appendDate appends what annotate.Date.String says, for less.
func appendDate(b []byte, d annotate.Date) []byte {
	if d.Year < 0 || d.IsZero() || (d.Month == 0 && d.Day != 0) {
		return msgp.AppendString(b, d.String())
	}
	var s [10]byte
	n := 4
	digits(s[:4], int(d.Year))
	if d.Month != 0 {
		s[4], n = '-', 7
		digits(s[5:7], int(d.Month))
	}
	if d.Day != 0 {
		s[7], n = '-', 10
		digits(s[8:10], int(d.Day))
	}
	return msgp.AppendStringFromBytes(b, s[:n])
}

func digits(b []byte, n int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
}

// date reads a whole day by itself; the rest, and what is no day, is for annotate.ParseDate.
func (d *Decoder) date() annotate.Date {
	s := d.chars()
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, m, day := whole(s[:4]), whole(s[5:7]), whole(s[8:10])
		if y > 0 && m > 0 && day > 0 && (day <= 28 || time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Day() == day) && m <= 12 {
			return annotate.Date{Year: int16(y), Month: uint8(m), Day: uint8(day)}
		}
	}
	v, err := annotate.ParseDate(string(s))
	if err != nil {
		d.fail(err)
	}
	return v
}

// whole is the number that digits say; -1 when they are none.
func whole(s []byte) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}
