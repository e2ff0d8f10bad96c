package parley

import (
	"slices"

	"parley/annotate"
)

// features writes the values by feature, in the order of the schema; those of features
// that the schema no longer has come last, as they stand.
func (e *encoder) features(schema []annotate.Feature, list []annotate.FeatureValue) {
	e.text(`,"features":{`)
	for i, fv := range inOrder(schema, list) {
		if i > 0 {
			e.text(",")
		}
		e.b = append(appendString(e.b, string(fv.Feature)), ':')
		f := featureOf(schema, fv.Feature)
		if len(fv.Values) == 1 && (f == nil || !f.Multi) {
			e.value(f, fv.Values[0])
			continue
		}
		for k, v := range fv.Values {
			e.b = append(e.b, "[,"[min(k, 1)])
			e.value(f, v)
		}
		e.text("]")
	}
	e.text("}")
}

// value writes v bare where the schema says the type, and otherwise as an object whose
// first member is named by the type.
func (e *encoder) value(f *annotate.Feature, v annotate.Value) {
	bare := isBare(f, v.Type)
	if !bare {
		e.text(`{"`)
		e.text(v.Type.String())
		e.text(`":`)
	}
	switch v.Type {
	case annotate.TypeText:
		e.b = appendString(e.b, v.Text)
	case annotate.TypeNumber:
		e.b = appendNumber(e.b, v.Number)
	case annotate.TypeBoolean:
		if v.Bool {
			e.text("true")
		} else {
			e.text("false")
		}
	case annotate.TypeDate:
		e.date("", v.Date)
	case annotate.TypeTag:
		e.b = appendString(e.b, string(v.Tag))
	case annotate.TypeEntity:
		e.entityValue(v)
	case annotate.TypeAnnotation:
		e.b = appendID(e.b, v.Ref)
	}
	if !bare {
		e.text("}")
	}
}

func (e *encoder) entityValue(v annotate.Value) {
	e.b = appendID(e.b, v.Ref)
	if name := e.names[v.Ref]; name != nil {
		e.b = append(append(e.b, `,"name":`...), name...)
	}
	if !v.Mention.IsZero() {
		e.id(`,"mention":`, v.Mention)
	}
}

// isBare reports whether values of type t stand without their type in f: when f takes
// no other. An entity never does, as it comes with its name.
func isBare(f *annotate.Feature, t annotate.FeatureType) bool {
	return f != nil && len(f.Types) == 1 && f.Types[0] == t && t != annotate.TypeEntity
}

func featureOf(schema []annotate.Feature, id annotate.FeatureID) *annotate.Feature {
	for i := range schema {
		if schema[i].ID == id {
			return &schema[i]
		}
	}
	return nil
}

// inOrder is list in the order of the schema, without features that have no value.
func inOrder(schema []annotate.Feature, list []annotate.FeatureValue) []annotate.FeatureValue {
	at, last := 0, len(schema)
	for _, fv := range list {
		if len(fv.Values) == 0 {
			return reordered(schema, list)
		}
		for at < last && schema[at].ID != fv.Feature {
			at++
		}
		if at == last && featureOf(schema, fv.Feature) != nil {
			return reordered(schema, list)
		}
		at = min(at+1, last)
	}
	return list
}

func reordered(schema []annotate.Feature, list []annotate.FeatureValue) []annotate.FeatureValue {
	place := func(fv annotate.FeatureValue) int {
		if i := slices.IndexFunc(schema, func(f annotate.Feature) bool { return f.ID == fv.Feature }); i >= 0 {
			return i
		}
		return len(schema)
	}
	list = slices.DeleteFunc(slices.Clone(list), func(fv annotate.FeatureValue) bool { return len(fv.Values) == 0 })
	slices.SortStableFunc(list, func(a, b annotate.FeatureValue) int { return place(a) - place(b) })
	return list
}
