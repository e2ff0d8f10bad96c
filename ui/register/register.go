package register

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Register is the window's content: lists, table, the card of possibly the same, the
// concordance, and the editor of the actor in hand.
type Register struct {
	part
	OnEdit   func(id annotate.ID, alter func(*annotate.Entity)) bool // false: it was not kept
	OnNew    func()
	OnMerge  func(keep annotate.ID, others ...annotate.ID)
	OnApart  func(a, b annotate.ID)
	OnDelete func(annotate.ID)
	OnImport func()
	OnExport func()
	OnWant   func(Wanted) // places are to be shown, by SetPlaces; an earlier wish is void
	OnJump   func(Place)
	OnChange func() // what is selected or shown has changed

	source Source
	model  model
	at     annotate.ID // the actor in hand
	picked map[annotate.ID]bool
	keys   Keys

	side   *sidebar
	table  *control.Table
	twins  *twins
	kwic   *kwic
	editor *Editor

	ground, paper, middleLine, headLine *control.Block
	title                               *control.Label
	search                              *control.Input
	add, imports, exports               *control.Button
	empty                               *control.Label
}

// New makes a register. Reload fills it.
func New(source Source) *Register {
	r := &Register{source: source, model: model{source: source}, picked: map[annotate.ID]bool{},
		ground: control.NewBlock(theme.Window), paper: control.NewBlock(theme.Paper), headLine: control.NewBlock(theme.Line), middleLine: control.NewBlock(theme.Line),
		title: control.NewLabel("Register of actors", control.Style{Size: theme.TitleSize, Bold: true}), empty: control.NewLabel("", control.Hint)}
	r.side = newSidebar(r.limit)
	r.buildTable()
	r.buildHead()
	r.twins = newTwins(source)
	r.twins.onMerge = func(keep, gone annotate.ID) { r.OnMerge(keep, gone) }
	r.twins.onApart = func(a, b annotate.ID) { r.OnApart(a, b) }
	r.twins.onLook = func(id annotate.ID) { r.Reveal(id) }
	r.kwic = newKwic()
	r.kwic.onWant = func(w Wanted) { r.OnWant(w) }
	r.kwic.onJump = func(p Place) { r.OnJump(p) }
	r.editor = newEditor(source)
	r.editor.onEdit = func(id annotate.ID, alter func(*annotate.Entity)) bool { return r.OnEdit(id, alter) }
	r.editor.onDelete = func(id annotate.ID) { r.OnDelete(id) }
	r.editor.onLeave = r.FocusTable
	r.editor.onLook = func(id annotate.ID) { r.Reveal(id) }
	r.children = []fyne.CanvasObject{r.ground, r.paper, r.title, r.search, r.add, r.imports, r.exports, r.headLine, r.side, r.table, r.empty, r.twins, r.kwic, r.editor, r.middleLine}
	r.min = func() fyne.Size { return fyne.NewSize(1024, 560) }
	r.arrange = r.layOut
	r.ExtendBaseWidget(r)
	return r
}

func (r *Register) buildHead() {
	r.search = control.NewInput("Name, alias or ID, in any script")
	r.search.SetIcon(icons.Search.Resource())
	r.search.OnChanged = func(s string) { r.Search(s) }
	r.search.OnEnter = func(string) { r.FocusTable() }
	r.search.OnEscape = func() {
		r.search.SetText("")
		r.Search("")
		r.FocusTable()
	}
	r.search.OnKey = func(e *fyne.KeyEvent) bool {
		return (e.Name == fyne.KeyUp || e.Name == fyne.KeyDown) && r.table.List.Key(e.Name)
	}
	r.add = control.NewButton("New actor", func() { r.OnNew() })
	r.add.Icon = icons.Plus.Resource()
	r.add.Refresh()
	r.imports = control.NewButton("Import…", func() { r.OnImport() })
	r.exports = control.NewButton("Export…", func() { r.OnExport() })
}

func (r *Register) buildTable() {
	r.table = control.NewTable([]control.Column{
		{Title: "Name", Width: 170, Sortable: true}, {Title: "Kind", Width: 100, Sortable: true}, {Title: "Aliases", Sortable: true},
		{Title: "Side", Width: 96, Sortable: true}, {Title: "Mentions", Width: 78, Sortable: true, End: true}, {Title: "Statements", Width: 92, Sortable: true, End: true},
	}, r.cell)
	r.table.SetSorted(byName, false)
	r.table.OnSort = r.Sort
	r.table.List.OnSelect = func(i int) {
		if i < len(r.model.rows) {
			r.hold(r.model.rows[i].ID)
		}
	}
	r.table.List.OnActivate = func(int) { r.EditActor() }
}

func (r *Register) cell(row, column int) control.Cell {
	if row >= len(r.model.rows) {
		return control.Cell{}
	}
	e, c := r.model.rows[row], control.Cell{}
	words := func(s string) {
		if c.Text = s; s == "" {
			c.Text, c.Colour = "unset", theme.Muted
		}
	}
	number := func(n int) {
		if c.Text = "…"; r.source.Counted() {
			c.Text = control.Grouped(n)
		}
	}
	switch column {
	case byName:
		c.Text, c.Bold = e.Name, row == r.table.List.Selected()
		if len(r.picked) > 0 {
			c.Mark = control.BoxOff
			if r.picked[e.ID] {
				c.Mark = control.BoxOn
			}
		}
	case byKind:
		c.Colour = theme.Text2
		words(e.Kind)
	case byAliases:
		c.Text, c.Colour = aliasNames(e), theme.Text2
	case bySide:
		c.Colour = theme.Text2
		words(e.Side)
	case byMentions:
		number(r.source.Uses(e.ID).Mentions)
	case byStatements:
		number(r.source.Uses(e.ID).Statements)
	}
	return c
}

// Sizes of the window's parts.
const (
	headHeight  = float32(47)
	sideWidth   = float32(219)
	editorWidth = float32(317)
)

func (r *Register) layOut(s fyne.Size) {
	left, right := sideWidth, s.Width-editorWidth
	switch {
	case s.Width < 1200:
		left, right = 196, s.Width-290
	case s.Width < 1300:
		right = s.Width - 300
	}
	place(r.ground, 0, 0, s.Width, headHeight)
	middle(r.title, 14, 0, headHeight)
	place(r.search, left+9, (headHeight-theme.InputHeight)/2, min(340, right-left-200), theme.InputHeight)
	end := s.Width - 12
	for _, b := range []*control.Button{r.exports, r.imports, r.add} {
		w := b.MinSize().Width
		end -= w
		place(b, end, (headHeight-theme.InputHeight)/2, w, theme.InputHeight)
		end -= 8
	}
	place(r.headLine, 0, headHeight, s.Width, 1)
	top := headHeight + 1
	place(r.side, 0, top, left, s.Height-top)
	place(r.paper, left, top, right-left, s.Height-top)
	place(r.editor, right, top, s.Width-right, s.Height-top)
	place(r.middleLine, right-1, top, 1, s.Height-top)
	r.centre(left, right-1, top, s.Height)
}

// centre places the table, the card and the concordance one below the other: the table has
// a bit less than half of what the card leaves.
func (r *Register) centre(left, right, top, bottom float32) {
	width := right - left
	unlinked := r.listsMentions()
	_, asks := r.twins.pair()
	show(r.table, !unlinked)
	show(r.twins, !unlinked && asks)
	show(r.empty, !unlinked && len(r.model.rows) == 0)
	if unlinked {
		place(r.kwic, left, top, width, bottom-top)
		return
	}
	room := bottom - top
	if asks {
		room -= twinsHeight + 8
	}
	rows := max(3, int((room*0.485-theme.TableHead)/theme.RowHeight))
	rows = max(min(rows, leastRows), min(rows, len(r.model.rows)))
	tall := theme.TableHead + float32(rows)*theme.RowHeight
	top += 3
	place(r.table, left, top, width, tall)
	middle(r.empty, left+14, top+theme.TableHead+4, theme.RowHeight)
	y := top + tall
	if asks {
		place(r.twins, left+14, y+8, width-28, twinsHeight)
		y += twinsHeight + 12
	}
	place(r.kwic, left, y, width, bottom-y)
}

// leastRows is how many rows the table keeps when a search finds fewer.
const leastRows = 5

// listsMentions reports whether mentions without an actor are shown in place of actors.
func (r *Register) listsMentions() bool { return !r.model.limited && r.model.list == Unlinked }

// Reload shows what there is now: actors came, went or changed.
func (r *Register) Reload() {
	place := r.model.place(r.at)
	r.model.fill()
	for id := range r.picked {
		if r.source.Actor(id) == nil {
			delete(r.picked, id)
		}
	}
	if r.source.Actor(r.at) == nil && len(r.model.rows) > 0 {
		r.at = r.model.rows[max(0, min(place, len(r.model.rows)-1))].ID
	}
	r.twins.show(r.source.Findings().Same)
	r.redraw()
}

// Refind shows what was found anew; the actors are the same.
func (r *Register) Refind() {
	r.twins.show(r.source.Findings().Same)
	if r.model.list >= Same {
		r.model.choose(r.source.Actors())
	}
	r.redraw()
}

// Recount shows how often actors are named now, and has the places read anew.
func (r *Register) Recount() {
	if r.model.column >= byMentions {
		r.model.choose(r.source.Actors())
	}
	r.twins.fill()
	r.redraw()
	r.kwic.ask()
}

// redraw shows what the model has, with the actor in hand selected.
func (r *Register) redraw() {
	r.side.show(&r.model)
	r.table.List.SetCount(len(r.model.rows))
	r.table.List.Select(r.model.place(r.at), false)
	r.empty.SetText(r.emptyWords())
	e := r.source.Actor(r.at)
	r.editor.show(e)
	if !r.listsMentions() {
		r.kwic.want(Wanted{r.at, r.kwic.wanted.Statements})
	}
	r.headKwic()
	r.layOut(r.Size())
	r.changed()
}

func (r *Register) emptyWords() string {
	switch {
	case r.model.actors == 0:
		return "There are no actors yet. " + r.keys.adds() + "Import takes a table."
	case r.model.query != "":
		return "No actor is called so. Esc shows all again."
	}
	return "Nobody is here."
}

func (r *Register) headKwic() {
	var e *annotate.Entity
	if !r.kwic.wanted.Actor.IsZero() {
		e = r.source.Actor(r.kwic.wanted.Actor)
	}
	r.kwic.head(e, r.source.Uses(r.kwic.wanted.Actor), r.source.Counted(), r.source.Unlinked())
}

func (r *Register) changed() {
	if r.OnChange != nil {
		r.OnChange()
	}
}

// refill is redraw after the search, the order or the list has changed: the actor in hand
// stays in hand if it is among the rows, else the first is.
func (r *Register) refill() {
	r.model.choose(r.source.Actors())
	if r.model.place(r.at) < 0 && len(r.model.rows) > 0 {
		r.at = r.model.rows[0].ID
	}
	r.redraw()
	r.table.List.Select(r.model.place(r.at), true)
}

// Search shows the actors with every word of s in a name, or whose ID begins so.
func (r *Register) Search(s string) {
	r.model.query = s
	if r.search.Text() != s {
		r.search.SetText(s)
	}
	r.refill()
}

// limit shows a list or a kind only.
func (r *Register) limit(e sideEntry) {
	r.model.list, r.model.limited, r.model.kind = e.list, e.of, e.kind
	if r.listsMentions() {
		r.kwic.want(Wanted{})
	}
	r.refill()
}

// ShowList shows one of the lists.
func (r *Register) ShowList(l List) { r.limit(sideEntry{list: l}) }

// hold takes an actor into the hand.
func (r *Register) hold(id annotate.ID) {
	if r.at == id {
		return
	}
	r.at = id
	r.editor.show(r.source.Actor(id))
	if !r.listsMentions() {
		r.kwic.want(Wanted{id, r.kwic.wanted.Statements})
		r.headKwic()
	}
	r.changed()
}

// Reveal takes an actor into the hand and brings it into sight, among all where it has to be.
func (r *Register) Reveal(id annotate.ID) {
	if r.source.Actor(id) == nil {
		return
	}
	if r.model.place(id) < 0 || r.listsMentions() {
		r.model.list, r.model.limited, r.model.query = All, false, ""
		r.search.SetText("")
		r.model.choose(r.source.Actors())
	}
	r.hold(id)
	r.redraw()
	r.table.List.Select(r.model.place(id), true)
}

// Actor is the actor in hand; the zero ID when there is none.
func (r *Register) Actor() annotate.ID { return r.at }

// Shown are the rows' actors, in their order. The slice is not changed.
func (r *Register) Shown() []*annotate.Entity { return r.model.rows }
