package bolt

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// Buckets are the names of the file's buckets, in order.
func Buckets(path string) ([]string, error) {
	var names []string
	err := withPages(path, func(p *pages) error {
		names = p.file.Names()
		return nil
	})
	return names, err
}

// Dump writes a bucket as lines of JSON, {"key":…,"value":…}: IDs as they are written
// everywhere, hashes and stamps in hexadecimal, what else is binary in base 64. It
// needs to know nothing of records, and reads what can be read of a damaged file.
func Dump(path, bucket string, w io.Writer) error {
	return withPages(path, func(p *pages) error {
		c, err := p.walk(bucket)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(w)
		for k, v := c.Seek(nil); k != nil; k, v = c.Next() {
			line := append([]byte(`{"key":`), quoted(keyText(bucket, k))...)
			line = append(append(line, `,"value":`...), valueJSON(bucket, v)...)
			if _, err := out.Write(append(line, "}\n"...)); err != nil {
				return err
			}
		}
		return out.Flush()
	})
}

// walk is a cursor on the bucket called name, with what is recent over it; where that
// cannot be read, without what cannot.
func (p *pages) walk(name string) (cursor, error) {
	if b := slices.Index(bucketNames[:], name); b >= 0 {
		src, _ := withRecent(p)
		if p.in(bucket(b)) == nil {
			return nil, fmt.Errorf("bucket %q: %w", name, annotate.ErrNotFound)
		}
		return src.cursor(bucket(b)), nil
	}
	if in := p.file.Bucket(name); in != nil {
		return in.Cursor(), nil
	}
	return nil, fmt.Errorf("bucket %q: %w", name, annotate.ErrNotFound)
}

func withPages(path string, do func(*pages) error) error {
	s, err := openStill(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, named(err))
	}
	defer s.close()
	err = guard(func() error {
		file, err := page.Open(s.file, s.size)
		if err != nil {
			return fmt.Errorf("%w: %w", err, annotate.ErrDamaged)
		}
		file.Check()
		return do(&pages{file: file})
	})
	return wrap("read "+path, err)
}

func quoted(s string) []byte {
	b, _ := json.Marshal(s) // a string always can be
	return b
}

// keyText is a key as people write it: words, IDs with slashes between them, numbers.
func keyText(in string, k []byte) string {
	switch {
	case in == inMeta.String() || in == inSchema.String() || in == inRecent.String():
		return string(k)
	case (in == inLog.String() || in == inVersions.String()) && len(k) == 8:
		return fmt.Sprint(binary.BigEndian.Uint64(k))
	case in == inLog.String() && len(k) == 12:
		return fmt.Sprintf("%d/%d", binary.BigEndian.Uint64(k), binary.BigEndian.Uint32(k[8:]))
	}
	var parts []string
	if in == inHashes.String() && len(k) == len(hashKey{}) {
		parts, k = append(parts, hex.EncodeToString(k[:8])), k[8:]
	}
	for part := range slices.Chunk(k, 16) {
		parts = append(parts, binaryText(part))
	}
	return strings.Join(parts, "/")
}

func binaryText(b []byte) string {
	switch len(b) {
	case 16:
		return annotate.ID(b).String()
	case 8, 32:
		return hex.EncodeToString(b)
	}
	return base64.StdEncoding.EncodeToString(b)
}

func valueJSON(in string, v []byte) []byte {
	if in == inTexts.String() {
		return quoted(string(v))
	}
	if len(v) == 0 {
		return []byte("null")
	}
	b, rest, err := appendJSON(nil, v, 0)
	switch {
	case err != nil:
		return quoted(binaryText(v))
	case in == inLog.String() && len(rest) > 0:
		return logJSON(v)
	}
	return b
}

// logJSON is a part of a bulk entry: changes one after the other.
func logJSON(v []byte) []byte {
	b := []byte{'['}
	for len(v) > 0 {
		if len(b) > 1 {
			b = append(b, ',')
		}
		var err error
		if b, v, err = appendJSON(b, v, 0); err != nil {
			return quoted(binaryText(v))
		}
	}
	return append(b, ']')
}

var errDeep = errors.New("it is nested too deep")

// appendJSON appends the first value of v, and says what follows it.
func appendJSON(b, v []byte, depth int) ([]byte, []byte, error) {
	if depth > 32 {
		return b, v, errDeep
	}
	switch msgp.NextType(v) {
	case msgp.MapType:
		n, v, err := msgp.ReadMapHeaderBytes(v)
		return appendList(b, v, int64(n), "{}", depth, err)
	case msgp.ArrayType:
		n, v, err := msgp.ReadArrayHeaderBytes(v)
		return appendList(b, v, int64(n), "[]", depth, err)
	case msgp.BinType:
		bin, v, err := msgp.ReadBytesZC(v)
		if nested, rest, err := appendJSON(nil, bin, depth+1); err == nil && len(rest) == 0 && len(bin) > 0 && bin[0]&0xf0 == 0x80 && len(bin) != 16 && len(bin) != 8 {
			return append(b, nested...), v, nil
		}
		return append(b, quoted(binaryText(bin))...), v, err
	case msgp.StrType:
		s, v, err := msgp.ReadStringZC(v)
		return append(b, quoted(string(s))...), v, err
	}
	any, v, err := msgp.ReadIntfBytes(v)
	if err != nil {
		return b, v, err
	}
	j, err := json.Marshal(any)
	return append(b, j...), v, err
}

// appendList appends n items, or pairs of them in a map, between two brackets.
func appendList(b, v []byte, n int64, brackets string, depth int, err error) ([]byte, []byte, error) {
	b = append(b, brackets[0])
	for i := int64(0); i < n && err == nil; i++ {
		if i > 0 {
			b = append(b, ',')
		}
		if brackets[0] == '{' {
			if b, v, err = appendJSON(b, v, depth+1); err != nil {
				break
			}
			b = append(b, ':')
		}
		b, v, err = appendJSON(b, v, depth+1)
	}
	return append(b, brackets[1]), v, err
}
