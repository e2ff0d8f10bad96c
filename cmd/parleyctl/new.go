package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/assets"
	"parley/storage/bolt"
)

func newCommand() *cobra.Command {
	var name, template, schema, annotator string
	var sample bool
	cmd := &cobra.Command{
		Use:   "new PROJECT",
		Short: "Make an empty project, or a copy of the sample",
		Long:  "Make a project, a file that ends in .parley, with the schema of a template or a file.\nTemplates: " + strings.Join(assets.TemplateNames(), ", ") + ".",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(oneOf(cmd, "template", "schema", "sample"), oneOf(cmd, "sample", "name"), oneOf(cmd, "sample", "annotator")); err != nil {
				return err
			}
			if err := wantFolder(args[0]); err != nil {
				return err
			}
			if sample {
				return newSample(cmd, args[0])
			}
			s, err := chosenSchema(template, schema, cmd.InOrStdin())
			if err != nil {
				return err
			}
			return newProject(cmd, args[0], name, annotator, s)
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "the project's name (default: the file's)")
	cmd.Flags().StringVar(&template, "template", "political-claims", "schema template")
	cmd.Flags().StringVar(&schema, "schema", "", "file with a schema as 'schema show' prints it; - for standard input")
	cmd.Flags().BoolVar(&sample, "sample", false, "a copy of the sample project, with its documents and annotations")
	cmd.Flags().StringVar(&annotator, "annotator", "", "the first annotator (default: $PARLEY_ANNOTATOR, or what the system calls you)")
	choices(cmd, "template", assets.TemplateNames()...)
	return cmd
}

func chosenSchema(template, file string, in io.Reader) (*annotate.Schema, error) {
	if file != "" {
		return readSchemaFile(file, in)
	}
	b, err := assets.Template(template)
	if err != nil {
		return nil, usageError{err}
	}
	return parley.ReadSchema(bytes.NewReader(b))
}

func newProject(cmd *cobra.Command, path, name, annotator string, schema *annotate.Schema) error {
	if name == "" {
		name = strings.ToValidUTF8(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), "\uFFFD")
	}
	p := &annotate.Project{ID: annotate.NewID(), Name: name, Created: annotate.Instant(time.Now())}
	store, err := bolt.Create(path, p, schema)
	if err != nil {
		return refusal(path, err)
	}
	if annotator == "" {
		annotator = loginName()
	}
	return within(path, store, annotator, func(s *session.Session) error {
		fmt.Fprintf(cmd.ErrOrStderr(), "Made %s with the schema %s, for %s.\n", path, schema.Name, s.Me().Name)
		return nil
	})
}

// loginName is what the system calls the person, until they say their name.
func loginName() string {
	for _, v := range []string{"PARLEY_ANNOTATOR", "USER", "USERNAME", "LOGNAME"} {
		if n := os.Getenv(v); n != "" {
			return n
		}
	}
	return "Annotator"
}
