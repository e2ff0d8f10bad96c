package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/session"
)

// recheckRow is an annotation that is to be looked at again.
type recheckRow struct {
	ID       annotate.ID      `json:"id"`
	Document annotate.ID      `json:"document"`
	Title    string           `json:"title"`
	Layer    annotate.LayerID `json:"layer"`
	Quote    string           `json:"quote"`
	Recheck  string           `json:"recheck"`
}

func schemaRecheckCommand() *cobra.Command {
	var asJSON bool
	var done []string
	var annotator string
	cmd := &cobra.Command{
		Use:   "recheck PROJECT [--clear ID]…",
		Short: "List what is to be checked again since the schema changed",
		Long:  "List the annotations that are marked to be checked again, with the reason. --clear says of one, by its ID, that it is as it should be.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(done) > 0 {
				return writing(cmd, args[0], annotator, func(s *session.Session) error { return clearRechecks(cmd, s, done) })
			}
			return reading(args[0], func(s *session.Session) error { return printRechecks(cmd, cmd.OutOrStdout(), s, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects with id, document, title, layer, quote and recheck")
	cmd.Flags().StringArrayVar(&done, "clear", nil, "ID of an annotation that is as it should be; again for a further one")
	annotatorFlag(cmd, &annotator)
	return cmd
}

func printRechecks(cmd *cobra.Command, w io.Writer, s *session.Session, asJSON bool) error {
	rows, err := rechecks(cmd, s)
	if err != nil {
		return err
	}
	if asJSON {
		return printRows(w, rows)
	}
	return tabulate(w, []string{"ID", "DOCUMENT", "LAYER", "QUOTE", "WHY"}, func(yield func([]string) bool) {
		for _, r := range rows {
			if !yield([]string{r.ID.String(), r.Title, string(r.Layer), r.Quote, r.Recheck}) {
				return
			}
		}
	})
}

// rechecks are the annotations that are marked, in reading order.
func rechecks(cmd *cobra.Command, s *session.Session) (rows []recheckRow, err error) {
	x, err := query.Build(cmd.Context(), s.Reader(), nil)
	if err != nil {
		return nil, err
	}
	var d *annotate.Summary
	found := map[annotate.ID]*annotate.Annotation{}
	for p := range x.Places(query.Recheck()) {
		if d == nil || d.ID != p.Document {
			if d = s.Summary(p.Document); d == nil {
				return nil, fmt.Errorf("document %s: %w", p.Document, annotate.ErrNotFound)
			}
			list, err := s.Reader().Annotations(p.Document)
			if err != nil {
				return nil, err
			}
			clear(found)
			for _, a := range list {
				found[a.ID] = a
			}
		}
		if a := found[p.Annotation]; a != nil {
			rows = append(rows, recheckRow{a.ID, a.Document, d.Title, a.Layer, a.Quote.Exact, a.Recheck})
		}
	}
	return rows, nil
}

// clearRechecks says of annotations, in one step, that they are as they should be.
func clearRechecks(cmd *cobra.Command, s *session.Session, words []string) error {
	wanted := map[annotate.ID]bool{}
	for _, w := range words {
		id, err := annotate.ParseID(w)
		if err != nil {
			return usageError{fmt.Errorf("--clear: %w", err)}
		}
		wanted[id] = true
	}
	rows, err := rechecks(cmd, s)
	if err != nil {
		return err
	}
	var sets []annotate.ChangeSet
	for _, r := range rows {
		if !wanted[r.ID] {
			continue
		}
		delete(wanted, r.ID)
		p, err := s.Page(r.Document)
		if err != nil {
			return err
		}
		cs, err := s.Editor().SetRecheck(p, r.ID, "")
		if err != nil {
			return err
		}
		sets = append(sets, cs)
	}
	for id := range wanted {
		return fmt.Errorf("annotation %s is not marked to be checked again; nothing was changed: %w", id, annotate.ErrNotFound)
	}
	label := sets[0].Label
	if len(sets) > 1 {
		label = fmt.Sprintf("Confirm %d annotations", len(sets))
	}
	return s.Apply(s.Editor().Join(label, sets...))
}
