package memory

import (
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

func (s *state) Project() (*annotate.Project, error) {
	return one[*annotate.Project](s, annotate.Key{Kind: annotate.KindProject})
}

func (s *state) Schema() (*annotate.Schema, error) {
	return one[*annotate.Schema](s, annotate.Key{Kind: annotate.KindSchema})
}

func (s *state) SchemaVersions() ([]*annotate.SchemaVersion, error) {
	list := all[*annotate.SchemaVersion](s, annotate.KindSchemaVersion, annotate.ID{})
	slices.Reverse(list)
	return list, nil
}

func (s *state) Annotators() ([]*annotate.Annotator, error) {
	return all[*annotate.Annotator](s, annotate.KindAnnotator, annotate.ID{}), nil
}

func (s *state) Entities() iter.Seq2[*annotate.Entity, error] {
	return each(all[*annotate.Entity](s, annotate.KindEntity, annotate.ID{}))
}

func (s *state) Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error] {
	var rows []annotate.Summary
	counts := map[annotate.ID]int{}
	for k := range s.records {
		if k.Kind == annotate.KindAnnotation {
			counts[k.Document]++
		}
	}
	for _, d := range all[*annotate.Document](s, annotate.KindDocument, annotate.ID{}) {
		row := annotate.Summary{Document: d, Annotations: counts[d.ID]}
		if p, ok := s.records[annotate.Key{Kind: annotate.KindProgress, Document: d.ID, Annotator: annotator}].(*annotate.Progress); ok {
			row.State, row.Flags = p.State, p.Flags
		}
		rows = append(rows, row)
	}
	return each(rows)
}

func (s *state) Document(id annotate.ID) (*annotate.Document, error) {
	return one[*annotate.Document](s, annotate.Key{Kind: annotate.KindDocument, Document: id})
}

func (s *state) Body(id annotate.ID) (string, error) {
	b, err := one[*annotate.Body](s, annotate.Key{Kind: annotate.KindBody, Document: id})
	if err != nil {
		return "", err
	}
	return b.Text, nil
}

func (s *state) Progress(document annotate.ID) ([]*annotate.Progress, error) {
	return all[*annotate.Progress](s, annotate.KindProgress, document), nil
}

func (s *state) Annotations(document annotate.ID) ([]*annotate.Annotation, error) {
	return all[*annotate.Annotation](s, annotate.KindAnnotation, document), nil
}

func (s *state) Relations(document annotate.ID) ([]*annotate.Relation, error) {
	return all[*annotate.Relation](s, annotate.KindRelation, document), nil
}

func (s *state) Originals(document annotate.ID) ([]*annotate.Original, error) {
	list := all[*annotate.Original](s, annotate.KindOriginal, document)
	return slices.DeleteFunc(list, func(o *annotate.Original) bool { return o.Document != document }), nil
}

// AllAnnotations gives the annotations of all documents by document, annotator, ID.
func (s *state) AllAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return each(all[*annotate.Annotation](s, annotate.KindAnnotation, annotate.ID{}))
}

// AllRelations gives the relations of all documents by document, annotator, ID.
func (s *state) AllRelations() iter.Seq2[*annotate.Relation, error] {
	return each(all[*annotate.Relation](s, annotate.KindRelation, annotate.ID{}))
}

func (s *state) DocumentWithText(sha256 [32]byte) (annotate.ID, error) {
	for _, d := range all[*annotate.Document](s, annotate.KindDocument, annotate.ID{}) {
		if d.SHA256 == sha256 {
			return d.ID, nil
		}
	}
	return annotate.ID{}, nil
}

func (s *state) EntityUses(entity annotate.ID) (int, error) {
	n := 0
	for k, r := range s.records {
		if k.Kind == annotate.KindEntity {
			continue
		}
		for id := range annotate.Entities(r) {
			if id == entity {
				n++
			}
		}
	}
	return n, nil
}

func (s *state) History() iter.Seq2[session.Entry, error] {
	return func(yield func(session.Entry, error) bool) {
		for i := len(s.log) - 1; i >= 0; i-- {
			cs := &s.log[i]
			e := session.Entry{
				Number: uint64(i + 1), Label: cs.Label, Annotator: cs.Annotator,
				Time: annotate.Instant(cs.Time), Cause: cs.Cause, Of: cs.Of, Changes: len(cs.Changes),
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (s *state) ChangeSet(n uint64) (*annotate.ChangeSet, error) {
	if n == 0 || n > uint64(len(s.log)) {
		return nil, fmt.Errorf("log: number %d: %w", n, annotate.ErrNotFound)
	}
	cs := s.log[n-1]
	cs.Time, cs.Changes = annotate.Instant(cs.Time), slices.Clone(cs.Changes)
	return &cs, nil
}

func one[T annotate.Record](s *state, key annotate.Key) (T, error) {
	r, ok := s.records[key].(T)
	if !ok {
		return r, fmt.Errorf("%s %s: %w", key.Kind, key.Document, annotate.ErrNotFound)
	}
	return r, nil
}

// all are the records of a kind, of one document where it is not zero, by their keys.
func all[T annotate.Record](s *state, kind annotate.Kind, document annotate.ID) []T {
	var keys []annotate.Key
	for k := range s.records {
		if k.Kind == kind && (document.IsZero() || k.Document == document) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, annotate.Key.Compare)
	var list []T
	for _, k := range keys {
		list = append(list, s.records[k].(T))
	}
	return list
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}
