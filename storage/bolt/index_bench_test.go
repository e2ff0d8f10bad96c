package bolt_test

import (
	"context"
	"runtime"
	"testing"

	"parley/annotate"
	"parley/annotate/query"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// BenchmarkIndexMillion builds the index of the large project from a view, as the program
// does behind the window, and reports its memory.
func BenchmarkIndexMillion(b *testing.B) {
	s := theMillion(b)
	for b.Loop() {
		b.StopTimer()
		before := heap()
		b.StartTimer()
		x := index(b, s)
		b.StopTimer()
		b.ReportMetric(float64(heap()-before)/float64(x.Len()), "B/annotation")
		b.StartTimer()
	}
}

// BenchmarkIndexRatio scans the large project, with what is given and with what is lent, and
// indexes it, in turns, so that whatever else the machine does falls on all three alike.
func BenchmarkIndexRatio(b *testing.B) {
	s := theMillion(b)
	scans, lent, indexes := newMedian(b), newMedian(b), newMedian(b)
	for b.Loop() {
		runtime.GC()
		scans.time(func() { scan(b, s, false) })
		runtime.GC()
		lent.time(func() { scan(b, s, true) })
		runtime.GC()
		indexes.time(func() { index(b, s) })
	}
	b.ReportMetric(scans.micro()/1e3, "scan-ms")
	b.ReportMetric(indexes.micro()/1e3, "index-ms")
	b.ReportMetric(indexes.micro()/scans.micro(), "index/scan")
	b.ReportMetric(indexes.micro()/lent.micro(), "index/lent")
}

// BenchmarkIndexApply brings the index of the large project up to date with one mark, and
// finds the next place of an entity.
func BenchmarkIndexApply(b *testing.B) {
	s := theMillion(b)
	x := index(b, s)
	docs, entities := documentsOf(b, s)
	m := storagetest.NewMaker()
	_, body := m.Document()
	apply, next := newMedian(b), newMedian(b)
	for i := 0; b.Loop(); i++ {
		body.Document = docs[(i*7919)%len(docs)]
		a := benchMark(m, body, entities, i)
		a.ID = annotate.NewID()
		set := m.Set("Mark claim", annotate.Create(a))
		apply.time(func() { x.Apply(set) })
		next.time(func() { x.Next(body.Document, 8, query.Entity(entities[i%len(entities)])) })
	}
	b.ReportMetric(apply.micro(), "apply-µs")
	b.ReportMetric(next.micro(), "next-µs")
}

func scan(b *testing.B, s *bolt.Store, lent bool) {
	r, end, err := s.View()
	if err != nil {
		b.Fatal(err)
	}
	defer end()
	n, all := 0, r.(query.Scanner).AllAnnotations
	if lent {
		all = r.(query.Lender).LendAnnotations
	}
	for _, err := range all() {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n < benchDocuments*benchEach {
		b.Fatal(n)
	}
}

func index(b *testing.B, s *bolt.Store) *query.Index {
	r, end, err := s.View()
	if err != nil {
		b.Fatal(err)
	}
	defer end()
	x, err := query.Build(context.Background(), r, nil)
	if err != nil || x.Len() < benchDocuments*benchEach {
		b.Fatal(x, err)
	}
	return x
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
