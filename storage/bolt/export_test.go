package bolt

import (
	"time"

	"go.etcd.io/bbolt"
)

// Migration is a migration for tests.
type Migration = migration

// OpenWith opens with other migrations than the real ones.
func OpenWith(path string, steps ...Migration) (*Store, error) {
	return openUnnamed(path, false, steps)
}

// SnapshotAt is Snapshot at another time.
func (s *Store) SnapshotAt(now time.Time) (SnapshotInfo, error) { return s.snapshot(now) }

// BringHome moves what is recent to its buckets.
func (s *Store) BringHome() error { return s.update(bringHome) }

// Update is a transaction behind the store's back.
func (s *Store) Update(fn func(*bbolt.Tx) error) error { return s.db.Update(fn) }
