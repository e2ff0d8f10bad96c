package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/theme"
)

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

func TestMatchEntities(t *testing.T) {
	d := newDesk()
	for query, want := range map[string]string{
		"dock": "Dockers’ Union|Dockyard Company|Chair of the Dockers’ Union", "the union": "Dockers’ Union|Karim Dabbagh", "كريم": "Karim Dabbagh", "zzz": "",
		"dockers' u": "Dockers’ Union|Chair of the Dockers’ Union", "كَريم": "Karim Dabbagh", "DÓCKYARD": "Dockyard Company",
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

// TestDeleteRelation: Delete takes the selected relation away, Escape leads back.
func TestDeleteRelation(t *testing.T) {
	d := newDesk()
	_, a := annotationsOn(t, d)
	a.ShowTab(TabRelations)
	var gone annotate.ID
	done := false
	a.OnUnlink, a.OnDone = func(id annotate.ID) { gone = id }, func() { done = true }
	a.relations.key(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if !gone.IsZero() {
		t.Error("none was selected, and one goes")
	}
	a.relations.table.List.Select(0, true)
	a.relations.key(&fyne.KeyEvent{Name: fyne.KeyDelete})
	a.relations.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if gone != d.relations[0].ID || !done {
		t.Errorf("told %s, done %t", gone, done)
	}
}

// The legend says what colours stand for when that is not layers, and how many more there
// are than it shows; the filter shows its criteria, and every part of it can be pressed.
func TestLegendAndFilter(t *testing.T) {
	d := newDesk()
	var l *Layers
	s := onStage(t, d, func() fyne.CanvasObject { l = NewLayers(d); return l }, 336, 400)
	plain := l.MinSize().Height
	for i := range legendMost + 3 {
		d.legend = append(d.legend, LegendRow{Slot: i + 1, Name: fmt.Sprintf("سلمى %d", i), Count: i + 1})
	}
	d.filter = Filter{Criteria: []string{"Claim", "Stance: against", "A very long name of an organisation of dockers"}, Shown: 3, All: 22}
	grown := 0
	l.OnGrown = func() { grown++ }
	l.RefreshCounts()
	if len(l.legend) != legendMost || l.legend[legendMost-1].name.Text() != "and 4 more" || grown != 1 {
		t.Errorf("%d rows, the last %q, told %d times", len(l.legend), l.legend[legendMost-1].name.Text(), grown)
	}
	if l.rows[0].swatch.Visible() {
		t.Error("a layer still has a colour that means something else")
	}
	if h := l.MinSize().Height; h < plain+float32(legendMost)*theme.TreeRowHeight+60 {
		t.Errorf("the panel is %v high, was %v", h, plain)
	}
	l.OnLegend = func(i int) { d.log = append(d.log, fmt.Sprint("legend ", i)) }
	l.OnCriterion = func(i int) { d.log = append(d.log, fmt.Sprint("criterion ", i)) }
	l.OnClear = func() { d.log = append(d.log, "clear") }
	l.OnHide = func(hide bool) { d.log = append(d.log, fmt.Sprint("hide ", hide)) }
	l.legend[2].ground.Tapped(nil)
	l.legend[legendMost-1].ground.Tapped(nil) // stands for several
	l.filter.chips[1].OnRemove()
	l.filter.rests()[1].Action()
	l.filter.clear.Tapped(nil)
	s.took("legend 2", "criterion 1", "hide true", "clear")
	for i, c := range l.filter.chips {
		for _, o := range l.filter.chips[:i] {
			if p, q := c.Position(), o.Position(); p.Y == q.Y && p.X < q.X+o.Size().Width {
				t.Errorf("chip %d lies on another", i)
			}
		}
	}
	d.filter, d.legend = Filter{}, nil
	l.RefreshCounts()
	if l.filter.Visible() || l.MinSize().Height != plain {
		t.Errorf("without a filter the panel is %v high, was %v", l.MinSize().Height, plain)
	}
}
