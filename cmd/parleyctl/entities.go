package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/register"
	"parley/annotate/session"
)

func entitiesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "entities",
		Short: "List and keep the register of actors",
		Long: `List and keep the register of actors: their names and aliases, who is the same, who names whom.

An actor is named by ID, by canonical name, or by an alias that no other has. Every
change is one step that 'parleyctl undo' takes back.`,
		Args: words(),
		RunE: func(*cobra.Command, []string) error {
			return usagef("say what: 'entities list PROJECT', or add, merge, split, edit, delete, import, export, same, unused, ambiguous")
		},
	}
	cmd.AddCommand(
		entitiesListCommand(), entitiesAddCommand(), entitiesEditCommand(), entitiesMergeCommand(), entitiesSplitCommand(), entitiesDeleteCommand(),
		entitiesImportCommand(), entitiesExportCommand(), entitiesSameCommand(), entitiesUnusedCommand(), entitiesAmbiguousCommand(),
	)
	return cmd
}

// entityRow is an actor as lists print it.
type entityRow struct {
	ID         annotate.ID `json:"id"`
	Name       string      `json:"name"`
	Aliases    []string    `json:"aliases"`
	Kind       string      `json:"kind"`
	Parent     annotate.ID `json:"parent"`
	Side       string      `json:"side"`
	Country    string      `json:"country"`
	ExternalID string      `json:"external_id"`
	Mentions   int         `json:"mentions"`
	Statements int         `json:"statements"`
	Relations  int         `json:"relations"`
}

func rowOf(n *annotate.Entity, c register.Count) entityRow {
	return entityRow{
		ID: n.ID, Name: n.Name, Aliases: slices.Clip(n.Names()[1:]), Kind: n.Kind, Parent: n.Parent, Side: n.Side, Country: n.Country, ExternalID: n.ExternalID,
		Mentions: c.Mentions, Statements: c.Statements, Relations: c.Relations,
	}
}

const entityRowsJSON = "an array of objects; aliases are strings, 'entities export' has all of an actor"

func entitiesListCommand() *cobra.Command {
	return ofRegister("list", "List the actors, with how often each is named",
		"List the actors by name. A mention is an annotation of a layer that names one actor and no other; all else that names one is a statement.",
		entityRowsJSON, printEntities)
}

// ofRegister is a command that prints something of all actors, as a table or as JSON.
func ofRegister(name, short, long, asRows string, print func(w io.Writer, s *session.Session, all []*annotate.Entity, asJSON bool) error) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   name + " PROJECT",
		Short: short,
		Long:  long,
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				all, err := s.Entities()
				if err != nil {
					return err
				}
				return print(cmd.OutOrStdout(), s, all, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, asRows)
	return cmd
}

func printEntities(w io.Writer, s *session.Session, list []*annotate.Entity, asJSON bool) error {
	tally, err := register.Read(s.Reader(), s.Schema())
	if err != nil {
		return err
	}
	rows := make([]entityRow, 0, len(list))
	for _, n := range list {
		rows = append(rows, rowOf(n, tally.Of(n.ID)))
	}
	if asJSON {
		return printRows(w, rows)
	}
	return tabulate(w, []string{"ID", "NAME", "KIND", "MENTIONS", "STATEMENTS", "ALIASES"}, func(yield func([]string) bool) {
		for _, r := range rows {
			if !yield([]string{r.ID.String(), r.Name, r.Kind, strconv.Itoa(r.Mentions), strconv.Itoa(r.Statements), strings.Join(r.Aliases, " | ")}) {
				return
			}
		}
	})
}

// findEntity finds an actor by ID, name or alias. One that could be several is not guessed.
func findEntity(s *session.Session, word string) (*annotate.Entity, error) {
	if id, err := annotate.ParseID(word); err == nil {
		if n := s.Entity(id); n != nil {
			return n, nil
		}
		return nil, fmt.Errorf("actor %s: %w; 'parleyctl entities list' lists them", word, annotate.ErrNotFound)
	}
	n, err := s.EntityNamed(word)
	switch {
	case errors.Is(err, annotate.ErrAmbiguous):
		return nil, fmt.Errorf("actor %q: %w, %s; name it by its ID", word, annotate.ErrAmbiguous, bearers(s, word))
	case errors.Is(err, annotate.ErrNotFound):
		return nil, fmt.Errorf("actor %q: %w; 'parleyctl entities list' lists them", word, annotate.ErrNotFound)
	}
	return n, err
}

// bearers are the first actors that a name is of, by ID.
func bearers(s *session.Session, word string) string {
	all, err := s.Entities()
	if err != nil {
		return err.Error()
	}
	var parts []string
	for _, n := range all {
		if slices.ContainsFunc(n.Names(), func(name string) bool { return strings.EqualFold(name, word) }) {
			parts = append(parts, fmt.Sprintf("%s (%s)", n.ID, shorten(n.Name, 40)))
		}
	}
	if len(parts) > 3 {
		parts = append(parts[:3], fmt.Sprintf("%d more", len(parts)-3))
	}
	return strings.Join(parts, ", ")
}

func findEntities(s *session.Session, list []string) (ids []annotate.ID, err error) {
	for _, word := range list {
		n, err := findEntity(s, word)
		if err != nil {
			return nil, err
		}
		ids = append(ids, n.ID)
	}
	return ids, nil
}

func entitiesMergeCommand() *cobra.Command {
	var annotator string
	cmd := &cobra.Command{
		Use:   "merge PROJECT KEEP OTHER…",
		Short: "Make one actor of several: names and all that names them go to KEEP",
		Long: `Make one actor of several. The names of the others become aliases of KEEP, and whatever
names one of them, in any document, names KEEP: mentions, statements, relations, parents,
affiliations. What KEEP does not say itself it takes from the first other that does.`,
		Example:           `  parleyctl entities merge talks.parley "Hay’at Tahrir al-Sham" HTS "Hayyat Tahrir al-Sham"`,
		Args:              words("PROJECT", "KEEP", "OTHER…"),
		ValidArgsFunction: completeEntities,
		RunE: func(cmd *cobra.Command, args []string) error {
			return writing(cmd, args[0], annotator, func(s *session.Session) error {
				ids, err := findEntities(s, args[1:])
				if err != nil {
					return err
				}
				cs, out, err := s.Editor().Merge(s, ids[0], ids[1:]...)
				if err != nil {
					return err
				}
				return tellEntity(cmd, s, cs, out, "name")
			})
		},
	}
	annotatorFlag(cmd, &annotator)
	return cmd
}

// tellEntity applies cs, prints the ID of who came of it, and says what else it changed.
func tellEntity(cmd *cobra.Command, s *session.Session, cs annotate.ChangeSet, out edit.Outcome, verb string) error {
	if err := s.Apply(cs); err != nil {
		return err
	}
	if moved := out.String(); moved != "" {
		warn(cmd, "%s: %s now %s %s.", cs.Label, moved, verb, out.Entity.Name)
	} else {
		warn(cmd, "%s: nothing named it.", cs.Label)
	}
	for _, lost := range out.Lost {
		warn(cmd, "not kept: %s", lost)
	}
	_, err := fmt.Fprintln(cmd.OutOrStdout(), out.Entity.ID)
	return err
}

func entitiesDeleteCommand() *cobra.Command {
	var annotator string
	var unset bool
	cmd := &cobra.Command{
		Use:               "delete PROJECT ACTOR",
		Short:             "Delete an actor that nothing names, or with --unset any",
		Args:              words("PROJECT", "ACTOR"),
		ValidArgsFunction: completeEntities,
		RunE: func(cmd *cobra.Command, args []string) error {
			return writing(cmd, args[0], annotator, func(s *session.Session) error {
				n, err := findEntity(s, args[1])
				if err != nil {
					return err
				}
				cs, out, err := s.Editor().DeleteEntity(s, n.ID, unset)
				if err != nil && out.String() != "" {
					return fmt.Errorf("%w; --unset unsets these as well, in one step", err)
				}
				if err != nil {
					return err
				}
				if moved := out.String(); moved != "" {
					warn(cmd, "%s: unset in %s.", cs.Label, moved)
				}
				return s.Apply(cs)
			})
		},
	}
	cmd.Flags().BoolVar(&unset, "unset", false, "unset whatever names the actor")
	annotatorFlag(cmd, &annotator)
	return cmd
}

// completeEntities completes the project, and behind it names of its actors.
func completeEntities(_ *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
	if len(args) == 0 {
		return []string{"parley"}, cobra.ShellCompDirectiveFilterFileExt
	}
	// What cannot be opened has nothing to offer; the command itself will say why.
	_ = reading(args[0], func(s *session.Session) error {
		all, err := s.Entities()
		for _, n := range all {
			names = append(names, n.Name)
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
