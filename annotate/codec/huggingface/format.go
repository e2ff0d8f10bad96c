package huggingface

import (
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Format is the folder for the Hugging Face hub. It is written only.
func Format() codec.Format {
	return codec.Format{
		Name: "huggingface", Title: "Hugging Face dataset folder", Extensions: []string{".jsonl"}, Folder: true, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Discontinuous | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes |
			codec.Relations | codec.RelationFeatures | codec.Entities | codec.Metadata | codec.Annotators | codec.Codebook,
		Write: write,
	}
}
