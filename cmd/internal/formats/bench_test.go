package formats_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/assets"
	"parley/cmd/internal/formats"
	"parley/storage/bolt"
)

// The project of the benchmark: about 20 MB as a dataset.
const (
	convertDocuments = 1500
	convertMarks     = 20 // in each
)

// converted is the file of that project, made once per run.
var converted = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "parley-convert-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "convert.parley")
	return path, makeConverted(path)
})

func makeConverted(path string) error {
	template, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		return err
	}
	schema, err := parley.ReadSchema(strings.NewReader(string(template)))
	if err != nil {
		return err
	}
	now := annotate.Instant(time.Now())
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: "Convert", Created: now}, schema)
	if err != nil {
		return err
	}
	defer store.Close()
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad", Created: now}
	changes := []annotate.Change{annotate.Create(me)}
	var actors []annotate.ID
	for i := range 100 {
		e := &annotate.Entity{ID: annotate.NewID(), Name: fmt.Sprintf("Actor %d", i), Kind: "person", Created: now, Modified: now}
		changes, actors = append(changes, annotate.Create(e)), append(actors, e.ID)
	}
	for n := range convertDocuments {
		more, err := makeConvertedDocument(n, me.ID, actors, now)
		if err != nil {
			return err
		}
		changes = append(changes, more...)
	}
	_, err = store.Commit(&annotate.ChangeSet{Label: "Begin", Annotator: me.ID, Time: now, Changes: changes})
	return err
}

// makeConvertedDocument is an article of 4 KB with its claims; every fourth claim supports the
// one before it.
func makeConvertedDocument(n int, me annotate.ID, actors []annotate.ID, now time.Time) (changes []annotate.Change, err error) {
	const sentence = "The union said on Tuesday that the harbour 📌 must be opened before the end of the month, as Müller had promised. "
	body := fmt.Sprintf("Statement %d of the council.\n\n", n) + strings.Repeat(strings.Repeat(sentence, 6)+"\n\n", 6)
	t, err := text.New(body)
	if err != nil {
		return nil, err
	}
	d := &annotate.Document{
		ID: annotate.NewID(), Title: fmt.Sprintf("Statement %d", n), Author: "Nadia Farouk", Outlet: "The Coast Courier", Date: annotate.Date{Year: 2025, Month: 3, Day: uint8(1 + n%28)},
		Language: "en", SHA256: sha256.Sum256([]byte(body)), Size: len(body), Words: t.CountWords(), Created: now, Modified: now,
	}
	changes = append(changes, annotate.Create(&annotate.Body{Document: d.ID, Text: body}), annotate.Create(d))
	var last annotate.ID
	var links []annotate.Change
	for i := range convertMarks {
		at := text.Offset(strings.Index(body[100+i*190:], "that the harbour") + 100 + i*190)
		fragments := []text.Span{{Start: at, End: at + text.Offset(len("that the harbour 📌 must be opened"))}}
		a := &annotate.Annotation{
			ID: annotate.NewID(), Document: d.ID, Layer: "Claim", Annotator: me, Fragments: fragments, Quote: t.Quote(fragments),
			Features: []annotate.FeatureValue{
				{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}},
				{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: actors[(n+i)%len(actors)]}}},
				{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}},
				{Feature: "date", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025, Month: 3}}}},
			},
			Origin: annotate.ByHand, Schema: 1, Created: now, Modified: now,
		}
		changes = append(changes, annotate.Create(a))
		if i%4 == 1 {
			links = append(links, annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: d.ID, Type: "supports", From: a.ID, To: last, Annotator: me, Origin: annotate.ByHand, Created: now, Modified: now}))
		}
		last = a.ID
	}
	return append(changes, links...), nil
}

// shape is f as it takes all of the project: a table with its texts.
func shape(b *testing.B, f codec.Format) codec.Format {
	if formats.IsTable(f) {
		f, err := formats.Shaped(f, []string{"texts"})
		if err != nil {
			b.Fatal(err)
		}
		return f
	}
	return f
}

// writeOut writes the project in a format, and says how long that took.
func writeOut(b *testing.B, r session.Reader, f codec.Format, path string) time.Duration {
	put := codec.WriteFile
	if f.Folder {
		put = codec.WriteFolder
	}
	start := time.Now()
	err := put(path, func(to codec.Target) error {
		_, err := f.Write(context.Background(), r, to, codec.WriteOptions{})
		return err
	})
	if err != nil {
		b.Fatalf("write %s: %v", f.Name, err)
	}
	return time.Since(start)
}

// readIn reads such a file into an empty project, and says how long that took.
func readIn(b *testing.B, f codec.Format, path string) time.Duration {
	start := time.Now()
	store, done, err := formats.Scratch()
	if err != nil {
		b.Fatal(err)
	}
	s, err := codec.OpenSource(path)
	if err != nil {
		b.Fatal(err)
	}
	report, err := formats.Fill(context.Background(), store, f, s, formats.FillOptions{})
	took := time.Since(start)
	if err := errors.Join(err, done()); err != nil || report.Documents == 0 && f.Carries.Has(codec.Spans) {
		b.Fatalf("read %s: %v %+v", f.Name, err, report)
	}
	return took
}

// BenchmarkConvert is what it takes to read each format and to write it, to what reading plus
// writing the same project as JSON takes. To convert from one format to another is to read
// the one and to write the other, so that the largest of both stand for all pairs: see "any".
func BenchmarkConvert(b *testing.B) {
	if testing.Short() {
		b.Skip("20 MB in each format are not short")
	}
	path, err := converted()
	if err != nil {
		b.Fatal(err)
	}
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	own, err := formats.Named("jsonl")
	if err != nil {
		b.Fatal(err)
	}
	var most pair
	for _, f := range formats.All() {
		if formats.Writes(f) {
			b.Run(f.Name, func(b *testing.B) { most = most.or(convertOne(b, store, own, shape(b, f))) })
		}
	}
	b.Run("any", func(b *testing.B) {
		for b.Loop() {
		}
		b.ReportMetric(most.read+most.write, "both/json")
	})
}

// pair is how long reading and writing take, to both of JSON.
type pair struct{ read, write float64 }

func (p pair) or(o pair) pair { return pair{max(p.read, o.read), max(p.write, o.write)} }

// convertOne measures one format. JSON is measured beside it each time, so that both meet the
// same machine.
func convertOne(b *testing.B, r session.Reader, own, f codec.Format) pair {
	dir := b.TempDir()
	file, out := filepath.Join(dir, "own.jsonl"), filepath.Join(dir, "out"+f.Extensions[0])
	var json, read, write time.Duration
	for b.Loop() {
		json += writeOut(b, r, own, file) + readIn(b, own, file)
		write += writeOut(b, r, f, out)
		if formats.Reads(f) {
			read += readIn(b, f, out)
		}
		if err := errors.Join(os.Remove(file), os.RemoveAll(out)); err != nil {
			b.Fatal(err)
		}
	}
	p := pair{read.Seconds() / json.Seconds(), write.Seconds() / json.Seconds()}
	b.ReportMetric(json.Seconds()/float64(b.N), "s-json")
	b.ReportMetric(p.read, "read/json")
	b.ReportMetric(p.write, "write/json")
	return p
}
