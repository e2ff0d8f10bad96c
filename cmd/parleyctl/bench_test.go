package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/bolt"
)

// The project of the benchmarks: 100,000 documents, a million annotations.
const (
	manyDocuments = 100_000
	marksEach     = 10
	documentsASet = 1000
	manyActors    = 500
)

// large is the project's file, made once per run on the first use. It stays in the
// system's temporary folder until the test binary's caller removes it.
var large = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "parley-large-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "large.parley")
	return path, makeLarge(path)
})

func makeLarge(path string) error {
	template, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		return err
	}
	schema, err := parley.ReadSchema(strings.NewReader(string(template)))
	if err != nil {
		return err
	}
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: "Large", Created: annotate.Instant(time.Now())}, schema)
	if err != nil {
		return err
	}
	s, err := session.Open(store, "Lina Haddad", session.System)
	if err != nil {
		return err
	}
	defer s.Close()
	actors, err := makeActors(s)
	if err != nil {
		return err
	}
	for n := 0; n < manyDocuments; n += documentsASet {
		if err := makeDocuments(s, actors, n); err != nil {
			return err
		}
	}
	return nil
}

func makeActors(s *session.Session) (ids []annotate.ID, err error) {
	e := s.Editor()
	var sets []annotate.ChangeSet
	for i := range manyActors {
		cs, actor, err := e.AddEntity(fmt.Sprintf("Actor %d", i), "person")
		if err != nil {
			return nil, err
		}
		sets, ids = append(sets, cs), append(ids, actor.ID)
	}
	return ids, s.Apply(e.Join("Add actors", sets...))
}

func makeDocuments(s *session.Session, actors []annotate.ID, from int) error {
	e := s.Editor()
	now := annotate.Instant(time.Now())
	var bodies, heads, marks []annotate.Change
	for n := from; n < from+documentsASet; n++ {
		body := fmt.Sprintf("Statement %d of the council, in which Müller says 📌 what follows. ", n) + strings.Repeat("The union said that the harbour must be opened before the end of the month. ", 12)
		d := &annotate.Document{
			ID: annotate.NewID(), Title: fmt.Sprintf("Statement %d of the council", n), Author: "Nadia Farouk", Outlet: "The Coast Courier",
			Date: annotate.Date{Year: 2025, Month: 3, Day: uint8(1 + n%28)}, Language: "en", SHA256: sha256.Sum256([]byte(body)),
			Size: len(body), Words: 180, Created: now, Modified: now,
			Source: annotate.Source{Name: fmt.Sprintf("statement-%d.txt", n), Encoding: "utf-8", Format: "text"},
		}
		t, err := text.New(body)
		if err != nil {
			return err
		}
		bodies = append(bodies, annotate.Create(&annotate.Body{Document: d.ID, Text: body}))
		heads = append(heads, annotate.Create(d))
		for i := range marksEach {
			at := text.Offset(90 + 76*i)
			marks = append(marks, annotate.Create(makeMark(d.ID, s.Me().ID, t, text.Span{Start: at, End: at + 50}, actors[(n+i)%len(actors)], now)))
		}
	}
	return s.Apply(annotate.ChangeSet{Label: "Import", Annotator: e.Annotator, Time: now, Changes: append(append(bodies, heads...), marks...)})
}

func makeMark(doc, by annotate.ID, t *text.Text, at text.Span, actor annotate.ID, now time.Time) *annotate.Annotation {
	fragments := []text.Span{at}
	return &annotate.Annotation{
		ID: annotate.NewID(), Document: doc, Layer: "Claim", Annotator: by, Fragments: fragments, Quote: t.Quote(fragments),
		Features: []annotate.FeatureValue{
			{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: actor}}},
			{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}},
			{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}},
			{Feature: "date", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025, Month: 3}}}},
		},
		Origin: annotate.ByImport, Schema: 1, Created: now, Modified: now,
	}
}

func largeFile(b *testing.B) string {
	if testing.Short() {
		b.Skip("a million annotations are not short")
	}
	path, err := large()
	if err != nil {
		b.Fatal(err)
	}
	return path
}

func openLarge(b *testing.B) *session.Session {
	s, err := openProject(largeFile(b))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func openProject(path string) (*session.Session, error) {
	store, err := bolt.Open(path, bolt.Options{Program: program})
	if err != nil {
		return nil, err
	}
	return session.Open(store, "", session.System)
}

// BenchmarkOpenProject opens the large project up to its list of documents.
func BenchmarkOpenProject(b *testing.B) {
	openLarge(b).Close()
	path, _ := large()
	for b.Loop() {
		s, err := openProject(path)
		if err != nil || s.Rows().Len() != manyDocuments {
			b.Fatal(err)
		}
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

// BenchmarkIdleProject reports the memory that the large project takes when it is open,
// with its list of documents.
func BenchmarkIdleProject(b *testing.B) {
	openLarge(b).Close()
	path, _ := large()
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s, err := openProject(path)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
		s.Close()
	}
}

// BenchmarkMarkProject is a mark in the large project on the whole road: edit, session,
// synced store, memory, history, one observer.
func BenchmarkMarkProject(b *testing.B) {
	s := openLarge(b)
	p, err := s.Page(s.Documents()[manyDocuments/2].ID)
	if err != nil {
		b.Fatal(err)
	}
	told := 0
	s.Observe(func(session.Event) { told++ })
	for i := 0; b.Loop(); i++ {
		at := text.Offset(100 + i%500)
		cs, _, err := s.Editor().Mark(p, "Claim", []text.Span{{Start: at, End: at + 20}})
		if err == nil {
			err = s.Apply(cs)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if told == 0 {
		b.Fatal("no observer was told")
	}
}

// BenchmarkExportProject writes the large project as a dataset, from the file to a synced
// file, as the command does. The memory is what the process takes more than before.
func BenchmarkExportProject(b *testing.B) {
	path := largeFile(b)
	out := filepath.Join(b.TempDir(), "out.json")
	debug.FreeOSMemory()
	before, most := anonymous(), 0
	look := func(documents int) error {
		if documents%2000 == 0 {
			most = max(most, anonymous())
		}
		return nil
	}
	for b.Loop() {
		if err := viewing(path, func(r session.Reader) error {
			_, err := parley.WriteFile(out, r, parley.Options{Progress: look})
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
	info, err := os.Stat(out)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
	b.ReportMetric(float64(most-before)/1e6, "anon-MB")
}

// anonymous is the process's resident memory that no file backs, in bytes; 0 where the
// system does not say.
func anonymous() (n int) {
	status, _ := os.ReadFile("/proc/self/status")
	if _, rest, found := strings.Cut(string(status), "RssAnon:"); found {
		fmt.Sscan(rest, &n)
	}
	return n << 10
}

// BenchmarkCopyFile is the floor of the export: the same bytes copied, with sync.
func BenchmarkCopyFile(b *testing.B) {
	s := openLarge(b)
	out := filepath.Join(b.TempDir(), "out.json")
	if _, err := parley.WriteFile(out, mustView(b, s), parley.Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := copyFile(out, out+".copy"); err != nil {
			b.Fatal(err)
		}
	}
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync()
}

func mustView(b *testing.B, s *session.Session) session.Reader {
	r, done, err := s.View()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(done)
	return r
}

// BenchmarkImportProject reads the large dataset into an empty project, from file to file.
func BenchmarkImportProject(b *testing.B) {
	s := openLarge(b)
	dir := b.TempDir()
	in := filepath.Join(dir, "in.json")
	if _, err := parley.WriteFile(in, mustView(b, s), parley.Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := importInto(filepath.Join(dir, "new.parley"), in); err != nil {
			b.Fatal(err)
		}
		os.Remove(filepath.Join(dir, "new.parley"))
	}
}

func importInto(project, dataset string) error {
	store, err := bolt.Create(project, &annotate.Project{ID: annotate.NewID(), Name: "New", Created: annotate.Instant(time.Now())}, &annotate.Schema{Name: "Empty", Version: 1})
	if err != nil {
		return err
	}
	s, err := session.Open(store, "", session.System)
	if err != nil {
		return err
	}
	defer s.Close()
	f, err := os.Open(dataset)
	if err != nil {
		return err
	}
	defer f.Close()
	report, err := readDataset(context.Background(), io.Discard, s, f, annotate.ID{}, annotate.Intended)
	if err == nil && (report.Annotations < manyDocuments*marksEach || report.Refused.Total > 0) {
		err = fmt.Errorf("imported %d annotations, refused %d", report.Annotations, report.Refused.Total)
	}
	return err
}
