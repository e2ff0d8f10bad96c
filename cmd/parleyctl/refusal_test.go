package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/storage/bolt"
)

// TestRefusal wants of each error that a project can have one sentence that says what to do.
func TestRefusal(t *testing.T) {
	denied := func(path string) error {
		return fmt.Errorf("open x.parley: %w: %w", &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}, annotate.ErrReadOnly)
	}
	held := &bolt.InUseError{Program: "Parley", PID: 7, Since: time.Date(2025, 3, 11, 9, 0, 0, 0, time.Local)}
	for _, c := range []struct {
		path string
		err  error
		want string
	}{
		{"x.parley", fs.ErrNotExist, "there is no such project; make it with 'parleyctl new x.parley'"},
		{"the talks.parley", fs.ErrNotExist, "make it with parleyctl new 'the talks.parley'"},
		{"testdata", errors.New("no matter"), "testdata: it is a folder"},
		{"x.parley", fmt.Errorf("open x.parley: %w", held), "x.parley: Parley (process 7) has had the project open since 09:00 on 11 March 2025; close it there first"},
		{"x.parley", denied("/data/x.parley"), "you may not open x.parley so: permission denied; nothing was changed"},
		{"a/x.parley", denied("a/.x.parley.1.part"), "you may not write in the folder a: permission denied"},
		{"x.parley", fmt.Errorf("open x.parley: %w", annotate.ErrDamaged), "the project is damaged; 'parleyctl check x.parley' says"},
		{"x.parley", fmt.Errorf("open x.parley: %w", annotate.ErrNewer), "newer Parley; open it with that one"},
		{"x.parley", fmt.Errorf("Mark claim: %w", annotate.ErrFull), "the disk is full; nothing was changed; make room"},
	} {
		got := refusal(c.path, c.err)
		if !strings.Contains(got.Error(), c.want) {
			t.Errorf("%v\n  is told as: %v\n  want in it: %s", c.err, got, c.want)
		}
	}
}

// TestLongWords wants an answer of a few lines, whatever was typed.
func TestLongWords(t *testing.T) {
	var errs strings.Builder
	code := run([]string{strings.Repeat("الميناء", 20_000)}, strings.NewReader(""), &errs, &errs)
	if code != 2 || errs.Len() > 5*longest {
		t.Errorf("code %d and %d bytes", code, errs.Len())
	}
}
