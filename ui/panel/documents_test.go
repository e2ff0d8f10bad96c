package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/ui/theme"
)

func documentsOn(t *testing.T, d *desk) (*stage, *Documents) {
	var docs *Documents
	s := onStage(t, d, func() fyne.CanvasObject { docs = NewDocuments(d); return docs }, 244, 600)
	docs.OnOpen = func(id annotate.ID) { d.log = append(d.log, fmt.Sprint("open ", id[15])) }
	return s, docs
}

func TestDocumentsOpen(t *testing.T) {
	s, docs := documentsOn(t, newDesk())
	docs.Open(s.desk.documents[3].ID)
	s.took()
	if docs.list.Selected() != 3 {
		t.Errorf("row %d is selected", docs.list.Selected())
	}
	docs.Next(1)
	docs.Next(-1)
	docs.Next(-1)
	docs.list.Focus()
	s.press(fyne.KeyDown, fyne.KeyHome)
	if docs.Next(-1) {
		t.Error("there is a document before the first")
	}
	s.took("open 5", "open 4", "open 3", "open 4", "open 1")
}

func TestDocumentsFilter(t *testing.T) {
	s, docs := documentsOn(t, newDesk())
	docs.FocusFilter()
	for _, c := range []struct {
		query string
		rows  int
	}{{"", 17}, {"farouk", 2}, {"FAROUK mar", 2}, {"المجلس", 1}, {"2025-02", 2}, {"14 march", 1}, {"coast COURIER", 3}, {"e\u0301tude 📌", 1}, {"nothing", 0}} {
		docs.input.SetText(c.query)
		docs.refilter()
		if docs.count() != c.rows {
			t.Errorf("%q finds %d of %d rows, want %d", c.query, docs.count(), docs.all.Len(), c.rows)
		}
	}
	if !docs.empty.Visible() {
		t.Error("nothing says that no document matches")
	}
	s.press(fyne.KeyEscape)
	if docs.count() != 17 || docs.empty.Visible() {
		t.Errorf("Escape shows %d rows", docs.count())
	}
	s.write("farouk")
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	s.took("open 1", "open 9", "open 9")
}

// Letters that follow look only through what is found; the result is what a search of
// everything would give.
func TestFilterNarrows(t *testing.T) {
	d := newDesk()
	var f filter
	typed := ""
	for _, r := range "coast mar 2025" {
		typed += string(r)
		var fresh filter
		got, _ := f.find(heads(d.documents), typed)
		want, _ := fresh.find(heads(d.documents), typed)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d rows, want %d", typed, len(got), len(want))
		}
	}
	if got, holds := f.find(heads(d.documents), "coa"); len(got) != 3 || !holds {
		t.Errorf("after deleting letters: %d rows", len(got))
	}
}

// What is changed while words are typed is found by its new title, though it was not
// among those found before, and not by its old one.
func TestFilterSeesChanges(t *testing.T) {
	d := newDesk()
	_, docs := documentsOn(t, d)
	docs.input.SetText("harb")
	docs.refilter()
	for i, title := range map[int]string{0: "Harbour e\u0301 📌", 5: "𐐀 Café"} {
		head := *d.documents[i].Document
		head.Title = title
		d.documents[i].Document = &head
		docs.RefreshDocument(head.ID)
	}
	for query, want := range map[string]int{"harbour e\u0301 📌": 0, "𐐀 café": 5} {
		docs.input.SetText(query)
		docs.refilter()
		if row, _ := docs.row(0); docs.count() != 1 || row.ID != d.documents[want].ID || docs.find(row.ID) != 0 {
			t.Errorf("%q finds %d rows, first %q", query, docs.count(), row.Title)
		}
	}
}

func manyDocuments(n int) []*annotate.Summary {
	rows := make([]*annotate.Summary, n)
	for i := range rows {
		rows[i] = &annotate.Summary{Document: &annotate.Document{
			ID: annotate.ID{0: byte(i >> 16), 1: byte(i >> 8), 2: byte(i), 15: 1}, Title: fmt.Sprintf("Harbour report %d حزب", i), Author: "Nadia Farouk",
			Date: annotate.Date{Year: 2025, Month: uint8(i%12 + 1), Day: uint8(i%28 + 1)},
		}}
	}
	return rows
}

func TestManyDocuments(t *testing.T) {
	d := newDesk()
	d.documents = manyDocuments(100_000)
	s, docs := documentsOn(t, d)
	docs.Open(d.documents[70_000].ID)
	for range 20 {
		docs.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -900)})
	}
	if n := countObjects(s.window.Content()); n > 400 {
		t.Errorf("%d objects for 100,000 documents", n)
	}
	docs.FocusFilter()
	s.write("9999")
	if docs.count() != 19 {
		t.Errorf("9999 is in %d titles", docs.count())
	}
}

func countObjects(o fyne.CanvasObject) int {
	n := 1
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			n += countObjects(c)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			n += countObjects(c)
		}
	}
	return n
}

func BenchmarkFilter100k(b *testing.B) {
	rows := heads(manyDocuments(100_000))
	var f filter
	f.find(rows, "x")
	for _, q := range []string{"r", "report 77", "report 777"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				f.query, f.whole = nil, false
				f.find(rows, q)
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			var cold filter
			cold.find(rows, "report")
		}
	})
}

func TestLower(t *testing.T) {
	for _, s := range []string{"Harbour", "ÜBER", "e\u0301 É", "حزب الساحل", "ΑΒΓ", "ДОМ", "\u1E24ayat", "\U00010400 📌", "ﬀ Ａ", "שלום ABC"} {
		if got := string(lower([]byte("É"+s), 2)); got != "É"+strings.ToLower(s) {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func TestShortName(t *testing.T) {
	for in, want := range map[string]string{
		"Nadia Farouk": "N. Farouk", "Agency": "Agency", "The Economist": "The Economist", "رنا سلمان": "ر. سلمان",
		"Ömer Ü. Ak": "Ömer Ü. Ak", "نقابة عمال الميناء": "نقابة عمال الميناء", "Coast News Agency": "Coast News Agency", "UN News": "UN News", "Ludwig van Beethoven": "Ludwig van Beethoven", "": "",
	} {
		if got := shortName(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestDocumentRowEdges(t *testing.T) {
	_, docs := documentsOn(t, newDesk())
	r := newDocumentRow()
	r.Resize(fyne.NewSize(244, theme.DocumentRowHeight))
	for i := range docs.all.Len() {
		r.fill(docs.all.At(i), i, false)
		if r.title.Position().X != r.about.Position().X {
			t.Error("the two lines of a row begin apart")
		}
		if end := r.about.Position().X + r.about.Size().Width; end > r.count.Position().X {
			t.Errorf("%q runs into the count", r.about.Text())
		}
	}
}

func TestRailFollows(t *testing.T) {
	d := newDesk()
	s, docs := documentsOn(t, d)
	r := docs.Rail()
	if r != docs.Rail() || r.list.Count() != 17 || r.status.Text() != "7/17" {
		t.Errorf("rail of %d rows, %q", r.list.Count(), r.status.Text())
	}
	docs.Open(d.documents[2].ID)
	if r.list.Selected() != 2 {
		t.Errorf("rail has row %d", r.list.Selected())
	}
	d.documents[0].State = annotate.Done
	docs.RefreshDocument(d.documents[0].ID)
	if r.status.Text() != "8/17" || docs.status.Text() != "8 of 17 done" {
		t.Errorf("%q and %q", r.status.Text(), docs.status.Text())
	}
	r.list.OnSelect(4)
	s.took("open 5")
}

// Escape and Enter lead out of the list, from the filter by way of the rows.
func TestDocumentsAreLeft(t *testing.T) {
	d := newDesk()
	list := NewDocuments(d)
	left := 0
	list.OnLeave = func() { left++ }
	s := onStage(t, d, func() fyne.CanvasObject { return list }, 244, 500)
	list.FocusFilter()
	s.write("ü")
	s.press(fyne.KeyEscape, fyne.KeyEscape)
	if left != 0 || s.window.Canvas().Focused() != fyne.Focusable(list.list) {
		t.Fatalf("two Escapes lead to %T, left %d times", s.window.Canvas().Focused(), left)
	}
	s.press(fyne.KeyEscape, fyne.KeyReturn)
	if left != 2 {
		t.Errorf("left %d times", left)
	}
}
