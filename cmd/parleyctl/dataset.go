package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/assets"
	"parley/storage/bolt"
)

// importDatasets brings in datasets one by one. One that cannot come in is named and stops
// nothing; what would stop the others as well, as a full disk, ends it.
func (o *importing) importDatasets(cmd *cobra.Command, s *session.Session, files []string) error {
	return o.each(cmd, files, func(ctx context.Context, path string) error { return o.importDataset(ctx, cmd, s, path) })
}

// each brings files in, one by one.
func (o *importing) each(cmd *cobra.Command, files []string, bring func(ctx context.Context, path string) error) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	partly := false
	for _, path := range files {
		err := bring(ctx, path)
		switch {
		case err == nil:
		case errors.Is(err, errPartly):
			partly = true
		case final(err):
			return err
		default:
			partly = true
			o.total.Refused.Add(codec.Problem{Place: path, Text: err.Error()})
			warn(cmd, "refused: %v", err)
		}
	}
	if partly {
		return errPartly
	}
	return nil
}

// final reports whether err is the project's and not one file's.
func final(err error) bool {
	return errors.Is(err, annotate.ErrCanceled) || errors.Is(err, annotate.ErrFull) || errors.Is(err, annotate.ErrReadOnly) || errors.Is(err, annotate.ErrDamaged)
}

// importDataset brings in what Parley exported. In an empty project it gives the very
// project that was exported, unless --annotator says who imports.
func (o *importing) importDataset(ctx context.Context, cmd *cobra.Command, s *session.Session, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if o.strict {
		report, err := parley.Preview(f, s.Reader())
		if err != nil {
			return about(path, err)
		}
		if !report.Whole() {
			return o.refuse(cmd, path, report)
		}
	}
	by := s.Me().ID
	if len(s.Documents()) == 0 && !cmd.Flags().Changed("annotator") {
		by = annotate.ID{}
	}
	report, err := readDataset(ctx, cmd.ErrOrStderr(), s, f, by, annotate.Intended)
	if err != nil {
		return about(path, canceled(err))
	}
	o.total.Join(report)
	return tellReport(cmd.ErrOrStderr(), "Imported", report)
}

// canceled says of an import that was stopped what became of it.
func canceled(err error) error {
	if errors.Is(err, annotate.ErrCanceled) {
		return fmt.Errorf("%w; what had come in was taken back", err)
	}
	return err
}

func readDataset(ctx context.Context, errs io.Writer, s *session.Session, r io.ReadSeeker, by annotate.ID, cause annotate.Cause) (*parley.Report, error) {
	bar := newBar(errs, -1, "Importing")
	defer bar.end()
	back := undoing{s: s}
	report, err := parley.Read(r, parley.ReadOptions{
		Into: s.Reader(), Annotator: by, Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error {
			cs.Cause = cause
			return s.Apply(cs)
		},
		Undo: back.undo,
		Progress: func(done, total int64) error {
			bar.of(int(done>>10), int(total>>10))
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			return nil
		},
	})
	return report, back.told(err)
}

// newSample makes a copy of the sample project.
func newSample(cmd *cobra.Command, path string) error {
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: "Sample", Created: annotate.Instant(time.Now())}, &annotate.Schema{Name: "Empty", Version: 1})
	if err != nil {
		return refusal(path, err)
	}
	return within(path, store, "", func(s *session.Session) error {
		report, err := readDataset(cmd.Context(), io.Discard, s, strings.NewReader(assets.Sample()), annotate.ID{}, annotate.Upkeep)
		if err != nil {
			return err
		}
		return tellReport(cmd.ErrOrStderr(), "Made "+path+" with", report)
	})
}
