package codec

import (
	"os"
	"syscall"
)

// writeBehind makes the disk begin with n bytes of f at an offset, and does not wait.
func writeBehind(f *os.File, at, n int64) {
	const write = 2 // SYNC_FILE_RANGE_WRITE
	_ = syscall.SyncFileRange(int(f.Fd()), at, n, write)
}
