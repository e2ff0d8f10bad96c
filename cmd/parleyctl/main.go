// Command parleyctl does from a shell what the workbench does in a window: it makes
// projects, imports documents, marks, exports, checks. It needs no display and no cgo.
//
// One rule: data goes to standard output, everything else to standard error; the exit
// code is 0 when all was done, 1 when a problem was found or a part was refused, 2 when
// the command was not understood.
//
//	parleyctl new talks.parley
//	parleyctl import talks.parley articles/
//	parleyctl mark talks.parley --document "Closed port" --layer claim --quote "the harbour must open"
//	parleyctl export talks.parley --format parley --out talks.json
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/assets"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// errPartly ends a command with code 1 when everything about it has been said already.
var errPartly = errors.New("not everything was done")

func run(args []string, in io.Reader, out, errs io.Writer) int {
	root, understood := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	cmd, err := root.ExecuteC()
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errPartly):
		return 1
	case errors.As(err, &usage) || !*understood:
		fmt.Fprintf(errs, "parleyctl: %s.\n%s\n", shorten(err.Error(), longest), seeHelp(cmd))
		return 2
	}
	fmt.Fprintf(errs, "parleyctl: %s.\n", shorten(err.Error(), longest))
	return 1
}

// longest is how much of an error is told, in code points: it may repeat what was typed,
// and that may be a book.
const longest = 2000

func seeHelp(cmd *cobra.Command) string {
	if cmd == nil || !cmd.HasParent() || cmd.Name() == "help" {
		return "'parleyctl help' lists the commands."
	}
	return fmt.Sprintf("See 'parleyctl help %s'.", strings.TrimPrefix(cmd.CommandPath(), "parleyctl "))
}

// newRoot makes the command tree; understood becomes true when a command has accepted its
// words and its own work begins.
func newRoot() (root *cobra.Command, understood *bool) {
	understood = new(bool)
	root = &cobra.Command{
		Use:   "parleyctl",
		Short: "Parley from a shell: who claims what, and who stands where",
		Long: `Parley from a shell: projects, documents, annotations and datasets, without a window.

A PROJECT is a .parley file. Data goes to standard output, messages to standard error.
Exit codes: 0 done, 1 a problem was found or a part was refused, 2 not understood.

Before a command changes a project whose newest snapshot is older than a day, it lays a
checked copy beside it; the newest five stay, and 'parleyctl restore' brings one back.
A project that another parleyctl has open is waited for, three seconds at most.`,
		Version:       assets.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(misread)
	root.SetVersionTemplate("parleyctl {{.Version}}\n")
	root.SetHelpCommand(helpCommand(root))
	root.AddCommand(
		newCommand(), importCommand(), documentsCommand(), annotationsCommand(), searchCommand(), relationsCommand(), markCommand(), entitiesCommand(), suggestCommand(),
		exportCommand(), convertCommand(), formatsCommand(), mappingCommand(), validateCommand(), checkCommand(), backupCommand(), restoreCommand(),
		logCommand(), undoCommand(), redoCommand(), schemaCommand(), dumpCommand(), versionCommand(),
	)
	understand(root, understood)
	return root, understood
}
