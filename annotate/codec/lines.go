package codec

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
)

// mostLine is the longest line that is read, in bytes: a text of 64 MB with all that is
// recorded in it.
const mostLine = 256 << 20

// Lines yields the lines of r that are not blank, with their numbers from 1, without their
// ends and a byte order mark. A line is only good until the next.
func Lines(r io.Reader) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for n, line := range AllLines(r) {
			if line = bytes.TrimSpace(line); len(line) > 0 && !yield(n, line) {
				return
			}
		}
	}
}

// AllLines yields every line as it stands, but for its end, LF or CRLF, and a byte order mark.
func AllLines(r io.Reader) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		b := bufio.NewReaderSize(r, 1<<16)
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
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\uFEFF"))
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
