package labelstudio

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// tell says what of the schema and of what was kept an interface has no place for.
func (w *writer) tell() error {
	kept, err := codec.Kept(w.reader)
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Place: o.Name})
	}
	for _, l := range w.schema.Layers {
		for _, f := range l.Features {
			p := codec.Problem{Record: l.Name + ": " + f.Name}
			if f.Description != "" {
				w.report.Lose(lostAbout, p)
			}
			if !comesBack(&f) || w.fields[l.ID][f.ID] == nil {
				w.report.Lose(lostFeature, p)
			}
		}
	}
	for _, t := range w.schema.Relations {
		only := len(t.Features) == 0 || len(t.Features) == 1 && t.Features[0].ID == both
		if !only || t.Description != "" || len(t.From)+len(t.To) > 0 {
			w.report.Lose(codec.LostType, codec.Problem{Record: t.Name})
		}
	}
	for _, set := range w.schema.Tagsets {
		if !w.named(set) {
			w.report.Lose(lostSet, codec.Problem{Record: set.Name})
		}
		for _, g := range set.Tags {
			if g.Code+g.Rule != "" || len(g.Examples)+len(g.Counter) > 0 || g.Retired {
				w.report.Lose(lostTags, codec.Problem{Record: g.Label()})
			}
		}
	}
	if err != nil {
		return err
	}
	return without.Project(w.report, w.reader)
}

// comesBack reports whether a feature is read again as what it is.
func comesBack(f *annotate.Feature) bool {
	return len(f.Types) == 1 && slices.Contains([]annotate.FeatureType{annotate.TypeText, annotate.TypeNumber, annotate.TypeTag}, f.Types[0])
}

// named reports whether all controls with the tags of set, of which there are some, are called as it is.
func (w *writer) named(set annotate.Tagset) bool {
	some := false
	for _, f := range w.list {
		if f.set != nil && f.set.ID == set.ID {
			some = true
			if !strings.EqualFold(f.name, set.Name) {
				return false
			}
		}
	}
	return some
}
