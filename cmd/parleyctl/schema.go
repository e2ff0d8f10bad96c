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
		Short: "Print or replace the schema",
		Args:  words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("say 'schema show PROJECT' or 'schema set PROJECT FILE'")
		},
	}
	cmd.AddCommand(schemaShowCommand(), schemaVersionsCommand(), schemaSetCommand())
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
	var annotator string
	cmd := &cobra.Command{
		Use:   "set PROJECT [FILE]",
		Short: "Put another schema in force, from a file or from standard input",
		Long:  "Put another schema in force. It is refused when annotations have values, layers or relations that it no longer has.",
		Args:  words("PROJECT", "[FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			file := "-"
			if len(args) == 2 {
				file = args[1]
			}
			next, err := readSchemaFile(file, cmd.InOrStdin())
			if err != nil {
				return err
			}
			return writing(cmd, args[0], annotator, func(s *session.Session) error { return setSchema(cmd.ErrOrStderr(), s, next) })
		},
	}
	annotatorFlag(cmd, &annotator)
	return cmd
}

func setSchema(errs io.Writer, s *session.Session, next *annotate.Schema) error {
	if err := stillAllowed(s, next); err != nil {
		return err
	}
	cs, err := s.Editor().SetSchema(*next)
	if err != nil {
		return err
	}
	if err := s.Apply(cs); err != nil {
		return err
	}
	fmt.Fprintf(errs, "The schema is now %s, version %d.\n", s.Schema().Name, s.Schema().Version)
	return nil
}

// stillAllowed reports the first thing recorded that next has no place for.
func stillAllowed(s *session.Session, next *annotate.Schema) error {
	for _, d := range s.Documents() {
		p, err := s.Page(d.ID)
		if err != nil {
			return err
		}
		for a := range p.Annotations() {
			if err := next.CheckAnnotation(a); err != nil {
				return fmt.Errorf("document %q, annotation %s: %w", d.Title, a.ID, err)
			}
		}
		for r := range p.Relations() {
			if err := next.CheckRelation(r); err != nil {
				return fmt.Errorf("document %q, relation %s: %w", d.Title, r.ID, err)
			}
		}
		s.Release(d.ID)
	}
	return nil
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
