package ui

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/storage/bolt"
)

// deeds is a window over a project in a file, with what things are done to: three claims, of
// which the first supports the second, a mention, three actors, and an interview.
type deeds struct {
	*bench
	path                 string
	claims               [3]annotate.ID
	mentioned            annotate.ID
	union, council, müll annotate.ID
	supports             annotate.ID
	origin               string // the dataset as it all begins
}

// deed is one thing that a person does; ready is what stands before it. The steps of do are
// to be one.
type deed struct {
	name      string
	ready, do func(x *deeds)
}

// deedSchema has a slot of every sort that the deeds need.
func deedSchema() *annotate.Schema {
	s := schema()
	claim := &s.Layers[0]
	claim.Features = append(claim.Features,
		annotate.Feature{ID: "topic", Name: "Topic", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "topic", Multi: true},
		annotate.Feature{ID: "target", Name: "Target", Types: []annotate.FeatureType{annotate.TypeEntity, annotate.TypeTag, annotate.TypeText}, Tagset: "topic"},
		annotate.Feature{ID: "date", Name: "Date", Types: []annotate.FeatureType{annotate.TypeDate}})
	s.Tagsets = append(s.Tagsets, annotate.Tagset{ID: "topic", Name: "Topic", Tags: []annotate.Tag{
		{ID: "ports", Code: "1", Name: "Ports"}, {ID: "quays", Parent: "ports", Code: "11", Name: "Quays"}, {ID: "pay", Code: "2", Name: "أجور ü"}}})
	s.Relations = []annotate.RelationType{{ID: "supports", Name: "Supports", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"},
		Features: []annotate.Feature{{ID: "strength", Name: "Strength", Types: []annotate.FeatureType{annotate.TypeText}}}}}
	s.Fields = []string{"Parliament"}
	return s
}

func newDeeds(t *testing.T) *deeds {
	t.Helper()
	x := &deeds{bench: newBench(t), path: filepath.Join(t.TempDir(), "deeds ü.parley")}
	store, err := bolt.Create(x.path, &annotate.Project{ID: annotate.NewID(), Name: "Deeds"}, deedSchema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	e := edit.Editor{Schema: deedSchema(), Now: x.Origin.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(draft("Closed port", nasty), draft("Interview", interviewed))
	if _, err := store.Commit(&cs); err != nil {
		t.Fatal(err)
	}
	x.files.store[projectPath] = &kept{Store: store}
	x.enterNow()
	x.until("the index", func() bool { return x.index() != nil })
	x.union, x.council, x.müll = x.actor(t, "Dockers’ Union 📌", "نقابة عمال الميناء"), x.actor(t, "Harbour Council", "café"), x.actor(t, "Müller e\u0301 𐐀", "Müller")
	for i, words := range []string{"📌 the 👩‍👩‍👧 harbour", "الميناء ملك للناس", "A third sentence ends it."} {
		x.on(words)
		x.typed("1")
		x.claims[i] = x.active().ID
	}
	x.setValues(x.claims[0], "claimant", []annotate.Value{entity(x.union)})
	x.setValues(x.claims[0], "stance", []annotate.Value{tag("favor")})
	x.setValues(x.claims[0], "topic", []annotate.Value{tag("quays")})
	x.mention("Müller", 0, x.müll)
	x.mentioned = x.active().ID
	link, r, err := x.editor().Link(x.doc.page, "supports", x.claims[0], x.claims[1])
	if !x.apply(link, err) {
		t.Fatal("no relation")
	}
	x.supports = r.ID
	x.rest()
	x.origin = x.now()
	return x
}

func entity(id annotate.ID) annotate.Value { return annotate.Value{Type: annotate.TypeEntity, Ref: id} }
func tag(id annotate.TagID) annotate.Value { return annotate.Value{Type: annotate.TypeTag, Tag: id} }

// rest has nothing active, nothing selected and nothing open.
func (x *deeds) rest() {
	x.choose(annotate.ID{}, false)
	x.focusText()
	x.caretAt("The Müller", 0)
}

// back is to the first document, with nothing open; what stood before a deed is undone.
func (x *deeds) back() {
	x.closeWindows()
	x.searching.hide()
	x.occurrences.hide()
	for range 9 {
		if x.now() == x.origin {
			break
		}
		x.undo()
	}
	if got := x.now(); got != x.origin {
		x.t.Fatalf("what stood before it is not undone: %s", differs(x.origin, got))
	}
	x.openDocument(x.documents().At(0).ID)
	x.rest()
}

// dataset is what a store holds, as it is exported. The schemas that were in force are left
// out: they are kept for good, whatever is undone.
func dataset(t testing.TB, r session.Reader) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := parley.Write(&b, r, parley.Options{}); err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	delete(all, "schema_versions")
	out, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func (x *deeds) now() string { return dataset(x.t, x.project.session.Reader()) }

// killed is what another program finds that opens the file as it is at this moment, as if
// this one had been killed.
func (x *deeds) killed() string {
	x.t.Helper()
	data, err := os.ReadFile(x.path)
	if err != nil {
		x.t.Fatal(err)
	}
	path := filepath.Join(x.t.TempDir(), "killed.parley")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		x.t.Fatal(err)
	}
	report, err := bolt.Check(path)
	if err != nil || len(report.Problems) > 0 {
		x.t.Fatalf("check: %v, %+v", err, report)
	}
	s, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		x.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	return dataset(x.t, s)
}

// logged is how many entries the log has.
func (x *deeds) logged() (n int) {
	for _, err := range x.project.session.History() {
		if err != nil {
			x.t.Fatal(err)
		}
		n++
	}
	return n
}

// differs are the first lines in which two datasets are not the same.
func differs(a, b string) string {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return "“" + strings.TrimSpace(left[i]) + "” and “" + strings.TrimSpace(right[i]) + "”"
		}
	}
	return "the one is longer"
}

// hold does a deed and holds it to the promise: it is one step, one undo brings back what
// was, one redo what it made, and whoever is killed at any of these finds just that.
func (x *deeds) hold(d deed) {
	t := x.t
	t.Helper()
	if d.ready != nil {
		d.ready(x)
	}
	before, steps := x.now(), x.logged()
	d.do(x)
	x.until("what it does", func() bool { return !x.covered() && x.now() != before })
	after := x.now()
	x.closeWindows() // what they count a little later is counted on another goroutine here
	if n := x.logged() - steps; n != 1 {
		t.Errorf("it is %d steps", n)
	}
	is := func(when, want string) {
		t.Helper()
		if got := x.now(); got != want {
			t.Errorf("%s: %s", when, differs(want, got))
		}
		if got := x.killed(); got != want {
			t.Errorf("killed %s: %s", when, differs(want, got))
		}
	}
	is("done", after)
	x.undo()
	is("undone", before)
	x.redo()
	is("done again", after)
	if x.undo(); x.now() != before {
		t.Errorf("undone again: %s", differs(before, x.now()))
	}
}

// TestEveryDeedIsOneStep: whatever a person can do to a project undoes and redoes in one
// step, is on disk when it is seen, and leaves nothing behind when it is undone.
func TestEveryDeedIsOneStep(t *testing.T) {
	x := newDeeds(t)
	for _, list := range [][]deed{cardDeeds(), textDeeds(), registerDeeds(), codebookDeeds(), linkDeeds(), documentDeeds(), searchDeeds()} {
		for _, d := range list {
			t.Run(d.name, func(t *testing.T) {
				x.t = t
				x.hold(d)
				x.back()
			})
		}
	}
}

// TestNewChangeForgetsRedo: what was undone on purpose does not come back after something
// else was done.
func TestNewChangeForgetsRedo(t *testing.T) {
	x := newDeeds(t)
	x.setValues(x.claims[1], "stance", []annotate.Value{tag("against")})
	x.shortcut(&fyne.ShortcutUndo{})
	x.setValues(x.claims[2], "stance", []annotate.Value{tag("favor")})
	want := x.now()
	x.shortcut(&fyne.ShortcutRedo{})
	if got := x.now(); got != want {
		t.Errorf("redo has brought something back: %s", differs(want, got))
	}
	if label, ok := x.project.session.CanRedo(); ok {
		t.Errorf("%q can be done again", label)
	}
}
