package ui

import (
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	drafts "parley/annotate/schema"
	"parley/annotate/session"
	"parley/ui/codebook"
)

// codebookSource answers the editor's questions out of the session and its index.
type codebookSource struct{ c *codebookWindow }

// Schema implements codebook.Source.
func (s codebookSource) Schema() *annotate.Schema {
	if s.c.project == nil {
		return nil
	}
	return s.c.project.session.Schema()
}

// Uses implements codebook.Source. What is counted once is remembered until it changes.
func (s codebookSource) Uses(p codebook.Place) int {
	x := s.c.index()
	if x == nil {
		return -1
	}
	if n, ok := s.c.counted[p]; ok {
		return n
	}
	if s.c.counted == nil {
		s.c.counted = map[codebook.Place]int{}
	}
	n := s.count(x, p)
	s.c.counted[p] = n
	return n
}

// count asks the index for annotations of a layer, with a value of a feature or with a tag,
// and for relations; of the rest it does not know.
func (s codebookSource) count(x *query.Index, p codebook.Place) int {
	switch {
	case p.Section == codebook.InLayers && p.Part == "":
		return x.CountLayer(annotate.LayerID(p.Of))
	case p.Section == codebook.InLayers:
		return x.CountFeature(annotate.LayerID(p.Of), annotate.FeatureID(p.Part))
	case p.Section == codebook.InRelations && p.Part == "":
		return x.CountRelations(annotate.RelationTypeID(p.Of))
	case p.Section == codebook.InRelations:
		return x.CountRelationFeature(annotate.RelationTypeID(p.Of), annotate.FeatureID(p.Part))
	case p.Section == codebook.InTagsets && p.Part != "":
		n := 0
		for l, features := range s.takers(annotate.TagsetID(p.Of)) {
			n += x.CountTagged(l, annotate.TagID(p.Part), features...)
		}
		return n
	}
	return -1
}

// takers are the features of each layer whose values are tags of a set.
func (s codebookSource) takers(set annotate.TagsetID) map[annotate.LayerID][]annotate.FeatureID {
	if found, ok := s.c.takers[set]; ok {
		return found
	}
	found := map[annotate.LayerID][]annotate.FeatureID{}
	for _, p := range drafts.Users(s.Schema(), set) {
		if p.Layer != "" {
			found[p.Layer] = append(found[p.Layer], p.Feature)
		}
	}
	if s.c.takers == nil {
		s.c.takers = map[annotate.TagsetID]map[annotate.LayerID][]annotate.FeatureID{}
	}
	s.c.takers[set] = found
	return found
}

// kept are the schemas that were in force, the newest first.
func (s codebookSource) kept() []*annotate.SchemaVersion {
	if s.c.versions == nil {
		s.c.versions, _ = s.c.project.session.Reader().SchemaVersions() // those that cannot be read are not listed
	}
	return s.c.versions
}

// Kept implements codebook.Source.
func (s codebookSource) Kept() int { return len(s.kept()) }

// versionStep is what put a version in force.
type versionStep struct {
	label string
	by    annotate.ID
}

// remembers adds a step to those that are known, once they are.
func (c *codebookWindow) remembers(at time.Time, step versionStep) {
	if c.steps != nil {
		c.steps[at.UnixNano()] = step
	}
}

// Versions implements codebook.Source. By whom and what is read from the history, once.
func (s codebookSource) Versions() (list []codebook.Version) {
	kept := s.kept()
	if s.c.steps == nil {
		s.c.readSteps(kept)
	}
	for _, v := range kept {
		t := codebook.Version{Number: v.Schema.Version, Since: v.Since}
		if step, ok := s.c.steps[v.Since.UnixNano()]; ok {
			t.Label = step.label
			if a := s.c.project.session.Annotator(step.by); a != nil {
				t.By = a.Name
			}
		}
		list = append(list, t)
	}
	return list
}

// readSteps finds in the history what put versions in force.
func (c *codebookWindow) readSteps(kept []*annotate.SchemaVersion) {
	c.steps = map[int64]versionStep{}
	since := map[int64]bool{}
	for _, v := range kept {
		since[v.Since.UnixNano()] = true
	}
	for e, err := range c.project.session.History() {
		if err != nil || len(kept) == 0 || e.Time.Before(kept[len(kept)-1].Since) {
			return
		}
		if e.Cause == annotate.Intended && since[e.Time.UnixNano()] {
			c.steps[e.Time.UnixNano()] = versionStep{e.Label, e.Annotator}
		}
	}
}

// Version implements codebook.Source.
func (s codebookSource) Version(n int) *annotate.Schema {
	for _, v := range s.kept() {
		if v.Schema.Version == n {
			return &v.Schema
		}
	}
	return nil
}

// Marked implements codebook.Source.
func (s codebookSource) Marked() []codebook.Marked { return s.c.marked }

// Example implements codebook.Source.
func (s codebookSource) Example(e annotate.Example) string {
	return s.c.whereExample(e)
}

// mostMarked is how many annotations to be rechecked are listed; the rest follows as they go.
const mostMarked = 2000

// readMarked reads what is to be rechecked, beside the window, and shows it.
func (c *codebookWindow) readMarked() {
	x := c.index()
	if x == nil {
		return
	}
	c.reading++
	turn := c.reading
	var places []query.Place
	for p := range x.Places(query.Recheck()) {
		if places = append(places, p); len(places) == mostMarked {
			break
		}
	}
	if len(places) == 0 {
		c.marked = nil
		return
	}
	view, end, err := c.project.session.View()
	if err != nil {
		return // what is listed is of the last time
	}
	rows, force := c.project.session.Rows(), c.project.session.Schema()
	titles := map[annotate.ID]string{}
	for _, p := range places {
		if i, ok := rows.Find(p.Document); ok {
			titles[p.Document] = rows.At(i).Title
		}
	}
	go func() {
		list := markedIn(view, places, titles, force)
		end()
		c.post(func() {
			if c.reading == turn && !c.gone {
				c.marked = list
				c.editor.Reload()
			}
		})
	}()
}

// markedIn are the annotations at places, with their words and reasons.
func markedIn(r session.Reader, places []query.Place, titles map[annotate.ID]string, force *annotate.Schema) (list []codebook.Marked) {
	var of annotate.ID
	found := map[annotate.ID]*annotate.Annotation{}
	for _, p := range places {
		if p.Document != of || len(found) == 0 {
			of = p.Document
			clear(found)
			all, err := r.Annotations(of)
			if err != nil {
				continue
			}
			for _, a := range all {
				found[a.ID] = a
			}
		}
		a := found[p.Annotation]
		if a == nil || a.Recheck == "" {
			continue
		}
		m := codebook.Marked{Document: p.Document, Annotation: p.Annotation, Title: titles[p.Document], Quote: markedWords(a), Why: a.Recheck}
		if l := force.Layer(a.Layer); l != nil {
			m.Slot = l.Colour
		}
		list = append(list, m)
	}
	return list
}

// markedWords are the words of an annotation in one line.
func markedWords(a *annotate.Annotation) string {
	if len(a.Fragments) == 0 {
		return "the whole document"
	}
	return strings.Join(strings.Fields(a.Quote.Exact), " ")
}
