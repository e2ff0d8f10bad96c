package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/query"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/annotate/text"
)

// looking is what is searched for, and how it is told.
type looking struct {
	query                   string
	regex, fold, wholeWords bool
	statements, texts       bool
	asJSON, asCSV           bool
	around                  int
	found                   int
}

func searchCommand() *cobra.Command {
	var l looking
	cmd := &cobra.Command{
		Use:   "search PROJECT QUERY",
		Short: "Find words in all texts, or statements by what is in their slots",
		Long: `Find words in all texts, with what stands beside them; offsets are in code points.

A QUERY with a slot asks for statements instead, as does --statements:
  actor:HTS stance:against category:201 date:2018 layer:claim annotator:Lina
  document:"Interview" -stance:favor target:unset date:2018-03..2020 "words of the quote"
All that is asked for has to be true. A slot is actor (in any slot, by name or alias), layer,
annotator, document (a part of its title), date (the statement's, or else its document's),
published, text, note, origin, or a feature of the schema by ID or name. A tag holds those
below it. unset finds what has nothing there, - excludes; where the QUERY begins with it, --
comes first. A name with several meanings is refused, with its meanings. With --json a
statement is told as in a dataset, with title, start, end, before and after besides.

The exit code is 1 when nothing was found, as grep's is.`,
		Args: words("PROJECT", "QUERY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, alike := range [][]string{{"json", "csv"}, {"statements", "texts", "regex"}, {"statements", "words"}, {"statements", "fold"}} {
				if err := oneOf(cmd, alike...); err != nil {
					return err
				}
			}
			if l.around < 0 {
				return usagef("--context %d: want a number of characters", l.around)
			}
			l.query = args[1]
			return reading(args[0], func(s *session.Session) error { return l.run(cmd, s) })
		},
	}
	f := cmd.Flags()
	f.BoolVar(&l.regex, "regex", false, "QUERY is a regular expression (RE2), ^ and $ at every line")
	f.BoolVar(&l.fold, "fold", false, "capitals, accents and the forms of Arabic letters do not count")
	f.BoolVar(&l.wholeWords, "words", false, "whole words only")
	f.BoolVar(&l.statements, "statements", false, "QUERY asks for statements, even without a slot")
	f.BoolVar(&l.texts, "texts", false, "QUERY is words of the texts, even where it looks like a slot")
	f.BoolVar(&l.asCSV, "csv", false, "rows with commas between cells, and a head")
	f.IntVar(&l.around, "context", 60, "characters on each side of a hit")
	jsonFlag(cmd, &l.asJSON)
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if _, q, found := strings.Cut(err.Error(), " in -"); found && strings.Contains(q, ":") {
			return usagef("a QUERY that begins with - stands behind --, as in: parleyctl search PROJECT -- '-%s'", q)
		}
		return misread(cmd, err)
	})
	return cmd
}

func (l *looking) run(cmd *cobra.Command, s *session.Session) error {
	var err error
	if l.statements || !l.regex && !l.texts && !l.wholeWords && !l.fold && query.HasSlot(l.query) {
		err = l.printStatements(cmd.OutOrStdout(), s)
	} else {
		err = l.printTexts(cmd.OutOrStdout(), s)
	}
	if err == nil && l.found == 0 {
		return errPartly
	}
	return err
}

// documentIDs are those of all documents, in their order.
func documentIDs(s *session.Session) []annotate.ID {
	list := make([]annotate.ID, 0, s.Rows().Len())
	for _, d := range s.Rows().All() {
		list = append(list, d.ID)
	}
	return list
}

// textHit is a hit as scripts read it.
type textHit struct {
	Document annotate.ID `json:"document"`
	Title    string      `json:"title"`
	Start    int         `json:"start"`
	End      int         `json:"end"`
	Quote    string      `json:"quote"`
	Before   string      `json:"before"`
	After    string      `json:"after"`
}

func (h *textHit) cells() []string {
	return []string{h.Document.String(), h.Title, strconv.Itoa(h.Start), strconv.Itoa(h.End), h.Before, h.Quote, h.After}
}

func (l *looking) printTexts(w io.Writer, s *session.Session) error {
	q := search.Query{Text: l.query, Pattern: l.regex, Words: l.wholeWords}
	if l.fold {
		q.Fold = search.Loose
	}
	m, err := search.Compile(q)
	if err != nil {
		return usageError{err}
	}
	var failed error
	hits := func(yield func(*textHit) bool) {
		for f, err := range query.Texts(context.Background(), s.Reader(), documentIDs(s), m, query.TextOptions{}) {
			if failed = err; err != nil {
				return
			}
			title := s.Summary(f.Document).Title
			for h := range f.Hits(l.around) {
				l.found++
				start, end := f.CodePoints(h.Span)
				if !yield(&textHit{f.Document, title, start, end, h.Quote, h.Before, h.After}) {
					return
				}
			}
		}
	}
	return errors.Join(l.print(w, []string{"document", "title", "start", "end", "before", "quote", "after"}, func(yield func([]byte, []string) bool) {
		for h := range hits {
			var b []byte
			if l.asJSON {
				b, _ = json.Marshal(h) // of strings and numbers
			}
			if !yield(b, h.cells()) {
				return
			}
		}
	}), failed)
}

// print prints rows as the flags say.
func (l *looking) print(w io.Writer, heads []string, rows func(func([]byte, []string) bool)) error {
	switch {
	case l.asJSON:
		return printArray(w, func(yield func([]byte) bool) {
			rows(func(b []byte, _ []string) bool { return yield(b) })
		})
	case l.asCSV:
		c := csv.NewWriter(w)
		err := c.Write(heads)
		rows(func(_ []byte, cells []string) bool { err = errors.Join(err, c.Write(cells)); return err == nil })
		c.Flush()
		return errors.Join(err, c.Error())
	}
	return tabulate(w, capitals(heads), func(yield func([]string) bool) {
		rows(func(_ []byte, cells []string) bool { return yield(cells) })
	})
}

func (l *looking) printStatements(w io.Writer, s *session.Session) error {
	book, err := bookOf(s)
	if err != nil {
		return err
	}
	q, err := query.Ask(l.query, book)
	if err != nil && !l.statements {
		err = fmt.Errorf("%w (--texts looks for the words themselves)", err)
	}
	if err != nil {
		return usageError{err}
	}
	entities, err := s.Entities()
	if err != nil {
		return err
	}
	rows := parley.NewRows(s.Schema(), entities)
	var failed error
	return errors.Join(l.print(w, []string{"id", "document", "layer", "place", "quote", "values"}, func(yield func([]byte, []string) bool) {
		failed = l.eachStatement(s, q, func(p *session.Page, a *annotate.Annotation) bool {
			l.found++
			var b []byte
			if l.asJSON {
				b = l.statement(rows.Annotation(nil, a, p.Text()), p, a)
			}
			return yield(b, annotationCells(s, p, a))
		})
	}), failed)
}

// statement puts what a hit in a text has before the members of row, an object. A statement
// about a whole document has no place.
func (l *looking) statement(row []byte, p *session.Page, a *annotate.Annotation) []byte {
	hit := struct {
		Title  string `json:"title"`
		Start  *int   `json:"start"`
		End    *int   `json:"end"`
		Before string `json:"before"`
		After  string `json:"after"`
	}{Title: p.Document().Title}
	if len(a.Fragments) > 0 {
		all := a.Span()
		start, _ := p.Text().In(all.Start, text.CodePoint)
		end, _ := p.Text().In(all.End, text.CodePoint)
		hit.Start, hit.End = &start, &end
		hit.Before, hit.After = search.Around(p.Text(), all, l.around)
	}
	head, _ := json.Marshal(hit) // of strings and numbers
	return append(append(head[:len(head)-1], ','), row[1:]...)
}

// eachStatement gives the answers with the page of each.
func (l *looking) eachStatement(s *session.Session, q *query.Question, yield func(*session.Page, *annotate.Annotation) bool) error {
	var page *session.Page
	for a, err := range query.Statements(context.Background(), s.Reader(), documentIDs(s), q, nil) {
		if err != nil {
			return err
		}
		if page == nil || page.Document().ID != a.Document {
			if page, err = session.ReadPage(s.Reader(), a.Document); err != nil {
				return err
			}
		}
		if !yield(page, a.Annotation) {
			return nil
		}
	}
	return nil
}

// bookOf is what the names of a question mean in a project.
func bookOf(s *session.Session) (query.Book, error) {
	entities, err := s.Entities()
	if err != nil {
		return query.Book{}, fmt.Errorf("read the register: %w", err)
	}
	return query.Book{
		Schema: s.Schema(), Annotators: s.Annotators(), Entities: slices.Values(entities),
		Documents: func(yield func(annotate.Heading) bool) {
			for _, d := range s.Rows().All() {
				if !yield(d) {
					return
				}
			}
		},
	}, nil
}

func capitals(heads []string) []string {
	list := make([]string, len(heads))
	for i, h := range heads {
		list[i] = strings.ToUpper(h)
	}
	return list
}
