package panel

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// column is a column of the table of annotations: the features that it shows, the first
// of each layer that fits.
type column struct {
	control.Column
	of   map[annotate.LayerID]*annotate.Feature // nil for the layer and the quote
	cell func(a *annotate.Annotation) control.Cell
	key  func(a *annotate.Annotation) sortKey
}

// sortKey is what rows are sorted by: what is unset comes last, then by number, then by text.
type sortKey struct {
	unset  bool
	number int
	text   string
}

func (k sortKey) compare(o sortKey) int {
	return cmp.Or(cmp.Compare(btoi(k.unset), btoi(o.unset)), cmp.Compare(k.number, o.number), strings.Compare(k.text, o.text))
}

// columns derives the table's columns from a schema: layer, quote, and of the features
// the first entity, the first tags, the stance and the date, if any layer has them.
func columns(src AnnotationsSource) []column {
	schema := src.Schema()
	cols := []column{layerColumn(src, schema), {
		Column: control.Column{Title: "Quote", Sortable: true},
		cell:   func(a *annotate.Annotation) control.Cell { return control.Cell{Text: quoteOf(a)} },
		key:    func(a *annotate.Annotation) sortKey { return sortKey{text: strings.ToLower(quoteOf(a))} },
	}}
	for _, kind := range []struct {
		width float32
		fits  func(*annotate.Feature) bool
	}{
		{172, func(f *annotate.Feature) bool { return f.Types[0] == annotate.TypeEntity }},
		{116, func(f *annotate.Feature) bool { return f.Types[0] == annotate.TypeTag && tree(schema, f) }},
		{82, func(f *annotate.Feature) bool { return f.Types[0] == annotate.TypeTag && stance(schema, f) }},
		{98, func(f *annotate.Feature) bool { return f.Types[0] == annotate.TypeDate }},
	} {
		if c := featureColumn(src, kind.width, kind.fits); c != nil {
			cols = append(cols, *c)
		}
	}
	return cols
}

func tree(s *annotate.Schema, f *annotate.Feature) bool {
	set := s.Tagset(f.Tagset)
	return set != nil && isTree(set)
}

func stance(s *annotate.Schema, f *annotate.Feature) bool { return isStance(s.Tagset(f.Tagset)) }

func layerColumn(src AnnotationsSource, schema *annotate.Schema) column {
	return column{
		Column: control.Column{Title: "Layer", Width: 82, Sortable: true},
		cell: func(a *annotate.Annotation) control.Cell {
			if l := schema.Layer(a.Layer); l != nil {
				return control.Cell{Text: l.Name, Swatch: colourOf(src, l, a)}
			}
			return control.Cell{Text: string(a.Layer)}
		},
		key: func(a *annotate.Annotation) sortKey { return sortKey{number: layerIndex(schema, a.Layer)} },
	}
}

func layerIndex(s *annotate.Schema, id annotate.LayerID) int {
	return slices.IndexFunc(s.Layers, func(l annotate.Layer) bool { return l.ID == id })
}

// featureColumn shows of each layer the first feature that fits; nil when none has one.
func featureColumn(src AnnotationsSource, width float32, fits func(*annotate.Feature) bool) *column {
	c := &column{of: map[annotate.LayerID]*annotate.Feature{}}
	var titles []string
	schema := src.Schema()
	for i := range schema.Layers {
		l := &schema.Layers[i]
		k := slices.IndexFunc(l.Features, func(f annotate.Feature) bool { return len(f.Types) > 0 && fits(&f) })
		if k < 0 {
			continue
		}
		c.of[l.ID] = &l.Features[k]
		titles = append(titles, l.Features[k].Name)
	}
	if len(titles) == 0 {
		return nil
	}
	c.Title, c.Width, c.Sortable = joinTitles(titles, int(width/8)), width, true
	c.cell = func(a *annotate.Annotation) control.Cell { return featureCell(src, c.of[a.Layer], a) }
	c.key = func(a *annotate.Annotation) sortKey { return valueKey(src, c.of[a.Layer], a) }
	return c
}

// joinTitles names a column by the first two different names, "Claimant or holder", if
// there is room for so many letters.
func joinTitles(titles []string, room int) string {
	for _, t := range titles[1:] {
		if !strings.EqualFold(t, titles[0]) && len(titles[0])+len(t)+4 <= room {
			return titles[0] + " or " + strings.ToLower(t)
		}
	}
	return titles[0]
}

func featureCell(src AnnotationsSource, f *annotate.Feature, a *annotate.Annotation) control.Cell {
	if f == nil {
		return control.Cell{Text: "–", Colour: theme.Muted}
	}
	values := a.Values(f.ID)
	if len(values) == 0 {
		return control.Cell{Text: "unset", Colour: theme.Muted}
	}
	c := control.Cell{}
	var words []string
	for _, v := range values {
		words = append(words, cellText(src, f, v, len(values) > 1))
		if g := tagOf(src, f, v.Tag); v.Type == annotate.TypeTag && g != nil {
			c.Mark = stanceMark(*g)
		}
	}
	if values[0].Type == annotate.TypeDate || values[0].Type == annotate.TypeTag && c.Mark == control.NoMark {
		c.Colour = theme.Text2
	}
	c.Text = isolate(words, ", ")
	return c
}

// cellText is a value as short as a table wants it: of several tags their codes only.
func cellText(src AnnotationsSource, f *annotate.Feature, v annotate.Value, several bool) string {
	switch v.Type {
	case annotate.TypeDate:
		return shortDate(v.Date)
	case annotate.TypeTag:
		if g := tagOf(src, f, v.Tag); several && g != nil && g.Code != "" {
			return g.Code
		}
	}
	return valueText(src, f, v)
}

// valueKey orders by the first value: dates by time, tags as their tagset has them.
func valueKey(src AnnotationsSource, f *annotate.Feature, a *annotate.Annotation) sortKey {
	v := firstValue(f, a)
	switch {
	case v == nil:
		return sortKey{unset: true}
	case v.Type == annotate.TypeDate:
		return sortKey{number: int(v.Date.Year)*10_000 + int(v.Date.Month)*100 + int(v.Date.Day)}
	case v.Type == annotate.TypeTag:
		return sortKey{number: tagIndex(src, f, v.Tag)}
	}
	return sortKey{text: strings.ToLower(valueText(src, f, *v))}
}

func firstValue(f *annotate.Feature, a *annotate.Annotation) *annotate.Value {
	if f == nil {
		return nil
	}
	if values := a.Values(f.ID); len(values) > 0 {
		return &values[0]
	}
	return nil
}

func tagIndex(src AnnotationsSource, f *annotate.Feature, id annotate.TagID) int {
	set := src.Schema().Tagset(f.Tagset)
	if set == nil {
		return -1
	}
	return slices.IndexFunc(set.Tags, func(g annotate.Tag) bool { return g.ID == id })
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
