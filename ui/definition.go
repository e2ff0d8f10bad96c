package ui

import (
	"parley/annotate"
	"parley/ui/codebook"
)

// definition is the pane that says what a tag means, under the text while it is open: over
// the list of annotations, and no further up than it needs. It stays out of the way of the
// keyboard; Escape and F1 close it.
type definition struct {
	*codebook.Definition
	window *Workbench
	open   bool
}

func newDefinition(w *Workbench) *definition {
	d := &definition{Definition: codebook.NewDefinition(), window: w}
	d.OnClose = func() { w.closeDefinition() }
	d.OnExample = func(e annotate.Example) { w.showExample(e, w.status.say) }
	d.OnEdit = func() {
		set, tag := d.Tag()
		w.openCodebook(codebook.Place{Section: codebook.InTagsets, Of: string(set), Part: string(tag)})
	}
	return d
}

// lay places the pane between two sides, above foot, where the text has its margin. It
// leaves the upper part of the text, which begins at top, in sight.
func (d *definition) lay(left, right, top, foot float32) {
	const edge, most = 8, 0.6
	width := min(codebook.DefinitionWidth, right-left-2*edge)
	height := min(d.Tall(width), (foot-top)*most)
	x := right - edge - width
	if doc := d.window.doc; doc != nil && rightToLeft(doc.page.Document().Language, doc.page.Document().Direction) {
		x = left + edge
	}
	set(d, x, foot-edge-height, width, height)
}

// define shows all that the codebook says of a tag, beside the text; of the tag that is
// shown already it shows it no more.
func (w *Workbench) define(set annotate.TagsetID, tag annotate.TagID) {
	d := w.frame.definition
	if s, g := d.Tag(); d.open && s == set && g == tag {
		w.closeDefinition()
		return
	}
	t := w.project.session.Schema().Tagset(set)
	if t == nil || t.Tag(tag) == nil {
		return
	}
	d.Tell(t, t.Tag(tag), w.whereExample)
	d.open = true
	w.frame.Refresh()
}

// closeDefinition takes the pane away, and says whether it was there.
func (w *Workbench) closeDefinition() bool {
	d := w.frame.definition
	if !d.open {
		return false
	}
	d.open = false
	w.frame.Refresh()
	return true
}

// showDefinition shows the definition of the first tag that the active annotation has, of
// the slot that has the keyboard first.
func (w *Workbench) showDefinition() {
	a := w.active()
	l := w.project.session.Schema().Layer(a.Layer)
	if l == nil {
		return
	}
	focused, _ := w.card.Focused()
	for _, only := range []annotate.FeatureID{focused, ""} {
		for _, fv := range a.Features {
			if only != "" && fv.Feature != only {
				continue
			}
			if f := l.Feature(fv.Feature); f != nil && fv.Values[0].Type == annotate.TypeTag {
				w.define(f.Tagset, fv.Values[0].Tag)
				return
			}
		}
	}
	if !w.closeDefinition() {
		w.status.say("No tag is set yet")
	}
}

// whereExample is the title of the document in which an example stands.
func (w *Workbench) whereExample(e annotate.Example) string {
	if e.Document.IsZero() || w.project == nil {
		return ""
	}
	rows := w.project.session.Rows()
	if i, ok := rows.Find(e.Document); ok {
		return rows.At(i).Title
	}
	return "not there any more"
}
