package codebook

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// table shows features, document fields, versions or annotations to be rechecked: one row
// each, with the columns of what it is.
type table struct {
	part
	editor *Editor
	table  *control.Table
	empty  *note
	kind   Section
	cells  [][]control.Cell
	places []Place
}

func newTable(e *Editor) *table {
	t := &table{editor: e, empty: newNote(), kind: 255}
	t.table = control.NewTable([]control.Column{{}}, t.cell)
	t.table.List.Ground = theme.Paper
	t.table.List.OnSelect = func(i int) { e.goTo(t.places[i]) }
	t.table.List.OnActivate = func(i int) { e.activate(t.places[i]) }
	t.table.List.OnKey = e.middleKey
	t.children = []fyne.CanvasObject{t.table, t.empty}
	t.arrange = func(s fyne.Size) {
		place(t.table, 0, 0, s.Width, s.Height)
		place(t.empty, 0, max(theme.TableHead+8, s.Height/3-20), s.Width, t.empty.MinSize().Height)
	}
	t.ExtendBaseWidget(t)
	return t
}

// tall is the height of the table with all its rows.
func (t *table) tall() float32 {
	return theme.TableHead + float32(max(3, len(t.places)))*theme.RowHeight + 6
}

func (t *table) cell(row, column int) control.Cell {
	if row < len(t.cells) && column < len(t.cells[row]) {
		return t.cells[row][column]
	}
	return control.Cell{}
}

var featureColumns = []control.Column{{Title: "Name"}, {Title: "Takes", Width: 190}, {Title: "Tagset", Width: 130}, {Title: "Several", Width: 70}, {Title: "Required", Width: 84}, {Title: "In use", Width: 76, End: true}}

// columns of each kind of table.
var columns = map[Section][]control.Column{
	InLayers:    featureColumns,
	InRelations: featureColumns,
	InFields:    {{Title: "Name"}},
	InVersions:  {{Title: "Version", Width: 110}, {Title: "Since", Width: 150}, {Title: "By", Width: 160}, {Title: "What was done"}},
	InRecheck:   {{Title: "Annotation"}, {Title: "Document", Width: 220}, {Title: "Why", Width: 240}},
}

// show fills the table for a place and stands at its part.
func (t *table) show(p Place) {
	if t.kind != p.Section {
		t.kind = p.Section
		t.table.SetColumns(columns[p.Section])
	}
	t.cells, t.places = nil, nil
	s := t.editor.source.Schema()
	switch p.Section {
	case InLayers, InRelations:
		t.features(s, p)
		what := "An annotation of it is a mark only. "
		if p.Section == InRelations {
			what = "A relation of it is a line only. "
		}
		t.empty.set("No features yet", what+withKey("Add one", "Ctrl+N"))
	case InFields:
		for _, f := range s.Fields {
			t.row(Place{Section: InFields, Part: f}, control.Cell{Text: f})
		}
		t.empty.set("No fields yet", withKey("Add one, as “Parliament” or “Edition”", "Ctrl+N"))
	case InVersions:
		t.versions(s)
	case InRecheck:
		t.marked()
		t.empty.set("Nothing is to be rechecked", "Annotations come here when a change of a tag asks for it.")
	}
	t.table.List.SetCount(len(t.places))
	at := -1
	for i := range t.places {
		if t.places[i] == p {
			at = i
		}
	}
	t.table.List.Select(at, true)
	show(t.empty, len(t.places) == 0)
}

func (t *table) row(p Place, cells ...control.Cell) {
	cells[0].Bold = p == t.editor.at
	t.places = append(t.places, p)
	t.cells = append(t.cells, cells)
}

func (t *table) features(s *annotate.Schema, p Place) {
	list := p.features(s)
	for i := range list {
		f := &list[i]
		at := p.whole()
		at.Part = string(f.ID)
		tagset := ""
		if set := s.Tagset(f.Tagset); set != nil && f.Takes(annotate.TypeTag) {
			tagset = set.Name
		}
		t.row(at, control.Cell{Text: f.Name}, control.Cell{Text: typeNames(f.Types), Colour: theme.Text2}, control.Cell{Text: tagset, Colour: theme.Text2},
			control.Cell{Mark: tick(f.Multi)}, control.Cell{Mark: tick(f.Required)}, control.Cell{Text: usesOf(t.editor.source, at), Colour: theme.Text2})
	}
}

// usesOf is how much there is of something, as a list says it; empty while it is not known.
func usesOf(s Source, p Place) string {
	if n := s.Uses(p); n >= 0 {
		return control.Grouped(n)
	}
	return ""
}

func tick(yes bool) control.Mark {
	if yes {
		return control.Tick
	}
	return control.NoMark
}

// typeWords are the feature types as people see them.
var typeWords = [...]string{annotate.TypeText: "text", annotate.TypeNumber: "number", annotate.TypeBoolean: "yes or no", annotate.TypeDate: "date",
	annotate.TypeTag: "tag", annotate.TypeEntity: "actor", annotate.TypeAnnotation: "annotation"}

func typeNames(types []annotate.FeatureType) string {
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = typeWords[t]
	}
	return strings.Join(words, ", ")
}

func (t *table) versions(s *annotate.Schema) {
	for _, v := range t.editor.source.Versions() {
		name, since := control.Grouped(v.Number), ""
		switch {
		case v.Number == s.Version:
			name += " · in force"
		case v.Number > s.Version:
			name += " · taken back"
		}
		if !v.Since.IsZero() {
			since = v.Since.Local().Format("2 Jan 2006, 15:04")
		}
		t.row(Place{Section: InVersions, Part: versionID(v.Number)}, control.Cell{Text: name}, control.Cell{Text: since, Colour: theme.Text2},
			control.Cell{Text: v.By, Colour: theme.Text2}, control.Cell{Text: v.Label, Colour: theme.Text2})
	}
}

func (t *table) marked() {
	for _, m := range t.editor.source.Marked() {
		t.row(Place{Section: InRecheck, Part: m.Annotation.String()}, control.Cell{Text: m.Quote, Swatch: m.Slot},
			control.Cell{Text: m.Title, Colour: theme.Text2}, control.Cell{Text: m.Why, Colour: theme.Text2})
	}
}
