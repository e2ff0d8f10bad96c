package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/dialog"
	view "parley/ui/register"
	"parley/ui/settings"
)

// registerBench is the register over a project with a few actors and mentions.
type registerBench struct {
	*bench
	r                          *registerWindow
	karim, kareem, union, müll annotate.ID
}

func newRegisterBench(t *testing.T) *registerBench {
	b := newBench(t)
	b.enterNow()
	b.until("the index", func() bool { return b.index() != nil })
	x := &registerBench{bench: b}
	x.karim, x.kareem = b.actor(t, "Karim Dabbagh", "كريم دباغ"), b.actor(t, "Kareem Dabagh")
	x.union, x.müll = b.actor(t, "Dockers’ Union 📌", "نقابة عمال الميناء", "the union"), b.actor(t, "Müller e\u0301 𐐀", "the union", "Müller")
	for i, actor := range []annotate.ID{x.karim, x.kareem, x.kareem, {}} {
		x.mention(text.Offset(4*i), text.Offset(4*i+3), actor)
	}
	x.open()
	return x
}

// mention marks a stretch of the open text as a mention of an actor, or of none.
func (x *registerBench) mention(from, to text.Offset, actor annotate.ID) *annotate.Annotation {
	x.view.Select(text.Span{Start: from, End: to})
	x.mark("Actor")
	a := x.active()
	if !actor.IsZero() {
		x.setValues(a.ID, "entity", []annotate.Value{{Type: annotate.TypeEntity, Ref: actor}})
	}
	return x.bench.active()
}

func (x *registerBench) open() {
	x.t.Helper()
	x.openRegister()
	x.r = x.windows[registerName].content.(*registerWindow)
	x.r.win.Resize(fyne.NewSize(1280, 800))
	x.settled()
}

// settled waits until the names were looked over and the places read.
func (x *registerBench) settled() {
	x.t.Helper()
	for end := time.Now().Add(time.Minute); !x.r.findings.Known; {
		select {
		case f := <-x.posted:
			f()
		case <-time.After(time.Until(end)):
			x.t.Fatal("waited for the look over all names in vain")
		}
	}
}

// press sends a key to what has the keyboard in the register.
func (x *registerBench) press(keys ...string) {
	x.t.Helper()
	c := x.r.win.Canvas()
	for _, name := range keys {
		k, ok := parseKey(name)
		if !ok {
			x.t.Fatalf("no key %q", name)
		}
		f := c.Focused()
		switch s := k.shortcut(); {
		case s != nil:
			if f, ok := f.(fyne.Shortcutable); ok {
				f.TypedShortcut(s)
			} else {
				c.(fyne.Shortcutable).TypedShortcut(s)
			}
		case k.char != 0 && f != nil:
			f.TypedRune(k.char)
		case k.char != 0:
			c.OnTypedRune()(k.char)
		case f != nil:
			f.TypedKey(&fyne.KeyEvent{Name: k.name})
		default:
			c.OnTypedKey()(&fyne.KeyEvent{Name: k.name})
		}
	}
}

func (x *registerBench) write(s string) {
	for _, c := range s {
		x.r.win.Canvas().Focused().TypedRune(c)
	}
}

func (x *registerBench) shown() string {
	var names []string
	for _, e := range x.r.view.Shown() {
		names = append(names, e.Name)
	}
	return strings.Join(names, "|")
}

func (x *registerBench) named(t *testing.T, id annotate.ID) (n int) {
	t.Helper()
	for _, a := range x.annotationsNow() {
		if slices.Contains(entitiesOf(a), id) {
			n++
		}
	}
	return n
}

// TestRegisterSearch: / searches names, aliases and IDs in any script, Escape goes back.
func TestRegisterSearch(t *testing.T) {
	x := newRegisterBench(t)
	all := "Dockers’ Union 📌|Kareem Dabagh|Karim Dabbagh|Müller e\u0301 𐐀"
	if got := x.shown(); got != all {
		t.Fatalf("%q", got)
	}
	for query, want := range map[string]string{"dabb": "Karim Dabbagh", "دباغ": "Karim Dabbagh", "نقابه": "Dockers’ Union 📌", "muller": "Müller e\u0301 𐐀", "DOCKERS": "Dockers’ Union 📌", "nobody": "", x.müll.String(): "Müller e\u0301 𐐀"} {
		x.press("/")
		x.write(query)
		if got := x.shown(); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
		x.press("Esc")
		if got := x.shown(); got != all {
			t.Fatalf("after Escape: %q", got)
		}
	}
	x.r.view.Sort(4, true)
	if got := x.shown(); !strings.HasPrefix(got, "Kareem Dabagh|Karim Dabbagh|") {
		t.Errorf("by mentions: %q", got)
	}
}

// TestRegisterMerge: m makes one of the pair, with its aliases and all that names it, as
// one step; k keeps a pair apart for good; either is undone here and there.
func TestRegisterMerge(t *testing.T) {
	x := newRegisterBench(t)
	if n := len(x.r.findings.Same); n != 2 {
		t.Fatalf("%d pairs", n)
	}
	x.press("n", "m")                          // not sure of those who share an alias
	kept := x.project.session.Entity(x.kareem) // who is named more
	if kept == nil || x.project.session.Entity(x.karim) != nil || len(kept.Aliases) != 2 || x.named(t, x.kareem) != 3 {
		t.Fatalf("after the merge: %+v, named %d times", kept, x.named(t, x.kareem))
	}
	if x.r.view.Actor() != x.kareem {
		t.Error("the one that is kept is not in the hand")
	}
	x.press("Ctrl+Z")
	if x.project.session.Entity(x.karim) == nil || x.named(t, x.kareem) != 2 || x.named(t, x.karim) != 1 {
		t.Fatal("one undo does not take the merge back")
	}
	x.settled()
	x.press("n", "k") // after the merge the others came to hand
	x.settled()
	if !annotate.KeptApart(x.project.session.Entity(x.karim), x.project.session.Entity(x.kareem)) || len(x.r.findings.Same) != 1 {
		t.Fatal("they are not kept apart")
	}
	x.r.close()
	x.open()
	if len(x.r.findings.Same) != 1 {
		t.Error("they are proposed again")
	}
	x.undo()
	x.settled()
	if len(x.r.findings.Same) != 2 {
		t.Error("undo in the main window does not bring the pair back")
	}
}

// TestRegisterMergeChosen: several that are ticked, or one and one that is typed, become one.
func TestRegisterMergeChosen(t *testing.T) {
	x := newRegisterBench(t)
	x.r.view.Reveal(x.union)
	x.press("Ctrl+M")
	x.write("mull")
	x.press("↵")
	if dialog.Top(x.r.win.Canvas()) == nil {
		t.Fatal("it is not asked which name is kept")
	}
	x.press("↓", "↵")
	if x.project.session.Entity(x.union) != nil == (x.project.session.Entity(x.müll) != nil) {
		t.Fatal("the two are not one")
	}
	x.press("Ctrl+Z")
	x.r.view.FocusTable()
	x.r.view.Reveal(x.karim)
	x.press("Space")
	if x.r.view.Actor() != x.karim {
		t.Error("a tick moves on to the next actor")
	}
	x.r.view.Reveal(x.union)
	x.press("Space")
	if n := len(x.r.view.Picked()); n != 2 {
		t.Fatalf("%d ticked", n)
	}
	x.press("Ctrl+M", "↵")
	if e := x.project.session.Entity(x.karim); e == nil || x.project.session.Entity(x.union) != nil || !slices.Contains(e.Names(), "نقابة عمال الميناء") {
		t.Fatalf("after the merge: %+v", e)
	}
}

// TestRegisterEdit: F2 renames, the lines unfold, what is written is kept when one goes on
// and not with Escape, and each is one step.
func TestRegisterEdit(t *testing.T) {
	x := newRegisterBench(t)
	s := x.project.session
	x.r.view.Reveal(x.karim)
	x.r.view.FocusTable()
	x.press("F2", "Ctrl+A")
	x.write("Karīm 𐐀 دباغ")
	x.press("↵")
	if got := s.Entity(x.karim).Name; got != "Karīm 𐐀 دباغ" {
		t.Fatalf("renamed to %q", got)
	}
	x.press("↓", "↵") // kind
	x.write("person")
	x.press("↵")
	if got := s.Entity(x.karim).Kind; got != "person" {
		t.Errorf("kind %q", got)
	}
	x.press("↓", "↵")
	x.write("labour")
	x.press("Esc")
	if got := s.Entity(x.karim).Side; got != "" {
		t.Errorf("Escape kept %q", got)
	}
	x.press("↵")
	x.write("labour")
	x.r.view.Reveal(x.union) // goes on without Enter
	if got := s.Entity(x.karim).Side; got != "labour" {
		t.Errorf("side %q", got)
	}
	if got := s.Entity(x.union).Side; got != "" {
		t.Errorf("the other one's side is %q", got)
	}
	x.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
	if e := s.Entity(x.karim); e.Name != "Karim Dabbagh" || e.Kind != "" || e.Side != "" {
		t.Errorf("after three undos: %+v", e)
	}
	x.r.view.Reveal(x.karim)
	x.r.view.EditParent()
	x.write("dockers")
	x.press("↵")
	if s.Entity(x.karim).Parent != x.union {
		t.Error("no parent")
	}
	x.r.view.AddRole()
	x.write("chair")
	x.r.win.Canvas().FocusNext()
	x.write("nqab") // nobody is called so
	x.press("Esc")
	x.r.view.AddAlias()
	x.write("أبو كريم")
	x.press("↵")
	if e := s.Entity(x.karim); !slices.Contains(e.Names(), "أبو كريم") || len(e.Affiliations) != 0 {
		t.Errorf("%+v", e)
	}
}

// TestRegisterSplit: an alias that goes takes the places along where it stands.
func TestRegisterSplit(t *testing.T) {
	x := newRegisterBench(t)
	at := text.Offset(strings.Index(nasty, "Müller"))
	m := x.mention(at, at+text.Offset(len("Müller")), x.müll)
	x.r.view.Reveal(x.müll)
	x.until("the places", func() bool { return len(x.r.view.Places()) == 1 })
	x.r.view.FocusTable()
	x.press("Ctrl+Shift+M")
	x.press("↓", "Space", "Space", "↓", "Space")
	x.press("↵")
	a := x.doc.page.Annotation(m.ID)
	made := x.project.session.Entity(entitiesOf(a)[0])
	if made == nil || made.ID == x.müll || made.Name != "Müller" || x.r.view.Actor() != made.ID {
		t.Fatalf("after the split: %+v", made)
	}
	if old := x.project.session.Entity(x.müll); slices.Contains(old.Names(), "Müller") || !annotate.KeptApart(old, made) {
		t.Errorf("the old one: %+v", old)
	}
	x.press("Ctrl+Z")
	if x.project.session.Entity(made.ID) != nil || entitiesOf(x.doc.page.Annotation(m.ID))[0] != x.müll {
		t.Error("undo does not take the split back")
	}
}

// TestRegisterLists: ambiguous names, the unused, and mentions without an actor, with a jump.
func TestRegisterLists(t *testing.T) {
	x := newRegisterBench(t)
	x.r.view.ShowList(view.Ambiguous)
	if got := x.shown(); got != "Dockers’ Union 📌|Müller e\u0301 𐐀" {
		t.Errorf("ambiguous: %q", got)
	}
	x.r.view.ShowList(view.Unused)
	if got := x.shown(); got != "Dockers’ Union 📌|Müller e\u0301 𐐀" {
		t.Errorf("unused: %q", got)
	}
	if x.r.Unlinked() != 1 {
		t.Fatalf("%d mentions without an actor", x.r.Unlinked())
	}
	x.choose(annotate.ID{}, false)
	x.press("u")
	x.until("the places", func() bool { return len(x.r.view.Places()) == 1 })
	x.press("Home", "↵")
	a := x.bench.active()
	if a == nil || len(entitiesOf(a)) != 0 {
		t.Fatalf("jumped to %+v", a)
	}
	x.setValues(a.ID, "entity", []annotate.Value{{Type: annotate.TypeEntity, Ref: x.union}})
	if x.r.Unlinked() != 0 {
		t.Error("it is still counted")
	}
	x.undo()
	if x.r.Unlinked() != 1 {
		t.Error("after undo it is not counted")
	}
}

// TestRegisterFiles: what is exported comes back, a plan is shown before it is done, and a
// deletion says what names the actor.
func TestRegisterFiles(t *testing.T) {
	x := newRegisterBench(t)
	path := filepath.Join(t.TempDir(), "actors.csv")
	x.r.exportFile(path)
	x.until("the export", func() bool { _, err := os.Stat(path); return err == nil })
	table, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(table), "نقابة عمال الميناء") {
		t.Fatal(string(table), err)
	}
	more := filepath.Join(t.TempDir(), "more.csv")
	if err := os.WriteFile(more, []byte("name;kind\r\nهيئة 📌;group\r\n;nobody\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := len(x.r.Actors())
	x.r.importFile(more)
	x.until("the preview", func() bool { return dialog.Top(x.r.win.Canvas()) != nil })
	if len(x.r.Actors()) != before {
		t.Fatal("something was imported before it was asked for")
	}
	x.press("↵")
	if len(x.r.Actors()) != before+1 {
		t.Fatalf("%d actors", len(x.r.Actors()))
	}
	x.press("Ctrl+Z")
	if len(x.r.Actors()) != before {
		t.Error("undo does not take the import back")
	}
	x.r.view.Reveal(x.kareem)
	x.press("Ctrl+Del")
	if dialog.Top(x.r.win.Canvas()) == nil || x.project.session.Entity(x.kareem) == nil {
		t.Fatal("it is not said what names the actor")
	}
	x.press("↵")
	if x.project.session.Entity(x.kareem) != nil || x.named(t, x.kareem) != 0 {
		t.Error("it is still there, or named")
	}
	x.press("Ctrl+Z")
	if x.named(t, x.kareem) != 2 {
		t.Error("undo does not bring all of it back")
	}
	x.r.view.Reveal(x.union)
	x.press("Ctrl+Del")
	if x.project.session.Entity(x.union) != nil {
		t.Error("who is named nowhere is not deleted at once")
	}
}

// TestRegisterShowsItsKeys: the caps and the status bar follow the keys that a person chose.
func TestRegisterShowsItsKeys(t *testing.T) {
	x := newRegisterBench(t)
	x.Settings.Change(func(s *settings.Settings) {
		s.Keys = settings.Keys{"register.new": {"Ctrl+Shift+A"}, "register.mergepair": {"g"}, "register.merge": {}}
	})
	x.rebuild()
	caps := strings.Join(capsOf(x.r.win.Canvas().Content()), " ")
	for key, shown := range map[string]bool{"Ctrl+Shift+A": true, "g": true, "Ctrl+N": false, "Ctrl+M": false, "F2": true} {
		if slices.Contains(strings.Fields(caps), key) != shown {
			t.Errorf("%s shown: %t, in %s", key, !shown, caps)
		}
	}
}

// capsOf are the keys that stand in what is shown, on caps and on buttons.
func capsOf(o fyne.CanvasObject) (keys []string) {
	switch x := o.(type) {
	case *control.KeyCap:
		keys = append(keys, x.Key())
	case *control.Button:
		keys = append(keys, x.Key)
	case *fyne.Container:
		for _, c := range x.Objects {
			keys = append(keys, capsOf(c)...)
		}
		return keys
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, c := range test.WidgetRenderer(w).Objects() {
			keys = append(keys, capsOf(c)...)
		}
	}
	return keys
}

// TestRegisterUnused: whoever is an author, speaks, or is only a target is in use; and what
// the table counts is what there is.
func TestRegisterUnused(t *testing.T) {
	x := newRegisterBench(t)
	author, speaker, target, nobody := x.actor(t, "Author ü"), x.actor(t, "Speaker 📌"), x.actor(t, "الهدف"), x.actor(t, "Nobody e\u0301")
	cs, err := x.editor().EditDocument(x.doc.page.Document(), func(d *annotate.Document) {
		d.Author, d.AuthorEntity = "Author ü", author
		d.Turns = []annotate.Turn{{Start: 0, Speaker: "S", Entity: speaker}}
	})
	x.apply(cs, err)
	x.view.Select(text.Span{Start: 4, End: 11})
	x.mark("Claim")
	x.setValues(x.bench.active().ID, "claimant", []annotate.Value{{Type: annotate.TypeEntity, Ref: target}})
	x.r.look()
	x.settled()
	unused := x.r.findings.Unused
	for id, want := range map[annotate.ID]bool{author: false, speaker: false, target: false, x.kareem: false, nobody: true, x.union: true} {
		if unused[id] != want {
			t.Errorf("%s: unused %t", x.r.Actor(id).Name, unused[id])
		}
	}
	if u := x.r.Uses(target); u.Mentions != 0 || u.Statements != 1 {
		t.Errorf("the target: %+v", u)
	}
	if u := x.r.Uses(x.kareem); u.Mentions != 2 || u.Statements != 0 {
		t.Errorf("mentioned twice: %+v", u)
	}
}
