package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
)

// TestActors: “@” lists actors by any of their spellings with the number of places; Enter
// goes to the next one, F3 on, through all documents and round.
func TestActors(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.until("the index", func() bool { return b.index() != nil })
	union := b.actor(t, "Union of dockers", "نقابة")
	b.actor(t, "Harbour office 📌")
	first := b.doc.id
	for range 2 {
		for _, at := range []text.Offset{0, 4} {
			b.view.Select(text.Span{Start: at, End: at + 3})
			if b.doc.id != first {
				b.view.Select(b.doc.page.Text().WordAt(at * 4))
			}
			b.typed("3")
			b.key(fyne.KeyEscape) // nobody is said to be meant
			b.setValues(b.active().ID, "entity", []annotate.Value{{Type: annotate.TypeEntity, Ref: union}})
		}
		b.stepDocument(1)
	}
	hits := b.actorHits("")
	if len(hits) != 2 || hits[0].note != "4 places" || hits[1].note != "named nowhere" {
		t.Fatalf("%+v", hits)
	}
	if hits := b.actorHits("نقا"); len(hits) != 1 || !strings.HasSuffix(hits[0].note, "· 4 places") || !strings.Contains(hits[0].note, "نقابة") {
		t.Errorf("by another spelling: %+v", hits)
	}
	b.openDocument(first)
	b.view.Activate(docviewID(annotate.ID{}), false)
	b.view.Select(text.Span{})
	b.openPalette("@")
	b.typed("dock")
	b.key(fyne.KeyReturn)
	seen := map[annotate.ID]int{b.active().ID: 1}
	if b.doc.id != first || b.active().Span().Start != 0 {
		t.Errorf("went to %v", b.active().Span())
	}
	for range 4 {
		b.key(fyne.KeyF3)
		seen[b.active().ID]++
	}
	if len(seen) != 4 || b.doc.id != first || b.active().Span().Start != 0 {
		t.Errorf("%d places seen, now at %v", len(seen), b.active().Span())
	}
	if offers := b.likely(b.mustEntities(t)); offers[0].Entity.ID != union {
		t.Errorf("%s is offered first", offers[0].Entity.Name)
	}
}

// actor adds an actor with other spellings.
func (b *bench) actor(t *testing.T, name string, also ...string) annotate.ID {
	t.Helper()
	cs, e, err := b.editor().AddEntity(name, "", aliases(strings.Join(also, ","))...)
	if err != nil || !b.apply(cs, nil) {
		t.Fatal(err)
	}
	return e.ID
}

func (b *bench) mustEntities(t *testing.T) []*annotate.Entity {
	t.Helper()
	all, err := b.project.session.Entities()
	if err != nil {
		t.Fatal(err)
	}
	return all
}
