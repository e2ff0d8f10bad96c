package codec

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"parley/annotate"
)

// Replace writes what fill writes to path, whole or not at all: into a file beside it that
// is synced and then takes its name. When it fails, path is as it was. A full disk is
// annotate.ErrFull. What stands at path and is neither text nor an archive nor a database of
// SQLite is no earlier export, but may be a project: it is not replaced, which is
// annotate.ErrExists.
func Replace(path string, fill func(io.Writer) error) error {
	target, mode, err := replaceable(path)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	sweep(target)
	f, err := os.OpenFile(beside(target), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err = commit(f, target, fill(&behind{f: f})); err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", path, full(err))
	}
	return nil
}

// full is err, as annotate.ErrFull where there was no room.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w (%w)", annotate.ErrFull, err)
	}
	return err
}

// replaceable is the file behind path, links followed, and the mode that the new one gets.
func replaceable(path string) (string, fs.FileMode, error) {
	target, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, 0o666, nil
	}
	if err != nil {
		return "", 0, err
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("it is not a file: %w", annotate.ErrInvalid)
	}
	if err == nil {
		err = wantExport(target)
	}
	if err != nil {
		return "", 0, err
	}
	return target, info.Mode().Perm(), nil
}

// wantExport keeps exports from running over a project, or whatever else no export writes.
// A file that cannot be read is of no interest: whether it may be replaced, its folder says.
func wantExport(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	start := make([]byte, 4<<10)
	n, _ := io.ReadFull(f, start)
	start = start[:n]
	binary := bytes.HasPrefix(start, []byte("PK")) || bytes.HasPrefix(start, []byte("SQLite format 3\x00"))
	if !binary && bytes.IndexByte(start, 0) >= 0 {
		return fmt.Errorf("what has this name is no dataset, and may be a project; choose another name: %w", annotate.ErrExists)
	}
	return nil
}

func beside(target string) string {
	dir, name := filepath.Split(target)
	return filepath.Join(dir, "."+name+"."+rand.Text()[:8]+".tmp")
}

// stale is how long a file that beside named is left alone: who writes one touches it.
const stale = time.Hour

// sweep removes what exports that were killed left half written beside target.
func sweep(target string) {
	dir, name := filepath.Split(target)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "."+name+".") || !strings.HasSuffix(e.Name(), ".tmp") {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > stale {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// commit closes f and gives it target's name, when what was written is good.
func commit(f *os.File, target string, written error) error {
	if written == nil {
		written = f.Sync()
	}
	if err := f.Close(); written == nil {
		written = err
	}
	if written != nil {
		return written
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return err
	}
	syncDir(filepath.Dir(target))
	return nil
}

// syncDir makes the new name durable where the system can. The file is whole either way,
// so a failure is none of the export.
func syncDir(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
