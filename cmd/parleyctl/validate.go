package main

import (
	"encoding/json"
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
		Use:   "validate FILE",
		Short: "Check a dataset against its JSON Schema, and what a schema cannot say",
		Long:  "Check a dataset, JSON or JSONL: its form against the JSON Schema, quotes against texts, references, unknown tags.",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			report, err := parley.Validate(f, assets.DatasetSchema())
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if asJSON {
				err = printFindings(cmd.OutOrStdout(), report)
			} else {
				tellFindings(cmd.OutOrStdout(), args[0], report)
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

func printFindings(w io.Writer, r *parley.Report) error {
	return printArray(w, func(yield func([]byte) bool) {
		for _, p := range problems(r) {
			if b, err := json.Marshal(finding{p.Place, p.Document, p.Record, p.Offset, p.Text}); err != nil || !yield(b) {
				return
			}
		}
	})
}

func tellFindings(w io.Writer, name string, r *parley.Report) {
	if r.OK() {
		fmt.Fprintf(w, "%s: valid: %s, %s, %s, %s\n", name, plural(r.Documents, "document"), plural(r.Annotations, "annotation"), plural(r.Relations, "relation"), plural(r.Entities, "entity"))
		return
	}
	all := problems(r)
	for _, p := range all {
		fmt.Fprintf(w, "%s: %s\n", name, p)
	}
	if total := r.Refused.Total + r.Repaired.Total + r.Skipped.Total + r.Doubtful.Total; total > len(all) {
		fmt.Fprintf(w, "%s: %d problems more\n", name, total-len(all))
	}
}

func problems(r *parley.Report) (all []parley.Problem) {
	for _, f := range []parley.Findings{r.Refused, r.Repaired, r.Skipped, r.Doubtful} {
		all = append(all, f.First...)
	}
	return all
}
