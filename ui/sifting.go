package ui

import (
	"parley/annotate"
)

// Sifts implements panel.Sifting.
func (s source) Sifts() bool { return s.w.project != nil && s.w.project.filter.on() }

// Passes implements panel.Sifting.
func (s source) Passes(a *annotate.Annotation) bool {
	return s.w.project == nil || s.w.project.filter.passes(a)
}

// Opened implements panel.Sifting.
func (s source) Opened() bool { return s.w.doc != nil }
