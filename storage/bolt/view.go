package bolt

import (
	"sync"

	"go.etcd.io/bbolt"

	"parley/annotate/session"
)

// view is a Reader of one moment. Its transaction may be ended by whoever made the view
// or by the store when that is closed; reading after that is annotate.ErrCanceled.
type view struct {
	reader
	store *Store
	mu    sync.Mutex
	tx    *bbolt.Tx // nil after the end
	at    *layered  // of tx, with the buckets that were opened
}

// View implements session.Store. The Reader is used by one goroutine at a time.
func (s *Store) View() (session.Reader, func(), error) {
	v, err := s.view()
	if err != nil {
		return nil, nil, err
	}
	return v, func() { s.endView(v) }, nil
}

func (s *Store) view() (*view, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil, errClosed
	}
	v := &view{store: s}
	v.reader.moment, v.reader.still = v.read, true
	err := guard(func() (err error) {
		if v.tx, err = s.db.Begin(false); err == nil {
			v.at, err = withRecent(&moment{tx: v.tx})
		}
		return err
	})
	if err != nil {
		v.end()
		return nil, err
	}
	s.views[v] = true
	return v, nil
}

func (s *Store) endView(v *view) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v.end()
	delete(s.views, v)
}

// end waits for what is being read this moment, no longer.
func (v *view) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx != nil {
		_ = v.tx.Rollback()
		v.tx = nil
	}
}

func (v *view) read(fn func(source) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx == nil {
		return errClosed
	}
	return guard(func() error { return fn(v.at) })
}

// Prefault is [Store.Prefault], for whoever has the view and not the store.
func (v *view) Prefault() error { return v.store.Prefault() }
