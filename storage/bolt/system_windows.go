package bolt

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// noRoom is what the system says when a file cannot grow.
var noRoom = []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_FILE_TOO_LARGE}

// readOnlyDisk is what the system says when nothing there can be written.
var readOnlyDisk error = windows.ERROR_WRITE_PROTECT

// mapSize is 0: Windows would make the file as large as the map.
const mapSize = 0

// locked reports whether somebody holds the lock of f that a writer would need. Bbolt
// locks the one byte at the end of the range.
func locked(f *os.File) bool {
	const last = 1<<32 - 1
	at := &windows.Overlapped{Offset: last, OffsetHigh: last}
	h := windows.Handle(f.Fd())
	err := windows.LockFileEx(h, windows.LOCKFILE_FAIL_IMMEDIATELY|windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, at)
	if err == nil {
		_ = windows.UnlockFileEx(h, 0, 1, 0, at)
	}
	return errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// unlock does nothing: here closing a file gives its locks free, maps or not.
func unlock(*os.File) {}

// alive reports whether a process runs.
func alive(pid int) bool {
	const running = 259
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return errors.Is(err, syscall.ERROR_ACCESS_DENIED)
	}
	defer windows.CloseHandle(h)
	var code uint32
	return windows.GetExitCodeProcess(h, &code) != nil || code == running
}

// syncFolder does nothing: Windows keeps a rename by itself.
func syncFolder(string) error { return nil }

// noAddressSpace is what the system says when a map is too large for a process.
var noAddressSpace error = windows.ERROR_NOT_ENOUGH_MEMORY
