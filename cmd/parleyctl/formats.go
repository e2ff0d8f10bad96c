package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate/codec"
	"parley/cmd/internal/formats"
)

// formatRow is a format as 'formats --json' prints it.
type formatRow struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Extensions []string `json:"extensions"`
	Folder     bool     `json:"folder"`
	Unit       string   `json:"offset_unit"`
	Reads      bool     `json:"reads"`
	Writes     bool     `json:"writes"`
	Carries    []string `json:"carries"`
}

func formatsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List the formats that can be read and written, and what each carries",
		Args:  words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				var rows []formatRow
				for _, f := range formats.All() {
					rows = append(rows, formatRow{f.Name, f.Title, f.Extensions, f.Folder, f.Unit.String(), formats.Reads(f), formats.Writes(f), formats.Carried(f)})
				}
				return printRows(cmd.OutOrStdout(), rows)
			}
			return tabulate(cmd.OutOrStdout(), []string{"NAME", "TITLE", "FILES", "UNIT", "DOES", "CARRIES"}, func(yield func([]string) bool) {
				for _, f := range formats.All() {
					if !yield([]string{f.Name, f.Title, filesOf(f), f.Unit.String(), does(f), strings.Join(formats.Carried(f), ", ")}) {
						return
					}
				}
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects")
	return cmd
}

func filesOf(f codec.Format) string {
	files := strings.Join(f.Extensions, " ")
	if f.Folder {
		return "folder or .zip of " + files
	}
	return files
}

func does(f codec.Format) string {
	switch {
	case f.Open == nil:
		return "write"
	case f.Write == nil:
		return "read"
	}
	return "read, write"
}
