package semeval

import (
	"bytes"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is the TSV of SemEval-2016 task 6.
func Format() codec.Format {
	return codec.Format{
		Name: "semeval", Title: "SemEval-2016 stance TSV", Extensions: []string{".txt", ".tsv"}, Unit: text.CodePoint,
		Carries: codec.Whole | codec.Features, Detect: detect, Open: open, Write: write,
	}
}

// detect looks at the header.
func detect(s codec.Source) codec.Guess {
	if s.Only() == "" {
		return codec.Guess{}
	}
	for _, line := range codec.AllLines(bytes.NewReader(s.Head(s.Only(), 4<<10))) {
		if _, err := columnsOf(string(line)); err != nil {
			return codec.Guess{}
		}
		return codec.Guess{Likelihood: 97, Why: "its header has Target, Tweet and Stance"}
	}
	return codec.Guess{}
}

// The parts of the template "SemEval-2016 stance".
const (
	layer     = annotate.LayerID("Stance")
	target    = annotate.FeatureID("target")
	stance    = annotate.FeatureID("stance")
	opinion   = annotate.FeatureID("opinion-towards")
	sentiment = annotate.FeatureID("sentiment") // which the template does not have
)

const unknown = "UNKNOWN"

var (
	targets    = []string{"Atheism", "Climate Change is a Real Concern", "Feminist Movement", "Hillary Clinton", "Legalization of Abortion", "Donald Trump"}
	stances    = []string{"FAVOR", "AGAINST", "NONE"}
	opinions   = []string{"TARGET", "OTHER", "NO ONE"}
	sentiments = []string{"POSITIVE", "NEGATIVE", "NEITHER"}
)

// schema is that of the template, with the sentiment where there is one.
func schema(sentimental bool) *annotate.Schema {
	s := &annotate.Schema{Name: "SemEval-2016 stance", Version: 1, Layers: []annotate.Layer{{ID: layer, Name: "Stance", Key: "1", Colour: 2}}}
	add := func(id annotate.FeatureID, name string, tags []string, types ...annotate.FeatureType) {
		set := annotate.Tagset{ID: annotate.TagsetID(id), Name: name}
		for _, t := range tags {
			set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(t), Name: t})
		}
		s.Tagsets = append(s.Tagsets, set)
		s.Layers[0].Features = append(s.Layers[0].Features, annotate.Feature{ID: id, Name: name, Tagset: set.ID, Types: types, Required: id == target || id == stance})
	}
	add(target, "Target", targets, annotate.TypeTag, annotate.TypeText)
	add(stance, "Stance", stances, annotate.TypeTag)
	add(opinion, "Opinion towards", opinions, annotate.TypeTag)
	if sentimental {
		add(sentiment, "Sentiment", sentiments, annotate.TypeTag)
	}
	return s
}

// plain is a name in lower case and without blanks and signs.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// oneOf is the name of list that s is, however it is written; "" when it is none.
func oneOf(list []string, s string) string {
	if i := slices.IndexFunc(list, func(n string) bool { return plain(n) == plain(s) }); i >= 0 {
		return list[i]
	}
	return ""
}

// opinionOf is what an opinion is towards: a name, or the sentence of the questionnaire,
// which begins with its number.
func opinionOf(s string) string {
	if name := oneOf(opinions, s); name != "" || s == "" {
		return name
	}
	if i := strings.IndexByte("123", s[0]); i >= 0 && len(s) > 1 && s[1] == '.' {
		return opinions[i]
	}
	return ""
}

// sentimentOf is a sentiment: POSITIVE, pos, NEITHER, other.
func sentimentOf(s string) string {
	switch plain(s) {
	case "pos":
		return sentiments[0]
	case "neg":
		return sentiments[1]
	case "other", "neutral":
		return sentiments[2]
	}
	return oneOf(sentiments, s)
}
