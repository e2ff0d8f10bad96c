package csv

import (
	"bytes"
	"context"
	"slices"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Options are what a table may be like. The zero value is the long form without texts.
type Options struct {
	ByValue bool // a row a value instead of one a statement
	Wide    bool // a column for each tag; ByValue goes before it
	Text    bool // with the texts, so that the file can be read without the project
	BOM     bool // begins with a byte order mark, which spreadsheets want
}

// Format is CSV in the long form.
func Format() codec.Format { return Options{}.CSV() }

// TSV is the long form with tabs.
func TSV() codec.Format { return Options{}.TSV() }

// CSV is comma-separated values.
func (o Options) CSV() codec.Format { return o.format("csv", "CSV table", ',') }

// TSV is tab-separated values.
func (o Options) TSV() codec.Format { return o.format("tsv", "TSV table", '\t') }

func (o Options) format(name, title string, comma rune) codec.Format {
	return codec.Format{
		Name: name, Title: title, Extensions: []string{"." + name}, Unit: text.CodePoint,
		Carries: codec.Spans | codec.Discontinuous | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple |
			codec.Notes | codec.Metadata | codec.Annotators,
		Detect: func(s codec.Source) codec.Guess { return detect(s, comma) },
		Open:   open,
		Write: func(ctx context.Context, r session.Reader, to codec.Target, w codec.WriteOptions) (*codec.Report, error) {
			return write(ctx, r, to, w, o, comma)
		},
	}
}

// detect looks at the header.
func detect(s codec.Source, comma rune) codec.Guess {
	name := s.Only()
	if name == "" {
		return codec.Guess{}
	}
	first := s.Head(name, 64<<10)
	t := newTable(bytes.NewReader(first))
	if t.comma() != comma && !(comma == ',' && t.comma() == ';') {
		return codec.Guess{}
	}
	cells, _, err := t.row()
	if err != nil {
		return codec.Guess{}
	}
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(cells, n) })
	}
	switch {
	case has("layer", "start", "end", "quote") && (has("document") || has("document_title") || has("document_text")):
		return codec.Guess{Likelihood: 95, Why: "its header has layer, start, end and quote, and the document's columns"}
	case has("quote") && (has("document") || has("document_title") || has("document_text")):
		return codec.Guess{Likelihood: 60, Why: "its header has quote and the document's columns"}
	}
	return codec.Guess{}
}
