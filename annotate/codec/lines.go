package codec

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// mostLine is the longest line that is read, in bytes: a text of 64 MB with all that is
// recorded in it.
const mostLine = 256 << 20

// Lines yields the lines of r that are not blank, with their numbers from 1, without their
// ends, as [Decoded] gives them. A line is only good until the next.
func Lines(r io.Reader) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for n, line := range AllLines(r) {
			if line = bytes.TrimSpace(line); len(line) > 0 && !yield(n, line) {
				return
			}
		}
	}
}

// Decoded is r as UTF-8 without a byte order mark: what begins with a mark of UTF-16, as
// "Unicode text" of spreadsheets does, comes out of that.
func Decoded(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	mark, _ := b.Peek(3)
	switch {
	case bytes.HasPrefix(mark, []byte("\uFEFF")):
		_, _ = b.Discard(len("\uFEFF")) // it is there
	case bytes.HasPrefix(mark, []byte{0xFF, 0xFE}), bytes.HasPrefix(mark, []byte{0xFE, 0xFF}):
		return bufio.NewReaderSize(transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), 1<<16)
	}
	return b
}

// AllLines yields every line of what [Decoded] gives as it stands, but for its end, LF or CRLF.
func AllLines(r io.Reader) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		b := Decoded(r)
		var long []byte
		for n := 1; ; n++ {
			line, err := b.ReadSlice('\n')
			for long = long[:0]; errors.Is(err, bufio.ErrBufferFull) && len(long) < mostLine; line, err = b.ReadSlice('\n') {
				long = append(long, line...)
			}
			if len(long) > 0 {
				long = append(long, line...)
				line = long
			}
			if len(line) > 0 || err == nil {
				line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
				if !yield(n, line) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}
