package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

// relating is which relations are wanted; empty members choose all.
type relating struct {
	document, typ string
	asJSON        bool
}

func relationsCommand() *cobra.Command {
	var c relating
	cmd := &cobra.Command{
		Use:   "relations PROJECT",
		Short: "List relations, with the words at both ends",
		Long:  "List relations between annotations. 'parleyctl mark --relation TYPE --to ID' makes one.",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error { return c.print(cmd.OutOrStdout(), s) })
		},
	}
	cmd.Flags().StringVar(&c.document, "document", "", "only of this document: ID or title")
	cmd.Flags().StringVar(&c.typ, "type", "", "only of this type")
	jsonFlag(cmd, &c.asJSON)
	return cmd
}

func (c *relating) print(w io.Writer, s *session.Session) error {
	documents := s.Documents()
	if c.document != "" {
		d, err := findDocument(s, c.document)
		if err != nil {
			return err
		}
		documents = []*annotate.Summary{d}
	}
	var typ *annotate.RelationType
	if c.typ != "" {
		var err error
		if typ, err = findRelationType(s.Schema(), c.typ); err != nil {
			return err
		}
	}
	each := func(yield func(*session.Page, *annotate.Relation) bool) error {
		return eachRelation(s, documents, typ, yield)
	}
	if c.asJSON {
		return printRelations(w, s, each)
	}
	var failed error
	err := tabulate(w, []string{"ID", "DOCUMENT", "TYPE", "FROM", "TO"}, func(yield func([]string) bool) {
		failed = each(func(p *session.Page, r *annotate.Relation) bool {
			return yield([]string{r.ID.String(), p.Document().Title, string(r.Type), endWords(p, r.From), endWords(p, r.To)})
		})
	})
	return errors.Join(failed, err)
}

func printRelations(w io.Writer, s *session.Session, each func(func(*session.Page, *annotate.Relation) bool) error) error {
	entities, err := s.Entities()
	if err != nil {
		return err
	}
	rows := parley.NewRows(s.Schema(), entities)
	var failed error
	err = printArray(w, func(yield func([]byte) bool) {
		failed = each(func(_ *session.Page, r *annotate.Relation) bool { return yield(rows.Relation(nil, r)) })
	})
	return errors.Join(failed, err)
}

// eachRelation goes through documents one at a time; in one, by where relations start.
func eachRelation(s *session.Session, documents []*annotate.Summary, typ *annotate.RelationType, yield func(*session.Page, *annotate.Relation) bool) error {
	for _, d := range documents {
		if d.Annotations == 0 {
			continue
		}
		p, err := s.Page(d.ID)
		if err != nil {
			return err
		}
		for _, r := range slices.SortedFunc(p.Relations(), byPlace(p)) {
			if (typ == nil || r.Type == typ.ID) && !yield(p, r) {
				return nil
			}
		}
		s.Release(d.ID)
	}
	return nil
}

// byPlace orders relations by where they start and lead. An end that is lost comes first.
func byPlace(p *session.Page) func(a, b *annotate.Relation) int {
	compare := func(a, b annotate.ID) int {
		x, y := p.Annotation(a), p.Annotation(b)
		if x == nil || y == nil {
			return a.Compare(b)
		}
		return annotate.ComparePlace(x, y)
	}
	return func(a, b *annotate.Relation) int {
		if c := compare(a.From, b.From); c != 0 {
			return c
		}
		if c := compare(a.To, b.To); c != 0 {
			return c
		}
		return a.ID.Compare(b.ID)
	}
}

func endWords(p *session.Page, id annotate.ID) string {
	a := p.Annotation(id)
	switch {
	case a == nil:
		return id.String()
	case len(a.Fragments) == 0:
		return string(a.Layer) + " of the document"
	}
	return shorten(a.Quote.Exact, 40)
}

func findRelationType(s *annotate.Schema, name string) (*annotate.RelationType, error) {
	if t := s.RelationNamed(name); t != nil {
		return t, nil
	}
	var names []string
	for _, t := range s.Relations {
		names = append(names, t.Name)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("relation type %q: %w: the schema has none", name, annotate.ErrNotFound)
	}
	return nil, fmt.Errorf("relation type %q: %w: the schema has %s", name, annotate.ErrNotFound, strings.Join(names, ", "))
}

// withMark is a page on which an annotation stands already that is about to be made.
type withMark struct {
	*session.Page
	mark *annotate.Annotation
}

// Annotation finds an annotation, the coming one too.
func (p withMark) Annotation(id annotate.ID) *annotate.Annotation {
	if id == p.mark.ID {
		return p.mark
	}
	return p.Page.Annotation(id)
}

// link makes the relation of a mark that is not applied yet to the annotation called word.
func link(s *session.Session, page *session.Page, a *annotate.Annotation, typ *annotate.RelationType, word string) (annotate.ChangeSet, error) {
	to, err := annotate.ParseID(word)
	if err != nil {
		return annotate.ChangeSet{}, fmt.Errorf("--to: %w", err)
	}
	if page.Annotation(to) == nil {
		return annotate.ChangeSet{}, fmt.Errorf("--to %s: %w in %q; 'parleyctl annotations' lists them", to, annotate.ErrNotFound, page.Document().Title)
	}
	cs, _, err := s.Editor().Link(withMark{page, a}, typ.ID, a.ID, to)
	return cs, err
}
