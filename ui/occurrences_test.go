package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
)

// rowsNow is the preview as a reader sees it: a tick, the hit, and what is said of it.
func (b *bench) rowsNow() (list []string) {
	for i := range b.occurrences.rows {
		o := &b.occurrences.rows[i]
		box := map[bool]string{true: "x", false: "-"}[o.ticked]
		r := newOccurrenceRow(b.occurrences.panel)
		r.fill(o, false)
		list = append(list, box+" "+o.hit+" "+r.state())
	}
	return list
}

func (b *bench) wantRows(want ...string) {
	b.t.Helper()
	if got := strings.Join(b.rowsNow(), "\n"); got != strings.Join(want, "\n") {
		b.t.Errorf("the preview shows\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// TestMarkAllHits: Alt+Enter lists the hits, Space takes a tick away, Enter marks the rest as
// one step, and undo takes all of them back.
func TestMarkAllHits(t *testing.T) {
	b := findBench(t, talks)
	at := text.Offset(strings.Index(talks, "Union"))
	b.view.Select(text.Span{Start: at - 4, End: at + 5})
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.finder.bar.input.SelectAll()
	b.typed("union")
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt)
	if !b.occurrences.open {
		t.Fatal("there is no preview")
	}
	b.typed("3")
	b.wantRows("- Union marked already", "x UNION not marked", "x union not marked", "x union not marked", "x union not marked", "x Ünion not marked")
	b.key(fyne.KeyHome)
	b.key(fyne.KeyDown)
	b.key(fyne.KeyDown)
	b.typed(" ")
	b.wantRows("- Union marked already", "x UNION not marked", "- union left out by you", "x union not marked", "x union not marked", "x Ünion not marked")
	if got := b.occurrences.panel.stats.Text(); got != "6 hits · 4 ticked · 1 marked already" {
		t.Error(got)
	}
	b.key(fyne.KeyReturn)
	if n := len(b.annotationsNow()); n != 5 || b.occurrences.open {
		t.Errorf("%d annotations", n)
	}
	if title := b.stepTitle("Undo", false); title != "Undo mark 4 as actor" {
		t.Error(title)
	}
	b.undo()
	if n := len(b.annotationsNow()); n != 1 {
		t.Errorf("%d annotations after undo", n)
	}
	b.redo()
	if n := len(b.annotationsNow()); n != 5 {
		t.Errorf("%d annotations after redo", n)
	}
}

// TestTickAll: a ticks all and none; Escape goes back to the bar.
func TestTickAll(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("المجلس")
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt)
	b.typed("a")
	b.wantRows("- المجلس left out by you", "- الـمَجْلِس left out by you", "- المجلس left out by you")
	if !b.occurrences.panel.mark.Disabled() {
		t.Error("nothing could be marked")
	}
	b.typed("a")
	b.wantRows("x المجلس not marked", "x الـمَجْلِس not marked", "x المجلس not marked")
	b.key(fyne.KeyEscape)
	if b.occurrences.open || !b.finder.bar.focused() {
		t.Error("Escape does not lead back to the bar")
	}
}

// TestOccurrencesOfActor: of a mention that names an actor all its names are listed, the
// marks name the actor, and a bare mention gets it.
func TestOccurrencesOfActor(t *testing.T) {
	b := findBench(t, talks)
	union := b.actor(t, "Dockers' Union", "union", "النقابة")
	b.actor(t, "Council", "المجلس", "the council")
	at := text.Offset(strings.Index(talks, "of the union") + len("of the "))
	b.view.Select(text.Span{Start: at, End: at + 5})
	b.typed("3")          // without an actor
	b.key(fyne.KeyEscape) // nobody is said to be meant
	b.view.Select(text.Span{Start: at, End: at + 5})
	b.focusText()
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt)
	o := b.occurrences
	if !o.open || o.sought.entity != union || o.sought.layer != "Actor" || o.sought.title != "“Dockers' Union” and 2 other names" {
		t.Fatalf("%+v", o.sought)
	}
	b.wantRows("x Dockers’ Union not marked", "- union no entity yet", "x النقابة not marked", "x union not marked", "x Ünion not marked")
	b.key(fyne.KeyHome)
	b.key(fyne.KeyDown)
	b.typed(" ")
	b.key(fyne.KeyReturn)
	list := b.annotationsNow()
	if len(list) != 5 {
		t.Errorf("%d annotations", len(list))
	}
	for _, a := range list {
		if v := a.Values("entity"); len(v) != 1 || v[0].Ref != union {
			t.Errorf("%q names %v", a.Quote.Exact, v)
		}
	}
	// once more: all is there
	b.view.Activate(docviewID(list[0].ID), true)
	b.view.Select(text.Span{})
	b.markOccurrences(false)
	for _, r := range b.rowsNow() {
		if !strings.HasSuffix(r, "marked already") {
			t.Error(r)
		}
	}
}

// TestOccurrencesInProject: all documents are read elsewhere, what is marked there already is
// said, and all of it is one step.
func TestOccurrencesInProject(t *testing.T) {
	texts := []string{talks}
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("Talk %d: the union 📌 and the reunion, ü e\u0301.", i))
	}
	b := findBench(t, append(texts, "Nothing of it هنا.")...)
	first := b.doc.id
	b.stepDocument(1)
	at := text.Offset(strings.Index(texts[1], "union"))
	b.view.Select(text.Span{Start: at, End: at + 5})
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	b.openDocument(first)
	at = text.Offset(strings.Index(talks, "union"))
	b.view.Select(text.Span{Start: at + 2, End: at + 2})
	b.view.Activate(docviewID(annotate.ID{}), false)
	at = text.Offset(strings.Index(talks, "the union") + 4)
	b.view.Select(text.Span{Start: at, End: at + 5})
	b.focusText()
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	o := b.occurrences
	o.setLayer("Actor")
	b.until("the documents", func() bool { return !o.busy })
	ticked, already := o.tally()
	if len(o.rows) != 44 || ticked != 43 || already != 1 || o.done != 42 {
		t.Fatalf("%d rows, %d ticked, %d already, %d documents", len(o.rows), ticked, already, o.done)
	}
	b.key(fyne.KeyReturn)
	b.until("the marks", func() bool { return !o.open })
	n := 0
	for _, d := range b.documents().All() {
		n += d.Annotations
	}
	if n != 44 {
		t.Errorf("%d annotations", n)
	}
	b.undo()
	n = 0
	for _, d := range b.documents().All() {
		n += d.Annotations
	}
	if n != 1 {
		t.Errorf("%d annotations after undo", n)
	}
}

// TestOccurrencesStop: Escape stops the reading and keeps what was found.
func TestOccurrencesStop(t *testing.T) {
	b := findBench(t, talks, "union")
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("union")
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	o := b.occurrences
	o.busy = true
	b.key(fyne.KeyEscape)
	if o.busy || !o.open {
		t.Error("it was not stopped")
	}
	b.key(fyne.KeyEscape)
	if o.open {
		t.Error("it was not closed")
	}
}

// TestOccurrenceSides: before an Arabic hit stands what was read before at its right.
func TestOccurrenceSides(t *testing.T) {
	b := findBench(t, talks)
	o := b.occurrences
	o.seek(b.layered(sought{query: searchFor("النقابة")}))
	if len(o.rows) != 1 || !o.rows[0].rightToLeft {
		t.Fatalf("%+v", o.rows)
	}
	r := newOccurrenceRow(o.panel)
	r.Resize(fyne.NewSize(900, 28))
	r.fill(&o.rows[0], false)
	if !strings.HasPrefix(r.right.Text(), "رفض المجلس") || !strings.HasPrefix(r.left.Text(), ". وقال") {
		t.Errorf("%q | %q", r.left.Text(), r.right.Text())
	}
	if o.rows[0].paragraph != 3 {
		t.Errorf("paragraph %d", o.rows[0].paragraph)
	}
	if got := fitEnd("one two three four", wordsWidth("… three four")+1); got != "… three four" {
		t.Error(got)
	}
	if got := fitStart("one two three four", wordsWidth("one two …")+1); got != "one two …" {
		t.Error(got)
	}
}

// TestOccurrencesFollow: what is marked while the preview is open is said there.
func TestOccurrencesFollow(t *testing.T) {
	b := findBench(t, talks)
	b.occurrences.show(b.layered(sought{query: searchFor("union"), layer: "Actor"}))
	cs, _, err := b.editor().Mark(b.doc.page, "Actor", []text.Span{b.occurrences.rows[1].span})
	b.apply(cs, err)
	if b.occurrences.rows[1].standing != edit.Already || b.occurrences.rows[1].ticked {
		t.Errorf("%+v", b.occurrences.rows[1])
	}
}

// TestAmbiguousActor: of two actors with one name none is chosen, and that is said.
func TestAmbiguousActor(t *testing.T) {
	b := findBench(t, talks)
	b.actor(t, "Dockers' Union", "Union")
	b.actor(t, "Customs union", "union")
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("union")
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt)
	if o := b.occurrences; !o.sought.entity.IsZero() || !strings.HasSuffix(o.panel.stats.Text(), "2 actors called so") {
		t.Errorf("%+v: %s", o.sought, o.panel.stats.Text())
	}
	if hits := b.called("UNION"); len(hits) != 2 {
		t.Errorf("%d are called so", len(hits))
	}
}
