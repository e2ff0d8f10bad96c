package ui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/docview"
)

func foundIn(m *marks, s text.Span) (list []annotate.ID) {
	for r := range m.Relations(s) {
		list = append(list, annotate.ID(r.ID))
	}
	slices.SortFunc(list, annotate.ID.Compare)
	return list
}

// begun are the relations with an end that begins in s, found the long way.
func begun(b *bench, s text.Span) (list []annotate.ID) {
	in := func(id annotate.ID) bool { a := b.doc.page.Annotation(id); return a != nil && len(a.Fragments) > 0 }
	for r := range b.doc.page.Relations() {
		if !in(r.From) || !in(r.To) {
			continue
		}
		if s.Contains(b.doc.page.Annotation(r.From).Span().Start) || s.Contains(b.doc.page.Annotation(r.To).Span().Start) {
			list = append(list, r.ID)
		}
	}
	slices.SortFunc(list, annotate.ID.Compare)
	return list
}

// TestRelationsAreFoundByPlace: whatever is marked, moved, linked, deleted and undone, the
// index gives what a look at all relations gives.
func TestRelationsAreFoundByPlace(t *testing.T) {
	b, _ := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"})
	all, rnd := b.doc.page.Text().All(), rand.New(rand.NewPCG(3, 1))
	span := func() text.Span {
		from := text.Offset(rnd.IntN(int(all.End) - 8))
		return b.doc.page.Text().SnapGrapheme(text.Span{Start: from, End: from + 1 + text.Offset(rnd.IntN(7))})
	}
	for i := range 150 {
		list := b.annotationsNow()
		some := func() *annotate.Annotation { return list[rnd.IntN(len(list))] }
		switch step := rnd.IntN(7); {
		case step == 0 || len(list) < 3:
			cs, _, err := b.editor().Mark(b.doc.page, "Claim", []text.Span{span()})
			b.apply(cs, err)
		case step == 1:
			cs, err := b.editor().Delete(b.doc.page, some().ID)
			b.apply(cs, err)
		case step == 2:
			cs, err := b.editor().Resize(b.doc.page, some().ID, []text.Span{span()})
			b.apply(cs, err)
		case step == 3:
			b.undo()
		default:
			if from, to := some().ID, some().ID; from != to {
				cs, _, err := b.editor().Link(b.doc.page, "supports", from, to)
				b.apply(cs, err)
			}
		}
		for range 4 {
			s := span()
			if got, want := foundIn(b.doc.marks, s), begun(b, s); !slices.Equal(got, want) {
				t.Fatalf("after %d steps, in %v: %v, want %v", i, s, got, want)
			}
		}
		if got, want := foundIn(b.doc.marks, all), begun(b, all); !slices.Equal(got, want) {
			t.Fatalf("after %d steps: %v, want %v", i, got, want)
		}
	}
	if len(foundIn(b.doc.marks, all)) == 0 {
		t.Error("nothing is left to be found")
	}
}

// TestRelationIsToldAndFollowed: the note on a curve says type and both ends, r goes there
// and back.
func TestRelationIsToldAndFollowed(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "attacks", Name: "attacks"})
	cs, r, err := b.editor().Link(b.doc.page, "attacks", list[1].ID, list[2].ID)
	if !b.apply(cs, err) {
		t.Fatal(err)
	}
	lines := b.relationLines([]docview.ID{docview.ID(r.ID)})
	if len(lines) != 3 || lines[0] != "attacks · Lina Haddad" || !strings.Contains(lines[1], "stays closed") || !strings.Contains(lines[2], "الميناء") {
		t.Errorf("told %q", lines)
	}
	b.choose(list[0].ID, true)
	b.typed("r")
	if got := b.status.passing.Text(); !strings.Contains(got, "no relations") {
		t.Errorf("said %q", got)
	}
	b.choose(list[1].ID, true)
	b.typed("r")
	if b.active().ID != list[2].ID || b.card.ID() != list[2].ID {
		t.Errorf("r leads to %+v", b.active())
	}
	b.typed("r")
	if b.active().ID != list[1].ID {
		t.Error("r does not lead back")
	}
	b.unlink(r.ID)
	if ok, _ := b.table.byID["relation.next"].Can(); ok {
		t.Error("what is unlinked can still be followed")
	}
}
