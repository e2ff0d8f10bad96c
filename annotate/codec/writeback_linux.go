package codec

import (
	"os"

	"golang.org/x/sys/unix"
)

// writeBehind makes the disk begin with n bytes of f at an offset, and does not wait.
func writeBehind(f *os.File, at, n int64) {
	_ = unix.SyncFileRange(int(f.Fd()), at, n, unix.SYNC_FILE_RANGE_WRITE)
}
