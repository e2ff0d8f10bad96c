package formats

import (
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/csv"
)

// Shapes are what a table may be like, besides a row a statement without texts.
var Shapes = []string{"wide", "by-value", "texts", "bom"}

// Shaped is f with its table in that shape: some of [Shapes]. A format that is no table has
// no other shape than its own.
func Shaped(f codec.Format, shape []string) (codec.Format, error) {
	if len(shape) == 0 {
		return f, nil
	}
	var o csv.Options
	for _, word := range shape {
		switch strings.ToLower(word) {
		case "wide":
			o.Wide = true
		case "by-value":
			o.ByValue = true
		case "texts":
			o.Text = true
		case "bom":
			o.BOM = true
		default:
			return f, fmt.Errorf("shape %q: want %s: %w", word, strings.Join(Shapes, ", "), annotate.ErrInvalid)
		}
	}
	switch f.Name {
	case "csv":
		return o.CSV(), nil
	case "tsv":
		return o.TSV(), nil
	}
	return f, fmt.Errorf("format %s is no table, and has no shapes: %w", f.Name, annotate.ErrInvalid)
}

// IsTable reports whether f has [Shapes].
func IsTable(f codec.Format) bool { return f.Name == "csv" || f.Name == "tsv" }
