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
	"parley/annotate/codec"
	"parley/annotate/edit"
	"parley/annotate/intake"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/annotate/turn"
	"parley/cmd/internal/formats"
)

func importCommand() *cobra.Command {
	var o importing
	var format, encoding, unit, mapping, annotator string
	cmd := &cobra.Command{
		Use:   "import PROJECT PATH…",
		Short: "Bring in documents, whole folders, datasets, and collections of other programs",
		Long: `Bring in documents: plain text in any encoding, Markdown, HTML, folders of them, datasets
that Parley wrote, and what other programs wrote ('parleyctl formats' lists what is read).
What cannot come in is named with its reason; the rest comes in. A text that the project has
already is skipped. Ctrl+C leaves nothing half done.

Of another program's collection each layer goes to the project's of the same name, or as
--mapping says ('parleyctl mapping' proposes one), or becomes one of the project's by
--make-layers. What has no place stays out and is told.`,
		Args: words("PROJECT", "PATH…"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := o.understand(format, encoding, unit); err != nil {
				return err
			}
			if o.mapping, err = mappingFile(mapping); err != nil {
				return err
			}
			for _, in := range args {
				if err := o.check(in, "-"); err != nil {
					return err
				}
			}
			return writing(cmd, args[0], annotator, func(s *session.Session) error { return o.run(cmd, s, args[1:]) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "auto", "auto, text, markdown, html, or one that 'parleyctl formats' lists")
	f.StringVar(&encoding, "encoding", "", "of text files, as windows-1256 (default: found out)")
	f.StringVar(&unit, "unit", "", "that a collection's positions count: codepoint, utf16 or byte (default: the format's, or found out)")
	f.StringVar(&mapping, "mapping", "", "file that says to which layers of the project those of a collection go")
	f.BoolVar(&o.makeLayers, "make-layers", false, "add to the project's schema what it has no place for")
	o.flags(cmd)
	annotatorFlag(cmd, &annotator)
	choices(cmd, "format", append(formats.Names(formats.Reads), "auto", "text", "markdown", "html")...)
	choices(cmd, "unit", "codepoint", "utf16", "byte")
	return cmd
}

// importing is how things are to come in.
type importing struct {
	keeping
	format     string // of collections; "auto" to find out, empty when there are to be none
	intake     intake.Options
	unit       *text.Unit
	mapping    *codec.Mapping
	makeLayers bool

	total codec.Report // of all that came in
}

func (o *importing) understand(format, encoding, unit string) (err error) {
	if err := intake.CheckEncoding(encoding); err != nil {
		return usageError{err}
	}
	o.intake.Encoding = encoding
	if o.unit, err = parseUnit(unit); err != nil {
		return err
	}
	if strings.EqualFold(format, "jsonl") {
		format = string(intake.Parley)
	}
	f, err := intake.ParseFormat(format)
	switch {
	case err == nil && f == intake.Auto:
		o.format = "auto"
	case err == nil:
		o.intake.Format = f
	default:
		own, err := formats.Named(format)
		if err != nil {
			return usagef("format %q: want auto, text, markdown, html, %s", format, strings.Join(formats.Names(formats.Reads), ", "))
		}
		if !formats.Reads(own) {
			return usagef("format %s can be written, but not read", own.Name)
		}
		o.format = own.Name
	}
	return nil
}

// run brings everything in: first texts, then datasets, then collections. What of it cannot
// come in stops nothing else.
func (o *importing) run(cmd *cobra.Command, s *session.Session, paths []string) error {
	texts, collections, err := o.sort(cmd.Context(), paths)
	if err == nil && len(texts) > 0 {
		err = o.importPaths(cmd, s, texts)
	}
	if err == nil || errors.Is(err, errPartly) {
		if more := o.importCollections(cmd, s, collections); more != nil {
			err = more
		}
	}
	if kept := o.keep(&o.total); kept != nil {
		return kept
	}
	return err
}

func (o *importing) importPaths(cmd *cobra.Command, s *session.Session, paths []string) error {
	found, err := collect(cmd, s, paths, o.intake)
	if err != nil {
		return err
	}
	if o.strict && len(found.Refused) > 0 {
		tellImport(cmd.ErrOrStderr(), intake.Result{Refused: found.Refused})
		return fmt.Errorf("%w; nothing was imported", errStrict)
	}
	// From here Ctrl+C ends the process, and the one transaction with it.
	if err := addDrafts(s, found.Drafts); err != nil {
		return err
	}
	o.count(found)
	refused := tellImport(cmd.ErrOrStderr(), found)
	if err := o.importDatasets(cmd, s, found.Datasets); !errors.Is(err, errPartly) && err != nil {
		return err
	} else if err != nil || refused {
		return errPartly
	}
	return nil
}

// count takes what became of texts into the report.
func (o *importing) count(r intake.Result) {
	o.total.Documents += len(r.Drafts)
	for _, f := range r.Refused {
		o.total.Refused.Add(codec.Problem{Place: f.Path, Text: f.Err.Error()})
	}
	for _, k := range r.Skipped {
		o.total.Skipped.Add(codec.Problem{Place: k.Path, Text: "its text is there already"})
	}
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
