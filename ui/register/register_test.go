package register

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/search"
	"parley/ui/theme"
)

// actors is a source of its own.
type actors struct {
	all      []*annotate.Entity
	byID     map[annotate.ID]*annotate.Entity
	folded   map[annotate.ID]string
	uses     map[annotate.ID]Uses
	findings Findings
}

func newActors(all ...*annotate.Entity) *actors {
	a := &actors{all: all, byID: map[annotate.ID]*annotate.Entity{}, folded: map[annotate.ID]string{}, uses: map[annotate.ID]Uses{}}
	for _, e := range all {
		a.byID[e.ID] = e
		a.folded[e.ID] = search.Loose.Of(strings.Join(e.Names(), "\n"))
	}
	a.findings = Findings{Known: true, Ambiguous: register.Ambiguities(all)}
	return a
}

func (a *actors) Actors() []*annotate.Entity            { return a.all }
func (a *actors) Actor(id annotate.ID) *annotate.Entity { return a.byID[id] }
func (a *actors) Folded(e *annotate.Entity) string      { return a.folded[e.ID] }
func (a *actors) Uses(id annotate.ID) Uses              { return a.uses[id] }
func (a *actors) Counted() bool                         { return true }
func (a *actors) Unlinked() int                         { return 3 }
func (a *actors) Findings() Findings                    { return a.findings }
func (a *actors) Documents() int                        { return 24 }

func id(n int) annotate.ID {
	return annotate.ID{0: 1, 13: byte(n >> 16), 14: byte(n >> 8), 15: byte(n)}
}

func entity(n int, name, kind string, aliases ...string) *annotate.Entity {
	e := &annotate.Entity{ID: id(n), Name: name, Kind: kind}
	for _, a := range aliases {
		e.Aliases = append(e.Aliases, annotate.Alias{Name: a})
	}
	return e
}

// shownIn puts a register into a window; what it asks for is noted.
func shownIn(t testing.TB, a *actors) (*Register, *[]string) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light))
	var said []string
	say := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	r := New(a)
	r.OnEdit = func(id annotate.ID, alter func(*annotate.Entity)) bool {
		next := *a.byID[id]
		next.Aliases, next.Affiliations = slices.Clone(next.Aliases), slices.Clone(next.Affiliations)
		alter(&next)
		a.byID[id] = &next
		a.all[slices.IndexFunc(a.all, func(e *annotate.Entity) bool { return e.ID == id })] = &next
		say("edit %s", next.Name)
		r.Reload()
		return true
	}
	r.OnNew, r.OnImport, r.OnExport = func() { say("new") }, func() { say("import") }, func() { say("export") }
	r.OnMerge = func(keep annotate.ID, others ...annotate.ID) {
		say("merge %s into %s", a.byID[others[0]].Name, a.byID[keep].Name)
	}
	r.OnApart = func(x, y annotate.ID) { say("apart %s %s", a.byID[x].Name, a.byID[y].Name) }
	r.OnDelete = func(id annotate.ID) { say("delete %s", a.byID[id].Name) }
	r.OnWant = func(w Wanted) {}
	r.OnJump = func(p Place) { say("jump %s", p.Quote) }
	w := app.NewWindow("Register")
	w.SetContent(r)
	w.Resize(fyne.NewSize(1440, 874))
	r.Reload()
	return r, &said
}

func few() *actors {
	return newActors(
		entity(1, "Dockers’ Union", "organisation", "نقابة عمال الميناء", "the union"),
		entity(2, "Kareem Dabagh", "person", "Dabagh 📌"),
		entity(3, "Karim Dabbagh", "person", "كريم دباغ"),
		entity(4, "Müller e\u0301 𐐀", "", "the union"),
	)
}

func names(r *Register) (s string) {
	for _, e := range r.Shown() {
		s += e.Name + "|"
	}
	return s
}

// TestRows: lists, kinds, orders and searches choose and sort the rows, and what is unset
// stands last.
func TestRows(t *testing.T) {
	a := few()
	a.uses[id(2)], a.uses[id(3)] = Uses{3, 1}, Uses{28, 16}
	a.findings.Same = []register.Pair{{A: a.byID[id(2)], B: a.byID[id(3)]}}
	r, _ := shownIn(t, a)
	for _, c := range []struct {
		name string
		do   func()
		want string
	}{
		{"all by name", func() {}, "Dockers’ Union|Kareem Dabagh|Karim Dabbagh|Müller e\u0301 𐐀|"},
		{"by name, descending", func() { r.Sort(byName, true) }, "Müller e\u0301 𐐀|Karim Dabbagh|Kareem Dabagh|Dockers’ Union|"},
		{"by kind, unset last", func() { r.Sort(byKind, true) }, "Kareem Dabagh|Karim Dabbagh|Dockers’ Union|Müller e\u0301 𐐀|"},
		{"by mentions", func() { r.Sort(byMentions, true) }, "Karim Dabbagh|Kareem Dabagh|Dockers’ Union|Müller e\u0301 𐐀|"},
		{"possibly the same", func() { r.Sort(byName, false); r.ShowList(Same) }, "Kareem Dabagh|Karim Dabbagh|"},
		{"ambiguous", func() { r.ShowList(Ambiguous) }, "Dockers’ Union|Müller e\u0301 𐐀|"},
		{"a kind", func() { r.limit(sideEntry{of: true, kind: "person"}) }, "Kareem Dabagh|Karim Dabbagh|"},
		{"a search in a kind", func() { r.Search("دباغ") }, "Karim Dabbagh|"},
		{"all again", func() { r.ShowList(All); r.Search("") }, "Dockers’ Union|Kareem Dabagh|Karim Dabbagh|Müller e\u0301 𐐀|"},
	} {
		if c.do(); names(r) != c.want {
			t.Errorf("%s: %q, want %q", c.name, names(r), c.want)
		}
	}
}

// TestTwins: who is named more is kept; s keeps the other, n puts the pair last, and what
// is merged meanwhile is no pair.
func TestTwins(t *testing.T) {
	a := few()
	a.uses[id(2)], a.uses[id(3)] = Uses{3, 1}, Uses{28, 16}
	a.findings.Same = []register.Pair{
		{A: a.byID[id(2)], B: a.byID[id(3)], NameA: "Kareem Dabagh", NameB: "كريم دباغ", Why: register.SameWriting},
		{A: a.byID[id(1)], B: a.byID[id(4)], NameA: "the union", NameB: "the union", Why: register.SameName},
	}
	r, said := shownIn(t, a)
	r.Merge()
	r.SwapPair()
	r.Merge()
	r.NotSure()
	r.KeepApart()
	r.StepPair(1)
	r.KeepApart()
	want := []string{"merge Kareem Dabagh into Karim Dabbagh", "merge Karim Dabbagh into Kareem Dabagh", "apart Dockers’ Union Müller e\u0301 𐐀", "apart Kareem Dabagh Karim Dabbagh"}
	if !slices.Equal(*said, want) {
		t.Errorf("%q", *said)
	}
	if w := r.twins.words.Text(); !strings.Contains(w, "كريم دباغ") || !strings.Contains(w, "moves 3 mentions · 1 statement") {
		t.Errorf("%q", w)
	}
	delete(a.byID, id(2))
	r.Refind()
	if len(r.twins.pairs) != 1 {
		t.Errorf("%d pairs", len(r.twins.pairs))
	}
}

// TestAliases: how often each name is found is told by what counts of it, and ambiguous
// ones say whose they are too.
func TestAliases(t *testing.T) {
	a := few()
	a.byID[id(1)].Aliases = append(a.byID[id(1)].Aliases, annotate.Alias{Name: "UNION", Exact: annotate.ExactCase})
	r, _ := shownIn(t, a)
	r.Reveal(id(1))
	r.SetPlaces([]Place{{Quote: "DOCKERS’ union"}, {Quote: "of the dockers' union"}, {Quote: "dockers' unions"}, {Quote: "نقابه عمال الميناء"}, {Quote: "The Union"}, {Quote: "the  union"}, {Quote: "UNION"}, {Quote: "union"}}, true)
	if got := r.editor.counts; got["Dockers’ Union"] != 2 || got["نقابة عمال الميناء"] != 1 || got["the union"] < 1 || got["UNION"] != 1 {
		t.Errorf("%v", got)
	}
	if got := r.editor.also("the union"); got != "also \u2068Müller e\u0301 𐐀\u2069" {
		t.Errorf("%q", got)
	}
}

// TestForms: an open line takes what is typed, Enter keeps it, Escape does not, and to go
// on to another actor keeps it for the one it was written of.
func TestForms(t *testing.T) {
	a := few()
	r, _ := shownIn(t, a)
	r.Reveal(id(3))
	canvas := fyne.CurrentApp().Driver().CanvasForObject(r)
	write := func(s string) {
		for _, k := range s {
			canvas.Focused().TypedRune(k)
		}
	}
	key := func(k fyne.KeyName) { canvas.Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	r.AddAlias()
	write("أبو كريم")
	key(fyne.KeyReturn)
	if got := a.byID[id(3)].Aliases; len(got) != 2 || got[1].Name != "أبو كريم" {
		t.Fatalf("%v", got)
	}
	r.AddAlias()
	write("x")
	key(fyne.KeyEscape)
	if got := a.byID[id(3)].Aliases; len(got) != 2 {
		t.Errorf("Escape kept %v", got)
	}
	r.AddRole()
	write("chair")
	canvas.FocusNext()
	write("dock")
	key(fyne.KeyReturn)
	write("2019-05")
	key(fyne.KeyReturn)
	if got := a.byID[id(3)].Affiliations; len(got) != 1 || got[0] != (annotate.Affiliation{Entity: id(1), Role: "chair", From: annotate.Date{Year: 2019, Month: 5}}) {
		t.Errorf("%+v", got)
	}
	r.Rename()
	write(" دباغ")
	r.Reveal(id(1))
	if a.byID[id(3)].Name != " دباغ" && a.byID[id(3)].Name != "دباغ" || a.byID[id(1)].Name != "Dockers’ Union" {
		t.Errorf("%q, %q", a.byID[id(3)].Name, a.byID[id(1)].Name)
	}
}

// BenchmarkSearch is a letter typed into the search over fifty thousand actors.
func BenchmarkSearch(b *testing.B) {
	r, _ := shownIn(b, many(50_000))
	for i := 0; b.Loop(); i++ {
		r.Search([]string{"a", "ab", "abu", "ميناء"}[i%4])
	}
}

// BenchmarkSort sorts fifty thousand actors by how often they are named.
func BenchmarkSort(b *testing.B) {
	r, _ := shownIn(b, many(50_000))
	for i := 0; b.Loop(); i++ {
		r.Sort(byMentions, i%2 == 0)
	}
}

// BenchmarkStep goes to the next actor with an arrow key.
func BenchmarkStep(b *testing.B) {
	r, _ := shownIn(b, many(50_000))
	for b.Loop() {
		r.table.List.Key(fyne.KeyDown)
	}
}

func many(n int) *actors {
	list := make([]*annotate.Entity, 0, n)
	for i := range n {
		list = append(list, entity(i+1, fmt.Sprintf("Abu %c%c%c Müller %05d", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, i), []string{"person", "party", ""}[i%3], fmt.Sprintf("عمال الميناء %d", i)))
	}
	a := newActors()
	for _, e := range list {
		a.byID[e.ID], a.folded[e.ID], a.uses[e.ID] = e, search.Loose.Of(strings.Join(e.Names(), "\n")), Uses{int(e.ID[15]), int(e.ID[14])}
	}
	a.all = list
	return a
}
