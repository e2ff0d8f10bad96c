package brat_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/storage/bolt"
)

// large makes documents of so many sentences, one span in each.
func large(documents, sentences int) files {
	in := files{}
	for d := range documents {
		var body, ann strings.Builder
		at := 0
		for s := range sentences {
			words := fmt.Sprintf("Müller says 📌 %d-%d in the harbour. ", d, s)
			fmt.Fprintf(&ann, "T%d\tPerson %d %d\tMüller\n", s+1, at, at+6)
			body.WriteString(words)
			at += len([]rune(words))
		}
		name := fmt.Sprintf("%02d/%05d", d%50, d)
		in[name+".txt"], in[name+".ann"] = body.String(), ann.String()
	}
	return in
}

func benchmark(b *testing.B, in files) {
	source := in.source()
	for b.Loop() {
		b.StopTimer()
		store, err := bolt.Create(filepath.Join(b.TempDir(), "p.parley"), &annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		report := into(b, store, source, codec.OpenOptions{}, nil)
		b.StopTimer()
		if report.Refused.Total+report.Skipped.Total > 0 {
			b.Fatalf("%+v", report)
		}
		b.ReportMetric(float64(report.Annotations), "spans")
		store.Close()
		b.StartTimer()
	}
}

// The goals: under 2 s, 2 s and 1 s on two cores, into a project file.
func BenchmarkBratSmall(b *testing.B) { benchmark(b, large(8000, 3)) }
func BenchmarkBratSpans(b *testing.B) { benchmark(b, large(1500, 134)) }
func BenchmarkBratLarge(b *testing.B) {
	in := large(1, 30_000)
	in["00/00000.txt"] += strings.Repeat("Nothing is said of the union here. ", 55_000)
	benchmark(b, in)
}

func BenchmarkBratExport(b *testing.B) {
	store := empty()
	into(b, store, large(200, 134).source(), codec.OpenOptions{}, nil)
	for b.Loop() {
		export(b, store)
	}
}
