package codebook

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// middle is the column of what is in the chosen thing: the tags of a tagset, the features
// of a layer with the card that they make, the fields, the versions with their
// differences, or the annotations to be rechecked.
type middle struct {
	part
	editor  *Editor
	ground  *control.Block
	swatch  *control.Swatch
	title   *control.Label
	about   *control.Label
	search  *control.Input
	add     *control.Button
	line    *control.Separator
	tree    *tree
	table   *table
	diff    *diff
	preview *preview
}

func newMiddle(e *Editor) *middle {
	m := &middle{editor: e, ground: control.NewBlock(theme.Paper), swatch: control.NewSwatch(1), title: control.NewLabel("", control.Style{Size: theme.TitleSize, Bold: true}),
		about: control.NewLabel("", control.Hint), line: control.NewSeparator()}
	m.search = control.NewInput("Code or name")
	m.search.SetIcon(icons.Search.Resource())
	m.search.SetCap("/")
	m.search.OnChanged = m.filter
	m.search.OnEnter = func(string) { m.focus() }
	m.search.OnEscape = func() { m.search.SetText(""); m.filter(""); m.focus() }
	m.search.OnKey = m.searchKey
	m.add = control.NewButton("", func() { e.add(false) })
	m.add.Icon, m.add.Small = icons.Plus.Resource(), true
	m.tree, m.table, m.diff, m.preview = newTree(e), newTable(e), newDiff(e), newPreview(e)
	m.children = []fyne.CanvasObject{m.ground, m.swatch, m.title, m.about, m.search, m.add, m.line, m.tree, m.table, m.diff, m.preview}
	m.arrange = m.layOut
	m.ExtendBaseWidget(m)
	return m
}

// searchKey has the arrows move in the tree while one types what it is searched for.
func (m *middle) searchKey(e *fyne.KeyEvent) bool {
	return (e.Name == fyne.KeyDown || e.Name == fyne.KeyUp) && m.tree.list.Key(e.Name)
}

func (m *middle) filter(query string) {
	if s := m.editor.source.Schema(); s != nil && m.editor.at.tagset(s) != nil {
		m.tree.query = query
		m.tree.show(m.editor.at.tagset(s), m.editor.at)
	}
}

const (
	middleHead  = float32(48)
	previewWide = float32(344)
)

func (m *middle) layOut(s fyne.Size) {
	place(m.ground, 0, 0, s.Width, s.Height)
	x, end := theme.PanelPadding+4, s.Width-theme.PanelPadding
	if m.swatch.Visible() {
		x += centre(m.swatch, x, 0, middleHead) + 8
	}
	if m.add.Visible() {
		end -= m.add.MinSize().Width
		centre(m.add, end, 0, middleHead)
		end -= 8
	}
	if m.search.Visible() {
		place(m.search, end-180, (middleHead-theme.InputHeight)/2, 180, theme.InputHeight)
		end -= 188
	}
	x += fill(m.title, x, end, 0, middleHead) + 10
	fill(m.about, x, end, 1, middleHead)
	place(m.line, 0, middleHead-1, s.Width, 1)
	m.layBody(s)
}

// layBody gives what stands below a table its room: the card that a layer's features make,
// or the differences of a version.
func (m *middle) layBody(s fyne.Size) {
	y, h := middleHead, s.Height-middleHead
	place(m.tree, 0, y, s.Width, h)
	top := h
	switch {
	case m.preview.Visible():
		top = min(m.table.tall(), h*0.52)
		place(m.preview, 0, y+top, s.Width, h-top)
	case m.diff.Visible():
		top = min(m.table.tall(), h*0.4)
		place(m.diff, 0, y+top, s.Width, h-top)
	}
	place(m.table, 0, y, s.Width, top)
}

// show shows what is in the chosen thing.
func (m *middle) show(p Place) {
	s := m.editor.source.Schema()
	if s == nil {
		return
	}
	set := p.tagset(s)
	show(m.tree, set != nil)
	show(m.search, set != nil)
	show(m.table, set == nil)
	show(m.preview, p.layer(s) != nil)
	show(m.diff, p.Section == InVersions)
	show(m.swatch, p.layer(s) != nil)
	show(m.add, m.editor.writable() && p.Section <= InFields)
	m.add.Text, m.add.Key = "Add "+partNoun(p.Section), "Ctrl+N"
	m.add.Refresh()
	if set != nil {
		m.tree.show(set, p)
		if m.search.Text() != m.tree.query {
			m.search.SetText(m.tree.query)
		}
	} else {
		m.table.show(p)
	}
	m.head(s, p)
	m.preview.show(p.layer(s))
	if p.Section == InVersions {
		m.diff.show(p)
	}
	m.layOut(m.Size())
}

func (m *middle) head(s *annotate.Schema, p Place) {
	title, about := "", ""
	switch p.Section {
	case InLayers:
		if l := p.layer(s); l != nil {
			m.swatch.SetSlot(l.Colour)
			title, about = l.Name, counted(len(l.Features), "feature")
		}
	case InTagsets:
		if t := p.tagset(s); t != nil {
			title, about = t.Name, tagsetAbout(t)
		}
	case InRelations:
		if r := p.relation(s); r != nil {
			title, about = r.Name, ends(s, r)
		}
	case InFields:
		title, about = "Document fields", "kept with every document, beside title, author, outlet and date"
	case InVersions:
		title, about = "Versions", s.Name
	case InRecheck:
		title, about = "To be rechecked", counted(len(m.editor.source.Marked()), "annotation")
	}
	m.title.SetText(title)
	m.about.SetText(about)
}

// tagsetAbout is "26 tags on 3 levels · 2 retired".
func tagsetAbout(t *annotate.Tagset) string {
	depth, levels, retired := map[annotate.TagID]int{}, 1, 0
	for i := range t.Tags {
		g := &t.Tags[i]
		depth[g.ID] = depth[g.Parent] + 1
		levels = max(levels, depth[g.ID])
		if g.Retired {
			retired++
		}
	}
	about := counted(len(t.Tags), "tag")
	if levels > 1 {
		about += " on " + counted(levels, "level")
	}
	if retired > 0 {
		about += " · " + control.Grouped(retired) + " retired"
	}
	return about
}

// ends is "Claim → Claim": what a relation type may link.
func ends(s *annotate.Schema, r *annotate.RelationType) string {
	return layerNames(s, r.From) + " → " + layerNames(s, r.To)
}

func layerNames(s *annotate.Schema, ids []annotate.LayerID) string {
	if len(ids) == 0 {
		return "any layer"
	}
	words := ""
	for i, id := range ids {
		if i > 0 {
			words += ", "
		}
		if l := s.Layer(id); l != nil {
			words += l.Name
		}
	}
	return words
}

// partNoun is what is added inside a thing of a section.
func partNoun(s Section) string {
	return [...]string{InLayers: "feature", InTagsets: "tag", InRelations: "feature", InFields: "field", InVersions: "", InRecheck: ""}[s]
}

// focus gives the list in the middle the keyboard, at its first row if none is selected.
func (m *middle) focus() {
	list := m.list()
	focus(list)
	if list.Selected() < 0 && list.Count() > 0 {
		list.Key(fyne.KeyHome)
	}
}

// list is the one that is shown.
func (m *middle) list() *control.List {
	if m.tree.Visible() {
		return m.tree.list
	}
	return m.table.table.List
}

// placeAt is what stands in a row, or in the last when there is none any more; false
// without a row. So of what is deleted the next one is chosen.
func (m *middle) placeAt(row int) (Place, bool) {
	n := m.list().Count()
	if row = min(row, n-1); row < 0 {
		return Place{}, false
	}
	if m.tree.Visible() {
		return m.tree.placeOf(row), true
	}
	return m.table.places[row], true
}
