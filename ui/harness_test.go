package ui

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/storage/memory"
	"parley/ui/settings"
)

// nasty has what breaks interfaces: an umlaut, a combining accent, emoji with a joiner,
// a letter outside the first plane, and Arabic.
const nasty = "The Müller café said: 📌 the 👩‍👩‍👧 harbour 𐐀 stays closed. «الميناء ملك للناس» they wrote. A third sentence ends it."

// files is a world of projects in memory.
type files struct {
	store map[string]*kept
	fail  error // of Open
	torn  error // of Snapshot
}

// kept is a store that outlives its being closed, as a file does.
type kept struct {
	session.Store
	commit error // of the next Commit
}

func (k *kept) Close() error { return nil }

func (k *kept) Commit(cs *annotate.ChangeSet) (uint64, error) {
	if k.commit != nil {
		return 0, k.commit
	}
	return k.Store.Commit(cs)
}

func (f *files) Create(path string, p *annotate.Project, s *annotate.Schema) (session.Store, error) {
	f.store[path] = &kept{Store: memory.New(p, s)}
	return f.store[path], nil
}

func (f *files) Open(path string) (session.Store, error) {
	if f.fail != nil {
		return nil, fmt.Errorf("open %s: %w", path, f.fail)
	}
	if s := f.store[path]; s != nil {
		return s, nil
	}
	return nil, fmt.Errorf("open %s: %w", path, annotate.ErrNotFound)
}

func (f *files) OpenCopy(path string) (session.Store, error) { return f.Open(path) }
func (f *files) Sample() (string, error)                     { return "", annotate.ErrNotFound }
func (f *files) Snapshot(session.Store) error                { return f.torn }
func (f *files) Snapshots(string) ([]Snapshot, error)        { return nil, nil }
func (f *files) Restore(string, Snapshot) (string, error)    { return "", nil }
func (f *files) Salvage(string) (session.Reader, string, func(), error) {
	return nil, "", nil, annotate.ErrDamaged
}
func (f *files) Folder() string { return "/home/lina" }
func (f *files) User() string   { return "Lina Haddad" }

// schema has two layers; the first says a stance.
func schema() *annotate.Schema {
	return &annotate.Schema{Name: "Test", Version: 1,
		Layers: []annotate.Layer{
			{ID: "Claim", Name: "Claim", Key: "1", Colour: 1, Features: []annotate.Feature{
				{ID: "claimant", Name: "Claimant", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
				{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			}},
			{ID: "Actor", Name: "Actor", Key: "3", Colour: 3, Features: []annotate.Feature{{ID: "entity", Name: "Entity", Types: []annotate.FeatureType{annotate.TypeEntity}}}},
		},
		Tagsets: []annotate.Tagset{{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "favor", Name: "favor"}, {ID: "against", Name: "against"}}}},
	}
}

const projectPath = "/home/lina/Harbour.parley"

// bench is a window over a project in memory with two documents.
type bench struct {
	*Workbench
	t      testing.TB
	files  *files
	posted chan func() // what other goroutines have left to be done here
}

func newBench(t testing.TB) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	f := &files{store: map[string]*kept{}}
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Harbour talks"}, schema())
	e := edit.Editor{Schema: schema(), Now: time.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(draft("Closed port", nasty), draft("المجلس", "رفض المجلس مطالب النقابة. وقال إن الأرصفة ليست آمنة."))
	if _, err := store.Commit(&cs); err != nil {
		t.Fatal(err)
	}
	f.store[projectPath] = &kept{Store: store}
	w := New(app, Options{Projects: f, Settings: settings.Open(filepath.Join(t.TempDir(), "settings.json")), Origin: session.System, Version: "test"})
	w.window.Resize(fyne.NewSize(1440, 900))
	b := &bench{w, t, f, make(chan func(), 100)}
	w.post = func(f func()) { b.posted <- f }
	w.soon = w.post
	t.Cleanup(b.Close)
	return b
}

func draft(title, words string) edit.Draft {
	return edit.Draft{Head: annotate.Document{Title: title, SHA256: sha256.Sum256([]byte(words)), Size: len(words), Words: 3}, Text: words}
}

// enterNow opens the project without another goroutine.
func (b *bench) enterNow() {
	b.t.Helper()
	b.enter(projectPath, b.files.store[projectPath], false)
	if b.doc == nil {
		b.t.Fatal("no document is shown")
	}
}

// typed sends characters to what has the keyboard.
func (b *bench) typed(s string) {
	for _, r := range s {
		if f := b.window.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else {
			b.typedRune(r)
		}
	}
}

func (b *bench) key(name fyne.KeyName) {
	if f := b.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	b.typedKey(&fyne.KeyEvent{Name: name})
}

func (b *bench) shortcut(s fyne.Shortcut) {
	if f, ok := b.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
		return
	}
	b.typedShortcut(s)
}

func (b *bench) annotationsNow() []*annotate.Annotation {
	list := slices.Collect(b.doc.page.Annotations())
	slices.SortFunc(list, func(x, y *annotate.Annotation) int { return x.Span().Compare(y.Span()) })
	return list
}
