package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

func schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print, replace, compare or recode the schema",
		Args:  words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("say 'schema show PROJECT', 'schema set PROJECT FILE', 'schema diff PROJECT' …")
		},
	}
	cmd.AddCommand(schemaShowCommand(), schemaSetCommand(), schemaRecodeCommand(), schemaRecheckCommand(), schemaVersionsCommand(), schemaDiffCommand(), schemaTemplatesCommand())
	return cmd
}

func schemaShowCommand() *cobra.Command {
	number := 0
	cmd := &cobra.Command{
		Use:   "show PROJECT",
		Short: "Print the schema as JSON",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				schema := s.Schema()
				if cmd.Flags().Changed("version") {
					var err error
					if schema, err = schemaNumbered(s, number); err != nil {
						return err
					}
				}
				return parley.WriteSchema(cmd.OutOrStdout(), schema)
			})
		},
	}
	cmd.Flags().IntVar(&number, "version", 0, "the one that was in force under this number")
	return cmd
}

func schemaSetCommand() *cobra.Command {
	var y setting
	cmd := &cobra.Command{
		Use:     "set PROJECT [FILE] [--map OLD=NEW]… [--retire] [--delete]",
		Short:   "Put another schema in force, from a file or from standard input",
		Long:    schemaSetLong,
		Example: `  parleyctl schema set talks.parley codebook.json --map 203=201 --retire`,
		Args:    words("PROJECT", "[FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf(cmd, "retire", "recheck"); err != nil {
				return err
			}
			file := "-"
			if len(args) == 2 {
				file = args[1]
			}
			next, err := readSchemaFile(file, cmd.InOrStdin())
			if err != nil {
				return err
			}
			return writing(cmd, args[0], y.annotator, func(s *session.Session) error { return y.run(cmd, s, next) })
		},
	}
	y.flags(cmd)
	return cmd
}

func readSchemaFile(path string, in io.Reader) (*annotate.Schema, error) {
	if isFolder(path) {
		return nil, fmt.Errorf("%s is a folder; name a file", path)
	}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, plain(path, err)
		}
		defer f.Close()
		in = f
	}
	s, err := parley.ReadSchema(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; 'parleyctl schema show' prints what a schema looks like", path, err)
	}
	return s, nil
}
