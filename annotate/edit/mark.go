package edit

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

// Mark makes an annotation of layer on spans: one fragment each, joined where they
// overlap or touch; no span marks the document as a whole. Values are set at once.
func (e Editor) Mark(p Page, layer annotate.LayerID, spans []text.Span, values ...annotate.FeatureValue) (annotate.ChangeSet, *annotate.Annotation, error) {
	l := e.Schema.Layer(layer)
	if l == nil {
		return annotate.ChangeSet{}, nil, fmt.Errorf("layer %q: %w", layer, annotate.ErrNotFound)
	}
	fragments, err := Fragments(p.Text(), spans)
	if err != nil {
		return annotate.ChangeSet{}, nil, err
	}
	now := e.now()
	a := &annotate.Annotation{
		ID: e.NewID(), Document: p.Document().ID, Layer: layer, Annotator: e.Annotator,
		Fragments: fragments, Quote: p.Text().Quote(fragments),
		Origin: annotate.ByHand, Schema: e.Schema.Version, Created: now, Modified: now,
	}
	for _, fv := range values {
		if a.Features, err = e.with(p, l.Features, a.Features, fv); err != nil {
			return annotate.ChangeSet{}, nil, err
		}
	}
	changes := append(e.began(p), annotate.Create(a))
	return e.set("Mark "+strings.ToLower(l.Name), changes...), a, nil
}

// Fragments are spans as an annotation keeps them: in text order, those that overlap or
// touch joined. An empty span, or one that is outside the text or cuts a character, is
// annotate.ErrInvalid.
func Fragments(t *text.Text, spans []text.Span) ([]text.Span, error) {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, text.Span.Compare)
	var out []text.Span
	for _, s := range sorted {
		if err := t.CheckSpan(s); err != nil {
			return nil, fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
		}
		if s.Empty() {
			return nil, fmt.Errorf("nothing is selected at byte %d: %w", s.Start, annotate.ErrInvalid)
		}
		if n := len(out); n > 0 && out[n-1].Touches(s) {
			out[n-1] = out[n-1].Hull(s)
			continue
		}
		out = append(out, s)
	}
	return out, nil
}

// Resize gives an annotation other fragments.
func (e Editor) Resize(p Page, id annotate.ID, spans []text.Span) (annotate.ChangeSet, error) {
	fragments, err := Fragments(p.Text(), spans)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	return e.change(p, id, "Resize", func(a *annotate.Annotation) error {
		if slices.Equal(a.Fragments, fragments) {
			return fmt.Errorf("the borders are where they were: %w", annotate.ErrNothing)
		}
		a.Fragments, a.Quote = fragments, p.Text().Quote(fragments)
		return nil
	})
}

// Retag moves an annotation to another layer. Values stay where the new layer has a
// feature of the same ID that takes them, relations where their type joins that layer;
// the others go, and undo brings them back.
func (e Editor) Retag(p Page, id annotate.ID, layer annotate.LayerID) (annotate.ChangeSet, error) {
	l := e.Schema.Layer(layer)
	if l == nil {
		return annotate.ChangeSet{}, fmt.Errorf("layer %q: %w", layer, annotate.ErrNotFound)
	}
	cs, err := e.change(p, id, "Make "+strings.ToLower(l.Name)+" of", func(a *annotate.Annotation) error {
		if a.Layer == layer {
			return fmt.Errorf("it is in layer %s: %w", l.Name, annotate.ErrNothing)
		}
		kept := []annotate.FeatureValue(nil)
		for _, fv := range a.Features {
			if next, err := e.with(p, l.Features, kept, fv); err == nil {
				kept = next
			}
		}
		a.Layer, a.Features = layer, kept
		return nil
	})
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	for r := range p.Relations() {
		if t := e.Schema.Relation(r.Type); t != nil && (r.From == id && !joins(t.From, layer) || r.To == id && !joins(t.To, layer)) {
			cs.Changes = append(cs.Changes, annotate.Delete(r))
		}
	}
	sortChanges(cs.Changes)
	return cs, nil
}

// joins reports whether a relation type's end may be in layer.
func joins(allowed []annotate.LayerID, layer annotate.LayerID) bool {
	return len(allowed) == 0 || slices.Contains(allowed, layer)
}

// SetNote replaces an annotation's note.
func (e Editor) SetNote(p Page, id annotate.ID, note string) (annotate.ChangeSet, error) {
	return e.change(p, id, "Edit note of", func(a *annotate.Annotation) error {
		if a.Note == note {
			return fmt.Errorf("the note is the same: %w", annotate.ErrNothing)
		}
		a.Note = note
		return nil
	})
}

// change alters a copy of one annotation; the label is verb and the name of its layer before.
func (e Editor) change(p Page, id annotate.ID, verb string, alter func(*annotate.Annotation) error) (annotate.ChangeSet, error) {
	old := p.Annotation(id)
	if old == nil {
		return annotate.ChangeSet{}, fmt.Errorf("annotation %s: %w", id, annotate.ErrNotFound)
	}
	next := *old
	if err := alter(&next); err != nil {
		return annotate.ChangeSet{}, err
	}
	next.Modified, next.Schema = e.now(), e.Schema.Version
	return e.set(verb+" "+e.layerName(old.Layer), annotate.Update(old, &next)), nil
}

func (e Editor) layerName(id annotate.LayerID) string {
	if l := e.Schema.Layer(id); l != nil {
		return strings.ToLower(l.Name)
	}
	return string(id)
}
