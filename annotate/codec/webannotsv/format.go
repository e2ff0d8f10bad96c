package webannotsv

import (
	"bytes"
	"fmt"

	"parley/annotate/codec"
	"parley/annotate/text"
)

const formatName = "webanno-tsv"

// Format is WebAnno TSV.
func Format() codec.Format {
	return codec.Format{
		Name: formatName, Title: "WebAnno TSV 3.3", Extensions: []string{".tsv"}, Folder: true, Unit: text.UTF16,
		Carries: codec.Spans | codec.Overlapping | codec.Features | codec.Relations | codec.RelationFeatures | codec.Originals,
		Detect:  detect, Open: open, Write: write,
	}
}

func isTable(s codec.Source, name string) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(s.Head(name, 64), []byte("\uFEFF")), []byte(first))
}

// detect looks at the first line of each file that may be one.
func detect(s codec.Source) codec.Guess {
	n := 0
	for _, name := range candidates(s) {
		if isTable(s, name) {
			n++
		}
	}
	switch {
	case n == 0:
		return codec.Guess{}
	case n == 1 && s.Only() != "":
		return codec.Guess{Likelihood: 100, Why: "its first line says WebAnno TSV 3"}
	}
	return codec.Guess{Likelihood: 100, Why: fmt.Sprintf("the first line says WebAnno TSV 3, in %d of its files", n)}
}
