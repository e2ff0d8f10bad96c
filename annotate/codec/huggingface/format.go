package huggingface

import (
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Options are what a folder may be like.
type Options struct {
	Parquet bool // the data are Parquet and not JSONL
}

// Format is the folder for the Hugging Face hub, with its data as JSONL.
func Format() codec.Format { return Options{}.Format() }

// Format is the folder as o has it. All of them read both.
func (o Options) Format() codec.Format {
	return codec.Format{
		Name: "huggingface", Title: "Hugging Face dataset folder", Extensions: []string{o.ext()}, Folder: true, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Discontinuous | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Notes |
			codec.Relations | codec.RelationFeatures | codec.Entities | codec.Metadata | codec.Annotators | codec.Codebook,
		Detect: detect, Open: open, Write: o.write,
	}
}
