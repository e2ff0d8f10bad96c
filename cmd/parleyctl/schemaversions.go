package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

func schemaVersionsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "versions PROJECT",
		Short: "List every schema that was in force, the newest first",
		Long:  "List every schema that was in force, the newest first; the one in force now has a star. Annotations say by number which one they were made under, and 'schema show --version' prints it.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				list, err := s.Reader().SchemaVersions()
				if err != nil {
					return err
				}
				if asJSON {
					rows := parley.NewRows(s.Schema(), nil)
					return printArray(cmd.OutOrStdout(), func(yield func([]byte) bool) {
						for _, v := range list {
							if !yield(rows.SchemaVersion(nil, v)) {
								return
							}
						}
					})
				}
				return tabulate(cmd.OutOrStdout(), []string{"VERSION", "", "SINCE", "NAME"}, func(yield func([]string) bool) {
					for _, v := range list {
						if !yield(versionCells(v, s.Schema().Version)) {
							return
						}
					}
				})
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func versionCells(v *annotate.SchemaVersion, inForce int) []string {
	star, since := "", ""
	if v.Schema.Version == inForce {
		star = "*"
	}
	if !v.Since.IsZero() {
		since = v.Since.Local().Format("2006-01-02 15:04:05")
	}
	return []string{strconv.Itoa(v.Schema.Version), star, since, v.Schema.Name}
}

// schemaNumbered finds the schema that was in force under a number.
func schemaNumbered(s *session.Session, number int) (*annotate.Schema, error) {
	list, err := s.Reader().SchemaVersions()
	if err != nil {
		return nil, err
	}
	for _, v := range list {
		if v.Schema.Version == number {
			return &v.Schema, nil
		}
	}
	return nil, fmt.Errorf("schema version %d: %w; 'parleyctl schema versions' lists what is kept", number, annotate.ErrNotFound)
}
