package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/ui/control"
	"parley/ui/theme"
)

// Paragraph is text of the interface in lines no wider than width.
func Paragraph(s string, style control.Style, width float32) fyne.CanvasObject {
	box := Column(style.Size*1.38 - fyne.MeasureText("x", style.Size, fyne.TextStyle{}).Height)
	for _, line := range wrap(s, style, width) {
		box.Add(control.NewLabel(line, style))
	}
	return box
}

func wrap(s string, style control.Style, width float32) (lines []string) {
	measure := func(s string) float32 {
		return fyne.MeasureText(s, style.Size, fyne.TextStyle{Bold: style.Bold}).Width
	}
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && measure(longer) > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// Column stacks objects, each as wide as the column, gap apart.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Row sets objects side by side in their own widths, gap apart.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Labelled is a line of a form: a label 80 wide, then what it is the label of, as wide
// as there is room.
func Labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	l := control.NewLabel(label, control.Quiet)
	return container.New(labelled{}, l, o)
}

type labelled struct{}

// MinSize implements fyne.Layout.
func (labelled) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+labelWidth, max(m.Height, theme.ChipHeight))
}

// Layout implements fyne.Layout.
func (labelled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (min(s.Height, theme.InputHeight)-h)/2))
	o[0].Resize(fyne.NewSize(labelWidth-8, h))
	o[1].Move(fyne.NewPos(labelWidth, 0))
	o[1].Resize(fyne.NewSize(s.Width-labelWidth, s.Height))
}

const labelWidth = theme.SlotLabelWidth + theme.GroupGap

// End puts objects at the right end of a line, and first at its left.
func End(first fyne.CanvasObject, rest ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, first, Row(theme.RowGap, rest...))
}
