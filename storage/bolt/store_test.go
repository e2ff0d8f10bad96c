package bolt_test

import (
	"path/filepath"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

func TestStore(t *testing.T) {
	storagetest.Run(t, storagetest.Kind{
		Create: func(t *testing.T, p *annotate.Project, s *annotate.Schema) session.Store {
			store, err := bolt.Create(filepath.Join(t.TempDir(), "Übung.parley"), p, s)
			if err != nil {
				t.Fatal(err)
			}
			return store
		},
		Reopen: reopen,
	})
}

func reopen(t *testing.T, s session.Store) session.Store {
	path := s.(*bolt.Store).Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return again
}
