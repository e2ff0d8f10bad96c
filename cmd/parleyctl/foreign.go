package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/intake"
	"parley/annotate/session"
	"parley/cmd/internal/formats"
)

// sort tells what intake takes from collections of other programs.
func (o *importing) sort(ctx context.Context, paths []string) (texts, collections []string, err error) {
	mapped := (o.mapping != nil || o.makeLayers) && o.intake.Format == intake.Parley
	switch {
	case mapped:
		o.format = "parley"
	case o.format == "":
		return paths, nil, nil
	}
	for _, p := range paths {
		switch {
		case o.format == "auto" && o.isCollection(p, formats.Detect), o.format != "auto" && !o.isFolderOf(p):
			collections = append(collections, p)
		case !isFolder(p):
			texts = append(texts, p)
		default:
			t, c, err := o.within(ctx, p)
			if err != nil {
				return nil, nil, err
			}
			texts, collections = append(texts, t...), append(collections, c...)
		}
	}
	return texts, collections, nil
}

// isFolderOf reports whether p is a folder of files that each are a collection.
func (o *importing) isFolderOf(p string) bool {
	f, err := formats.Named(o.format)
	return err == nil && !f.Folder && isFolder(p)
}

// isCollection reports whether what is at path seems to be a collection of another
// program's. A dataset is one only where its layers are to be mapped.
func (o *importing) isCollection(path string, detect func(codec.Source) (codec.Format, codec.Guess)) bool {
	s, err := codec.OpenSource(path)
	if err != nil {
		return false
	}
	defer s.Close()
	f, guess := detect(s)
	if isFolder(path) && !f.Folder {
		return false
	}
	own := formats.IsDataset(f) && strings.EqualFold(s.Only(), s.Name)
	return guess.Likelihood >= formats.Sure && (!own || o.mapping != nil || o.makeLayers)
}

// within sorts the files of a folder. Of a format that was asked for there are those that
// end as its files do.
func (o *importing) within(ctx context.Context, folder string) (texts, collections []string, err error) {
	files, refused, err := intake.Find(ctx, []string{folder})
	if err != nil {
		return nil, nil, err
	}
	if o.format == "auto" && (len(files) == 0 || len(refused) > 0) {
		texts = append(texts, folder) // which says so
	}
	f, _ := formats.Named(o.format)
	for _, file := range files {
		switch {
		case o.format == "auto" && o.isCollection(file, formats.DetectNamed), ends(file, f.Extensions):
			collections = append(collections, file)
		case o.format == "auto" && len(refused) == 0:
			texts = append(texts, file)
		}
	}
	if o.format != "auto" && len(collections) == 0 {
		return nil, nil, fmt.Errorf("%s: none of its files ends in %s", folder, strings.Join(f.Extensions, " or "))
	}
	return texts, collections, nil
}

func ends(file string, extensions []string) bool {
	for _, e := range extensions {
		if strings.HasSuffix(strings.ToLower(file), e) {
			return true
		}
	}
	return false
}

func (o *importing) importCollections(cmd *cobra.Command, s *session.Session, paths []string) error {
	return o.each(cmd, paths, func(ctx context.Context, path string) error {
		return opening(path, o.format, o.unit, s, func(in opened) error {
			if in.guess.Why != "" {
				warn(cmd, "%s is read as %s: %s.", path, in.format.Name, in.guess.Why)
			}
			err := o.importCollection(ctx, cmd, s, path, in)
			if err != nil && !errors.Is(err, errPartly) {
				return about(path, err)
			}
			return err
		})
	})
}

// importCollection brings one collection in.
func (o *importing) importCollection(ctx context.Context, cmd *cobra.Command, s *session.Session, path string, in opened) error {
	m, err := o.mappingOf(in.collection.Schema(), s.Schema())
	if err != nil {
		return err
	}
	if o.strict {
		report, err := o.bring(ctx, cmd, s, in, m, true)
		if err != nil {
			return err
		}
		if !report.Whole() {
			return o.refuse(cmd, path, report)
		}
	}
	report, err := o.bring(ctx, cmd, s, in, m, false)
	if err != nil {
		return canceled(err)
	}
	o.total.Join(report)
	err = tellReport(cmd.ErrOrStderr(), "Imported", report)
	if len(report.Lost) > 0 && !o.makeLayers && o.mapping == nil {
		warn(cmd, "--make-layers would add what has no place; 'parleyctl mapping' proposes a file for --mapping.")
	}
	return err
}

// refuse is why --strict does not take what is at path.
func (o *importing) refuse(cmd *cobra.Command, path string, r *codec.Report) error {
	r.Documents, r.Annotations, r.Relations, r.Entities, r.Annotators = 0, 0, 0, 0, 0
	o.total.Join(r)
	tellProblems(cmd.ErrOrStderr(), r)
	return fmt.Errorf("%s: %w", path, errStrict)
}

// mappingOf is the one that was given, or the one that is proposed, if anything fits.
func (o *importing) mappingOf(from, to *annotate.Schema) (codec.Mapping, error) {
	if o.mapping != nil {
		return *o.mapping, o.mapping.Check(from, to)
	}
	m := codec.Propose(from, to)
	if !o.makeLayers && len(m.Layers) > 0 && !m.Fits() {
		return m, fmt.Errorf("none of its layers (%s) is one of the project's; --make-layers adds them, --mapping FILE says which are meant, and 'parleyctl mapping' proposes that file: %w",
			shorten(layerNames(from), 200), annotate.ErrInvalid)
	}
	return m, nil
}

// bring reads in what is in a collection; tried, it only finds out what would be said.
func (o *importing) bring(ctx context.Context, cmd *cobra.Command, s *session.Session, in opened, m codec.Mapping, tried bool) (*codec.Report, error) {
	bar := newBar(cmd.ErrOrStderr(), -1, "Importing")
	defer bar.end()
	apply := s.Apply
	if tried {
		apply = func(annotate.ChangeSet) error { return nil }
	}
	back := undoing{s: s}
	report, err := codec.Import(ctx, in.collection, codec.ImportOptions{
		Into: in.into, Apply: apply, Undo: back.undo,
		Mapping: m, Extend: o.makeLayers, Annotator: s.Me().ID, Now: time.Now,
		Label: fmt.Sprintf("Import %s", in.source.Name), Progress: bar.set,
	})
	return report, back.told(err)
}

// undoing takes back the parts of an import that fails.
type undoing struct {
	s      *session.Session
	failed bool
}

func (u *undoing) undo() error {
	_, err := u.s.Undo()
	u.failed = u.failed || err != nil
	return err
}

// told is err, as one that left something when that could not be undone.
func (u *undoing) told(err error) error {
	if err != nil && u.failed {
		return halfError{err}
	}
	return err
}

// halfError is of an import of which a part is in the project.
type halfError struct{ error }

// Unwrap gives the reason.
func (h halfError) Unwrap() error { return h.error }
