package main

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/schema"
	"parley/annotate/session"
	"parley/assets"
)

func schemaDiffCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff PROJECT [V1] [V2]",
		Short: "Say how two versions of the schema differ",
		Long: `Say how two versions of the schema differ, a line for each part that was added, removed, renamed,
changed or moved. Without V2 it is the one in force; without V1, the one before that.
'schema versions' lists the numbers.`,
		Args: words("PROJECT", "[V1]", "[V2]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			numbers, err := versionNumbers(args[1:])
			if err != nil {
				return err
			}
			return reading(args[0], func(s *session.Session) error {
				old, next, err := twoVersions(s, numbers)
				if err != nil {
					return err
				}
				diff := schema.Compare(old, next)
				if len(diff) == 0 {
					warn(cmd, "Versions %d and %d do not differ.", old.Version, next.Version)
				}
				return printDiff(cmd.OutOrStdout(), diff, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects with op, part, id, name, of and details")
	return cmd
}

func versionNumbers(words []string) (numbers []int, err error) {
	for _, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil || n < 0 {
			return nil, usagef("version %q: want a whole number", w)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// twoVersions are the schemas of the numbers that were said; of those that were not, the
// one in force, and the newest one before that.
func twoVersions(s *session.Session, numbers []int) (old, next *annotate.Schema, err error) {
	next = s.Schema()
	if len(numbers) == 2 {
		if next, err = schemaNumbered(s, numbers[1]); err != nil {
			return nil, nil, err
		}
	}
	if len(numbers) > 0 {
		old, err = schemaNumbered(s, numbers[0])
		return old, next, err
	}
	list, err := s.Reader().SchemaVersions()
	if err != nil {
		return nil, nil, err
	}
	for _, v := range list {
		if v.Schema.Version < next.Version {
			return &v.Schema, next, nil
		}
	}
	return nil, nil, fmt.Errorf("the schema was never changed: %w", annotate.ErrNothing)
}

func printDiff(w io.Writer, diff schema.Diff, asJSON bool) error {
	if asJSON {
		return printRows(w, diff)
	}
	for _, line := range diff.Lines() {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// templateRow is a schema template as it is listed.
type templateRow struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Layers      []string `json:"layers"`
}

func schemaTemplatesCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "List the schemas that projects can begin with",
		Args:  words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			rows, err := templateRows()
			if err != nil {
				return err
			}
			if asJSON {
				return printRows(cmd.OutOrStdout(), rows)
			}
			return tabulate(cmd.OutOrStdout(), []string{"TEMPLATE", "WHAT FOR"}, func(yield func([]string) bool) {
				for _, r := range rows {
					if !yield([]string{r.Name, r.Description}) {
						return
					}
				}
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects with name, description and layers")
	return cmd
}

func templateRows() (rows []templateRow, err error) {
	for _, name := range assets.TemplateNames() {
		b, err := assets.Template(name)
		if err != nil {
			return nil, err
		}
		t, err := parley.ReadTemplate(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		row := templateRow{Name: name, Description: t.Description, Layers: []string{}}
		for _, l := range t.Schema.Layers {
			row.Layers = append(row.Layers, l.Name)
		}
		rows = append(rows, row)
	}
	return rows, nil
}
