package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/text"
	"parley/ui/codebook"
	"parley/ui/dialog"
)

// inCodebook is the window of the schema over a project whose claims say a stance.
type inCodebook struct {
	*bench
	c *codebookWindow
}

func newCodebook(t *testing.T) *inCodebook {
	t.Helper()
	b := newBench(t)
	b.enterNow()
	b.settle(b.project)
	b.until("the index", func() bool { return b.index() != nil })
	b.typed("1")
	a := b.active()
	if a == nil {
		t.Fatal("nothing is marked")
	}
	b.setValues(a.ID, "stance", []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}})
	b.openCodebook(codebook.Place{})
	c := b.codebook()
	if c == nil {
		t.Fatal("the window is not open")
	}
	return &inCodebook{b, c}
}

// press presses a key as its cap says, on what has the keyboard or lies on top, when nothing
// is being done any more.
func (x *inCodebook) press(cap string) {
	x.t.Helper()
	x.until("the card to go", func() bool { top := dialog.Top(x.c.win.Canvas()); return top == nil || !top.Busy() })
	k, ok := parseKey(cap)
	canvas := x.c.win.Canvas()
	switch s := k.shortcut(); {
	case !ok:
		x.t.Fatalf("no key %q", cap)
	case s != nil:
		x.c.typedShortcut(s)
	case k.char != 0:
		if f := canvas.Focused(); f != nil {
			f.TypedRune(k.char)
		} else {
			canvas.OnTypedRune()(k.char)
		}
	case canvas.Focused() != nil:
		canvas.Focused().TypedKey(&fyne.KeyEvent{Name: k.name})
	default:
		canvas.OnTypedKey()(&fyne.KeyEvent{Name: k.name})
	}
}

func (x *inCodebook) write(s string) {
	for _, r := range s {
		x.c.win.Canvas().Focused().TypedRune(r)
	}
}

func (x *inCodebook) asked() bool {
	top := dialog.Top(x.c.win.Canvas())
	return top != nil && !top.Busy()
}

func (x *inCodebook) schema() *annotate.Schema { return x.project.session.Schema() }

func (x *inCodebook) stance() string {
	a := x.active()
	if a == nil || len(a.Values("stance")) == 0 {
		return "unset"
	}
	return string(a.Values("stance")[0].Tag)
}

// TestCodebookMerge: a tag that is used is deleted by keys, its annotation goes to another
// one, and one undo brings both back.
func TestCodebookMerge(t *testing.T) {
	x := newCodebook(t)
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
	version := x.schema().Version
	x.press("Del")
	x.until("the question", x.asked)
	if x.schema().Version != version || x.stance() != "favor" {
		t.Fatal("something was done before it was answered")
	}
	x.press("↑") // merge, as retiring stands first
	x.press("↵")
	x.until("the choice", x.asked)
	x.write("aga")
	x.press("↵")
	x.press("↵")
	x.until("the end", func() bool { return x.stance() == "against" })
	if x.schema().Tagset("stance").Tag("favor") != nil {
		t.Error("the tag is still there")
	}
	x.press("Ctrl+Z")
	if x.stance() != "favor" || x.schema().Tagset("stance").Tag("favor") == nil {
		t.Errorf("after one undo the stance is %s", x.stance())
	}
	x.press("Ctrl+Y")
	if x.stance() != "against" {
		t.Error("it is not done again")
	}
}

// TestCodebookUnused: what nobody has goes at once.
func TestCodebookUnused(t *testing.T) {
	x := newCodebook(t)
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "against"})
	x.press("Del")
	if x.asked() || x.schema().Tagset("stance").Tag("against") != nil {
		t.Error("it is asked, or nothing was done")
	}
}

// TestCodebookRecheck: a deleted tag can stay retired with a work list, which leads to the
// text and is cleared by a key.
func TestCodebookRecheck(t *testing.T) {
	x := newCodebook(t)
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
	x.press("Del")
	x.until("the question", x.asked)
	x.press("↓")
	x.press("↵")
	x.until("the work list", func() bool { return len(x.c.marked) == 1 })
	if g := x.schema().Tagset("stance").Tag("favor"); g == nil || !g.Retired || x.stance() != "favor" {
		t.Errorf("tag %v, stance %s", g, x.stance())
	}
	x.choose(annotate.ID{}, false)
	x.press("Ctrl+J")
	x.press("↵")
	if x.active() == nil {
		t.Error("Enter does not lead to the text")
	}
	x.c.editor.Go(codebook.Place{Section: codebook.InRecheck, Part: x.c.marked[0].Annotation.String()})
	x.press("k")
	if x.active().Recheck != "" || len(x.c.marked) != 0 {
		t.Errorf("still to be rechecked: %q, %d listed", x.active().Recheck, len(x.c.marked))
	}
}

// TestCodebookImport: another schema takes the place of the one in force; what annotations
// have and it has not is asked. What was exported reads back the same.
func TestCodebookImport(t *testing.T) {
	x := newCodebook(t)
	dir := t.TempDir()
	same := filepath.Join(dir, "same ü.json")
	x.c.exportSchema(same)
	x.c.importSchema(same)
	if got := x.c.bar.passing.Text(); got != "It is the schema in force" {
		t.Errorf("said %q", got)
	}
	next := *x.schema()
	next.Tagsets = []annotate.Tagset{{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "against", Name: "against"}, {ID: "new", Name: "الموانئ 📌 𐐀 e\u0301"}}}}
	var b bytes.Buffer
	if err := parley.WriteSchema(&b, &next); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "next.json")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	x.c.importSchema(path)
	x.until("the question", x.asked)
	x.press("↓")
	x.press("↓")
	x.press("↵")
	x.until("the end", func() bool { return x.schema().Tagset("stance").Tag("new") != nil })
	if x.stance() != "unset" {
		t.Errorf("the stance is %s", x.stance())
	}
	x.press("Ctrl+Z")
	if x.stance() != "favor" || x.schema().Tagset("stance").Tag("new") != nil {
		t.Errorf("after one undo the stance is %s", x.stance())
	}
	x.c.importSchema(filepath.Join(dir, "none.json"))
	if !x.asked() {
		t.Error("nothing is said of a file that is not there")
	}
}

// TestCodebookExample: what is selected in the main window becomes an example, which leads
// back to its words.
func TestCodebookExample(t *testing.T) {
	x := newCodebook(t)
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
	i := strings.Index(nasty, "📌 the")
	x.view.Select(spanOf(i, i+len("📌 the 👩‍👩‍👧 harbour")))
	x.press("Ctrl+L")
	g := x.schema().Tagset("stance").Tag("favor")
	if len(g.Examples) != 1 || g.Examples[0].Text != "📌 the 👩‍👩‍👧 harbour" || g.Examples[0].Document != x.doc.id {
		t.Fatalf("examples %+v", g.Examples)
	}
	x.view.Select(spanOf(0, 3))
	x.c.editor.OnExampleAt(g.Examples[0])
	if got := x.view.Selection(); int(got.Start) != i {
		t.Errorf("it leads to %v", got)
	}
}

func spanOf(from, to int) text.Span { return text.Span{Start: text.Offset(from), End: text.Offset(to)} }

// TestDefinition: F1 shows what the tag of the active annotation means beside the text,
// which keeps the keyboard; F1 or Escape takes it away.
func TestDefinition(t *testing.T) {
	x := newCodebook(t)
	x.c.close()
	d := x.frame.definition
	x.bench.key(fyne.KeyF1)
	set, tag := d.Tag()
	if !d.open || set != "stance" || tag != "favor" || x.covered() {
		t.Fatalf("open %v: %s %s", d.open, set, tag)
	}
	if d.Size().Width < 200 || d.Size().Height < 60 {
		t.Errorf("it is %v", d.Size())
	}
	x.bench.key(fyne.KeyF1)
	if d.open {
		t.Error("F1 does not close it")
	}
	x.bench.key(fyne.KeyF1)
	x.bench.key(fyne.KeyEscape)
	if d.open {
		t.Error("Escape does not close it")
	}
}

// TestCodebookUses: what has a tag goes to the work list, or to another tag, while the tag
// stays as it is.
func TestCodebookUses(t *testing.T) {
	x := newCodebook(t)
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
	x.press("Ctrl+U")
	x.press("↵")
	x.until("the work list", func() bool { return len(x.c.marked) == 1 })
	if x.active().Recheck == "" || x.stance() != "favor" {
		t.Errorf("recheck %q, stance %s", x.active().Recheck, x.stance())
	}
	x.press("Ctrl+U")
	x.press("↓")
	x.press("↵")
	x.write("against")
	x.press("↵")
	x.press("↵")
	x.until("the other tag", func() bool { return x.stance() == "against" })
	if g := x.schema().Tagset("stance").Tag("favor"); g == nil || g.Retired {
		t.Errorf("the tag is %v", g)
	}
	x.press("Ctrl+Z")
	x.press("Ctrl+Z")
	if x.active().Recheck != "" || x.stance() != "favor" {
		t.Errorf("after two undos: recheck %q, stance %s", x.active().Recheck, x.stance())
	}
}

// TestCodebookSeveral: what goes in several places is asked of each; Tab leads from one to
// the next, and a letter answers all alike.
func TestCodebookSeveral(t *testing.T) {
	x := newCodebook(t)
	a := x.active()
	x.setValues(a.ID, "claimant", []annotate.Value{{Type: annotate.TypeEntity, Ref: x.madeActor("الاتحاد ü")}})
	next := *x.schema()
	next.Layers = append([]annotate.Layer(nil), next.Layers...)
	next.Layers[0].Features = next.Layers[0].Features[1:]
	next.Tagsets = []annotate.Tagset{{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "against", Name: "against"}}}}
	x.c.replace(&next)
	x.until("the question", x.asked)
	x.press("Tab")
	x.press("↓") // the tag is rechecked, and not only retired
	x.press("a")
	x.press("↵")
	x.until("the end", func() bool { return x.active().Recheck != "" })
	if x.stance() != "favor" || !x.schema().Tagset("stance").Tag("favor").Retired {
		t.Errorf("the stance is %s", x.stance())
	}
	x.press("Ctrl+Z")
	if x.active().Recheck != "" || len(x.active().Values("claimant")) != 1 {
		t.Error("one undo does not bring all back")
	}
}

// TestCodebookLayerMoves: when the annotations of a deleted layer go to another one, it is
// asked as well what becomes of the values that have no slot there; all of it is one step.
func TestCodebookLayerMoves(t *testing.T) {
	x := newCodebook(t)
	x.view.Select(spanOf(4, 11))
	x.mark("Actor")
	a := x.active()
	x.setValues(a.ID, "entity", []annotate.Value{{Type: annotate.TypeEntity, Ref: x.madeActor("المجلس ü 📌")}})
	x.c.editor.Go(codebook.Place{Section: codebook.InLayers, Of: "Actor"})
	x.press("Del")
	x.until("the question", x.asked)
	x.press("↵") // move to another layer
	x.until("the choice", x.asked)
	x.write("Claim")
	x.press("↵")
	first := dialog.Top(x.c.win.Canvas())
	x.press("↵")
	x.until("what becomes of the rest", func() bool { return x.asked() && dialog.Top(x.c.win.Canvas()) != first })
	if x.schema().Layer("Actor") == nil {
		t.Fatal("something was done before all was answered")
	}
	x.press("↑")
	x.press("↑") // the values go; to rename stands last
	x.press("↵")
	x.until("the end", func() bool { return x.schema().Layer("Actor") == nil })
	now := x.doc.page.Annotation(a.ID)
	if now == nil || now.Layer != "Claim" || len(now.Features) != 0 {
		t.Fatalf("it is %+v", now)
	}
	x.press("Ctrl+Z")
	if now := x.doc.page.Annotation(a.ID); x.schema().Layer("Actor") == nil || now.Layer != "Actor" || len(now.Values("entity")) != 1 {
		t.Errorf("after one undo it is %+v", now)
	}
}

func (x *inCodebook) madeActor(name string) annotate.ID {
	cs, e, err := x.editor().AddEntity(name, "")
	if err != nil || !x.apply(cs, err) {
		x.t.Fatal(err)
	}
	return e.ID
}

// TestCodebookVersions: versions say by whom and what, those of before the window was open
// and those that are made in it.
func TestCodebookVersions(t *testing.T) {
	x := newCodebook(t)
	source := codebookSource{x.c}
	x.c.editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
	for _, name := range []string{"für 📌", "für e\u0301 المؤيد"} {
		x.press("F2")
		x.c.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		x.write(name)
		x.press("↵")
		list := source.Versions()
		if len(list) != source.Kept() || !strings.Contains(list[0].Label, name) || list[0].By == "" || list[0].Number != x.schema().Version {
			t.Errorf("versions %+v", list)
		}
	}
	if s := source.Version(x.schema().Version - 1); s == nil || s.Tagset("stance").Tag("favor").Name != "für 📌" {
		t.Errorf("the version before is %+v", s)
	}
}

// TestCodebookClosed: what is being written is kept when the window is closed, also with
// its project.
func TestCodebookClosed(t *testing.T) {
	for _, way := range []string{"window", "project"} {
		x := newCodebook(t)
		x.press("F2")
		x.write(" ü 📌")
		s := x.project.session
		if way == "window" {
			x.c.close()
		} else {
			x.closeProject()
		}
		if got := s.Schema().Layers[0].Name; !strings.Contains(got, "ü 📌") {
			t.Errorf("%s: named %q", way, got)
		}
		if x.codebook() != nil {
			t.Errorf("%s: the window is still open", way)
		}
	}
}
