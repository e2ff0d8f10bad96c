package parley

import (
	"fmt"

	"parley/annotate"
)

// The schema as it stands in JSON. Every member is always written; what a file leaves
// out is empty, false or 0.
type (
	schemaFile struct {
		Format        string `json:"format"`
		FormatVersion int    `json:"format_version"`
		Description   string `json:"description"`
		schemaJSON
	}
	schemaJSON struct {
		Name      string         `json:"name"`
		Version   int            `json:"version"`
		Layers    []layerJSON    `json:"layers"`
		Tagsets   []tagsetJSON   `json:"tagsets"`
		Relations []relationJSON `json:"relations"`
		Fields    []string       `json:"fields"`
	}
	layerJSON struct {
		ID          annotate.LayerID `json:"id"`
		Name        string           `json:"name"`
		Description string           `json:"description"`
		Key         string           `json:"key"`
		Colour      int              `json:"colour"`
		Features    []featureJSON    `json:"features"`
	}
	featureJSON struct {
		ID          annotate.FeatureID `json:"id"`
		Name        string             `json:"name"`
		Description string             `json:"description"`
		Types       []string           `json:"types"`
		Tagset      annotate.TagsetID  `json:"tagset"`
		Multi       bool               `json:"multi"`
		Required    bool               `json:"required"`
	}
	tagsetJSON struct {
		ID   annotate.TagsetID `json:"id"`
		Name string            `json:"name"`
		Tags []tagJSON         `json:"tags"`
	}
	tagJSON struct {
		ID         annotate.TagID `json:"id"`
		Parent     annotate.TagID `json:"parent"`
		Code       string         `json:"code"`
		Name       string         `json:"name"`
		Definition string         `json:"definition"`
		Rule       string         `json:"rule"`
		Examples   []exampleJSON  `json:"examples"`
		Counter    []exampleJSON  `json:"counter"`
		Colour     int            `json:"colour"`
		Retired    bool           `json:"retired"`
	}
	relationJSON struct {
		ID          annotate.RelationTypeID `json:"id"`
		Name        string                  `json:"name"`
		Description string                  `json:"description"`
		From        []annotate.LayerID      `json:"from"`
		To          []annotate.LayerID      `json:"to"`
		Features    []featureJSON           `json:"features"`
	}
)

func schemaToJSON(s *annotate.Schema) schemaJSON {
	return schemaJSON{
		Name: s.Name, Version: s.Version, Fields: list(s.Fields),
		Layers: each(s.Layers, func(l annotate.Layer) layerJSON {
			return layerJSON{l.ID, l.Name, l.Description, l.Key, l.Colour, each(l.Features, featureToJSON)}
		}),
		Tagsets: each(s.Tagsets, func(t annotate.Tagset) tagsetJSON {
			return tagsetJSON{t.ID, t.Name, each(t.Tags, tagToJSON)}
		}),
		Relations: each(s.Relations, func(r annotate.RelationType) relationJSON {
			return relationJSON{r.ID, r.Name, r.Description, list(r.From), list(r.To), each(r.Features, featureToJSON)}
		}),
	}
}

func featureToJSON(f annotate.Feature) featureJSON {
	return featureJSON{f.ID, f.Name, f.Description, each(f.Types, annotate.FeatureType.String), f.Tagset, f.Multi, f.Required}
}

func tagToJSON(t annotate.Tag) tagJSON {
	return tagJSON{t.ID, t.Parent, t.Code, t.Name, t.Definition, t.Rule, each(t.Examples, exampleToJSON), each(t.Counter, exampleToJSON), t.Colour, t.Retired}
}

// schema is j as a schema that passes its own check.
func (j schemaJSON) schema() (*annotate.Schema, error) {
	s := &annotate.Schema{Name: j.Name, Version: j.Version, Fields: some(j.Fields)}
	for _, l := range j.Layers {
		features, err := featuresOf("layer "+l.Name, l.Features)
		if err != nil {
			return nil, err
		}
		s.Layers = append(s.Layers, annotate.Layer{ID: l.ID, Name: l.Name, Description: l.Description, Key: l.Key, Colour: l.Colour, Features: features})
	}
	for _, t := range j.Tagsets {
		tags := some(each(t.Tags, func(g tagJSON) annotate.Tag {
			return annotate.Tag{
				ID: g.ID, Parent: g.Parent, Code: g.Code, Name: g.Name, Definition: g.Definition, Rule: g.Rule,
				Examples: some(each(g.Examples, exampleJSON.example)), Counter: some(each(g.Counter, exampleJSON.example)),
				Colour: g.Colour, Retired: g.Retired,
			}
		}))
		s.Tagsets = append(s.Tagsets, annotate.Tagset{ID: t.ID, Name: t.Name, Tags: tags})
	}
	for _, r := range j.Relations {
		features, err := featuresOf("relation type "+r.Name, r.Features)
		if err != nil {
			return nil, err
		}
		s.Relations = append(s.Relations, annotate.RelationType{ID: r.ID, Name: r.Name, Description: r.Description, From: some(r.From), To: some(r.To), Features: features})
	}
	return s, s.Check()
}

func featuresOf(where string, in []featureJSON) ([]annotate.Feature, error) {
	var out []annotate.Feature
	for _, f := range in {
		var types []annotate.FeatureType
		for _, name := range f.Types {
			t, err := annotate.ParseFeatureType(name)
			if err != nil {
				return nil, fmt.Errorf("%s: feature %s: %w", where, f.Name, err)
			}
			types = append(types, t)
		}
		out = append(out, annotate.Feature{
			ID: f.ID, Name: f.Name, Description: f.Description, Types: types, Tagset: f.Tagset, Multi: f.Multi, Required: f.Required,
		})
	}
	return out, nil
}

// each never gives nil, so that an empty list is [] in JSON and not null.
func each[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func list[T any](in []T) []T { return append(make([]T, 0, len(in)), in...) }

// some is nil for an empty list, as records have it.
func some[T any](in []T) []T {
	if len(in) == 0 {
		return nil
	}
	return in
}
