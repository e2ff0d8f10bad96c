package record

import (
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

func (d *Decoder) date() annotate.Date {
	v, err := annotate.ParseDate(string(d.chars()))
	if err != nil {
		d.fail(err)
	}
	return v
}
