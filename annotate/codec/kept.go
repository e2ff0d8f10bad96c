package codec

import (
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Kept are the files of whole collections, with the mappings under which these came in. Of a
// collection no document of which is in r, as its import was undone, nothing is kept: it is
// out of sight, until the import is done again.
func Kept(r session.Reader) ([]*annotate.Original, error) {
	list, err := r.Originals(annotate.ID{})
	if err != nil || len(list) == 0 {
		return list, err
	}
	missing := map[annotate.ID]bool{}
	for _, o := range list {
		missing[o.Collection] = true
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return nil, err
		}
		files, err := r.Originals(d.ID)
		if err != nil {
			return nil, err
		}
		for _, o := range files {
			delete(missing, o.Collection)
		}
		if len(missing) == 0 {
			return list, nil
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(o *annotate.Original) bool { return missing[o.Collection] }), nil
}
