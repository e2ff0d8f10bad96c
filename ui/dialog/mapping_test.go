package dialog

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/ui/control"
)

// mapped is a collection with an Arabic layer that has features, and a project that has
// one of its layers.
func mapped(t *testing.T) Foreign {
	t.Helper()
	words := []annotate.FeatureType{annotate.TypeText}
	from := &annotate.Schema{Layers: []annotate.Layer{
		{ID: "الميناء", Name: "الميناء", Features: []annotate.Feature{{ID: "ü", Name: "ü", Types: words}, {ID: "e\u0301", Name: "e\u0301", Types: words}}},
		{ID: "claim", Name: "claim"},
	}, Relations: []annotate.RelationType{{ID: "📌", Name: "📌"}}}
	to := &annotate.Schema{Layers: []annotate.Layer{
		{ID: "Claim", Name: "Claim", Colour: 1, Features: []annotate.Feature{{ID: "U", Name: "Ü", Types: words}}}, {ID: "Actor", Name: "Actor", Colour: 3},
	}}
	body, err := text.New("Müller 👩‍👩‍👧 𐐀\nالميناء ملك للناس")
	if err != nil {
		t.Fatal(err)
	}
	report := codec.Report{}
	report.Refused.Add(codec.Problem{Place: "line 7", Text: "it is no JSON"})
	report.Doubtful.Add(codec.Problem{Place: "line 2", Text: "its positions are taken as UTF-16 units"})
	return Foreign{Name: "Müller.jsonl", Format: "doccano JSONL", Grounds: "Recognised as doccano JSONL, 95 % sure: its lines say so.", From: from, To: to, Mapping: codec.Propose(from, to),
		Readings: []Reading{{Name: "doccano", Title: "doccano JSONL (95 % sure)", Now: true}, {Title: "Plain text"}},
		Survey: &codec.Survey{Documents: 2, There: 1, Annotations: 5, Relations: 1, Report: report, First: &codec.Document{Head: annotate.Document{Title: "Häfen"}, Text: body},
			Layers: map[annotate.LayerID]*codec.Count{"الميناء": {Records: 4, Values: map[annotate.FeatureID]int{"ü": 3}}, "claim": {Records: 1}},
			Types:  map[annotate.RelationTypeID]*codec.Count{"📌": {Records: 1}}},
		Leave: func() {},
	}
}

// said is what a mapping shows, a row a line.
func (l *mappingList) said() (rows []string) {
	for _, at := range l.rows {
		rows = append(rows, strings.NewReplacer("\u2068", "", "\u2069", "").Replace(l.name(at)+" · "+l.count(at)+" · "+l.placeOf(at).name))
	}
	return rows
}

// TestMappingRows: what is alike is proposed, the rest is new; features unfold; sending a
// layer elsewhere takes alike features along.
func TestMappingRows(t *testing.T) {
	window(t)
	f := mapped(t)
	l := newMappingList(newMapping(f.From, f.To, f.Mapping, f.Survey), func() {}, func() {})
	want := []string{"الميناء · 4 annotations · New layer “الميناء”", "claim · 1 annotation · Claim", "📌 · 1 relation · New relation type “📌”"}
	if got := l.said(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got := l.said(); len(got) != 5 || got[1] != "ü · 3 values · New feature “ü”" {
		t.Errorf("unfolded: %q", got)
	}
	l.send(l.rows[0], target{id: "Claim"})
	if got := l.said(); got[1] != "ü · 3 values · Ü" || got[2] != "e\u0301 · 0 values · New feature “e\u0301”" {
		t.Errorf("sent to Claim: %q", got)
	}
	l.send(l.rows[2], target{out: true})
	l.list.Select(2, false)
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if l.list.Selected() != 0 {
		t.Errorf("← of a feature leads to row %d", l.list.Selected())
	}
	l.send(l.rows[0], target{out: true})
	l.reload()
	if got := l.said(); len(got) != 3 || got[0] != "الميناء · 4 annotations · Leave out" {
		t.Errorf("left out: %q", got)
	}
	if m := l.now.Layer("الميناء"); !m.Out || m.To != "" {
		t.Errorf("%+v", m)
	}
}

// TestMappingFromFile: what a file says stands, what it says of layers that are not there
// does not.
func TestMappingFromFile(t *testing.T) {
	f := mapped(t)
	m := newMapping(f.From, f.To, codec.Mapping{Layers: []codec.LayerMapping{{From: "الميناء", To: "Actor"}, {From: "claim", To: "gone"}}}, f.Survey)
	if got := m.now.Layer("الميناء").To; got != "Actor" {
		t.Errorf("%q", got)
	}
	if got := m.now.Layer("claim").To; got != "Claim" {
		t.Errorf("%q", got)
	}
}

// TestReviewForeign: everything in it is in sight, the menu of a row is opened by the
// blank, and Enter agrees to what was chosen.
func TestReviewForeign(t *testing.T) {
	w := window(t)
	f := mapped(t)
	var agreed *codec.Mapping
	f.Done = func(m codec.Mapping) { agreed = &m }
	nothing := func() {}
	list0 := newMappingList(newMapping(f.From, f.To, f.Mapping, f.Survey), nothing, nothing)
	if h := f.layout(list0, func(Reading, *text.Unit) {}, 860, nothing, nothing).MinSize().Height; h > 600 {
		t.Errorf("it is %v high", h)
	}
	ReviewForeign(w, f)
	list, ok := w.Canvas().Focused().(*control.List)
	if !ok {
		t.Fatalf("%T has the keyboard", w.Canvas().Focused())
	}
	list.TypedRune(' ')
	menu, ok := w.Canvas().Focused().(*control.Menu)
	if !ok {
		t.Fatal("no menu is open")
	}
	menu.TypedRune('a')
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if agreed == nil || agreed.Layer("الميناء").To != "Actor" || agreed.Layer("claim").To != "Claim" {
		t.Errorf("agreed to %+v", agreed)
	}
}

// TestReviewForeignLeft: Escape leaves, and says so once.
func TestReviewForeignLeft(t *testing.T) {
	w := window(t)
	f := mapped(t)
	left := 0
	f.Leave = func() { left++ }
	ReviewForeign(w, f)
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if left != 1 || Top(w.Canvas()) != nil {
		t.Errorf("left %d times", left)
	}
}

// TestLines: losses are counted first, then all that is known stands line by line.
func TestLines(t *testing.T) {
	r := &codec.Report{}
	for range 12 {
		r.Lose(codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}, codec.Problem{Document: "Müller"})
	}
	r.Refused.Add(codec.Problem{Place: "line 7", Text: "it is no JSON"})
	if got := Sorts(r); got != "1 refused, 12 discontinuous spans written as their hulls" {
		t.Errorf("%q", got)
	}
	lines := Lines(r)
	if len(lines) != 14 || lines[0] != "12 discontinuous spans written as their hulls" || lines[1] != "refused: line 7: it is no JSON" {
		t.Errorf("%q", lines)
	}
	r.Remark(codec.Problem{Record: "passwords", Text: "Häfen 📌"})
	if lines := Lines(r); lines[2] != "worth knowing: passwords: Häfen 📌" || Remarks(r)[0] != lines[2] {
		t.Errorf("%q", lines)
	}
	if alone := (&codec.Report{Remarks: r.Remarks}); !Carried(alone) || Sorts(alone) != "1 worth knowing" {
		t.Errorf("%q", Sorts(alone))
	}
	w := window(t)
	ShowReport(w, Outcome{Happened: "Exported 1 document.", Report: r})
	if Top(w.Canvas()) == nil {
		t.Error("no card")
	}
}
