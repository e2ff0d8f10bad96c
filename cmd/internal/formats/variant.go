package formats

import (
	"context"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Variant is a format with the choices made that it leaves open, and what a person is told
// of them.
type Variant struct {
	Title  string // "A row for each value"
	Format codec.Format
}

// Variants are the ways in which f can be written, as it is first. Where there is no choice
// there is none.
func Variants(f codec.Format) (list []Variant) {
	for _, v := range variants[f.Name] {
		out, err := Shaped(f, v.shape)
		if err != nil {
			continue // of a format that only has the name
		}
		if v.unit != nil {
			out = counted(out, *v.unit)
		}
		list = append(list, Variant{v.title, out})
	}
	return list
}

type variant struct {
	title string
	shape []string
	unit  *text.Unit
}

var tables = []variant{
	{title: "A row for each statement"},
	{title: "A row for each statement, for spreadsheets", shape: []string{"bom"}},
	{title: "A row for each statement, with the texts", shape: []string{"texts"}},
	{title: "A row for each value", shape: []string{"by-value"}},
	{title: "A column for each tag", shape: []string{"wide"}},
}

// variants are by the name of their format.
var variants = map[string][]variant{
	"csv": tables, "tsv": tables,
	"conll":       {{title: "IOB2"}, {title: "IOB1", shape: []string{"iob1"}}, {title: "BIOES", shape: []string{"bioes"}}},
	"doccano":     {{title: "Positions in UTF-16 units"}, {title: "Positions in code points", unit: new(text.CodePoint)}},
	"huggingface": {{title: "JSON lines"}, {title: "Parquet", shape: []string{"parquet"}}},
}

// counted is f with positions in a unit.
func counted(f codec.Format, unit text.Unit) codec.Format {
	write := f.Write
	f.Unit, f.Write = unit, func(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
		o.Unit = &unit
		return write(ctx, r, to, o)
	}
	return f
}
