package ui

import (
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/docview"
	"parley/ui/panel"
)

// String is the criterion as a chip says it: a layer by its name, others with their aspect.
func (c criterion) String() string {
	if c.aspect == "Layer" || c.aspect == "Actor" || c.aspect == "Annotator" {
		return c.name
	}
	return c.aspect + ": " + c.name
}

// filterChanged brings everything up to date that depends on the filter.
func (w *Workbench) filterChanged() {
	if w.doc != nil {
		w.doc.marks.sift()
		w.view.Restyle(true)
		w.annotations.Sift()
		w.strip.reload()
	}
	w.showFilter()
	w.layers.Reload()
	w.frame.Refresh()
}

// renameCriteria gives criteria the names that their actors have now.
func (w *Workbench) renameCriteria() {
	for i := range w.project.filter.criteria {
		c := &w.project.filter.criteria[i]
		if e := w.project.session.Entity(c.key.id); e != nil {
			c.name, c.key.name = e.Name, e.Name
		}
	}
}

// showFilter says in the head of the document how much the filter lets pass.
func (w *Workbench) showFilter() {
	text := ""
	if w.doc != nil && w.doc.marks.whole && w.project.filter.on() {
		text = grouped(w.doc.marks.passing) + " of " + grouped(w.doc.page.Count())
	}
	w.head.showFilter(text)
}

// toggleCriterion asks for a criterion, or does so no more.
func (w *Workbench) toggleCriterion(c criterion) {
	w.project.filter.toggle(c)
	w.filterChanged()
	w.sayFilter()
}

// sayFilter says in the status bar what the filter does now.
func (w *Workbench) sayFilter() {
	f := &w.project.filter
	if !f.on() {
		w.status.say("No filter: all annotations are shown")
		return
	}
	if w.doc == nil {
		return
	}
	rest := w.doc.page.Count() - w.doc.marks.passing
	w.status.say(counted(w.doc.marks.passing, "annotation") + " shown, " + grouped(rest) + map[bool]string{true: " hidden", false: " dimmed"}[f.hide])
}

func (w *Workbench) clearFilter() {
	w.project.filter.criteria = nil
	w.filterChanged()
	w.sayFilter()
}

func (w *Workbench) setFilterHides(hide bool) {
	w.project.filter.hide = hide
	w.filterChanged()
	w.sayFilter()
}

// listenToFilter takes what the panel of layers reports of filter and colours.
func (w *Workbench) listenToFilter(l *panel.Layers) {
	l.OnColourBy = func(mode int) { w.setColourMode(colourMode(mode)) }
	l.OnFilter = w.askFilter
	l.OnClear = w.clearFilter
	l.OnHide = w.setFilterHides
	l.OnCriterion = func(i int) { w.toggleCriterion(w.project.filter.criteria[i]) }
	l.OnLegend = w.filterByLegend
	l.OnGrown = func() { w.frame.Refresh() }
}

// filterByLegend asks for what row i of the legend stands for, or does so no more.
func (w *Workbench) filterByLegend(i int) {
	if w.doc == nil {
		return
	}
	rows := w.doc.marks.categories()
	if i >= len(rows) {
		return
	}
	for _, o := range w.offers() {
		if o.isFor(w.colourMode(), rows[i]) {
			w.toggleCriterion(o.criterion)
			return
		}
	}
}

// isFor reports whether the offer asks for what a colour stands for.
func (o *offer) isFor(mode colourMode, k category) bool {
	switch mode {
	case byStance:
		return o.stance == k.stance && k.stance != docview.NoStance
	case byActor:
		return o.aspect == "Actor" && o.key.id == k.id
	case byAnnotator:
		return o.aspect == "Annotator" && o.key.id == k.id
	}
	return false
}

func (w *Workbench) needsFilter() (bool, string) {
	if ok, why := w.needsProject(); !ok {
		return false, why
	}
	return w.project.filter.on(), "there is no filter: f makes one"
}

func (w *Workbench) filterActions() []*Action {
	return []*Action{
		{ID: "filter.ask", Name: "Filter annotations…", Group: onView, Key: "f", Icon: icons.Filter.Resource(), Note: w.filterNote, Enabled: w.needsDocument, Run: w.askFilter},
		{ID: "filter.hide", Title: w.hideTitle, Group: onView, Key: "H", Icon: icons.Eye.Resource(), Enabled: w.needsFilter, Run: func() { w.setFilterHides(!w.project.filter.hide) }},
		{ID: "filter.clear", Name: "Clear filter", Group: onView, Key: "F", Mark: control.Cross, Enabled: w.needsFilter, Run: w.clearFilter},
	}
}

func (w *Workbench) filterNote() string { return "by layer, annotator, value or actor" }

func (w *Workbench) hideTitle() string {
	if w.project != nil && w.project.filter.hide {
		return "Dim what is filtered out"
	}
	return "Hide what is filtered out"
}
