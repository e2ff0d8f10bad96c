package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
)

func documentsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "documents PROJECT",
		Short: "List the documents",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error {
				if asJSON {
					return printDocuments(cmd.OutOrStdout(), s)
				}
				return tabulate(cmd.OutOrStdout(), []string{"ID", "TITLE", "AUTHOR", "DATE", "STATE", "ANNOTATIONS"}, documentRows(s))
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func jsonFlag(cmd *cobra.Command, asJSON *bool) {
	cmd.Flags().BoolVar(asJSON, "json", false, "an array of objects with the dataset's field names")
}

func printDocuments(w io.Writer, s *session.Session) error {
	rows := parley.NewRows(s.Schema(), nil)
	return printArray(w, func(yield func([]byte) bool) {
		for _, d := range s.Documents() {
			if !yield(rows.Document(nil, d)) {
				return
			}
		}
	})
}

func documentRows(s *session.Session) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, d := range s.Documents() {
			if !yield([]string{d.ID.String(), d.Title, d.Author, d.Date.String(), stateWords(d), strconv.Itoa(d.Annotations)}) {
				return
			}
		}
	}
}

// stateWords is the state of the annotator and the flags that they put up, as "done (discuss)".
func stateWords(d *annotate.Summary) string {
	if d.Flags == 0 {
		return d.State.String()
	}
	return d.State.String() + " (" + strings.Join(d.Flags.Words(), ", ") + ")"
}

// choice is which annotations are wanted; empty members choose all.
type choice struct {
	document, layer, annotator string
	asJSON                     bool
}

func annotationsCommand() *cobra.Command {
	var c choice
	cmd := &cobra.Command{
		Use:   "annotations PROJECT",
		Short: "List annotations, with offsets in code points",
		Args:  words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[0], func(s *session.Session) error { return c.print(cmd.OutOrStdout(), s) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.document, "document", "", "only of this document: ID or title")
	f.StringVar(&c.layer, "layer", "", "only of this layer")
	f.StringVar(&c.annotator, "annotator", "", "only by this annotator")
	jsonFlag(cmd, &c.asJSON)
	return cmd
}

func (c *choice) print(w io.Writer, s *session.Session) error {
	documents, wanted, err := c.resolve(s)
	if err != nil {
		return err
	}
	if !c.asJSON {
		var failed error
		rows := func(yield func([]string) bool) {
			failed = eachAnnotation(s, documents, wanted, func(p *session.Page, a *annotate.Annotation) bool { return yield(annotationCells(s, p, a)) })
		}
		if err := tabulate(w, []string{"ID", "DOCUMENT", "LAYER", "PLACE", "QUOTE", "VALUES"}, rows); err != nil {
			return err
		}
		return failed
	}
	return printAnnotations(w, s, func(yield func(*session.Page, *annotate.Annotation) bool) error {
		return eachAnnotation(s, documents, wanted, yield)
	})
}

// printAnnotations prints what each gives as a dataset's annotations.
func printAnnotations(w io.Writer, s *session.Session, each func(yield func(*session.Page, *annotate.Annotation) bool) error) error {
	entities, err := s.Entities()
	if err != nil {
		return err
	}
	rows := parley.NewRows(s.Schema(), entities)
	var failed error
	err = printArray(w, func(yield func([]byte) bool) {
		failed = each(func(p *session.Page, a *annotate.Annotation) bool { return yield(rows.Annotation(nil, a, p.Text())) })
	})
	return errors.Join(failed, err)
}

// resolve finds what the choice names; a name that is nothing's is an error, not an empty list.
func (c *choice) resolve(s *session.Session) ([]*annotate.Summary, func(*annotate.Annotation) bool, error) {
	documents := s.Documents()
	if c.document != "" {
		d, err := findDocument(s, c.document)
		if err != nil {
			return nil, nil, err
		}
		documents = []*annotate.Summary{d}
	}
	layer := s.Schema().LayerNamed(c.layer)
	if c.layer != "" && layer == nil {
		return nil, nil, fmt.Errorf("layer %q: %w: the schema has %s", c.layer, annotate.ErrNotFound, layerNames(s.Schema()))
	}
	who := s.AnnotatorNamed(c.annotator)
	if c.annotator != "" && who == nil {
		return nil, nil, fmt.Errorf("annotator %q: %w: the project has %s", c.annotator, annotate.ErrNotFound, annotatorNames(s))
	}
	return documents, func(a *annotate.Annotation) bool {
		return (layer == nil || a.Layer == layer.ID) && (who == nil || a.Annotator == who.ID)
	}, nil
}

// eachAnnotation goes through documents one at a time, in the order of reading.
func eachAnnotation(s *session.Session, documents []*annotate.Summary, wanted func(*annotate.Annotation) bool, yield func(*session.Page, *annotate.Annotation) bool) error {
	for _, d := range documents {
		if d.Annotations == 0 {
			continue
		}
		p, err := s.Page(d.ID)
		if err != nil {
			return err
		}
		for _, a := range slices.SortedFunc(p.Annotations(), annotate.ComparePlace) {
			if wanted(a) && !yield(p, a) {
				return nil
			}
		}
		s.Release(d.ID)
	}
	return nil
}

func annotationCells(s *session.Session, p *session.Page, a *annotate.Annotation) []string {
	return []string{a.ID.String(), p.Document().Title, string(a.Layer), place(p.Text(), a), shorten(a.Quote.Exact, 48), valueWords(s, a)}
}

// place is the fragments in code points, or "document".
func place(t *text.Text, a *annotate.Annotation) string {
	if len(a.Fragments) == 0 {
		return "document"
	}
	var parts []string
	for _, f := range a.Fragments {
		start, _ := t.In(f.Start, text.CodePoint)
		end, _ := t.In(f.End, text.CodePoint)
		parts = append(parts, fmt.Sprintf("%d-%d", start, end))
	}
	return strings.Join(parts, ",")
}

// shorten is s of at most n code points, the last one an ellipsis when it was cut.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func valueWords(s *session.Session, a *annotate.Annotation) string {
	var parts []string
	for _, fv := range a.Features {
		var words []string
		for _, v := range fv.Values {
			words = append(words, valueWord(s, v))
		}
		parts = append(parts, string(fv.Feature)+"="+strings.Join(words, "+"))
	}
	return strings.Join(parts, " ")
}

func valueWord(s *session.Session, v annotate.Value) string {
	if v.Type == annotate.TypeAnnotation {
		return v.Ref.String()
	}
	return codec.Said(&v, nil, func(id annotate.ID) string {
		if e := s.Entity(id); e != nil {
			return e.Name
		}
		return id.String()
	})
}

func annotatorNames(s *session.Session) string {
	var names []string
	for _, a := range s.Annotators() {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}
