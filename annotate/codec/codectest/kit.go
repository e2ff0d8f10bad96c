package codectest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/session"
)

// Kit reads and writes one format, for its tests.
type Kit struct {
	Format codec.Format
	// ReadAs reads files into an empty project, for a format that does it in a way of its own;
	// nil: as [codec.Import] does. What belongs to nobody is by's.
	ReadAs func(t testing.TB, files Files, into session.Store, by annotate.ID) *codec.Report

	empty func(*annotate.Project, *annotate.Schema) session.Store
}

// New is the kit of a format. A project without anything in it is made by empty, as memory.New
// does.
func New[S session.Store](f codec.Format, empty func(*annotate.Project, *annotate.Schema) S) Kit {
	return Kit{Format: f, empty: func(p *annotate.Project, s *annotate.Schema) session.Store { return empty(p, s) }}
}

// Files are what a format writes or reads, by their names in their folder; of a format of one
// file its name is "".
type Files map[string]string

// Source is files as something to read.
func (f Files) Source() codec.Source {
	fsys, names := fstest.MapFS{}, slices.Sorted(maps.Keys(f))
	for name, s := range f {
		fsys[name] = &fstest.MapFile{Data: []byte(s)}
	}
	s := codec.Source{FS: fsys, Name: "sample", Files: names}
	if len(names) == 1 {
		s.Name = names[0]
	}
	return s
}

// One is the source of one file of the format.
func (k Kit) One(content string) codec.Source {
	return Files{"a" + k.Format.Extensions[0]: content}.Source()
}

// Create implements [codec.Target].
func (f Files) Create(name string) (io.WriteCloser, error) {
	if _, twice := f[name]; twice {
		return nil, fmt.Errorf("%q is written twice: %w", name, annotate.ErrInvalid)
	}
	f[name] = ""
	return &file{files: f, name: name}, nil
}

// file is one that is being written.
type file struct {
	bytes.Buffer
	files Files
	name  string
}

// Close implements io.Closer.
func (f *file) Close() error {
	f.files[f.name] = f.String()
	return nil
}

// Project is a store with records in it, under a schema; nil: an empty one.
func (k Kit) Project(t testing.TB, s *annotate.Schema, records ...annotate.Record) session.Store {
	t.Helper()
	if s == nil {
		s = &annotate.Schema{Name: "Empty", Version: 1}
	}
	store := k.empty(&annotate.Project{ID: annotatetest.ID(1 << 30), Name: "Sample"}, s)
	Commit(t, store, creations(records)...)
	return store
}

// Sample is a project of [Sample].
func (k Kit) Sample(t testing.TB) session.Store {
	t.Helper()
	return k.Project(t, Schema(), Sample(t)...)
}

func creations(records []annotate.Record) (list []annotate.Change) {
	for _, r := range records {
		list = append(list, annotate.Create(r))
	}
	return list
}

// Commit makes changes in a project.
func Commit(t testing.TB, store session.Store, changes ...annotate.Change) {
	t.Helper()
	if len(changes) == 0 {
		return
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "Test", Changes: changes}); err != nil {
		t.Fatal(err)
	}
}

// Read reads a source into an empty project, whose one annotator is [Importer].
func (k Kit) Read(t testing.TB, s codec.Source, o codec.OpenOptions) (session.Store, *codec.Report) {
	t.Helper()
	store := k.Project(t, nil)
	return store, k.ReadInto(t, store, s, o)
}

// ReadInto reads a source into a project, to which an annotator [Importer] comes: what the
// project has no place for gets one, and parts that are called alike are one.
func (k Kit) ReadInto(t testing.TB, store session.Store, s codec.Source, o codec.OpenOptions) *codec.Report {
	t.Helper()
	if o.Annotator.IsZero() {
		me := &annotate.Annotator{ID: annotate.NewID(), Name: Importer}
		Commit(t, store, annotate.Create(me))
		o.Annotator = me.ID
	}
	c, err := k.Format.Open(s, o)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	there := must(store.Schema())(t)
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{
		Into: store, Extend: true, Annotator: o.Annotator, Now: annotatetest.Clock(), Mapping: codec.Propose(c.Schema(), there),
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err },
	})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// Write writes a project.
func (k Kit) Write(t testing.TB, r session.Reader) (Files, *codec.Report) {
	t.Helper()
	files := Files{}
	report, err := k.Format.Write(context.Background(), r, files, codec.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return files, report
}

// WriteOne writes a project in a format of one file.
func (k Kit) WriteOne(t testing.TB, r session.Reader) (string, *codec.Report) {
	t.Helper()
	files, report := k.Write(t, r)
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	return files[""], report
}

// Lost are the losses of a report, as "2 notes left out", in the order of the alphabet.
func Lost(r *codec.Report) (list []string) {
	for _, l := range r.Lost {
		list = append(list, l.String())
	}
	slices.Sort(list)
	return list
}
