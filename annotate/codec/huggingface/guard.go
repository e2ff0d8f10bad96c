package huggingface

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"

	"github.com/klauspost/compress/snappy"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"parley/annotate"
)

// What a Parquet file may hold, so that a small one cannot be a large one in disguise.
const (
	mostFooter  = 16 << 20
	mostPage    = 256 << 20 // bytes, unpacked
	mostValues  = 16 << 20  // of a page
	mostInGroup = 256 << 20 // values of a row group
	inGroup     = 2 << 20   // values of a row group that are none too many for any file
	perByte     = 16        // values for each byte of it
)

func refused(format string, a ...any) error {
	return fmt.Errorf(format+": %w", append(a, annotate.ErrInvalid)...)
}

// checkFooter looks through what a file says of itself, before the library believes it.
func checkFooter(f io.ReaderAt, size int64) error {
	var tail [8]byte
	if _, err := f.ReadAt(tail[:], size-8); err != nil || string(tail[4:]) != "PAR1" {
		return refused("it is no Parquet")
	}
	n := int64(binary.LittleEndian.Uint32(tail[:4]))
	if n > mostFooter || n > size-12 {
		return refused("its footer of %d bytes is too large", n)
	}
	b := make([]byte, n)
	if _, err := f.ReadAt(b, size-8-n); err != nil {
		return err
	}
	_, err := walk(b, nil)
	return err
}

// checkGroups looks through the pages of all row groups.
func checkGroups(at io.ReaderAt, size int64, f *parquet.File) error {
	var leaves []*parquet.Column
	var find func(c *parquet.Column)
	find = func(c *parquet.Column) {
		if c.Leaf() {
			leaves = append(leaves, c)
		}
		for _, k := range c.Columns() {
			find(k)
		}
	}
	find(f.Root())
	for _, g := range f.Metadata().RowGroups {
		if len(g.Columns) != len(leaves) {
			return refused("a row group has %d columns, not %d", len(g.Columns), len(leaves))
		}
		total := int64(0)
		for i := range g.Columns {
			n, err := checkColumn(at, size, leaves[i], &g.Columns[i].MetaData)
			if err != nil {
				return err
			}
			if total += n; total > min(mostInGroup, max(inGroup, perByte*size)) {
				return refused("a row group of a file of %d bytes has more than %d values", size, total)
			}
		}
	}
	return nil
}

// checkColumn looks through the pages of one column of a row group, and counts its values.
func checkColumn(at io.ReaderAt, size int64, leaf *parquet.Column, m *format.ColumnMetaData) (values int64, err error) {
	start := m.DataPageOffset
	if d := m.DictionaryPageOffset; d > 0 && d < start {
		start = d
	}
	if start < 4 || m.TotalCompressedSize < 0 || m.TotalCompressedSize > size-start {
		return 0, refused("a column stands outside of the file")
	}
	if m.Codec != format.Uncompressed && m.Codec != format.Snappy {
		return 0, refused("it is compressed by %s; want Snappy, or none", m.Codec)
	}
	r := bufio.NewReaderSize(io.NewSectionReader(at, start, m.TotalCompressedSize), 1<<16)
	for {
		head, err := r.Peek(1 << 16)
		if len(head) == 0 && errors.Is(err, io.EOF) {
			return values, nil
		}
		p := sheet{packed: m.Codec == format.Snappy, rep: leaf.MaxRepetitionLevel(), def: leaf.MaxDefinitionLevel()}
		n, err := walk(head, p.see)
		if err != nil {
			return values, err
		}
		if _, err := r.Discard(n); err != nil {
			return values, err
		}
		if err := p.check(r); err != nil {
			return values, err
		}
		values += p.values
	}
}

// sheet is what the head of a page says.
type sheet struct {
	packed                       bool
	rep, def                     int // the highest levels of its column
	kind, unpacked, size, values int64
	encoding, repSize, defSize   int64
}

// The kinds of pages.
const (
	dataPage       = 0
	dictionaryPage = 2
	dataPage2      = 3
)

// plainDictionary is what older writers call the encoding by a dictionary.
const plainDictionary = 2

func (p *sheet) see(path [2]int16, n int64) {
	switch path {
	case [2]int16{1}:
		p.kind = n
	case [2]int16{2}:
		p.unpacked = n
	case [2]int16{3}:
		p.size = n
	case [2]int16{5, 1}, [2]int16{7, 1}, [2]int16{8, 1}:
		p.values = n
	case [2]int16{5, 2}, [2]int16{7, 2}, [2]int16{8, 4}:
		p.encoding = n
	case [2]int16{8, 5}:
		p.defSize = n
	case [2]int16{8, 6}:
		p.repSize = n
	case [2]int16{8, 7}:
		p.packed = p.packed && n == 1
	}
}

// check reads the page and looks whether it has as many values as it says, and no more.
func (p *sheet) check(r io.Reader) error {
	if p.size < 0 || p.unpacked < 0 || p.size > mostPage || p.unpacked > mostPage || p.values < 0 || p.values > mostValues {
		return refused("a page of %d bytes with %d values is too large", p.unpacked, p.values)
	}
	b, err := io.ReadAll(io.LimitReader(r, p.size))
	if err != nil || int64(len(b)) != p.size {
		return refused("a page is cut off")
	}
	switch p.kind {
	case dictionaryPage:
		_, err = p.body(b)
		return err
	case dataPage:
		if b, err = p.body(b); err != nil {
			return err
		}
		for _, level := range []int{p.rep, p.def} {
			if b, err = p.prefixed(b, level); err != nil {
				return err
			}
		}
	case dataPage2:
		if b, err = p.second(b); err != nil {
			return err
		}
	default:
		return refused("it has a page of kind %d", p.kind)
	}
	return p.coded(b)
}

// body is b unpacked.
func (p *sheet) body(b []byte) ([]byte, error) {
	if !p.packed {
		return b, nil
	}
	if n, err := snappy.DecodedLen(b); err != nil || int64(n) > p.unpacked {
		return nil, refused("a page unpacks to more than it says")
	}
	return snappy.Decode(nil, b)
}

// prefixed passes over levels that have their length before them.
func (p *sheet) prefixed(b []byte, level int) ([]byte, error) {
	if level == 0 {
		return b, nil
	}
	if len(b) < 4 || uint64(binary.LittleEndian.Uint32(b)) > uint64(len(b)-4) {
		return nil, refused("the levels of a page are cut off")
	}
	n := int(binary.LittleEndian.Uint32(b))
	return b[4+n:], runs(b[4:4+n], bits.Len(uint(level)), p.values)
}

// second passes over the levels of a page of the second version, and unpacks what follows.
func (p *sheet) second(b []byte) ([]byte, error) {
	if p.repSize < 0 || p.defSize < 0 || p.repSize > p.size || p.defSize > p.size-p.repSize {
		return nil, refused("the levels of a page are cut off")
	}
	rep, def, rest := b[:p.repSize], b[p.repSize:p.repSize+p.defSize], b[p.repSize+p.defSize:]
	for _, l := range []struct {
		b     []byte
		level int
	}{{rep, p.rep}, {def, p.def}} {
		if l.level == 0 && len(l.b) == 0 {
			continue
		}
		if err := runs(l.b, bits.Len(uint(l.level)), p.values); err != nil {
			return nil, err
		}
	}
	return p.body(rest)
}

// coded looks through values that stand for those of a dictionary.
func (p *sheet) coded(b []byte) error {
	switch p.encoding {
	case int64(format.Plain):
		return nil
	case plainDictionary, int64(format.RLEDictionary):
		if len(b) == 0 {
			return nil
		}
		return runs(b[1:], int(b[0]), p.values)
	}
	return refused("its values are encoded as %s; want them plain or of a dictionary", format.Encoding(p.encoding))
}

// runs looks through the hybrid of runs and packed numbers, so many bits wide: they are as
// many as values, or a few more, as packed ones come in eights.
func runs(b []byte, width int, values int64) error {
	if width > 32 {
		return refused("numbers are %d bits wide", width)
	}
	for total := uint64(0); len(b) > 0; {
		head, n := binary.Uvarint(b)
		count, size := head>>1, uint64(width+7)/8
		if head&1 == 1 {
			count, size = head>>1*8, head>>1*uint64(width)
		}
		if n <= 0 || head>>1 > mostValues || size > uint64(len(b)-n) {
			return refused("the numbers of a page are cut off")
		}
		if total += count; total > uint64(values)+7 {
			return refused("a page has more values than it says")
		}
		b = b[uint64(n)+size:]
	}
	return nil
}
