package edit_test

import (
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/schema"
	"parley/annotate/text"
)

func TestLink(t *testing.T) {
	d, marks := newDesk(t, "[Claim one] [Claim two] [Actor ü]")
	a, b, c := marks[0].ID, marks[1].ID, marks[2].ID
	cs, r, err := d.Link(d, "supports", a, b)
	d.label(d.apply(cs, err), "Link supports")
	for _, l := range []struct {
		want     error
		typ      annotate.RelationTypeID
		from, to annotate.ID
	}{
		{annotate.ErrNothing, "supports", a, b}, {annotate.ErrInvalid, "supports", a, a}, {annotate.ErrInvalid, "supports", a, c}, {annotate.ErrInvalid, "supports", c, a},
		{annotate.ErrNotFound, "x", a, b}, {annotate.ErrNotFound, "supports", a, annotatetest.ID(99)}, {nil, "supports", b, a}, {nil, "mentions", c, marks[2].ID},
	} {
		if l.from == l.to && l.want == nil {
			continue
		}
		_, _, err := d.Link(d, l.typ, l.from, l.to)
		refuse(t, l.want, string(l.typ), err)
	}
	cs = d.Unlink(r)
	d.label(d.apply(cs, nil), "Unlink supports")
	if n := len(slices.Collect(d.Relations())); n != 0 {
		t.Errorf("%d relations", n)
	}
}

func TestEditDocument(t *testing.T) {
	d, _ := newDesk(t, "ü")
	old := d.Document()
	d.label(d.apply(d.EditDocument(old, func(h *annotate.Document) {
		h.Title, h.Author, h.ID, h.SHA256, h.Size, h.Words = "سلام", "Lina", annotatetest.ID(99), [32]byte{1}, 7, 8
		h.Custom = append(h.Custom, annotate.Field{Name: "b"}, annotate.Field{Name: "a"})
	})), "Edit document سلام")
	next := d.Document()
	if next.Author != "Lina" || next.SHA256 != old.SHA256 || next.Size != old.Size || next.Words != old.Words || next.Custom[0].Name != "a" || old.Custom != nil {
		t.Errorf("%+v", next)
	}
	_, err := d.EditDocument(next, func(h *annotate.Document) { h.Title = " " })
	refuse(t, annotate.ErrInvalid, "no title", err)
	_, err = d.EditDocument(next, func(h *annotate.Document) { h.Words = 3 })
	refuse(t, annotate.ErrNothing, "the same", err)
	_, err = d.EditDocument(next, func(h *annotate.Document) { h.Custom[0].Value = "x" })
	refuse(t, nil, "custom value", err)
	if next.Custom[0].Value != "" {
		t.Error("the old record was changed")
	}
}

func TestDeleteDocument(t *testing.T) {
	d, marks := newDesk(t, "[Claim one] [Actor ü]")
	cs, _, err := d.Link(d, "mentions", marks[0].ID, marks[1].ID)
	d.apply(cs, err)
	before := d.String()
	cs = d.apply(d.DeleteDocument(d, d.Progress(d.Annotator)), nil)
	d.label(cs, "Delete document Über HTS")
	if len(d.Records) != 2 { // the body and the schema
		t.Errorf("left: %v", d.Records)
	}
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	d.want(before)
}

func TestAddDocuments(t *testing.T) {
	d, _ := newDesk(t, "ü")
	one, heads := d.AddDocuments(edit.Draft{Head: annotate.Document{Title: "A"}, Text: "a"})
	d.label(d.apply(one, nil), "Import A")
	two, more := d.AddDocuments(edit.Draft{Head: annotate.Document{Title: "B"}, Text: "b"}, edit.Draft{Head: annotate.Document{Title: "C"}, Text: "c"})
	d.label(d.apply(two, nil), "Import 2 documents")
	if more[0].ID.Compare(more[1].ID) >= 0 || heads[0].Created.IsZero() || (annotatetest.Page{Records: d.Records, ID: more[1].ID}).Text().String() != "c" {
		t.Errorf("%+v", more)
	}
	// Undone and done again: the bodies stay, so nothing is there twice.
	undo := annotate.ChangeSet{Changes: two.Inverse()}
	d.apply(undo, nil)
	d.apply(annotate.ChangeSet{Changes: undo.Inverse()}, nil)
}

func TestSetSchema(t *testing.T) {
	d, _ := newDesk(t, "ü")
	next := *annotatetest.Schema()
	next.Name, next.Version = "Über", 77
	d.label(d.apply(d.SetSchema(next)), "Change schema")
	if s := d.Records[(&annotate.Schema{}).Key()].(*annotate.Schema); s.Version != 2 || s.Name != "Über" {
		t.Errorf("%+v", s)
	}
	if v, _ := d.Records[annotate.SchemaVersionKey(2)].(*annotate.SchemaVersion); v == nil || v.Schema.Name != "Über" || v.Since.IsZero() {
		t.Errorf("kept as %+v", v)
	}
	next.Version = 2
	d.Schema, d.LastSchema = &next, func() (int, error) { return 7, nil }
	if cs, err := d.SetSchema(next); err != nil || cs.Changes[0].New.(*annotate.Schema).Version != 8 {
		t.Errorf("%+v, %v", cs, err)
	}
	d.LastSchema = func() (int, error) { return 0, annotate.ErrDamaged }
	_, err := d.SetSchema(next)
	refuse(t, annotate.ErrDamaged, "versions that cannot be read", err)
	d.LastSchema = nil
	next.Layers = append(next.Layers, annotate.Layer{})
	_, err = d.SetSchema(next)
	refuse(t, annotate.ErrInvalid, "a layer without a name", err)
}

// A schema that would leave something recorded without a place is refused, whoever asks,
// unless it was looked at what there is, and that is nothing.
func TestSetSchemaOrphansNothing(t *testing.T) {
	d, _ := newDesk(t, "ü e\u0301 📌 المجلس")
	next := *annotatetest.Schema()
	next.Layers, next.Relations = next.Layers[1:], nil
	_, err := d.SetSchema(next)
	refuse(t, annotate.ErrInvalid, "a layer goes", err)
	draft, err := schema.Begin(d.Schema).Replace(&next)
	if err != nil {
		t.Fatal(err)
	}
	var none, some []schema.Touch
	for _, e := range draft.Effects() {
		none, some = append(none, schema.Touch{Effect: e}), append(some, schema.Touch{Effect: e, Annotations: 1})
	}
	_, err = d.SetSchema(next, some...)
	refuse(t, annotate.ErrInvalid, "a layer goes that has an annotation", err)
	if _, err := d.SetSchema(next, none...); err != nil {
		t.Errorf("a layer goes that is known to have none: %v", err)
	}
}

func TestJoin(t *testing.T) {
	d, _ := newDesk(t, "one two")
	a, _, _ := d.Mark(d, "Claim", []text.Span{span(0, 3)})
	b, _, _ := d.Mark(d, "Claim", []text.Span{span(4, 7)})
	c, _, _ := d.AddEntity("HTS", "")
	cs := d.Join("Mark claims", a, b, c)
	d.label(d.apply(cs, nil), "Mark claims")
	d.want("[Claim one] [Claim two]")
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	d.want("one two")
	if g := d.Progress(d.Annotator); g != nil {
		t.Errorf("undone, it is %s", g.State)
	}
}
