package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt"
)

// program is what other programs are told about who holds a project.
const program = "parleyctl"

// reading opens a project to look at it: beside a program that holds it, a consistent copy.
func reading(path string, work func(*session.Session) error) error {
	store, err := bolt.Open(path, bolt.Options{Program: program, ReadOnly: true})
	if errors.Is(err, annotate.ErrInUse) {
		store, err = bolt.OpenCopy(path)
	}
	return within(path, store, err, "", work)
}

// writing opens a project to change it as the annotator called name; empty: its first.
func writing(path, name string, work func(*session.Session) error) error {
	store, err := bolt.Open(path, bolt.Options{Program: program})
	return within(path, store, err, name, work)
}

func within(path string, store *bolt.Store, err error, name string, work func(*session.Session) error) (result error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such project; make it with 'parleyctl new %s'", path, path)
	case err != nil:
		return fmt.Errorf("%s: %w", path, err)
	}
	s, err := session.Open(store, name, session.System)
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), store.Close())
	}
	defer func() { result = errors.Join(result, s.Close()) }()
	return work(s)
}

// annotatorFlag is --annotator, of commands that change a project.
func annotatorFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "annotator", os.Getenv("PARLEY_ANNOTATOR"), "who does it; joins the project when it is new there (default: the project's first annotator)")
}

// findDocument finds a document by ID, by title in any case, or by the only title that
// begins so.
func findDocument(s *session.Session, name string) (*annotate.Summary, error) {
	if id, err := annotate.ParseID(name); err == nil {
		if d := s.Summary(id); d != nil {
			return d, nil
		}
		return nil, fmt.Errorf("document %s: %w", name, annotate.ErrNotFound)
	}
	exact := documentsWhere(s, func(title string) bool { return strings.EqualFold(title, name) })
	if len(exact) == 0 {
		exact = documentsWhere(s, func(title string) bool {
			return len(title) >= len(name) && strings.EqualFold(title[:len(name)], name)
		})
	}
	switch len(exact) {
	case 0:
		return nil, fmt.Errorf("document %q: %w", name, annotate.ErrNotFound)
	case 1:
		return exact[0], nil
	}
	return nil, fmt.Errorf("document %q: %w: name it by its ID", name, annotate.ErrAmbiguous)
}

func documentsWhere(s *session.Session, is func(title string) bool) (found []*annotate.Summary) {
	for _, d := range s.Documents() {
		if is(d.Title) {
			found = append(found, d)
		}
	}
	return found
}
