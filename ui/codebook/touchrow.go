package codebook

import (
	"fyne.io/fyne/v2"

	"parley/annotate/schema"
	"parley/ui/control"
	"parley/ui/theme"
)

// touchDrawing is a row of what is touched: what goes, how much has it, what becomes of it.
type touchDrawing struct {
	part
	what, much, fate *control.Label
}

func newTouchDrawing() *touchDrawing {
	d := &touchDrawing{what: control.NewLabel("", control.Body), much: control.NewLabel("", control.Small.In(theme.Text2)), fate: control.NewLabel("", control.Small)}
	d.children = []fyne.CanvasObject{d.what, d.much, d.fate}
	d.arrange = func(s fyne.Size) {
		fill(d.what, theme.PanelPadding, s.Width*0.48, 0, s.Height)
		fill(d.much, s.Width*0.5, s.Width*0.7-8, 0, s.Height)
		fill(d.fate, s.Width*0.7, s.Width-10, 0, s.Height)
	}
	d.ExtendBaseWidget(d)
	return d
}

func (d *touchDrawing) fill(draft schema.Draft, t schema.Touch, r schema.Resolution, s control.RowState) {
	d.what.Set(t.Effect.Part.Title(draft.Base()), control.Body.Heavy(s.Selected))
	d.much.SetText(t.String())
	words := actionWords(t, r.Do)
	if r.Do == schema.Move && r.To != (schema.Part{}) {
		words = "→ " + r.To.Name(draft.Schema())
	}
	d.fate.SetText(words)
	d.arrange(d.Size())
}
