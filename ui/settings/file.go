package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// File is the settings of one person, in memory and on disk. It belongs to one goroutine,
// but for the function that Pack gives.
type File struct {
	path  string
	now   Settings
	dirty bool
	write sync.Mutex // one writing at a time, in the order of packing
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

// Change alters what is remembered. It reaches the disk with what Pack gives next.
func (f *File) Change(alter func(*Settings)) {
	alter(&f.now)
	f.now.mend()
	f.dirty = true
}

// Pack takes what changed and gives the function that writes it in one step: temporary
// file, sync, rename. That function may run on any goroutine; of two, the one that was
// packed first should run first. Without a change it does nothing.
func (f *File) Pack() (write func() error) {
	if !f.dirty || f.path == "" {
		return func() error { return nil }
	}
	f.dirty = false
	b, err := json.MarshalIndent(&f.now, "", "  ")
	return func() error {
		f.write.Lock()
		defer f.write.Unlock()
		if err == nil {
			err = replace(f.path, b)
		}
		if err != nil {
			return fmt.Errorf("save settings: %w", err)
		}
		return nil
	}
}

// Flush writes what changed at once.
func (f *File) Flush() error { return f.Pack()() }

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
