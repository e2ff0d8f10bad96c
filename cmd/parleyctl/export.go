package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

func exportCommand() *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "export PROJECT --out PATH|-",
		Short: "Write the project as a dataset",
		Long:  "Write the project as a dataset: parley, one JSON document, or jsonl, a header line and then one document a line.\nThe file is replaced when all of it is written, or left as it was.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lines, err := isLines(format)
			if err != nil {
				return err
			}
			if err := checkOut(args[0], out); err != nil {
				return err
			}
			return viewing(args[0], func(r session.Reader) error {
				bar := newBar(cmd.ErrOrStderr(), -1, "Writing")
				bar.expect(func() int { return countDocuments(r) })
				report, err := writeDataset(cmd.OutOrStdout(), out, r, parley.Options{Lines: lines, Progress: bar.set})
				bar.end()
				if err != nil {
					return err
				}
				return tellReport(cmd.ErrOrStderr(), "Wrote", report)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "parley", "parley or jsonl")
	cmd.Flags().StringVar(&out, "out", "", "file to write; - for standard output")
	choices(cmd, "format", "parley", "jsonl")
	return cmd
}

// checkOut wants a place for a dataset that is not the project's own.
func checkOut(project, out string) error {
	switch {
	case out == "-":
		return nil
	case out == "":
		return usagef("say where to by --out PATH, or --out - for standard output")
	case isFolder(out):
		return fmt.Errorf("%s is a folder; name a file", out)
	}
	return errors.Join(besides(project, out), wantFolder(out))
}

func isLines(format string) (bool, error) {
	switch strings.ToLower(format) {
	case "parley":
		return false, nil
	case "jsonl":
		return true, nil
	}
	return false, usagef("format %q: want parley or jsonl", format)
}

// viewing opens a project to read without a session, whose list of documents takes memory.
func viewing(path string, work func(session.Reader) error) (result error) {
	store, err := openBeside(path)
	if err != nil {
		return refusal(path, err)
	}
	defer func() { result = errors.Join(result, store.Close()) }()
	r, end, err := store.View()
	if err != nil {
		return refusal(path, err)
	}
	defer end()
	return advised(path, work(r))
}

// countDocuments counts as far as it can read; what cannot be read is told by the writing.
func countDocuments(r session.Reader) (n int) {
	for _, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return n
		}
		n++
	}
	return n
}

func writeDataset(w io.Writer, out string, r session.Reader, o parley.Options) (*parley.Report, error) {
	if out == "-" {
		return parley.Write(w, r, o)
	}
	return parley.WriteFile(out, r, o)
}

// tellReport says what was carried and, line by line, what was not or not as it should be.
// Then it is errPartly.
func tellReport(w io.Writer, verb string, r *parley.Report) error {
	for _, part := range []struct {
		name string
		list parley.Findings
		told int
	}{{"refused", r.Refused, 1000}, {"doubtful", r.Doubtful, 1000}, {"repaired", r.Repaired, 20}, {"skipped", r.Skipped, 20}} {
		told := part.list.First[:min(part.told, len(part.list.First))]
		for _, p := range told {
			fmt.Fprintf(w, "%s: %s\n", part.name, p)
		}
		if more := part.list.Total - len(told); more > 0 {
			fmt.Fprintf(w, "%s: %d more\n", part.name, more)
		}
	}
	fmt.Fprintf(w, "%s %s, %s, %s, %s.", verb, plural(r.Documents, "document"), plural(r.Annotations, "annotation"), plural(r.Relations, "relation"), plural(r.Entities, "entity"))
	for _, part := range []struct {
		n    int
		what string
	}{{r.Repaired.Total, "repaired"}, {r.Skipped.Total, "skipped, being there already"}, {r.Doubtful.Total, "doubtful"}, {r.Refused.Total, "refused"}} {
		if part.n > 0 {
			fmt.Fprintf(w, " %d %s.", part.n, part.what)
		}
	}
	fmt.Fprintln(w)
	if r.Refused.Total+r.Doubtful.Total > 0 {
		return errPartly
	}
	return nil
}

// plural is "1 document", "2 documents", "3 entities".
func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
