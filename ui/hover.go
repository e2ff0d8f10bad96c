package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/docview"
	"parley/ui/theme"
)

// hover is the note beside a mark on which the pointer rests: its layer, what it says and
// who made it. It takes no events and lies over the rooms, not over the window.
type hover struct {
	widget.BaseWidget
	plate *plate
	lines *fyne.Container
}

func newHover() *hover {
	h := &hover{plate: newPlate(theme.Raised, theme.Border), lines: dialog.Column(2)}
	h.ExtendBaseWidget(h)
	h.Hide()
	return h
}

// show shows lines, the first one bold, near a place in the window; none hides the note.
func (h *hover) show(at fyne.Position, window fyne.Size, lines ...string) {
	if len(lines) == 0 {
		h.Hide()
		return
	}
	h.lines.RemoveAll()
	for i, l := range lines {
		h.lines.Add(control.NewLabel(l, control.Small.Heavy(i == 0)))
	}
	size := h.lines.MinSize().AddWidthHeight(2*theme.RowGap, 2*theme.Grid+2)
	size.Width = min(size.Width, hoverWidth)
	x := min(at.X+theme.GroupGap, window.Width-size.Width-theme.RowGap)
	y := at.Y + 20
	if y+size.Height > window.Height-theme.StatusHeight {
		y = at.Y - size.Height - theme.RowGap
	}
	set(h, x, y, size.Width, size.Height)
	h.Show()
	h.Refresh()
}

const hoverWidth = float32(360)

// CreateRenderer implements fyne.Widget.
func (h *hover) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{h.plate, h.lines},
		arrange: func(s fyne.Size) {
			set(h.plate, 0, 0, s.Width, s.Height)
			set(h.lines, theme.RowGap, theme.Grid+1, s.Width-2*theme.RowGap, s.Height-2*theme.Grid-2)
		},
	}
}

// hovered is told by the view that the pointer rests on a mark, or has left it.
func (w *Workbench) hovered(id docview.ID, at fyne.Position) {
	var a *annotate.Annotation
	if w.doc != nil && !w.covered() {
		a = w.doc.page.Annotation(annotate.ID(id))
	}
	if a == nil {
		w.frame.hover.show(at, w.frame.Size())
		return
	}
	w.frame.hover.show(at, w.frame.Size(), w.described(a)...)
}

// described is an annotation in lines: layer and annotator, then its values.
func (w *Workbench) described(a *annotate.Annotation) []string {
	head := w.layerName(a.Layer)
	if p := w.project.session.Annotator(a.Annotator); p != nil {
		head += " · " + p.Name
	}
	var features []annotate.Feature
	if l := w.project.session.Schema().Layer(a.Layer); l != nil {
		features = l.Features
	}
	lines := append([]string{head}, w.valueLines(features, a.Features, a.Note)...)
	return append(lines, w.unseenLines(a.ID)...)
}

// valueLines are values, a line a feature, and the note.
func (w *Workbench) valueLines(features []annotate.Feature, of []annotate.FeatureValue, note string) (lines []string) {
	for _, fv := range of {
		name := string(fv.Feature)
		var feature *annotate.Feature
		if i := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature }); i >= 0 {
			feature, name = &features[i], features[i].Name
		}
		var values []string
		for _, v := range fv.Values {
			values = append(values, w.valueText(feature, v))
		}
		lines = append(lines, name+": "+strings.Join(values, ", "))
	}
	if note != "" {
		lines = append(lines, "Note: "+cut(note, 60))
	}
	return lines
}

// valueText is a value of a feature in a few words; the feature may be nil.
func (w *Workbench) valueText(f *annotate.Feature, v annotate.Value) string {
	s := w.project.session
	switch v.Type {
	case annotate.TypeEntity:
		if e := s.Entity(v.Ref); e != nil {
			return e.Name
		}
	case annotate.TypeAnnotation:
		if a := w.doc.page.Annotation(v.Ref); a != nil {
			return "“" + cut(a.Quote.Exact, 30) + "”"
		}
	case annotate.TypeTag:
		if f != nil {
			if t := s.Schema().Tagset(f.Tagset); t != nil && t.Tag(v.Tag) != nil {
				return t.Tag(v.Tag).Label()
			}
		}
		return string(v.Tag)
	case annotate.TypeDate:
		return shortDate(v.Date)
	case annotate.TypeBoolean:
		return map[bool]string{true: "yes", false: "no"}[v.Bool]
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	}
	return cut(v.Text, 60)
}
