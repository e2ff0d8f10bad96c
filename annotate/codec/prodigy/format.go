package prodigy

import (
	"bytes"
	"encoding/json"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is the JSONL of Prodigy and spaCy.
func Format() codec.Format {
	return codec.Format{
		Name: "prodigy", Title: "Prodigy and spaCy JSONL", Extensions: []string{".jsonl"}, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes |
			codec.Relations | codec.RelationFeatures | codec.Metadata | codec.Annotators,
		Detect: detect, Open: open, Write: write,
	}
}

// detect looks at the first lines.
func detect(s codec.Source) codec.Guess {
	if s.Only() == "" {
		return codec.Guess{}
	}
	seen := 0
	for _, line := range codec.Lines(bytes.NewReader(s.Head(s.Only(), 256<<10))) {
		var l struct {
			Text   *string          `json:"text"`
			Hash   *json.RawMessage `json:"_task_hash"`
			Answer *string          `json:"answer"`
			Spans  []struct {
				Start *int    `json:"start"`
				Label *string `json:"label"`
			} `json:"spans"`
		}
		if json.Unmarshal(line, &l) != nil {
			break // also a line that the head cuts
		}
		switch {
		case l.Text == nil:
			return codec.Guess{}
		case l.Hash != nil:
			return codec.Guess{Likelihood: 98, Why: "its lines have text and _task_hash"}
		case len(l.Spans) > 0 && l.Spans[0].Start != nil && l.Spans[0].Label != nil:
			return codec.Guess{Likelihood: 92, Why: "its lines have text and spans with start and label"}
		case l.Answer != nil && (*l.Answer == "accept" || *l.Answer == "reject" || *l.Answer == "ignore"):
			return codec.Guess{Likelihood: 88, Why: "its lines have text and an answer"}
		}
		if seen++; seen == 20 {
			break
		}
	}
	return codec.Guess{}
}

// What is said of whole texts, and of tokens that no span has.
const (
	wholeLayer    = annotate.LayerID("Document label")
	labelFeature  = annotate.FeatureID("label")
	answerFeature = annotate.FeatureID("answer")
	tokenLayer    = annotate.LayerID("Token")
)

// The answers.
const (
	accept = "accept"
	reject = "reject"
	ignore = "ignore"
)
