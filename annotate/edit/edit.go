// Package edit holds what a person can intend: mark, resize, set a feature, link,
// delete. Each is a method of [Editor] that looks at the page and returns the
// ChangeSet that does it; none touches a store, a widget or a clock of its own.
//
// One rule: a ChangeSet says everything that follows from the intent. Deleting an
// annotation deletes its relations and unsets the values that name it, in one
// step, so that one undo brings all of it back.
//
//	cs, a, err := editor.Mark(page, "claim", []text.Span{{Start: 120, End: 164}})
//	if err == nil {
//		err = session.Apply(cs)
//	}
//
// Errors wrap annotate.ErrInvalid (the schema or the text does not allow it),
// annotate.ErrNotFound or annotate.ErrNothing (it is so already).
package edit

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/text"
)

// Editor makes ChangeSets for one annotator under one schema.
type Editor struct {
	Annotator annotate.ID
	Schema    *annotate.Schema
	// LastSchema is the highest number that a schema of the project ever had; nil: that of Schema.
	LastSchema func() (int, error)
	Now        func() time.Time
	NewID      func() annotate.ID
}

// Page is what an edit needs to know of the document it works in.
type Page interface {
	Document() *annotate.Document
	Text() *text.Text
	// Annotation finds an annotation of the document; nil when there is none.
	Annotation(annotate.ID) *annotate.Annotation
	// Annotations are all of the document, of every annotator, in no particular order.
	Annotations() iter.Seq[*annotate.Annotation]
	// Relations are all of the document.
	Relations() iter.Seq[*annotate.Relation]
	// Progress is how far the annotator is; nil when nothing is recorded.
	Progress(annotator annotate.ID) *annotate.Progress
}

func (e Editor) now() time.Time { return annotate.Instant(e.Now()) }

func (e Editor) set(label string, changes ...annotate.Change) annotate.ChangeSet {
	return annotate.ChangeSet{Label: label, Annotator: e.Annotator, Time: e.now(), Changes: changes}
}

// Join makes one ChangeSet, called label, of several that are to be done and undone
// together. They may be made on one page, as several marks are: that the document is in
// progress is then said once. Two that alter the same annotation must be made one on the
// other's page; joined as they are, they are refused when applied.
func (e Editor) Join(label string, sets ...annotate.ChangeSet) annotate.ChangeSet {
	all := e.set(label)
	progress := map[annotate.Key]bool{}
	for _, cs := range sets {
		for _, c := range cs.Changes {
			if k := c.Key(); k.Kind == annotate.KindProgress {
				if progress[k] {
					continue
				}
				progress[k] = true
			}
			all.Changes = append(all.Changes, c)
		}
	}
	return all
}

// began is the change that a first annotation brings: the document is in progress.
// It is empty when the annotator has already begun, or has said that it is done.
func (e Editor) began(p Page) []annotate.Change {
	if old := p.Progress(e.Annotator); old != nil && old.State != annotate.New {
		return nil
	}
	return []annotate.Change{e.state(p, annotate.InProgress)}
}

func (e Editor) state(p Page, s annotate.State) annotate.Change {
	return e.progress(p, func(g *annotate.Progress) { g.State = s })
}

func (e Editor) progress(p Page, alter func(*annotate.Progress)) annotate.Change {
	old := p.Progress(e.Annotator)
	next := &annotate.Progress{Document: p.Document().ID, Annotator: e.Annotator}
	if old != nil {
		*next = *old
	}
	alter(next)
	next.Modified = e.now()
	if old != nil {
		return annotate.Update(old, next)
	}
	return annotate.Create(next)
}

// SetState says how far the annotator is with the document.
func (e Editor) SetState(p Page, s annotate.State) (annotate.ChangeSet, error) {
	old := p.Progress(e.Annotator)
	if (old == nil && s == annotate.New) || (old != nil && old.State == s) {
		return annotate.ChangeSet{}, fmt.Errorf("the document is %s: %w", s, annotate.ErrNothing)
	}
	return e.set("Set document "+s.String(), e.state(p, s)), nil
}

// SetFlags puts flags of the document up or down; those that on does not name stay.
func (e Editor) SetFlags(p Page, flags annotate.Flags, on bool) (annotate.ChangeSet, error) {
	var now annotate.Flags
	if old := p.Progress(e.Annotator); old != nil {
		now = old.Flags
	}
	next, verb := now|flags, "Flag document "
	if !on {
		next, verb = now&^flags, "Unflag document "
	}
	if next == now {
		return annotate.ChangeSet{}, fmt.Errorf("the document is flagged so already: %w", annotate.ErrNothing)
	}
	return e.set(verb+strings.Join(flags.Words(), ", "), e.progress(p, func(g *annotate.Progress) { g.Flags = next })), nil
}
