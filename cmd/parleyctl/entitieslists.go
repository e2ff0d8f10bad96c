package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/session"
)

// pairRow is a pair of actors who are possibly the same.
type pairRow struct {
	A     bearerRow `json:"a"`
	B     bearerRow `json:"b"`
	Score float64   `json:"score"`
	Why   string    `json:"why"`
}

// bearerRow is an actor by one of its names.
type bearerRow struct {
	ID    annotate.ID `json:"id"`
	Name  string      `json:"name"`
	Alike string      `json:"alike,omitempty"` // the name that was compared
}

func entitiesSameCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "same PROJECT",
		Short: "List actors who are possibly the same, the likeliest first",
		Long:  "List actors who are possibly the same: one name but for case, accents and letter forms, another transliteration or script, a letter or two apart, initials, part of a name. Nothing is merged.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				all, err := s.Entities()
				if err != nil {
					return err
				}
				pairs := register.Same(all)
				if asJSON {
					return printRows(cmd.OutOrStdout(), pairRows(pairs))
				}
				return tabulate(cmd.OutOrStdout(), []string{"SCORE", "WHY", "ACTOR", "POSSIBLY", "BY THE NAMES"}, func(yield func([]string) bool) {
					for _, p := range pairs {
						if !yield([]string{fmt.Sprintf("%.2f", p.Score), p.Why.String(), p.A.Name, p.B.Name, p.NameA + " = " + p.NameB}) {
							return
						}
					}
				})
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects")
	return cmd
}

func pairRows(pairs []register.Pair) (rows []pairRow) {
	for _, p := range pairs {
		rows = append(rows, pairRow{bearerRow{p.A.ID, p.A.Name, p.NameA}, bearerRow{p.B.ID, p.B.Name, p.NameB}, p.Score, p.Why.String()})
	}
	return rows
}

func entitiesUnusedCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "unused PROJECT",
		Short: "List actors that nothing names",
		Long:  "List actors that nothing names: no annotation, no relation, and no other actor as its parent or in an affiliation.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				all, err := s.Entities()
				if err != nil {
					return err
				}
				tally, err := register.Read(s.Reader(), s.Schema())
				if err != nil {
					return err
				}
				return printEntities(cmd.OutOrStdout(), s, register.Unused(all, tally), asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, entityRowsJSON)
	return cmd
}

// ambiguousRow is a name of several actors.
type ambiguousRow struct {
	Name     string      `json:"name"`
	Entities []bearerRow `json:"entities"`
}

func entitiesAmbiguousCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ambiguous PROJECT",
		Short: "List names that are those of several actors",
		Long:  "List names and aliases that would be found in a text for several actors. They are shown as such wherever they are matched, and never resolved by the program.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				all, err := s.Entities()
				if err != nil {
					return err
				}
				list := register.Ambiguities(all)
				if asJSON {
					return printRows(cmd.OutOrStdout(), ambiguousRows(list))
				}
				return tabulate(cmd.OutOrStdout(), []string{"NAME", "ACTORS"}, func(yield func([]string) bool) {
					for _, a := range list {
						var names []string
						for _, n := range a.Entities {
							names = append(names, n.Name)
						}
						if !yield([]string{a.Name, strings.Join(names, " | ")}) {
							return
						}
					}
				})
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects")
	return cmd
}

func ambiguousRows(list []register.Ambiguous) (rows []ambiguousRow) {
	for _, a := range list {
		row := ambiguousRow{Name: a.Name}
		for _, n := range a.Entities {
			row.Entities = append(row.Entities, bearerRow{ID: n.ID, Name: n.Name})
		}
		rows = append(rows, row)
	}
	return rows
}
