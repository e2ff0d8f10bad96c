package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// marking is what 'mark' was asked to do.
type marking struct {
	document, layer, annotator string
	start, end                 []int
	unit                       string
	quote                      string
	nth                        int
	set                        []string
	relation, to               string
	note                       string
	create                     bool
	json                       bool
}

func markCommand() *cobra.Command {
	var m marking
	cmd := &cobra.Command{
		Use:   "mark PROJECT --document ID|TITLE --layer LAYER (--start N --end N | --quote TEXT | --whole)",
		Short: "Mark a place of a document, with values",
		Long: `Mark a place of a document in a layer, and set features.

The place is given by offsets, several for a discontinuous annotation, or by the text
that stands there. Values are set by --set FEATURE=VALUE, again for a second value. An
entity is named by its name, an alias or its ID; where a feature takes several types,
write entity:NAME, tag:NAME or text:WORDS. --create makes an entity that is not there, of
a word that can be nothing else, or where entity: says that it is one. --relation links
what is marked to an annotation of the same document, in the same step.`,
		Example: `  parleyctl mark talks.parley --document "Closed port" --layer claim --quote "must open" --set claimant="Dockers' Union" --set stance=favor`,
		Args:    words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			whole, _ := cmd.Flags().GetBool("whole")
			if err := m.check(cmd, whole); err != nil {
				return err
			}
			return writing(cmd, args[0], m.annotator, func(s *session.Session) error { return m.run(cmd, s) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&m.document, "document", "", "the document's ID or title")
	f.StringVar(&m.layer, "layer", "", "the layer's name")
	f.IntSliceVar(&m.start, "start", nil, "where it starts; again for further fragments")
	f.IntSliceVar(&m.end, "end", nil, "where it ends, exclusive")
	f.StringVar(&m.unit, "unit", "codepoint", "unit of --start and --end: codepoint, utf16 or byte")
	f.StringVar(&m.quote, "quote", "", "the text that stands there")
	f.IntVar(&m.nth, "nth", 0, "which occurrence of --quote, from 1; needed where there are several")
	f.Bool("whole", false, "mark the document as a whole")
	f.StringArrayVar(&m.set, "set", nil, "FEATURE=VALUE; again for further values")
	f.StringVar(&m.relation, "relation", "", "type of a relation from here to the annotation that --to names")
	f.StringVar(&m.to, "to", "", "ID of the annotation that --relation leads to")
	f.StringVar(&m.note, "note", "", "a note on the annotation")
	f.BoolVar(&m.create, "create", false, "make entities that --set names and the project does not have")
	f.BoolVar(&m.json, "json", false, "print the annotation as JSON")
	annotatorFlag(cmd, &m.annotator)
	choices(cmd, "unit", "codepoint", "utf16", "byte")
	return cmd
}

func (m *marking) check(cmd *cobra.Command, whole bool) error {
	quoted, counted := cmd.Flags().Changed("quote"), cmd.Flags().Changed("nth")
	offsets := len(m.start)+len(m.end) > 0
	switch {
	case m.document == "":
		return usagef("say which document by --document")
	case m.layer == "":
		return usagef("say which layer by --layer")
	case count(offsets, quoted, whole) != 1:
		return usagef("say where by --start and --end, by --quote, or by --whole")
	case len(m.start) != len(m.end):
		return usagef("%d --start and %d --end: want as many of both", len(m.start), len(m.end))
	case counted && (m.nth < 1 || !quoted):
		return usagef("--nth counts the occurrences of --quote from 1")
	case (m.relation == "") != (m.to == ""):
		return usagef("--relation and --to go together")
	case cmd.Flags().Changed("unit") && !offsets:
		return usagef("--unit is of --start and --end")
	}
	for i := range m.start {
		if m.start[i] < 0 || m.end[i] <= m.start[i] {
			return usagef("--start %d --end %d: want a start from 0 and an end behind it", m.start[i], m.end[i])
		}
	}
	if _, err := text.ParseUnit(m.unit); err != nil {
		return usageError{err}
	}
	return nil
}

func count(conditions ...bool) (n int) {
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}

func (m *marking) run(cmd *cobra.Command, s *session.Session) error {
	layer := s.Schema().LayerNamed(m.layer)
	if layer == nil {
		return fmt.Errorf("layer %q: %w: the schema has %s", m.layer, annotate.ErrNotFound, layerNames(s.Schema()))
	}
	row, err := findDocument(s, m.document)
	if err != nil {
		return err
	}
	page, err := s.Page(row.ID)
	if err != nil {
		return err
	}
	spans, err := m.spans(page.Text())
	if err != nil {
		return fmt.Errorf("%s: %w", row.Title, err)
	}
	values, made, err := parseValues(s, page, layer, m.set, m.create)
	if err != nil {
		return err
	}
	a, err := m.apply(s, page, layer, spans, values, made)
	if err != nil {
		return err
	}
	if m.json {
		return printAnnotations(cmd.OutOrStdout(), s, func(yield func(*session.Page, *annotate.Annotation) bool) error {
			yield(page, a)
			return nil
		})
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), a.ID)
	return err
}

func (m *marking) apply(s *session.Session, page *session.Page, layer *annotate.Layer, spans []text.Span, values []annotate.FeatureValue, made []annotate.ChangeSet) (*annotate.Annotation, error) {
	e := s.Editor()
	cs, a, err := e.Mark(page, layer.ID, spans, values...)
	if err != nil {
		return nil, err
	}
	a.Note = m.note
	sets := append(made, cs)
	if m.relation != "" {
		typ, err := findRelationType(s.Schema(), m.relation)
		if err != nil {
			return nil, err
		}
		linked, err := link(s, page, a, typ, m.to)
		if err != nil {
			return nil, err
		}
		sets = append(sets, linked)
	}
	return a, s.Apply(e.Join(cs.Label, sets...))
}

func (m *marking) spans(t *text.Text) ([]text.Span, error) {
	if m.quote != "" {
		span, err := m.quoted(t)
		return []text.Span{span}, err
	}
	unit, err := text.ParseUnit(m.unit)
	if err != nil {
		return nil, err
	}
	spans := make([]text.Span, len(m.start))
	for i := range spans {
		if spans[i].Start, err = t.Offset(m.start[i], unit); err != nil {
			return nil, fmt.Errorf("--start %d: %w", m.start[i], err)
		}
		if spans[i].End, err = t.Offset(m.end[i], unit); err != nil {
			return nil, fmt.Errorf("--end %d: %w", m.end[i], err)
		}
	}
	return spans, nil
}

func (m *marking) quoted(t *text.Text) (text.Span, error) {
	found := slices.Collect(limited(t.Occurrences(m.quote), max(m.nth, 2)))
	switch {
	case len(found) == 0:
		return text.Span{}, fmt.Errorf("the text does not say %q (case, white space and whole characters count): %w", m.quote, annotate.ErrNotFound)
	case m.nth == 0 && len(found) > 1:
		return text.Span{}, fmt.Errorf("the text says %q more than once: choose by --nth: %w", m.quote, annotate.ErrAmbiguous)
	case m.nth > len(found):
		return text.Span{}, fmt.Errorf("the text says %q %d times, not %d: %w", m.quote, len(found), m.nth, annotate.ErrNotFound)
	}
	return found[max(m.nth, 1)-1], nil
}

// limited is the first n of seq.
func limited[T any](seq iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		left := n
		for v := range seq {
			if left--; !yield(v) || left == 0 {
				return
			}
		}
	}
}

func layerNames(s *annotate.Schema) string {
	var names []string
	for _, l := range s.Layers {
		names = append(names, l.Name)
	}
	return strings.Join(names, ", ")
}
