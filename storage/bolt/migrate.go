package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tinylib/msgp/msgp"
	"go.etcd.io/bbolt"

	"parley/annotate"
)

// migration brings a file from format From to the next one, within one transaction.
type migration struct {
	From int
	Do   func(*bbolt.Tx) error
}

// migrations are all there are, in order. Format 1 is the first.
var migrations = []migration{
	{From: 1, Do: func(tx *bbolt.Tx) error { // what was changed last is gathered
		_, err := tx.CreateBucketIfNotExists([]byte(inRecent.String()))
		return err
	}},
	{From: 2, Do: keepVersions},
	{From: 3, Do: func(tx *bbolt.Tx) error { // files are kept as they came in
		_, err := tx.CreateBucketIfNotExists([]byte(inOriginals.String()))
		return err
	}},
}

// upgrade brings an older file to the newest format that steps know, after it was laid
// aside as NAME.parley.format-N. A file opened for reading is left as it is: format 1 is this
// one with nothing recent, format 2 with no schema kept but the one in force, format 3 with
// no originals.
func (s *Store) upgrade(steps []migration) error {
	newest := Format
	if len(steps) > 0 {
		newest = steps[len(steps)-1].From + 1
	}
	format, err := s.format()
	switch {
	case err != nil:
		return err
	case format > newest:
		return fmt.Errorf("format %d, this Parley knows up to %d: %w", format, newest, annotate.ErrNewer)
	case format == newest || s.readOnly:
		return nil
	}
	if err := s.layAside(format); err != nil {
		return fmt.Errorf("copy before the change of format: %w", err)
	}
	return s.update(func(tx *bbolt.Tx) error {
		for _, step := range steps {
			if step.From < format {
				continue
			}
			if err := step.Do(tx); err != nil {
				return fmt.Errorf("from format %d to %d: %w", step.From, step.From+1, err)
			}
		}
		return tx.Bucket([]byte(inMeta.String())).Put([]byte(keyFormat), msgp.AppendInt(nil, newest))
	})
}

// format is the version that the file names, which a project always does.
func (s *Store) format() (format int, err error) {
	err = guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) (err error) {
			format, err = formatOf(&moment{tx: tx})
			return err
		})
	})
	return format, err
}

func formatOf(src source) (int, error) {
	v := src.get(inMeta, []byte(keyFormat))
	n, _, err := msgp.ReadIntBytes(v)
	if v == nil || err != nil || n < 1 {
		return 0, fmt.Errorf("it names no format: %w", annotate.ErrDamaged)
	}
	return n, nil
}

// layAside copies the file as it is; a copy that is there already is left.
func (s *Store) layAside(format int) error {
	aside := fmt.Sprintf("%s.format-%d", s.path, format)
	if _, err := os.Stat(aside); err == nil {
		return nil
	}
	temp, err := beside(aside)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	err = s.db.View(func(tx *bbolt.Tx) error {
		return writeSynced(temp, func(w io.Writer) error { _, err := tx.WriteTo(w); return err })
	})
	if err != nil {
		return err
	}
	if err := place(temp, aside); !errors.Is(err, annotate.ErrExists) {
		return err
	}
	return syncFolder(filepath.Dir(aside))
}

// writeSynced fills the file path and brings it to the disk.
func writeSynced(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Sync(), f.Close())
}
