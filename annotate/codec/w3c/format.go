package w3c

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is W3C Web Annotation.
func Format() codec.Format {
	return codec.Format{
		Name: "w3c", Title: "W3C Web Annotation", Extensions: []string{".jsonld", ".json"}, Folder: true, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Discontinuous | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes | codec.Relations | codec.RelationFeatures |
			codec.Metadata | codec.Annotators | codec.Originals,
		Detect: detect, Open: open, Write: write,
	}
}

// vocabulary is the context that every annotation names.
const vocabulary = "http://www.w3.org/ns/anno.jsonld"

func detect(s codec.Source) codec.Guess {
	for _, name := range jsonFiles(s) {
		head := s.Head(name, 64<<10)
		switch {
		case bytes.Contains(head, []byte("www.w3.org/ns/anno")):
			return codec.Guess{Likelihood: 98, Why: "it names the context of Web Annotation"}
		case bytes.Contains(head, []byte(`"TextPositionSelector"`)) || bytes.Contains(head, []byte(`"TextQuoteSelector"`)):
			return codec.Guess{Likelihood: 85, Why: "its targets have the selectors of Web Annotation"}
		}
	}
	return codec.Guess{}
}

func jsonFiles(s codec.Source) (list []string) {
	for _, f := range s.Files {
		if slices.Contains([]string{".json", ".jsonld"}, strings.ToLower(path.Ext(f))) {
			list = append(list, f)
		}
	}
	return list
}
