package codebook

import (
	"fyne.io/fyne/v2"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// left is the column of what there is: layers, tagsets and relation types under their
// heads, then document fields, versions, and what is to be looked at again.
type left struct {
	part
	editor *Editor
	ground *control.Block
	line   *control.Separator
	list   *control.List
	note   *control.Label
	rows   []leftRow
}

// leftRow is a row of the column. A head leads nowhere.
type leftRow struct {
	place  Place
	head   string // "Layers"; empty: a row
	text   string
	swatch int
	key    string
	count  int // -1: none is shown
	warn   bool
	apart  bool // with a line above
}

func newLeft(e *Editor) *left {
	l := &left{editor: e, ground: control.NewBlock(theme.Panel), line: control.NewSeparator(), note: control.NewLabel("", control.Hint)}
	l.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newLeftDrawing(e) }, l.bind)
	l.list.OnSelect = l.selected
	l.list.OnActivate = func(int) { e.enterMiddle() }
	l.list.OnKey = e.leftKey
	l.children = []fyne.CanvasObject{l.ground, l.list, l.note, l.line}
	l.arrange = l.layOut
	l.ExtendBaseWidget(l)
	return l
}

func (l *left) layOut(s fyne.Size) {
	const foot = 30
	place(l.ground, 0, 0, s.Width, s.Height)
	place(l.list, 0, 4, s.Width-1, s.Height-foot-4)
	fill(l.note, theme.PanelPadding, s.Width-theme.PanelPadding, s.Height-foot, foot)
	place(l.line, s.Width-1, 0, 1, s.Height)
}

// fill makes the rows those of the schema and stands at p.
func (l *left) fill(p Place) {
	l.rows = leftRows(l.editor.source)
	l.list.SetCount(len(l.rows))
	l.list.Select(l.find(p), true)
	if s := l.editor.source.Schema(); s != nil {
		l.note.SetText("Version " + control.Grouped(s.Version) + " in force")
	}
}

func (l *left) find(p Place) int {
	for i, r := range l.rows {
		if r.head == "" && r.place == p.whole() {
			return i
		}
	}
	return -1
}

// selected goes to what row i names; over a head it goes on in the direction of the step.
func (l *left) selected(i int) {
	from := l.find(l.editor.at)
	step := 1
	if l.list.ByKey() && i < from {
		step = -1
	}
	if i == 0 {
		step = 1 // the first row is a head
	}
	for i >= 0 && i < len(l.rows) && l.rows[i].head != "" {
		i += step
	}
	if i < 0 || i >= len(l.rows) {
		i = from
	}
	l.list.Select(i, true)
	if i >= 0 {
		l.editor.goTo(l.rows[i].place)
	}
}

// leftRows are the rows for a schema, in the order of the sections.
func leftRows(source Source) (rows []leftRow) {
	s := source.Schema()
	if s == nil {
		return nil
	}
	rows = append(rows, leftRow{head: "Layers", place: Place{Section: InLayers}})
	for i := range s.Layers {
		at := Place{Section: InLayers, Of: string(s.Layers[i].ID)}
		rows = append(rows, leftRow{place: at, text: s.Layers[i].Name, swatch: s.Layers[i].Colour, key: s.Layers[i].Key, count: source.Uses(at)})
	}
	rows = append(rows, leftRow{head: "Tagsets", place: Place{Section: InTagsets}})
	for i := range s.Tagsets {
		rows = append(rows, leftRow{place: Place{Section: InTagsets, Of: string(s.Tagsets[i].ID)}, text: s.Tagsets[i].Name, count: len(s.Tagsets[i].Tags)})
	}
	rows = append(rows, leftRow{head: "Relation types", place: Place{Section: InRelations}})
	for i := range s.Relations {
		at := Place{Section: InRelations, Of: string(s.Relations[i].ID)}
		rows = append(rows, leftRow{place: at, text: s.Relations[i].Name, count: source.Uses(at)})
	}
	marked := len(source.Marked())
	return append(rows,
		leftRow{place: Place{Section: InFields}, text: "Document fields", count: len(s.Fields), apart: true},
		leftRow{place: Place{Section: InVersions}, text: "Versions", count: source.Kept()},
		leftRow{place: Place{Section: InRecheck}, text: "To be rechecked", count: marked, warn: marked > 0})
}

func (l *left) bind(o fyne.CanvasObject, i int, s control.RowState) {
	if d, ok := o.(*leftDrawing); ok && i < len(l.rows) {
		d.fill(l.rows[i], s)
	}
}

// leftDrawing is the drawing of a row.
type leftDrawing struct {
	part
	row         leftRow
	editor      *Editor
	line        *control.Separator
	swatch      *control.Swatch
	name, count *control.Label
	warn        *control.Block
	key         *control.KeyCap
	add         *control.IconButton
}

func newLeftDrawing(e *Editor) *leftDrawing {
	d := &leftDrawing{editor: e, line: control.NewSeparator(), swatch: control.NewSwatch(1), name: control.NewLabel("", control.Body), count: control.NewLabel("", control.Body),
		warn: control.NewBlock(theme.WarnPale), key: control.NewKeyCap("")}
	d.warn.SetRadius(theme.ChipRadius)
	d.add = control.NewIconButton(icons.Plus.Resource(), "", func() { e.addIn(d.row.place.Section) })
	d.children = []fyne.CanvasObject{d.line, d.swatch, d.name, d.warn, d.count, d.key, d.add}
	d.arrange = d.layOut
	d.ExtendBaseWidget(d)
	return d
}

func (d *leftDrawing) fill(r leftRow, s control.RowState) {
	d.row = r
	show(d.line, r.apart)
	show(d.swatch, r.swatch > 0)
	d.swatch.SetSlot(r.swatch)
	show(d.add, r.head != "" && d.editor.writable())
	d.add.SetToolTip("Add " + noun(r.place.Section))
	show(d.key, r.key != "")
	d.key.SetKey(r.key)
	if r.head != "" {
		d.name.Set(r.head, control.Hint)
	} else {
		d.name.Set(r.text, control.Body.Heavy(s.Selected))
	}
	count, colour := "", theme.Text2
	if r.head == "" && r.count >= 0 {
		count = control.Grouped(r.count)
	}
	if r.warn {
		colour = theme.Warn
	}
	show(d.warn, r.warn)
	d.count.Set(count, control.Small.In(colour))
	d.layOut(d.Size())
}

func (d *leftDrawing) layOut(s fyne.Size) {
	place(d.line, theme.PanelPadding, 0, s.Width-2*theme.PanelPadding, 1)
	x, end := theme.PanelPadding, s.Width-theme.PanelPadding
	if d.row.head != "" {
		place(d.add, s.Width-theme.InputHeight-4, (s.Height-24)/2, theme.InputHeight, 24)
		fill(d.name, x, end-theme.InputHeight, 2, s.Height)
		return
	}
	if d.swatch.Visible() {
		x += centre(d.swatch, x, 0, s.Height) + 8
	}
	w := d.count.MinSize().Width
	centre(d.count, end-w, 0, s.Height)
	place(d.warn, end-w-6, (s.Height-20)/2, w+12, 20)
	end -= max(w, 20) + 8
	if d.key.Visible() {
		end -= d.key.MinSize().Width
		centre(d.key, end, 0, s.Height)
		end -= 6
	}
	fill(d.name, x, end, 0, s.Height)
}

// noun is what a section holds, one of it.
func noun(s Section) string {
	return [...]string{InLayers: "layer", InTagsets: "tagset", InRelations: "relation type", InFields: "document field", InVersions: "version", InRecheck: "annotation"}[s]
}
