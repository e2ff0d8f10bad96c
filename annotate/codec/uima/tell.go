package uima

import (
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
)

// What a type system has no place for.
var (
	lostName = codec.Kind{One: "part of the schema written under another name, as UIMA wants it", Many: "parts of the schema written under other names, as UIMA wants them"}
	lostForm = codec.Kind{One: "feature written as words, whatever its values are", Many: "features written as words, whatever their values are"}
)

// Tell says which parts of s have another name in a file than in the project, where they came
// from nowhere, and which features hold words there: those of which plain does not hold.
func Tell(report *codec.Report, s *annotate.Schema, plain func(*annotate.Feature) bool) {
	n := NewNaming(s, nil)
	for _, l := range s.Layers {
		if Short(n.Layer(l.ID)) != l.Name && n.Layer(l.ID) != l.Name {
			report.Lose(lostName, codec.Problem{Record: l.Name, Text: n.Layer(l.ID)})
		}
		tellFeatures(report, n, l.Name, l.Features, plain)
	}
	for _, r := range s.Relations {
		if Short(n.Relation(r.ID)) != r.Name && n.Relation(r.ID) != r.Name {
			report.Lose(lostName, codec.Problem{Record: r.Name, Text: n.Relation(r.ID)})
		}
		tellFeatures(report, n, r.Name, r.Features, plain)
	}
}

func tellFeatures(report *codec.Report, n *Naming, of string, list []annotate.Feature, plain func(*annotate.Feature) bool) {
	for i := range list {
		f := &list[i]
		if name := n.Feature("", f.ID); name != f.Name {
			report.Lose(lostName, codec.Problem{Record: of + ": " + f.Name, Text: name})
		}
		if !plain(f) {
			report.Lose(lostForm, codec.Problem{Record: of + ": " + f.Name})
		}
	}
}

// Holds reports whether f takes one type of value, and that is one of types.
func Holds(f *annotate.Feature, types ...annotate.FeatureType) bool {
	return len(f.Types) == 1 && slices.Contains(types, f.Types[0])
}
