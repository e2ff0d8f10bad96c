package formats

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/conll"
	"parley/annotate/codec/csv"
	"parley/annotate/codec/huggingface"
)

// Shapes are what a file may be like, where its format leaves a choice: of a table, other
// than a row a statement without texts; of columns of tokens, other than IOB2; of a folder for
// the Hugging Face hub, other than JSONL.
var Shapes = []string{"wide", "by-value", "texts", "bom", "iob1", "bioes", "parquet"}

// Shaped is f in that shape: some of [Shapes]. A format that leaves no such choice has no
// shape but its own.
func Shaped(f codec.Format, shape []string) (codec.Format, error) {
	for _, word := range shape {
		if !slices.Contains(Shapes, strings.ToLower(word)) {
			return f, fmt.Errorf("shape %q: want %s: %w", word, strings.Join(Shapes, ", "), annotate.ErrInvalid)
		}
	}
	has := func(word string) bool {
		return slices.ContainsFunc(shape, func(w string) bool { return strings.EqualFold(w, word) })
	}
	tagged, laid := has("iob1") || has("bioes"), has("wide") || has("by-value") || has("texts") || has("bom")
	switch {
	case len(shape) == 0:
		return f, nil
	case has("parquet"):
		if f.Name == "huggingface" && !tagged && !laid {
			return huggingface.Options{Parquet: true}.Format(), nil
		}
	case f.Name == "conll" && !laid && has("bioes") && !has("iob1"):
		return conll.Options{Scheme: conll.BIOES}.Format(), nil
	case f.Name == "conll" && !laid && !has("bioes"):
		return conll.Options{Scheme: conll.IOB1}.Format(), nil
	case IsTable(f) && !tagged:
		o := csv.Options{Wide: has("wide"), ByValue: has("by-value"), Text: has("texts"), BOM: has("bom")}
		if f.Name == "tsv" {
			return o.TSV(), nil
		}
		return o.CSV(), nil
	}
	return f, fmt.Errorf("format %s has no shape %s: %w", f.Name, strings.Join(shape, ", "), annotate.ErrInvalid)
}

// IsTable reports whether f is a table of statements.
func IsTable(f codec.Format) bool { return f.Name == "csv" || f.Name == "tsv" }
