package annotatetest

import (
	"fmt"
	"iter"
	"maps"
	"reflect"

	"parley/annotate"
	"parley/annotate/text"
)

// Records are the records of a project by their keys: the least that a ChangeSet can be
// applied to. Nil is empty and cannot be written.
type Records map[annotate.Key]annotate.Record

// Apply applies changes whole, as a store does, or not at all: annotate.ErrConflict when an
// Old is not what is there.
func (r Records) Apply(changes ...annotate.Change) error {
	next := maps.Clone(r)
	for _, c := range changes {
		if !reflect.DeepEqual(next[c.Key()], c.Old) {
			return fmt.Errorf("%s %s: %w", c.Key().Kind, c.Key().ID, annotate.ErrConflict)
		}
		if c.New == nil {
			delete(next, c.Key())
		} else {
			next[c.Key()] = c.New
		}
	}
	clear(r)
	maps.Copy(r, next)
	return nil
}

// Page is one document of records, as package edit wants it: its head, its text and what
// is recorded in it now.
type Page struct {
	Records Records
	ID      annotate.ID
}

// Document is its head; nil when it is not there.
func (p Page) Document() *annotate.Document {
	d, _ := p.Records[(&annotate.Document{ID: p.ID}).Key()].(*annotate.Document)
	return d
}

// Text is its text; empty when there is none.
func (p Page) Text() *text.Text {
	b, _ := p.Records[(&annotate.Body{Document: p.ID}).Key()].(*annotate.Body)
	if b == nil {
		return new(text.Text)
	}
	t, err := text.New(b.Text)
	if err != nil {
		return new(text.Text)
	}
	return t
}

// Annotations are all of the document, in no particular order.
func (p Page) Annotations() iter.Seq[*annotate.Annotation] { return of[*annotate.Annotation](p) }

// Relations are all of the document, in no particular order.
func (p Page) Relations() iter.Seq[*annotate.Relation] { return of[*annotate.Relation](p) }

func of[T annotate.Record](p Page) iter.Seq[T] {
	return func(yield func(T) bool) {
		for k, r := range p.Records {
			if v, ok := r.(T); ok && k.Document == p.ID && !yield(v) {
				return
			}
		}
	}
}

// Annotation finds an annotation; nil when there is none.
func (p Page) Annotation(id annotate.ID) *annotate.Annotation {
	for a := range p.Annotations() {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// Progress is how far an annotator is; nil when nothing is recorded.
func (p Page) Progress(annotator annotate.ID) *annotate.Progress {
	g, _ := p.Records[(&annotate.Progress{Document: p.ID, Annotator: annotator}).Key()].(*annotate.Progress)
	return g
}

// String is the document as [Format] writes it.
func (p Page) String() string {
	var list []*annotate.Annotation
	for a := range p.Annotations() {
		list = append(list, a)
	}
	return Format(p.Text().String(), list...)
}
