package doccano

import (
	"encoding/json"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is doccano's JSONL.
func Format() codec.Format {
	return codec.Format{
		Name: "doccano", Title: "doccano JSONL", Extensions: []string{".jsonl", ".json", ".csv"}, Unit: text.UTF16,
		Carries: codec.Spans | codec.Overlapping | codec.Whole | codec.Relations | codec.Metadata,
		Detect:  detect, Open: open, Write: write,
	}
}

// detect looks at the first lines.
func detect(s codec.Source) codec.Guess {
	name := s.Only()
	if name == "" {
		return codec.Guess{}
	}
	if isTable(s.Head(name, mostHeader)) {
		return codec.Guess{Likelihood: 75, Why: "its header has text and label"}
	}
	seen := 0
	for _, line := range codec.Lines(headReader(s, name)) {
		var l struct {
			Text     *string           `json:"text"`
			Label    []json.RawMessage `json:"label"`
			Labels   []json.RawMessage `json:"labels"`
			Entities []struct {
				Start *int `json:"start_offset"`
			} `json:"entities"`
			Spans json.RawMessage `json:"spans"`
		}
		if json.Unmarshal(line, &l) != nil {
			break // also a line that the head cuts
		}
		switch {
		case l.Text == nil || l.Spans != nil:
			return codec.Guess{}
		case len(l.Entities) > 0 && l.Entities[0].Start != nil:
			return codec.Guess{Likelihood: 95, Why: "its lines have text and entities with start_offset"}
		case l.Label != nil:
			return codec.Guess{Likelihood: 85, Why: "its lines have text and label"}
		}
		if seen++; seen == 20 {
			break
		}
	}
	return codec.Guess{}
}
