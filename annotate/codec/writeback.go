package codec

import "os"

// behindAt is after how many bytes the disk is told to begin with them.
const behindAt = 8 << 20

// behind writes to a file that is synced in the end, and keeps the disk busy until then:
// otherwise it would only begin when all is written.
type behind struct {
	f        *os.File
	at, told int64 // bytes that were written, and of which the disk knows
}

func (w *behind) Write(b []byte) (int, error) {
	n, err := w.f.Write(b)
	w.at += int64(n)
	if w.at-w.told >= behindAt {
		writeBehind(w.f, w.told, w.at-w.told)
		w.told = w.at
	}
	return n, err
}
