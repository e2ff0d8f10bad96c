package main

import (
	"fmt"
	"io"
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
	return ofRegister("same", "List actors who are possibly the same, the likeliest first",
		"List actors who are possibly the same: one name but for case, accents and letter forms, another transliteration or script, a letter or two apart, initials, part of a name. Nothing is merged.",
		"an array of objects", printSame)
}

func printSame(w io.Writer, _ *session.Session, all []*annotate.Entity, asJSON bool) error {
	pairs := register.Same(all)
	if asJSON {
		return printRows(w, pairRows(pairs))
	}
	return tabulate(w, []string{"SCORE", "WHY", "ACTOR", "POSSIBLY", "BY THE NAMES"}, func(yield func([]string) bool) {
		for _, p := range pairs {
			if !yield([]string{fmt.Sprintf("%.2f", p.Score), p.Why.String(), p.A.Name, p.B.Name, p.NameA + " = " + p.NameB}) {
				return
			}
		}
	})
}

func pairRows(pairs []register.Pair) (rows []pairRow) {
	for _, p := range pairs {
		rows = append(rows, pairRow{bearerRow{p.A.ID, p.A.Name, p.NameA}, bearerRow{p.B.ID, p.B.Name, p.NameB}, p.Score, p.Why.String()})
	}
	return rows
}

func entitiesUnusedCommand() *cobra.Command {
	return ofRegister("unused", "List actors that nothing names",
		"List actors that nothing names: no annotation, no relation, and no other actor as its parent or in an affiliation.",
		entityRowsJSON, printUnused)
}

func printUnused(w io.Writer, s *session.Session, all []*annotate.Entity, asJSON bool) error {
	tally, err := register.Read(s.Reader(), s.Schema())
	if err != nil {
		return err
	}
	return printEntities(w, s, register.Unused(all, tally), asJSON)
}

// ambiguousRow is a name of several actors.
type ambiguousRow struct {
	Name     string      `json:"name"`
	Entities []bearerRow `json:"entities"`
}

func entitiesAmbiguousCommand() *cobra.Command {
	return ofRegister("ambiguous", "List names that are those of several actors",
		"List names and aliases that would be found in a text for several actors. They are shown as such wherever they are matched, and never resolved by the program.",
		"an array of objects", printAmbiguous)
}

func printAmbiguous(w io.Writer, _ *session.Session, all []*annotate.Entity, asJSON bool) error {
	list := register.Ambiguities(all)
	if asJSON {
		return printRows(w, ambiguousRows(list))
	}
	return tabulate(w, []string{"NAME", "ACTORS"}, func(yield func([]string) bool) {
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
