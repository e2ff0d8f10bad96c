package w3c

import (
	"maps"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
)

// shows remembers what a value shows of its feature, since that is all there is of it.
func (w *writer) shows(of string, f *annotate.Feature, t annotate.FeatureType, multi bool) {
	key := sayer{of, f.ID}
	if w.said[key] == nil {
		w.said[key] = &saying{}
	}
	s := w.said[key]
	if s.multi = s.multi || multi; !slices.Contains(s.types, t) {
		s.types = append(s.types, t)
	}
	if t == annotate.TypeTag {
		w.sets[f.Tagset] = true
	}
}

// learn takes in what the writer of a page learned.
func (w *writer) learn(o *writer) {
	maps.Copy(w.wrote, o.wrote)
	maps.Copy(w.seen, o.seen)
	maps.Copy(w.sets, o.sets)
	for key, s := range o.said {
		if w.said[key] == nil {
			w.said[key] = &saying{}
		}
		all := w.said[key]
		all.multi = all.multi || s.multi
		for _, t := range s.types {
			if !slices.Contains(all.types, t) {
				all.types = append(all.types, t)
			}
		}
	}
}

// tell says what of schema and annotators nothing shows.
func (w *writer) tell() error {
	part := func(of, name string, list []annotate.Feature) {
		if !w.seen[of] {
			w.report.Lose(lostUnused, codec.Problem{Record: name})
			return
		}
		for _, f := range list {
			if s := w.said[sayer{of, f.ID}]; s == nil || s.multi != f.Multi || !slices.Equal(s.types, f.Types) {
				w.report.Lose(lostFeature, codec.Problem{Record: name + ": " + f.Name})
			}
		}
	}
	for _, l := range w.schema.Layers {
		part("layer "+string(l.ID), l.Name, l.Features)
	}
	for _, r := range w.schema.Relations {
		part("relation "+string(r.ID), r.Name, r.Features)
	}
	for _, set := range w.schema.Tagsets {
		if !w.sets[set.ID] {
			w.report.Lose(lostTagset, codec.Problem{Record: set.Name})
		}
	}
	people, err := w.reader.Annotators()
	for _, p := range people {
		switch {
		case !w.wrote[p.ID]:
			w.report.Lose(lostPerson, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	return err
}
