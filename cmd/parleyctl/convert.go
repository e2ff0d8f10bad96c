package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/cmd/internal/formats"
)

func convertCommand() *cobra.Command {
	var o exporting
	var from, to string
	cmd := &cobra.Command{
		Use:   "convert IN OUT --to FORMAT",
		Short: "Write what is in one format in another, without a project",
		Long: `Read a collection or a dataset and write it in another format: whole, with a schema made of
what is in it. OUT may be - for standard output. What either side cannot carry is told.`,
		Args: words("IN", "OUT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if to == "" {
				return usagef("say into what by --to FORMAT; 'parleyctl formats' lists them")
			}
			if !cmd.Flags().Changed("shape") && (strings.EqualFold(to, "csv") || strings.EqualFold(to, "tsv")) {
				o.shape = []string{"texts"} // as there is no project that has them
			}
			f, err := o.writable(to)
			if err != nil {
				return err
			}
			unit, err := parseUnit(o.unit)
			if err != nil {
				return err
			}
			o.out = args[1]
			if err := cmp.Or(checkPlace(args[0], o.out, f), o.check(args[0], o.out)); err != nil {
				return err
			}
			return sourceAt(args[0], from, func(in opened) error {
				if in.guess.Why != "" {
					warn(cmd, "%s is read as %s: %s.", args[0], in.format.Name, in.guess.Why)
				}
				return o.convert(cmd, in, f, unit)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "auto", "format of IN: auto, or one that 'parleyctl formats' lists")
	cmd.Flags().StringVar(&to, "to", "", "format of OUT")
	cmd.Flags().StringVar(&o.unit, "unit", "", "that the positions in IN count: codepoint, utf16 or byte (default: the format's, or found out)")
	o.flags(cmd)
	o.shapeFlag(cmd)
	choices(cmd, "from", append(formats.Names(formats.Reads), "auto")...)
	choices(cmd, "to", formats.Names(formats.Writes)...)
	choices(cmd, "unit", "codepoint", "utf16", "byte")
	return cmd
}

// convert reads into a project that is gone at the end, and writes that.
func (o *exporting) convert(cmd *cobra.Command, in opened, f codec.Format, unit *text.Unit) (result error) {
	store, done, err := formats.Scratch()
	if err != nil {
		return err
	}
	defer func() { result = errors.Join(result, done()) }()
	read, err := fill(cmd, in, unit, func(ctx context.Context, fo formats.FillOptions) (*codec.Report, error) {
		return formats.Fill(ctx, store, in.format, in.source, fo)
	})
	if err != nil {
		return err
	}
	// What is read is counted once, when it is written.
	read.Documents, read.Annotations, read.Relations, read.Entities, read.Annotators = 0, 0, 0, 0, 0
	if o.strict && (!read.Whole() || read.Skipped.Total > 0) {
		tellProblems(cmd.ErrOrStderr(), read)
		return errors.Join(fmt.Errorf("%s: %w", in.source.Name, errStrict), o.keep(read))
	}
	keep := o.keeping
	o.keeping.file = "" // until both halves are one
	written, err := o.write(cmd, formats.ReaderFor(f, store), f, codec.WriteOptions{})
	if written != nil {
		read.Join(written)
		err = errors.Join(err, keep.keep(read))
	}
	if err != nil {
		return err
	}
	return tellReport(cmd.ErrOrStderr(), "Wrote", read)
}

// fill reads with a bar; Ctrl+C ends it.
func fill(cmd *cobra.Command, in opened, unit *text.Unit, read func(context.Context, formats.FillOptions) (*codec.Report, error)) (*codec.Report, error) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	bar := newBar(cmd.ErrOrStderr(), -1, "Reading")
	defer bar.end()
	return read(ctx, formats.FillOptions{Unit: unit, Progress: bar.set})
}
