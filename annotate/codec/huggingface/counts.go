package huggingface

import (
	"maps"
	"slices"
	"strings"

	"parley/annotate"
)

// counts are the figures of the card and of the dictionary. They follow the schema and the
// number of annotators, not that of annotations.
type counts struct {
	splits     map[string]int
	languages  map[string]int
	documents  int
	shared     int // documents with annotations of several annotators
	layers     map[annotate.LayerID]int
	features   map[featureKey]int
	tags       map[tagKey]int
	kinds      map[annotate.RelationTypeID]int
	annotators map[annotate.ID]int
	spans      int
	whole      int
}

// featureKey names a feature of a layer, or of a relation type.
type featureKey struct {
	layer    annotate.LayerID
	relation annotate.RelationTypeID
	feature  annotate.FeatureID
}

type tagKey struct {
	featureKey
	tag annotate.TagID
}

func newCounts() counts {
	return counts{
		splits: map[string]int{}, languages: map[string]int{}, layers: map[annotate.LayerID]int{}, features: map[featureKey]int{},
		tags: map[tagKey]int{}, kinds: map[annotate.RelationTypeID]int{}, annotators: map[annotate.ID]int{},
	}
}

func (c *counts) head(h *annotate.Document, split string) {
	c.documents++
	c.splits[split]++
	if l, _, _ := strings.Cut(strings.ToLower(h.Language), "-"); isLanguage(l) {
		c.languages[l]++
	}
}

// isLanguage reports whether the hub takes l for the code of a language: ISO 639, of two or
// three letters.
func isLanguage(l string) bool {
	letters := strings.Trim(l, "abcdefghijklmnopqrstuvwxyz") == ""
	return letters && (len(l) == 2 || len(l) == 3)
}

func (c *counts) annotation(a *annotate.Annotation) {
	c.layers[a.Layer]++
	c.annotators[a.Annotator]++
	if len(a.Fragments) == 0 {
		c.whole++
	} else {
		c.spans++
	}
	c.values(featureKey{layer: a.Layer}, a.Features)
}

func (c *counts) relation(r *annotate.Relation) {
	c.kinds[r.Type]++
	c.values(featureKey{relation: r.Type}, r.Features)
}

// values counts a record once for each feature that is set and each tag that it has.
func (c *counts) values(of featureKey, list []annotate.FeatureValue) {
	for _, fv := range list {
		of.feature = fv.Feature
		c.features[of]++
		seen := map[annotate.TagID]bool{}
		for _, v := range fv.Values {
			if v.Type == annotate.TypeTag && !seen[v.Tag] {
				seen[v.Tag] = true
				c.tags[tagKey{of, v.Tag}]++
			}
		}
	}
}

// codes are the languages of documents, in order.
func (c *counts) codes() []string { return slices.Sorted(maps.Keys(c.languages)) }

// size is the hub's category for so many documents.
func (c *counts) size() string {
	for _, s := range []struct {
		below int
		name  string
	}{{1e3, "n<1K"}, {1e4, "1K<n<10K"}, {1e5, "10K<n<100K"}, {1e6, "100K<n<1M"}, {1e7, "1M<n<10M"}} {
		if c.documents < s.below {
			return s.name
		}
	}
	return "10M<n<100M"
}
