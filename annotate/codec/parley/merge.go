package parley

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// merge finds the changes that the header brings to the project.
func (im *importer) merge(top *header) error {
	var err error
	if im.empty, err = im.isEmpty(); err != nil {
		return err
	}
	for _, step := range []func(*header) error{im.mergeProject, im.mergeSchema, im.mergeAnnotators, im.mergeEntities, im.mergeOriginals} {
		if err := step(top); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) isEmpty() (bool, error) {
	for _, err := range im.into.Summaries(annotate.ID{}) {
		return false, err
	}
	for _, err := range im.into.Entities() {
		return false, err
	}
	return true, nil
}

func (im *importer) mergeProject(top *header) error {
	old, err := im.into.Project()
	if err != nil || !im.empty || top.project == nil || top.project.ID.IsZero() {
		return err
	}
	im.change(old, top.project)
	return nil
}

// change adds the change from old to next, when they differ.
func (im *importer) change(old, next annotate.Record) {
	if !same(old, next) {
		im.first = append(im.first, annotate.Update(old, next))
	}
}

// same reports whether two records of the header say the same.
func same(a, b annotate.Record) bool { return bytes.Equal(headerBytes(a), headerBytes(b)) }

func headerBytes(r annotate.Record) []byte {
	e := &encoder{report: &Report{}}
	switch r := r.(type) {
	case *annotate.Project:
		e.project(r)
	case *annotate.Annotator:
		e.annotators([]*annotate.Annotator{r})
	case *annotate.Entity:
		e.entity(r)
	case *annotate.Schema:
		e.b, _ = schemaBytes(r)
	case *annotate.SchemaVersion:
		_ = e.version(r) // names and numbers always can be JSON
	}
	return e.b
}

func (im *importer) mergeSchema(top *header) error {
	old, err := im.into.Schema()
	if err != nil {
		return err
	}
	there, err := im.into.SchemaVersions()
	if err != nil {
		return err
	}
	if im.empty {
		im.change(old, top.schema)
		im.replaceVersions(there, top.versions)
		return nil
	}
	last := old.Version
	if len(there) > 0 {
		last = max(last, there[0].Schema.Version)
	}
	next, err := mergeSchemas(old, top.schema, last+1)
	if err != nil {
		return fmt.Errorf("its schema %q does not go together with the project's: %w", top.schema.Name, err)
	}
	if next != old {
		im.first = append(im.first, annotate.Update(old, next), annotate.Create(&annotate.SchemaVersion{Schema: *next, Since: im.plan.now}))
	}
	im.renumber(there, top.versions, next.Version)
	im.plan.reorder(next)
	return nil
}

// mergeAnnotators makes one of annotators of one name, in any case.
func (im *importer) mergeAnnotators(top *header) error {
	there, err := im.into.Annotators()
	if err != nil {
		return err
	}
	if im.by.IsZero() && len(top.annotators) > 0 {
		im.by = top.annotators[0].ID
	}
	if im.empty {
		there = im.clear(there, top.annotators)
	}
	for _, a := range top.annotators {
		same := slices.IndexFunc(there, func(o *annotate.Annotator) bool { return o.ID == a.ID })
		if same < 0 {
			same = slices.IndexFunc(there, func(o *annotate.Annotator) bool { return strings.EqualFold(o.Name, a.Name) })
		}
		switch {
		case same < 0:
			im.first = append(im.first, annotate.Create(a))
		case there[same].ID != a.ID:
			im.plan.annotators[a.ID] = there[same].ID
			im.report.Skipped.Add(Problem{Record: "annotator " + a.ID.String(), Place: "/annotators",
				Text: fmt.Sprintf("the project has %s already; what they recorded goes under that name", there[same].Name)})
		case im.empty:
			im.change(there[same], a)
		}
	}
	im.report.Annotators = len(top.annotators)
	return nil
}

// clear removes annotators who joined an empty project and did nothing, but for the one
// who imports, and says who is left.
func (im *importer) clear(there, coming []*annotate.Annotator) (left []*annotate.Annotator) {
	for _, o := range there {
		comes := slices.ContainsFunc(coming, func(a *annotate.Annotator) bool { return a.ID == o.ID })
		if comes || o.ID == im.by {
			left = append(left, o)
			continue
		}
		im.first = append(im.first, annotate.Delete(o))
	}
	return left
}

func (im *importer) mergeEntities(top *header) error {
	there := map[annotate.ID]*annotate.Entity{}
	for n, err := range im.into.Entities() {
		if err != nil {
			return err
		}
		there[n.ID] = n
	}
	slices.SortFunc(top.entities, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	for _, n := range top.entities {
		switch old := there[n.ID]; {
		case old == nil:
			im.first = append(im.first, annotate.Create(n))
			im.report.Entities++
		case !same(old, n):
			im.report.Skipped.Add(Problem{Record: "entity " + n.ID.String(), Place: "/entities",
				Text: fmt.Sprintf("the project has it already as %q and keeps its own entry", old.Name)})
		}
	}
	return nil
}
