package main

import (
	"context"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/storage/bolt"
)

// BenchmarkAskProject asks for statements by slot among a million, by way of the index as
// the window does, and without it as a shell does.
func BenchmarkAskProject(b *testing.B) {
	path, err := large()
	if err != nil {
		b.Fatal(err)
	}
	store, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	s, err := session.Open(store, "", session.System)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	book, err := bookOf(s)
	if err != nil {
		b.Fatal(err)
	}
	x, err := query.Build(context.Background(), s.Reader(), nil)
	if err != nil {
		b.Fatal(err)
	}
	ask := func(b *testing.B, documents func(*query.Question) []annotate.ID) {
		first, hits := time.Duration(0), 0
		for b.Loop() {
			start := time.Now()
			hits = 0
			q, err := query.Ask(`actor:"Actor 7" stance:favor date:2025-03 the`, book)
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range query.Statements(context.Background(), s.Reader(), documents(q), q, nil) {
				if err != nil {
					b.Fatal(err)
				}
				if hits++; hits == 1 {
					first += time.Since(start)
				}
			}
		}
		b.ReportMetric(first.Seconds()*1e3/float64(b.N), "ms-first")
		b.ReportMetric(float64(hits), "statements")
	}
	b.Run("index", func(b *testing.B) { ask(b, func(q *query.Question) []annotate.ID { return q.Documents(x) }) })
	b.Run("shell", func(b *testing.B) { ask(b, func(*query.Question) []annotate.ID { return documentIDs(s) }) })
}
