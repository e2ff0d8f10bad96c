package parley

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"parley/annotate"
)

// decoder reads records out of JSON. Two things can be wrong: JSON that is none ends all
// reading (scanner.err), a record that says something impossible is refused and the next
// one is read.
type decoder struct {
	scanner
	plan  *plan
	doc   *decoded
	name  []byte // of the member at hand
	wrong string // why the record at hand is refused; empty: it is not
	kind  string // of the record at hand, as in the file: "annotations"
	index int
	id    annotate.ID // of the record at hand
	day   [10]byte    // the last date of a time, and
	milli int64       // when it began
	known map[string]string
	raw   []raw   // of the document at hand, as are these:
	loose []loose // relations
	turns []rawTurn
	there map[annotate.ID]bool
	pools
}

// refuse says why the record at hand cannot be taken. The first reason stays.
func (d *decoder) refuse(format string, args ...any) {
	if d.wrong == "" && d.err == nil {
		d.wrong = fmt.Sprintf(format, args...)
	}
}

// once refuses a record that has a member twice.
func (d *decoder) once(seen *uint32, member int) {
	if *seen&(1<<member) != 0 {
		d.refuse("%s is there twice", d.name)
	}
	*seen |= 1 << member
}

// is reports whether the value at hand begins as what does; otherwise it is passed over.
func (d *decoder) is(c byte, what string) bool {
	got := d.peek()
	if got == c || c == '0' && (got == '-' || got >= '0' && got <= '9') {
		return true
	}
	d.refuse("%s: want %s, not %.40s", d.name, what, d.skip())
	return false
}

// bytes is a string, valid until the next one is read.
func (d *decoder) bytes() []byte {
	if !d.is('"', "a string") {
		return nil
	}
	return d.str()
}

func (d *decoder) text() string { return string(d.bytes()) }

// intern is a string of which there are few.
func (d *decoder) intern() string {
	b := d.bytes()
	s, ok := d.known[string(b)]
	if !ok {
		s = string(b)
		if len(d.known) < 1000 {
			d.known[s] = s
		}
	}
	return s
}

func (d *decoder) whole() int {
	if !d.is('0', "a number") {
		return 0
	}
	b := d.number()
	n, ok := wholeNumber(b)
	if !ok {
		d.refuse("%s: want a whole number from 0, not %.40s", d.name, b)
	}
	return n
}

// wholeNumber reads digits, at most fifteen of them.
func wholeNumber(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 15 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

func (d *decoder) float() float64 {
	b := d.number()
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		d.refuse("%s: the number %.40s is too large", d.name, b)
	}
	return f
}

// ident is an ID; the empty string is the zero one.
func (d *decoder) ident() annotate.ID {
	b := d.bytes()
	id, ok := parseID(b)
	if !ok {
		d.refuse("%s: %.40q is no UUID", d.name, b)
	}
	return id
}

// parseID reads what appendID writes, in any case.
func parseID(b []byte) (id annotate.ID, ok bool) {
	if len(b) == 0 {
		return id, true
	}
	if len(b) != 36 || b[8] != '-' || b[13] != '-' || b[18] != '-' || b[23] != '-' {
		return id, false
	}
	var bad byte
	for i, at := range uuidDigits {
		high, low := hexDigit[b[at]], hexDigit[b[at+1]]
		bad |= high | low
		id[i] = high<<4 | low&15
	}
	return id, bad < 16
}

// uuidDigits is where the two digits of each byte of a UUID begin.
var uuidDigits = [16]uint8{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

func (d *decoder) sum() (sum [32]byte) {
	b := d.bytes()
	if len(b) == 0 {
		return sum
	}
	if len(b) == 64 {
		if _, err := hex.Decode(sum[:], b); err == nil {
			return sum
		}
	}
	d.refuse("%s: want 64 hexadecimal digits, not %.80q", d.name, b)
	return sum
}

func (d *decoder) date() annotate.Date {
	b := d.bytes()
	date, err := annotate.ParseDate(string(b))
	if err != nil {
		d.refuse("%s: %.40q: want YYYY-MM-DD, YYYY-MM or YYYY", d.name, b)
	}
	return date
}

// time reads an instant of RFC 3339, to the millisecond.
func (d *decoder) time() time.Time {
	b := d.bytes()
	if len(b) == 0 {
		return time.Time{}
	}
	if ms, ok := clockMillis(b); ok && d.day == [10]byte(b[:10]) {
		return time.UnixMilli(d.milli + ms).UTC()
	}
	t, err := time.Parse(time.RFC3339Nano, string(b))
	if err != nil {
		d.refuse("%s: %.40q: want a time as 2025-03-14T09:26:53.589Z", d.name, b)
		return time.Time{}
	}
	t = annotate.Instant(t)
	if ms, ok := clockMillis(b); ok {
		d.day, d.milli = [10]byte(b[:10]), t.UnixMilli()-ms
	}
	return t
}

// clockMillis reads the clock of a time written as 2025-03-14T09:26:53.589Z.
func clockMillis(b []byte) (int64, bool) {
	if len(b) != 24 || b[10] != 'T' || b[13] != ':' || b[16] != ':' || b[19] != '.' || b[23] != 'Z' {
		return 0, false
	}
	two := func(i int) int64 {
		if b[i] < '0' || b[i] > '9' || b[i+1] < '0' || b[i+1] > '9' {
			return 1000
		}
		return int64(b[i]-'0')*10 + int64(b[i+1]-'0')
	}
	h, m, s, ms := two(11), two(14), two(17), two(20)*10+int64(b[22]-'0')
	return ((h*60+m)*60+s)*1000 + ms, h < 24 && m < 60 && s < 60 && b[22] >= '0' && b[22] <= '9' && ms < 1000
}
