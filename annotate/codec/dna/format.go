package dna

import (
	"bytes"
	"path"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is the database of the Discourse Network Analyzer.
func Format() codec.Format {
	return codec.Format{
		Name: "dna", Title: "Discourse Network Analyzer", Extensions: []string{".dna"}, Unit: text.UTF16,
		Carries: codec.Spans | codec.Overlapping | codec.Features | codec.Multiple | codec.Entities | codec.Metadata | codec.Annotators | codec.Codebook,
		Detect:  detect, Open: open, Write: write,
	}
}

// magic begins every SQLite database.
const magic = "SQLite format 3\x00"

// detect looks for the tables' names in the first pages.
func detect(s codec.Source) codec.Guess {
	name := s.Only()
	if name == "" {
		return codec.Guess{}
	}
	head := s.Head(name, 1<<20)
	switch {
	case !bytes.HasPrefix(head, []byte(magic)):
		return codec.Guess{}
	case bytes.Contains(head, []byte("STATEMENTTYPES")) && bytes.Contains(head, []byte("CODERS")):
		return codec.Guess{Likelihood: 99, Why: "it is a database with the tables of DNA"}
	case strings.EqualFold(path.Ext(name), ".dna"):
		return codec.Guess{Likelihood: 50, Why: "it is a database and its name ends in .dna"}
	}
	return codec.Guess{}
}
