package edit_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/text"
)

// desk is one document under one editor, whose ChangeSets are applied at once.
type desk struct {
	t *testing.T
	edit.Editor
	annotatetest.Page
}

// newDesk has the document that marked describes, its annotations made by Mark.
func newDesk(t *testing.T, marked string) (*desk, []*annotate.Annotation) {
	m := annotatetest.Parse(t, marked)
	ids := annotatetest.IDs()
	d := &desk{t, edit.Editor{Annotator: ids(), Schema: annotatetest.Schema(), Now: annotatetest.Clock(), NewID: ids}, annotatetest.Page{Records: annotatetest.Records{}}}
	cs, heads := d.AddDocuments(edit.Draft{Head: annotate.Document{Title: "Über HTS"}, Text: m.Text})
	d.apply(cs, nil)
	d.ID = heads[0].ID
	d.apply(annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(d.Schema)}}, nil)
	var marks []*annotate.Annotation
	for _, k := range m.Marks {
		cs, a, err := d.Mark(d, k.Layer, k.Fragments)
		d.apply(cs, err)
		marks = append(marks, a)
	}
	return d, marks
}

func (d *desk) apply(cs annotate.ChangeSet, err error) annotate.ChangeSet {
	d.t.Helper()
	if err == nil {
		err = d.Records.Apply(cs.Changes...)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return cs
}

// label checks how a change is called in the menu.
func (d *desk) label(cs annotate.ChangeSet, want string) {
	d.t.Helper()
	if cs.Label != want || cs.Annotator != d.Annotator || cs.Time.IsZero() || cs.Cause != annotate.Intended {
		d.t.Errorf("%q by %s at %s, want %q", cs.Label, cs.Annotator, cs.Time, want)
	}
}

func (d *desk) want(marked string) {
	d.t.Helper()
	if got := d.String(); got != marked {
		d.t.Errorf("%s\nwant %s", got, marked)
	}
}

func span(start, end text.Offset) text.Span { return text.Span{Start: start, End: end} }

func refuse(t *testing.T, want error, what string, err error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func TestMark(t *testing.T) {
	d, _ := newDesk(t, "HTS says ü 📌 سلام")
	cs, a, err := d.Mark(d, "Actor", []text.Span{span(0, 3)}, annotate.FeatureValue{Feature: "comment", Values: []annotate.Value{{Text: "x"}}})
	d.label(d.apply(cs, err), "Mark actor")
	if a.Quote.Exact != "HTS" || a.Origin != annotate.ByHand || a.Annotator != d.Annotator || a.Document != d.ID || a.Schema != 1 || len(a.Features) != 1 || a.Created != a.Modified {
		t.Errorf("%+v", a)
	}
	if g := d.Progress(d.Annotator); g == nil || g.State != annotate.InProgress {
		t.Errorf("progress %+v", g)
	}
	cs, _, err = d.Mark(d, "Claim", []text.Span{span(12, 16), span(9, 11), span(4, 8), span(8, 9)})
	d.apply(cs, err)
	if len(cs.Changes) != 1 {
		t.Errorf("%d changes for a second mark", len(cs.Changes))
	}
	cs, _, err = d.Mark(d, "Claim", nil)
	d.apply(cs, err)
	d.want("[Claim][Actor HTS] [Claim#1 says ü] [#1 📌] سلام")
	for what, spans := range map[string][]text.Span{"empty": {span(3, 3)}, "backwards": {span(3, 1)}, "outside": {span(0, 99)}, "negative": {span(-1, 2)}, "inside ü": {span(0, 10)}, "inside 📌": {span(13, 16)}} {
		_, _, err := d.Mark(d, "Claim", spans)
		refuse(t, annotate.ErrInvalid, what, err)
	}
	_, _, err = d.Mark(d, "claim", []text.Span{span(0, 3)})
	refuse(t, annotate.ErrNotFound, "a layer that is not there", err)
	_, _, err = d.Mark(d, "Actor", nil, annotate.FeatureValue{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}})
	refuse(t, annotate.ErrNotFound, "a feature of another layer", err)
}

func TestMarkLeavesWhatIsDone(t *testing.T) {
	d, _ := newDesk(t, "ü")
	d.label(d.apply(d.SetState(d, annotate.Done)), "Set document done")
	cs, _, err := d.Mark(d, "Claim", nil)
	d.apply(cs, err)
	if g := d.Progress(d.Annotator); g.State != annotate.Done {
		t.Errorf("it is %s", g.State)
	}
	_, err = d.SetState(d, annotate.Done)
	refuse(t, annotate.ErrNothing, "done again", err)
	d.apply(d.SetState(d, annotate.New))
	_, err = d.SetState(d, annotate.New)
	refuse(t, annotate.ErrNothing, "new again", err)
}

func TestResize(t *testing.T) {
	d, marks := newDesk(t, "[Claim one] two [Actor 📌]")
	d.label(d.apply(d.Resize(d, marks[0].ID, []text.Span{span(4, 7), span(8, 12)})), "Resize claim")
	d.want("one [Claim#1 two] [#1 [Actor 📌]]")
	if q := d.Annotation(marks[0].ID).Quote; q.Exact == marks[0].Quote.Exact {
		t.Errorf("the quote stays %q", q.Exact)
	}
	if marks[0].Fragments[0] != span(0, 3) {
		t.Error("the old record was changed")
	}
	_, err := d.Resize(d, marks[0].ID, []text.Span{span(8, 12), span(4, 6), span(5, 7)})
	refuse(t, annotate.ErrNothing, "the same borders", err)
	_, err = d.Resize(d, annotatetest.ID(99), nil)
	refuse(t, annotate.ErrNotFound, "no such annotation", err)
	d.apply(d.Resize(d, marks[0].ID, nil))
	d.want("[Claim]one two [Actor 📌]")
}

func TestRetag(t *testing.T) {
	d, marks := newDesk(t, "[Claim one] [Claim two] [Actor ü]")
	a, b, c := marks[0].ID, marks[1].ID, marks[2].ID
	d.apply(d.SetFeature(d, a, "stance", annotate.Value{Type: annotate.TypeTag, Tag: "favor"}))
	d.apply(d.SetFeature(d, a, "comment", annotate.Value{Text: "stays"}))
	for _, l := range []struct {
		typ      annotate.RelationTypeID
		from, to annotate.ID
	}{{"supports", a, b}, {"supports", b, a}, {"mentions", a, c}} {
		cs, _, err := d.Link(d, l.typ, l.from, l.to)
		d.apply(cs, err)
	}
	d.label(d.apply(d.Retag(d, a, "Actor")), "Make actor of claim")
	d.want("[Actor one] [Claim two] [Actor ü]")
	if f := d.Annotation(a).Features; len(f) != 1 || f[0].Feature != "comment" {
		t.Errorf("features %+v", f)
	}
	if left := slices.Collect(d.Relations()); len(left) != 1 || left[0].Type != "mentions" {
		t.Errorf("relations %+v", left)
	}
	_, err := d.Retag(d, a, "Actor")
	refuse(t, annotate.ErrNothing, "the same layer", err)
	_, err = d.Retag(d, a, "x")
	refuse(t, annotate.ErrNotFound, "no such layer", err)
}

func TestSetFeature(t *testing.T) {
	type v = annotate.Value
	d, marks := newDesk(t, "[Claim one] [Actor ü]")
	id := marks[0].ID
	entity := v{Type: annotate.TypeEntity, Ref: annotatetest.ID(77), Mention: marks[1].ID}
	d.label(d.apply(d.SetFeature(d, id, "target", v{Type: annotate.TypeAnnotation, Ref: marks[1].ID}, v{Text: "the law"})), "Set target of claim")
	d.apply(d.SetFeature(d, id, "claimant", entity))
	d.apply(d.SetFeature(d, id, "stance", v{Type: annotate.TypeTag, Tag: "strong"}))
	d.apply(d.SetFeature(d, id, "stance", v{Type: annotate.TypeTag, Tag: "against"}))
	var order []annotate.FeatureID
	for _, fv := range d.Annotation(id).Features {
		order = append(order, fv.Feature)
	}
	if !slices.Equal(order, []annotate.FeatureID{"stance", "claimant", "target"}) || d.Annotation(id).Values("stance")[0].Tag != "against" {
		t.Errorf("%+v", d.Annotation(id).Features)
	}
	for _, c := range []struct {
		want    error
		feature annotate.FeatureID
		values  []v
	}{
		{annotate.ErrNothing, "claimant", []v{entity}},
		{annotate.ErrNothing, "weight", nil},
		{annotate.ErrInvalid, "claimant", []v{entity, entity}},
		{annotate.ErrInvalid, "stance", []v{{Type: annotate.TypeTag, Tag: "favor"}, {Type: annotate.TypeTag, Tag: "against"}}},
		{annotate.ErrInvalid, "stance", []v{{Text: "favor"}}},
		{annotate.ErrNotFound, "x", []v{{Text: "y"}}},
		{annotate.ErrNotFound, "target", []v{{Type: annotate.TypeAnnotation, Ref: annotatetest.ID(99)}}},
		{annotate.ErrNotFound, "claimant", []v{{Type: annotate.TypeEntity, Ref: annotatetest.ID(77), Mention: annotatetest.ID(99)}}},
	} {
		_, err := d.SetFeature(d, id, c.feature, c.values...)
		refuse(t, c.want, string(c.feature), err)
	}
	d.label(d.apply(d.SetFeature(d, id, "stance")), "Clear stance of claim")
	if got := d.Annotation(id).Values("stance"); got != nil {
		t.Errorf("unset is %+v", got)
	}
}

func TestSetNote(t *testing.T) {
	d, marks := newDesk(t, "[Claim one]")
	d.label(d.apply(d.SetNote(d, marks[0].ID, "ü 📌")), "Edit note of claim")
	if a := d.Annotation(marks[0].ID); a.Note != "ü 📌" || !a.Modified.After(marks[0].Modified) || a.Created != marks[0].Created {
		t.Errorf("%+v", a)
	}
	_, err := d.SetNote(d, marks[0].ID, "ü 📌")
	refuse(t, annotate.ErrNothing, "the same note", err)
}

func TestDeleteTakesWhatNamesIt(t *testing.T) {
	type v = annotate.Value
	d, marks := newDesk(t, "[Claim one] [Claim two] [Actor ü]")
	a, b, c := marks[0].ID, marks[1].ID, marks[2].ID
	d.apply(d.SetFeature(d, a, "target", v{Type: annotate.TypeAnnotation, Ref: c}))
	d.apply(d.SetFeature(d, b, "target", v{Text: "the law"}, v{Type: annotate.TypeAnnotation, Ref: c}))
	d.apply(d.SetFeature(d, a, "claimant", v{Type: annotate.TypeEntity, Ref: annotatetest.ID(77), Mention: c}))
	cs, keep, err := d.Link(d, "supports", a, b)
	d.apply(cs, err)
	withValue := *keep
	withValue.Features = []annotate.FeatureValue{{Feature: "because", Values: []v{{Type: annotate.TypeAnnotation, Ref: c}}}}
	d.apply(annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(keep, &withValue)}}, nil)
	cs, _, err = d.Link(d, "mentions", b, c)
	d.apply(cs, err)
	before := len(d.Records)
	cs = d.apply(d.Delete(d, c))
	d.label(cs, "Delete actor")
	d.want("[Claim one] [Claim two] ü")
	if got := d.Annotation(a).Features; !reflect.DeepEqual(got, []annotate.FeatureValue{{Feature: "claimant", Values: []v{{Type: annotate.TypeEntity, Ref: annotatetest.ID(77)}}}}) {
		t.Errorf("%+v", got)
	}
	if got := d.Annotation(b).Values("target"); !slices.Equal(got, []v{{Text: "the law"}}) {
		t.Errorf("%+v", got)
	}
	if left := slices.Collect(d.Relations()); len(left) != 1 || left[0].ID != keep.ID || left[0].Features != nil {
		t.Errorf("%+v", left)
	}
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	d.want("[Claim one] [Claim two] [Actor ü]")
	if len(d.Records) != before {
		t.Errorf("%d records, want %d", len(d.Records), before)
	}
	cs, err = d.Delete(d, a, b, a)
	d.label(cs, "Delete 2 annotations")
	refuse(t, nil, "two", err)
	_, err = d.Delete(d)
	refuse(t, annotate.ErrNothing, "none", err)
	_, err = d.Delete(d, a, annotatetest.ID(99))
	refuse(t, annotate.ErrNotFound, "no such annotation", err)
}
