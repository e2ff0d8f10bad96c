package edit_test

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
)

// The desk is a register too.
func (d *desk) Entity(id annotate.ID) *annotate.Entity {
	n, _ := d.Records[(&annotate.Entity{ID: id}).Key()].(*annotate.Entity)
	return n
}

func (d *desk) Entities() (list []*annotate.Entity, err error) {
	for _, r := range d.Records {
		if n, ok := r.(*annotate.Entity); ok {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	return list, nil
}

func (d *desk) Naming(entities ...annotate.ID) iter.Seq2[annotate.Record, error] {
	return func(yield func(annotate.Record, error) bool) {
		for _, k := range slices.SortedFunc(maps.Keys(d.Records), annotate.Key.Compare) {
			r := d.Records[k]
			if _, entity := r.(*annotate.Entity); entity {
				continue
			}
			for n := range annotate.Entities(r) {
				if slices.Contains(entities, n) {
					if !yield(r, nil) {
						return
					}
					break
				}
			}
		}
	}
}

func (d *desk) actor(name string, aliases ...string) *annotate.Entity {
	d.t.Helper()
	var list []annotate.Alias
	for _, a := range aliases {
		list = append(list, annotate.Alias{Name: a})
	}
	cs, n, err := d.AddEntity(name, "", list...)
	d.apply(cs, err)
	return n
}

func (d *desk) alter(n *annotate.Entity, alter func(*annotate.Entity)) *annotate.Entity {
	d.t.Helper()
	d.apply(d.EditEntity(d, n.ID, alter))
	return d.Entity(n.ID)
}

func entityValue(n *annotate.Entity, mention ...annotate.ID) annotate.Value {
	return annotate.Value{Type: annotate.TypeEntity, Ref: n.ID, Mention: append(mention, annotate.ID{})[0]}
}

func editPart(name string, mention annotate.ID, aliases ...string) edit.Part {
	return edit.Part{Name: name, Aliases: aliases, Takes: edit.TakesMentions(mention)}
}

func names(n *annotate.Entity) string { return strings.Join(n.Names(), "|") }

func TestEntities(t *testing.T) {
	d, _ := newDesk(t, "ü")
	cs, e, err := d.AddEntity(" HTS ", "group", annotate.Alias{Name: "هيئة تحرير الشام", Language: "ar"}, annotate.Alias{Name: " HTS"}, annotate.Alias{Name: "هيئة تحرير الشام"})
	d.label(d.apply(cs, err), "Add actor HTS")
	if names(e) != "HTS|هيئة تحرير الشام" || e.Aliases[0].Language != "ar" {
		t.Errorf("%+v", e)
	}
	_, _, err = d.AddEntity(" ", "")
	refuse(t, annotate.ErrInvalid, "no name", err)
	d.label(d.apply(d.EditEntity(d, e.ID, func(n *annotate.Entity) { n.Name, n.Aliases[0].Name, n.ID = "Hay’at", "x", annotatetest.ID(99) })), "Edit actor Hay’at")
	if e.Aliases[0].Name == "x" {
		t.Error("the old record was changed")
	}
	for what, c := range map[string]struct {
		want  error
		alter func(*annotate.Entity)
	}{
		"no name":             {annotate.ErrInvalid, func(n *annotate.Entity) { n.Name = "" }},
		"the same":            {annotate.ErrNothing, func(n *annotate.Entity) { n.ID, n.Affiliations = annotatetest.ID(99), []annotate.Affiliation{} }},
		"an empty alias":      {annotate.ErrInvalid, func(n *annotate.Entity) { n.Aliases = append(n.Aliases, annotate.Alias{Language: "ar"}) }},
		"colour 9":            {annotate.ErrInvalid, func(n *annotate.Entity) { n.Colour = 9 }},
		"a parent of nowhere": {annotate.ErrNotFound, func(n *annotate.Entity) { n.Parent = annotatetest.ID(99) }},
		"its own parent":      {annotate.ErrInvalid, func(n *annotate.Entity) { n.Parent = n.ID }},
		"a role in itself":    {annotate.ErrInvalid, func(n *annotate.Entity) { n.Affiliations = []annotate.Affiliation{{Entity: n.ID}} }},
		"a role in nothing":   {annotate.ErrNotFound, func(n *annotate.Entity) { n.Affiliations = []annotate.Affiliation{{Entity: annotatetest.ID(99)}} }},
		"an end in front": {annotate.ErrInvalid, func(n *annotate.Entity) {
			n.Affiliations = []annotate.Affiliation{{Entity: n.ID, From: day(2020, 5, 2), To: day(2020, 5, 1)}}
		}},
		"an end that may be":   {nil, func(n *annotate.Entity) { n.Note, n.Affiliations = "ü", nil }},
		"matching on the case": {nil, func(n *annotate.Entity) { n.Exact = annotate.ExactCase }},
	} {
		_, err := d.EditEntity(d, e.ID, c.alter)
		refuse(t, c.want, what, err)
	}
	_, err = d.EditEntity(d, annotatetest.ID(99), func(*annotate.Entity) {})
	refuse(t, annotate.ErrNotFound, "nobody", err)
}

func day(y int16, m, d uint8) annotate.Date { return annotate.Date{Year: y, Month: m, Day: d} }

func TestSetParent(t *testing.T) {
	d, _ := newDesk(t, "ü")
	a, b, c := d.actor("HTS"), d.actor("Salvation Government"), d.actor("Ministry")
	d.label(d.apply(d.SetParent(d, b.ID, a.ID)), "Set parent of Salvation Government")
	d.apply(d.SetParent(d, c.ID, b.ID))
	for _, above := range []*annotate.Entity{a, b, c} {
		_, err := d.SetParent(d, a.ID, above.ID)
		refuse(t, annotate.ErrInvalid, above.Name, err)
	}
	d.apply(d.SetParent(d, c.ID, annotate.ID{}))
	d.apply(d.SetParent(d, a.ID, c.ID))
}

func TestDeleteEntity(t *testing.T) {
	d, marks := newDesk(t, "[Claim ü] [Actor HTS]")
	hts, child, member := d.actor("HTS"), d.actor("Salvation Government"), d.actor("الجولاني")
	d.apply(d.SetParent(d, child.ID, hts.ID))
	d.alter(member, func(n *annotate.Entity) { n.Affiliations = []annotate.Affiliation{{Entity: hts.ID, Role: "emir"}} })
	d.apply(d.SetFeature(d, marks[0].ID, "claimant", entityValue(hts, marks[1].ID), entityValue(member)))
	d.apply(d.SetFeature(d, marks[1].ID, "entity", entityValue(hts)))
	_, used, err := d.DeleteEntity(d, hts.ID, false)
	refuse(t, annotate.ErrInvalid, "a named one", err)
	if !strings.Contains(err.Error(), "HTS is named by 2 annotations, 2 actors") || used.Annotations != 2 || used.Actors != 2 {
		t.Error(err, used)
	}
	cs, used, err := d.DeleteEntity(d, hts.ID, true)
	d.label(d.apply(cs, err), "Delete actor HTS")
	if d.Entity(child.ID).Parent != (annotate.ID{}) || len(d.Entity(member.ID).Affiliations) != 0 || len(d.Annotation(marks[1].ID).Features) != 0 || len(d.Annotation(marks[0].ID).Values("claimant")) != 1 {
		t.Errorf("%+v", used)
	}
	cs, _, err = d.DeleteEntity(d, child.ID, false)
	d.apply(cs, err)
	_, _, err = d.DeleteEntity(d, child.ID, false)
	refuse(t, annotate.ErrNotFound, "again", err)
	if used, err := d.Uses(d, member.ID); err != nil || used.String() != "1 annotation" || d.Entity(member.ID) == nil {
		t.Error(used, err)
	}
}

func TestMerge(t *testing.T) {
	d, marks := newDesk(t, "[Claim ü] [Actor HTS] [Actor Hay’at] [Claim 📌]")
	keep, hts, hayat := d.actor("Hay’at Tahrir al-Sham", "هيئة تحرير الشام"), d.actor("HTS", "the group"), d.actor("Hayyat Tahrir al-Sham", "the group")
	d.alter(hts, func(n *annotate.Entity) {
		n.Exact, n.Kind, n.Country, n.Note, n.Colour = annotate.ExactCase, "armed group", "SY", "since 2017", 3
	})
	d.alter(hayat, func(n *annotate.Entity) { n.Kind, n.Country, n.Side, n.Note = "party", "SY", "opposition", "e\u0301" })
	child, jolani := d.actor("Salvation Government"), d.actor("الجولاني")
	d.apply(d.SetParent(d, child.ID, hayat.ID))
	d.alter(jolani, func(n *annotate.Entity) {
		n.Affiliations = []annotate.Affiliation{{Entity: hts.ID, Role: "emir", From: day(2017, 0, 0)}, {Entity: hayat.ID, Role: "emir", From: day(2017, 0, 0)}, {Entity: hayat.ID}}
	})
	d.apply(d.SetFeature(d, marks[0].ID, "claimant", entityValue(hts), entityValue(jolani), entityValue(hayat, marks[2].ID)))
	d.apply(d.SetFeature(d, marks[1].ID, "entity", entityValue(hts)))
	d.apply(d.SetFeature(d, marks[2].ID, "entity", entityValue(hayat)))
	d.apply(d.SetFeature(d, marks[3].ID, "claimant", entityValue(keep)))
	before := clone(d.Records)
	cs, out, err := d.Merge(d, keep.ID, hts.ID, hayat.ID, hts.ID)
	d.label(d.apply(cs, err), "Merge 2 actors into Hay’at Tahrir al-Sham")
	n := d.Entity(keep.ID)
	if names(n) != "Hay’at Tahrir al-Sham|هيئة تحرير الشام|HTS|the group|Hayyat Tahrir al-Sham" || n.Aliases[1].Exact != annotate.ExactCase {
		t.Error(names(n))
	}
	if n.Kind != "armed group" || n.Country != "SY" || n.Side != "opposition" || n.Note != "since 2017\ne\u0301" || n.Colour != 3 || !slices.Equal(out.Lost, []string{"Hayyat Tahrir al-Sham: kind party"}) {
		t.Errorf("%+v, lost %q", n, out.Lost)
	}
	if out.String() != "3 annotations, 2 actors" || out.Entity != n {
		t.Error(out)
	}
	if got, want := d.Annotation(marks[0].ID).Values("claimant"), []annotate.Value{entityValue(keep, marks[2].ID), entityValue(jolani)}; !slices.Equal(got, want) {
		t.Errorf("claimants %v", got)
	}
	if d.Entity(child.ID).Parent != keep.ID || len(d.Entity(jolani.ID).Affiliations) != 2 || d.Entity(hts.ID) != nil || d.Entity(hayat.ID) != nil {
		t.Error("something still leads to what is gone")
	}
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	if !maps.Equal(before, clone(d.Records)) {
		t.Error("undone, it is not as it was")
	}
	for what, others := range map[string][]annotate.ID{"itself": {keep.ID}, "it and itself": {hts.ID, keep.ID}} {
		_, _, err := d.Merge(d, keep.ID, others...)
		refuse(t, annotate.ErrInvalid, what, err)
	}
	_, _, err = d.Merge(d, keep.ID)
	refuse(t, annotate.ErrNothing, "nobody", err)
	_, _, err = d.Merge(d, keep.ID, annotatetest.ID(99))
	refuse(t, annotate.ErrNotFound, "one of nowhere", err)
}

// Counts are grouped as in the interface, where they are read.
func TestOutcomeCounts(t *testing.T) {
	o := edit.Outcome{Annotations: 120000, Relations: 1, Documents: 999, Actors: 1000}
	if got, want := o.String(), "120,000 annotations, 1 relation, 999 documents, 1,000 actors"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

// What is merged may stand above and below each other.
func TestMergeMakesNoCircle(t *testing.T) {
	d, _ := newDesk(t, "ü")
	top, a, b, c := d.actor("top"), d.actor("a"), d.actor("b"), d.actor("c")
	d.apply(d.SetParent(d, a.ID, top.ID))
	d.apply(d.SetParent(d, b.ID, a.ID))
	d.apply(d.SetParent(d, c.ID, b.ID))
	cs, out, err := d.Merge(d, c.ID, a.ID)
	d.apply(cs, err)
	if got := d.Entity(c.ID).Parent; got != top.ID || d.Entity(b.ID).Parent != c.ID || len(out.Lost) != 1 || out.Lost[0] != "c: part of b" {
		t.Errorf("%+v is part of %s", out, got)
	}
	cs, _, err = d.Merge(d, c.ID, top.ID)
	d.apply(cs, err)
	if !d.Entity(c.ID).Parent.IsZero() {
		t.Error("a circle")
	}
}

func TestSplit(t *testing.T) {
	d, marks := newDesk(t, "[Actor al-Jolani] [Actor al-Johani] [Claim ü] [Claim 📌]")
	jolani := d.actor("al-Jolani", "Ahmed al-Sharaa", "al-Johani", "الجهني")
	d.alter(jolani, func(n *annotate.Entity) { n.Kind, n.Aliases[1].Exact = "person", annotate.ExactCase })
	d.apply(d.SetFeature(d, marks[0].ID, "entity", entityValue(jolani)))
	d.apply(d.SetFeature(d, marks[1].ID, "entity", entityValue(jolani)))
	d.apply(d.SetFeature(d, marks[2].ID, "claimant", entityValue(jolani, marks[1].ID)))
	d.apply(d.SetFeature(d, marks[3].ID, "claimant", entityValue(jolani, marks[0].ID)))
	before := clone(d.Records)
	cs, out, err := d.Split(d, jolani.ID, editPart("al-Johani", marks[1].ID, "الجهني"))
	d.label(d.apply(cs, err), "Split al-Johani from al-Jolani")
	if names(out.Entity) != "al-Johani|الجهني" || out.Entity.Kind != "person" || out.Entity.Exact != annotate.ExactCase || out.String() != "2 annotations" {
		t.Errorf("%+v", out.Entity)
	}
	if got := names(d.Entity(jolani.ID)); got != "al-Jolani|Ahmed al-Sharaa" {
		t.Error(got)
	}
	for i, want := range []annotate.ID{jolani.ID, out.Entity.ID} {
		if got := d.Annotation(marks[i].ID).Values("entity")[0].Ref; got != want {
			t.Errorf("mention %d is %s", i, got)
		}
		if got := d.Annotation(marks[3-i].ID).Values("claimant")[0].Ref; got != want {
			t.Errorf("claimant %d is %s", i, got)
		}
	}
	d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
	if !maps.Equal(before, clone(d.Records)) {
		t.Error("undone, it is not as it was")
	}
	d.apply(d.EditDocument(d.Document(), func(h *annotate.Document) {
		h.Author, h.AuthorEntity = "Al-Johani", jolani.ID
		h.Turns = []annotate.Turn{{Speaker: "al-Jolani", Entity: jolani.ID}, {Start: 3, Speaker: "الجهني", Entity: jolani.ID}}
	}))
	cs, out, err = d.Split(d, jolani.ID, editPart("al-Johani", annotate.ID{}, "الجهني"))
	d.apply(cs, err)
	if h := d.Document(); h.AuthorEntity != out.Entity.ID || h.Turns[0].Entity != jolani.ID || h.Turns[1].Entity != out.Entity.ID || out.String() != "1 document" {
		t.Errorf("%+v, %s", h, out)
	}
	_, _, err = d.Split(d, jolani.ID, editPart("al-Jolani", annotate.ID{}))
	refuse(t, annotate.ErrInvalid, "the same name", err)
	_, _, err = d.Split(d, jolani.ID, editPart("x", annotate.ID{}, "nonesuch"))
	refuse(t, annotate.ErrNotFound, "no such alias", err)
	_, _, err = d.Split(d, jolani.ID, editPart(" ", annotate.ID{}))
	refuse(t, annotate.ErrInvalid, "no name", err)
}
