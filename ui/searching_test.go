package ui

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/search"
)

// council is a second document, in Arabic.
const council = "قال المجلس كلمة. 📌 ورفض المجلس مطالب الاتحاد ü e\u0301 𐐀 👩\u200d👩\u200d👧."

// searchFor opens the search of the project and types a question.
func (b *bench) searchFor(question string, statements bool) {
	b.t.Helper()
	b.ctrl(fyne.KeyF, fyne.KeyModifierControl|fyne.KeyModifierShift)
	if !b.searching.open {
		b.t.Fatal("the search is not open")
	}
	if b.searching.panel.Options().Statements != statements {
		b.ctrl(fyne.KeyF, fyne.KeyModifierControl|fyne.KeyModifierShift)
	}
	b.searching.panel.Focus()
	b.typed(question)
	b.until("the answers", func() bool { return !b.searching.busy && b.searching.asked == question })
}

// listed are the rows as a reader sees them.
func (b *bench) listedRows() string {
	var list []string
	for i := range b.searching.Count() {
		r := b.searching.Row(i)
		list = append(list, map[bool]string{true: "x ", false: "- "}[r.Ticked]+r.Title+": "+r.Hit)
	}
	return strings.Join(list, "\n")
}

// agreed waits for the question before a bulk change, and says yes.
func (b *bench) agreed() {
	b.t.Helper()
	b.until("the question", func() bool { return b.covered() && !b.topSheet().Busy() })
	b.key(fyne.KeyReturn)
}

// all are the annotations of every document.
func (b *bench) everywhere() (list []*annotate.Annotation) {
	for _, d := range b.documents().All() {
		some, err := b.project.session.Reader().Annotations(d.ID)
		if err != nil {
			b.t.Fatal(err)
		}
		list = append(list, some...)
	}
	return list
}

// TestSearchTexts: what is typed is found in every text; Enter goes down to the hits and
// into the text, keys go on from there, and Escape leads out.
func TestSearchTexts(t *testing.T) {
	b := findBench(t, talks, council)
	b.searchFor("المجلس", false)
	if n := b.searching.Count(); n < 4 || b.searching.documents < 2 {
		t.Fatalf("%d hits in %d documents:\n%s", n, b.searching.documents, b.listedRows())
	}
	if r := b.searching.Row(b.searching.Count() - 1); !r.RightToLeft {
		t.Errorf("an Arabic hit is drawn from the left: %+v", r)
	}
	b.key(fyne.KeyReturn)
	if b.window.Canvas().Focused() != b.searching.panel.List {
		t.Fatal("Enter does not lead to the hits")
	}
	b.key(fyne.KeyEnd)
	b.key(fyne.KeyReturn)
	last := b.searching.rows[len(b.searching.rows)-1]
	if b.doc.id != last.document || b.view.Selection() != last.span || b.window.Canvas().Focused() != fyne.Focusable(b.view) || !b.searching.open {
		t.Fatalf("Enter does not stand on the hit: %v", b.view.Selection())
	}
	b.ctrl(fyne.KeyF3, fyne.KeyModifierControl|fyne.KeyModifierShift)
	if before := b.searching.rows[len(b.searching.rows)-2]; b.doc.id != before.document || b.view.Selection() != before.span {
		t.Error("Ctrl+Shift+F3 does not go back")
	}
	b.ctrl(fyne.KeyF3, fyne.KeyModifierControl)
	if b.view.Selection() != last.span {
		t.Error("Ctrl+F3 does not go on")
	}
	if got := b.Settings.Now().Searches; len(got) != 1 || got[0].Text != "المجلس" {
		t.Errorf("remembered %+v", got)
	}
	b.key(fyne.KeyEscape) // of the selection
	b.key(fyne.KeyEscape)
	if b.searching.open {
		t.Error("Escape does not close the search")
	}
}

// TestSearchWrong: a pattern that cannot be read is told, and no row is left.
func TestSearchWrong(t *testing.T) {
	b := findBench(t, talks, council)
	b.searchFor("union", false)
	o := b.searching.panel.Options()
	o.Pattern = true
	b.searching.panel.SetOptions(o)
	b.searching.panel.Field.SelectAll()
	b.typed("(a")
	if b.searching.problem == "" || b.searching.Count() != 0 || !b.searching.panel.Field.Invalid {
		t.Errorf("%q, %d rows", b.searching.problem, b.searching.Count())
	}
	b.searching.panel.SetOptions(search.Options{Statements: true})
	b.searching.panel.Field.SelectAll()
	b.typed("stanze:x")
	b.until("the answer", func() bool { return !b.searching.busy })
	if !strings.HasPrefix(b.searching.problem, "There is no slot \"stanze\", at character 1: ") {
		t.Errorf("%q", b.searching.problem)
	}
}

// TestSearchMark: a tick is taken away, m marks the others after a question, as one step
// over all documents.
func TestSearchMark(t *testing.T) {
	b := findBench(t, talks, council)
	b.searchFor("المجلس", false)
	n := b.searching.Count()
	b.key(fyne.KeyReturn)
	b.typed(" ")
	if b.searching.ticked != n-1 || !strings.HasPrefix(b.listedRows(), "- ") {
		t.Fatalf("%d of %d are ticked:\n%s", b.searching.ticked, n, b.listedRows())
	}
	b.typed("3m")
	b.agreed()
	if got := b.everywhere(); len(got) != n-1 || got[0].Layer != "Actor" {
		t.Fatalf("%d annotations, want %d", len(got), n-1)
	}
	if title := b.stepTitle("Undo", false); title != "Undo mark "+grouped(n-1)+" as actor" {
		t.Error(title)
	}
	b.undo()
	if got := b.everywhere(); len(got) != 0 {
		t.Errorf("%d annotations after undo", len(got))
	}
	b.redo()
	if got := b.everywhere(); len(got) != n-1 {
		t.Errorf("%d annotations after redo", len(got))
	}
}

// TestSearchStatements: statements are found by their slots, changed after a question as
// one step, and the list says when it has gone stale.
func TestSearchStatements(t *testing.T) {
	b := findBench(t, talks, council)
	at := text.Offset(strings.Index(talks, "Union"))
	for i := range 3 {
		b.view.Select(text.Span{Start: at + text.Offset(i), End: at + 5})
		b.focusText()
		b.typed("1")
	}
	list := b.everywhere()
	e := b.editor()
	cs, err := e.SetFeature(b.doc.page, list[0].ID, "stance", annotate.Value{Type: annotate.TypeTag, Tag: "against"})
	if !b.apply(cs, err) {
		t.Fatal("stance")
	}
	b.searchFor("layer:claim -stance:against", true)
	if n := b.searching.Count(); n != 2 {
		t.Fatalf("%d statements:\n%s", n, b.listedRows())
	}
	b.searching.panel.FocusList()
	b.typed("c") // the menu of what can be done
	b.chooseRow("Set stance…")
	b.chooseRow("favor")
	b.agreed()
	b.until("the answers anew", func() bool { return !b.searching.busy && b.searching.Count() == 2 })
	count := func(tag annotate.TagID) (n int) {
		for _, a := range b.everywhere() {
			if v := a.Values("stance"); len(v) == 1 && v[0].Tag == tag {
				n++
			}
		}
		return n
	}
	if count("favor") != 2 || count("against") != 1 {
		t.Fatalf("%d in favor, %d against", count("favor"), count("against"))
	}
	if title := b.stepTitle("Undo", false); title != "Undo set stance to favor in 2 annotations" {
		t.Error(title)
	}
	b.undo()
	if count("favor") != 0 || !b.searching.stale {
		t.Errorf("after undo %d are in favor, stale: %v", count("favor"), b.searching.stale)
	}
	b.searching.panel.Focus()
	b.key(fyne.KeyReturn)
	b.until("the answers anew", func() bool { return !b.searching.busy && b.searching.Count() == 2 })
	b.searching.change("Delete", e.DeleteThem())
	b.agreed()
	if got := b.everywhere(); len(got) != 1 {
		t.Errorf("%d annotations are left", len(got))
	}
	b.undo()
	if got := b.everywhere(); len(got) != 3 {
		t.Errorf("%d annotations after undo", len(got))
	}
}

// TestSearchRecodeByKeys: the menu of what can be done comes with its first row in hand, and so
// do those after it; statements get another tag without a pointer, and one undo takes all back.
func TestSearchRecodeByKeys(t *testing.T) {
	b := findBench(t, talks, council)
	at := text.Offset(strings.Index(talks, "Union"))
	for i := range 2 {
		b.view.Select(text.Span{Start: at + text.Offset(i), End: at + 5})
		b.focusText()
		b.typed("1")
		b.setValues(b.active().ID, "stance", []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}})
	}
	b.searchFor("stance:against", true)
	b.key(fyne.KeyReturn)
	b.typed("c")
	b.until("the menu", b.inMenu)
	b.key(fyne.KeyReturn) // its first row: a slot, whose values come
	b.until("the menu of the slot", b.inMenu)
	b.key(fyne.KeyEscape)
	b.typed("cr")
	b.until("the tags", b.inMenu)
	b.typed("against")
	b.key(fyne.KeyReturn)
	b.until("the other tags", b.inMenu)
	b.key(fyne.KeyReturn) // the first of them, under the head that says what is replaced
	b.agreed()
	stances := func() (list []string) {
		for _, a := range b.everywhere() {
			list = append(list, string(a.Values("stance")[0].Tag))
		}
		return list
	}
	b.until("the other tag", func() bool { return stances()[0] != "against" })
	now := strings.Join(stances(), " ")
	if now != "favor favor" {
		t.Fatal(now)
	}
	b.undo()
	if got := strings.Join(stances(), " "); got != "against against" {
		t.Errorf("after one undo %s", got)
	}
	b.redo()
	if got := strings.Join(stances(), " "); got != now {
		t.Errorf("after redo %s", got)
	}
}

// TestSearchTakes: what goes with statements that are moved to a layer without their slots
// is counted for the question, and the key that the menu shows for deleting works.
func TestSearchTakes(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}})
	b.setValues(list[1].ID, "stance", []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}})
	cs, _, err := b.editor().Link(b.doc.page, "supports", list[1].ID, list[2].ID)
	if !b.apply(cs, err) {
		t.Fatal("no link")
	}
	e := b.editor()
	for _, c := range []struct {
		bulk edit.Bulk
		want string
	}{
		{e.MoveTo("Actor"), "1 value that has no slot there and 1 relation go with it."},
		{e.SetValues("stance"), ""},
		{e.DeleteThem(), "1 relation goes with it."},
	} {
		cs, _, err := e.Bulk(b.doc.page, c.bulk, []annotate.ID{list[1].ID})
		if err != nil {
			t.Fatal(err)
		}
		if got := takenBy(&cs).String(); got != c.want {
			t.Errorf("%s: %q, want %q", cs.Label, got, c.want)
		}
	}
	b.searchFor("stance:against", true)
	b.key(fyne.KeyReturn)
	b.typed("c")
	b.until("the menu", b.inMenu)
	b.key(fyne.KeyBackspace)
	b.agreed()
	b.until("the end", func() bool { return len(b.everywhere()) == 2 })
	b.undo()
	if len(b.everywhere()) != 3 || len(relationsOf(b)) != 1 {
		t.Errorf("after one undo %d annotations, %d relations", len(b.everywhere()), len(relationsOf(b)))
	}
}

// inMenu reports whether a menu has the keyboard.
func (b *bench) inMenu() bool {
	_, ok := b.window.Canvas().Focused().(*control.Menu)
	return ok
}

// chooseRow chooses a row of the menu that comes.
func (b *bench) chooseRow(name string) {
	b.t.Helper()
	var p *control.Menu
	b.until("the row "+name, func() bool {
		p, _ = b.window.Canvas().Focused().(*control.Menu)
		return p != nil && p.Hold(name)
	})
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// TestSearchSort: by title, by title backwards, and as the documents came.
func TestSearchSort(t *testing.T) {
	b := findBench(t, talks, council)
	b.searchFor("a", false)
	came := b.listedRows()
	b.searching.sort(search.ByTitle, false)
	up := b.searching.Row(0).Title
	b.searching.sort(search.ByTitle, true)
	down := b.searching.Row(0).Title
	b.searching.sort(search.ByDocument, false)
	if up > down || b.listedRows() != came {
		t.Errorf("%q, %q\n%s\nwant\n%s", up, down, b.listedRows(), came)
	}
}

// TestSearchExport: all rows are written, with offsets in code points.
func TestSearchExport(t *testing.T) {
	b := findBench(t, talks, council)
	b.searchFor("المجلس", false)
	path := filepath.Join(t.TempDir(), "hits ü.csv")
	b.searching.exportTo(path)
	b.until("the export", func() bool { return !b.covered() })
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != b.searching.Count()+1 || rows[0][0] != "document" || rows[1][6] != b.searching.Row(0).Hit {
		t.Errorf("%v, %q", err, rows)
	}
}
