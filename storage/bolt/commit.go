package bolt

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt/record"
)

// Commit implements session.Store. One ChangeSet is one transaction, synced twice by
// bbolt: its pages, then the page that makes them count.
func (s *Store) Commit(cs *annotate.ChangeSet) (uint64, error) {
	return s.commit(cs, func(int) error { return nil })
}

// CommitBeside implements session.SideWriter: bbolt has readers go on with what was there
// before, as long as a transaction writes.
func (s *Store) CommitBeside(ctx context.Context, cs *annotate.ChangeSet, progress func(done, total int)) (uint64, error) {
	return s.commit(cs, func(done int) error {
		if ctx.Err() != nil {
			return annotate.ErrCanceled
		}
		if progress != nil {
			progress(done, len(cs.Changes))
		}
		return nil
	})
}

// commit is Commit; each is told now and then how many changes are done, and may stop it.
func (s *Store) commit(cs *annotate.ChangeSet, each func(done int) error) (n uint64, err error) {
	if err := s.ready(cs); err != nil {
		return 0, fmt.Errorf("%s: %w", cs.Label, err)
	}
	err = s.update(func(tx *bbolt.Tx) error {
		w, err := newWriter(tx, cs)
		if err == nil {
			w.each = each
			n, err = w.write()
		}
		return err
	})
	if err != nil {
		n, err = s.settle(cs, n, err)
	}
	if err != nil {
		return 0, fmt.Errorf("%s: %w", cs.Label, err)
	}
	return n, nil
}

// ready refuses what no transaction needs to be begun for.
func (s *Store) ready(cs *annotate.ChangeSet) error {
	if s.readOnly {
		return annotate.ErrReadOnly
	}
	if len(cs.Changes) == 0 {
		return annotate.ErrNothing
	}
	for _, c := range cs.Changes {
		switch {
		case c.Old == nil && c.New == nil:
			return fmt.Errorf("a change without a record: %w", annotate.ErrInvalid)
		case c.Old != nil && c.New != nil && c.Old.Key() != c.New.Key():
			return fmt.Errorf("%s %s would become another record: %w", c.Old.Key().Kind, idOf(c.Old.Key()), annotate.ErrInvalid)
		case c.Key().Kind.Lasts() && c.Old != nil:
			return fmt.Errorf("the %s of document %s never changes: %w", c.Key().Kind, c.Key().Document, annotate.ErrInvalid)
		}
		if c.New == nil {
			continue
		}
		if err := annotate.CheckText(c.New); err != nil {
			return err
		}
	}
	return nil
}

// writer applies one ChangeSet within one transaction.
type writer struct {
	layered
	home    moment // the buckets themselves
	cs      *annotate.ChangeSet
	bulk    bool // goes to the buckets at once, past what is recent
	index   indexes
	arena   arena
	states  []change // one a change of cs, for the log
	decoder record.Decoder
	key     []byte
	old     []byte
	ends    [buckets][]byte // no key stands behind it; nil: not looked at
	each    func(done int) error
}

// turn is after how many changes a writer looks up.
const turn = 1024

func newWriter(tx *bbolt.Tx, cs *annotate.ChangeSet) (w *writer, err error) {
	w = &writer{
		home: moment{tx: tx}, cs: cs, bulk: len(cs.Changes) > bulk,
		index: newIndexes(), states: make([]change, len(cs.Changes)),
	}
	w.under = &w.home
	w.over, err = recentOf(&w.home)
	return w, err
}

// write does all, and says the number in the log.
func (w *writer) write() (uint64, error) {
	if w.bulk {
		if err := w.bringHome(); err != nil {
			return 0, err
		}
		for b := range buckets {
			w.home.in(b).FillPercent = 0.9
		}
		w.home.in(inLog).FillPercent = 1 // only ever appended to
	}
	order := w.order()
	for at, i := range order {
		if at%turn == 0 {
			if err := w.each(at); err != nil {
				return 0, err
			}
		}
		next := at+1 < len(order) && w.states[order[at+1]].key == w.states[i].key
		if err := w.apply(i, next); err != nil {
			return 0, err
		}
	}
	if err := w.each(len(order)); err != nil {
		return 0, err
	}
	if err := w.index.write(w); err != nil {
		return 0, err
	}
	n, err := w.log()
	if err != nil || w.bulk {
		return n, err
	}
	if w.over.size() > recentRoom {
		return n, w.bringHome()
	}
	return n, w.home.in(inRecent).Put([]byte(keyRecent), appendLayer(nil, w.over))
}

// bringHome moves what is recent to its buckets.
func (w *writer) bringHome() error {
	over := w.over
	w.over = nil
	return w.home.bringHome(over)
}

// put puts a value under a key, of which it makes a copy: in bulk into the bucket, else
// over it.
func (w *writer) put(b bucket, key, value []byte) error {
	if w.bulk {
		return w.home.in(b).Put(key, value)
	}
	w.over.set(put{in: b, key: w.arena.copy(key), value: value})
	return nil
}

func (w *writer) delete(b bucket, key []byte) error {
	if w.bulk {
		return w.home.in(b).Delete(key)
	}
	w.over.set(put{in: b, key: w.arena.copy(key), gone: true})
	return nil
}

// order is the order in which the changes are written: that of the keys in the file,
// as bbolt is quick with these. Changes of one record stay in theirs.
func (w *writer) order() []int32 {
	order := make([]int32, len(w.cs.Changes))
	for i, c := range w.cs.Changes {
		w.states[i].key, order[i] = c.Key(), int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return w.states[a].key.Compare(w.states[b].key) })
	return order
}

// apply compares the old state of change i with what is there and puts the new one in
// its place. Again says that a later change has the same record.
func (w *writer) apply(i int32, again bool) error {
	c, st := &w.cs.Changes[i], &w.states[i]
	w.key = appendKey(w.key[:0], st.key)
	in := homes[st.key.Kind]
	stored := w.stored(in)
	if st.key.Kind == annotate.KindBody {
		return w.applyBody(stored, c.New.(*annotate.Body))
	}
	if o, is := c.New.(*annotate.Original); is {
		return w.applyOriginal(st, stored, o)
	}
	if err := w.compare(c, st, stored); err != nil {
		return fmt.Errorf("%s: %w", nameOf(st.key), err)
	}
	w.index.count(c)
	if c.New == nil {
		return w.delete(in, w.key)
	}
	value := w.arena.record(c.New)
	if w.bulk && !again {
		st.made, st.stamped = stampOf(value), true
	} else {
		st.new = value
	}
	return w.put(in, w.key, value)
}

// stored is what stands under w.key. An import adds mostly behind all that is there, and
// there is nothing to look for.
func (w *writer) stored(b bucket) []byte {
	if !w.bulk {
		return w.get(b, w.key)
	}
	if w.ends[b] == nil {
		k, _ := w.cursor(b).Last()
		w.ends[b] = append([]byte{}, k...)
	}
	if bytes.Compare(w.key, w.ends[b]) <= 0 {
		return w.get(b, w.key)
	}
	w.ends[b] = append(w.ends[b][:0], w.key...)
	return nil
}

// applyBody adds a text, or finds that it is there. Texts are large and never change, so
// they go to their bucket at once.
func (w *writer) applyBody(stored []byte, b *annotate.Body) error {
	w.index.text(b.Document, len(b.Text))
	if stored == nil {
		return w.home.in(inTexts).Put(w.key, []byte(b.Text))
	}
	if string(stored) != b.Text {
		return fmt.Errorf("text of document %s: %w", b.Document, annotate.ErrConflict)
	}
	return nil
}

// applyOriginal does the same with a file that came in. The log has its stamp only, as the
// file stands in its bucket for good.
func (w *writer) applyOriginal(st *change, stored []byte, o *annotate.Original) error {
	value := record.Append(nil, o)
	st.made, st.stamped = stampOf(value), true
	if stored == nil {
		return w.home.in(inOriginals).Put(w.key, value)
	}
	if !bytes.Equal(stored, value) {
		return fmt.Errorf("%s: %w", nameOf(st.key), annotate.ErrConflict)
	}
	return nil
}

// compare wants what is stored to be the old state: byte by byte, or, in a record that
// another Parley wrote, once both are read.
func (w *writer) compare(c *annotate.Change, st *change, stored []byte) error {
	if c.Old == nil {
		if stored != nil {
			return annotate.ErrConflict
		}
		return nil
	}
	if stored == nil {
		return annotate.ErrConflict
	}
	st.old = w.arena.record(c.Old)
	if bytes.Equal(st.old, stored) {
		return nil
	}
	is, err := w.decoder.Decode(st.key, stored)
	if err != nil {
		return err
	}
	w.old = record.Append(w.old[:0], is)
	if !bytes.Equal(w.old, st.old) {
		return annotate.ErrConflict
	}
	return nil
}

// log writes the entry: in one value, or, in bulk, a head and keys behind it that each
// hold about a chunk of changes.
func (w *writer) log() (uint64, error) {
	last := lastNumber(w)
	n := last + 1
	var packed []byte
	part, before := uint32(0), &change{}
	if !w.bulk {
		packed = appendEntry(packed, w.cs, true)
	} else if err := w.put(inLog, number(n), appendEntry(nil, w.cs, false)); err != nil {
		return 0, err
	}
	flush := func() error {
		key := number(n)
		if w.bulk {
			key = append(key, byte(part>>24), byte(part>>16), byte(part>>8), byte(part))
		}
		err := w.put(inLog, key, packed)
		part, packed, before = part+1, make([]byte, 0, chunk+4<<10), &change{}
		return err
	}
	for i := range w.states {
		packed = appendChange(packed, &w.states[i], before)
		before = &w.states[i]
		if w.bulk && len(packed) >= chunk {
			if err := flush(); err != nil {
				return 0, err
			}
		}
	}
	if len(packed) > 0 {
		return n, flush()
	}
	return n, nil
}

// arena gives memory that lives as long as the transaction, as bbolt wants of values.
type arena struct{ b []byte }

func (a *arena) record(r annotate.Record) []byte {
	return a.take(func(b []byte) []byte { return record.Append(b, r) })
}

func (a *arena) copy(b []byte) []byte {
	return a.take(func(to []byte) []byte { return append(to, b...) })
}

func (a *arena) take(fill func([]byte) []byte) []byte {
	if cap(a.b)-len(a.b) < 512 {
		a.b = make([]byte, 0, min(64<<10, max(2<<10, 4*cap(a.b))))
	}
	at := len(a.b)
	a.b = fill(a.b)
	return a.b[at:len(a.b):len(a.b)]
}
