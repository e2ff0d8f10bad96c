package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"parley/annotate/edit"
	"parley/annotate/intake"
	"parley/annotate/session"
)

func importCommand() *cobra.Command {
	var format, encoding, annotator string
	cmd := &cobra.Command{
		Use:   "import PROJECT PATH…",
		Short: "Bring in documents, whole folders, or datasets",
		Long: `Bring in documents: plain text in any encoding, Markdown, HTML, folders of them, and
datasets that Parley wrote. What cannot come in is named with its reason; the rest comes in.
A text that the project has already is skipped. Ctrl+C leaves nothing half done.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := intake.ParseFormat(format)
			if err != nil {
				return usageError{err}
			}
			if err := intake.CheckEncoding(encoding); err != nil {
				return usageError{err}
			}
			return writing(args[0], annotator, func(s *session.Session) error {
				return importPaths(cmd, s, args[1:], intake.Options{Format: f, Encoding: encoding})
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "auto, text, markdown, html or parley")
	cmd.Flags().StringVar(&encoding, "encoding", "", "of text files, as windows-1256 (default: found out)")
	annotatorFlag(cmd, &annotator)
	return cmd
}

func importPaths(cmd *cobra.Command, s *session.Session, paths []string, o intake.Options) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	errs := cmd.ErrOrStderr()
	bar := newBar(errs, -1, "Reading")
	found, err := intake.Collect(ctx, intake.Request{
		Paths: paths, Options: o, Known: knownTexts(s),
		Progress: func(p intake.Progress) { bar.of(p.Done, p.Total) },
	})
	bar.end()
	if err != nil {
		return err
	}
	if err := addDrafts(s, found.Drafts); err != nil {
		return err
	}
	refused := tellImport(errs, found)
	for _, path := range found.Datasets {
		if err := importDataset(ctx, cmd, s, path); errors.Is(err, errPartly) {
			refused = true
		} else if err != nil {
			return err
		}
	}
	if refused {
		return errPartly
	}
	return nil
}

// knownTexts reports whether the project has a text; an unreadable index is an unknown text.
func knownTexts(s *session.Session) func([32]byte) bool {
	known := make(map[[32]byte]bool, len(s.Documents()))
	for _, d := range s.Documents() {
		known[d.SHA256] = true
	}
	return func(sum [32]byte) bool { return known[sum] }
}

func addDrafts(s *session.Session, drafts []intake.Draft) error {
	if len(drafts) == 0 {
		return nil
	}
	plain := make([]edit.Draft, len(drafts))
	for i, d := range drafts {
		plain[i] = d.Draft
	}
	cs, _ := s.Editor().AddDocuments(plain...)
	return s.Apply(cs)
}

// tellImport says what came in and what did not, and reports whether something was refused.
func tellImport(w io.Writer, r intake.Result) bool {
	for _, f := range r.Refused {
		fmt.Fprintf(w, "refused: %s\n", f.Err)
	}
	for _, k := range r.Skipped {
		if k.Same != "" {
			fmt.Fprintf(w, "skipped: %s: the same text as %s\n", k.Path, k.Same)
		} else {
			fmt.Fprintf(w, "skipped: %s: the project has this text\n", k.Path)
		}
	}
	if len(r.Drafts)+len(r.Skipped)+len(r.Refused) > 0 {
		fmt.Fprintf(w, "Imported %s, skipped %d, refused %d.\n", plural(len(r.Drafts), "document"), len(r.Skipped), len(r.Refused))
	}
	return len(r.Refused) > 0
}
