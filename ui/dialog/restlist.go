package dialog

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

const (
	reviewWidth = float32(860) // of what stands on the card of a review

	restRows  = 4
	wholeLine = float32(17) // the height of a line of what is shown in whole
	restEdge  = float32(32) // of a row's width, at both ends
)

// restList shows lines, of things that did not come in. Where one is longer than there is
// room, it stands below in whole when it is chosen.
func restList(lines []string, width float32) fyne.CanvasObject {
	list := control.NewList(theme.TreeRowHeight, func() fyne.CanvasObject { return control.NewLabel("", control.Quiet) }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if l, ok := o.(*control.Label); ok && i < len(lines) {
			l.SetText("   " + lines[i])
		}
	})
	list.Rows = float32(min(restRows, len(lines)))
	list.Ground = theme.Paper
	list.OnKey = func(e *fyne.KeyEvent) { control.PassKey(list, e) } // Enter is the card's
	list.SetCount(len(lines))
	if !slices.ContainsFunc(lines, func(s string) bool { return tooLong(s, width-restEdge) }) {
		return list
	}
	whole := control.NewPassage(false, theme.LabelSize, wholeLine, 2, theme.Text2)
	list.OnSelect = func(i int) {
		text := lines[i]
		if !tooLong(text, width-restEdge) {
			text = "" // it can be read where it stands
		}
		whole.SetText(text)
	}
	list.Select(0, false)
	list.OnSelect(0)
	return Column(4, list, &fyne.Container{Layout: tall(2 * wholeLine), Objects: []fyne.CanvasObject{whole}})
}

// tooLong reports whether a line of a list is wider than width.
func tooLong(line string, width float32) bool {
	const widest = 14 // pixels of a letter
	return float32(len(line))*widest > width && control.NewLabel(line, control.Quiet).MinSize().Width > width
}
