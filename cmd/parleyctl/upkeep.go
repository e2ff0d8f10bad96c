package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/storage/bolt"
)

func checkCommand() *cobra.Command {
	var salvage string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check PROJECT",
		Short: "Verify quotes, references, indexes and log",
		Long: `Verify a project: its pages, every record, quotes against texts, references, indexes and
the log. It is never written to. With --salvage, everything that can still be read is
written as a dataset, which 'import' takes into a new project.`,
		Args: words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if salvage != "" {
				if err := checkOut(args[0], salvage); err != nil {
					return err
				}
			}
			if err := checkProject(cmd, args[0], asJSON); err == nil || salvage == "" || !errors.Is(err, errPartly) {
				return err
			}
			return salvageTo(cmd.ErrOrStderr(), args[0], salvage)
		},
	}
	cmd.Flags().StringVar(&salvage, "salvage", "", "where to write what can still be read, when the project is damaged")
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of one object")
	return cmd
}

func tellCheck(w io.Writer, path string, r *bolt.Report) error {
	for _, p := range r.Problems {
		fmt.Fprintf(w, "%s: %s\n", path, p)
	}
	if r.More > 0 {
		fmt.Fprintf(w, "%s: %d problems more\n", path, r.More)
	}
	verdict := "whole"
	if !r.OK() {
		verdict = plural(len(r.Problems)+r.More, "problem")
	}
	_, err := fmt.Fprintf(w, "%s: %s. %s\n", path, verdict, r.Summary())
	return err
}

func checkProject(cmd *cobra.Command, path string, asJSON bool) error {
	report, err := bolt.Check(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such project", path)
	}
	if err != nil || isFolder(path) {
		return refusal(path, err)
	}
	if asJSON {
		err = json.NewEncoder(cmd.OutOrStdout()).Encode([]*bolt.Report{report})
	} else {
		err = tellCheck(cmd.OutOrStdout(), path, report)
	}
	if err != nil || report.OK() {
		return err
	}
	if list, err := bolt.Snapshots(path); err == nil && len(list) > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "The newest good snapshot is of %s: %s puts it in place and keeps the damaged file aside.\n", list[0].Time.Local().Format("15:04 on 2 January 2006"), typed("restore", path))
	}
	return errPartly
}

func salvageTo(errs io.Writer, project, out string) error {
	r, _, err := bolt.Salvage(project)
	if err != nil {
		return fmt.Errorf("%s: %w", project, err)
	}
	report, err := writeDataset(nil, out, r, parley.Options{Salvage: true})
	if err != nil {
		return err
	}
	if err := tellReport(errs, "Salvaged", report); err != nil {
		return err
	}
	return errPartly
}

func backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup PROJECT OUT",
		Short: "Write a verified copy, also of a project that is open",
		Args:  words("PROJECT", "OUT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(args[1]); err == nil {
				return fmt.Errorf("%s: %w; a backup replaces nothing", args[1], annotate.ErrExists)
			}
			if err := wantFolder(args[1]); err != nil {
				return err
			}
			store, err := openBeside(args[0])
			if err != nil {
				return refusal(args[0], err)
			}
			if err := errors.Join(store.Backup(args[1]), store.Close()); err != nil {
				return refusal(args[1], err)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "Wrote %s and checked it.\n", args[1])
			return nil
		},
	}
}

func restoreCommand() *cobra.Command {
	var from string
	var list, asJSON bool
	cmd := &cobra.Command{
		Use:   "restore PROJECT",
		Short: "Put a snapshot or a backup in the place of the project",
		Long:  "Put the newest snapshot, or the file that --from names, in the place of the project. The file that is there now is kept beside it under another name.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case asJSON && !list:
				return usagef("--json is of --list")
			case list:
				return listSnapshots(cmd.OutOrStdout(), args[0], asJSON)
			}
			return restore(cmd.ErrOrStderr(), args[0], from)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "a snapshot or backup (default: the newest snapshot)")
	cmd.Flags().BoolVar(&list, "list", false, "list the snapshots, the newest first, and change nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "with --list: an array of objects")
	return cmd
}

func listSnapshots(w io.Writer, project string, asJSON bool) error {
	list, err := bolt.Snapshots(project)
	if err != nil {
		return err
	}
	if asJSON {
		return printRows(w, list)
	}
	for _, s := range list {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", s.Time.Local().Format("2006-01-02 15:04:05"), s.Path); err != nil {
			return err
		}
	}
	return nil
}

func restore(errs io.Writer, project, from string) error {
	if from == "" {
		list, err := bolt.Snapshots(project)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fmt.Errorf("%s has no snapshots: name a file with --from", project)
		}
		from = list[0].Path
	}
	if err := errors.Join(wantFile(from), wantFolder(project)); err != nil {
		return err
	}
	kept, err := bolt.Restore(from, project)
	if errors.Is(err, annotate.ErrInUse) || errors.Is(err, fs.ErrPermission) {
		return refusal(project, err)
	}
	if errors.Is(err, annotate.ErrDamaged) {
		return fmt.Errorf("%s cannot take the place of %s: %w; nothing was changed", from, project, err)
	}
	if err != nil {
		return advised(project, err)
	}
	fmt.Fprintf(errs, "Restored %s from %s.\n", project, from)
	if kept != "" {
		fmt.Fprintf(errs, "What was there is now %s.\n", kept)
	}
	return nil
}

// wantFile wants something to restore from.
func wantFile(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return plain(path, err)
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file", path)
	}
	return nil
}

func dumpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "dump PROJECT [BUCKET]",
		Short: "Print a bucket of the file as JSON lines, or the buckets' names",
		Args:  words("PROJECT", "[BUCKET]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 {
				return dump(cmd.OutOrStdout(), args[0], args[1])
			}
			names, err := bolt.Buckets(args[0])
			if err != nil {
				return refusal(args[0], err)
			}
			for _, n := range names {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), n); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// dump prints a bucket, one JSON object a line.
func dump(w io.Writer, project, bucket string) error {
	err := bolt.Dump(project, bucket, w)
	if errors.Is(err, annotate.ErrNotFound) {
		return fmt.Errorf("%w; %s lists them", err, typed("dump", project))
	}
	if err != nil {
		return refusal(project, err)
	}
	return nil
}
