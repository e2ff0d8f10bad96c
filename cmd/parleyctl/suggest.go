package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/suggest"
	"parley/annotate/text"
)

// suggestionRow is a name of the register at a place that nobody has marked.
type suggestionRow struct {
	Document  annotate.ID `json:"document"`
	Start     int         `json:"start"` // in code points, as end
	End       int         `json:"end"`
	Quote     string      `json:"quote"`
	Entities  []bearerRow `json:"entities"`
	Ambiguous bool        `json:"ambiguous"`
	title     string
}

func suggestCommand() *cobra.Command {
	var document string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "suggest PROJECT",
		Short: "List where actors of the register are named and nobody marked it",
		Long: `List the places where a name or an alias of the register stands that no mention overlaps:
no annotation of a layer that names one actor and nothing else, by whomever it was made.

A name is found as whole words, written as it says that it may be written. Where it is a
name of several actors the place is ambiguous and all of them are listed.`,
		Example: `  parleyctl suggest talks.parley --document "Closed port" --json`,
		Args:    words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				return printSuggestions(cmd.Context(), cmd.OutOrStdout(), s, document, asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&document, "document", "", "only in this document: ID or title")
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of objects, with offsets in code points")
	return cmd
}

func printSuggestions(ctx context.Context, w io.Writer, s *session.Session, document string, asJSON bool) error {
	documents := s.Documents()
	if document != "" {
		d, err := findDocument(s, document)
		if err != nil {
			return err
		}
		documents = []*annotate.Summary{d}
	}
	entities, err := s.Entities()
	if err != nil {
		return err
	}
	var failed error
	rows := suggestionRows(cmp.Or(ctx, context.Background()), s, documents, suggest.New(entities), &failed)
	if asJSON {
		err = printEach(w, rows)
	} else {
		err = tabulate(w, []string{"DOCUMENT", "PLACE", "QUOTE", "ACTOR"}, suggestionCells(rows))
	}
	return errors.Join(err, failed)
}

// suggestionRows goes through documents one at a time.
func suggestionRows(ctx context.Context, s *session.Session, documents []*annotate.Summary, names *suggest.Names, failed *error) iter.Seq[suggestionRow] {
	return func(yield func(suggestionRow) bool) {
		for _, d := range documents {
			t, list, err := suggestionsIn(ctx, s, d, names)
			if *failed = err; err != nil {
				return
			}
			for _, m := range list {
				if !yield(suggestionOf(s, d, t, m)) {
					return
				}
			}
		}
	}
}

// suggestionsIn are the matches of a document that are not marked. What is recorded in it
// is read only when there are any.
func suggestionsIn(ctx context.Context, s *session.Session, d *annotate.Summary, names *suggest.Names) (*text.Text, []suggest.Match, error) {
	body, err := s.Reader().Body(d.ID)
	if err != nil {
		return nil, nil, err
	}
	t, err := text.New(body)
	if err != nil {
		return nil, nil, fmt.Errorf("document %s: %w", d.Title, err)
	}
	list := names.In(ctx, t).Matches()
	if len(list) == 0 || d.Annotations == 0 {
		return t, list, nil
	}
	p, err := session.ReadPage(s.Reader(), d.ID)
	if err != nil {
		return nil, nil, err
	}
	return t, suggest.Unmarked(s.Schema(), list, p.Annotations()), nil
}

func suggestionOf(s *session.Session, d *annotate.Summary, t *text.Text, m suggest.Match) suggestionRow {
	r := suggestionRow{Document: d.ID, Quote: t.Slice(m.Span), Ambiguous: m.Ambiguous(), title: d.Title}
	r.Start, _ = t.In(m.Start, text.CodePoint) // matches lie between characters
	r.End, _ = t.In(m.End, text.CodePoint)
	for _, id := range m.Entities {
		row := bearerRow{ID: id}
		if n := s.Entity(id); n != nil {
			row.Name = n.Name
		}
		r.Entities = append(r.Entities, row)
	}
	return r
}

func suggestionCells(rows iter.Seq[suggestionRow]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for r := range rows {
			var names []string
			for _, e := range r.Entities {
				names = append(names, e.Name)
			}
			if !yield([]string{r.title, fmt.Sprintf("%d-%d", r.Start, r.End), shorten(r.Quote, 48), strings.Join(names, " | ")}) {
				return
			}
		}
	}
}
