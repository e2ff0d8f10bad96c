package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/intake"
	"parley/annotate/session"
	"parley/annotate/turn"
)

func importCommand() *cobra.Command {
	var format, encoding, annotator string
	cmd := &cobra.Command{
		Use:   "import PROJECT PATH…",
		Short: "Bring in documents, whole folders, or datasets",
		Long: `Bring in documents: plain text in any encoding, Markdown, HTML, folders of them, and
datasets that Parley wrote. What cannot come in is named with its reason; the rest comes in.
A text that the project has already is skipped. Ctrl+C leaves nothing half done.`,
		Args: words("PROJECT", "PATH…"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := intake.ParseFormat(format)
			if err != nil {
				return usageError{err}
			}
			if err := intake.CheckEncoding(encoding); err != nil {
				return usageError{err}
			}
			return writing(cmd, args[0], annotator, func(s *session.Session) error {
				return importPaths(cmd, s, args[1:], intake.Options{Format: f, Encoding: encoding})
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "auto, text, markdown, html or parley")
	cmd.Flags().StringVar(&encoding, "encoding", "", "of text files, as windows-1256 (default: found out)")
	annotatorFlag(cmd, &annotator)
	choices(cmd, "format", "auto", "text", "markdown", "html", "parley")
	return cmd
}

func importPaths(cmd *cobra.Command, s *session.Session, paths []string, o intake.Options) error {
	found, err := collect(cmd, s, paths, o)
	if err != nil {
		return err
	}
	// From here Ctrl+C ends the process, and the one transaction with it.
	if err := addDrafts(s, found.Drafts); err != nil {
		return err
	}
	refused := tellImport(cmd.ErrOrStderr(), found)
	if err := importDatasets(cmd, s, found.Datasets); !errors.Is(err, errPartly) && err != nil {
		return err
	} else if err != nil || refused {
		return errPartly
	}
	return nil
}

// collect reads the files; Ctrl+C stops it, with nothing changed.
func collect(cmd *cobra.Command, s *session.Session, paths []string, o intake.Options) (intake.Result, error) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	bar := newBar(cmd.ErrOrStderr(), -1, "Reading")
	defer bar.end()
	entities, err := s.Entities()
	if err != nil {
		return intake.Result{}, err
	}
	found, err := intake.Collect(ctx, intake.Request{
		Paths: paths, Options: o, Known: knownTexts(s), Names: turn.NewRegister(entities),
		Progress: func(p intake.Progress) { bar.of(p.Done, p.Total) },
	})
	if errors.Is(err, annotate.ErrCanceled) {
		return found, fmt.Errorf("%w; nothing was imported", err)
	}
	return found, err
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
		fmt.Fprintf(w, "refused: %s%s\n", f.Err, hint(f))
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

// hint is what to do with a file that Parley knows, though not as a document.
func hint(f intake.Refusal) string {
	switch {
	case strings.EqualFold(filepath.Ext(f.Path), ".parley") && errors.Is(f.Err, annotate.ErrBinary):
		return "; where it is a project, 'parleyctl export' makes a dataset of it, and that can come in"
	case errors.Is(f.Err, annotate.ErrUndecodable):
		return "; --encoding says which one it is"
	}
	return ""
}
