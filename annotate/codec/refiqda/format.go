package refiqda

import (
	"bytes"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is the project; it opens codebooks too.
func Format() codec.Format {
	return codec.Format{
		Name: "refi-qda", Title: "REFI-QDA project", Extensions: []string{".qdpx", ".qdc"}, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes | codec.Relations | codec.Metadata |
			codec.Annotators | codec.Codebook,
		Detect: detect, Open: open, Write: write,
	}
}

// Codebook is the codebook alone. It is written only, as [Format] opens it.
func Codebook() codec.Format {
	return codec.Format{
		Name: "refi-qdc", Title: "REFI-QDA codebook", Extensions: []string{".qdc"}, Unit: text.CodePoint, Carries: codec.Codebook,
		Write: writeCodebook,
	}
}

const (
	projectSpace  = "urn:QDA-XML:project:1.0"
	codebookSpace = "urn:QDA-XML:codebook:1.0"
	ours          = "Parley" // the origin of what Parley wrote
)

func detect(s codec.Source) codec.Guess {
	if name := projectFile(s); name != "" && bytes.Contains(s.Head(name, 4<<10), []byte("urn:QDA-XML:project")) {
		return codec.Guess{Likelihood: 100, Why: "it holds " + name + ", which says that it is a project of REFI-QDA"}
	}
	if name := s.Only(); name != "" && bytes.Contains(s.Head(name, 4<<10), []byte("urn:QDA-XML:codebook")) {
		return codec.Guess{Likelihood: 100, Why: "it says that it is a codebook of REFI-QDA"}
	}
	return codec.Guess{}
}

// projectFile is the file that tells the project; "" when there is none, or several.
func projectFile(s codec.Source) string {
	list := s.Ending(".qde")
	if len(list) == 1 {
		return list[0]
	}
	return ""
}

// guid is a GUID as files have it, to compare: they differ in case and braces.
func guid(s string) string { return strings.ToLower(strings.Trim(strings.TrimSpace(s), "{}")) }
