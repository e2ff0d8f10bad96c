package page

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
)

// The kinds of page.
const (
	kindBranch = 0x01
	kindLeaf   = 0x02
	kindMeta   = 0x04
	kindFree   = 0x10
)

const (
	magic      = 0xED0CDAED
	version    = 2
	headerSize = 16
	entrySize  = 16
	noFreeList = ^uint64(0)
)

// File is an open file of pages. It belongs to one goroutine.
type File struct {
	r     io.ReaderAt
	size  int64
	meta  meta
	torn  bool            // one meta page is not whole
	known map[uint64]node // branch pages that were read, as they are asked for again and again
	tree  map[uint64]place
	found []error // problems met while the tree was walked
}

type meta struct {
	pageSize uint32
	root     uint64
	freeList uint64
	pages    uint64 // how many the file has
	tx       uint64
}

// Open reads the meta pages of the size bytes in r.
func Open(r io.ReaderAt, size int64) (*File, error) {
	if size == 0 {
		return nil, errors.New("the file is empty")
	}
	f := &File{r: r, size: size, known: map[uint64]node{}}
	first, err := f.readMeta(0)
	if err != nil {
		return f, f.openSecond(err)
	}
	f.meta = first
	second, err := f.readMeta(int64(first.pageSize))
	f.torn = err != nil
	if err == nil && second.tx > first.tx {
		f.meta = second
	}
	return f, nil
}

// openSecond looks for the second meta page, whose place depends on a page size that
// only it knows.
func (f *File) openSecond(first error) error {
	for at := int64(1024); at <= 1<<16 && at < f.size; at <<= 1 {
		if m, err := f.readMeta(at); err == nil && int64(m.pageSize) == at {
			f.meta, f.torn = m, true
			return nil
		}
	}
	return first
}

func (f *File) readMeta(at int64) (m meta, err error) {
	b := make([]byte, headerSize+64)
	if _, err := f.r.ReadAt(b, at); err != nil {
		return m, fmt.Errorf("it is too short for a project: %w", noEOF(err))
	}
	b = b[headerSize:]
	word := binary.LittleEndian.Uint32
	long := binary.LittleEndian.Uint64
	if word(b) != magic {
		return m, errors.New("it is no project file")
	}
	if word(b[4:]) != version {
		return m, fmt.Errorf("it is a database of version %d, not %d", word(b[4:]), version)
	}
	h := fnv.New64a()
	h.Write(b[:56])
	if h.Sum64() != long(b[56:]) {
		return m, errors.New("its first page is damaged")
	}
	m = meta{pageSize: word(b[8:]), root: long(b[16:]), freeList: long(b[32:]), pages: long(b[40:]), tx: long(b[48:])}
	if m.pageSize < 1024 || m.pageSize > 1<<16 || m.pageSize&(m.pageSize-1) != 0 || m.pages > 1<<40 {
		return m, fmt.Errorf("it has pages of %d bytes", m.pageSize)
	}
	return m, nil
}

// noEOF is err where it says more than that the file ends.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Torn reports whether one of the two meta pages is not whole: the last change was not
// written to its end, or that page is damaged. The file is read by the other one.
func (f *File) Torn() bool { return f.torn }

// Missing is how many bytes the file should have behind its end.
func (f *File) Missing() int64 { return max(0, f.Size()-f.size) }

// Size is how many bytes of the file are in use.
func (f *File) Size() int64 { return int64(f.meta.pages) * int64(f.meta.pageSize) }

// Transaction is the number of the last transaction; it grows with each.
func (f *File) Transaction() uint64 { return f.meta.tx }

// PageSize in bytes.
func (f *File) PageSize() int { return int(f.meta.pageSize) }
