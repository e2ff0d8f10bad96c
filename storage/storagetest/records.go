package storagetest

import (
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Full is an annotation with a value of every type, two fragments and nothing left out.
func (m *Maker) Full(b *annotate.Body, entity, other annotate.ID) *annotate.Annotation {
	a := m.Annotation(b, text.Span{Start: 0, End: 7})
	a.Fragments = append(a.Fragments, text.Span{Start: 8, End: 12})
	a.Quote = quote(b, a.Fragments...)
	a.Note, a.Modified = "Nebensatz: 👨‍👩‍👧", m.Now().Add(1e9)
	a.Recheck = "demand was divided 📌"
	a.Features = []annotate.FeatureValue{
		{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}, {Type: annotate.TypeTag, Tag: "demand-law"}}},
		{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: entity, Mention: other}}},
		{Feature: "said", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2018, Month: 9}}}},
		{Feature: "sure", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: -0.25}}},
		{Feature: "own", Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: false}}},
		{Feature: "gloss", Values: []annotate.Value{{Type: annotate.TypeText, Text: "e\u0301 und 𐐀"}}},
		{Feature: "answers", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: other}}},
	}
	return a
}

// testRecords wants every kind of record back as it was given, also after a restart.
func testRecords(t *testing.T, b *bench) {
	first := b.mark()
	full := b.Full(b.body, b.entity.ID, first.ID)
	whole := b.Annotation(b.body, text.Span{})
	whole.Fragments, whole.Quote, whole.Features = nil, text.Quote{}, nil
	relation := b.Relation(first, full)
	progress := &annotate.Progress{Document: b.doc.ID, Annotator: b.Me, State: annotate.Done, Flags: annotate.Difficult | annotate.NoClaims, Modified: b.Now()}
	interview := b.Interview(b.doc, b.entity.ID)
	b.commit("Edit document", annotate.Update(b.doc, interview))
	b.commit("Mark", annotate.Create(progress), annotate.Create(first), annotate.Create(full), annotate.Create(whole), annotate.Create(relation))
	b.reopen()
	s := b.store
	same(t, "project", must(s.Project()).Name, "Übergang in Syrien")
	same(t, "schema", must(s.Schema()), Schema())
	same(t, "annotators", must(s.Annotators()), []*annotate.Annotator{b.Annotator()})
	for e, err := range s.Entities() {
		same(t, "entity", must(e, err), b.entity)
	}
	same(t, "document", must(s.Document(b.doc.ID)), interview)
	same(t, "text", must(s.Body(b.doc.ID)), b.body.Text)
	same(t, "progress", must(s.Progress(b.doc.ID)), []*annotate.Progress{progress})
	same(t, "annotations", must(s.Annotations(b.doc.ID)), []*annotate.Annotation{first, full, whole})
	same(t, "relations", must(s.Relations(b.doc.ID)), []*annotate.Relation{relation})
	same(t, "text index", must(s.DocumentWithText(b.doc.SHA256)), b.doc.ID)
}

func testMissing(t *testing.T, b *bench) {
	none := b.ID()
	for what, err := range map[string]error{
		"document": second(b.store.Document(none)), "text": second(b.store.Body(none)),
		"log 0": second(b.store.ChangeSet(0)), "log 99": second(b.store.ChangeSet(99)),
	} {
		if !isNotFound(err) {
			t.Errorf("%s: got error %v, want not found", what, err)
		}
	}
	same(t, "annotations", len(must(b.store.Annotations(none))), 0)
	same(t, "relations", len(must(b.store.Relations(none))), 0)
	same(t, "progress", len(must(b.store.Progress(none))), 0)
	same(t, "text index", must(b.store.DocumentWithText([32]byte{1})), annotate.ID{})
	same(t, "uses", must(b.store.EntityUses(none)), 0)
}

// testOrder wants annotations by annotator and then ID, and documents by ID.
func testOrder(t *testing.T, b *bench) {
	second := &annotate.Annotator{ID: b.ID(), Name: "Jürgen", Created: b.Now()}
	var list []*annotate.Annotation
	for range 3 {
		a, o := b.mark(), b.mark()
		o.Annotator = second.ID
		list = append(list, o, a)
	}
	doc, body := b.Document()
	changes := []annotate.Change{annotate.Create(body), annotate.Create(doc), annotate.Create(second)}
	for _, a := range list {
		changes = append(changes, annotate.Create(a))
	}
	b.commit("Mark", changes...)
	slices.SortFunc(list, func(a, c *annotate.Annotation) int { return a.Key().Compare(c.Key()) })
	same(t, "annotations", must(b.store.Annotations(b.doc.ID)), list)
	var ids []annotate.ID
	for row, err := range b.store.Summaries(b.Me) {
		ids = append(ids, must(row, err).ID)
	}
	same(t, "documents", ids, []annotate.ID{b.doc.ID, doc.ID})
	if h, ok := b.store.(session.Headliner); ok {
		var headings, wanted []annotate.Heading
		for row, err := range b.store.Summaries(b.Me) {
			row := must(row, err)
			wanted = append(wanted, row.Heading())
		}
		for h, err := range h.Headings(b.Me) {
			headings = append(headings, must(h, err))
		}
		same(t, "headings", headings, wanted)
	}
	same(t, "annotators", len(must(b.store.Annotators())), 2)
}

func testCounts(t *testing.T, b *bench) {
	row := func() (s annotate.Summary) {
		for s, err := range b.store.Summaries(b.Me) {
			return must(s, err)
		}
		return s
	}
	same(t, "before", row(), annotate.Summary{Document: b.doc})
	one, two := b.mark(), b.mark()
	other := &annotate.Progress{Document: b.doc.ID, Annotator: b.ID(), State: annotate.Done, Modified: b.Now()}
	mine := &annotate.Progress{Document: b.doc.ID, Annotator: b.Me, State: annotate.InProgress, Flags: annotate.Discuss, Modified: b.Now()}
	b.commit("Mark", annotate.Create(other), annotate.Create(mine), annotate.Create(one), annotate.Create(two))
	same(t, "marked", row(), annotate.Summary{Document: b.doc, State: annotate.InProgress, Flags: annotate.Discuss, Annotations: 2})
	next := *one
	next.Note = "x"
	b.commit("Note", annotate.Update(one, &next))
	b.commit("Delete", annotate.Delete(two))
	same(t, "deleted", row().Annotations, 1)
	b.commit("Delete", annotate.Delete(&next), annotate.Delete(mine))
	same(t, "empty", row(), annotate.Summary{Document: b.doc})
}

func testEntityUses(t *testing.T, b *bench) {
	other := b.Entity("Other")
	a := b.Annotation(b.body, text.Span{Start: 0, End: 7}, b.entity.ID, b.entity.ID, other.ID)
	r := b.Relation(a, a)
	r.Features = []annotate.FeatureValue{{Feature: "by", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: b.entity.ID}}}}
	b.commit("Mark", annotate.Create(other), annotate.Create(a), annotate.Create(r))
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 3)
	same(t, "uses of other", must(b.store.EntityUses(other.ID)), 1)
	next := *a
	next.Features = nil
	b.commit("Clear", annotate.Update(a, &next))
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 1)
	same(t, "uses of other", must(b.store.EntityUses(other.ID)), 0)
	interview := b.Interview(b.doc, other.ID)
	b.commit("Edit document", annotate.Update(b.doc, interview))
	same(t, "uses of an author who speaks", must(b.store.EntityUses(other.ID)), 2)
	quiet := *interview
	quiet.Turns = quiet.Turns[:1]
	b.commit("Edit document", annotate.Update(interview, &quiet))
	b.reopen()
	same(t, "uses of an author", must(b.store.EntityUses(other.ID)), 1)
	b.commit("Edit document", annotate.Update(&quiet, b.doc))
	same(t, "uses of nobody", must(b.store.EntityUses(other.ID)), 0)
}

// testVersions wants every schema that was in force for good, whatever is undone.
func testVersions(t *testing.T, b *bench) {
	first := &annotate.SchemaVersion{Schema: *Schema(), Since: must(b.store.Project()).Created}
	same(t, "at first", must(b.store.SchemaVersions()), []*annotate.SchemaVersion{first})
	put := func(from *annotate.Schema, version int) (*annotate.SchemaVersion, uint64) {
		next := *from
		next.Version, next.Name = version, "Ü 📌"
		v := &annotate.SchemaVersion{Schema: next, Since: b.Now()}
		return v, b.commit("Change schema", annotate.Update(from, &next), annotate.Create(v))
	}
	fourth, n := put(Schema(), 4)
	undo := must(b.store.ChangeSet(n)).Inverse()
	same(t, "what is undone", len(undo), 1)
	n = b.commit("Undo", undo...)
	same(t, "in force", must(b.store.Schema()).Version, 3)
	b.reopen()
	same(t, "undone", must(b.store.SchemaVersions()), []*annotate.SchemaVersion{fourth, first})
	b.commit("Redo", must(b.store.ChangeSet(n)).Inverse()...)
	same(t, "done again", must(b.store.SchemaVersions()), []*annotate.SchemaVersion{fourth, first})
	other := *fourth
	other.Since = b.Now().Add(1e9)
	b.refused(annotate.ErrConflict, annotate.Create(&other))
	last := fourth
	for version := 250; version < 260; version++ {
		last, _ = put(&last.Schema, version)
	}
	list := must(b.store.SchemaVersions())
	same(t, "newest", list[0], last)
	same(t, "how many", len(list), 12)
}

func second[T any](_ T, err error) error { return err }
