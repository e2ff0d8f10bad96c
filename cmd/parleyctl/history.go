package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/session"
)

// logRow is an entry of the history as 'log --json' prints it.
type logRow struct {
	Number    uint64      `json:"number"`
	Time      time.Time   `json:"time"`
	Annotator annotate.ID `json:"annotator"`
	Name      string      `json:"annotator_name"`
	Label     string      `json:"label"`
	Cause     string      `json:"cause"`
	Of        uint64      `json:"of,omitempty"`
	Changes   int         `json:"changes"`
}

func logCommand() *cobra.Command {
	var asJSON bool
	var most int
	cmd := &cobra.Command{
		Use:   "log PROJECT",
		Short: "List what was done, the newest first",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 0 {
				return usagef("--number %d: want how many, or 0 for all", most)
			}
			return reading(args[0], func(s *session.Session) error {
				rows, err := logRows(s, most)
				if err != nil {
					return err
				}
				if asJSON {
					return printRows(cmd.OutOrStdout(), rows)
				}
				return tabulate(cmd.OutOrStdout(), []string{"NUMBER", "TIME", "ANNOTATOR", "WHAT", "CHANGES"}, func(yield func([]string) bool) {
					for _, r := range rows {
						if !yield([]string{strconv.FormatUint(r.Number, 10), r.Time.Local().Format("2006-01-02 15:04:05"), r.Name, r.what(), strconv.Itoa(r.Changes)}) {
							return
						}
					}
				})
			})
		},
	}
	cmd.Flags().IntVarP(&most, "number", "n", 0, "at most so many; 0: all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects")
	return cmd
}

func (r logRow) what() string {
	switch r.Cause {
	case annotate.Undoing.String():
		return fmt.Sprintf("Undo of %d: %s", r.Of, r.Label)
	case annotate.Redoing.String():
		return fmt.Sprintf("Redo of %d: %s", r.Of, r.Label)
	}
	return r.Label
}

func logRows(s *session.Session, most int) (rows []logRow, err error) {
	for e, err := range s.History() {
		if err != nil {
			return nil, err
		}
		name := ""
		if a := s.Annotator(e.Annotator); a != nil {
			name = a.Name
		}
		rows = append(rows, logRow{e.Number, e.Time, e.Annotator, name, e.Label, e.Cause.String(), e.Of, e.Changes})
		if len(rows) == most {
			break
		}
	}
	return rows, nil
}

func undoCommand() *cobra.Command {
	return stepCommand("undo", "Undo", "Take back the last step", (*session.Session).Undo)
}

func redoCommand() *cobra.Command {
	return stepCommand("redo", "Redo", "Do the last undone step again", (*session.Session).Redo)
}

func stepCommand(name, verb, short string, step func(*session.Session) (string, error)) *cobra.Command {
	var annotator string
	cmd := &cobra.Command{
		Use:   name + " PROJECT",
		Short: short,
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writing(cmd, args[0], annotator, func(s *session.Session) error {
				label, err := step(s)
				if err == nil {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s.\n", verb, label)
				}
				return err
			})
		},
	}
	annotatorFlag(cmd, &annotator)
	return cmd
}
