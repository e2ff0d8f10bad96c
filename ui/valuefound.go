package ui

import (
	"strconv"
	"strings"

	"parley/annotate"
	"parley/ui/control"
)

// valuesFound are the values of a feature that go with what is typed: of each type that it
// takes, in their order.
func (w *Workbench) valuesFound(f *annotate.Feature, query string) (list []candidate) {
	for _, t := range f.Types {
		switch t {
		case annotate.TypeTag:
			list = append(list, w.tagsFound(f, query)...)
		case annotate.TypeEntity:
			list = append(list, w.entitiesFound(query, func() string { return "" })...)
		default:
			list = append(list, plainFound(t, query)...)
		}
	}
	return list
}

// tagsFound are the tags whose label has all words of query, those that are retired left out.
func (w *Workbench) tagsFound(f *annotate.Feature, query string) (list []candidate) {
	set := w.project.session.Schema().Tagset(f.Tagset)
	if set == nil {
		return nil
	}
	words := strings.Fields(strings.ToLower(query))
	for i := range set.Tags {
		g := &set.Tags[i]
		label := strings.ToLower(g.Label())
		fits := !g.Retired
		for _, q := range words {
			fits = fits && strings.Contains(label, q)
		}
		if fits {
			list = append(list, candidate{value: annotate.Value{Type: annotate.TypeTag, Tag: g.ID}, name: g.Label(),
				option: control.Option{Code: g.Code, Text: g.Name, Match: query, Mark: control.StanceMark(g.ID)}})
		}
	}
	return list
}

// plainFound is what is typed as a value of a type, if it is one.
func plainFound(t annotate.FeatureType, query string) (list []candidate) {
	add := func(v annotate.Value, name string) {
		v.Type = t
		list = append(list, candidate{value: v, name: name, option: control.Option{Text: name, Match: query}})
	}
	switch t {
	case annotate.TypeText:
		if query != "" {
			add(annotate.Value{Text: query}, query)
		}
	case annotate.TypeNumber:
		if n, err := strconv.ParseFloat(strings.ReplaceAll(query, "−", "-"), 64); err == nil && n-n == 0 {
			add(annotate.Value{Number: n}, query)
		}
	case annotate.TypeDate:
		if d, err := readDate(query); err == nil && !d.IsZero() {
			add(annotate.Value{Date: d}, longDate(d))
		}
	case annotate.TypeBoolean:
		for _, answer := range []struct {
			name string
			yes  bool
		}{{"yes", true}, {"no", false}} {
			if strings.HasPrefix(answer.name, strings.ToLower(query)) {
				add(annotate.Value{Bool: answer.yes}, answer.name)
			}
		}
	}
	return list
}
