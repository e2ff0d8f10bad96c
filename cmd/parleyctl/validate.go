package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/annotate/codec/parley"
	"parley/assets"
)

// finding is a problem as 'validate --json' prints it.
type finding struct {
	Place    string `json:"place"`
	Document string `json:"document"`
	Record   string `json:"record"`
	Offset   int64  `json:"offset"`
	Problem  string `json:"problem"`
}

func validateCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "validate FILE|-",
		Short: "Check a dataset against its JSON Schema, and what a schema cannot say",
		Long:  "Check a dataset, JSON or JSONL, of a file or of standard input: its form against the JSON Schema, quotes against texts, references, unknown tags.",
		Args:  words("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, done, err := openDataset(args[0], cmd.InOrStdin())
			if err != nil {
				return err
			}
			defer done()
			report, err := parley.Validate(watched(f, cmd.ErrOrStderr()), assets.DatasetSchema())
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if asJSON {
				err = printFindings(cmd.OutOrStdout(), report)
			} else {
				err = tellFindings(cmd.OutOrStdout(), args[0], report)
			}
			if err == nil && !report.OK() {
				return errPartly
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the problems as an array of objects")
	return cmd
}

// watch is a file whose reading moves a bar on.
type watch struct {
	io.ReadSeeker
	bar  bar
	read int64
}

// watched is f, with a bar of percents on a terminal: the check of a very large dataset
// takes a minute.
func watched(f io.ReadSeeker, w io.Writer) io.ReadSeeker {
	size, err := f.Seek(0, io.SeekEnd)
	if _, back := f.Seek(0, io.SeekStart); err != nil || back != nil {
		return f
	}
	return &watch{ReadSeeker: f, bar: newBar(w, int(size>>10), "checking, KB")}
}

// Read implements io.Reader.
func (w *watch) Read(b []byte) (n int, err error) {
	n, err = w.ReadSeeker.Read(b)
	w.read += int64(n)
	_ = w.bar.set(int(w.read >> 10))
	if err == io.EOF {
		w.bar.end()
	}
	return n, err
}

// Seek implements io.Seeker.
func (w *watch) Seek(offset int64, whence int) (at int64, err error) {
	at, err = w.ReadSeeker.Seek(offset, whence)
	w.read = at
	return at, err
}

// openDataset opens a file to be read twice; what comes through a pipe is laid aside for it.
func openDataset(path string, in io.Reader) (io.ReadSeeker, func(), error) {
	if isFolder(path) {
		return nil, nil, fmt.Errorf("%s is a folder; name a file", path)
	}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, plain(path, err)
		}
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, func() { f.Close() }, nil
		}
		defer f.Close()
		in = f
	}
	aside, err := os.CreateTemp("", "parley-dataset-*")
	if err != nil {
		return nil, nil, err
	}
	done := func() { aside.Close(); os.Remove(aside.Name()) }
	if _, err := io.Copy(aside, in); err != nil {
		done()
		return nil, nil, plain(path, err)
	}
	return aside, done, nil
}

func printFindings(w io.Writer, r *parley.Report) error {
	var rows []finding
	for _, p := range problems(r) {
		rows = append(rows, finding{p.Place, p.Document, p.Record, p.Offset, p.Text})
	}
	return printRows(w, rows)
}

func tellFindings(w io.Writer, name string, r *parley.Report) (err error) {
	if r.OK() {
		_, err = fmt.Fprintf(w, "%s: valid: %s, %s, %s, %s\n", name, plural(r.Documents, "document"), plural(r.Annotations, "annotation"), plural(r.Relations, "relation"), plural(r.Entities, "entity"))
		return err
	}
	all := problems(r)
	for _, p := range all {
		_, err = fmt.Fprintf(w, "%s: %s\n", name, p)
	}
	if total := r.Refused.Total + r.Repaired.Total + r.Skipped.Total + r.Doubtful.Total; total > len(all) {
		_, err = fmt.Fprintf(w, "%s: %d problems more\n", name, total-len(all))
	}
	return err
}

func problems(r *parley.Report) (all []parley.Problem) {
	for _, f := range []parley.Findings{r.Refused, r.Repaired, r.Skipped, r.Doubtful} {
		all = append(all, f.First...)
	}
	return all
}
