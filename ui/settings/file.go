package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// File is the settings of one person, in memory and on disk. Now and Change belong to
// one goroutine; Flush may be called from any.
type File struct {
	path string
	now  Settings

	mu    sync.Mutex
	fresh []byte // encoded and not yet on disk; nil: nothing
	write sync.Mutex
}

// Open reads the settings at path. Where nothing can be read they are the defaults, and
// what could not be understood is kept beside the file with the ending ".unreadable". An
// empty path keeps everything in memory.
func Open(path string) *File {
	f := &File{path: path}
	b, err := os.ReadFile(path)
	if err == nil && json.Unmarshal(b, &f.now) != nil {
		f.now = Settings{}
		_ = os.Rename(path, path+".unreadable") // a favour to the curious: when it fails nothing is lost
	}
	f.now.mend()
	return f
}

// Now is what is remembered. It is to be changed by Change only.
func (f *File) Now() *Settings { return &f.now }

// Change alters what is remembered. It reaches the disk with the next Flush.
func (f *File) Change(alter func(*Settings)) {
	alter(&f.now)
	f.now.mend()
	b, err := json.MarshalIndent(&f.now, "", "  ")
	if err != nil {
		return // cannot be: strings, numbers and times only
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fresh = b
}

// Flush writes what changed, in one step: temporary file, sync, rename. Without a change
// it does nothing.
func (f *File) Flush() error {
	f.write.Lock()
	defer f.write.Unlock()
	f.mu.Lock()
	b := f.fresh
	f.fresh = nil
	f.mu.Unlock()
	if b == nil || f.path == "" {
		return nil
	}
	if err := replace(f.path, b); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return nil
}

func replace(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // after the rename there is nothing of that name
	if err := fill(tmp, b); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

func fill(f *os.File, b []byte) error {
	_, err := f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
