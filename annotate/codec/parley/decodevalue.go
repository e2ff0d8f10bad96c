package parley

import (
	"slices"

	"parley/annotate"
)

// featureValues reads the values of a record, in the order of the schema.
func (d *decoder) featureValues(s *slots) []annotate.FeatureValue {
	if !d.is('{', "an object") {
		return nil
	}
	d.features = roomy(d.features)
	from := len(d.features)
	for key := range d.members() {
		d.name = key
		at := s.byID[string(key)]
		if slices.ContainsFunc(d.features[from:], func(fv annotate.FeatureValue) bool { return string(fv.Feature) == string(key) }) {
			d.refuse("feature %.40q is there twice", key)
		}
		fv := annotate.FeatureValue{}
		if at != nil {
			fv.Feature = at.feature.ID
		} else {
			fv.Feature = annotate.FeatureID(key)
			d.doubt("%s has no feature %.60q", s.name, key)
		}
		if fv.Values = d.featureValue(at, string(fv.Feature)); len(fv.Values) > 0 {
			d.features = append(d.features, fv)
		}
	}
	list := d.features[from:len(d.features):len(d.features)]
	if len(list) == 0 {
		return nil
	}
	return inOrder(s.features, list)
}

// featureValue reads one value or a list of them; null is unset.
func (d *decoder) featureValue(at *slot, name string) []annotate.Value {
	d.values = roomy(d.values)
	from := len(d.values)
	switch d.peek() {
	case '[':
		for range d.elements() {
			d.values = append(d.values, d.value(at))
		}
	case 'n':
		d.skip()
		d.doubt("%s is null; left out, it is unset as well", name)
	default:
		d.values = append(d.values, d.value(at))
	}
	list := d.values[from:len(d.values):len(d.values)]
	if at == nil || d.wrong != "" {
		return list
	}
	if len(list) > 1 && !at.feature.Multi {
		d.doubt("%s takes one value, not %d", name, len(list))
	}
	for i, v := range list {
		d.checkValue(at, v)
		if slices.Contains(list[:i], v) {
			d.doubt("%s has the same value twice", name)
		}
	}
	return list
}

func (d *decoder) checkValue(at *slot, v annotate.Value) {
	if v.Type == annotate.TypeTag && at.feature.Takes(v.Type) && at.tags[string(v.Tag)] != "" {
		return
	}
	if err := d.plan.schema.CheckValue(at.feature, v); err != nil {
		d.doubt("%v", err)
	}
}

// value reads a value in the object form, which says its type, or bare, where the schema does.
func (d *decoder) value(at *slot) annotate.Value {
	if d.peek() == '{' {
		return d.typed(at)
	}
	if at == nil || len(at.feature.Types) != 1 {
		d.refuse("%s: want an object that says the type, as {\"text\": …}, not %.40s", d.name, d.skip())
		return annotate.Value{}
	}
	return d.bare(at, at.feature.Types[0])
}

// bare reads the value of a known type.
func (d *decoder) bare(at *slot, t annotate.FeatureType) annotate.Value {
	v := annotate.Value{Type: t}
	switch t {
	case annotate.TypeText:
		v.Text = d.text()
	case annotate.TypeNumber:
		if d.is('0', "a number") {
			v.Number = d.float()
		}
	case annotate.TypeBoolean:
		v.Bool = d.boolean()
	case annotate.TypeDate:
		v.Date = d.date()
	case annotate.TypeTag:
		v.Tag = d.tag(at)
	case annotate.TypeEntity, annotate.TypeAnnotation:
		v.Ref = d.ident()
	}
	return v
}

func (d *decoder) boolean() bool {
	switch c := d.peek(); c {
	case 't', 'f':
		d.skip()
		return c == 't'
	}
	d.refuse("%s: want true or false, not %.40s", d.name, d.skip())
	return false
}

func (d *decoder) tag(at *slot) annotate.TagID {
	b := d.bytes()
	if at != nil {
		if tag, ok := at.tags[string(b)]; ok {
			return tag
		}
	}
	return annotate.TagID(b)
}

// typed reads an object whose member is named by the type; an entity may have its name
// and its mention beside it.
func (d *decoder) typed(at *slot) (v annotate.Value) {
	var (
		found   bool
		named   bool
		name    string
		mention annotate.ID
	)
	feature := d.name
	for key := range d.members() {
		switch string(key) {
		case "name":
			d.name, named = key, true
			name = d.text()
			continue
		case "mention":
			d.name = key
			mention = d.ident()
			continue
		}
		t, err := annotate.ParseFeatureType(string(key))
		if err != nil || found {
			d.refuse("%s: %.40q is no type of value, or one too many", feature, key)
			d.skip()
			continue
		}
		d.name, found = feature, true
		v = d.bare(at, t)
	}
	d.name = feature
	if !found {
		d.refuse("%s: a value lacks its type", feature)
	}
	if v.Type == annotate.TypeEntity {
		v.Mention = mention
		d.entity(v.Ref, name, named)
	} else if named || !mention.IsZero() {
		d.refuse("%s: only an entity has a name and a mention", feature)
	}
	return v
}

// entity checks a reference against the list of entities.
func (d *decoder) entity(id annotate.ID, name string, named bool) {
	known, ok := d.plan.entities[id]
	switch {
	case !ok:
		d.doubt("%s: entity %s is not in the list of entities", d.name, id)
	case named && name != known:
		d.doubt("%s: entity %s is %q in the list of entities, and not %q", d.name, id, known, name)
	}
}
