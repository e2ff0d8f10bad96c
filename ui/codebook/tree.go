package codebook

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// tree shows a tagset: its tags with their branches, which fold, and for a query those
// that have it with what they stand under. Only the rows in sight exist.
type tree struct {
	part
	editor *Editor
	list   *control.List
	empty  *note
	set    *annotate.Tagset
	folded map[annotate.TagID]bool
	query  string
	rows   []treeRow
}

// treeRow is a tag in sight.
type treeRow struct {
	tag      *annotate.Tag
	depth    int
	parent   bool // it has children
	unfolded bool
}

func newTree(e *Editor) *tree {
	t := &tree{editor: e, folded: map[annotate.TagID]bool{}, empty: newNote()}
	t.list = control.NewList(theme.TreeRowHeight, func() fyne.CanvasObject { return newTreeDrawing() }, t.bind)
	t.list.Ground = theme.Paper
	t.list.OnSelect = func(i int) { e.goTo(t.placeOf(i)) }
	t.list.OnActivate = func(int) { e.enterForm() }
	t.list.OnPressed = t.pressed
	t.list.OnKey = t.key
	t.children = []fyne.CanvasObject{t.list, t.empty}
	t.arrange = func(s fyne.Size) {
		place(t.list, 0, 0, s.Width, s.Height)
		place(t.empty, 0, s.Height/3, s.Width, t.empty.MinSize().Height)
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tree) placeOf(i int) Place {
	return Place{Section: InTagsets, Of: string(t.set.ID), Part: string(t.rows[i].tag.ID)}
}

// show shows a tagset and stands at the tag that p names, whose branch is unfolded.
func (t *tree) show(set *annotate.Tagset, p Place) {
	if t.set == nil || t.set.ID != set.ID {
		clear(t.folded)
		t.query = ""
	}
	t.set = set
	at := annotate.TagID(p.Part)
	for g := set.Tag(at); g != nil && g.Parent != ""; g = set.Tag(g.Parent) {
		delete(t.folded, g.Parent)
	}
	t.rows = treeRows(set, t.folded, t.query)
	t.list.SetCount(len(t.rows))
	t.list.Select(t.find(at), true)
	show(t.empty, len(t.rows) == 0)
	switch {
	case t.query != "":
		t.empty.set("No tag has “"+t.query+"”", "Esc shows all of them")
	default:
		t.empty.set("This tagset has no tags", withKey("Add the first one", "Ctrl+N"))
	}
}

func (t *tree) find(id annotate.TagID) int {
	for i := range t.rows {
		if t.rows[i].tag.ID == id {
			return i
		}
	}
	return -1
}

// treeRows are the tags in sight: those of unfolded branches, or those that have query in
// code or name with all above them.
func treeRows(set *annotate.Tagset, folded map[annotate.TagID]bool, query string) []treeRow {
	depth, parents := map[annotate.TagID]int{}, map[annotate.TagID]bool{}
	for i := range set.Tags {
		if g := &set.Tags[i]; g.Parent != "" {
			depth[g.ID] = depth[g.Parent] + 1
			parents[g.Parent] = true
		}
	}
	wanted := having(set, query)
	hidden := map[annotate.TagID]bool{}
	rows := make([]treeRow, 0, len(set.Tags))
	for i := range set.Tags {
		g := &set.Tags[i]
		if query == "" && g.Parent != "" && (hidden[g.Parent] || folded[g.Parent]) {
			hidden[g.ID] = true
			continue
		}
		if query != "" && !wanted[g.ID] {
			continue
		}
		rows = append(rows, treeRow{tag: g, depth: depth[g.ID], parent: parents[g.ID], unfolded: query != "" || !folded[g.ID]})
	}
	return rows
}

// having are the tags that have query, and those above them.
func having(set *annotate.Tagset, query string) map[annotate.TagID]bool {
	if query == "" {
		return nil
	}
	query = strings.ToLower(query)
	list := map[annotate.TagID]bool{}
	for i := len(set.Tags) - 1; i >= 0; i-- { // children before their parents
		g := &set.Tags[i]
		if list[g.ID] = list[g.ID] || strings.Contains(strings.ToLower(g.Label()), query); list[g.ID] && g.Parent != "" {
			list[g.Parent] = true
		}
	}
	return list
}

// pressed folds a branch when its chevron was hit.
func (t *tree) pressed(i int, x float32) {
	if i < len(t.rows) && t.rows[i].parent && x < indent(t.rows[i].depth)+18 {
		t.fold(i, t.rows[i].unfolded)
	}
}

func (t *tree) fold(i int, close bool) {
	if close {
		t.folded[t.rows[i].tag.ID] = true
	} else {
		delete(t.folded, t.rows[i].tag.ID)
	}
	at := t.rows[i].tag.ID
	t.rows = treeRows(t.set, t.folded, t.query)
	t.list.SetCount(len(t.rows))
	t.list.Select(t.find(at), true)
}

// key takes the keys of a tree: right unfolds and goes in, left folds and goes out.
func (t *tree) key(e *fyne.KeyEvent) {
	i := t.list.Selected()
	switch {
	case i < 0 || e.Name != fyne.KeyLeft && e.Name != fyne.KeyRight:
		t.editor.middleKey(e)
	case e.Name == fyne.KeyRight && t.rows[i].parent && !t.rows[i].unfolded:
		t.fold(i, false)
	case e.Name == fyne.KeyRight && t.rows[i].parent:
		t.list.Key(fyne.KeyDown)
	case e.Name == fyne.KeyLeft && t.rows[i].parent && t.rows[i].unfolded:
		t.fold(i, true)
	case e.Name == fyne.KeyLeft && t.rows[i].tag.Parent != "":
		t.editor.goTo(Place{Section: InTagsets, Of: string(t.set.ID), Part: string(t.rows[i].tag.Parent)})
	default:
		t.editor.middleKey(e)
	}
}

func (t *tree) bind(o fyne.CanvasObject, i int, s control.RowState) {
	if d, ok := o.(*treeDrawing); ok && i < len(t.rows) {
		d.fill(t.rows[i], t.editor.source.Uses(t.placeOf(i)), t.query, s)
	}
}

// treeDrawing is the drawing of a tag: chevron, code, name, what is special, how many have it.
type treeDrawing struct {
	part
	row     treeRow
	chevron *control.Glyph
	swatch  *control.Swatch
	code    *control.Label
	name    *control.Rich
	words   *control.Label
	retired *control.Label
	count   *control.Label
}

func newTreeDrawing() *treeDrawing {
	d := &treeDrawing{chevron: control.NewGlyph(control.NoMark, 10, theme.Text2), swatch: control.NewSwatch(1), code: control.NewLabel("", control.Body.In(theme.Muted)),
		name: control.NewRich(), words: control.NewLabel("", control.Hint), retired: control.NewLabel("retired", control.Note), count: control.NewLabel("", control.Small.In(theme.Text2))}
	d.children = []fyne.CanvasObject{d.chevron, d.swatch, d.code, d.name, d.words, d.retired, d.count}
	d.arrange = d.layOut
	d.ExtendBaseWidget(d)
	return d
}

// indent is where a row of a depth begins.
func indent(depth int) float32 { return theme.PanelPadding + float32(min(depth, 12))*16 }

func (d *treeDrawing) fill(r treeRow, uses int, query string, s control.RowState) {
	d.row = r
	mark := control.NoMark
	if r.parent {
		mark = control.FoldedMark
		if r.unfolded {
			mark = control.UnfoldedMark
		}
	}
	d.chevron.Set(mark, theme.Text2)
	show(d.swatch, r.tag.Colour > 0)
	d.swatch.SetSlot(max(1, r.tag.Colour))
	d.code.SetText(r.tag.Code)
	style := control.Body
	if r.tag.Retired {
		style = style.In(theme.Muted)
	}
	if query == "" && (s.Selected || r.depth == 0 && r.parent) {
		query = r.tag.Name // all of it is bold
	}
	d.name.Set(r.tag.Name, query, style)
	d.words.SetText(oneLine(r.tag.Definition))
	show(d.retired, r.tag.Retired)
	count := ""
	if uses > 0 {
		count = control.Grouped(uses)
	} else if uses == 0 {
		count = "–"
	}
	d.count.SetText(count)
	d.layOut(d.Size())
}

func (d *treeDrawing) layOut(s fyne.Size) {
	x, end := indent(d.row.depth), s.Width-theme.PanelPadding-6
	centre(d.chevron, x, 0, s.Height)
	x += 18
	w := d.count.MinSize().Width
	centre(d.count, end-w, 0, s.Height)
	end -= max(w, 34) + 10
	if d.retired.Visible() {
		end -= d.retired.MinSize().Width
		centre(d.retired, end, 0, s.Height)
		end -= 10
	}
	if d.swatch.Visible() {
		x += centre(d.swatch, x, 0, s.Height) + 7
	}
	if d.row.tag != nil && d.row.tag.Code != "" {
		x += max(fill(d.code, x, end, 0, s.Height), 30) + 8
	}
	x += fill(d.name, x, end, 0, s.Height) + 14
	fill(d.words, x, end, 0, s.Height)
	show(d.words, end-x > 60 && d.words.Text() != "")
}

// oneLine is s without its line ends, as a row shows it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
