package panel

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// AnnotationsSource is what the table of annotations shows.
type AnnotationsSource interface {
	// Schema is the schema in force; nil while no project is open.
	Schema() *annotate.Schema
	// Annotations are all of the open document, in any order.
	Annotations() []*annotate.Annotation
	// Relations are all of the open document, in any order.
	Relations() []*annotate.Relation
	// History are the latest steps, at most n, the newest first.
	History(n int) []Step
	// Entity finds an entity; nil when there is none.
	Entity(annotate.ID) *annotate.Entity
	// Annotation finds an annotation of the open document; nil when there is none.
	Annotation(annotate.ID) *annotate.Annotation
	// Annotator finds an annotator; nil when there is none.
	Annotator(annotate.ID) *annotate.Annotator
}

// Sifting is an [AnnotationsSource] some of whose annotations a filter holds back, and
// which says whether there is a document at all.
type Sifting interface {
	// Sifts reports whether a filter is on, and Passes whether it lets a through.
	Sifts() bool
	Passes(a *annotate.Annotation) bool
	// Opened reports whether a document is open.
	Opened() bool
}

// Step is a line of the history.
type Step struct {
	Number    uint64
	Label     string
	Annotator string
	Time      time.Time
	Cause     annotate.Cause
	Of        uint64 // of an undo or redo: the number of what it takes back
	Changes   int
}

// Tab is one of the lists under the text.
type Tab int

// The tabs.
const (
	TabAnnotations Tab = iota
	TabRelations
	TabHistory
)

// Annotations is what lies under the text: the document's annotations as a table that
// can be sorted and filtered, its relations, and the history of the project.
type Annotations struct {
	part
	OnSelect       func(annotate.ID) // a row was selected
	OnActivate     func(annotate.ID) // Enter or double click: its card is wanted
	OnRelation     func(annotate.ID) // a relation was selected
	OnUnlink       func(annotate.ID) // Delete on it: it is to go
	OnEditRelation func(annotate.ID) // Enter or a double click on it: what is said of it is to be edited
	OnDone         func()            // Escape: back to the text
	OnStep         func(number uint64)

	source  AnnotationsSource
	place   []*annotate.Annotation // in reading order
	rows    []*annotate.Annotation // as shown
	columns []column
	sorted  int // column; -1: reading order
	falling bool
	missed  map[annotate.LayerID]int // annotations with an empty required slot
	active  annotate.ID
	tab     Tab

	tabs      []*tabButton
	note      *control.Label
	find      *control.IconButton
	coming    bool
	filter    *control.Input
	line      *control.Separator
	table     *control.Table
	relations *relationList
	history   *historyList
	empty     *emptyNote
	ground    *control.Block
}

// NewAnnotations makes the panel and fills it.
func NewAnnotations(source AnnotationsSource) *Annotations {
	a := &Annotations{source: source, sorted: -1}
	a.build()
	a.arrange, a.min = a.layOut, func() fyne.Size { return fyne.NewSize(320, 34+theme.TableHead+theme.RowHeight) }
	a.ExtendBaseWidget(a)
	a.Reload()
	return a
}

func (a *Annotations) build() {
	for t, title := range []string{"Annotations", "Relations", "History"} {
		a.tabs = append(a.tabs, newTabButton(title, func() { a.ShowTab(Tab(t)) }))
	}
	a.note = control.NewLabel("", control.Hint)
	a.find = control.NewIconButton(icons.Search.Resource(), "Filter this list", a.toggleFilter)
	a.filter = control.NewInput("Filter annotations")
	a.filter.OnChanged = func(string) { a.show() }
	a.filter.OnEscape = a.toggleFilter
	a.filter.OnEnter = func(string) { a.table.List.Focus() }
	a.filter.OnKey = func(e *fyne.KeyEvent) bool {
		return (e.Name == fyne.KeyUp || e.Name == fyne.KeyDown) && a.table.List.Key(e.Name)
	}
	a.filter.Hide()
	a.table = control.NewTable(nil, a.cell)
	a.table.OnSort = func(column int, falling bool) {
		a.sorted, a.falling = column, falling
		a.show()
	}
	a.table.List.OnSelect = func(i int) { a.tell(a.OnSelect, i) }
	a.table.List.OnActivate = func(i int) { a.tell(a.OnActivate, i) }
	a.table.List.OnKey = a.key
	a.table.List.OnRune = a.typed
	a.relations, a.history = newRelationList(a), newHistoryList(a)
	a.empty = newEmptyNote()
	a.line = control.NewSeparator()
	a.ground = control.NewBlock(theme.Panel)
	a.children = []fyne.CanvasObject{a.ground, a.line, a.note, a.find, a.filter, a.table, a.relations, a.history, a.empty}
	for _, t := range a.tabs {
		a.children = append(a.children, t)
	}
}

const tabsHeight = float32(34)

func (a *Annotations) layOut(s fyne.Size) {
	place(a.ground, 0, 0, s.Width, s.Height)
	place(a.line, 0, 0, s.Width, 1)
	x := float32(14)
	for _, t := range a.tabs {
		x += centre(t, x, 1, tabsHeight) + 16
	}
	end := s.Width - 8 - theme.InputHeight
	centre(a.find, end, 1, tabsHeight)
	w := a.note.MinSize().Width
	end -= 12 + w
	show(a.note, end > x && !a.filter.Visible())
	centre(a.note, end, 1, tabsHeight)
	fw := min(240, s.Width-8-theme.InputHeight-8-x)
	place(a.filter, s.Width-8-theme.InputHeight-8-fw, 3, fw, theme.InputHeight)
	for _, o := range []fyne.CanvasObject{a.table, a.relations, a.history} {
		place(o, 0, tabsHeight, s.Width, s.Height-tabsHeight)
	}
	place(a.empty, 14, tabsHeight+26, s.Width-28, 44)
}

// Reload asks for everything anew: another document, or another schema.
func (a *Annotations) Reload() {
	a.columns, a.coming = nil, false
	a.place = slices.Clone(a.source.Annotations())
	slices.SortFunc(a.place, annotate.ComparePlace)
	a.missed = map[annotate.LayerID]int{}
	if a.source.Schema() != nil {
		a.columns = columns(a.source)
	}
	for _, p := range a.place {
		a.count(p, 1)
	}
	heads := make([]control.Column, len(a.columns))
	for i, c := range a.columns {
		heads[i] = c.Column
	}
	a.table.SetColumns(heads)
	if a.sorted >= len(heads) {
		a.sorted = -1
	}
	a.table.SetSorted(a.sorted, a.falling)
	a.show()
	a.RefreshRelations()
	a.RefreshHistory()
}

// Expect says that nothing is listed because it is still being read, until Reload.
func (a *Annotations) Expect() {
	a.coming = true
	a.heads()
}

// RefreshRelations asks for the relations anew.
func (a *Annotations) RefreshRelations() { a.relations.reload(); a.heads() }

// RefreshHistory asks for the history anew; cheap while its tab is not shown.
func (a *Annotations) RefreshHistory() { a.history.reload(); a.heads() }

// RefreshNames draws the rows in sight anew: an entity was renamed.
func (a *Annotations) RefreshNames() { a.table.List.Refresh() }

// Select shows id as the selected annotation and brings its row into sight; the zero ID
// selects none.
func (a *Annotations) Select(id annotate.ID) {
	a.active = id
	a.table.List.Select(a.rowOf(a.rows, id, a.sorted < 0), true)
}

// ShowTab shows one of the lists.
func (a *Annotations) ShowTab(t Tab) {
	a.tab = t
	a.history.reload()
	a.heads()
	a.layOut(a.Size())
}

// Tab is the list that is shown.
func (a *Annotations) Tab() Tab { return a.tab }

// Focus gives the shown list the keyboard.
func (a *Annotations) Focus() {
	switch a.tab {
	case TabRelations:
		a.relations.table.List.Focus()
	case TabHistory:
		a.history.table.List.Focus()
	default:
		a.table.List.Focus()
	}
}

// heads shows the tabs' counts, what is missing, and the list of the tab.
func (a *Annotations) heads() {
	counts := []string{a.shownOf(), control.Grouped(a.relations.count()), ""}
	for i, t := range a.tabs {
		t.set(counts[i], Tab(i) == a.tab)
	}
	a.note.SetText(a.missing())
	lists := []fyne.CanvasObject{a.table, a.relations, a.history}
	empty := []bool{len(a.rows) == 0, a.relations.count() == 0, a.history.count() == 0}
	for i, l := range lists {
		show(l, Tab(i) == a.tab && !empty[i])
	}
	show(a.empty, empty[a.tab])
	show(a.find, a.tab == TabAnnotations)
	switch {
	case a.coming && a.tab != TabHistory:
		a.empty.set("Reading the annotations", "The text can be read and marked.")
	case !a.opened() && a.tab != TabHistory:
		a.empty.set("No document is open", "Open one from the list, or add texts.")
	case a.tab == TabAnnotations && len(a.place) > 0 && len(a.query()) == 0:
		a.empty.set("No annotation passes the filter", "Clear the filter to show all.")
	case a.tab == TabAnnotations && len(a.place) > 0:
		a.empty.set("No annotation matches", "Press Esc to show all.")
	case a.tab == TabAnnotations:
		a.empty.set("No annotations in this document", "Select words and press a layer’s key.")
	case a.tab == TabRelations:
		a.empty.set("No relations in this document", "Select an annotation and link it to another one.")
	default:
		a.empty.set("Nothing done yet", "Every change is listed here and can be undone.")
	}
	a.layOut(a.Size())
}

// missing says how many annotations lack a required value: "2 claims miss a required slot".
func (a *Annotations) missing() string {
	total, layers, name := 0, 0, ""
	for id, n := range a.missed {
		if l := a.source.Schema().Layer(id); l != nil && n > 0 {
			total, layers, name = total+n, layers+1, strings.ToLower(l.Name)
		}
	}
	if layers > 1 {
		name = "annotation"
	}
	switch total {
	case 0:
		return ""
	case 1:
		return "1 " + name + " misses a required slot"
	}
	return fmt.Sprintf("%s %ss miss a required slot", control.Grouped(total), name)
}

func (a *Annotations) tell(f func(annotate.ID), i int) {
	if i >= len(a.rows) {
		return
	}
	a.active = a.rows[i].ID
	if f != nil {
		f(a.active)
	}
}

func (a *Annotations) key(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && a.OnDone != nil:
		a.OnDone()
	case e.Name == fyne.KeyDelete && a.tab == TabAnnotations:
		control.PassKey(a, e)
	default:
		control.PassFunction(a, e)
	}
}

// typed sorts by the column of a digit, and opens the filter with a slash; other letters
// are the window's.
func (a *Annotations) typed(r rune) {
	switch col := int(r - '1'); {
	case r == '/':
		a.toggleFilter()
	case col >= 0 && col < len(a.columns):
		a.falling = a.sorted == col && !a.falling
		a.sorted = col
		a.table.SetSorted(col, a.falling)
		a.show()
	default:
		control.PassRune(a, r)
	}
}

func (a *Annotations) toggleFilter() {
	open := !a.filter.Visible()
	show(a.filter, open)
	a.find.Pressed = open
	a.find.Refresh()
	if !open {
		a.filter.SetText("")
	}
	a.show()
	if open {
		a.filter.Focus()
	} else {
		a.table.List.Focus()
	}
}
