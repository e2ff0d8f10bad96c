package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/cmd/internal/formats"
)

// exporting is what of a project is written, and how.
type exporting struct {
	keeping
	format, out, unit             string
	documents, layers, annotators []string
	states, shape                 []string
}

func exportCommand() *cobra.Command {
	var o exporting
	cmd := &cobra.Command{
		Use:   "export PROJECT --out PATH|-",
		Short: "Write the project, or a part of it, as a dataset or in another program's format",
		Long: `Write the project: parley, one JSON document; jsonl, a header line and then one document a
line; or a format of another program's ('parleyctl formats' lists them). What the format has no
place for is told. A format of several files goes into a new folder, or into a .zip.
What is at --out is replaced when all is written, or left as it was.`,
		Args: words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := o.writable(o.format)
			if err != nil {
				return err
			}
			unit, err := parseUnit(o.unit)
			if err != nil {
				return err
			}
			if err := cmp.Or(checkPlace(args[0], o.out, f), o.check(args[0], o.out)); err != nil {
				return err
			}
			return o.scoped(args[0], func(r session.Reader) error {
				report, err := o.write(cmd, r, f, codec.WriteOptions{Unit: unit})
				if err != nil {
					return err
				}
				return tellReport(cmd.ErrOrStderr(), "Wrote", report)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "parley", "parley, jsonl, or another that 'parleyctl formats' lists")
	f.StringVar(&o.out, "out", "", "file or folder to write; - for standard output")
	f.StringVar(&o.unit, "unit", "", "that positions are to count: codepoint, utf16 or byte, where the format leaves a choice")
	f.StringArrayVar(&o.documents, "document", nil, "only this document: ID or title; more than once for several")
	f.StringArrayVar(&o.layers, "layer", nil, "only annotations of this layer; more than once for several")
	f.StringArrayVar(&o.annotators, "annotator", nil, "only what this annotator recorded; more than once for several")
	f.StringArrayVar(&o.states, "state", nil, "only documents in this state: new, in progress or done; more than once for several")
	o.flags(cmd)
	o.shapeFlag(cmd)
	choices(cmd, "format", formats.Names(formats.Writes)...)
	choices(cmd, "unit", "codepoint", "utf16", "byte")
	choices(cmd, "state", "new", "in progress", "done")
	return cmd
}

// scoped opens the project and hands over the part of it that is asked for.
func (o *exporting) scoped(path string, work func(session.Reader) error) error {
	if len(o.documents)+len(o.layers)+len(o.annotators)+len(o.states) == 0 {
		return viewing(path, work)
	}
	return reading(path, func(s *session.Session) error {
		scope, err := o.scope(s)
		if err != nil {
			return err
		}
		return work(scope.Of(s.Reader()))
	})
}

// scope finds what the flags name. The states are those of the one annotator that is
// named, or of the project's first.
func (o *exporting) scope(s *session.Session) (scope codec.Scope, err error) {
	for _, name := range o.documents {
		d, err := findDocument(s, name)
		if err != nil {
			return scope, err
		}
		scope.Documents = append(scope.Documents, d.ID)
	}
	for _, name := range o.layers {
		l := s.Schema().LayerNamed(name)
		if l == nil {
			return scope, fmt.Errorf("layer %q: %w: the schema has %s", name, annotate.ErrNotFound, layerNames(s.Schema()))
		}
		scope.Layers = append(scope.Layers, l.ID)
	}
	for _, name := range o.annotators {
		a := s.AnnotatorNamed(name)
		if a == nil {
			return scope, fmt.Errorf("annotator %q: %w: the project has %s", name, annotate.ErrNotFound, annotatorNames(s))
		}
		scope.Annotators = append(scope.Annotators, a.ID)
	}
	if scope.By = s.Me().ID; len(scope.Annotators) == 1 {
		scope.By = scope.Annotators[0]
	}
	for _, name := range o.states {
		state, err := parseState(name)
		if err != nil {
			return scope, err
		}
		scope.States = append(scope.States, state)
	}
	return scope, nil
}

func parseState(name string) (annotate.State, error) {
	for _, s := range []annotate.State{annotate.New, annotate.InProgress, annotate.Done} {
		if strings.EqualFold(name, s.String()) || strings.EqualFold(name, strings.ReplaceAll(s.String(), " ", "-")) {
			return s, nil
		}
	}
	return 0, usagef("state %q: want new, in progress or done", name)
}

// write writes what r has to --out, and the report to --report.
func (k *exporting) write(cmd *cobra.Command, r session.Reader, f codec.Format, o codec.WriteOptions) (*codec.Report, error) {
	bar := newBar(cmd.ErrOrStderr(), -1, "Writing")
	defer bar.end()
	bar.expect(func() int { return countDocuments(r) })
	o.Progress = bar.set
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	var report *codec.Report
	fill := func(to codec.Target) (err error) {
		report, err = f.Write(ctx, r, to, o)
		if err == nil && k.strict && !report.Whole() {
			err = errStrict
		}
		return err
	}
	err := unwritten(k.out, putAt(cmd.OutOrStdout(), f, k.out, k.strict, fill))
	if errors.Is(err, errStrict) {
		bar.end()
		tellProblems(cmd.ErrOrStderr(), report)
	}
	if report != nil && (err == nil || errors.Is(err, errStrict)) {
		err = errors.Join(err, k.keep(report))
	}
	return report, err
}

// unwritten is err as it is told, without the names that files had for a while.
func unwritten(out string, err error) error {
	if errors.Is(err, annotate.ErrFull) {
		err = annotate.ErrFull
	}
	var p *fs.PathError
	if errors.Is(err, annotate.ErrFull) || errors.As(err, &p) && !errors.Is(err, fs.ErrExist) {
		return plain(out, err)
	}
	return err
}

// putAt has fill write to out, which is there in whole or not at all.
func putAt(w io.Writer, f codec.Format, out string, strict bool, fill func(codec.Target) error) error {
	switch {
	case out == "-" && strict:
		if err := codec.WriteTo(io.Discard, fill); err != nil {
			return err
		}
		return codec.WriteTo(w, fill)
	case out == "-":
		return codec.WriteTo(w, fill)
	case f.Folder && isZip(out):
		return codec.WriteZip(out, fill)
	case f.Folder:
		return codec.WriteFolder(filepath.Clean(out), fill)
	case formats.IsDataset(f):
		return codec.Replace(out, func(w io.Writer) error { return codec.WriteTo(w, fill) })
	}
	return codec.WriteFile(out, fill)
}

func isZip(out string) bool { return strings.EqualFold(filepath.Ext(out), ".zip") }

func (o *exporting) shapeFlag(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&o.shape, "shape", nil, "of csv and tsv: wide, by-value (a row a value), texts (with the texts), bom (for spreadsheets); of conll: iob1 or bioes; of huggingface: parquet")
	choices(cmd, "shape", formats.Shapes...)
}

// writable is the format of that name, which can be written, in the shape that is asked for.
func (o *exporting) writable(name string) (codec.Format, error) {
	f, err := formats.Named(name)
	switch {
	case err != nil:
		return f, usagef("format %q: want %s", name, strings.Join(formats.Names(formats.Writes), ", "))
	case !formats.Writes(f):
		return f, usagef("format %s can be read, but not written", f.Name)
	}
	if f, err = formats.Shaped(f, o.shape); err != nil {
		return f, usageError{err}
	}
	return f, nil
}

// checkOut wants a place for a file that is not what is read.
func checkOut(in, out string) error {
	switch {
	case out == "-":
		return nil
	case out == "":
		return usagef("say where to by --out PATH, or --out - for standard output")
	case isFolder(out):
		return fmt.Errorf("%s is a folder; name a file", out)
	}
	return cmp.Or(besides(in, out), wantFolder(out))
}

// checkPlace is checkOut for what is written in a format.
func checkPlace(in, out string, f codec.Format) error {
	switch {
	case out == "-" && f.Folder:
		return usagef("%s is a format of several files; name a folder or a .zip", f.Name)
	case f.Folder && !isZip(out):
		if err := cmp.Or(besides(in, out), outside(in, out)); err != nil || isFolder(out) {
			return err // that it must be empty, says the writing
		}
	}
	return checkOut(in, strings.TrimRight(out, `/`))
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

// tellProblems says, line by line, what was not carried or not as it should be.
func tellProblems(w io.Writer, r *codec.Report) {
	for _, part := range []struct {
		name string
		list codec.Findings
		told int
	}{{"refused", r.Refused, 20}, {"doubtful", r.Doubtful, 20}, {"repaired", r.Repaired, 20}, {"skipped", r.Skipped, 20}, {"worth knowing", r.Remarks, 20}} {
		told := part.list.First[:min(part.told, len(part.list.First))]
		for _, p := range told {
			fmt.Fprintf(w, "%s: %s\n", part.name, p)
		}
		if more := part.list.Total - len(told); more > 0 {
			fmt.Fprintf(w, "%s: %d more\n", part.name, more)
		}
	}
	tellLosses(w, r.Lost)
}

// tellReport says what was carried and, line by line, what was not or not as it should be.
// It is errPartly when something was refused or is doubtful; what the other side has no
// place for is told, and no error.
func tellReport(w io.Writer, verb string, r *codec.Report) error {
	tellProblems(w, r)
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
