package codectest

import (
	"testing"

	"parley/annotate"
	"parley/annotate/session"
)

// Only is the first document of a project, with what is recorded in it.
func Only(t testing.TB, r session.Reader) (annotate.ID, []*annotate.Annotation, []*annotate.Relation) {
	t.Helper()
	for _, d := range load(t, r).documents {
		return d.head.ID, d.annotations, d.relations
	}
	t.Fatal("there is no document")
	return annotate.ID{}, nil, nil
}

// Bare is a project as if it had been made by hand: without the files that it came from.
func (k Kit) Bare(t testing.TB, r session.Reader) session.Store {
	t.Helper()
	s := load(t, r)
	var records []annotate.Record
	for _, a := range s.annotators {
		records = append(records, a)
	}
	for _, e := range s.entities {
		records = append(records, e)
	}
	for _, d := range s.documents {
		records = append(records, &annotate.Body{Document: d.head.ID, Text: d.text.String()}, d.head)
		for _, a := range d.annotations {
			records = append(records, a)
		}
		for _, l := range d.relations {
			records = append(records, l)
		}
	}
	return k.Project(t, s.schema, records...)
}
