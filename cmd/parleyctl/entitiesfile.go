package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/actors"
	"parley/annotate/session"
)

func entitiesExportCommand() *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "export PROJECT [FILE|-]",
		Short: "Write the register as CSV or JSON",
		Long: `Write the register as CSV or JSON, which 'entities import' reads, to a file or else to
standard output. Without --format the name of the file says which: .json is JSON, all else CSV. In CSV several parts of a cell
have a bar between them, and what belongs to one stands in braces behind it: an alias'
language and what counts of it, an affiliation's role and dates.`,
		Args: words("PROJECT", "[FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 2 && out != "":
				return usagef("say where to once, by FILE or by --out")
			case len(args) == 2:
				out = args[1]
			case out == "":
				out = "-"
			}
			if format == "" {
				format = formatOf(out)
			}
			f, err := actors.ParseFormat(format)
			if err != nil {
				return usageError{err}
			}
			if err := checkOut(args[0], out); err != nil {
				return err
			}
			return reading(args[0], func(s *session.Session) error { return exportEntities(cmd, s, f, out) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "csv or json (default: as the file's name says)")
	cmd.Flags().StringVar(&out, "out", "", "file to write, as FILE; - for standard output")
	choices(cmd, "format", "csv", "json")
	return cmd
}

func formatOf(path string) string {
	if strings.EqualFold(filepath.Ext(path), ".json") {
		return "json"
	}
	return "csv"
}

func exportEntities(cmd *cobra.Command, s *session.Session, f actors.Format, out string) error {
	all, err := s.Entities()
	if err != nil {
		return err
	}
	if out == "-" {
		return actors.Write(cmd.OutOrStdout(), f, all)
	}
	if err := codec.Replace(out, func(w io.Writer) error { return actors.Write(w, f, all) }); err != nil {
		return err
	}
	warn(cmd, "Wrote %s.", plural(len(all), "actor"))
	return nil
}

func entitiesImportCommand() *cobra.Command {
	var annotator, format string
	cmd := &cobra.Command{
		Use:   "import PROJECT FILE|-",
		Short: "Add and change actors by a CSV or JSON file",
		Long: `Add and change actors by a CSV or JSON file, in one step. A row with the ID of an actor
changes it, in the columns that the file has; a row without makes a new one, unless there
is one of that name that says the same. What cannot be taken is refused with its line and
reason, the rest comes in. CSV may be separated by commas, semicolons or tabs; only a
column called name is needed. Nothing is deleted.`,
		Args: words("PROJECT", "FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := actors.ParseFormat(format); format != "" && err != nil {
				return usageError{err}
			}
			rows, report, err := readEntities(cmd, args[1])
			if err != nil {
				return err
			}
			if format != "" && !strings.EqualFold(format, report.Format.String()) {
				return fmt.Errorf("%s: it is %s, not %s; nothing was imported", args[1], report.Format, format)
			}
			return writing(cmd, args[0], annotator, func(s *session.Session) error { return importEntities(cmd, s, rows, report) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "csv or json (default: as the file is)")
	choices(cmd, "format", "csv", "json")
	annotatorFlag(cmd, &annotator)
	return cmd
}

func readEntities(cmd *cobra.Command, path string) ([]*actors.Row, *actors.Report, error) {
	in := cmd.InOrStdin()
	if isFolder(path) {
		return nil, nil, fmt.Errorf("%s is a folder; name a file", path)
	}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, plain(path, err)
		}
		defer f.Close()
		in = f
	}
	rows, report, err := actors.Read(in)
	if err != nil {
		return nil, nil, about(path, err)
	}
	return rows, report, nil
}

func importEntities(cmd *cobra.Command, s *session.Session, rows []*actors.Row, report *actors.Report) error {
	there, err := s.Entities()
	if err != nil {
		return err
	}
	now := annotate.Instant(time.Now())
	changes := actors.Plan(rows, there, actors.Origin{NewID: annotate.NewID, Now: now}, report)
	if len(changes) > 0 {
		cs := annotate.ChangeSet{Label: "Import " + plural(len(changes), "actor"), Annotator: s.Me().ID, Time: now, Changes: changes}
		if err := s.Apply(cs); err != nil {
			return err
		}
	}
	for _, p := range report.Refused {
		warn(cmd, "refused: %s", p)
	}
	for _, p := range report.Doubtful {
		warn(cmd, "doubtful: %s", p)
	}
	warn(cmd, "Added %s, changed %d, %d the same, refused %d.", plural(report.Made, "actor"), report.Changed, report.Same, len(report.Refused))
	if len(report.Refused)+len(report.Doubtful) > 0 {
		return errPartly
	}
	return nil
}
