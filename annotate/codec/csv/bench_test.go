package csv_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/csv"
)

// Reading and writing, and the same rows as JSON.
func BenchmarkThereAndBack(b *testing.B) {
	var table strings.Builder
	table.WriteString("id,layer,document,document_text,start,end,quote,annotator,Topic,Topic.code\n")
	for d := range 200 {
		for k := range 50 {
			body := ""
			if k == 0 {
				body = strings.Repeat("Müller wants the harbour. ", 50) + fmt.Sprint(d)
			}
			fmt.Fprintf(&table, "%d-%d,Claim,%d,%s,%d,%d,Müller,Lina,Borders | Asylum,201 | 202\n", d, k, d, body, k*26, k*26+6)
		}
	}
	in := table.String()
	var rows []map[string]string
	for _, l := range strings.Split(in, "\n") {
		row := map[string]string{}
		for i, c := range strings.Split(l, ",") {
			row[fmt.Sprint("column", i)] = c
		}
		rows = append(rows, row)
	}
	asJSON, _ := json.Marshal(rows)
	store, report := into(b, in, nil, codec.OpenOptions{})
	if report.Annotations != 10_000 {
		b.Fatalf("%d annotations", report.Annotations)
	}
	b.Run("csv", func(b *testing.B) {
		for b.Loop() {
			c, err := csv.Format().Open(source(in), codec.OpenOptions{})
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range c.Documents(context.Background(), &codec.Report{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
			written(b, store, csv.Options{Text: true}.CSV())
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			var rows []map[string]string
			if err := json.Unmarshal(asJSON, &rows); err != nil {
				b.Fatal(err)
			}
			if _, err := json.Marshal(rows); err != nil {
				b.Fatal(err)
			}
		}
	})
}
