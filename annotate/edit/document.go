package edit

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parley/annotate"
)

// Draft is a document about to come in: its head without ID and times, and its text.
type Draft struct {
	Head annotate.Document
	Text string
}

// AddDocuments brings documents in, in their order, with new IDs.
func (e Editor) AddDocuments(drafts ...Draft) (annotate.ChangeSet, []*annotate.Document) {
	label := fmt.Sprintf("Import %d documents", len(drafts))
	if len(drafts) == 1 {
		label = "Import " + drafts[0].Head.Title
	}
	cs := e.set(label)
	var heads []*annotate.Document
	for _, d := range drafts {
		head := d.Head
		head.ID, head.Created, head.Modified = e.NewID(), cs.Time, cs.Time
		heads = append(heads, &head)
		cs.Changes = append(cs.Changes,
			annotate.Create(&annotate.Body{Document: head.ID, Text: d.Text}), annotate.Create(&head))
	}
	return cs, heads
}

// EditDocument gives a document another head; what belongs to its text stays as it is,
// and custom metadata is put in order.
func (e Editor) EditDocument(old *annotate.Document, alter func(*annotate.Document)) (annotate.ChangeSet, error) {
	next := *old
	next.Custom, next.Turns = slices.Clone(old.Custom), slices.Clone(old.Turns)
	alter(&next)
	next.ID, next.SHA256, next.Size, next.Words = old.ID, old.SHA256, old.Size, old.Words
	next.Created, next.Modified = old.Created, old.Modified
	slices.SortStableFunc(next.Custom, func(a, b annotate.Field) int { return cmp.Compare(a.Name, b.Name) })
	if strings.TrimSpace(next.Title) == "" {
		return annotate.ChangeSet{}, fmt.Errorf("a document needs a title: %w", annotate.ErrInvalid)
	}
	if reflect.DeepEqual(old, &next) {
		return annotate.ChangeSet{}, fmt.Errorf("the document says so already: %w", annotate.ErrNothing)
	}
	next.Modified = e.now()
	return e.set("Edit document "+next.Title, annotate.Update(old, &next)), nil
}

// DeleteDocument removes a document with all that is recorded in it, by whomever. Its
// text stays in the file, out of sight, so that undo brings all of it back.
func (e Editor) DeleteDocument(p Page, progress ...*annotate.Progress) annotate.ChangeSet {
	cs := e.set("Delete document " + p.Document().Title)
	for r := range p.Relations() {
		cs.Changes = append(cs.Changes, annotate.Delete(r))
	}
	for a := range p.Annotations() {
		cs.Changes = append(cs.Changes, annotate.Delete(a))
	}
	for _, g := range progress {
		cs.Changes = append(cs.Changes, annotate.Delete(g))
	}
	sortChanges(cs.Changes)
	cs.Changes = append(cs.Changes, annotate.Delete(p.Document()))
	return cs
}
