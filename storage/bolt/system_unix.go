//go:build unix

package bolt

import (
	"errors"
	"os"
	"syscall"
)

// noRoom is what the system says when a file cannot grow.
var noRoom = []error{syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT}

// readOnlyDisk is what the system says when nothing there can be written.
var readOnlyDisk error = syscall.EROFS

// mapSize is how much address space, not memory, the file is mapped into from the
// start. While a file stays smaller, a change never waits for a reader.
const mapSize = 1 << (32 * (^uint(0) >> 63)) // 4 GiB, where there is room for it

// locked reports whether somebody holds the lock of f that a writer would need.
func locked(f *os.File) bool {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	}
	return errors.Is(err, syscall.EWOULDBLOCK)
}

// unlock gives the lock of f free. Closing alone does not, as long as a map of the file
// is left behind: the lock belongs to what the map still holds.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// alive reports whether a process runs.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// syncFolder makes a rename in it last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}

// noAddressSpace is what the system says when a map is too large for a process.
var noAddressSpace error = syscall.ENOMEM
