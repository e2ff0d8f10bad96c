package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tinylib/msgp/msgp"
	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt/record"
)

// Create makes the project file path with p and s in it and opens it for writing.
// Where something is, it is annotate.ErrExists. The file appears whole or not at all.
func Create(path string, p *annotate.Project, s *annotate.Schema) (*Store, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("create %s: %w", path, annotate.ErrExists)
	}
	if err := errors.Join(annotate.CheckText(p), annotate.CheckText(s)); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	if err := create(path, p, s); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, named(err))
	}
	return Open(path, Options{})
}

func create(path string, p *annotate.Project, s *annotate.Schema) error {
	temp, err := beside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	db, err := bbolt.Open(temp, 0o644, &bbolt.Options{})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range bucketNames {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		m := moment{tx: tx}
		v := &annotate.SchemaVersion{Schema: *s, Since: p.Created}
		return errors.Join(
			m.in(inMeta).Put([]byte(keyFormat), msgp.AppendInt(nil, Format)),
			m.in(inMeta).Put([]byte(keyProject), record.Append(nil, p)),
			m.in(inSchema).Put([]byte(keySchema), record.Append(nil, s)),
			m.in(inVersions).Put(appendKey(nil, v.Key()), record.Append(nil, v)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return place(temp, path)
}

// beside makes an empty file in the folder of path, from which a rename to path is atomic.
func beside(path string) (string, error) {
	sweep(filepath.Dir(path), "."+filepath.Base(path)+".")
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Chmod(0o644), f.Close())
}

// stale is how long a file that beside made is left alone: who writes one touches it.
const stale = time.Hour

// sweep removes what processes that were killed left half written in a folder, in files
// whose names begin so. What cannot be removed is left for the next time.
func sweep(folder, prefix string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) || !strings.HasSuffix(e.Name(), ".part") {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > stale {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// place gives temp the name path unless something has it.
func place(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return annotate.ErrExists
	case err != nil: // a disk without links
		if _, err := os.Lstat(path); err == nil {
			return annotate.ErrExists
		}
		if err := os.Rename(temp, path); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}
