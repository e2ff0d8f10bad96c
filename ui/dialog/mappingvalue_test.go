package dialog

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/docview"
)

// valued is a collection of claims with a mood that has tags and a side that has words, and a
// project that has tags for both.
func valued(t *testing.T) Foreign {
	t.Helper()
	feature := func(id annotate.FeatureID, set annotate.TagsetID, types ...annotate.FeatureType) annotate.Feature {
		return annotate.Feature{ID: id, Name: string(id), Types: types, Tagset: set}
	}
	from := &annotate.Schema{Layers: []annotate.Layer{{ID: "claim", Name: "claim", Features: []annotate.Feature{feature("mood", "m", annotate.TypeTag), feature("side", "", annotate.TypeText)}}, {ID: "ميناء", Name: "ميناء"}},
		Tagsets: []annotate.Tagset{{ID: "m", Name: "m", Tags: []annotate.Tag{{ID: "calm", Name: "calm"}, {ID: "غاضب", Name: "غاضب"}, {ID: "e\u0301 📌", Name: "e\u0301 📌"}}}}}
	to := &annotate.Schema{Layers: []annotate.Layer{{ID: "Claim", Name: "Claim", Colour: 1, Features: []annotate.Feature{feature("Mood", "ours", annotate.TypeTag, annotate.TypeText), feature("Side", "stance", annotate.TypeTag)}}},
		Tagsets: []annotate.Tagset{{ID: "ours", Name: "ours", Tags: []annotate.Tag{{ID: "calm", Name: "calm"}, {ID: "cross", Name: "cross"}}},
			{ID: "stance", Name: "stance", Tags: []annotate.Tag{{ID: "favor", Name: "favor"}, {ID: "against", Name: "against", Retired: true}}}}}
	body, err := text.New("Müller 👩‍👩‍👧 𐐀\nالميناء ملك للناس")
	if err != nil {
		t.Fatal(err)
	}
	span := func(s string) []text.Span {
		i := strings.Index(body.String(), s)
		return []text.Span{{Start: text.Offset(i), End: text.Offset(i + len(s))}}
	}
	first := &codec.Document{Head: annotate.Document{Title: "Häfen"}, Text: body, Annotations: []*annotate.Annotation{
		{Layer: "ميناء", Fragments: span("الميناء")}, {Layer: "claim", Fragments: span("Müller")}, {Layer: "claim"}, {Layer: "claim", Fragments: []text.Span{{Start: 1, End: 2}}}, // inside ü
	}}
	return Foreign{Name: "Müller.csv", Format: "CSV table", From: from, To: to, Mapping: codec.Propose(from, to), Leave: func() {},
		Survey: &codec.Survey{Documents: 1, Annotations: 4, First: first, Layers: map[annotate.LayerID]*codec.Count{"claim": {Records: 3,
			Values: map[annotate.FeatureID]int{"mood": 4, "side": 3},
			Said:   map[annotate.FeatureID]map[annotate.TagID]int{"mood": {"calm": 1, "غاضب": 3}, "side": {"favor": 1, "contra": 2}}}}},
	}
}

func nothing() {}

// unfolded is the list of a mapping in which the claim, its mood and its side are unfolded.
func unfolded(t *testing.T, f Foreign) *mappingList {
	t.Helper()
	window(t)
	l := newMappingList(newMapping(f.From, f.To, f.Mapping, f.Survey), nothing, nothing)
	for _, down := range []int{0, 1, 4} {
		for range down {
			l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	return l
}

// TestMappingValues: tags and words stand below their features; what the project lacks is new,
// or has no tag; a value goes to a tag, to its name as text, or out.
func TestMappingValues(t *testing.T) {
	f := valued(t)
	l := unfolded(t, f)
	want := []string{"claim · 3 annotations · Claim", "mood · 4 values, 2 new tags · Mood", "calm · 1 time · calm", "غاضب · 3 times · New tag “غاضب”", "e\u0301 📌 · 0 times · New tag “e\u0301 📌”",
		"side · 3 values, 1 without a tag · Side", "contra · 2 times · Leave out", "favor · 1 time · favor", "ميناء · 0 annotations · New layer “ميناء”"}
	if got := l.said(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	names := func(i int) (list []string) {
		for _, p := range l.places(l.rows[i]) {
			list = append(list, strings.NewReplacer("\u2068", "", "\u2069", "").Replace(p.name))
		}
		return list
	}
	if got := names(3); !slices.Equal(got, []string{"calm", "cross", "New tag “غاضب”", "The text “غاضب”", "Leave out"}) {
		t.Errorf("a tag can go to %q", got)
	}
	if got := names(6); !slices.Equal(got, []string{"favor", "Leave out"}) {
		t.Errorf("words can go to %q", got)
	}
	l.send(l.rows[3], target{id: "cross"})
	l.send(l.rows[4], target{text: true})
	l.send(l.rows[6], target{id: "favor"})
	if got := l.said(); got[1] != "mood · 4 values · Mood" || got[3] != "غاضب · 3 times · cross" || got[4] != "e\u0301 📌 · 0 times · The text “e\u0301 📌”" || got[6] != "contra · 2 times · favor" {
		t.Errorf("%q", got)
	}
	l.send(l.rows[3], target{out: true})
	m := l.now.Layer("claim").Features
	if !slices.Equal(m[0].TagsOut, []annotate.TagID{"غاضب"}) || !slices.Equal(m[0].AsText, []annotate.TagID{"e\u0301 📌"}) || m[0].Tags["غاضب"] != "" || m[1].Tags["contra"] != "favor" {
		t.Errorf("%+v", m)
	}
	if err := l.now.Check(f.From, f.To); err != nil {
		t.Error(err)
	}
	l.list.Select(4, false)
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if l.list.Selected() != 1 {
		t.Errorf("← of a tag leads to row %d", l.list.Selected())
	}
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if len(l.rows) != 6 {
		t.Errorf("folded: %q", l.said())
	}
}

// TestMappingThereAndBack: what is kept in a file is what comes from it.
func TestMappingThereAndBack(t *testing.T) {
	f := valued(t)
	l := unfolded(t, f)
	l.send(l.rows[3], target{out: true})
	l.send(l.rows[4], target{text: true})
	l.send(l.rows[6], target{id: "favor"})
	l.send(l.rows[8], target{out: true})
	b, err := json.Marshal(l.now)
	if err != nil {
		t.Fatal(err)
	}
	m, err := codec.ReadMapping(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	again := newMapping(f.From, f.To, f.Mapping, f.Survey)
	if aside := again.set(m); aside != 0 {
		t.Errorf("%d left aside", aside)
	}
	if got, _ := json.Marshal(again.now); !bytes.Equal(got, b) {
		t.Errorf("%s, not %s", got, b)
	}
}

// TestMappingAside: what a file says of parts, features and tags that are not here is counted
// and left aside; the rest stands.
func TestMappingAside(t *testing.T) {
	f := valued(t)
	m := newMapping(f.From, f.To, f.Mapping, f.Survey)
	var file codec.Mapping
	err := json.Unmarshal([]byte(`{"layers": [{"from": "elsewhere", "to": "Claim"}, {"from": "ميناء", "to": "gone"}, {"from": "claim", "to": "Claim", "set": [{"feature": "Side", "tag": "favor"}, {"feature": "Side", "tag": "ü"}],
		"features": [{"from": "mood", "to": "Mood", "tags": {"غاضب": "cross", "calm": "gone", "x": "calm"}}, {"from": "side", "to": "nowhere"}, {"from": "y", "to": "Side"}]}], "relations": [{"from": "r", "to": ""}]}`), &file)
	if err != nil {
		t.Fatal(err)
	}
	if aside := m.set(file); aside != 8 {
		t.Errorf("%d left aside", aside)
	}
	l := m.now.Layer("claim")
	if l.Features[0].Tags["غاضب"] != "cross" || l.Features[0].Tags["calm"] != "calm" || l.Features[1].To != "Side" || !reflect.DeepEqual(l.Set, []codec.Setting{{Feature: "Side", Tag: "favor"}}) {
		t.Errorf("%+v", l)
	}
	if err := m.now.Check(f.From, f.To); err != nil {
		t.Error(err)
	}
}

// TestFirstDocument: its marks are those that can stand, in order, coloured and called as they
// will be; what stays out is hidden.
func TestFirstDocument(t *testing.T) {
	window(t)
	f := valued(t)
	m := newMapping(f.From, f.To, f.Mapping, f.Survey)
	d := newFirstDocument(m, f.Survey.First)
	if got := d.head(); got != "The first document, with 4 annotations, 1 about the whole document" {
		t.Errorf("%q", got)
	}
	all := slices.Collect(d.Marks(text.Span{End: d.Text().Len()}))
	if len(all) != 2 || all[0].Style.Slot != 1 || all[1].Style.Slot != 2 || all[0].Fragments[0].Start != 0 {
		t.Fatalf("%+v", all)
	}
	if l, ok := d.Label(all[1].ID); !ok || l.Name != "ميناء" {
		t.Errorf("%+v", l)
	}
	m.send(mappedAt{part: 1, feature: -1}, target{out: true})
	d.again()
	if k, ok := d.Mark(all[1].ID); !ok || !k.Style.Hidden {
		t.Errorf("%+v", k)
	}
	if _, ok := d.Mark(docview.ID{}); ok {
		t.Error("there is a mark without a name")
	}
	if n := len(slices.Collect(d.Marks(text.Span{Start: 0, End: 3}))); n != 1 {
		t.Errorf("%d marks at the beginning", n)
	}
}

// TestReviewKeys: s keeps the mapping, l takes one over and says how much of it was not.
func TestReviewKeys(t *testing.T) {
	w := window(t)
	f := valued(t)
	var saved *codec.Mapping
	var done codec.Mapping
	f.Save = func(m codec.Mapping) { saved = &m }
	f.Load = func(take func(codec.Mapping)) {
		take(codec.Mapping{Layers: []codec.LayerMapping{{From: "claim", Out: true}, {From: "gone"}}})
	}
	f.Done = func(m codec.Mapping) { done = m }
	ReviewForeign(w, f)
	list := w.Canvas().Focused().(*control.List)
	list.TypedRune('s')
	if saved == nil || saved.Layer("claim").To != "Claim" {
		t.Fatalf("saved %+v", saved)
	}
	list.TypedRune('l')
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if l := done.Layer("claim"); l == nil || !l.Out {
		t.Errorf("%+v", done)
	}
	if !strings.Contains(loaded(1), "one thing") || !strings.Contains(loaded(1200), "1,200") {
		t.Error(loaded(1), loaded(1200))
	}
}

// TestReviewFits: where the window is low the list has fewer rows, and the buttons stay in sight.
func TestReviewFits(t *testing.T) {
	w := window(t)
	w.Resize(fyne.NewSize(1024, 640))
	f := valued(t)
	for i := range 20 {
		id := annotate.LayerID(strings.Repeat("ü", i+1))
		f.From.Layers = append(f.From.Layers, annotate.Layer{ID: id, Name: string(id)})
	}
	for range 9 {
		f.Survey.Report.Refused.Add(codec.Problem{Place: "line 7", Text: "it is no JSON"})
	}
	f.Mapping = codec.Propose(f.From, f.To)
	list := newMappingList(newMapping(f.From, f.To, f.Mapping, f.Survey), nothing, nothing)
	content := f.layout(list, func(Reading, *text.Unit) {}, 860, nothing, nothing)
	list.fit(content, 600)
	if h := content.MinSize().Height; h > 600 || list.list.Rows < 3 {
		t.Errorf("it is %v high with %v rows", h, list.list.Rows)
	}
}

// TestFirstDocumentBegins: where the first mark is far from the top, it is in sight.
func TestFirstDocumentBegins(t *testing.T) {
	w := window(t)
	f := valued(t)
	body, err := text.New(strings.Repeat("Müller u\u0308ber 𐐀 📌 الميناء\n", 100) + "harbour" + strings.Repeat("\ne\u0301", 50))
	if err != nil {
		t.Fatal(err)
	}
	at := text.Offset(strings.Index(body.String(), "harbour"))
	first := &codec.Document{Text: body, Annotations: []*annotate.Annotation{{Layer: "claim", Fragments: []text.Span{{Start: at, End: at + 7}}}}}
	d := newFirstDocument(newMapping(f.From, f.To, f.Mapping, f.Survey), first)
	o := Open(w, d.content(), Options{Width: 860})
	if got := d.view.Place(); got.Offset > at || at-got.Offset > 100 {
		t.Errorf("it begins at %d, and the first mark is at %d", got.Offset, at)
	}
	o.Close()
}
