package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
)

const interviewed = "An interview 📌\n\nGL: Who rules ü e\u0301 the harbour?\n\nHala: We do 👩\u200d👩\u200d👧.\n\nStill she speaks 𐐀.\n\nGL: And the المجلس?\n\nHala: Nobody."

// turnsNow are the turns of the open document: "GL 18, Hala 51*"; a star: with an actor.
func (b *bench) turnsNow() string {
	var parts []string
	for _, t := range b.doc.page.Document().Turns {
		s := fmt.Sprint(t.Speaker, " ", strings.Count(b.doc.page.Text().String()[:t.Start], "\n\n"))
		if !t.Entity.IsZero() {
			s += "*"
		}
		parts = append(parts, strings.TrimSpace(s))
	}
	return strings.Join(parts, ", ")
}

func (b *bench) caretAt(words string, n int) {
	b.t.Helper()
	s := b.span(words, n)
	b.view.Select(text.Span{Start: s.Start, End: s.Start})
	b.focusText()
	b.caretMoved(s.Start)
}

// Turns of a document of before are recognised by a command, told beside the text and in
// the status bar, and corrected by t: each is one step.
func TestTurnsByKeys(t *testing.T) {
	b := findBench(t, interviewed)
	gil := b.actor(t, "Gil Levy", "Levy")
	b.actor(t, "Hala Mansour", "hala")
	if b.turnsNow() != "" {
		t.Fatal(b.turnsNow())
	}
	b.table.byID["turn.recognise"].do()
	want := func(what, turns string) {
		t.Helper()
		if got := b.turnsNow(); got != turns {
			t.Errorf("%s: %s, not %s", what, got, turns)
		}
	}
	want("recognised", "GL 1, Hala 2*, GL 4, Hala 5*")
	b.caretAt("Still she", 0)
	if got := b.status.parts[3].Text(); got != "Speaker Hala · Hala Mansour" {
		t.Errorf("the status bar says %q", got)
	}
	if name, ok := b.doc.marks.Speaker(b.span("GL: Who", 0)); name != "GL" || !ok {
		t.Errorf("the margin says %q", name)
	}
	if name, ok := b.doc.marks.Speaker(b.span("Still she speaks", 0)); ok {
		t.Errorf("the margin says %q of a paragraph that begins no turn", name)
	}

	b.caretAt("the harbour", 0)
	b.typed("t")
	if !b.covered() {
		t.Fatal("t asks nothing")
	}
	b.typed("levy")
	b.key(fyne.KeyReturn) // the actor of all turns of GL
	want("an actor for all", "GL 1*, Hala 2*, GL 4*, Hala 5*")
	if _, who := b.speakerAt(b.span("And the", 0).Start); who != gil || b.covered() {
		t.Error("it is somebody else, or the card is still open")
	}
	b.undo()
	want("undone", "GL 1, Hala 2*, GL 4, Hala 5*")

	b.caretAt("And the", 0)
	b.typed("t")
	b.key(fyne.KeyF2) // this one only
	b.typed("Lelia")
	b.key(fyne.KeyReturn)
	want("another name for one", "GL 1, Hala 2*, Lelia 4, Hala 5*")

	b.caretAt("Still she", 0)
	b.typed("t")
	b.typed("gl")
	b.key(fyne.KeyReturn)
	want("begun", "GL 1, Hala 2*, GL 3, Lelia 4, Hala 5*")

	row := func(words, name string, at int) {
		t.Helper()
		b.caretAt(words, at)
		b.typed("t")
		c := &turnCard{window: b.Workbench}
		c.find()
		rows := c.offers("")
		if c.now != nil && !rows[0].likely {
			b.key(fyne.KeyReturn) // nothing is in the hand
			if !b.covered() {
				t.Fatal("Enter took something that nobody chose")
			}
			b.key(fyne.KeyDown)
		}
		for _, r := range rows {
			if strings.HasPrefix(r.text, name) {
				b.key(fyne.KeyReturn)
				return
			}
			b.key(fyne.KeyDown)
		}
		t.Fatalf("%q is not offered", name)
	}
	row("Still she", "Nobody speaks", 0)
	want("ended", "GL 1, Hala 2*, 3, Lelia 4, Hala 5*")
	if name, who := b.speakerAt(b.span("speaks 𐐀", 0).Start); name != "" || !who.IsZero() {
		t.Errorf("%q speaks", name)
	}
	row("Nobody.", "Remove", 0)
	want("all of a speaker removed", "GL 1, 3, Lelia 4")
	row("An interview", "Recognise", 0)
	want("all anew", "GL 1, Hala 2*, GL 4, Hala 5*")
	for range 7 {
		b.undo()
	}
	want("all undone", "")
}

// What has turns is not asked again; what has none is, in one step for all documents.
func TestRecogniseAll(t *testing.T) {
	b := findBench(t, interviewed, "No interview ü.", strings.ReplaceAll(interviewed, "GL", "س"))
	b.table.byID["turn.recognise"].do()
	cs, err := b.editor().RemoveTurn(b.doc.page, b.span("GL", 0).Start, true)
	b.apply(cs, err)
	b.recogniseAll()
	b.until("the end", func() bool { return strings.HasPrefix(b.status.passing.Text(), "Turns are recognised") })
	if got := b.status.passing.Text(); got != "Turns are recognised in 1 document" || b.turnsNow() != "Hala 2, Hala 5" {
		t.Errorf("%q, %s", got, b.turnsNow())
	}
	b.undo()
	if got := b.status.passing.Text(); !strings.Contains(got, "recognise turns of 1 document") {
		t.Errorf("%q", got)
	}
}

// At import speakers whom the register knows have their actor.
func TestTurnsFromImport(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	hala := b.actor(t, "Hala Mansour", "Hala")
	dir := t.TempDir()
	write(t, dir+"/talk.txt", interviewed)
	b.importPaths([]string{dir + "/talk.txt"})
	b.until("the drafts", func() bool { return b.covered() && !b.topSheet().Busy() })
	b.key(fyne.KeyReturn)
	turns := b.doc.page.Document().Turns
	if len(turns) != 4 || turns[1].Entity != hala || turns[0].Entity != (annotate.ID{}) {
		t.Errorf("%+v", turns)
	}
}

// The name in the margin says how it is known, and a click opens the card of its turn.
func TestTurnInTheMargin(t *testing.T) {
	b := findBench(t, interviewed)
	b.actor(t, "Gil Levy", "Levy")
	hala := b.actor(t, "Hala Mansour", "hala")
	b.table.byID["turn.recognise"].do()
	line := func(words string) text.Span { return b.doc.page.Text().LineAt(b.span(words, 0).Start) }
	said := func(words string) string {
		i := b.turnOn(line(words))
		if i < 0 {
			return ""
		}
		return strings.Join(b.turnLines(b.doc.page.Document().Turns[i]), " | ")
	}
	for words, want := range map[string]string{
		"GL: Who":        "GL | Recognised by “GL” at the beginning of the line | No actor is called so",
		"Hala: We":       "Hala Mansour | Recognised by “Hala” at the beginning of the line | “Hala” is a name of this actor alone",
		"Still she":      "",
		"An interview 📌": "",
	} {
		if got := said(words); got != want {
			t.Errorf("%q: %q, not %q", words, got, want)
		}
	}
	b.hoveredTurn(line("Hala: We"), fyne.NewPos(40, 200))
	if !b.frame.hover.Visible() {
		t.Error("nothing is shown")
	}
	b.hoveredTurn(text.Span{}, fyne.Position{})
	if b.frame.hover.Visible() {
		t.Error("it stays")
	}
	b.turnChosen(line("Hala: We"))
	if got := b.doc.page.Text().Slice(b.view.Selection()); got != "Hala: We do 👩\u200d👩\u200d👧.\n\nStill she speaks 𐐀." || !b.covered() {
		t.Errorf("selected %q, covered %t", got, b.covered())
	}
	b.key(fyne.KeyEscape)
	cs, err := b.editor().SetSpeaker(b.doc.page, b.span("GL: Who", 0).Start, true, "GL", hala)
	b.apply(cs, err)
	if got, want := said("GL: Who"), "Hala Mansour | Recognised by “GL” at the beginning of the line | Said by hand to be this actor"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestCutWords(t *testing.T) {
	for s, want := range map[string]string{
		"short": "short", "We do not know, he said": "We do not…", "Harbourmasters": "Harbourmast…",
		"قال المجلس إن": "قال المجلس…", "e\u0301 📌 𐐀 Müller wins": "e\u0301 📌 𐐀…", "exactly one two": "exactly one…", "We do, know": "We do, know",
	} {
		if got := cutWords(s, 11); got != want {
			t.Errorf("%q: %q, not %q", s, got, want)
		}
	}
}
