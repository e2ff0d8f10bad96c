package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/schema"
	"parley/annotate/session"
)

// setting is what 'schema set' was told about what loses its place.
type setting struct {
	retire, recheck, drop, look bool
	maps                        []string
	annotator                   string
}

func (y *setting) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&y.maps, "map", nil, "OLD=NEW: what is recorded under a part that is gone goes to another of its kind; again for a further one")
	f.BoolVar(&y.retire, "retire", false, "tags that are gone and in use stay, offered no more; relations between layers that are joined no more stay")
	f.BoolVar(&y.recheck, "recheck", false, "as --retire, and what is touched is marked to be checked again")
	f.BoolVar(&y.drop, "delete", false, "what has no place any more is deleted")
	f.BoolVar(&y.look, "dry-run", false, "say what it would touch, and change nothing")
	annotatorFlag(cmd, &y.annotator)
}

const schemaSetLong = `Put another schema in force. Parts with the same ID are the same part.

Nothing that is recorded is left without a place. Where annotations have tags, values, layers
or relations that the new schema no longer has, it is refused, with how many, unless it is
said what becomes of them: --map OLD=NEW moves what is recorded to another tag, feature, layer or
relation type (by name or ID, or as 'schema diff --json' has the ID: category/201=203), --retire
keeps tags that are in use, --delete deletes the rest. All of it is one step for undo.`

// draft is next in the place of the schema in force, with what --map says.
func (y *setting) draft(s *session.Session, next *annotate.Schema) (schema.Draft, error) {
	d, err := schema.Begin(s.Schema()).Replace(next)
	if err != nil {
		return d, err
	}
	for _, m := range y.maps {
		old, to, ok := strings.Cut(m, "=")
		if !ok || strings.TrimSpace(old) == "" || strings.TrimSpace(to) == "" {
			return d, usagef("--map %q: want OLD=NEW", m)
		}
		if d, err = mapped(d, strings.TrimSpace(old), strings.TrimSpace(to)); err != nil {
			return d, fmt.Errorf("--map %s: %w", m, err)
		}
	}
	return d, nil
}

// run puts next in force.
func (y *setting) run(cmd *cobra.Command, s *session.Session, next *annotate.Schema) error {
	d, err := y.draft(s, next)
	if err != nil {
		return err
	}
	bar := newBar(cmd.ErrOrStderr(), -1, "Reading annotations")
	cs, out, d, err := y.carry(cmd.Context(), s, d, bar)
	bar.end()
	var open *edit.UnresolvedError
	switch {
	case errors.As(err, &open):
		return fmt.Errorf("%w; nothing was changed; --map OLD=NEW, --retire, --recheck and --delete say it", err)
	case errors.Is(err, annotate.ErrNothing):
		warn(cmd, "The schema is %s, version %d, already.", s.Schema().Name, s.Schema().Version)
		return nil
	case err != nil:
		return err
	}
	tellTouches(cmd, d, out.Touches)
	if y.look {
		warn(cmd, "%s would change. Nothing was changed.", changedWords(out))
		return nil
	}
	if err := s.Apply(cs); err != nil {
		return err
	}
	warn(cmd, "The schema is now %s, version %d; %s changed.", s.Schema().Name, s.Schema().Version, changedWords(out))
	return nil
}

// carry makes the change, and makes it again with what the flags say of what would be left
// without a place, as long as they say anything new of it. The touches are also of what was
// retired for that.
func (y *setting) carry(ctx context.Context, s *session.Session, d schema.Draft, bar bar) (cs annotate.ChangeSet, out edit.SchemaOutcome, _ schema.Draft, err error) {
	var retired []schema.Touch
	for {
		cs, out, err = s.Editor().ChangeSchema(ctx, s.Reader(), d, bar.of)
		out.Touches = append(retired, out.Touches...)
		var open *edit.UnresolvedError
		if !errors.As(err, &open) {
			return cs, out, d, err
		}
		answered := false
		for _, t := range open.Touches {
			next, ok, failed := y.answer(d, t.Effect)
			if failed != nil {
				return cs, out, d, failed
			}
			answered = answered || ok
			if d = next; !slices.Contains(d.Effects(), t.Effect) {
				retired = append(retired, t)
			}
		}
		if !answered {
			return cs, out, d, err
		}
	}
}

// answer resolves what loses something as the flags say; false when they leave it open.
func (y *setting) answer(d schema.Draft, e schema.Effect) (schema.Draft, bool, error) {
	var wanted []schema.Action
	switch {
	case y.recheck:
		wanted = append(wanted, schema.Recheck)
	case y.retire:
		wanted = append(wanted, schema.Retire, schema.Keep)
	}
	if y.drop {
		wanted = append(wanted, schema.Drop)
	}
	offers := e.Offers()
	i := slices.IndexFunc(wanted, func(a schema.Action) bool { return slices.Contains(offers, a) })
	if i < 0 {
		return d, false, nil
	}
	d, err := d.Resolve(schema.Resolution{Effect: e, Do: wanted[i]})
	return d, true, err
}

// tellTouches says what a change touches, a line each.
func tellTouches(cmd *cobra.Command, d schema.Draft, touches []schema.Touch) {
	for _, t := range touches {
		if !t.None() {
			warn(cmd, "%s: %s%s.", t.Effect.Sentence(d.Base()), t, fate(d, t.Effect))
		}
	}
}

// fate is what becomes of what an effect touches.
func fate(d schema.Draft, e schema.Effect) string {
	marked := e
	marked.Kind = schema.TagChanged
	if r, ok := d.Resolution(marked); ok && r.Do == schema.Recheck {
		return "; they are to be checked again"
	}
	switch r, said := d.Resolution(e); {
	case !e.Kind.Loses():
		return ""
	case !said:
		return "; they keep it"
	case r.Do == schema.Move:
		return "; they go to " + r.To.Name(d.Schema())
	case r.Do == schema.Drop:
		return "; they lose it"
	}
	return "; they are to be checked again"
}

func changedWords(o edit.SchemaOutcome) string {
	return schema.Touch{Annotations: o.Annotations, Relations: o.Relations}.String()
}

// mapped has what is recorded under a part that is gone go to another of its kind.
func mapped(d schema.Draft, old, to string) (schema.Draft, error) {
	var found []schema.Effect
	for _, e := range d.Effects() {
		gone := e.Kind == schema.LayerRemoved || e.Kind == schema.RelationRemoved || e.Kind == schema.FeatureRemoved || e.Kind == schema.TagRemoved
		if gone && isCalled(e.Part, d.Base(), old) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return d, fmt.Errorf("no part called %s is taken away: %w", old, annotate.ErrNotFound)
	case 1:
	default:
		return d, fmt.Errorf("%s: %w, %s and %s; name it by its ID", old, annotate.ErrAmbiguous, found[0].Part.ID(), found[1].Part.ID())
	}
	e := found[0]
	part, err := targetOf(d, e, to)
	if err != nil {
		return d, err
	}
	return d.Resolve(schema.Resolution{Effect: e, Do: schema.Move, To: part})
}

// isCalled reports whether a part is called so: by its name, its ID, or the whole way to it.
func isCalled(p schema.Part, s *annotate.Schema, name string) bool {
	id := p.ID()
	last := id[strings.LastIndex(id, "/")+1:]
	return strings.EqualFold(id, name) || strings.EqualFold(last, name) || strings.EqualFold(p.Name(s), name)
}

// targetOf finds the part of the new schema that takes over, of the kind of what is gone.
func targetOf(d schema.Draft, e schema.Effect, name string) (schema.Part, error) {
	s, p := d.Schema(), e.Part
	name = name[strings.LastIndex(name, "/")+1:]
	switch e.Kind {
	case schema.LayerRemoved:
		if l := s.LayerNamed(name); l != nil {
			return schema.LayerPart(l.ID), nil
		}
	case schema.RelationRemoved:
		if r := s.RelationNamed(name); r != nil {
			return schema.RelationPart(r.ID), nil
		}
	case schema.FeatureRemoved:
		owner := annotate.Layer{Features: p.Owner.Features(s)}
		if f := owner.FeatureNamed(name); f != nil {
			return schema.FeaturePart(p.Owner, f.ID), nil
		}
	case schema.TagRemoved:
		set := d.TagsetAfter(p)
		if t := s.Tagset(set); t != nil && t.TagNamed(name) != nil {
			return schema.TagPart(set, t.TagNamed(name).ID), nil
		}
	}
	return schema.Part{}, fmt.Errorf("there is no %s %s in the new schema: %w", p.Noun(), name, annotate.ErrNotFound)
}
