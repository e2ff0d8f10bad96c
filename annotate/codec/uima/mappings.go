package uima

import (
	"encoding/json"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
)

// Mappings are those under which collections came in, by the IDs of these.
func Mappings(r session.Reader) (map[annotate.ID]*codec.Mapping, error) {
	out := map[annotate.ID]*codec.Mapping{}
	list, err := codec.Kept(r)
	for _, o := range list {
		var m codec.Mapping
		if o.Name == codec.MappingName && json.Unmarshal([]byte(o.Content), &m) == nil {
			out[o.Collection] = &m
		}
	}
	return out, err
}
