package panel

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// DocumentsSource is what the list of documents shows.
type DocumentsSource interface {
	// Documents are all documents. The list asks for them at each Reload, and then asks what
	// it got whenever it draws.
	Documents() Headings
}

// Headings are documents in the order in which they are to stand. What At says of one may
// change without a word to the list before RefreshDocument; Len and the order only before
// Reload.
type Headings interface {
	Len() int
	// At is the document at a place: 0 ≤ i < Len.
	At(i int) annotate.Heading
	// Find is the place of a document; false when it is not there.
	Find(annotate.ID) (int, bool)
}

// Documents is the list of documents: state, title, author and date, number of
// annotations, a filter, and how much is done.
type Documents struct {
	part
	OnOpen  func(annotate.ID) // a document was chosen
	OnAdd   func()            // the plus was pressed
	OnLeave func()            // Enter or Escape in the rows: the keyboard goes elsewhere

	// Lacks is how many annotations of a document miss a required value; nil: nobody knows.
	Lacks func(annotate.ID) int

	source DocumentsSource
	all    Headings
	rows   []int32 // places of what the filter lets through, if it holds anything back
	holds  bool    // the filter has words
	filter filter
	states []annotate.State // of all, as they were last counted
	done   int
	open   annotate.ID

	head   *control.PanelHead
	input  *control.Input
	list   *control.List
	empty  *emptyNote
	line   *control.Separator
	status *control.Label
	up     *control.KeyCap
	down   *control.KeyCap
	bar    *control.Progress
	ground *control.Block
	rail   *Rail
}

// NewDocuments makes the list and fills it.
func NewDocuments(source DocumentsSource) *Documents {
	d := &Documents{source: source}
	d.build()
	d.arrange, d.min = d.layOut, func() fyne.Size { return fyne.NewSize(180, 240) }
	d.ExtendBaseWidget(d)
	d.Reload()
	return d
}

func (d *Documents) build() {
	add := control.NewIconButton(icons.Plus.Resource(), "Add documents", func() {
		if d.OnAdd != nil {
			d.OnAdd()
		}
	})
	d.head = control.NewPanelHead("Documents", add)
	d.input = control.NewInput("Filter")
	d.input.SetIcon(icons.Search.Resource())
	d.input.SetCap("Ctrl+P")
	d.input.OnChanged = func(string) { d.refilter() }
	d.input.OnEnter = func(string) { d.openRow(max(0, d.list.Selected())) }
	d.input.OnEscape = d.clearFilter
	d.input.OnKey = func(e *fyne.KeyEvent) bool {
		return (e.Name == fyne.KeyUp || e.Name == fyne.KeyDown) && d.list.Key(e.Name)
	}
	d.list = control.NewList(theme.DocumentRowHeight, func() fyne.CanvasObject { return newDocumentRow() }, d.bind)
	d.list.OnSelect = d.openRow
	d.list.OnKey = d.key
	d.list.OnRune = func(r rune) { d.input.Focus(); d.input.TypedRune(r) }
	d.line = control.NewSeparator()
	d.status = control.NewLabel("", control.Quiet)
	d.up, d.down = control.NewKeyCap("Alt+↑"), control.NewKeyCap("Alt+↓")
	d.bar = control.NewProgress()
	d.empty = newEmptyNote()
	d.ground = control.NewBlock(theme.Panel)
	d.children = []fyne.CanvasObject{d.ground, d.head, d.input, d.list, d.empty, d.line, d.status, d.up, d.down, d.bar}
}

// SetKeys shows the keys that lead to the filter, to the documents beside the open one and
// from the rail to the list; an empty one has no cap.
func (d *Documents) SetKeys(filter, previous, next, list string) {
	r, tip := d.Rail(), "Documents"
	if list != "" {
		tip += ", " + list
	}
	r.key.SetKey(list)
	r.open.SetToolTip(tip)
	r.layOut(r.Size())
	d.input.SetCap(filter)
	d.up.SetKey(previous)
	d.down.SetKey(next)
	d.layOut(d.Size())
}

const (
	filterGap  = float32(12)
	footHeight = float32(46)
)

func (d *Documents) layOut(s fyne.Size) {
	place(d.ground, 0, 0, s.Width, s.Height)
	place(d.head, 0, 0, s.Width, theme.PanelHead)
	pad := theme.PanelPadding
	place(d.input, pad, theme.PanelHead, s.Width-2*pad, theme.InputHeight)
	top := theme.PanelHead + theme.InputHeight + filterGap - 4
	foot := s.Height - footHeight
	place(d.list, 0, top, s.Width, foot-top)
	place(d.empty, pad, top+24, s.Width-2*pad, 80)
	place(d.line, 0, foot, s.Width, 1)
	centre(d.status, pad, foot+2, 30)
	x := s.Width - pad - d.down.MinSize().Width
	centre(d.down, x, foot+2, 30)
	centre(d.up, x-3-d.up.MinSize().Width, foot+2, 30)
	place(d.bar, pad, foot+35, s.Width-2*pad, 4)
}

// Reload asks the source for all documents: some were added, deleted or moved.
func (d *Documents) Reload() {
	d.all, d.done = d.source.Documents(), 0
	d.states = make([]annotate.State, d.all.Len())
	for i := range d.states {
		d.states[i] = d.all.At(i).State
		d.done += btoi(d.states[i] == annotate.Done)
	}
	d.filter.forget()
	d.refilter()
	d.showDone()
}

// RefreshDocument draws one row anew: its head, state or count has changed.
func (d *Documents) RefreshDocument(id annotate.ID) {
	if i := d.find(id); i >= 0 {
		d.list.RefreshRow(i)
	}
	if d.rail != nil {
		d.rail.refresh(id)
	}
	i, ok := d.all.Find(id)
	if !ok || i >= len(d.states) {
		return
	}
	row := d.all.At(i)
	d.filter.changed(i, row)
	if d.states[i] != row.State {
		d.done += btoi(row.State == annotate.Done) - btoi(d.states[i] == annotate.Done)
		d.states[i] = row.State
		d.showDone()
	}
}

// RefreshSigns draws the rows in sight anew: what is missing in documents has changed.
func (d *Documents) RefreshSigns() { d.list.Refresh() }

// count is how many rows the filter lets through.
func (d *Documents) count() int {
	if d.holds {
		return len(d.rows)
	}
	return len(d.states)
}

// row is the document of a row; false when there is none any more.
func (d *Documents) row(i int) (annotate.Heading, bool) {
	if i < 0 || i >= d.count() {
		return annotate.Heading{}, false
	}
	if d.holds {
		i = int(d.rows[i])
	}
	if i >= d.all.Len() {
		return annotate.Heading{}, false
	}
	return d.all.At(i), true
}

func (d *Documents) showDone() {
	d.status.SetText(fmt.Sprintf("%s of %s done", control.Grouped(d.done), control.Grouped(len(d.states))))
	d.bar.Set(float32(d.done) / float32(max(1, len(d.states))))
	d.head.Set("Documents", control.Grouped(len(d.states)))
	if d.rail != nil {
		d.rail.showDone()
	}
	d.layOut(d.Size())
}

// Open shows id as the open document and brings its row into sight; the zero ID shows none.
func (d *Documents) Open(id annotate.ID) {
	d.open = id
	d.list.Select(d.find(id), true)
	if d.rail != nil {
		d.rail.list.Select(d.find(id), true)
	}
}

// Next opens the document n rows below the open one, of those the filter lets through;
// a negative n goes up. It says whether there was one.
func (d *Documents) Next(n int) bool {
	i := d.find(d.open) + n
	if d.find(d.open) < 0 && n < 0 {
		i = d.count() - 1
	}
	if i < 0 || i >= d.count() {
		return false
	}
	d.list.Select(i, true)
	d.openRow(i)
	return true
}

// Walking reports, to whom OnOpen tells, whether the list was walked through by its own
// keys: then it keeps the keyboard.
func (d *Documents) Walking() bool {
	return d.list.ByKey() || d.rail != nil && d.rail.list.ByKey()
}

// FocusFilter gives the filter box the keyboard, with what is in it selected.
func (d *Documents) FocusFilter() {
	d.input.Focus()
	d.input.SelectAll()
}

// SetFilter writes words in the filter box, as a person would.
func (d *Documents) SetFilter(words string) {
	d.input.SetText(words)
	d.refilter()
}

// FocusList gives the rows the keyboard.
func (d *Documents) FocusList() { d.list.Focus() }

func (d *Documents) find(id annotate.ID) int {
	if id.IsZero() {
		return -1
	}
	i, ok := d.all.Find(id)
	if ok && d.holds {
		i, ok = slices.BinarySearch(d.rows, int32(i))
	}
	if !ok {
		return -1
	}
	return i
}

func (d *Documents) refilter() {
	d.rows, d.holds = d.filter.find(d.all, d.input.Text())
	d.list.SetCount(d.count())
	d.list.Select(d.find(d.open), true)
	switch {
	case len(d.states) == 0:
		d.empty.set("No documents yet", "Drop texts here, or press +.")
	case d.count() == 0:
		d.empty.set("No document matches", "Press Esc to show all. flag:difficult and state:done are understood as well.")
	}
	show(d.empty, d.count() == 0)
	if d.rail != nil {
		d.rail.reload()
	}
}

func (d *Documents) clearFilter() {
	if d.input.Text() != "" {
		d.input.SetText("")
		d.refilter()
		return
	}
	d.list.Focus()
}

// key leaves the list with Enter or Escape.
func (d *Documents) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		if d.OnLeave != nil {
			d.OnLeave()
		}
	default:
		control.PassFunction(d, e)
	}
}

func (d *Documents) openRow(i int) {
	row, ok := d.row(i)
	if !ok {
		return
	}
	d.open = row.ID
	if d.rail != nil {
		d.rail.list.Select(i, true)
	}
	if d.OnOpen != nil {
		d.OnOpen(d.open)
	}
}

func (d *Documents) bind(o fyne.CanvasObject, i int, s control.RowState) {
	r, ok := o.(*documentRow)
	if h, there := d.row(i); ok && there {
		lacks := 0
		if d.Lacks != nil {
			lacks = d.Lacks(h.ID)
		}
		r.fill(h, lacks, s.Selected)
	}
}
