package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
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
		if len(docs.rows) != c.rows {
			t.Errorf("%q finds %d of %d rows, want %d", c.query, len(docs.rows), len(docs.all), c.rows)
		}
	}
	if !docs.empty.Visible() {
		t.Error("nothing says that no document matches")
	}
	s.press(fyne.KeyEscape)
	if len(docs.rows) != 17 || docs.empty.Visible() {
		t.Errorf("Escape shows %d rows", len(docs.rows))
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
		got, want := f.find(d.documents, typed), fresh.find(d.documents, typed)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d rows, want %d", typed, len(got), len(want))
		}
	}
	if got := f.find(d.documents, "coa"); len(got) != 3 {
		t.Errorf("after deleting letters: %d rows", len(got))
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
	if len(docs.rows) != 19 {
		t.Errorf("9999 is in %d titles", len(docs.rows))
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
	rows := manyDocuments(100_000)
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
		if got := lower([]byte(s)); got != strings.ToLower(s) {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func TestShortName(t *testing.T) {
	for in, want := range map[string]string{
		"Nadia Farouk": "N. Farouk", "Agency": "Agency", "The Economist": "The Economist", "رنا سلمان": "ر. سلمان",
		"Ömer Ü. Ak": "Ömer Ü. Ak", "UN News": "UN News", "Ludwig van Beethoven": "Ludwig van Beethoven", "": "",
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
	for _, d := range docs.all {
		r.fill(d, false)
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

func TestLayers(t *testing.T) {
	d := newDesk()
	var l *Layers
	s := onStage(t, d, func() fyne.CanvasObject { l = NewLayers(d); return l }, 336, 140)
	l.OnToggle = func(id annotate.LayerID) {
		d.hidden[id] = !d.hidden[id]
		l.RefreshCounts()
	}
	l.OnMark = func(id annotate.LayerID) { d.log = append(d.log, "mark "+string(id)) }
	if len(l.rows) != 3 || l.rows[2].count.Text() != "11" || l.rows[0].key.Key() != "1" {
		t.Errorf("%d rows, actor count %q", len(l.rows), l.rows[2].count.Text())
	}
	l.rows[1].eye.Tapped(nil)
	if !d.hidden["Stance"] || l.rows[1].name.Style().Colour != theme.Muted {
		t.Error("the eye hides")
	}
	l.rows[0].ground.Tapped(nil)
	s.took("mark Claim")
}

func annotationsOn(t *testing.T, d *desk) (*stage, *Annotations) {
	s := onStage(t, d, func() fyne.CanvasObject { d.table = NewAnnotations(d); return d.table }, 860, 220)
	d.table.OnSelect = func(id annotate.ID) { d.log = append(d.log, quoteOf(d.Annotation(id))[:6]) }
	d.table.OnDone = func() { d.log = append(d.log, "done") }
	return s, d.table
}

func (a *Annotations) column(title string) int {
	return slices.IndexFunc(a.columns, func(c column) bool { return c.Title == title })
}

func TestColumnsFromTheSchema(t *testing.T) {
	_, a := annotationsOn(t, newDesk())
	var titles []string
	for _, c := range a.columns {
		titles = append(titles, c.Title)
	}
	if got := strings.Join(titles, "|"); got != "Layer|Quote|Claimant or holder|Category|Stance|Date" {
		t.Errorf("columns %s", got)
	}
	if c := a.cell(3, 3); c.Text != "201, 203" {
		t.Errorf("several tags are %q", c.Text)
	}
	if c := a.cell(1, 4); c.Text != "none" || c.Mark != control.None {
		t.Errorf("none is %+v", c)
	}
	if c := a.cell(5, 5); c.Text != "Mar 2025" {
		t.Errorf("a month is %q", c.Text)
	}
	if c := a.cell(2, 2); c.Text == "unset" || a.cell(5, 2).Text != "Dockers’ Union" {
		t.Errorf("claimants %+v", c)
	}
}

func TestTableKeysAndSorting(t *testing.T) {
	s, a := annotationsOn(t, newDesk())
	a.Focus()
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEscape)
	s.took("reject", "the qu", "reject", "done")
	quotes := func() (list []string) {
		for _, r := range a.rows[:4] {
			list = append(list, string([]rune(quoteOf(r))[:5]))
		}
		return list
	}
	s.press(rune('1' + a.column("Date")))
	if got := fmt.Sprint(quotes()); got != "[«المي accus rejec the q]" {
		t.Errorf("by date: %s", got)
	}
	if a.table.List.Selected() != 2 {
		t.Errorf("the selected annotation is in row %d", a.table.List.Selected())
	}
	s.press(rune('1' + a.column("Stance")))
	first := a.rows[0]
	s.press(rune('1' + a.column("Stance")))
	if a.rows[0] == first || len(a.rows) != 17 {
		t.Error("the second press does not turn the order")
	}
}

func TestTableFilter(t *testing.T) {
	s, a := annotationsOn(t, newDesk())
	a.Focus()
	s.press('/')
	s.write("dabbagh against")
	if len(a.rows) != 2 {
		t.Errorf("%d rows", len(a.rows))
	}
	s.press(fyne.KeyEscape)
	if len(a.rows) != 17 || a.filter.Visible() {
		t.Errorf("%d rows after Escape", len(a.rows))
	}
}

func TestTableTakesChangesIn(t *testing.T) {
	d := newDesk()
	_, a := annotationsOn(t, d)
	if a.note.Text() != "1 claim misses a required slot" {
		t.Errorf("note %q", a.note.Text())
	}
	x := d.mark("Claim", 100, "ü e\u0301 📌")
	a.Changed(nil, x)
	if n, of := a.Place(x.ID); n != 2 || of != 18 || a.note.Text() != "2 claims miss a required slot" {
		t.Errorf("place %d of %d, note %q", n, of, a.note.Text())
	}
	if a.Next(x.ID, 1) != d.annotations[1].ID || a.Next(x.ID, -1) != d.annotations[0].ID {
		t.Error("the neighbours are others")
	}
	if a.Next(annotate.ID{}, 1) != d.annotations[0].ID || !a.Next(d.annotations[0].ID, -1).IsZero() {
		t.Error("the ends")
	}
	moved := *x
	moved.Fragments = []text.Span{{Start: 5000, End: 5010}}
	a.Changed(x, &moved)
	if n, _ := a.Place(x.ID); n != 18 {
		t.Errorf("moved to place %d", n)
	}
	a.Changed(&moved, nil)
	if len(a.rows) != 17 || a.note.Text() != "1 claim misses a required slot" {
		t.Errorf("%d rows, note %q", len(a.rows), a.note.Text())
	}
}

func TestTabs(t *testing.T) {
	_, a := annotationsOn(t, newDesk())
	a.ShowTab(TabRelations)
	if !a.relations.Visible() || a.table.Visible() || a.relations.cell(0, 0).Text == "" || !strings.HasPrefix(a.relations.cell(0, 1).Text, "accused the ministry") {
		t.Errorf("relations %+v", a.relations.cell(0, 1))
	}
	a.ShowTab(TabHistory)
	var labels []string
	for i := range a.history.rows {
		labels = append(labels, a.history.cell(i, 0).Text+"/"+a.history.cell(i, 1).Text)
	}
	if got := strings.Join(labels, "|"); got != "Undo mark stance/|Mark stance/undone|Set category of “accused the ministry …”/|Import 17 documents (34 changes)/" {
		t.Errorf("history %s", got)
	}
}

func TestUndone(t *testing.T) {
	steps := []Step{ // the newest first
		{Number: 5, Cause: annotate.Undoing, Of: 2},
		{Number: 4, Cause: annotate.Redoing, Of: 3},
		{Number: 3, Cause: annotate.Undoing, Of: 1},
		{Number: 2}, {Number: 1},
	}
	back := undone(steps)
	if back[1] || !back[2] || !back[3] || back[5] {
		t.Errorf("undone %v", back)
	}
}

func TestReadDate(t *testing.T) {
	for in, want := range map[string]string{
		"13 March 2025": "2025-03-13", "march 13, 2025": "2025-03-13", "13th mar 2025": "2025-03-13", "Mar 2025": "2025-03", "2025": "2025",
		"2025-03": "2025-03", "2025-3-7": "2025-03-07", "7.3.2025": "2025-03-07", "07/03/2025": "2025-03-07", "3/2025": "2025-03", "١٣ March ٢٠٢٥": "2025-03-13",
		"": "", "31 February 2025": "", "13.13.2025": "", "soon": "", "March": "", "13 March": "", "1 2 3 4": "", "📌": "", "25": "",
	} {
		d, err := readDate(in)
		if d.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", in, d, err, want)
		}
	}
	for _, iso := range []string{"2025-03-13", "2025-03", "2025", "0907-12-31"} {
		d, _ := annotate.ParseDate(iso)
		for _, words := range []string{longDate(d), shortDate(d), d.String()} {
			if iso[0] == '0' && words != iso {
				continue
			}
			if back, err := readDate(words); back != d {
				t.Errorf("%s is shown as %q and read back as %s, %v", iso, words, back, err)
			}
		}
	}
}

func TestReadNumber(t *testing.T) {
	for in, want := range map[string]float64{
		"3": 3, "3.5": 3.5, "3,5": 3.5, "1,234": 1234, "1,234.5": 1234.5, "1.234,5": 1234.5, "1 234,5": 1234.5, "1’234.5": 1234.5, "−2": -2,
		"٣٫٥": 3.5, "१२": 12, "1.234.567": 1234567, "0,125": 125, "1e3": 1000,
	} {
		if v, err := readNumber(in); err != nil || v != want {
			t.Errorf("%q is %v, %v; want %v", in, v, err, want)
		}
	}
	for _, in := range []string{"", "x", "3x", "NaN", "inf", "1e999", "0x10", "--1", "📌", "1,2,3x"} {
		if v, err := readNumber(in); err == nil {
			t.Errorf("%q is taken for %v", in, v)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	f.Add("13 March 2025")
	f.Add("٢٠٢٥-٠٣")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := readDate(s); err == nil {
			if back, err := readDate(longDate(d)); err != nil || back != d {
				t.Errorf("%q is %v, shown as %q, read back as %v", s, d, longDate(d), back)
			}
		}
	})
}

func TestMatchEntities(t *testing.T) {
	d := newDesk()
	for query, want := range map[string]string{
		"dock": "Dockers’ Union|Dockyard Company|Chair of the Dockers’ Union", "the union": "Dockers’ Union|Karim Dabbagh", "كريم": "Karim Dabbagh", "zzz": "",
	} {
		var names []string
		for _, o := range MatchEntities(d.entities, query, 12) {
			names = append(names, o.Entity.Name)
		}
		if got := strings.Join(names, "|"); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	if n := len(MatchEntities(d.entities, "", 3)); n != 3 {
		t.Errorf("an empty query offers %d", n)
	}
}

func TestFilterIsFast(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	rows := manyDocuments(100_000)
	var f filter
	f.find(rows, "warm")
	start := time.Now()
	f.find(rows, "report 7")
	if d := time.Since(start); d > 250*time.Millisecond { // 50 ms with room for a busy machine
		t.Errorf("filtering 100,000 documents took %v", d)
	}
}

func BenchmarkCardShows(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Light))
	d := newDesk()
	c := d.wire()
	w := test.NewTempWindow(b, c)
	w.Resize(fyne.NewSize(336, 560))
	for i := 0; b.Loop(); i++ {
		c.Display(d.annotations[i%6].ID)
	}
}

func BenchmarkCardTypes(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Light))
	d := newDesk()
	c := d.wire()
	w := test.NewTempWindow(b, c)
	w.Resize(fyne.NewSize(336, 560))
	c.Display(d.annotations[3].ID)
	c.FocusFeature("category")
	s := c.focusedSlot()
	for b.Loop() {
		s.TypedRune('t')
		s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}
