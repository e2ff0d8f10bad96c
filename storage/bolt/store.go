package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"parley/annotate"
	"parley/annotate/session"
)

// Store is an open project file. It implements session.Store: its methods belong to one
// goroutine, but for those of a View, Snapshot, Backup, Prefault and CommitBeside, which may
// run beside it.
type Store struct {
	reader
	path     string
	readOnly bool
	holder   *holder // nil where none could be left
	temp     string  // the copy to remove at the end, of OpenCopy
	closing  atomic.Bool

	mu     sync.Mutex // guards what follows
	db     *bbolt.DB
	file   *os.File // the one that db has open
	views  map[*view]bool
	broken error // why nothing more can be written
	closed bool
}

var _ session.Store = (*Store)(nil)

// Options say how a file is opened.
type Options struct {
	Program  string // who opens it, as a second opener is told; empty: the executable's name
	ReadOnly bool   // several may read at a time, but not beside a writer
}

// Open opens the project file path. It never waits: a file that another program has is
// an *InUseError at once. A file of a newer format is annotate.ErrNewer, one that is no
// project or cannot be read annotate.ErrDamaged, and a missing one fs.ErrNotExist. A
// file of an older format is brought to this one, after a copy of it was laid aside.
// A damaged file is not written to.
func Open(path string, options Options) (*Store, error) {
	s, err := openUnnamed(path, options.ReadOnly, migrations)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, named(err))
	}
	s.holder = hold(s.path, options.Program)
	return s, nil
}

// openUnnamed opens a file without telling others who did.
func openUnnamed(path string, readOnly bool, steps []migration) (*Store, error) {
	if abs, err := filepath.Abs(real(path)); err == nil {
		path = abs
	}
	if err := inspect(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, readOnly: readOnly, views: map[*view]bool{}}
	s.reader.moment = s.read
	if err := s.connect(); err != nil {
		return nil, err
	}
	if err := s.upgrade(steps); err != nil {
		s.disconnect()
		return nil, err
	}
	if err := s.read(func(source) error { return nil }); err != nil { // what is recent cannot be read
		s.disconnect()
		return nil, err
	}
	return s, nil
}

// connect opens the database, which takes the lock.
func (s *Store) connect() error {
	err := s.connectMapped(mapSize)
	if err != nil && mapSize > 0 && errors.Is(err, noAddressSpace) {
		err = s.connectMapped(0)
	}
	if errors.Is(err, bbolterrors.ErrTimeout) {
		return inUse(s.path)
	}
	if errors.Is(err, bbolterrors.ErrInvalid) || errors.Is(err, bbolterrors.ErrChecksum) || errors.Is(err, bbolterrors.ErrVersionMismatch) {
		return fmt.Errorf("%w: %w", err, annotate.ErrDamaged)
	}
	return err
}

func (s *Store) connectMapped(size int) error {
	err := guard(func() (err error) {
		s.db, err = bbolt.Open(s.path, 0o644, &bbolt.Options{
			Timeout: time.Millisecond, ReadOnly: s.readOnly, InitialMmapSize: size,
			FreelistType: bbolt.FreelistArrayType, NoStatistics: true,
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
				s.file = f
				return f, err
			},
		})
		return err
	})
	if err != nil {
		s.disconnect()
		return err
	}
	s.db.AllocSize = 1 << 20
	return nil
}

// disconnect closes the database. One that broke in the middle of a change holds locks
// of its own, so then only the file is closed, which gives the project free.
func (s *Store) disconnect() (err error) {
	if s.db != nil && s.broken == nil {
		err = guard(s.db.Close)
	} else if s.file != nil {
		unlock(s.file)
		err = s.file.Close()
	}
	s.db, s.file = nil, nil
	return err
}

// Path is the absolute path of the project file, links followed; of a copy, of the copy.
func (s *Store) Path() string { return s.path }

// ReadOnly reports whether Commit is refused.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Close ends all views and closes the file. A second Close does nothing.
func (s *Store) Close() error {
	s.closing.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	for v := range s.views {
		v.end()
	}
	s.holder.release()
	err := s.disconnect()
	if s.temp != "" {
		err = errors.Join(err, os.Remove(s.temp))
	}
	return wrap("close "+s.path, err)
}

// read is the moment of the store itself: the newest state.
func (s *Store) read(fn func(source) error) error {
	s.mu.Lock()
	db := s.db // which a commit beside this one may open again
	s.mu.Unlock()
	if db == nil {
		return errClosed
	}
	return guard(func() error {
		return db.View(func(tx *bbolt.Tx) error {
			src, err := withRecent(&moment{tx: tx})
			if err != nil {
				return err
			}
			return fn(src)
		})
	})
}

// errClosed is the answer of a store that was closed.
var errClosed = fmt.Errorf("the project was closed: %w", annotate.ErrCanceled)

// update is one transaction. A panic in it is a damaged file, which is not written to
// again: bbolt writes nothing before its Commit, and what that left is not in force.
func (s *Store) update(fn func(*bbolt.Tx) error) error {
	switch {
	case s.db == nil:
		return errClosed
	case s.broken != nil:
		return s.broken
	}
	whole := false
	err := guard(func() error {
		err := s.db.Update(fn)
		whole = true
		return err
	})
	if !whole {
		s.broken = err
	}
	return err
}

// settle finds out what became of a change that bbolt says failed. Where the entry is
// in the log it was written, and only the last sync failed: then another transaction
// brings it to the disk.
func (s *Store) settle(cs *annotate.ChangeSet, n uint64, err error) (uint64, error) {
	if n == 0 || s.broken != nil {
		return 0, named(err)
	}
	if s.usable() != nil {
		if again := s.reconnect(); again != nil {
			s.broken = fmt.Errorf("%w; open it again: %w", named(err), again)
			return 0, s.broken
		}
	}
	var last uint64
	if seen := s.read(func(src source) error { last = lastNumber(src); return nil }); seen != nil || last < n {
		return 0, named(err)
	}
	if again := guard(func() error { return s.db.Update(func(*bbolt.Tx) error { return nil }) }); again != nil {
		s.broken = fmt.Errorf("whether %q is on disk is not known, open the project again: %w", cs.Label, named(again))
		return 0, s.broken
	}
	return n, nil
}

// usable reports whether the database still takes transactions.
func (s *Store) usable() error {
	return guard(func() error {
		tx, err := s.db.Begin(true)
		if err != nil {
			return err
		}
		return tx.Rollback()
	})
}

func (s *Store) reconnect() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for v := range s.views {
		v.end()
	}
	if err := s.disconnect(); err != nil {
		return err
	}
	return s.connect()
}
