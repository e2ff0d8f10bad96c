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

// SchemaChange is a draft on its way into force; [Editor.PrepareSchema] makes it.
type SchemaChange struct {
	editor  Editor
	draft   schema.Draft
	changes []annotate.Change // of the schema itself
	version int               // that changed annotations get
	reach   schema.Reach
}

// Within has [SchemaChange.Run] look nowhere but where [schema.Draft.Reach] says. It returns c.
func (c *SchemaChange) Within(reach schema.Reach) *SchemaChange {
	c.reach = reach
	return c
}

// ChangeSchema puts the draft's schema in force, under the next number, and carries it over
// to what is recorded, in one ChangeSet. It is [Editor.PrepareSchema] and
// [SchemaChange.Run] in one, for whoever may wait.
func (e Editor) ChangeSchema(ctx context.Context, src schema.Source, d schema.Draft, progress func(done, total int)) (annotate.ChangeSet, SchemaOutcome, error) {
	c, err := e.PrepareSchema(d)
	if err != nil {
		return annotate.ChangeSet{}, SchemaOutcome{}, err
	}
	return c.Run(ctx, src, progress)
}

// PrepareSchema is the part of [Editor.ChangeSchema] that belongs to the editor's own
// goroutine; what it gives may run on another. A draft of another schema than the one in
// force is annotate.ErrConflict, one in which nothing is different annotate.ErrNothing.
func (e Editor) PrepareSchema(d schema.Draft) (*SchemaChange, error) {
	if d.Base().Version != e.Schema.Version {
		return nil, fmt.Errorf("the draft is of version %d, and %d is in force: %w", d.Base().Version, e.Schema.Version, annotate.ErrConflict)
	}
	if !d.Changed() {
		return nil, fmt.Errorf("the schema is the same: %w", annotate.ErrNothing)
	}
	c := &SchemaChange{editor: e, draft: d, version: e.Schema.Version}
	if len(d.Diff()) == 0 {
		return c, nil
	}
	next := *d.Schema()
	changes, err := e.inForce(&next)
	c.changes, c.version = changes, next.Version
	return c, err
}

// Run reads all of src that is within reach, a session.Reader, on any goroutine that src may be used by, and
// gives the ChangeSet: annotations that change get the new version, the others keep
// theirs. It holds no more than what changes. progress may be nil.
//
// What would be left without a place is refused with an [UnresolvedError]; then the outcome
// has its touches all the same. When ctx ends the error is annotate.ErrCanceled.
func (c *SchemaChange) Run(ctx context.Context, src schema.Source, progress func(done, total int)) (annotate.ChangeSet, SchemaOutcome, error) {
	var out SchemaOutcome
	cs := c.editor.set(c.draft.Label(), c.changes...)
	r := schema.NewRecoding(c.draft).Within(c.reach)
	r.Version, r.Now = c.version, cs.Time
	err := r.Run(ctx, src, progress, func(old, next annotate.Record) {
		out.add(old, next)
		cs.Changes = append(cs.Changes, annotate.Change{Old: old, New: next})
	})
	out.Touches = r.Touches()
	if err != nil {
		return annotate.ChangeSet{}, out, err
	}
	if lost := r.Unresolved(); len(lost) > 0 {
		return annotate.ChangeSet{}, out, &UnresolvedError{Base: c.draft.Base(), Touches: lost}
	}
	if len(cs.Changes) == 0 {
		return annotate.ChangeSet{}, out, fmt.Errorf("there is no value that would change: %w", annotate.ErrNothing)
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
		parts[i] = t.Effect.Sentence(u.Base)
		if !t.None() {
			parts[i] += ", which " + t.String() + " " + have(t)
		}
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
