package parley

import (
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parley/annotate"
)

// appendString adds s as a JSON string. Bytes that are not UTF-8 become U+FFFD, as JSON
// cannot hold them; nothing else is altered, and nothing escaped that need not be.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return appendValid(b, s)
}

// appendValid is appendString for what is known to be UTF-8.
func appendValid(b []byte, s string) []byte {
	b = append(b, '"')
	for {
		n := plainPrefix(s)
		b = append(b, s[:n]...)
		if n == len(s) {
			return append(b, '"')
		}
		b = appendEscape(b, s[n])
		s = s[n+1:]
	}
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// plainPrefix is the length of the part of s before the first byte that a JSON string
// escapes: a quotation mark, a backslash, a control character. Eight bytes at a time.
func plainPrefix[S string | []byte](s S) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := eight(s[i : i+8])
		quote, slash := x^(ones*'"'), x^(ones*'\\')
		found := (x-ones*0x20)&^x | (quote-ones)&^quote | (slash-ones)&^slash
		if found&highs != 0 {
			break
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

// eight is eight bytes of s as one number; the compiler makes one load of it.
func eight[S string | []byte](s S) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// appendID adds id as a JSON string, the zero ID as the empty one.
func appendID(b []byte, id annotate.ID) []byte {
	if id.IsZero() {
		return append(b, '"', '"')
	}
	var s [38]byte
	s[0], s[9], s[14], s[19], s[24], s[37] = '"', '-', '-', '-', '-', '"'
	hex.Encode(s[1:9], id[:4])
	hex.Encode(s[10:14], id[4:6])
	hex.Encode(s[15:19], id[6:8])
	hex.Encode(s[20:24], id[8:10])
	hex.Encode(s[25:37], id[10:])
	return append(b, s[:]...)
}

// appendSum adds a SHA-256 as hexadecimal digits, the zero one as the empty string.
func appendSum(b []byte, sum [32]byte) []byte {
	b = append(b, '"')
	if sum != [32]byte{} {
		b = hex.AppendEncode(b, sum[:])
	}
	return append(b, '"')
}

// appendNumber adds a finite number in the shortest form that reads back as the same.
func appendNumber(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, 64)
}

const dayMillis = 24 * 60 * 60 * 1000

// stamps writes times, most of which fall on the day of the one before.
type stamps struct {
	day  int64 // since 1970, of date
	date [10]byte
}

// append adds t as a JSON string: RFC 3339, UTC, milliseconds; the zero time as the empty one.
func (s *stamps) append(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, '"', '"')
	}
	milli := t.UnixMilli()
	day := milli / dayMillis
	if milli < 0 || day == 0 {
		b = append(b, '"')
		return append(t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z"), '"')
	}
	if day != s.day {
		copy(s.date[:], t.UTC().Format("2006-01-02"))
		s.day = day
	}
	ms := int(milli % dayMillis)
	b = append(append(b, '"'), s.date[:]...)
	b = append(appendTwo(append(b, 'T'), ms/3600000), ':')
	b = append(appendTwo(b, ms/60000%60), ':')
	b = append(appendTwo(b, ms/1000%60), '.', byte('0'+ms%1000/100))
	return append(appendTwo(b, ms%100), 'Z', '"')
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// appendDate adds d as a JSON string, as precise as it is; the unset date as the empty one.
func appendDate(b []byte, d annotate.Date) []byte {
	b = append(b, '"')
	if !d.IsZero() {
		b = appendTwo(appendTwo(b, int(d.Year)/100), int(d.Year)%100)
	}
	if d.Month > 0 {
		b = appendTwo(append(b, '-'), int(d.Month))
	}
	if d.Day > 0 {
		b = appendTwo(append(b, '-'), int(d.Day))
	}
	return append(b, '"')
}
