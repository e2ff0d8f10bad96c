package cas

import "slices"

// types are a type system, by name.
type types map[string]*kind

type kind struct {
	name, super string
	features    []feature
	allowed     []string // of a type of strings
}

type feature struct{ name, rng, element string }

// is reports whether a type is one of another, or is it.
func (t types) is(name, super string) bool {
	for range 100 { // a circle ends somewhere
		if name == super {
			return true
		}
		k := t[name]
		switch {
		case k != nil:
			name = k.super
		case name == annotationType:
			name = baseType
		case name == documentType:
			name = annotationType
		default:
			return false
		}
	}
	return false
}

// feature is that of a type or of what it is one of; nil when there is none.
func (t types) feature(name, f string) *feature {
	for range 100 {
		k := t[name]
		if k == nil {
			return nil
		}
		if i := slices.IndexFunc(k.features, func(x feature) bool { return x.name == f }); i >= 0 {
			return &k.features[i]
		}
		name = k.super
	}
	return nil
}

// all are the features of a type and of what it is one of, these first.
func (t types) all(name string) (list []feature) {
	for range 100 {
		k := t[name]
		if k == nil {
			break
		}
		list = append(slices.Clone(k.features), list...)
		name = k.super
	}
	return list
}

// ensure is the type of that name, made where it is not there. UIMA's own are of what UIMA
// says, or UIMA refuses them.
func (t types) ensure(name, super string) *kind {
	if t[name] == nil {
		switch name {
		case baseType:
			super = topType
		case annotationType:
			super = baseType
		case documentType:
			super = annotationType
		}
		t[name] = &kind{name: name, super: super}
	}
	return t[name]
}

// declare gives a type a feature, unless it has it. The type may be one of another type
// system too, in which it stays as it is.
func (t types) declare(name, f, rng, element string) {
	if k := t[name]; k != nil && t.feature(name, f) == nil {
		with := *k
		with.features = append(slices.Clip(k.features), feature{f, rng, element})
		t[name] = &with
	}
}

// order is the names in theirs.
func (t types) order() (names []string) {
	for n := range t {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// isPrimitive reports whether values of the range are words.
func (t types) isPrimitive(rng string) bool {
	switch rng {
	case stringType, "uima.cas.Integer", "uima.cas.Float", "uima.cas.Double", "uima.cas.Boolean", "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte":
		return true
	}
	return t.is(rng, stringType)
}
