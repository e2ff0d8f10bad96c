package dna

import (
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// tell says what of the schema, and of what was kept of imports, has no place.
func (w *writer) tell() error {
	whole, err := w.reader.Originals(annotate.ID{})
	for _, o := range whole {
		w.report.Lose(lostOriginal, codec.Problem{Place: o.Name})
	}
	names := map[annotate.TagsetID][]string{}
	for i, l := range w.schema.Layers {
		if l.Description != "" || l.Key != "" && l.Key != strconv.Itoa(i+1) { // an import numbers them so

			w.report.Lose(lostPart, codec.Problem{Record: l.Name})
		}
		for i := range l.Features {
			w.tellFeature(&l, &l.Features[i])
			if f := &l.Features[i]; f.Takes(annotate.TypeTag) {
				names[f.Tagset] = append(names[f.Tagset], f.Name)
			}
		}
	}
	for _, r := range w.schema.Relations {
		w.report.Lose(lostLink, codec.Problem{Record: r.Name})
	}
	for _, set := range w.schema.Tagsets {
		if list := names[set.ID]; len(list) != 1 || !strings.EqualFold(list[0], set.Name) {
			w.report.Lose(lostSet, codec.Problem{Record: set.Name})
		}
	}
	return err
}

func (w *writer) tellFeature(l *annotate.Layer, f *annotate.Feature) {
	p := codec.Problem{Record: l.Name + ": " + f.Name}
	if f.Description != "" || f.Required {
		w.report.Lose(lostPart, p)
	}
	if f.Multi {
		w.report.Lose(lostOne, p)
	}
	same := []annotate.FeatureType{annotate.TypeBoolean, annotate.TypeNumber, annotate.TypeText, annotate.TypeTag, annotate.TypeEntity}
	if len(f.Types) != 1 || !slices.Contains(same, f.Types[0]) {
		w.report.Lose(lostKind, p)
	}
}

// lose tells of an annotation what may come with each of its statements, once.
func (w *teller) lose(k codec.Kind, p codec.Problem, what string) {
	if key := k.One + "\x00" + what; !w.told[key] {
		if w.told == nil {
			w.told = map[string]bool{}
		}
		w.told[key] = true
		w.report.Lose(k, p)
	}
}
