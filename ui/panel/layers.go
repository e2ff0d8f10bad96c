package panel

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// LayersSource is what the list of layers shows.
type LayersSource interface {
	// Schema is the schema in force; nil while no project is open.
	Schema() *annotate.Schema
	// LayerCount is the number of annotations of a layer in the open document.
	LayerCount(annotate.LayerID) int
	// LayerHidden reports whether the layer's annotations are hidden in the text.
	LayerHidden(annotate.LayerID) bool
	// ColourModes are what colours can stand for, as words after "Colour by": "layer" first.
	ColourModes() []string
	// ColourMode is the index of the one that is on.
	ColourMode() int
	// Legend is what the colours stand for in the open document; nil where they stand for layers.
	Legend() []LegendRow
	// Filter is what the text shows only; without criteria it shows all.
	Filter() Filter
}

// Layers is the list of layers: swatch, name, count in this document, key, and an eye
// that hides and shows. Below it stand what the colours mean, when that is something else
// than layers, and the filter, when there is one.
type Layers struct {
	part
	OnToggle    func(annotate.LayerID) // the eye was pressed
	OnMark      func(annotate.LayerID) // the row was pressed: mark the selection with it
	OnColourBy  func(mode int)
	OnLegend    func(row int)   // a row of the legend was pressed
	OnFilter    func()          // a filter is to be made or changed
	OnCriterion func(i int)     // a criterion is to go
	OnHide      func(hide bool) // what is filtered out is to be hidden, or dimmed
	OnClear     func()          // the filter is to go
	OnGrown     func()          // the panel needs another height

	source LayersSource
	head   *control.PanelHead
	funnel *control.IconButton
	by     *control.Label
	mode   *control.Button
	rows   []*layerRow
	legend []*legendRow
	filter *filterBox
	ground *control.Block
}

// NewLayers makes the list and fills it.
func NewLayers(source LayersSource) *Layers {
	l := &Layers{source: source}
	l.by = control.NewLabel("Colour by", control.Hint)
	l.mode = control.NewMenuButton("layer", l.modes)
	l.mode.Role = control.Silent
	l.mode.Small = true
	l.funnel = control.NewIconButton(icons.Filter.Resource(), "Filter annotations, f", func() { call(l.OnFilter) })
	l.head = control.NewPanelHead("Layers", l.funnel, l.by, l.mode)
	l.filter = newFilterBox(l)
	l.ground = control.NewBlock(theme.Panel)
	l.arrange, l.min = l.layOut, l.size
	l.ExtendBaseWidget(l)
	l.Reload()
	return l
}

func (l *Layers) modes() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for i, name := range l.source.ColourModes() {
		item := fyne.NewMenuItem(name, func() {
			if l.OnColourBy != nil {
				l.OnColourBy(i)
			}
		})
		item.Checked = i == l.source.ColourMode()
		items = append(items, item)
	}
	return items
}

// Reload builds the rows anew: the schema has changed.
func (l *Layers) Reload() {
	l.rows, l.legend = nil, nil
	l.children = []fyne.CanvasObject{l.ground, l.head}
	schema := l.source.Schema()
	if schema == nil {
		schema = &annotate.Schema{}
	}
	for i := range schema.Layers {
		r := newLayerRow(l, &schema.Layers[i])
		l.rows = append(l.rows, r)
		l.children = append(l.children, r)
	}
	for i := range legendRows(l.source.Legend()) {
		r := newLegendRow(l, i)
		l.legend = append(l.legend, r)
		l.children = append(l.children, r)
	}
	l.children = append(l.children, l.filter)
	l.RefreshCounts()
	l.Refresh()
}

// RefreshCounts asks for counts, hidden layers, colours and filter anew.
func (l *Layers) RefreshCounts() {
	legend := legendRows(l.source.Legend())
	if len(legend) != len(l.legend) {
		l.Reload()
		call(l.OnGrown)
		return
	}
	for i, r := range l.legend {
		r.fill(legend, i)
	}
	for _, r := range l.rows {
		r.fill()
	}
	l.filter.fill(l.source.Filter())
	show(l.funnel, l.source.Schema() != nil)
	modes, at := l.source.ColourModes(), l.source.ColourMode()
	if at >= 0 && at < len(modes) && l.mode.Text != modes[at] {
		l.mode.Text = modes[at]
		l.mode.Refresh()
		l.head.Refresh()
	}
	show(l.mode, len(modes) > 0)
	show(l.by, len(modes) > 0)
}

func (l *Layers) size() fyne.Size {
	h := theme.PanelHead + float32(len(l.rows))*theme.RowHeight + 6
	if len(l.legend) > 0 {
		h += float32(len(l.legend))*theme.TreeRowHeight + 9
	}
	return fyne.NewSize(200, h+l.filter.MinSize().Height)
}

func call(f func()) {
	if f != nil {
		f()
	}
}

func (l *Layers) layOut(s fyne.Size) {
	place(l.ground, 0, 0, s.Width, s.Height)
	place(l.head, 0, 0, s.Width, theme.PanelHead)
	for i, r := range l.rows {
		place(r, 0, theme.PanelHead+float32(i)*theme.RowHeight, s.Width, theme.RowHeight)
	}
	y := theme.PanelHead + float32(len(l.rows))*theme.RowHeight + 3
	for i, r := range l.legend {
		place(r, 0, y+6+float32(i)*theme.TreeRowHeight, s.Width, theme.TreeRowHeight)
	}
	if n := len(l.legend); n > 0 {
		y += 9 + float32(n)*theme.TreeRowHeight
	}
	place(l.filter, 0, y+3, s.Width, l.filter.MinSize().Height)
}

// layerRow is a row: pressing it marks with the layer.
type layerRow struct {
	part
	layers      *Layers
	layer       *annotate.Layer
	ground      *control.HoverRow
	swatch      *control.Swatch
	name, count *control.Label
	key         *control.KeyCap
	eye         *control.IconButton
}

func newLayerRow(l *Layers, layer *annotate.Layer) *layerRow {
	r := &layerRow{
		layers: l, layer: layer, swatch: control.NewSwatch(layer.Colour),
		name: control.NewLabel(layer.Name, control.Body), count: control.NewLabel("", control.Body), key: control.NewKeyCap(layer.Key),
	}
	r.key.SetKey(layer.Key)
	r.ground = control.NewHoverRow(func() {
		if l.OnMark != nil {
			l.OnMark(layer.ID)
		}
	})
	r.eye = control.NewIconButton(icons.Eye.Resource(), "", func() {
		if l.OnToggle != nil {
			l.OnToggle(layer.ID)
		}
	})
	r.children = []fyne.CanvasObject{r.ground, r.swatch, r.name, r.count, r.key, r.eye}
	r.arrange, r.min = r.layOut, func() fyne.Size { return fyne.NewSize(160, theme.RowHeight) }
	r.ExtendBaseWidget(r)
	return r
}

func (r *layerRow) fill() {
	hidden := r.layers.source.LayerHidden(r.layer.ID)
	icon, tip, style := icons.Eye, "Hide "+r.layer.Name, control.Body
	if hidden {
		icon, tip, style = icons.EyeShut, "Show "+r.layer.Name, control.Body.In(theme.Muted)
	}
	r.eye.Icon = icon.Resource()
	r.eye.SetToolTip(tip)
	r.eye.Refresh()
	r.name.Set(r.layer.Name, style)
	r.ground.SetToolTip(r.layer.Description)
	r.count.Set(control.Grouped(r.layers.source.LayerCount(r.layer.ID)), style)
	show(r.swatch, r.layers.source.Legend() == nil) // elsewhere its colours mean something else
	r.layOut(r.Size())
}

func (r *layerRow) layOut(s fyne.Size) {
	place(r.ground, 0, 0, s.Width, s.Height)
	centre(r.swatch, theme.PanelPadding, 0, s.Height)
	end := s.Width - 3 - theme.InputHeight
	place(r.eye, end, (s.Height-26)/2, theme.InputHeight, 26)
	end -= 4 + theme.CapHeight
	centre(r.key, end, 0, s.Height)
	end -= 10 + r.count.MinSize().Width
	centre(r.count, end, 0, s.Height)
	place(r.name, theme.PanelPadding+27, (s.Height-r.name.MinSize().Height)/2, end-8-theme.PanelPadding-27, r.name.MinSize().Height)
}
