package codec

import (
	"context"
	"io"
	"io/fs"
	"sync/atomic"

	"parley/annotate"
)

// Watched is s as long as ctx is not done: then nothing more can be read of it, which is
// annotate.ErrCanceled, wherever a format is. read is told how many bytes were read so far,
// on whatever goroutine does; it may be nil.
func (s Source) Watched(ctx context.Context, read func(bytes int64)) Source {
	if read == nil {
		read = func(int64) {}
	}
	s.FS = watched{s.FS, &watch{ctx: ctx, read: read}}
	return s
}

type watch struct {
	ctx  context.Context
	read func(int64)
	n    atomic.Int64
}

// count is what a reader gave, or that it may not give anything any more.
func (w *watch) count(n int, err error) (int, error) {
	if w.ctx.Err() != nil {
		return 0, annotate.ErrCanceled
	}
	w.read(w.n.Add(int64(n)))
	return n, err
}

type watched struct {
	fs.FS
	watch *watch
}

// Open implements fs.FS.
func (w watched) Open(name string) (fs.File, error) {
	if w.watch.ctx.Err() != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: annotate.ErrCanceled}
	}
	f, err := w.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if at, anywhere := f.(readsAnywhere); anywhere {
		return watchedAt{watchedFile{f, w.watch}, at}, nil
	}
	return watchedFile{f, w.watch}, nil
}

// Stat implements fs.StatFS.
func (w watched) Stat(name string) (fs.FileInfo, error) { return fs.Stat(w.FS, name) }

// ReadDir implements fs.ReadDirFS.
func (w watched) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(w.FS, name) }

type watchedFile struct {
	fs.File
	watch *watch
}

// Read implements io.Reader.
func (f watchedFile) Read(b []byte) (int, error) { return f.watch.count(f.File.Read(b)) }

// readsAnywhere is what a file can that is not packed.
type readsAnywhere interface {
	io.ReaderAt
	io.Seeker
}

// watchedAt is a file that can be read anywhere.
type watchedAt struct {
	watchedFile
	readsAnywhere
}

// ReadAt implements io.ReaderAt.
func (f watchedAt) ReadAt(b []byte, at int64) (int, error) {
	return f.watch.count(f.readsAnywhere.ReadAt(b, at))
}
