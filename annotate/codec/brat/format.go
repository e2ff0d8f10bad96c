package brat

import (
	"bytes"
	"path"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

const formatName = "brat"

// Format is brat's standoff format.
func Format() codec.Format {
	return codec.Format{
		Name: formatName, Title: "brat standoff", Extensions: []string{".ann"}, Folder: true, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Discontinuous | codec.Overlapping | codec.Features | codec.Multiple | codec.Notes |
			codec.Relations | codec.RelationFeatures | codec.Codebook | codec.Originals,
		Detect: detect, Open: open, Write: write,
	}
}

// detect looks for annotation files with a text beside them, and into the first few.
func detect(s codec.Source) codec.Guess {
	there := map[string]bool{}
	for _, name := range s.Files {
		there[name] = true
	}
	pairs, good := 0, 0
	for _, name := range s.Files {
		base := strings.TrimSuffix(name, path.Ext(name))
		if ext := path.Ext(name); ext != ".ann" && ext != ".a1" || !there[base+".txt"] && s.Only() != name {
			continue
		}
		if pairs++; pairs > 20 {
			break
		}
		for first := range bytes.Lines(s.Head(name, 64<<10)) {
			if parse(strings.TrimSuffix(string(first), "\n")).kind != 0 {
				good++
			}
			break
		}
	}
	switch {
	case good > 0:
		return codec.Guess{Likelihood: 95, Why: "texts have annotation files beside them, with lines as brat writes them"}
	case there[annotationConf] && pairs > 0:
		return codec.Guess{Likelihood: 80, Why: "it has an annotation.conf and texts with annotation files beside them"}
	case pairs > 0:
		return codec.Guess{Likelihood: 30, Why: "texts have .ann files beside them, though none begins as brat's do"}
	}
	return codec.Guess{}
}
