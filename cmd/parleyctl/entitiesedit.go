package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/register"
	"parley/annotate/session"
)

// saying is what flags say of an actor.
type saying struct {
	name, kind, parent, side, country, external, note string
	aliases, drop                                     []string
	annotator                                         string
}

func (y *saying) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&y.name, "name", "", "canonical name")
	f.StringArrayVar(&y.aliases, "alias", nil, "another name; again for a further one")
	f.StringVar(&y.kind, "kind", "", "as person, armed group, institution")
	f.StringVar(&y.parent, "parent", "", "the actor it is part of")
	f.StringVar(&y.side, "side", "", "its side")
	f.StringVar(&y.country, "country", "", "ISO 3166 code or a name")
	f.StringVar(&y.external, "external-id", "", "as Q83285 or viaf:9885")
	f.StringVar(&y.note, "note", "", "a note on the actor")
	annotatorFlag(cmd, &y.annotator)
}

func (y *saying) check() error {
	for _, a := range slices.Concat(y.aliases, y.drop) {
		if strings.TrimSpace(a) == "" {
			return usagef("--alias is empty")
		}
	}
	return nil
}

// over puts what was said into n; what was not stays.
func (y *saying) over(cmd *cobra.Command, n *annotate.Entity, parent annotate.ID) {
	for flag, to := range map[string]struct {
		field *string
		value string
	}{
		"name": {&n.Name, y.name}, "kind": {&n.Kind, y.kind}, "side": {&n.Side, y.side},
		"country": {&n.Country, y.country}, "external-id": {&n.ExternalID, y.external}, "note": {&n.Note, y.note},
	} {
		if cmd.Flags().Changed(flag) {
			*to.field = strings.TrimSpace(to.value)
		}
	}
	if cmd.Flags().Changed("parent") {
		n.Parent = parent
	}
	for _, a := range y.aliases {
		n.Aliases = append(n.Aliases, annotate.Alias{Name: a})
	}
}

// parentOf is the actor that --parent names; the zero ID for "none".
func (y *saying) parentOf(s *session.Session) (annotate.ID, error) {
	if y.parent == "" || strings.EqualFold(y.parent, "none") {
		return annotate.ID{}, nil
	}
	n, err := findEntity(s, y.parent)
	if err != nil {
		return annotate.ID{}, fmt.Errorf("--parent: %w", err)
	}
	return n.ID, nil
}

func entitiesAddCommand() *cobra.Command {
	var y saying
	cmd := &cobra.Command{
		Use:     "add PROJECT --name NAME [--alias ALIAS]… [--kind KIND]",
		Short:   "Add an actor",
		Example: `  parleyctl entities add talks.parley --name "Hay’at Tahrir al-Sham" --alias HTS --alias "هيئة تحرير الشام" --kind "armed group"`,
		Args:    words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if y.name == "" {
				return usagef("say who by --name")
			}
			if err := y.check(); err != nil {
				return err
			}
			return writing(cmd, args[0], y.annotator, func(s *session.Session) error { return y.add(cmd, s) })
		},
	}
	y.flags(cmd)
	return cmd
}

// add makes the actor in one step, with all that was said.
func (y *saying) add(cmd *cobra.Command, s *session.Session) error {
	parent, err := y.parentOf(s)
	if err != nil {
		return err
	}
	var list []annotate.Alias
	for _, a := range y.aliases {
		list = append(list, annotate.Alias{Name: a})
	}
	cs, n, err := s.Editor().AddEntity(y.name, y.kind, list...)
	if err != nil {
		return err
	}
	full := *n
	y.aliases = nil
	y.over(cmd, &full, parent)
	cs.Changes = []annotate.Change{annotate.Create(&full)}
	if err := s.Apply(cs); err != nil {
		return err
	}
	warnAmbiguous(cmd, s, n.ID)
	_, err = fmt.Fprintln(cmd.OutOrStdout(), n.ID)
	return err
}

// warnAmbiguous says which names of an actor others have as well.
func warnAmbiguous(cmd *cobra.Command, s *session.Session, id annotate.ID) {
	all, err := s.Entities()
	if err != nil {
		return
	}
	for _, a := range register.AmbiguitiesOf(s.Entity(id), all) {
		for _, n := range a.Entities {
			if n.ID != id {
				warn(cmd, "ambiguous: %q is a name of %s (%s) as well.", a.Name, n.Name, n.ID)
			}
		}
	}
}

func entitiesEditCommand() *cobra.Command {
	var y saying
	cmd := &cobra.Command{
		Use:               "edit PROJECT ACTOR [--name NAME] [--alias ALIAS]… [--drop-alias ALIAS]… [--parent ACTOR|none] …",
		Short:             "Say something else of an actor",
		Long:              "Say something else of an actor. What no flag names stays as it is; --alias adds to the aliases, --parent none takes the parent away.",
		Args:              words("PROJECT", "ACTOR"),
		ValidArgsFunction: completeEntities,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := y.check(); err != nil {
				return err
			}
			return writing(cmd, args[0], y.annotator, func(s *session.Session) error { return y.edit(cmd, s, args[1]) })
		},
	}
	y.flags(cmd)
	cmd.Flags().StringArrayVar(&y.drop, "drop-alias", nil, "an alias that it has no more; again for a further one")
	return cmd
}

func (y *saying) edit(cmd *cobra.Command, s *session.Session, who string) error {
	n, err := findEntity(s, who)
	if err != nil {
		return err
	}
	parent, err := y.parentOf(s)
	if err != nil {
		return err
	}
	for _, name := range y.drop {
		if !slices.ContainsFunc(n.Aliases, func(a annotate.Alias) bool { return a.Name == name }) {
			return fmt.Errorf("%s has no alias %q: %w", n.Name, name, annotate.ErrNotFound)
		}
	}
	cs, err := s.Editor().EditEntity(s, n.ID, func(n *annotate.Entity) {
		n.Aliases = slices.DeleteFunc(n.Aliases, func(a annotate.Alias) bool { return slices.Contains(y.drop, a.Name) })
		y.over(cmd, n, parent)
	})
	if err != nil {
		return err
	}
	if err := s.Apply(cs); err != nil {
		return err
	}
	warnAmbiguous(cmd, s, n.ID)
	return nil
}

// splitting is what 'entities split' was asked to do.
type splitting struct {
	name, kind, annotator string
	aliases, mentions     []string
	stay                  bool
}

func entitiesSplitCommand() *cobra.Command {
	var p splitting
	cmd := &cobra.Command{
		Use:   "split PROJECT ACTOR --name NAME [--alias ALIAS]… [--mention ID]…",
		Short: "Make two actors of one: some names and mentions go to a new one",
		Long: `Make two actors of one. To the new one go the aliases that --alias names (and the one that
becomes its name), the mentions whose words are one of these names, those that --mention
names, and the values elsewhere that were read from these mentions. With --stay mentions
stay, but for those that --mention names.`,
		Example:           `  parleyctl entities split talks.parley al-Jolani --name al-Johani --alias الجهني`,
		Args:              words("PROJECT", "ACTOR"),
		ValidArgsFunction: completeEntities,
		RunE: func(cmd *cobra.Command, args []string) error {
			if p.name == "" {
				return usagef("say how the new actor is called by --name")
			}
			return writing(cmd, args[0], p.annotator, func(s *session.Session) error { return p.run(cmd, s, args[1]) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&p.name, "name", "", "the new actor's name")
	f.StringVar(&p.kind, "kind", "", "the new actor's kind (default: the old one's)")
	f.StringArrayVar(&p.aliases, "alias", nil, "an alias that goes; again for a further one")
	f.StringArrayVar(&p.mentions, "mention", nil, "ID of an annotation that goes; again for a further one")
	f.BoolVar(&p.stay, "stay", false, "mentions stay, whatever they say")
	annotatorFlag(cmd, &p.annotator)
	return cmd
}

func (p *splitting) run(cmd *cobra.Command, s *session.Session, who string) error {
	n, err := findEntity(s, who)
	if err != nil {
		return err
	}
	mentions, err := p.gone(s, n)
	if err != nil {
		return err
	}
	cs, out, err := s.Editor().Split(s, n.ID, edit.Part{Name: p.name, Kind: p.kind, Aliases: p.aliases, Takes: edit.TakesMentions(mentions...)})
	if err != nil {
		return err
	}
	return tellEntity(cmd, s, cs, out, "name")
}

// gone are the mentions that go to the new actor.
func (p *splitting) gone(s *session.Session, n *annotate.Entity) (ids []annotate.ID, err error) {
	wanted := map[annotate.ID]bool{}
	for _, word := range p.mentions {
		id, err := annotate.ParseID(word)
		if err != nil {
			return nil, usageError{fmt.Errorf("--mention: %w", err)}
		}
		wanted[id] = true
	}
	for r, err := range s.Naming(n.ID) {
		if err != nil {
			return nil, err
		}
		a, ok := r.(*annotate.Annotation)
		if !ok {
			continue
		}
		layer := s.Schema().Layer(a.Layer)
		if wanted[a.ID] || !p.stay && layer != nil && register.IsMention(layer) && p.says(n, a.Quote.Exact) {
			ids = append(ids, a.ID)
		}
		delete(wanted, a.ID)
	}
	for id := range wanted {
		return nil, fmt.Errorf("annotation %s names %s nowhere: %w", id, n.Name, annotate.ErrNotFound)
	}
	return ids, nil
}

// says reports whether words are one of the names that go.
func (p *splitting) says(n *annotate.Entity, words string) bool {
	same := func(name string, x annotate.Exact) bool {
		f := register.Fold(x)
		return f.Of(strings.TrimSpace(words)) == f.Of(name)
	}
	if same(p.name, 0) && !same(n.Name, n.Exact) {
		return true
	}
	return slices.ContainsFunc(n.Aliases, func(a annotate.Alias) bool {
		return (slices.Contains(p.aliases, a.Name) || a.Name == p.name) && same(a.Name, a.Exact)
	})
}
