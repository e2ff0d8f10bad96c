package formats

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
)

// Scratch is a project without anything in it, in a file of its own: what is converted may
// be larger than memory. done closes it, and it is gone.
func Scratch() (store *bolt.Store, done func() error, err error) {
	dir, err := os.MkdirTemp("", "parley-*")
	if err != nil {
		return nil, nil, err
	}
	store, err = bolt.Create(filepath.Join(dir, "scratch.parley"), &annotate.Project{ID: annotate.NewID(), Name: "Converted", Created: annotate.Instant(time.Now())},
		&annotate.Schema{Name: "Converted", Version: 1})
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return store, func() error { return errors.Join(store.Close(), os.RemoveAll(dir)) }, nil
}

// FillOptions say how a source is read into an empty project.
type FillOptions struct {
	Unit     *text.Unit                // that positions are counted in; nil: found out
	Progress func(documents int) error // its error stops the reading; may be nil
}

// nobody is whose is what belongs to nobody, as in a project that was just made.
const nobody = "Annotator"

// ReaderFor is what Fill filled, for a format to write. One that knows no annotators is not
// told of the one who stands for nobody, lest it says that it left somebody out.
func ReaderFor(f codec.Format, r session.Reader) session.Reader {
	if f.Carries.Has(codec.Annotators) {
		return r
	}
	return somebody{r}
}

type somebody struct{ session.Reader }

// Annotators implements [session.Reader].
func (r somebody) Annotators() ([]*annotate.Annotator, error) {
	list, err := r.Reader.Annotators()
	return slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotator) bool { return a.Name == nobody }), err
}

// Fill reads a source of format f into an empty project, whose schema becomes the one that
// the source says or makes. What belongs to nobody is the annotator's called "Annotator".
func Fill(ctx context.Context, store *bolt.Store, f codec.Format, s codec.Source, o FillOptions) (*codec.Report, error) {
	if IsDataset(f) {
		return fillDataset(ctx, store, s, o)
	}
	empty, end, err := store.View()
	if err != nil {
		return nil, err
	}
	defer end()
	nobody := &annotate.Annotator{ID: annotate.NewID(), Name: nobody, Created: annotate.Instant(time.Now())}
	c, err := f.Open(s, codec.OpenOptions{Unit: o.Unit, Annotator: nobody.ID, Into: empty})
	if err != nil {
		return nil, err
	}
	apply := applying(store)
	err = apply(annotate.ChangeSet{Label: "Begin", Annotator: nobody.ID, Time: nobody.Created, Changes: []annotate.Change{annotate.Create(nobody)}})
	var report *codec.Report
	if err == nil {
		report, err = codec.Import(ctx, c, codec.ImportOptions{Into: empty, Apply: apply, Extend: true, Twins: true, Annotator: nobody.ID, Progress: o.Progress})
	}
	return report, errors.Join(err, c.Close())
}

func applying(store *bolt.Store) func(annotate.ChangeSet) error {
	return func(cs annotate.ChangeSet) error {
		_, err := store.Commit(&cs)
		return err
	}
}

func fillDataset(ctx context.Context, store *bolt.Store, s codec.Source, o FillOptions) (*codec.Report, error) {
	f, done, err := opened(s)
	if err != nil {
		return nil, err
	}
	report, err := parley.Read(f, parley.ReadOptions{
		Into: store, Now: time.Now, Apply: applying(store),
		Progress: func(read, _ int64) error {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			return nil
		},
	})
	return report, errors.Join(err, done())
}
