package annotate

import (
	"bytes"
	"cmp"
)

// Compare orders IDs by their bytes: by the time of making.
func (id ID) Compare(o ID) int { return bytes.Compare(id[:], o[:]) }

// Compare orders keys as a project is written: by kind, document, annotator, ID.
func (k Key) Compare(o Key) int {
	return cmp.Or(cmp.Compare(k.Kind, o.Kind), k.Document.Compare(o.Document), k.Annotator.Compare(o.Annotator), k.ID.Compare(o.ID))
}

// ComparePlace orders annotations as a reader meets them: document-level ones first,
// then by start, the longer first, then by ID.
func ComparePlace(a, b *Annotation) int {
	return cmp.Or(
		cmp.Compare(min(1, len(a.Fragments)), min(1, len(b.Fragments))),
		a.Span().Compare(b.Span()), a.ID.Compare(b.ID))
}
