package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/memory"
	"parley/ui/docview"
	"parley/ui/settings"
)

// hand presses keys as a person does, and counts them.
type hand struct {
	*bench
	presses int
}

// press presses keys by what their caps show, with blanks between.
func (h *hand) press(caps string) {
	h.t.Helper()
	for _, cap := range strings.Fields(caps) {
		k, ok := parseKey(cap)
		if !ok {
			h.t.Fatalf("%q is no key", cap)
		}
		h.presses++
		focused := h.window.Canvas().Focused()
		switch {
		case k.char != 0:
			h.typed(string(k.char))
		case k.shortcut() != nil:
			h.shortcut(k.shortcut())
		case focused != nil && k.modifier&fyne.KeyModifierShift != 0:
			down, _ := focused.(desktop.Keyable)
			down.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			focused.TypedKey(&fyne.KeyEvent{Name: k.name})
			down.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		default:
			h.key(k.name)
		}
	}
}

// claims is a bench over the schema that Parley ships for political claims.
func claims(t *testing.T) *hand {
	t.Helper()
	b := newBench(t)
	data, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		t.Fatal(err)
	}
	template, err := parley.ReadTemplate(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Claims"}, template.Schema)
	e := edit.Editor{Schema: template.Schema, Now: time.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(draft("Closed port", nasty))
	if _, err := store.Commit(&cs); err != nil {
		t.Fatal(err)
	}
	b.files.store[projectPath] = &kept{Store: store}
	b.enterNow()
	return &hand{bench: b}
}

// A claim, a stance and an actor in one paragraph take at most three keys each beside
// those that move: the layer, what it says, and for an actor its word.
func TestThreeKeysAtMost(t *testing.T) {
	h := claims(t)
	const most = 3
	for _, c := range []struct{ what, move, keys, layer, quote, stance string }{
		{"claim", "", "1 Alt+1", "Claim", "The Müller café said: 📌 the 👩‍👩‍👧 harbour 𐐀 stays closed.", "favor"},
		{"stance", "Alt+→", "2 Alt+2", "Stance", "«الميناء ملك للناس» they wrote.", "against"},
		{"actor", "Home Ctrl+→", "w 3", "Actor", "Müller", ""},
		{"two words", "Esc Alt+→", "w w 3", "Actor", "Müller café", ""},
		{"claim again", "", "Esc .", "Actor", "", ""},
	} {
		h.press(c.move)
		if c.what == "actor" || c.what == "two words" {
			at := text.Offset(strings.Index(nasty, "Müller"))
			h.view.Select(text.Span{Start: at, End: at})
		}
		h.presses = 0
		h.press(c.keys)
		a := h.active()
		if a == nil || string(a.Layer) != c.layer || c.quote != "" && a.Quote.Exact != c.quote {
			t.Errorf("%s: the keys %s made %+v", c.what, c.keys, a)
			continue
		}
		if h.presses > most {
			t.Errorf("%s took %d keys", c.what, h.presses)
		}
		if c.stance != "" {
			f := h.stanceFeature()
			if v := a.Values(f); f == "" || len(v) != 1 || string(v[0].Tag) != c.stance {
				t.Errorf("%s: the stance is %v", c.what, v)
			}
		}
	}
}

// Repeating makes the same layer with the same values; what was set meanwhile counts.
func TestRepeatTakesFeatures(t *testing.T) {
	h := claims(t)
	h.press("1 Alt+2")
	first := h.active()
	h.press("Alt+→ .")
	if a := h.active(); a == nil || a.ID == first.ID || !slices.EqualFunc(a.Features, first.Features, func(x, y annotate.FeatureValue) bool {
		return x.Feature == y.Feature && slices.EqualFunc(x.Values, y.Values, func(v, w annotate.Value) bool { return v.Tag == w.Tag })
	}) || len(a.Features) == 0 {
		t.Fatalf("repeated: %+v, want the values of %+v", a, first)
	}
	h.press("Alt+1 Alt+→ .")
	if v := h.active().Values(h.stanceFeature()); len(v) != 1 || v[0].Tag != "favor" {
		t.Errorf("the value set last is not repeated: %v", v)
	}
	if len(h.annotationsNow()) != 3 {
		t.Errorf("%d annotations", len(h.annotationsNow()))
	}
}

// A selection of several stretches becomes one annotation; the status bar counts them.
func TestFragmentsBecomeOneAnnotation(t *testing.T) {
	h := claims(t)
	h.press("w , Ctrl+→ Ctrl+→ w")
	if got := h.whereabouts(); !strings.Contains(got, "2 fragments") {
		t.Errorf("the status bar says %q", got)
	}
	h.press("1")
	a := h.active()
	if a == nil || len(a.Fragments) != 2 || a.Quote.Exact != "The café" {
		t.Fatalf("made %+v", a)
	}
	if len(h.view.Selections()) != 0 {
		t.Error("the selection stays")
	}
	if got := h.status.parts[1].Text(); !strings.HasPrefix(got, "0–15 · 2 fragments") {
		t.Errorf("the status bar says %q of what was marked", got)
	}
}

// A search that has been closed goes on with the keys of hits in the text.
func TestHitsWithoutTheBar(t *testing.T) {
	h := claims(t)
	h.press("Ctrl+F")
	h.typed("the")
	h.press("Esc Ctrl+PgDn")
	if got := h.doc.page.Text().Slice(h.view.Selection()); !strings.EqualFold(got, "the") || h.view.Selection().Start == 0 {
		t.Errorf("%q at %v is selected", got, h.view.Selection())
	}
	h.press("Ctrl+PgUp")
	if got := h.view.Selection(); got.Start != 0 {
		t.Errorf("back at %v", got)
	}
}

// The walker marks sentence after sentence with two keys each; the status bar names its
// keys while one walks.
func TestWalkAndMark(t *testing.T) {
	h := claims(t)
	h.press("S 1 ↓ 2 ↓ 1")
	var got []string
	for _, a := range h.annotationsNow() {
		got = append(got, string(a.Layer)+": "+a.Quote.Exact)
	}
	want := []string{"Claim: The Müller café said: 📌 the 👩‍👩‍👧 harbour 𐐀 stays closed.", "Stance: «الميناء ملك للناس» they wrote.", "Claim: A third sentence ends it."}
	if !slices.Equal(got, want) {
		t.Errorf("marked %q, want %q", got, want)
	}
	if !h.view.Walking() {
		t.Error("the walk has ended by itself")
	}
	h.press("Esc Esc")
	if h.view.Walking() {
		t.Error("Escape does not end it")
	}
}

// TestKeysAreOneWorld: no action, of the window or of the text, has another's key, nor one
// that selects with Shift; and each can be read.
func TestKeysAreOneWorld(t *testing.T) {
	h := claims(t)
	if c := clashes(h.table.all); len(c) > 0 {
		t.Errorf("keys are shared: %v", c)
	}
	for _, a := range h.table.all {
		for _, cap := range a.Keys() {
			if k, ok := parseKey(cap); !ok || k.cap() != cap || refusal(k) != "" {
				t.Errorf("%s: %q is read as %+v and shown as %q, %q", a.ID, cap, k, k.cap(), refusal(k))
			}
		}
	}
}

// changed gives an action another key by hand: Keys…, its name, Enter, the key.
func (h *hand) change(name, cap string) {
	h.t.Helper()
	h.press("Ctrl+,")
	h.typed(name)
	h.press("↵ " + cap)
}

// TestKeysFollowEverywhere: a key of the text that is another one works there, and stands
// in menu, palette, overview, tooltip, card and status bar.
func TestKeysFollowEverywhere(t *testing.T) {
	h := claims(t)
	h.change("Select word", "e")
	h.press("Esc w")
	if !h.view.Selection().Empty() {
		t.Error("w still selects")
	}
	h.press("e")
	if h.view.Selection().Empty() {
		t.Fatal("e does not select")
	}
	h.press("Esc")
	h.change("Next annotation", "x")
	h.press("Esc")
	h.change("All commands", "F6")
	h.press("Esc")
	h.change("Previous document", "Ctrl+B")
	h.press("Esc")
	h.change("Mark claim", "F4")
	h.press("Esc")
	a := h.table.byID["annotation.next"]
	if !slices.Equal(a.Keys(), []string{"x", "Alt+PgDn"}) {
		t.Errorf("next annotation has %v", a.Keys())
	}
	if row := rowOf(a); row.Key != "x" {
		t.Errorf("the menu shows %q", row.Key)
	}
	if hits := actionHits(h.table.all, "next annotation"); hits[0].key != "x" {
		t.Errorf("the palette shows %q", hits[0].key)
	}
	if lines := overviewLines(h.table.all, inText); !slices.ContainsFunc(lines, func(l overviewLine) bool { return l.name == "Annotation" && slices.Equal(l.keys, []string{"x", "N"}) }) {
		t.Errorf("the overview shows %v", lines)
	}
	if ok, why := h.needsAnnotation(); ok || why != "needs an annotation; press x first" {
		t.Errorf("said: %q", why)
	}
	if got := withKey("Previous document", h.keyOf("document.previous")); got != "Previous document, Ctrl+B" {
		t.Errorf("the tooltip is %q", got)
	}
	if got := h.digits(); got != "F4–3" {
		t.Errorf("the status bar's digits are %q", got)
	}
	h.press("F4")
	if h.active() == nil || h.active().Layer != "Claim" {
		t.Error("F4 does not mark")
	}
	h.press("1")
	if len(h.annotationsNow()) != 1 {
		t.Error("1 still marks")
	}
	h.press("F6")
	if !h.covered() {
		t.Error("F6 opens nothing")
	}
}

// TestConflicts: a key that is another's is swapped, taken or left; Shift and movement
// are no way around; Escape is nobody's.
func TestConflicts(t *testing.T) {
	h := claims(t)
	keys := func(id string) string { return strings.Join(h.table.byID[id].Keys(), " ") }
	h.change("Select word", "s")
	if keys("text.select-word") != "w" || !strings.Contains(h.recording().words.Text(), "Select sentence") {
		t.Fatalf("given without a word: %q, said %q", keys("text.select-word"), h.recording().words.Text())
	}
	h.press("Esc")
	if keys("text.select-word") != "w" || keys("text.select-sentence") != "s" {
		t.Error("Escape changes something")
	}
	h.press("↵ s ↵")
	if keys("text.select-word") != "s" || keys("text.select-sentence") != "w" {
		t.Errorf("swapped to %q and %q", keys("text.select-word"), keys("text.select-sentence"))
	}
	h.press("↵ p Del")
	if keys("text.select-word") != "p" || keys("text.select-paragraph") != "" {
		t.Errorf("taken: %q and %q", keys("text.select-word"), keys("text.select-paragraph"))
	}
	h.press("↵ Shift+→")
	if keys("text.select-word") != "p" || !strings.Contains(h.recording().words.Text(), "with Shift") {
		t.Errorf("Shift+→ is %q: %q", keys("text.select-word"), h.recording().words.Text())
	}
	h.press("Ctrl+V F5") // refused; then a key that the card itself knows can be recorded
	if keys("text.select-word") != "F5" {
		t.Errorf("recorded %q", keys("text.select-word"))
	}
	h.press("Ins Ctrl+Shift+→")
	h.press("Esc F5")
	if keys("text.select-word") != "w" || keys("text.select-sentence") != "" {
		t.Errorf("reset: %q and %q", keys("text.select-word"), keys("text.select-sentence"))
	}
	h.press("F6")
	if len(h.Settings.Now().Keys) != 0 || keys("text.select-sentence") != "s" || keys("text.select-paragraph") != "p" {
		t.Errorf("after reset all: %v", h.Settings.Now().Keys)
	}
	h.press("Ins F2")
	if keys("text.select-word") == "" || !slices.Contains(h.table.all[0].Keys(), h.table.all[0].Key) {
		t.Error("no key")
	}
}

// recording is the line of the card that records.
func (h *hand) recording() *recorder {
	h.t.Helper()
	r, ok := h.window.Canvas().Focused().(*recorder)
	if !ok {
		h.t.Fatalf("%T has the keyboard", h.window.Canvas().Focused())
	}
	return r
}

// TestArabicLetterIsRecordedByItsPlace: where it works while either script is typed.
func TestArabicLetterIsRecordedByItsPlace(t *testing.T) {
	var got key
	r := newRecorder(func(_ *Action, _ bool, k key) { got = k }, nil)
	r.action = &Action{}
	r.KeyDown(&fyne.KeyEvent{Physical: fyne.HardwareKey{ScanCode: scanOf(t, 'e')}})
	r.TypedRune('ث')
	if got != (key{char: 'e'}) {
		t.Errorf("recorded %+v", got)
	}
}

// scanOf is the scan code of a key on this machine.
func scanOf(t *testing.T, plain rune) int {
	for code := 1; code < 100; code++ {
		var p docview.KeyPlace
		p.Down(&fyne.KeyEvent{Physical: fyne.HardwareKey{ScanCode: code}})
		if p.Latin('ث', false) == plain {
			return code
		}
	}
	t.Skip("no scan codes are known here")
	return 0
}

// TestProfiles: keys go to a file and come back on another machine; what is not known
// there is kept; a file that is none is told and changes nothing.
func TestProfiles(t *testing.T) {
	h := claims(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "مفاتيح ü.json")
	h.setKeys(settings.Keys{"text.select-word": {"e"}, "mark.Elsewhere": {"F2"}, "project.quit": {}}, "Lina’s keys")
	if err := h.saveProfile(path); err != nil {
		t.Fatal(err)
	}
	o := claims(t)
	said, ok := o.loadProfile(path)
	if !ok || said != "Imported: 3 changes, 1 of what is not here now and is kept." || o.keyOf("text.select-word") != "e" || o.keyOf("project.quit") != "" || o.profileName() != "Lina’s keys · 3 changes" {
		t.Errorf("%q, %t: %v, %q", said, ok, o.Settings.Now().Keys, o.profileName())
	}
	bad := filepath.Join(dir, "bad.json")
	if err := os.WriteFile(bad, []byte("\x00{"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := o.keysOf()
	if _, ok := o.loadProfile(bad); ok || !o.covered() || len(o.keysOf()) != len(before) {
		t.Error("a hostile file is taken, or not told")
	}
	o.topSheet().Close()
	clash := filepath.Join(dir, "clash.json")
	if err := os.WriteFile(clash, []byte(`{"format":"parley-keys","version":1,"keys":{"text.select-word":["x","Esc"],"text.select-sentence":["x"]}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, ok := o.loadProfile(clash); !ok || !strings.Contains(said, "1 key cannot be used and is left out") || clashes(o.table.all)["text.select-word"] != "Select sentence" {
		t.Errorf("%q: %v", said, clashes(o.table.all))
	}
}

// TestOtherWords: what people call things finds them.
func TestOtherWords(t *testing.T) {
	h := claims(t)
	for typed, want := range map[string]string{
		"size": "Larger text", "zoom": "Larger text", "bigger": "Larger text", "colour": "Light colours", "color": "Light colours", "dark": "Dark colours",
		"shortcuts": "All keys", "font": "Text in serif", "preferences": "Keys…", "tooltip": "Say what the annotation is", "remove annotation": "Delete annotation", "night": "Light colours",
	} {
		hits := actionHits(h.table.all, typed)
		if !slices.ContainsFunc(hits, func(x hit) bool {
			whole := ""
			for _, p := range x.parts {
				whole += p.text
			}
			return whole == want
		}) {
			t.Errorf("%q finds %d, not %q", typed, len(hits), want)
		}
	}
	if hits := actionHits(h.table.all, "dark"); hits[0].parts[0].text != "Dark" {
		t.Errorf("a name is not before other words: %+v", hits[0])
	}
}

func TestGoToPlace(t *testing.T) {
	txt, err := text.New("One ü.\r\n\r\nTwo 📌.\nالثالث.\n")
	if err != nil {
		t.Fatal(err)
	}
	third := text.Offset(strings.Index(txt.String(), "الثالث"))
	for s, want := range map[string]text.Offset{"1": 0, " 3 ": third, "0%": 0, "100 %": third} {
		if got, err := placeIn(txt, s); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "x", "-1", "0", "4", "101%", "9999999999999999999999"} {
		if _, err := placeIn(txt, s); err == nil {
			t.Errorf("%q is a place", s)
		}
	}
}

// A sentence in the status bar leaves as soon as it is read.
func TestSayTime(t *testing.T) {
	for s, most := range map[string]time.Duration{"": 2 * time.Second, "Text size 20": 2500 * time.Millisecond, strings.Repeat("ü", 500): 6 * time.Second} {
		if got := sayTime(s); got > most || got < time.Second {
			t.Errorf("%d characters stand %v", len(s), got)
		}
	}
}
