package schema

import (
	"iter"

	"parley/annotate"
)

// registrar is a [Source] that knows actors; every session.Reader is one.
type registrar interface {
	Entities() iter.Seq2[*annotate.Entity, error]
}

// entity is the name of an actor, or its ID when the source knows none. The names are read
// when the first is wanted.
func (r *Recoding) entity(id annotate.ID) (string, error) {
	if r.names == nil {
		r.names = map[annotate.ID]string{}
		if s, ok := r.source.(registrar); ok {
			for n, err := range s.Entities() {
				if err != nil {
					return "", err
				}
				r.names[n.ID] = n.Name
			}
		}
	}
	if name := r.names[id]; name != "" {
		return name, nil
	}
	return id.String(), nil
}
