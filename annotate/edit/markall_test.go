package edit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
)

// occurrences are where word stands in the desk's text.
func (d *desk) occurrences(word string) (list []text.Span) {
	all := d.Text().String()
	for from := 0; ; {
		i := strings.Index(all[from:], word)
		if i < 0 {
			return list
		}
		s := text.Span{Start: text.Offset(from + i), End: text.Offset(from + i + len(word))}
		list, from = append(list, s), int(s.End)
	}
}

// TestMarkAll: what is marked already is left out, a mention without an actor gets it, and
// others' annotations do not count; all of it is one change that can be taken back.
func TestMarkAll(t *testing.T) {
	d, marks := newDesk(t, "[Actor HTS 📌] é [Actor HTS] [Claim HTS ü هيئة] HTS e\u0301 HTS")
	hts, other := d.entity("HTS"), d.entity("Other")
	entity := func(id annotate.ID) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: "entity", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: id}}}
	}
	d.apply(d.SetFeature(d, marks[0].ID, "entity", entity(hts).Values...))
	spans := d.occurrences("HTS")
	their := d.Editor
	their.Annotator = d.NewID()
	cs, _, err := their.Mark(d, "Actor", spans[4:5], entity(hts))
	d.apply(cs, err)

	for _, c := range []struct {
		name   string
		values []annotate.FeatureValue
		want   []edit.Standing
	}{
		{"no values", nil, []edit.Standing{edit.Already, edit.Already, edit.Unmarked, edit.Unmarked, edit.Unmarked}},
		{"HTS", []annotate.FeatureValue{entity(hts)}, []edit.Standing{edit.Already, edit.Unlinked, edit.Unmarked, edit.Unmarked, edit.Unmarked}},
		{"another", []annotate.FeatureValue{entity(other)}, []edit.Standing{edit.Otherwise, edit.Unlinked, edit.Unmarked, edit.Unmarked, edit.Unmarked}},
	} {
		if got := d.Standings(d, "Actor", spans, c.values...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	before := d.Page.String()
	cs, n, err := d.MarkAll(d, "Actor", spans, entity(hts))
	if err != nil || n != 4 {
		t.Fatalf("%d, %v", n, err)
	}
	d.label(cs, "Mark 4 as actor")
	d.apply(cs, nil)
	if got := d.Standings(d, "Actor", spans, entity(hts)); slices.ContainsFunc(got, func(s edit.Standing) bool { return s != edit.Already }) {
		t.Errorf("afterwards %v", got)
	}
	if got := d.Annotation(marks[1].ID).Values("entity"); len(got) != 1 || got[0].Ref != hts {
		t.Errorf("the bare mention has %v", got)
	}
	if _, _, err := d.MarkAll(d, "Actor", spans, entity(hts)); !errors.Is(err, annotate.ErrNothing) {
		t.Errorf("again: %v", err)
	}
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	if got := d.Page.String(); got != before {
		t.Errorf("taken back: %s, want %s", got, before)
	}
}

func TestMarkAllRefuses(t *testing.T) {
	d, _ := newDesk(t, "HTS 📌 ü HTS هيئة")
	for name, c := range map[string]struct {
		layer annotate.LayerID
		spans []text.Span
		want  error
	}{
		"no such layer":   {"nothing", d.occurrences("HTS"), annotate.ErrNotFound},
		"inside a letter": {"Actor", []text.Span{{Start: 5, End: 8}}, annotate.ErrInvalid},
		"no span":         {"Actor", nil, annotate.ErrNothing},
	} {
		if _, _, err := d.MarkAll(d, c.layer, c.spans); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestJoinMarked: in progress is said once for each document.
func TestJoinMarked(t *testing.T) {
	d, _ := newDesk(t, "HTS ü HTS")
	a, n, err := d.MarkAll(d, "Actor", d.occurrences("HTS"))
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if len(a.Changes) != 3 {
		t.Errorf("%d changes, want two marks and that it was begun", len(a.Changes))
	}
	d.label(d.JoinMarked("Actor", 2, a), "Mark 2 as actor")
}

func (d *desk) entity(name string) annotate.ID {
	d.t.Helper()
	cs, e, err := d.AddEntity(name, "")
	d.apply(cs, err)
	return e.ID
}
