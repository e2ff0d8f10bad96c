package bolt

import (
	"errors"
	"io/fs"
	"strings"

	"parley/annotate"
)

// named gives an error of the system the name that people are told: annotate.ErrFull
// when there is no room, annotate.ErrReadOnly when writing is forbidden. Bbolt flattens
// some errors to text, so that too is looked at.
func named(err error) error {
	if err == nil || errors.Is(err, annotate.ErrFull) {
		return err
	}
	for _, no := range noRoom {
		if errors.Is(err, no) || strings.Contains(err.Error(), no.Error()) {
			return join(err, annotate.ErrFull)
		}
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, readOnlyDisk) {
		return join(err, annotate.ErrReadOnly)
	}
	return err
}

// join keeps both: what the system said, and what it is.
func join(err, is error) error { return &namedError{err, is} }

type namedError struct{ err, is error }

func (e *namedError) Error() string   { return e.err.Error() + ": " + e.is.Error() }
func (e *namedError) Unwrap() []error { return []error{e.err, e.is} }
