package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a command that was not understood: exit code 2.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// words wants the arguments that use names, none of them empty: "PROJECT", "[FILE]" for
// one that may be left out, and "PATH…", the last, for one and more.
func words(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		for i, name := range names {
			switch {
			case len(args) <= i && !strings.HasPrefix(name, "["):
				return usagef("%s is missing", strings.TrimSuffix(name, "…"))
			case len(args) > i && args[i] == "":
				return usagef("%s is empty", strings.Trim(name, "[]…"))
			}
		}
		open := len(names) > 0 && strings.HasSuffix(names[len(names)-1], "…")
		if len(args) > len(names) && !open {
			return usagef("%q is one word too many", args[len(names)])
		}
		return nil
	}
}

// misread says in a person's words what is wrong with a flag.
func misread(_ *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	if !errors.As(err, &value) {
		return usageError{err}
	}
	want := "a word"
	switch value.GetFlag().Value.Type() {
	case "int", "intSlice":
		want = "a whole number"
	case "bool":
		want = "true, false or nothing"
	}
	return usagef("--%s %q: want %s", value.GetFlag().Name, value.GetValue(), want)
}

// paths are the flags whose values name files, and so may hold any bytes.
var paths = []string{"from", "mapping", "out", "report", "salvage", "schema"}

// checkFlags refuses what a shell gives for a variable that is not set, which would
// otherwise be as if the flag were not there, and words of another encoding than UTF-8.
func checkFlags(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch {
		case err != nil:
		case f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" && f.Name != "note":
			err = usagef("--%s is empty", f.Name)
		case !utf8.ValidString(f.Value.String()) && !slices.Contains(paths, f.Name):
			err = usagef("--%s %q is not UTF-8, the encoding that Parley wants of words", f.Name, f.Value.String())
		}
	})
	return err
}

// oneOf wants at most one of these flags.
func oneOf(cmd *cobra.Command, names ...string) error {
	var set []string
	for _, n := range names {
		if cmd.Flags().Changed(n) {
			set = append(set, "--"+n)
		}
	}
	if len(set) > 1 {
		return usagef("%s: choose one of them", strings.Join(set, " and "))
	}
	return nil
}

// understand wraps every command, so that what went wrong before its own work began is
// known for a misunderstanding.
func understand(cmd *cobra.Command, understood *bool) {
	for _, c := range cmd.Commands() {
		understand(c, understood)
	}
	if work := cmd.RunE; work != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if err := checkFlags(cmd); err != nil {
				return err
			}
			*understood = true
			return work(cmd, args)
		}
	}
}

// helpCommand is cobra's, but for the answer to a topic that is none.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Say what a command does and takes",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
			if cmd, rest, err := root.Find(args); err == nil && len(rest) == 0 {
				for _, c := range cmd.Commands() {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no command %q", strings.Join(args, " "))
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
}

// choices completes a flag that takes one of some words.
func choices(cmd *cobra.Command, flag string, list ...string) {
	// The error is of a flag that is not there, which the scripts of testdata would tell.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
}

// warn tells the person of something that stops nothing.
func warn(cmd *cobra.Command, format string, args ...any) {
	fmt.Fprintf(cmd.ErrOrStderr(), format+"\n", args...)
}

// isFolder reports whether path is a folder, links followed.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
