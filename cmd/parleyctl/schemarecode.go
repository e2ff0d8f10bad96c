package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/annotate/session"
)

// recoding is what 'schema recode' was asked to do.
type recoding struct {
	layer, relation, feature, from, to, annotator string
	retire                                        bool
}

func schemaRecodeCommand() *cobra.Command {
	var r recoding
	cmd := &cobra.Command{
		Use:   "recode PROJECT --layer LAYER --feature FEATURE --from TAG --to TAG [--retire]",
		Short: "Have the values of one tag become another",
		Long: `Have the values of one tag become another, in all documents, in one step. Where an annotation
has both, one stays. The tag itself stays in the schema; with --retire it is no longer offered.`,
		Example: `  parleyctl schema recode talks.parley --layer claim --feature category --from 203 --to 201 --retire`,
		Args:    words("PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (r.layer == "") == (r.relation == "") {
				return usagef("say where by --layer or by --relation")
			}
			for _, f := range []struct{ name, value string }{{"feature", r.feature}, {"from", r.from}, {"to", r.to}} {
				if f.value == "" {
					return usagef("--%s is missing", f.name)
				}
			}
			return writing(cmd, args[0], r.annotator, func(s *session.Session) error { return r.run(cmd, s) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.layer, "layer", "", "layer, by ID or name")
	f.StringVar(&r.relation, "relation", "", "in place of --layer: relation type, by ID or name")
	f.StringVar(&r.feature, "feature", "", "feature whose values are tags, by ID or name")
	f.StringVar(&r.from, "from", "", "tag, by ID, name or code")
	f.StringVar(&r.to, "to", "", "tag that it becomes, by ID, name or code")
	f.BoolVar(&r.retire, "retire", false, "offer the first tag no longer")
	annotatorFlag(cmd, &r.annotator)
	return cmd
}

func (r *recoding) run(cmd *cobra.Command, s *session.Session) error {
	d, err := r.draft(s.Schema())
	if err != nil {
		return err
	}
	bar := newBar(cmd.ErrOrStderr(), -1, "Reading annotations")
	cs, out, err := s.Editor().ChangeSchema(cmd.Context(), s.Reader(), d, bar.of)
	bar.end()
	if err != nil {
		return err
	}
	if err := s.Apply(cs); err != nil {
		return err
	}
	warn(cmd, "%s: %s changed.", cs.Label, changedWords(out))
	return nil
}

// draft finds what was named.
func (r *recoding) draft(s *annotate.Schema) (schema.Draft, error) {
	d := schema.Begin(s)
	o, err := r.owner(s)
	if err != nil {
		return d, err
	}
	owner := annotate.Layer{Features: o.Features(s)}
	f := owner.FeatureNamed(r.feature)
	if f == nil || !f.Takes(annotate.TypeTag) {
		return d, fmt.Errorf("feature %q with tags: %w", r.feature, annotate.ErrNotFound)
	}
	set := s.Tagset(f.Tagset)
	from, to := set.TagNamed(r.from), set.TagNamed(r.to)
	switch {
	case from == nil:
		return d, fmt.Errorf("--from: tag %q of %s: %w", r.from, set.Name, annotate.ErrNotFound)
	case to == nil:
		return d, fmt.Errorf("--to: tag %q of %s: %w", r.to, set.Name, annotate.ErrNotFound)
	}
	if d, err = d.MoveValues(schema.FeaturePart(o, f.ID), set.ID, from.ID, to.ID); err != nil || !r.retire {
		return d, err
	}
	return d.RetireTag(set.ID, from.ID, true)
}

func (r *recoding) owner(s *annotate.Schema) (schema.Owner, error) {
	if r.layer != "" {
		if l := s.LayerNamed(r.layer); l != nil {
			return schema.OfLayer(l.ID), nil
		}
		return schema.Owner{}, fmt.Errorf("layer %q: %w", r.layer, annotate.ErrNotFound)
	}
	if t := s.RelationNamed(r.relation); t != nil {
		return schema.OfRelation(t.ID), nil
	}
	return schema.Owner{}, fmt.Errorf("relation type %q: %w", r.relation, annotate.ErrNotFound)
}
