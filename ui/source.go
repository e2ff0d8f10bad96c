package ui

import (
	"slices"

	"parley/annotate"
	"parley/ui/panel"
)

// source answers the panels' questions out of the session. Without a project there is
// nothing.
type source struct{ w *Workbench }

// Documents implements panel.DocumentsSource.
func (s source) Documents() panel.Headings { return s.w.documents() }

// Schema implements panel.LayersSource and panel.AnnotationsSource.
func (s source) Schema() *annotate.Schema {
	if s.w.project == nil {
		return nil
	}
	return s.w.project.session.Schema()
}

// LayerCount implements panel.LayersSource.
func (s source) LayerCount(id annotate.LayerID) int {
	if s.w.doc == nil {
		return 0
	}
	return s.w.doc.marks.counts[id]
}

// LayerHidden implements panel.LayersSource.
func (s source) LayerHidden(id annotate.LayerID) bool {
	return s.w.project != nil && s.w.project.hidden[id]
}

// ColourModes implements panel.LayersSource.
func (s source) ColourModes() []string {
	if s.w.project == nil {
		return nil
	}
	return colourModes[:]
}

// ColourMode implements panel.LayersSource.
func (s source) ColourMode() int { return int(s.w.colourMode()) }

// Slot implements panel.Coloured.
func (s source) Slot(a *annotate.Annotation) int {
	if s.w.doc == nil {
		return 0
	}
	return s.w.doc.marks.slot(a)
}

// Legend implements panel.LayersSource.
func (s source) Legend() []panel.LegendRow {
	if s.w.doc == nil {
		return nil
	}
	return s.w.doc.marks.legend()
}

// Filter implements panel.LayersSource.
func (s source) Filter() panel.Filter {
	if s.w.project == nil {
		return panel.Filter{}
	}
	f := panel.Filter{Hides: s.w.project.filter.hide}
	for _, c := range s.w.project.filter.criteria {
		f.Criteria = append(f.Criteria, c.String())
	}
	if s.w.doc != nil {
		f.Shown, f.All = s.w.doc.marks.passing, s.w.doc.count()
	}
	return f
}

// Annotations implements panel.AnnotationsSource.
func (s source) Annotations() []*annotate.Annotation {
	if s.w.doc == nil || !s.w.doc.marks.whole {
		return nil
	}
	if list := s.w.doc.marks.reading; list != nil {
		s.w.doc.marks.reading = nil
		return list
	}
	return slices.Collect(s.w.doc.page.Annotations())
}

// Relations implements panel.AnnotationsSource.
func (s source) Relations() []*annotate.Relation {
	if s.w.doc == nil || !s.w.doc.marks.whole {
		return nil
	}
	return slices.Collect(s.w.doc.page.Relations())
}

// History implements panel.AnnotationsSource.
func (s source) History(n int) (steps []panel.Step) {
	if s.w.project == nil {
		return nil
	}
	for e, err := range s.w.project.session.History() {
		if err != nil || len(steps) == n {
			break
		}
		step := panel.Step{Number: e.Number, Label: e.Label, Time: e.Time, Cause: e.Cause, Of: e.Of, Changes: e.Changes}
		if a := s.Annotator(e.Annotator); a != nil {
			step.Annotator = a.Name
		}
		steps = append(steps, step)
	}
	return steps
}

// Entity implements panel.AnnotationsSource.
func (s source) Entity(id annotate.ID) *annotate.Entity {
	if s.w.project == nil {
		return nil
	}
	return s.w.project.session.Entity(id)
}

// Annotation implements panel.AnnotationsSource.
func (s source) Annotation(id annotate.ID) *annotate.Annotation {
	if s.w.doc == nil {
		return nil
	}
	return s.w.doc.page.Annotation(id)
}

// Annotator implements panel.AnnotationsSource.
func (s source) Annotator(id annotate.ID) *annotate.Annotator {
	if s.w.project == nil {
		return nil
	}
	return s.w.project.session.Annotator(id)
}

// Place implements panel.CardSource.
func (s source) Place(id annotate.ID) (n, of int) { return s.w.annotations.Place(id) }

func entitiesOf(a *annotate.Annotation) (ids []annotate.ID) {
	if a == nil {
		return nil
	}
	for _, fv := range a.Features {
		for _, v := range fv.Values {
			if v.Type == annotate.TypeEntity {
				ids = append(ids, v.Ref)
			}
		}
	}
	return ids
}

// newAnnotations makes the list under the text.
func newAnnotations(w *Workbench) *panel.Annotations {
	a := panel.NewAnnotations(source{w})
	a.OnSelect = func(id annotate.ID) { w.choose(id, true) }
	a.OnActivate = func(id annotate.ID) {
		w.choose(id, true)
		w.focusCard()
	}
	a.OnRelation = func(id annotate.ID) {
		if w.doc != nil {
			if r := w.doc.page.Relation(id); r != nil {
				w.choose(r.From, true)
			}
		}
	}
	a.OnUnlink, a.OnEditRelation = w.unlink, func(id annotate.ID) { w.editRelation(id) }
	a.OnDone = w.focusText
	return a
}
