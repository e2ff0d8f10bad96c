package edit

import (
	"context"
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/schema"
)

// SchemaOutcome says what a change of the schema does to what is recorded.
type SchemaOutcome struct {
	Touches     []schema.Touch // by effect, those that lose first; the ones that touch nothing too
	Annotations int            // that change
	Relations   int
	Deleted     int // annotations and relations among these that go
}

// ChangeSchema puts the draft's schema in force, one version later, and carries it over to
// what is recorded, in one ChangeSet: annotations that change get the new version, the
// others keep theirs. It reads all of src, a session.Reader, and holds no more than what
// changes; it may run on any goroutine that src may be used by. progress may be nil.
//
// What would be left without a place is refused with an [UnresolvedError]; a draft that is
// of another schema than the one in force is annotate.ErrConflict, one in which nothing is
// different annotate.ErrNothing, and when ctx ends the error is annotate.ErrCanceled. The
// outcome has its touches with an UnresolvedError as well.
func (e Editor) ChangeSchema(ctx context.Context, src schema.Source, d schema.Draft, progress func(done, total int)) (annotate.ChangeSet, SchemaOutcome, error) {
	var out SchemaOutcome
	if d.Base().Version != e.Schema.Version {
		return annotate.ChangeSet{}, out, fmt.Errorf("the draft is of version %d, and %d is in force: %w", d.Base().Version, e.Schema.Version, annotate.ErrConflict)
	}
	if !d.Changed() {
		return annotate.ChangeSet{}, out, fmt.Errorf("the schema is the same: %w", annotate.ErrNothing)
	}
	cs := e.set(d.Label())
	version := e.Schema.Version
	if len(d.Diff()) > 0 {
		next := *d.Schema()
		version++
		next.Version = version
		if err := next.Check(); err != nil {
			return annotate.ChangeSet{}, out, fmt.Errorf("schema %s: %w", next.Name, err)
		}
		cs.Changes = append(cs.Changes, annotate.Update(e.Schema, &next))
	}
	r := schema.NewRecoding(d)
	r.Version, r.Now = version, cs.Time
	err := r.Run(ctx, src, progress, func(old, next annotate.Record) {
		out.add(old, next)
		cs.Changes = append(cs.Changes, annotate.Change{Old: old, New: next})
	})
	out.Touches = r.Touches()
	if err != nil {
		return annotate.ChangeSet{}, out, err
	}
	if lost := r.Unresolved(); len(lost) > 0 {
		return annotate.ChangeSet{}, out, &UnresolvedError{Base: d.Base(), Touches: lost}
	}
	if len(cs.Changes) == 0 {
		return annotate.ChangeSet{}, out, fmt.Errorf("no value is there to move: %w", annotate.ErrNothing)
	}
	return cs, out, nil
}

func (o *SchemaOutcome) add(old, next annotate.Record) {
	if old.Key().Kind == annotate.KindRelation {
		o.Relations++
	} else {
		o.Annotations++
	}
	if next == nil {
		o.Deleted++
	}
}

// UnresolvedError says that a change of the schema would leave something recorded without a
// place, and of which nobody said what becomes of it. It wraps annotate.ErrInvalid.
type UnresolvedError struct {
	Base    *annotate.Schema // whose parts the touches name
	Touches []schema.Touch
}

// Error names every effect with what it touches.
func (u *UnresolvedError) Error() string {
	parts := make([]string, len(u.Touches))
	for i, t := range u.Touches {
		parts[i] = t.Effect.Sentence(u.Base) + ", which " + t.String() + " " + have(t)
	}
	return strings.Join(parts, "; ") + "; say what becomes of them: " + annotate.ErrInvalid.Error()
}

func have(t schema.Touch) string {
	if t.Annotations+t.Relations == 1 {
		return "has"
	}
	return "have"
}

// Unwrap is annotate.ErrInvalid.
func (u *UnresolvedError) Unwrap() error { return annotate.ErrInvalid }
