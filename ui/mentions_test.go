package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
)

// named waits until the names of the register are known, as it is now.
func (b *bench) named() {
	b.t.Helper()
	b.until("the names", func() bool { return b.naming.known() && !b.naming.works && len(b.naming.changes) == 0 })
}

// Names that nobody marked count too, as far as nobody marked them otherwise; of words
// that are a name of several all are told.
func TestNearbyNames(t *testing.T) {
	b := findBench(t, talks)
	a, c := b.actor(t, "Dockers' Union", "union", "النقابة"), b.actor(t, "Council", "المجلس", "ünion")
	b.named()
	b.mention("UNION", 0, a)
	if got, want := b.near(b.span("chair", 0), 5), "Dockers' Union 0*, Council 8?"; got != want {
		t.Errorf("near the chair: %s, not %s", got, want)
	}
	if got, want := b.near(b.span("مطالب", 0), 5), "Council 0, Dockers' Union 0"; got != want {
		t.Errorf("near the demands: %s, not %s", got, want)
	}
	runs := b.naming.runs
	b.mention("Müller", 0, c)
	b.undo()
	if b.naming.runs != runs {
		t.Error("a mark has the names looked for anew")
	}
	b.actor(t, "Quay", "demands|مطالب")
	b.actor(t, "Customs", "مطالب")
	b.named()
	if got, want := b.near(b.span("مطالب", 0), 1), "Customs 0"; got != want {
		t.Errorf("after the register changed: %s, not %s", got, want)
	}
}

// A mention that was just made has the card ask at once, whether or not somebody is called
// by its words; Enter takes who is proposed, and of nobody goes back to the text.
func TestMentionOffersItsActor(t *testing.T) {
	b := findBench(t, talks)
	union := b.actor(t, "Dockers' Union", "union")
	b.named()
	b.view.Select(b.span("Müller", 0))
	b.typed("3")
	if b.window.Canvas().Focused() == fyne.Focusable(b.view) {
		t.Fatal("the card does not ask who Müller is")
	}
	b.key(fyne.KeyReturn)
	if b.window.Canvas().Focused() != fyne.Focusable(b.view) || len(b.active().Values("entity")) != 0 {
		t.Fatal("Enter took somebody whom nobody proposed, or did not lead back to the text")
	}
	b.view.Select(b.span("union", 1))
	b.typed("3")
	if b.window.Canvas().Focused() == fyne.Focusable(b.view) {
		t.Fatal("the card does not ask")
	}
	if v := b.active().Values("entity"); len(v) != 0 {
		t.Fatal("an actor was decided on", v)
	}
	b.key(fyne.KeyReturn)
	if v := b.active().Values("entity"); len(v) != 1 || v[0].Ref != union {
		t.Errorf("Enter took %v", v)
	}
}

// v and V go through the mentions that name nobody, through all documents and round.
func TestUnnamedMentions(t *testing.T) {
	b := findBench(t, talks, "Another ü 📌 text by the union.", "A third e\u0301.")
	union := b.actor(t, "Dockers' Union")
	b.until("the index", func() bool { return b.index() != nil })
	b.mention("union", 0, annotate.ID{})
	b.mention("Müller", 0, union)
	b.mention("النقابة", 0, annotate.ID{})
	first := b.doc.id
	b.stepDocument(1)
	b.mention("union", 0, annotate.ID{})
	second := b.doc.id
	b.openDocument(first)
	b.choose(annotate.ID{}, false)
	b.view.Select(text.Span{})
	at := func(when, quote string, document annotate.ID) {
		t.Helper()
		if a := b.active(); a == nil || a.Quote.Exact != quote || b.doc.id != document {
			t.Fatalf("%s: %+v", when, a)
		}
		if b.window.Canvas().Focused() == fyne.Focusable(b.view) {
			t.Errorf("%s: the slot does not have the keyboard", when)
		}
		b.focusText()
	}
	b.focusText()
	b.typed("v")
	at("the first", "union", first)
	b.typed("v")
	at("the next, past one that names somebody", "النقابة", first)
	b.typed("v")
	at("in the next document", "union", second)
	b.typed("V")
	at("back", "النقابة", first)
	b.typed("v")
	at("again", "union", second)
	b.typed("v")
	at("round", "union", first)
	b.typed("V")
	at("round backwards", "union", second)
	if got := b.status.passing.Text(); got != "3 mentions without an actor" {
		t.Errorf("said %q", got)
	}
}

// j goes from name to name that nobody marked, y marks it and goes on; of two actors a
// person chooses.
func TestNamesNotMarked(t *testing.T) {
	b := findBench(t, talks)
	union := b.actor(t, "Dockers' Union", "union", "النقابة")
	council := b.actor(t, "Council", "المجلس", "ünion")
	b.named()
	b.mention("UNION", 0, union)
	b.choose(annotate.ID{}, false)
	b.view.Select(text.Span{})
	b.focusText()
	selected := func(want string) {
		t.Helper()
		if got := b.doc.page.Text().Slice(b.view.Selection()); got != want {
			t.Fatalf("%q is selected, not %q", got, want)
		}
	}
	b.typed("j")
	selected("Dockers’ Union")
	b.typed("y") // one actor is called so
	selected("union")
	if got := b.status.passing.Text(); !strings.HasPrefix(got, "“Dockers' Union” or “Council”") {
		t.Errorf("said %q", got)
	}
	b.typed("y")
	if !b.covered() {
		t.Fatal("of two actors one was decided on")
	}
	b.typed("2")
	selected("المجلس")
	b.typed("j")
	selected("النقابة")
	b.typed("J")
	selected("المجلس")
	b.typed("y")
	var told []string
	for _, a := range b.annotationsNow() {
		if v := a.Values("entity"); len(v) == 1 {
			told = append(told, a.Quote.Exact+map[annotate.ID]string{union: "=U", council: "=C"}[v[0].Ref])
		}
	}
	if got := strings.Join(told, " "); got != "Dockers’ Union=U UNION=U union=C المجلس=C" {
		t.Errorf("marked %s", got)
	}
	b.undo()
	if n := len(b.annotationsNow()); n != 3 {
		t.Errorf("%d marks after one undo", n)
	}
}

// All names of the register come in one preview and are marked in one step, each as its
// own actor; names of several are left to the person.
func TestMarkRegister(t *testing.T) {
	b := findBench(t, talks)
	union := b.actor(t, "Dockers' Union", "النقابة")
	council := b.actor(t, "Council", "المجلس")
	b.actor(t, "Somebody", "union")
	b.actor(t, "Somebody else", "union")
	b.named()
	b.mention("المجلس", 0, council)
	b.table.byID["mention.all"].do()
	b.wantRows("x Dockers’ Union as Union", "- UNION one of 2 actors", "- union one of 2 actors", "- المجلس marked already",
		"x النقابة as Union", "x الـمَجْلِس as Council", "x المجلس as Council", "- union one of 2 actors", "- Ünion one of 2 actors")
	b.key(fyne.KeyReturn)
	n := 0
	for _, a := range b.annotationsNow() {
		if v := a.Values("entity"); len(v) == 1 && (v[0].Ref == union || v[0].Ref == council) {
			n++
		}
	}
	if n != 5 || len(b.annotationsNow()) != 5 {
		t.Errorf("%d of %d marks name one of the two", n, len(b.annotationsNow()))
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo mark 4 as actor" {
		t.Errorf("%q", got)
	}
	b.undo()
	if len(b.annotationsNow()) != 1 {
		t.Error("it was not one step")
	}
}
