package codec

import (
	"context"
	"crypto/sha256"

	"parley/annotate"
)

// Survey is what there is in a collection, for a look before it comes in.
type Survey struct {
	Documents   int
	There       int // of Documents, those whose text the project has, or that say so themselves
	Annotations int
	Relations   int
	Layers      map[annotate.LayerID]*Count
	Types       map[annotate.RelationTypeID]*Count
	First       *Document // nil: there is none
	Report      Report    // what is wrong with it
}

// Count is how much there is of a layer or a relation type.
type Count struct {
	Records int
	Values  map[annotate.FeatureID]int
	// Said is how often which value of a feature is there, as a mapping calls it: a tag, or
	// words. Of a feature there are at most the first mostSaid, and no long ones.
	Said map[annotate.FeatureID]map[annotate.TagID]int
}

const (
	mostSaid = 200
	longSaid = 60 // bytes: whatever is longer is no name of anything
)

func (c *Count) add(values []annotate.FeatureValue) {
	c.Records++
	for _, v := range values {
		c.Values[v.Feature] += len(v.Values)
		for i := range v.Values {
			c.say(v.Feature, valueKey(v.Values[i]))
		}
	}
}

func (c *Count) say(f annotate.FeatureID, value annotate.TagID) {
	said := c.Said[f]
	if value == "" || len(value) > longSaid || said[value] == 0 && len(said) == mostSaid {
		return
	}
	if said == nil {
		said = map[annotate.TagID]int{}
		c.Said[f] = said
	}
	said[value]++
}

// SurveyOptions say how a collection is looked through.
type SurveyOptions struct {
	Known    func(sha256 [32]byte) bool // whether the project has a text; nil: it has none
	Progress func(documents int) error  // its error ends it; may be nil
}

// Look reads a whole collection and keeps what can be told of it, and its first document.
func Look(ctx context.Context, c Collection, o SurveyOptions) (*Survey, error) {
	s := &Survey{Layers: map[annotate.LayerID]*Count{}, Types: map[annotate.RelationTypeID]*Count{}}
	for d, err := range c.Documents(ctx, &s.Report) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return nil, err
		}
		s.add(d, o.Known)
		if o.Progress != nil {
			if err := o.Progress(s.Documents); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *Survey) add(d *Document, known func([32]byte) bool) {
	if s.First == nil {
		s.First = d
	}
	s.Documents++
	if d.There || known != nil && known(sha256.Sum256([]byte(d.Text.String()))) {
		s.There++
	}
	for _, a := range d.Annotations {
		s.Annotations++
		counting(s.Layers, a.Layer).add(a.Features)
	}
	for _, r := range d.Relations {
		s.Relations++
		counting(s.Types, r.Type).add(r.Features)
	}
}

func counting[K comparable](m map[K]*Count, k K) *Count {
	if m[k] == nil {
		m[k] = &Count{Values: map[annotate.FeatureID]int{}, Said: map[annotate.FeatureID]map[annotate.TagID]int{}}
	}
	return m[k]
}
