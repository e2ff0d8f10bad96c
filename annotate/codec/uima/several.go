package uima

import (
	"parley/annotate"
	"parley/annotate/session"
)

// Several reports whether several people have recorded something in a project. It looks no
// further than it must.
func Several(r session.Reader) (bool, error) {
	people, err := r.Annotators()
	if err != nil || len(people) < 2 {
		return false, err
	}
	var first annotate.ID
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return false, err
		}
		list, err := r.Annotations(d.ID)
		if err != nil {
			return false, err
		}
		for _, a := range list {
			if first.IsZero() {
				first = a.Annotator
			}
			if a.Annotator != first {
				return true, nil
			}
		}
	}
	return false, nil
}
