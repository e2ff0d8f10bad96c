package bolt_test

import (
	"bytes"
	"errors"
	"testing"

	"parley/annotate"
	"parley/storage/bolt"
)

// TestDamagedIsGivenFree: a file that cannot be opened is not held either, whatever page
// is lost, so that a snapshot can be put in its place at once.
func TestDamagedIsGivenFree(t *testing.T) {
	s := project(t, 60)
	s.Close()
	whole := bytesOf(t, s.Path())
	used := (bytes.LastIndexFunc(whole, func(r rune) bool { return r != 0 }) + 4096) / 4096
	refused := 0
	for at := 2; at < used; at++ {
		path := damaged(t, whole, func(b []byte) []byte {
			copy(b[at*4096:(at+1)*4096], make([]byte, 4096))
			return b
		})
		for range 2 {
			store, err := bolt.Open(path, bolt.Options{})
			if errors.Is(err, annotate.ErrInUse) {
				t.Fatalf("page %d lost: %v", at, err)
			}
			if err == nil {
				store.Close()
			} else {
				refused++
			}
		}
	}
	if refused == 0 {
		t.Error("no lost page mattered")
	}
}
