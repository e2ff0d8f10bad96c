package ui

import (
	"parley/annotate"
	"parley/annotate/session"
)

// watchLacks has the list of documents show which are incomplete, and follow what is filled
// in. It is told of a change after the index, which is asked.
func (w *Workbench) watchLacks(p *project) {
	w.list.Lacks = w.incomplete
	p.session.Observe(func(e session.Event) {
		seen := map[annotate.ID]bool{}
		for _, c := range e.ChangeSet.Changes {
			k := c.Key()
			if k.Kind == annotate.KindSchema {
				w.list.RefreshSigns()
				return
			}
			if k.Kind == annotate.KindAnnotation && !seen[k.Document] {
				seen[k.Document] = true
				w.list.RefreshDocument(k.Document)
			}
		}
	})
}
