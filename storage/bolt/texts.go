package bolt

import (
	"unsafe"

	"parley/annotate"
	"parley/annotate/session"
)

var _ session.TextLender = (*reader)(nil)

// LendTexts implements session.TextLender: what it lends is the file's map.
func (r *reader) LendTexts(documents []annotate.ID, use func(texts []string) error) error {
	return r.moment(func(s source) error {
		texts := make([]string, len(documents))
		for i, id := range documents {
			if b := s.get(inTexts, id[:]); len(b) > 0 {
				texts[i] = unsafe.String(unsafe.SliceData(b), len(b))
			}
		}
		return use(texts)
	})
}
