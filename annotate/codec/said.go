package codec

import (
	"strconv"

	"parley/annotate"
)

// Said is v as people would write it: a tag of tags, which may be nil, by its name, and an
// actor by what actor calls it. It is empty for an annotation.
func Said(v *annotate.Value, tags *annotate.Tagset, actor func(annotate.ID) string) string {
	switch v.Type {
	case annotate.TypeText:
		return v.Text
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		return strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeEntity:
		return actor(v.Ref)
	case annotate.TypeTag:
		if tags != nil {
			if g := tags.Tag(v.Tag); g != nil {
				return g.Name
			}
		}
		return string(v.Tag)
	}
	return ""
}
