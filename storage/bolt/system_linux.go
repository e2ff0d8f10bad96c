package bolt

import (
	"os"

	"golang.org/x/sys/unix"
)

// readPageByPage asks the system to keep what is read of f in single pages. What it reads
// ahead by itself it keeps in pieces of up to megabytes, and each later write of one page
// to such a piece takes ten times as long.
func readPageByPage(f *os.File) { _ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_RANDOM) }
