package codec

import (
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// What a mapping leaves out.
var (
	lostLayer    = Kind{"annotation of a layer that is mapped to nothing", "annotations of layers that are mapped to nothing"}
	lostRelation = Kind{"relation of a type that is mapped to nothing", "relations of types that are mapped to nothing"}
	lostEnd      = Kind{"relation with an end that stayed out", "relations with an end that stayed out"}
	lostFeature  = Kind{"value of a feature that is mapped to nothing", "values of features that are mapped to nothing"}
	lostValue    = Kind{"value that the feature it is mapped to does not take", "values that the features they are mapped to do not take"}
	lostTag      = Kind{"value that the mapping leaves out", "values that the mapping leaves out"}
	lostSecond   = Kind{"second value of a feature that takes one", "second values of features that take one"}
)

// converter carries what is recorded from one schema to another.
type converter struct {
	from, to *annotate.Schema
	mapping  Mapping
	names    register
	report   *Report
}

// register finds and makes actors by name.
type register interface {
	name(annotate.ID) string
	called(name string) annotate.ID // made when there is none
}

// document is d under the other schema. It alters d.
func (c *converter) document(d *Document) {
	out := map[annotate.ID]bool{}
	d.Annotations = slices.DeleteFunc(d.Annotations, func(a *annotate.Annotation) bool {
		out[a.ID] = !c.annotation(d, a)
		return out[a.ID]
	})
	d.Relations = slices.DeleteFunc(d.Relations, func(r *annotate.Relation) bool { return !c.relation(d, r, out) })
	for _, a := range d.Annotations {
		a.Features = without(a.Features, out)
	}
}

// without leaves out values that name annotations which stayed out.
func without(list []annotate.FeatureValue, out map[annotate.ID]bool) []annotate.FeatureValue {
	for i := range list {
		list[i].Values = slices.DeleteFunc(list[i].Values, func(v annotate.Value) bool {
			return v.Type == annotate.TypeAnnotation && out[v.Ref]
		})
		for k := range list[i].Values {
			if v := &list[i].Values[k]; out[v.Mention] {
				v.Mention = annotate.ID{}
			}
		}
	}
	return slices.DeleteFunc(list, func(fv annotate.FeatureValue) bool { return len(fv.Values) == 0 })
}

func (c *converter) annotation(d *Document, a *annotate.Annotation) bool {
	m := c.mapping.Layer(a.Layer)
	if m == nil || m.To == "" || c.to.Layer(m.To) == nil {
		c.lose(lostLayer, d, "annotation of "+string(a.Layer), "")
		return false
	}
	from, to := c.from.Layer(a.Layer), c.to.Layer(m.To)
	var features []annotate.Feature
	if from != nil {
		features = from.Features
	}
	a.Features = c.values(d, a.Features, features, to.Features, m.Features)
	for _, s := range m.Set {
		a.Features = annotate.SetValues(a.Features, to.Features, s.Feature, annotate.Value{Type: annotate.TypeTag, Tag: s.Tag})
	}
	a.Layer = m.To
	return true
}

func (c *converter) relation(d *Document, r *annotate.Relation, out map[annotate.ID]bool) bool {
	m := c.mapping.Relation(r.Type)
	switch {
	case m == nil || m.To == "" || c.to.Relation(m.To) == nil:
		c.lose(lostRelation, d, "relation of "+string(r.Type), "")
		return false
	case out[r.From] || out[r.To]:
		c.lose(lostEnd, d, "relation of "+string(r.Type), "")
		return false
	}
	var features []annotate.Feature
	if t := c.from.Relation(r.Type); t != nil {
		features = t.Features
	}
	r.Features = c.values(d, r.Features, features, c.to.Relation(m.To).Features, m.Features)
	r.Type = m.To
	return true
}

func (c *converter) lose(k Kind, d *Document, record, text string) {
	c.report.Lose(k, Problem{Document: d.Head.Title, Place: d.Place, Record: record, Text: text})
}

// values are list as the features there take them.
func (c *converter) values(d *Document, list []annotate.FeatureValue, from, to []annotate.Feature, maps []FeatureMapping) (out []annotate.FeatureValue) {
	for _, fv := range list {
		i := slices.IndexFunc(maps, func(m FeatureMapping) bool { return m.From == fv.Feature })
		at := -1
		if i >= 0 && maps[i].To != "" {
			at = slices.IndexFunc(to, func(f annotate.Feature) bool { return f.ID == maps[i].To })
		}
		if at < 0 {
			c.lose(lostFeature, d, "feature "+string(fv.Feature), "")
			continue
		}
		f := &to[at]
		source := slices.IndexFunc(from, func(f annotate.Feature) bool { return f.ID == fv.Feature })
		var tags *annotate.Tagset
		if source >= 0 {
			tags = c.from.Tagset(from[source].Tagset)
		}
		var values []annotate.Value
		for _, v := range fv.Values {
			if maps[i].drops(v) {
				c.lose(lostTag, d, "feature "+string(fv.Feature), c.words(v, tags))
				continue
			}
			next, ok := c.value(v, f, tags, &maps[i])
			switch {
			case !ok:
				c.lose(lostValue, d, "feature "+string(fv.Feature), c.words(v, tags))
			case len(values) > 0 && !f.Multi:
				c.lose(lostSecond, d, "feature "+string(fv.Feature), c.words(v, tags))
			case !slices.Contains(values, next):
				values = append(values, next)
			}
		}
		if len(values) > 0 {
			out = annotate.SetValues(out, to, f.ID, values...)
		}
	}
	return out
}

// valueKey is what [FeatureMapping].Tags and the other two call a value: its tag, or its words.
// What is neither is not mapped one by one.
func valueKey(v annotate.Value) annotate.TagID {
	switch v.Type {
	case annotate.TypeTag:
		return v.Tag
	case annotate.TypeText:
		return annotate.TagID(v.Text)
	case annotate.TypeNumber:
		return annotate.TagID(strconv.FormatFloat(v.Number, 'g', -1, 64))
	case annotate.TypeBoolean:
		return annotate.TagID(strconv.FormatBool(v.Bool))
	}
	return ""
}

// drops reports whether a value stays out by its own.
func (m *FeatureMapping) drops(v annotate.Value) bool {
	return len(m.TagsOut) > 0 && slices.Contains(m.TagsOut, valueKey(v))
}

// tag is the tag that a value becomes; empty when the mapping does not say.
func (m *FeatureMapping) tag(v annotate.Value) annotate.TagID {
	if len(m.Tags) == 0 {
		return ""
	}
	return m.Tags[valueKey(v)]
}

// value is v as f takes it: as the mapping says, as it is, or as what its words say.
func (c *converter) value(v annotate.Value, f *annotate.Feature, tags *annotate.Tagset, m *FeatureMapping) (annotate.Value, bool) {
	itself := v.Type != annotate.TypeTag && f.Takes(v.Type)
	if id := m.tag(v); id != "" && f.Takes(annotate.TypeTag) && !(itself && tags != nil) { // true is not the tag "true" beside it
		return annotate.Value{Type: annotate.TypeTag, Tag: id}, true
	}
	if itself {
		return v, true
	}
	words := c.words(v, tags)
	if words == "" {
		return v, false
	}
	if slices.Contains(m.AsText, valueKey(v)) && f.Takes(annotate.TypeText) {
		return annotate.Value{Type: annotate.TypeText, Text: words}, true
	}
	for _, t := range f.Types {
		if next, ok := c.read(words, t, f); ok {
			return next, true
		}
	}
	return v, false
}

// read is what words say, as a value of type t.
func (c *converter) read(words string, t annotate.FeatureType, f *annotate.Feature) (v annotate.Value, ok bool) {
	v.Type = t
	switch t {
	case annotate.TypeText:
		v.Text, ok = words, true
	case annotate.TypeNumber:
		n, err := strconv.ParseFloat(words, 64)
		v.Number, ok = n, err == nil && n-n == 0
	case annotate.TypeBoolean:
		b, err := strconv.ParseBool(strings.ToLower(words))
		v.Bool, ok = b, err == nil
	case annotate.TypeDate:
		d, err := annotate.ParseDate(words)
		v.Date, ok = d, err == nil && !d.IsZero()
	case annotate.TypeTag:
		if set := c.to.Tagset(f.Tagset); set != nil {
			if g := set.TagNamed(words); g != nil {
				v.Tag, ok = g.ID, true
			}
		}
	case annotate.TypeEntity:
		v.Ref = c.names.called(words)
		ok = !v.Ref.IsZero()
	}
	return v, ok
}

// words is v as people would write it; empty for what has none.
func (c *converter) words(v annotate.Value, tags *annotate.Tagset) string {
	return Said(&v, tags, c.names.name)
}
