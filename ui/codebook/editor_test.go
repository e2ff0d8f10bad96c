package codebook

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/schema"
)

// nasty is a name with what breaks interfaces.
const nasty = "Häfen e\u0301 📌 𐐀 👩‍👩‍👧 الموانئ"

// world is a project of a schema only: what is reported is put in force at once.
type world struct {
	t      *testing.T
	schema *annotate.Schema
	uses   map[Place]int
	kept   []*annotate.Schema
	marked []Marked
	labels []string
	said   []string
	window fyne.Window
	*Editor
}

func (w *world) Schema() *annotate.Schema { return w.schema }
func (w *world) Uses(p Place) int         { return w.uses[p] }
func (w *world) Marked() []Marked         { return w.marked }
func (w *world) Kept() int                { return len(w.kept) }

func (w *world) Example(e annotate.Example) string {
	if e.Document.IsZero() {
		return ""
	}
	return "Closed port"
}

func (w *world) Versions() (list []Version) {
	for i := len(w.kept) - 1; i >= 0; i-- {
		list = append(list, Version{Number: w.kept[i].Version, Since: time.Date(2025, 3, w.kept[i].Version, 14, 0, 0, 0, time.UTC), By: "Lina Haddad"})
	}
	return list
}

func (w *world) Version(n int) *annotate.Schema {
	for _, s := range w.kept {
		if s.Version == n {
			return s
		}
	}
	return nil
}

func (w *world) put(d schema.Draft) {
	next := *d.Schema()
	next.Version++
	w.labels = append(w.labels, d.Label())
	w.schema = &next
	w.kept = append(w.kept, &next)
	w.Reload()
}

func small() *annotate.Schema {
	return &annotate.Schema{Name: "Test", Version: 1,
		Layers: []annotate.Layer{{ID: "Claim", Name: "Claim", Key: "1", Colour: 1, Features: []annotate.Feature{
			{ID: "category", Name: "Category", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "category", Multi: true},
			{ID: "note", Name: "Note", Types: []annotate.FeatureType{annotate.TypeText}},
		}}, {ID: "Actor", Name: "Actor", Key: "3", Colour: 3}},
		Tagsets: []annotate.Tagset{{ID: "category", Name: "Category", Tags: []annotate.Tag{
			{ID: "2", Code: "2", Name: "Economy"}, {ID: "201", Parent: "2", Code: "201", Name: "Port access", Definition: "Who may use the harbour."}, {ID: "203", Parent: "2", Code: "203", Name: "Trade"},
			{ID: "3", Code: "3", Name: nasty},
		}}},
		Relations: []annotate.RelationType{{ID: "supports", Name: "supports", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}}},
	}
}

func newWorld(t *testing.T, s *annotate.Schema) *world {
	t.Helper()
	test.NewTempApp(t)
	w := &world{t: t, schema: s, kept: []*annotate.Schema{s}, uses: map[Place]int{}}
	w.Editor = New(w)
	w.OnChange = w.put
	w.OnSay = func(s string) { w.said = append(w.said, s) }
	w.window = test.NewWindow(w.Editor)
	w.window.SetPadded(false)
	w.window.Resize(fyne.NewSize(1280, 774))
	t.Cleanup(w.window.Close)
	w.Reload()
	w.Focus()
	return w
}

// run runs the command of an ID, as its key does.
func (w *world) run(id string) {
	w.t.Helper()
	for _, c := range w.Commands() {
		if c.ID == id {
			c.Run()
			return
		}
	}
	w.t.Fatalf("there is no command %q", id)
}

// key presses keys on what has the keyboard.
func (w *world) key(names ...fyne.KeyName) {
	w.t.Helper()
	for _, n := range names {
		f := w.window.Canvas().Focused()
		if f == nil {
			w.t.Fatalf("nothing has the keyboard for %s", n)
		}
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// write writes over what has the keyboard.
func (w *world) write(s string) {
	w.t.Helper()
	f := w.window.Canvas().Focused()
	if x, ok := f.(fyne.Shortcutable); ok {
		x.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	for _, r := range s {
		f.TypedRune(r)
	}
}

func (w *world) tags() string {
	var names []string
	for _, r := range treeRows(&w.schema.Tagsets[0], nil, "") {
		names = append(names, fmt.Sprintf("%d %s", r.depth, r.tag.Label()))
	}
	return strings.Join(names, " | ")
}

// TestLayerByKeys: a layer with a feature and a tag are made without the mouse, each
// finished edit as one step.
func TestLayerByKeys(t *testing.T) {
	w := newWorld(t, small())
	w.run("add")
	w.write("Stance " + nasty)
	w.key(fyne.KeyReturn)
	l := w.schema.LayerNamed("Stance " + nasty)
	if l == nil || l.Key != "2" || l.Colour != 2 {
		t.Fatalf("layer %+v after %q, said %q", l, w.labels, w.said)
	}
	w.key(fyne.KeyRight)
	w.run("add")
	w.write("Holder")
	w.key(fyne.KeyReturn)
	if l = w.schema.Layer(l.ID); len(l.Features) != 1 || l.Features[0].Name != "Holder" {
		t.Fatalf("features %+v", l.Features)
	}
	w.Go(Place{Section: InTagsets, Of: "category", Part: "201"})
	w.run("add")
	w.write("Smuggling")
	w.key(fyne.KeyReturn)
	if got, want := w.tags(), "0 2 Economy | 1 201 Port access | 1 Smuggling | 1 203 Trade | 0 3 "+nasty; got != want {
		t.Errorf("tags\n%s\nwant\n%s", got, want)
	}
	if len(w.labels) != 6 {
		t.Errorf("steps %q", w.labels)
	}
}

// TestTreeByKeys: what stands where is changed by keys, and stays chosen.
func TestTreeByKeys(t *testing.T) {
	w := newWorld(t, small())
	w.Go(Place{Section: InTagsets, Of: "category", Part: "203"})
	for _, step := range []struct{ do, want string }{
		{"up", "0 2 Economy | 1 203 Trade | 1 201 Port access | 0 3 " + nasty},
		{"up", "0 2 Economy | 1 203 Trade | 1 201 Port access | 0 3 " + nasty},
		{"out", "0 2 Economy | 1 201 Port access | 0 203 Trade | 0 3 " + nasty},
		{"down", "0 2 Economy | 1 201 Port access | 0 3 " + nasty + " | 0 203 Trade"},
		{"in", "0 2 Economy | 1 201 Port access | 0 3 " + nasty + " | 1 203 Trade"},
	} {
		w.run(step.do)
		if got := w.tags(); got != step.want {
			t.Errorf("%s: %s\nwant %s", step.do, got, step.want)
		}
		if w.At().Part != "203" {
			t.Fatalf("%s: at %v", step.do, w.At())
		}
	}
	w.run("retire")
	if !w.schema.Tagset("category").Tag("203").Retired {
		t.Error("it is not retired")
	}
}

// TestFold: left and right walk the tree; left at the top goes out.
func TestFold(t *testing.T) {
	w := newWorld(t, small())
	w.Go(Place{Section: InTagsets, Of: "category", Part: "201"})
	w.enterMiddle()
	w.key(fyne.KeyLeft)
	if w.At().Part != "2" {
		t.Fatalf("left stands at %v", w.At())
	}
	w.key(fyne.KeyLeft)
	if n := w.middle.tree.list.Count(); n != 2 {
		t.Errorf("%d rows when folded", n)
	}
	w.key(fyne.KeyLeft)
	if w.At().Part != "" || w.window.Canvas().Focused() != fyne.Focusable(w.left.list) {
		t.Errorf("at %v", w.At())
	}
}

// TestRefused: a name that is taken is said, and the form shows what is.
func TestRefused(t *testing.T) {
	w := newWorld(t, small())
	w.run("rename")
	w.write("actor")
	w.key(fyne.KeyReturn)
	if len(w.labels) != 0 || len(w.said) != 1 || !strings.Contains(w.said[0], "ctor") {
		t.Fatalf("steps %q, said %q", w.labels, w.said)
	}
	if got := w.form.rows[0].field.(*writing).input.Text(); got != "Claim" {
		t.Errorf("the form says %q", got)
	}
}

// TestExamples: from the text and by hand, taken away by a key, and shown in the text.
func TestExamples(t *testing.T) {
	w := newWorld(t, small())
	at := annotate.ID{1}
	var jumped annotate.Example
	w.OnExample = func() (annotate.Example, bool) {
		return annotate.Example{Text: "الميناء " + nasty, Document: at}, true
	}
	w.OnExampleAt = func(e annotate.Example) { jumped = e }
	w.Go(Place{Section: InTagsets, Of: "category", Part: "201"})
	w.run("example")
	w.run("counter")
	g := w.schema.Tagset("category").Tag("201")
	if len(g.Examples) != 1 || len(g.Counter) != 1 {
		t.Fatalf("examples %v, counter %v", g.Examples, g.Counter)
	}
	w.form.focusOn("Examples")
	w.key(fyne.KeyDown, fyne.KeyReturn)
	if jumped.Document != at {
		t.Error("Enter does not lead to the text")
	}
	w.key(fyne.KeyDelete)
	if g = w.schema.Tagset("category").Tag("201"); len(g.Examples) != 0 || len(g.Counter) != 1 {
		t.Errorf("examples %v, counter %v", g.Examples, g.Counter)
	}
}

// TestSearch: what is typed narrows the tree to what has it, with what that is below.
func TestSearch(t *testing.T) {
	w := newWorld(t, small())
	w.Go(Place{Section: InTagsets, Of: "category"})
	w.run("search")
	w.write("trad")
	if n := w.middle.tree.list.Count(); n != 2 {
		t.Errorf("%d rows", n)
	}
	w.key(fyne.KeyEscape)
	if n := w.middle.tree.list.Count(); n != 4 {
		t.Errorf("%d rows after Escape", n)
	}
}

// TestRecheck: Enter leads to the text, k says that it was looked at.
func TestRecheck(t *testing.T) {
	w := newWorld(t, small())
	w.marked = []Marked{{Annotation: annotate.ID{1}, Title: "One", Quote: nasty, Why: "tag 201 was divided"}, {Annotation: annotate.ID{2}, Title: "Two"}}
	w.Reload()
	var jumped, done annotate.ID
	w.OnJump = func(_, mark annotate.ID) { jumped = mark }
	w.OnRechecked = func(_, mark annotate.ID) { done = mark; w.marked = w.marked[1:]; w.Reload() }
	w.run("recheck")
	w.key(fyne.KeyReturn)
	if jumped != (annotate.ID{1}) {
		t.Errorf("Enter leads to %v", jumped)
	}
	w.run("rechecked")
	if done != (annotate.ID{1}) || w.At().Part != (annotate.ID{2}).String() {
		t.Errorf("done %v, now at %v", done, w.At())
	}
}

// TestReadOnly: in a copy nothing can be changed.
func TestReadOnly(t *testing.T) {
	w := newWorld(t, small())
	w.Writable = func() bool { return false }
	w.Reload()
	w.run("add")
	w.run("delete")
	if len(w.labels) != 0 {
		t.Errorf("steps %q", w.labels)
	}
}

// TestVersions: the chosen one is compared with the one before and with the one in force.
func TestVersions(t *testing.T) {
	w := newWorld(t, small())
	w.Go(Place{Section: InTagsets, Of: "category", Part: "201"})
	for _, name := range []string{"Harbours", "Ports"} {
		w.run("rename")
		w.write(name)
		w.key(fyne.KeyReturn)
	}
	w.Go(Place{Section: InVersions, Part: "2"})
	if got := fmt.Sprint(w.middle.diff.title.Text(), " ", len(w.middle.diff.rows)); got != "From version 1 to 2 2" {
		t.Errorf("%s: %+v", got, w.middle.diff.rows)
	}
	w.middle.diff.compare(true)
	if got := w.middle.diff.title.Text(); got != "From version 2 to 3" {
		t.Error(got)
	}
}

// TestWritten: what is being written is not lost when something else is chosen.
func TestWritten(t *testing.T) {
	w := newWorld(t, small())
	w.run("rename")
	w.write("Claims")
	w.left.list.Focus()
	w.key(fyne.KeyDown)
	if w.schema.Layers[0].Name != "Claims" {
		t.Errorf("named %q", w.schema.Layers[0].Name)
	}
}

func big(n int) *annotate.Schema {
	s := small()
	t := &s.Tagsets[0]
	t.Tags = nil
	for i := range n {
		g := annotate.Tag{ID: annotate.TagID(fmt.Sprint(i)), Code: fmt.Sprint(i), Name: fmt.Sprintf("Tag %d الموانئ", i)}
		if i%10 != 0 {
			g.Parent = annotate.TagID(fmt.Sprint(i - i%10))
		}
		t.Tags = append(t.Tags, g)
	}
	return s
}

// TestManyTags: of 2,000 tags only those in sight have drawings.
func TestManyTags(t *testing.T) {
	w := newWorld(t, big(2000))
	w.Go(Place{Section: InTagsets, Of: "category", Part: "1999"})
	from, to := w.middle.tree.list.InSight()
	if n := w.middle.tree.list.Count(); n != 2000 || to-from > 40 || to < 2000 {
		t.Errorf("%d rows, %d to %d in sight", n, from, to)
	}
	start := time.Now()
	w.enterMiddle()
	for range 50 {
		w.key(fyne.KeyUp)
	}
	t.Logf("%v a step", time.Since(start)/50)
}

// TestDeleteGoesOn: of what is deleted the next one is chosen, so that a second key does
// not hit the whole.
func TestDeleteGoesOn(t *testing.T) {
	w := newWorld(t, small())
	w.Go(Place{Section: InTagsets, Of: "category", Part: "201"})
	for _, want := range []string{"203", "3", "2", ""} {
		w.run("delete")
		if w.At().Part != want {
			t.Fatalf("at %q, want %q", w.At().Part, want)
		}
	}
	if w.schema.Tagset("category") == nil {
		t.Error("the tagset went with its tags")
	}
}

// TestEscape: a line that is left by Escape is as it was, a longer text is kept.
func TestEscape(t *testing.T) {
	w := newWorld(t, small())
	w.run("rename")
	w.write("Claims")
	w.key(fyne.KeyEscape)
	w.form.focusOn("Description")
	w.write(nasty + "\r\nsecond")
	w.key(fyne.KeyEscape)
	if l := w.schema.Layers[0]; l.Name != "Claim" || !strings.HasPrefix(l.Description, nasty) || len(w.labels) != 1 {
		t.Errorf("named %q, %q, steps %q", l.Name, l.Description, w.labels)
	}
}

// TestLeftByKeys: heads are passed over in either direction, and the ends are reached.
func TestLeftByKeys(t *testing.T) {
	w := newWorld(t, small())
	for _, step := range []struct {
		key  fyne.KeyName
		want Place
	}{
		{fyne.KeyDown, Place{Section: InLayers, Of: "Actor"}},
		{fyne.KeyDown, Place{Section: InTagsets, Of: "category"}},
		{fyne.KeyUp, Place{Section: InLayers, Of: "Actor"}},
		{fyne.KeyEnd, Place{Section: InRecheck}},
		{fyne.KeyHome, Place{Section: InLayers, Of: "Claim"}},
		{fyne.KeyUp, Place{Section: InLayers, Of: "Claim"}},
	} {
		if w.key(step.key); w.At() != step.want {
			t.Errorf("%s: at %v, want %v", step.key, w.At(), step.want)
		}
	}
}
