package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Column is a column of a [Table]: its head, and its width in pixels. What is left of
// the table's width goes to the columns of width 0 in equal parts.
type Column struct {
	Title    string
	Width    float32
	Sortable bool
	End      bool // head and cells stand at its right end, as numbers do
}

// Cell is what stands in a table: a swatch or a mark, and words.
type Cell struct {
	Text   string
	Colour fyne.ThemeColorName // theme.Text when empty
	Mark   Mark
	Swatch int // slot of the palette; 0: none
	Bold   bool
}

// Table is a [List] under heads, with one drawing a cell.
type Table struct {
	widget.BaseWidget
	OnSort func(column int, descending bool) // a head was pressed

	List *List

	columns    []Column
	cell       func(row, column int) Cell
	heads      []*tableHead
	line       *canvas.Rectangle
	sorted     int
	descending bool
	indent     float32 // of all columns
}

// NewTable makes an empty table; cell says what stands in a row in sight.
func NewTable(columns []Column, cell func(row, column int) Cell) *Table {
	t := &Table{cell: cell, line: canvas.NewRectangle(nil), sorted: -1, indent: 14}
	t.List = NewList(theme.RowHeight, func() fyne.CanvasObject { return newTableRow(t) }, func(o fyne.CanvasObject, i int, _ RowState) {
		if r, ok := o.(*tableRow); ok {
			r.fill(i)
		}
	})
	t.ExtendBaseWidget(t)
	t.SetColumns(columns)
	return t
}

// SetColumns changes the columns; the sorting is forgotten.
func (t *Table) SetColumns(columns []Column) {
	t.columns, t.sorted = columns, -1
	t.heads = nil
	for i, c := range columns {
		t.heads = append(t.heads, newTableHead(c.Title, c.Sortable, c.End, func() { t.sort(i) }))
	}
	t.List.rebuild()
	t.Refresh()
}

// Columns are the columns in their order.
func (t *Table) Columns() []Column { return t.columns }

// SetSorted shows by which column the rows are sorted; -1 by none. It reports nothing.
func (t *Table) SetSorted(column int, descending bool) {
	t.sorted, t.descending = column, descending
	for i, h := range t.heads {
		m := NoMark
		if i == column && descending {
			m = SortedDown
		} else if i == column {
			m = SortedUp
		}
		h.glyph.Set(m, theme.Muted)
	}
}

func (t *Table) sort(column int) {
	t.SetSorted(column, t.sorted == column && !t.descending)
	if t.OnSort != nil {
		t.OnSort(t.sorted, t.descending)
	}
}

// Layout of the columns: where each begins and how wide it is.
func (t *Table) spans(width float32) []fyne.Position {
	fixed, open := t.indent+theme.PanelPadding, float32(0)
	for _, c := range t.columns {
		fixed += c.Width
		if c.Width == 0 {
			open++
		}
	}
	spans := make([]fyne.Position, len(t.columns))
	x := t.indent
	for i, c := range t.columns {
		w := c.Width
		if w == 0 {
			w = max(60, (width-fixed)/open)
		}
		spans[i] = fyne.NewPos(x, w)
		x += w
	}
	return spans
}

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		min: func() fyne.Size { return t.List.MinSize().Add(fyne.NewSize(200, theme.TableHead)) },
	}
	d.layout = func(s fyne.Size) {
		for i, span := range t.spans(s.Width) {
			place(t.heads[i], span.X, 0, span.Y, theme.TableHead-1)
		}
		place(t.line, 0, theme.TableHead-1, s.Width, 1)
		place(t.List, 0, theme.TableHead, s.Width, max(0, s.Height-theme.TableHead))
	}
	d.refresh = func() {
		d.objects = []fyne.CanvasObject{t.line, t.List}
		for _, h := range t.heads {
			d.objects = append(d.objects, h)
			h.Refresh()
		}
		paintRect(t.line, theme.Line, "", 0)
		t.List.Refresh()
		d.layout(t.Size())
	}
	d.refresh()
	return d
}
