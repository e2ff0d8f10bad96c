package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/session"
)

// bulk is how many changes make a ChangeSet a bulk one, whose log does not repeat the
// values that stand in the records.
const bulk = 500

// chunk is how many bytes of changes one key of a bulk entry holds, about.
const chunk = 32 << 10

// stamp is the first 8 bytes of the SHA-256 of a record's value: it says which state
// of the record a bulk entry made.
type stamp [8]byte

func stampOf(value []byte) (s stamp) {
	h := sha256.Sum256(value)
	copy(s[:], h[:])
	return s
}

func lastNumber(s source) uint64 {
	k, _ := s.cursor(inLog).Last()
	if len(k) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k)
}

// change is one change as the log has it: of its record's states only what must be kept.
type change struct {
	key      annotate.Key
	old, new []byte // values; nil: none, or not kept
	made     stamp  // of the new value, when it is not kept
	stamped  bool
}

// appendChange appends c. What it shares with the change before it is left out.
func appendChange(b []byte, c, before *change) []byte {
	at, n := len(b), 0
	b = append(b, 0x80)
	field := func(k string, v []byte) {
		n++
		b = msgp.AppendBytes(msgp.AppendString(b, k), v)
	}
	if c.key.Kind != before.key.Kind || before.key == (annotate.Key{}) {
		n++
		b = msgp.AppendString(msgp.AppendString(b, "k"), c.key.Kind.String())
	}
	if c.key.Document != before.key.Document {
		field("d", c.key.Document[:])
	}
	if c.key.Annotator != before.key.Annotator {
		field("a", c.key.Annotator[:])
	}
	if c.key.ID != before.key.ID {
		field("i", c.key.ID[:])
	}
	if c.old != nil {
		field("o", c.old)
	}
	if c.new != nil {
		field("n", c.new)
	}
	if c.stamped {
		field("h", c.made[:])
	}
	b[at] |= byte(n)
	return b
}

// readChange reads what appendChange wrote. The values share memory with b.
func readChange(b []byte, before *change) (c change, rest []byte, err error) {
	c.key = before.key
	n, b, err := msgp.ReadMapHeaderBytes(b)
	for ; n > 0 && err == nil; n-- {
		var k, v []byte
		if k, b, err = msgp.ReadStringZC(b); err != nil {
			break
		}
		if string(k) == "k" {
			if v, b, err = msgp.ReadStringZC(b); err == nil {
				c.key.Kind, err = kindNamed(string(v))
			}
			continue
		}
		if v, b, err = msgp.ReadBytesZC(b); err == nil {
			c.set(string(k), v)
		}
	}
	if err != nil {
		return c, nil, fmt.Errorf("change of %s %s: %w: %w", c.key.Kind, idOf(c.key), err, annotate.ErrDamaged)
	}
	return c, b, nil
}

func (c *change) set(field string, v []byte) {
	switch field {
	case "d":
		c.key.Document = idFrom(v)
	case "a":
		c.key.Annotator = idFrom(v)
	case "i":
		c.key.ID = idFrom(v)
	case "o":
		c.old = v
	case "n":
		c.new = v
	case "h":
		copy(c.made[:], v)
		c.stamped = true
	}
}

func idFrom(b []byte) (id annotate.ID) {
	copy(id[:], b)
	return id
}

func kindNamed(name string) (annotate.Kind, error) {
	for k := annotate.KindProject; k <= annotate.KindRelation; k++ {
		if k.String() == name {
			return k, nil
		}
	}
	return 0, fmt.Errorf("unknown kind %q", name)
}

// appendEntry appends the head of an entry. Its changes follow under x, or, in a bulk
// entry, under the keys behind its own.
func appendEntry(b []byte, cs *annotate.ChangeSet, inline bool) []byte {
	n := uint32(6)
	if inline {
		n++
	}
	b = msgp.AppendMapHeader(b, n)
	b = msgp.AppendInt64(msgp.AppendString(b, "t"), cs.Time.UnixMilli())
	b = msgp.AppendBytes(msgp.AppendString(b, "a"), cs.Annotator[:])
	b = msgp.AppendString(msgp.AppendString(b, "l"), cs.Label)
	b = msgp.AppendString(msgp.AppendString(b, "c"), cs.Cause.String())
	b = msgp.AppendUint64(msgp.AppendString(b, "o"), cs.Of)
	b = msgp.AppendInt(msgp.AppendString(b, "n"), len(cs.Changes))
	if inline {
		b = msgp.AppendArrayHeader(msgp.AppendString(b, "x"), uint32(len(cs.Changes)))
	}
	return b
}

// readEntry reads entry n and the changes that stand in it, still packed; these are
// nil for a bulk entry.
func readEntry(s source, n uint64) (e session.Entry, packed []byte, err error) {
	b := s.get(inLog, number(n))
	if b == nil {
		return e, nil, fmt.Errorf("log: number %d is missing: %w", n, annotate.ErrDamaged)
	}
	e, packed, err = parseEntry(b)
	e.Number = n
	if err != nil {
		return e, nil, fmt.Errorf("log: number %d: %w: %w", n, err, annotate.ErrDamaged)
	}
	return e, packed, nil
}

func parseEntry(b []byte) (e session.Entry, packed []byte, err error) {
	n, b, err := msgp.ReadMapHeaderBytes(b)
	for ; n > 0 && err == nil; n-- {
		var k, v []byte
		var ms int64
		if k, b, err = msgp.ReadStringZC(b); err != nil {
			break
		}
		switch string(k) {
		case "t":
			ms, b, err = msgp.ReadInt64Bytes(b)
			e.Time = time.UnixMilli(ms).UTC()
		case "a":
			v, b, err = msgp.ReadBytesZC(b)
			e.Annotator = idFrom(v)
		case "l":
			v, b, err = msgp.ReadStringZC(b)
			e.Label = string(v)
		case "c":
			v, b, err = msgp.ReadStringZC(b)
			e.Cause = causeNamed(string(v))
		case "o":
			e.Of, b, err = msgp.ReadUint64Bytes(b)
		case "n":
			e.Changes, b, err = msgp.ReadIntBytes(b)
		case "x":
			_, packed, err = msgp.ReadArrayHeaderBytes(b)
			return e, packed, err
		default:
			b, err = msgp.Skip(b)
		}
	}
	return e, nil, err
}

// causeNamed is the cause called name. One that this Parley does not know is upkeep,
// which nothing undoes.
func causeNamed(name string) annotate.Cause {
	for c := annotate.Intended; c <= annotate.Upkeep; c++ {
		if c.String() == name {
			return c
		}
	}
	return annotate.Upkeep
}

// changes calls each with the changes of entry e in their order.
func changes(s source, e session.Entry, packed []byte, each func(*change) error) error {
	left := e.Changes
	read := func(b []byte) (err error) {
		var c change
		for first := true; len(b) > 0; first = false {
			if first {
				c = change{}
			}
			if c, b, err = readChange(b, &c); err != nil {
				return err
			}
			if left--; left < 0 {
				break
			}
			if err := each(&c); err != nil {
				return err
			}
		}
		return nil
	}
	err := read(packed)
	for k, v := range within(s, inLog, number(e.Number)) {
		if len(k) > 8 && err == nil {
			err = read(v)
		}
	}
	if err == nil && left != 0 {
		err = fmt.Errorf("%d changes are missing: %w", left, annotate.ErrDamaged)
	}
	return wrap(fmt.Sprintf("log: number %d", e.Number), err)
}

// ChangeSet reads number n of the log. What a bulk entry made is read from the records,
// as long as they are as it made them.
func (r *reader) ChangeSet(n uint64) (cs *annotate.ChangeSet, err error) {
	err = r.moment(func(s source) error {
		if n == 0 || n > lastNumber(s) {
			return fmt.Errorf("log: number %d: %w", n, annotate.ErrNotFound)
		}
		e, packed, err := readEntry(s, n)
		if err != nil {
			return err
		}
		cs = &annotate.ChangeSet{Label: e.Label, Annotator: e.Annotator, Time: e.Time, Cause: e.Cause, Of: e.Of}
		return changes(s, e, packed, func(c *change) error {
			whole, err := r.whole(s, c)
			cs.Changes = append(cs.Changes, whole)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return cs, nil
}

// whole is the change with its records.
func (r *reader) whole(s source, c *change) (out annotate.Change, err error) {
	if c.old != nil {
		if out.Old, err = r.decoder.Decode(c.key, c.old); err != nil {
			return out, fmt.Errorf("%s %s as it was: %w", c.key.Kind, idOf(c.key), err)
		}
	}
	value := c.new
	if c.stamped || c.key.Kind == annotate.KindBody {
		value = s.get(homes[c.key.Kind], appendKey(nil, c.key))
		if c.stamped && (value == nil || stampOf(value) != c.made) {
			return out, fmt.Errorf("%s %s: %w", c.key.Kind, idOf(c.key), annotate.ErrConflict)
		}
		if value == nil {
			return out, fmt.Errorf("text of document %s: %w", c.key.Document, annotate.ErrDamaged)
		}
	}
	if value != nil {
		if out.New, err = r.decoder.Decode(c.key, value); err != nil {
			return out, fmt.Errorf("%s %s: %w", c.key.Kind, idOf(c.key), err)
		}
	}
	return out, nil
}
