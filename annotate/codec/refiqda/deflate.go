package refiqda

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"hash/crc32"
	"io"
	"iter"
	"runtime"
	"sync"

	"parley/annotate"
	"parley/annotate/codec"
)

// blockSize is how many bytes are packed at a time: as many as make no difference to how small
// they become.
const blockSize = 512 << 10

// packer packs bytes on all processors, in blocks that stand one behind the other in one
// stream of DEFLATE (RFC 1951): each but the last ends at a byte and refers to none before it.
type packer struct {
	out     io.Writer
	pool    *pool
	block   []byte
	running []chan []byte
	err     error
}

// pool lends what packs.
type pool struct{ sync.Pool }

func newPool() *pool {
	return &pool{sync.Pool{New: func() any {
		f, _ := flate.NewWriter(nil, flate.DefaultCompression) // that level is there
		return f
	}}}
}

// pack is b packed; the last of a stream ends it.
func (p *pool) pack(b []byte, last bool) []byte {
	f := p.Get().(*flate.Writer)
	defer p.Put(f)
	var out bytes.Buffer
	f.Reset(&out)
	_, _ = f.Write(b) // a buffer takes everything
	if last {
		_ = f.Close()
	} else {
		_ = f.Flush()
	}
	return out.Bytes()
}

// Write implements io.Writer.
func (p *packer) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 && p.err == nil {
		room := min(blockSize-len(p.block), len(b))
		p.block = append(p.block, b[:room]...)
		if b = b[room:]; len(p.block) == blockSize {
			p.begin(false)
		}
	}
	return n - len(b), p.err
}

// begin has the block packed, and waits for the first of those that are when they are many.
func (p *packer) begin(last bool) {
	block, done := p.block, make(chan []byte, 1)
	p.block = make([]byte, 0, blockSize)
	go func() { done <- p.pool.pack(block, last) }()
	if p.running = append(p.running, done); len(p.running) > runtime.GOMAXPROCS(0) {
		p.next()
	}
}

func (p *packer) next() {
	b := <-p.running[0]
	if p.running = p.running[1:]; p.err == nil {
		_, p.err = p.out.Write(b)
	}
}

// Close implements io.Closer.
func (p *packer) Close() error {
	p.begin(true)
	for len(p.running) > 0 {
		p.next()
	}
	return p.err
}

// unpacked is a text on its way into the archive, and packed is what it becomes.
type (
	unpacked struct {
		name, body string
		err        error
	}
	packed struct {
		zip.FileHeader
		b []byte
	}
)

func (w *writer) bodies(ctx context.Context) iter.Seq[unpacked] {
	return func(yield func(unpacked) bool) {
		for h, err := range w.reader.Summaries(annotate.ID{}) {
			if err == nil && ctx.Err() != nil {
				err = annotate.ErrCanceled
			}
			t := unpacked{err: err}
			if err == nil {
				t.name = "sources/" + h.ID.String() + ".txt"
				t.body, t.err = w.reader.Body(h.ID)
			}
			if !yield(t) || t.err != nil {
				return
			}
		}
	}
}

// texts writes the texts, packed on all processors.
func (w *writer) texts(ctx context.Context, z *zip.Writer, pool *pool, o codec.WriteOptions) error {
	for t, p := range codec.AheadOf(w.bodies(ctx), func(t unpacked) (p packed) {
		p.b = pool.pack([]byte(t.body), true)
		p.FileHeader = zip.FileHeader{
			Name: t.name, Method: zip.Deflate, CreatorVersion: 20, ReaderVersion: 20, // as archives have it that are packed so
			CRC32: crc32.ChecksumIEEE([]byte(t.body)), CompressedSize64: uint64(len(p.b)), UncompressedSize64: uint64(len(t.body)),
		}
		return p
	}) {
		if t.err != nil {
			return t.err
		}
		f, err := z.CreateRaw(&p.FileHeader)
		if err == nil {
			_, err = f.Write(p.b)
		}
		w.report.Documents++
		if err = errors.Join(err, o.Did(w.report.Documents)); err != nil {
			return err
		}
	}
	return nil
}
