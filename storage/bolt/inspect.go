package bolt

import (
	"fmt"
	"os"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// inspect looks at a file before bbolt may touch it, as bbolt would make a database of
// an empty file and trust the length of one that was cut.
func inspect(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("it is no file: %w", annotate.ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	pages, err := page.Open(f, info.Size())
	if err != nil {
		return fmt.Errorf("%w: %w", err, annotate.ErrDamaged)
	}
	if n := pages.Missing(); n > 0 {
		return fmt.Errorf("its last %d bytes are missing: %w", n, annotate.ErrDamaged)
	}
	return nil
}
