package parley

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// mergeSchemas is mine with what theirs has beyond it, as version number; mine itself when
// that is nothing. Names, colours and descriptions are mine where both have a part. Parts
// that mean different things under one ID are annotate.ErrConflict.
func mergeSchemas(mine, theirs *annotate.Schema, number int) (*annotate.Schema, error) {
	next := *mine
	var err error
	next.Tagsets = mergeTagsets(mine.Tagsets, theirs.Tagsets)
	if next.Layers, err = mergeLayers(mine.Layers, theirs.Layers); err != nil {
		return nil, err
	}
	if next.Relations, err = mergeRelations(mine.Relations, theirs.Relations); err != nil {
		return nil, err
	}
	next.Fields = union(mine.Fields, theirs.Fields)
	if same(&next, mine) {
		return mine, nil
	}
	next.Version = number
	if err := next.Check(); err != nil {
		return nil, fmt.Errorf("%w: %w", annotate.ErrConflict, err)
	}
	return &next, nil
}

func union[T comparable](mine, theirs []T) []T {
	out := slices.Clone(mine)
	for _, v := range theirs {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// mergeTagsets adds tags after those that are there, a parent still before its children.
func mergeTagsets(mine, theirs []annotate.Tagset) []annotate.Tagset {
	out := slices.Clone(mine)
	for _, t := range theirs {
		i := slices.IndexFunc(out, func(o annotate.Tagset) bool { return o.ID == t.ID })
		if i < 0 {
			out = append(out, t)
			continue
		}
		tags := slices.Clone(out[i].Tags)
		for _, g := range t.Tags {
			if out[i].Tag(g.ID) == nil {
				tags = append(tags, g)
			}
		}
		out[i].Tags = tags
	}
	return out
}

func mergeLayers(mine, theirs []annotate.Layer) ([]annotate.Layer, error) {
	out := slices.Clone(mine)
	for _, l := range theirs {
		i := slices.IndexFunc(out, func(o annotate.Layer) bool { return o.ID == l.ID })
		if i < 0 {
			if slices.ContainsFunc(out, func(o annotate.Layer) bool { return o.Key == l.Key }) {
				l.Key = ""
			}
			out = append(out, l)
			continue
		}
		features, err := mergeFeatures("layer "+l.Name, out[i].Features, l.Features)
		if err != nil {
			return nil, err
		}
		out[i].Features = features
	}
	return out, nil
}

func mergeRelations(mine, theirs []annotate.RelationType) ([]annotate.RelationType, error) {
	out := slices.Clone(mine)
	for _, r := range theirs {
		i := slices.IndexFunc(out, func(o annotate.RelationType) bool { return o.ID == r.ID })
		if i < 0 {
			out = append(out, r)
			continue
		}
		features, err := mergeFeatures("relation type "+r.Name, out[i].Features, r.Features)
		if err != nil {
			return nil, err
		}
		out[i].Features = features
		out[i].From, out[i].To = mergeEnds(out[i].From, r.From), mergeEnds(out[i].To, r.To)
	}
	return out, nil
}

// mergeEnds allows what either allows; no list allows every layer.
func mergeEnds(mine, theirs []annotate.LayerID) []annotate.LayerID {
	if len(mine) == 0 || len(theirs) == 0 {
		return nil
	}
	return union(mine, theirs)
}

func mergeFeatures(where string, mine, theirs []annotate.Feature) ([]annotate.Feature, error) {
	out := slices.Clone(mine)
	for _, f := range theirs {
		i := slices.IndexFunc(out, func(o annotate.Feature) bool { return o.ID == f.ID })
		if i < 0 {
			out = append(out, f)
			continue
		}
		if what := differs(&out[i], &f); what != "" {
			return nil, fmt.Errorf("%s: feature %s: %s: %w", where, f.Name, what, annotate.ErrConflict)
		}
	}
	return out, nil
}

// differs says how two features of one ID mean different things.
func differs(mine, theirs *annotate.Feature) string {
	switch {
	case !slices.Equal(mine.Types, theirs.Types):
		return fmt.Sprintf("takes %v in the project and %v in the file", mine.Types, theirs.Types)
	case mine.Tagset != theirs.Tagset:
		return fmt.Sprintf("has tagset %q in the project and %q in the file", mine.Tagset, theirs.Tagset)
	case mine.Multi != theirs.Multi:
		return "takes several values on one side only"
	}
	return ""
}
