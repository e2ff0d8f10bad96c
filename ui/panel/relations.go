package panel

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// relationList is the document's relations as a table, in reading order of where they begin.
type relationList struct {
	part
	owner *Annotations
	rows  []*annotate.Relation
	table *control.Table
}

func newRelationList(a *Annotations) *relationList {
	r := &relationList{owner: a}
	r.table = control.NewTable([]control.Column{
		{Title: "Type", Width: 92}, {Title: "From"}, {Title: "To"}, {Title: "Values and note", Width: 150}, {Title: "Annotator", Width: 110},
	}, r.cell)
	r.table.List.OnSelect = func(i int) {
		if i < len(r.rows) && a.OnRelation != nil {
			a.OnRelation(r.rows[i].ID)
		}
	}
	r.table.List.OnActivate = func(i int) {
		if i < len(r.rows) && a.OnEditRelation != nil {
			a.OnEditRelation(r.rows[i].ID)
		}
	}
	r.table.List.OnKey = r.key
	r.children = []fyne.CanvasObject{r.table}
	r.min = func() fyne.Size { return r.table.MinSize() }
	r.arrange = func(s fyne.Size) { place(r.table, 0, 0, s.Width, s.Height) }
	r.ExtendBaseWidget(r)
	return r
}

// key deletes the selected relation; what else the table has no use for is the panel's.
func (r *relationList) key(e *fyne.KeyEvent) {
	i := r.table.List.Selected()
	if e.Name != fyne.KeyDelete && e.Name != fyne.KeyBackspace {
		r.owner.key(e)
	} else if i >= 0 && i < len(r.rows) && r.owner.OnUnlink != nil {
		r.owner.OnUnlink(r.rows[i].ID)
	}
}

func (r *relationList) count() int { return len(r.rows) }

func (r *relationList) reload() {
	r.rows = slices.Clone(r.owner.source.Relations())
	from := func(l *annotate.Relation) *annotate.Annotation { return r.owner.source.Annotation(l.From) }
	slices.SortFunc(r.rows, func(x, y *annotate.Relation) int {
		if a, b := from(x), from(y); a != nil && b != nil {
			return cmp.Or(annotate.ComparePlace(a, b), x.ID.Compare(y.ID))
		}
		return x.ID.Compare(y.ID)
	})
	r.table.List.SetCount(len(r.rows))
}

func (r *relationList) cell(row, col int) control.Cell {
	if row >= len(r.rows) {
		return control.Cell{}
	}
	l := r.rows[row]
	switch col {
	case 0:
		if s := r.owner.source.Schema(); s != nil && s.Relation(l.Type) != nil {
			return control.Cell{Text: s.Relation(l.Type).Name}
		}
		return control.Cell{Text: string(l.Type)}
	case 1:
		return r.end(l.From)
	case 2:
		return r.end(l.To)
	case 3:
		return control.Cell{Text: r.said(l), Colour: theme.Text2}
	}
	if a := r.owner.source.Annotator(l.Annotator); a != nil {
		return control.Cell{Text: a.Name, Colour: theme.Text2}
	}
	return control.Cell{}
}

// said is what is recorded with a relation, in a line.
func (r *relationList) said(l *annotate.Relation) string {
	var parts []string
	schema := r.owner.source.Schema()
	for _, fv := range l.Features {
		feature := &annotate.Feature{}
		if t := schema.Relation(l.Type); t != nil {
			if i := slices.IndexFunc(t.Features, func(f annotate.Feature) bool { return f.ID == fv.Feature }); i >= 0 {
				feature = &t.Features[i]
			}
		}
		for _, v := range fv.Values {
			parts = append(parts, valueText(r.owner.source, feature, v))
		}
	}
	if l.Note != "" {
		parts = append(parts, oneLine(l.Note))
	}
	return isolate(parts, " · ")
}

func (r *relationList) end(id annotate.ID) control.Cell {
	a := r.owner.source.Annotation(id)
	if a == nil {
		return control.Cell{Text: "unknown annotation", Colour: theme.Muted}
	}
	c := control.Cell{Text: quoteOf(a)}
	if s := r.owner.source.Schema(); s != nil && s.Layer(a.Layer) != nil {
		c.Swatch = colourOf(r.owner.source, s.Layer(a.Layer), a)
	}
	return c
}
