package csv

import (
	"slices"
	"strings"

	"parley/annotate"
)

// Columns that are no feature's.
var (
	before = []string{"id", "layer", "document", "document_title", "document_author", "document_outlet", "document_date",
		"document_url", "document_language", "document_note"}
	place = []string{"start", "end", "fragments", "quote", "annotator", "status", "flags"}
	parts = [...]string{".code", ".id", ".type"} // that stand beside a feature's column
)

const (
	textColumn = "document_text"
	noteColumn = "note"
)

// reserved reports whether a column of this name is no feature's.
func reserved(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "document_") || strings.HasPrefix(name, "feature_") || slices.Contains(before, name) ||
		slices.Contains(place, name) || slices.Contains([]string{noteColumn, "feature", "value", "text"}, name)
}

// columnOf is the column of a feature. Of a name that ends as the columns beside it do, or
// has a sign of the wide form, backslashes take the meaning.
func columnOf(feature string) string {
	name := strings.NewReplacer(`\`, `\\`, `=`, `\=`).Replace(feature)
	for _, p := range parts {
		if base, ok := strings.CutSuffix(name, p); ok {
			name = base + `\` + p
		}
	}
	if reserved(name) || strings.TrimSpace(name) != name {
		name = "feature_" + name
	}
	return name
}

// featureOf is the feature of a column, with the part or the tag that it is of.
func featureOf(column string) (feature, part, tag string) {
	name := strings.TrimPrefix(column, "feature_")
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		switch {
		case name[i] == '\\' && i+1 < len(name):
			i++
			b.WriteByte(name[i])
		case name[i] == '=' && i > 0:
			return b.String(), "", name[i+1:]
		case name[i] == '.' && b.Len() > 0 && slices.Contains(parts[:], name[i:]):
			return b.String(), name[i:], ""
		default:
			b.WriteByte(name[i])
		}
	}
	return b.String(), "", ""
}

// column is that of the features of one name, in whatever layers.
type column struct {
	name            string
	of              map[annotate.LayerID]*annotate.Feature
	code, id, types bool
	tags            []tagColumn // in the wide form
}

type tagColumn struct {
	name string
	of   map[annotate.TagsetID]annotate.TagID
}

// columns are those of all features of a schema, in its order; typed: each says the types of
// its values.
func columns(s *annotate.Schema, wide, typed bool) (list []*column) {
	for i := range s.Layers {
		l := &s.Layers[i]
		for k := range l.Features {
			f := &l.Features[k]
			at := slices.IndexFunc(list, func(c *column) bool { return strings.EqualFold(c.name, columnOf(f.Name)) })
			if at < 0 {
				at = len(list)
				list = append(list, &column{name: columnOf(f.Name), of: map[annotate.LayerID]*annotate.Feature{}})
			}
			list[at].of[l.ID] = f
		}
	}
	for _, c := range list {
		c.settle()
		c.types = c.types || typed
		if wide && c.onlyTags() {
			c.spread(s)
		}
	}
	return list
}

// settle says what must stand beside c.
func (c *column) settle() {
	var first []annotate.FeatureType
	for _, f := range c.of {
		c.code = c.code || f.Takes(annotate.TypeTag)
		c.id = c.id || f.Takes(annotate.TypeEntity) || f.Takes(annotate.TypeAnnotation)
		c.types = c.types || len(f.Types) > 1 || f.Takes(annotate.TypeAnnotation) || first != nil && !slices.Equal(first, f.Types)
		first = f.Types
	}
}

func (c *column) onlyTags() bool {
	for _, f := range c.of {
		if len(f.Types) != 1 || !f.Takes(annotate.TypeTag) {
			return false
		}
	}
	return true
}

// spread gives each tag a column: its label, or its ID where another tag has its label.
func (c *column) spread(s *annotate.Schema) {
	for i := range s.Layers {
		f := c.of[s.Layers[i].ID]
		if f == nil {
			continue
		}
		set := s.Tagset(f.Tagset)
		if set == nil {
			continue
		}
		for k := range set.Tags {
			c.tag(set, &set.Tags[k])
		}
	}
}

func (c *column) tag(set *annotate.Tagset, g *annotate.Tag) {
	name := c.name + "=" + g.Label()
	if set.TagNamed(g.Label()) != g {
		name = c.name + "=" + string(g.ID)
	}
	at := slices.IndexFunc(c.tags, func(t tagColumn) bool { return t.name == name })
	if at < 0 {
		at = len(c.tags)
		c.tags = append(c.tags, tagColumn{name, map[annotate.TagsetID]annotate.TagID{}})
	}
	c.tags[at].of[set.ID] = g.ID
}

// header are the names of c's columns.
func (c *column) header() (names []string) {
	if c.tags != nil {
		for _, t := range c.tags {
			names = append(names, t.name)
		}
		return names
	}
	names = append(names, c.name)
	for i, there := range []bool{c.code, c.id, c.types} {
		if there {
			names = append(names, c.name+parts[i])
		}
	}
	return names
}
