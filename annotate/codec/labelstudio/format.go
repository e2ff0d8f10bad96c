package labelstudio

import (
	"bytes"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is Label Studio's JSON.
func Format() codec.Format {
	return codec.Format{
		Name: "labelstudio", Title: "Label Studio JSON", Extensions: []string{".json"}, Folder: true, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes | codec.Relations | codec.Metadata | codec.Annotators | codec.Codebook,
		Detect:  detect, Open: open, Write: write,
	}
}

// detect looks for the names of the members of tasks at the beginning.
func detect(s codec.Source) codec.Guess {
	for _, name := range s.Ending(".json") {
		head := s.Head(name, 256<<10)
		start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
		if len(start) == 0 || start[0] != '[' && start[0] != '{' {
			continue
		}
		has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
		switch {
		case has(`"from_name"`) && has(`"to_name"`):
			return codec.Guess{Likelihood: 95, Why: "its results have from_name and to_name"}
		case has(`"data"`) && (has(`"annotations"`) || has(`"predictions"`) || has(`"completions"`)):
			return codec.Guess{Likelihood: 80, Why: "its tasks have data and annotations"}
		}
	}
	return codec.Guess{}
}
