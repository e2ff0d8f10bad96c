package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/search"
	"parley/annotate/text"
	"parley/storage/memory"
)

// talks is a text with an actor under several names, in two scripts.
const talks = "The Dockers’ Union closed the port. 📌 The UNION’s chair, Müller, said so e\u0301.\n\nA reunion of the union 👩\u200d👩\u200d👧 with 𐐀.\n\nرفض المجلس مطالب النقابة. وقال الـمَجْلِس إن الأرصفة ليست آمنة، والمجلس قال.\n\nThe customs union and Ünion."

// findBench is a window over documents with these texts, the first one open.
func findBench(t *testing.T, texts ...string) *bench {
	t.Helper()
	b := newBench(t)
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Talks"}, schema())
	var drafts []edit.Draft
	for i, s := range texts {
		drafts = append(drafts, draft("Talk "+grouped(i+1), s))
	}
	e := edit.Editor{Schema: schema(), Now: b.Origin.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(drafts...)
	if _, err := store.Commit(&cs); err != nil {
		t.Fatal(err)
	}
	b.files.store[projectPath] = &kept{Store: store}
	b.enterNow()
	return b
}

func (b *bench) ctrl(name fyne.KeyName, m fyne.KeyModifier) {
	b.shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: m})
}

// hits are the words that are found.
func (b *bench) hits() (list []string) {
	for _, s := range b.finder.spans {
		list = append(list, b.doc.page.Text().Slice(s))
	}
	return list
}

func (b *bench) wantHits(want string) {
	b.t.Helper()
	if got := strings.Join(b.hits(), " "); got != want {
		b.t.Errorf("found %q, want %q", got, want)
	}
}

// TestFind: hits come as one types, the options change what they are, and nothing that is
// typed in the bar marks anything.
func TestFind(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	if !b.finder.open || !b.finder.bar.focused() {
		t.Fatal("Ctrl+F does not open the bar")
	}
	b.typed("uni")
	b.wantHits("Uni UNI uni uni uni Üni")
	b.typed("on")
	b.wantHits("Union UNION union union union Ünion")
	b.ctrl(fyne.KeyW, fyne.KeyModifierAlt)
	b.wantHits("Union union union Ünion")
	b.ctrl(fyne.KeyA, fyne.KeyModifierAlt)
	b.wantHits("Union union union")
	b.ctrl(fyne.KeyC, fyne.KeyModifierAlt)
	b.wantHits("union union")
	b.ctrl(fyne.KeyW, fyne.KeyModifierAlt)
	b.wantHits("union union union")
	b.typed("1 3 n")
	if n := len(b.annotationsNow()); n != 0 {
		t.Errorf("typing in the bar made %d annotations", n)
	}
	if got := b.finder.query.Text; got != "union1 3 n" {
		t.Errorf("it looks for %q", got)
	}
}

// TestFindFromTheCaret: what is typed is looked for from where the bar was opened, whatever
// was found by the words of last time or by the first letters; from a hit one went to on.
func TestFindFromTheCaret(t *testing.T) {
	b := findBench(t, talks)
	at := func(want int) {
		t.Helper()
		if b.finder.at != want {
			t.Errorf("%q stands on %d of %q, want %d", b.finder.query.Text, b.finder.at, b.hits(), want)
		}
	}
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("reunion")
	at(0)
	b.key(fyne.KeyEscape)
	b.ctrl(fyne.KeyHome, fyne.KeyModifierControl)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("union")
	at(0)
	for range "ion" {
		b.key(fyne.KeyBackspace)
	}
	b.key(fyne.KeyF3) // to UN
	b.key(fyne.KeyF3)
	b.typed("ion of")
	at(0) // on from there, round: the first of one
	for range " of" {
		b.key(fyne.KeyBackspace)
	}
	at(2)
}

// TestFindSteps: Enter and F3 go on, with Shift back, round and round; Escape selects the
// hit, and a layer's key marks it.
func TestFindSteps(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("union")
	var seen []int
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyF3, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn} {
		b.key(k)
		seen = append(seen, b.finder.at)
	}
	if got, want := seen, []int{1, 2, 3, 2, 3}; !equal(got, want) {
		t.Errorf("stood on %v, want %v", got, want)
	}
	b.finder.step(false)
	if b.finder.at != 2 {
		t.Errorf("back at %d", b.finder.at)
	}
	b.key(fyne.KeyEscape)
	if b.finder.open || b.window.Canvas().Focused() != b.view {
		t.Fatal("Escape does not lead to the text")
	}
	words := func() string { return b.doc.page.Text().Slice(b.view.Selection()) }
	if words() != "union" || b.view.Selection() != b.finder.spans[2] {
		t.Fatalf("selected is %q at %v", words(), b.view.Selection())
	}
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	if a := b.active(); a == nil || a.Layer != "Actor" || a.Quote.Exact != "union" {
		t.Errorf("marked %+v", a)
	}
	b.key(fyne.KeyF3) // without the bar
	if words() != "union" || b.view.Selection() != b.finder.spans[3] {
		t.Errorf("F3 selects %q at %v", words(), b.view.Selection())
	}
	b.view.Select(text.Span{Start: b.finder.spans[5].Start, End: b.finder.spans[5].End})
	b.key(fyne.KeyF3)
	if b.view.Selection() != b.finder.spans[0] {
		t.Errorf("after the last comes %v", b.view.Selection())
	}
}

func equal(a, b []int) bool {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// TestFindSeed: the selection is looked for, and without one what was looked for last; in
// another document, too.
func TestFindSeed(t *testing.T) {
	b := findBench(t, talks, "Another union.")
	at := text.Offset(strings.Index(talks, "Müller"))
	b.view.Select(text.Span{Start: at, End: at + text.Offset(len("Müller"))})
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.wantHits("Müller")
	b.typed("union") // in its place
	b.key(fyne.KeyEscape)
	b.view.Select(text.Span{})
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	if got := b.finder.bar.input.Text(); got != "union" {
		t.Errorf("looked for is %q", got)
	}
	b.stepDocument(1)
	b.wantHits("union")
}

// TestFindArabic: the forms of letters are folded unless they are to count.
func TestFindArabic(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("المجلس")
	b.wantHits("المجلس الـمَجْلِس المجلس")
	b.ctrl(fyne.KeyA, fyne.KeyModifierAlt)
	b.wantHits("المجلس المجلس")
}

// TestFindPattern: what is wrong with a pattern is said as a sentence, with the place.
func TestFindPattern(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.ctrl(fyne.KeyP, fyne.KeyModifierAlt)
	b.typed("m.ller|(")
	if got, want := b.status.passing.Text(), "The pattern cannot be read: a ( is not closed, at character 8."; got != want || !b.finder.bar.input.Invalid {
		t.Errorf("said %q, want %q", got, want)
	}
	b.key(fyne.KeyBackspace)
	b.key(fyne.KeyBackspace)
	b.wantHits("Müller")
	if got := b.status.passing.Text(); got != "" || b.finder.bar.input.Invalid {
		t.Errorf("still said: %q", got)
	}
}

// TestFindLong: a long text is searched elsewhere; the hits where the reader is come first,
// and what was typed before is forgotten.
func TestFindLong(t *testing.T) {
	b := findBench(t, strings.Repeat(talks+"\n", 3000))
	b.view.Select(text.Span{Start: 500_000, End: 500_000})
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("reunion")
	b.until("the hits", func() bool { return b.finder.whole && b.finder.document != nil })
	if n := len(b.finder.spans); n != 3000 {
		t.Errorf("%d hits", n)
	}
	if s, ok := b.finder.current(); !ok || s.Start < 500_000 || s.Start > 500_000+text.Offset(len(talks))+9 {
		t.Errorf("stands on %v", s)
	}
	b.finder.step(false)
	if s, _ := b.finder.current(); s.Start >= 500_000 {
		t.Errorf("the one before is %v", s)
	}
}

// TestF3: after a search F3 goes through its hits, after an actor was followed through the
// actor's places.
func TestF3(t *testing.T) {
	b := findBench(t, talks)
	if b.follows() || b.nextTitle() != "Next hit" {
		t.Error("somebody is followed")
	}
	b.project.followed = annotate.NewID()
	if !b.follows() {
		t.Error("nobody is followed")
	}
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	if b.follows() {
		t.Error("a search does not take F3 over")
	}
}

func searchFor(s string) search.Query { return search.Query{Text: s, Fold: search.Loose} }

// TestFindLeave: Escape in the text closes the bar and stays where the reader is; closing the
// project closes it, too, and what was looked for is kept.
func TestFindLeave(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.typed("union")
	b.focusText()
	b.view.Select(text.Span{Start: 3, End: 3})
	b.key(fyne.KeyEscape)
	if b.finder.open || b.view.Selection() != (text.Span{Start: 3, End: 3}) {
		t.Errorf("open %v, at %v", b.finder.open, b.view.Selection())
	}
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	b.ctrl(fyne.KeyReturn, fyne.KeyModifierAlt)
	b.leaveProject()
	if b.finder.open || b.occurrences.open || b.finder.query.Text != "union" {
		t.Errorf("open %v and %v", b.finder.open, b.occurrences.open)
	}
}

// TestFindBarNarrow: what is looked for is legible in the smallest window; a box that has no
// room is left to its key, and the input says what it does.
func TestFindBarNarrow(t *testing.T) {
	b := findBench(t, talks)
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl)
	bar := b.finder.bar
	b.ctrl(fyne.KeyP, fyne.KeyModifierAlt)
	for _, width := range []float32{560, 652, 760, 908, 1400} {
		bar.Resize(fyne.NewSize(width, findBarHeight))
		if bar.input.Size().Width < leastFind {
			t.Errorf("at %v the input is %v wide", width, bar.input.Size().Width)
		}
		end := float32(0)
		for _, c := range bar.choices() {
			if c.Visible() {
				end = max(end, c.Position().X+c.Size().Width)
			}
		}
		if end > bar.all.Position().X {
			t.Errorf("at %v a box ends at %v, over what begins at %v", width, end, bar.all.Position().X)
		}
		if got, want := bar.unseen() == "pattern · ", !bar.pattern.Visible(); got != want {
			t.Errorf("at %v: says of the pattern %v, want %v", width, got, want)
		}
	}
}
