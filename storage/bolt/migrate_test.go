package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/tinylib/msgp/msgp"
	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
)

// older makes a file that says it is of another format.
func inFormat(t *testing.T, format int) string {
	s := project(t, 2)
	err := s.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), msgp.AppendInt(nil, format))
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	return s.Path()
}

func steps(done *[]int, fail error) []bolt.Migration {
	var list []bolt.Migration
	for from := 1; from < 5; from++ {
		list = append(list, bolt.Migration{From: from, Do: func(tx *bbolt.Tx) error {
			*done = append(*done, from)
			if from == 3 && fail != nil {
				return fail
			}
			return tx.Bucket([]byte("meta")).Put([]byte{byte('0' + from)}, []byte("was here"))
		}})
	}
	return list
}

func TestMigration(t *testing.T) {
	path := inFormat(t, 2)
	before := bytesOf(t, path)
	var done []int
	s, err := bolt.OpenWith(path, steps(&done, nil)...)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if len(done) != 3 || done[0] != 2 || done[2] != 4 {
		t.Fatalf("steps %v", done)
	}
	aside, err := bolt.OpenWith(path+".format-2", steps(&done, nil)[:1]...)
	if err != nil {
		t.Fatalf("the copy of before: %v", err)
	}
	aside.Close()
	if len(done) != 3 {
		t.Fatalf("the copy was migrated: %v", done)
	}
	if s, err = bolt.OpenWith(path, steps(&done, nil)...); err != nil || len(done) != 3 {
		t.Fatalf("a second opening: %v, %v", err, done)
	}
	s.Close()
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, annotate.ErrNewer) {
		t.Fatalf("a Parley that knows format 4 only: %v", err)
	}
	if _, err := bolt.Check(path); !errors.Is(err, annotate.ErrNewer) {
		t.Fatalf("check: %v", err)
	}
	if bytes.Equal(before, bytesOf(t, path)) {
		t.Fatal("nothing was done")
	}
}

func TestFailedMigration(t *testing.T) {
	path := inFormat(t, 1)
	before := bytesOf(t, path)
	var done []int
	if _, err := bolt.OpenWith(path, steps(&done, errors.New("no"))...); err == nil {
		t.Fatal("no error")
	}
	if !bytes.Equal(before, bytesOf(t, path)) {
		t.Fatal("half a migration")
	}
	if _, err := os.Stat(path + ".format-1"); err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}
