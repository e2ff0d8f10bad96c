package brat

import (
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// declared is what annotation.conf says of an attribute or a role of a type for Parley: of what
// types its values are, and whether there may be several. brat has no words for it, so that it
// stands in a comment, which brat skips:
//
//	# parley: Claim Weight number
//	# parley: Claim Target annotation,text several
//
// Where it says nothing, the values that the files have show what they are.
type declared struct {
	of, name string
	types    []annotate.FeatureType
	multi    bool
}

const declaredMark = "# parley: "

// declare is the line of a feature.
func declare(of, name string, f *annotate.Feature) string {
	var types []string
	for _, t := range f.Types {
		types = append(types, t.String())
	}
	line := declaredMark + of + " " + name + " " + strings.Join(types, ",")
	if f.Multi {
		line += " several"
	}
	return line
}

// readDeclared reads a line of annotation.conf; false when it is none of these.
func readDeclared(l string) (d declared, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(l), declaredMark)
	words := strings.Fields(rest)
	if !ok || len(words) != 3 && (len(words) != 4 || words[3] != "several") {
		return d, false
	}
	d = declared{of: words[0], name: words[1], multi: len(words) == 4}
	for name := range strings.SplitSeq(words[2], ",") {
		t, err := annotate.ParseFeatureType(name)
		if err != nil || slices.Contains(d.types, t) {
			return d, false
		}
		d.types = append(d.types, t)
	}
	return d, true
}

// declare takes in what is declared of types that are there.
func (g *gather) declare(list []declared) {
	for i := range list {
		for _, p := range []*parts{&g.layers, &g.relations} {
			if t := p.by[list[i].of]; t != nil && t.slot(list[i].name).declared == nil {
				t.slot(list[i].name).declared = &list[i]
			}
		}
	}
}

// typed is the type that an attribute's value is read as, of those that are declared: words,
// where nothing else fits.
func typed(types []annotate.FeatureType, value string, isTag func(string) bool) annotate.FeatureType {
	for _, t := range types {
		ok := false
		switch t {
		case annotate.TypeNumber:
			n, err := strconv.ParseFloat(value, 64)
			ok = err == nil && n-n == 0
		case annotate.TypeBoolean:
			ok = value == "" || value == "true" || value == "false"
		case annotate.TypeDate:
			d, err := annotate.ParseDate(value)
			ok = err == nil && !d.IsZero()
		case annotate.TypeTag:
			ok = isTag(value)
		}
		if ok {
			return t
		}
	}
	if value == "" {
		return annotate.TypeBoolean
	}
	return annotate.TypeText
}

// tag reports whether a value is one that annotation.conf lists.
func (s *slot) tag(value string) bool { return s.set != nil && s.set.set && s.set.seen[value] }

// see takes in that a value is there.
func (s *slot) see(value string) {
	if t := typed(s.declared.types, value, s.tag); !slices.Contains(s.more, t) {
		s.more = append(s.more, t)
	}
}

// typesOf are those of a feature that is declared: tags where there are any, and what the files
// have beside.
func (s *slot) typesOf(tagged bool) (list []annotate.FeatureType) {
	for _, t := range slices.Concat(s.declared.types, s.more) {
		if !slices.Contains(list, t) && (t != annotate.TypeTag || tagged) {
			list = append(list, t)
		}
	}
	if s.role && !slices.Contains(list, annotate.TypeAnnotation) {
		list = append(list, annotate.TypeAnnotation)
	}
	if s.ref && !slices.Contains(list, annotate.TypeEntity) {
		list = append(list, annotate.TypeEntity)
	}
	if len(list) == 0 { // tags, of which there are none
		list = append(list, annotate.TypeText)
	}
	return list
}

// readTyped is what an attribute says, as a value of a type that is declared.
func (s *slot) readTyped(value string) (v annotate.Value) {
	switch v.Type = typed(s.declared.types, value, s.tag); v.Type {
	case annotate.TypeNumber:
		v.Number, _ = strconv.ParseFloat(value, 64) // it is one
	case annotate.TypeBoolean:
		v.Bool = value != "false"
	case annotate.TypeDate:
		v.Date, _ = annotate.ParseDate(value)
	case annotate.TypeTag:
		v.Tag = annotate.TagID(value)
	default:
		v.Text = value
	}
	return v
}
