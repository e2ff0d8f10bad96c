package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt"
)

// program is what other programs are told about who holds a project.
const program = "parleyctl"

// patience is how long a command waits for another parleyctl to be done with a project, as
// scripts run several. For a window it does not wait: that may stay open all day.
const patience = 3 * time.Second

// reading opens a project to look at it: beside a program that holds it, a consistent copy.
func reading(path string, work func(*session.Session) error) error {
	store, err := openBeside(path)
	if err != nil {
		return refusal(path, err)
	}
	return within(path, store, "", work)
}

// openBeside opens a project to read, if need be as a copy beside the program that holds it.
func openBeside(path string) (*bolt.Store, error) {
	store, err := bolt.Open(path, bolt.Options{Program: program, ReadOnly: true})
	if errors.Is(err, annotate.ErrInUse) {
		return bolt.OpenCopy(path)
	}
	return store, err
}

// writing opens a project to change it as the annotator called name; empty: its first.
// Before the first change of a day it lays a snapshot aside.
func writing(cmd *cobra.Command, path, name string, work func(*session.Session) error) error {
	store, err := openToChange(path)
	if err != nil {
		return refusal(path, err)
	}
	err = daily(store, time.Now())
	if errors.Is(err, annotate.ErrDamaged) { // found by the check of the copy; never written to
		return errors.Join(refusal(path, fmt.Errorf("nothing was changed: %w", err)), store.Close())
	}
	if err != nil {
		warn(cmd, "No snapshot could be made; the work goes on without: %v.", refusal(path, err))
	}
	return within(path, store, name, work)
}

func openToChange(path string) (*bolt.Store, error) {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		store, err := bolt.Open(path, bolt.Options{Program: program})
		var held *bolt.InUseError
		if !errors.As(err, &held) || held.Program != program && held.Program != "" || time.Now().After(end) {
			return store, err
		}
	}
}

// aDay is how old the newest snapshot may be. A window makes one whenever it opens a
// project; a script that did so a thousand times would be slow, and its five newest would
// all be of the same minute.
const aDay = 24 * time.Hour

// daily makes a snapshot of a project that has documents, and none from the day before now.
func daily(store *bolt.Store, now time.Time) error {
	list, err := bolt.Snapshots(store.Path())
	if err != nil || len(list) > 0 && now.Sub(list[0].Time) < aDay {
		return err
	}
	for range store.Summaries(annotate.ID{}) {
		_, err := store.Snapshot()
		return err
	}
	return nil
}

func within(path string, store *bolt.Store, name string, work func(*session.Session) error) (result error) {
	s, err := session.Open(store, name, session.System)
	if err != nil {
		return errors.Join(refusal(path, err), store.Close())
	}
	defer func() {
		if err := s.Close(); result == nil {
			result = err
		}
	}()
	return advised(path, work(s))
}

// refusal says why the project at path cannot be had, and what to do.
func refusal(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such project; make it with %s", path, typed("new", path))
	case isFolder(path):
		return fmt.Errorf("%s: it is a folder, and a project is a file that ends in .parley", path)
	case errors.Is(err, annotate.ErrInUse):
		return fmt.Errorf("%s: %w; close it there first (listing, export, check and backup work meanwhile)", path, inUse(err))
	}
	if errors.Is(err, fs.ErrPermission) {
		return forbidden(path, err)
	}
	return advised(path, about(path, err))
}

// forbidden says what of the project the person may not touch: the file, or its folder.
func forbidden(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && filepath.Base(p.Path) != filepath.Base(path) {
		return fmt.Errorf("you may not write in the folder %s: %w", filepath.Dir(path), fs.ErrPermission)
	}
	return fmt.Errorf("you may not open %s so: %w; nothing was changed", path, fs.ErrPermission)
}

// inUse is the part of err that says who has the project.
func inUse(err error) error {
	var held *bolt.InUseError
	if errors.As(err, &held) {
		return held
	}
	return err
}

// advised adds to err what a person can do about it.
func advised(path string, err error) error {
	advice := ""
	switch half := (halfError{}); {
	case errors.As(err, &half) && !errors.Is(err, annotate.ErrDamaged):
		advice = "make room, and take back what came in by " + typed("undo", path)
	case errors.Is(err, annotate.ErrDamaged):
		advice = typed("check", path) + " says what can be read, 'parleyctl restore' brings back a snapshot"
	case errors.Is(err, annotate.ErrNewer):
		advice = "open it with that one"
	case errors.Is(err, annotate.ErrReadOnly):
		advice = "you may not write here; nothing was changed"
	case errors.Is(err, annotate.ErrFull):
		advice = "nothing was changed; make room and do it again"
	default:
		return err
	}
	return fmt.Errorf("%w; %s", err, advice)
}

// about is err with path before it, unless it says it already.
func about(path string, err error) error {
	if strings.Contains(err.Error(), path) {
		return err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// typed is a command as a person types it, with the path as a shell takes it.
func typed(command, path string) string {
	if strings.ContainsAny(path, " '\"\\$&;()*?<>|~#!`\t\n") {
		return "parleyctl " + command + " '" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return "'parleyctl " + command + " " + path + "'"
}

// wantFolder wants the folder in which path is to be made.
func wantFolder(path string) error {
	if dir := filepath.Dir(path); !isFolder(dir) {
		return fmt.Errorf("%s: there is no folder %s; make it first", path, dir)
	}
	return nil
}

// besides refuses an output that is what is read itself.
func besides(in, out string) error {
	a, err1 := os.Stat(in)
	b, err2 := os.Stat(out)
	switch {
	case err1 != nil || err2 != nil || !os.SameFile(a, b):
		return nil
	case strings.EqualFold(filepath.Ext(in), ".parley"):
		return fmt.Errorf("%s is the project itself; choose another name", out)
	}
	return fmt.Errorf("%s is what is read; choose another name", out)
}

// outside refuses a folder that would lie in the one that is read, and be read with it next time.
func outside(in, out string) error {
	a, err := os.Stat(in)
	if err != nil || !a.IsDir() {
		return nil // which the reading says
	}
	for dir, below := absolute(out), ""; dir != below; dir, below = filepath.Dir(dir), dir {
		if b, err := os.Stat(dir); err == nil && os.SameFile(a, b) {
			return fmt.Errorf("%s lies in %s, which is read; choose another place", out, in)
		}
	}
	return nil
}

// absolute is path from the root; as it is when nobody knows where that is.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// annotatorFlag is --annotator, of commands that change a project.
func annotatorFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "annotator", os.Getenv("PARLEY_ANNOTATOR"), "who does it; joins the project when it is new there (default: $PARLEY_ANNOTATOR, or the project's first annotator)")
}

// findDocument finds a document by ID, by title in any case, or by the only title that
// begins so.
func findDocument(s *session.Session, name string) (*annotate.Summary, error) {
	if id, err := annotate.ParseID(name); err == nil {
		if d := s.Summary(id); d != nil {
			return d, nil
		}
		return nil, fmt.Errorf("document %s: %w; 'parleyctl documents' lists them", name, annotate.ErrNotFound)
	}
	exact := documentsWhere(s, func(title string) bool { return strings.EqualFold(title, name) })
	if len(exact) == 0 {
		exact = documentsWhere(s, func(title string) bool {
			return len(title) >= len(name) && strings.EqualFold(title[:len(name)], name)
		})
	}
	switch len(exact) {
	case 0:
		return nil, fmt.Errorf("document %q: %w; 'parleyctl documents' lists them", name, annotate.ErrNotFound)
	case 1:
		return exact[0], nil
	}
	return nil, fmt.Errorf("document %q: %w, %s; name it by its ID", name, annotate.ErrAmbiguous, firstFew(exact))
}

// firstFew is the IDs of at most three documents, and how many more there are.
func firstFew(list []*annotate.Summary) string {
	var parts []string
	for _, d := range list[:min(3, len(list))] {
		parts = append(parts, d.ID.String())
	}
	if more := len(list) - len(parts); more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(parts, ", "), more)
	}
	return strings.Join(parts, ", ")
}

func documentsWhere(s *session.Session, is func(title string) bool) (found []*annotate.Summary) {
	for _, d := range s.Documents() {
		if is(d.Title) {
			found = append(found, d)
		}
	}
	return found
}

// plain is what the system says of the file at path, without its name for the call.
func plain(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", path, p.Err)
	}
	return about(path, err)
}
