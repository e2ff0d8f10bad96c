package formats_test

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
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

// BenchmarkConvert is what it takes to read each format and to write it, beside JSON. To
// convert from one format to another is to read the one and to write the other. "any" is the
// pair that takes longest, by three readings of its goal:
//   - same-size: to JSON that is as large as the file or as the project, whichever is more. A
//     file that says the same in fewer bytes has no less to be made of it, and one that says
//     it in more has more to be read;
//   - json: to the same project as JSON, however many bytes the file has;
//   - same-bytes: to JSON of as many bytes, however many of the project that would be.
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
	var all []*taken
	dir := b.TempDir() // where all stays until the end: some disks create files slowly after others were removed
	for _, f := range formats.All() {
		if formats.Writes(f) {
			all = append(all, &taken{name: f.Name})
			b.Run(f.Name, func(b *testing.B) { all[len(all)-1].measure(b, dir, store, own, shape(b, f)) })
		}
	}
	b.Run("any", func(b *testing.B) {
		for b.Loop() {
		}
		report(b, "both/same-size", all, func(from, to *taken) float64 {
			return (from.read + to.write).Seconds() / (max(from.ownRead.Seconds(), from.readSame()) + max(to.ownWrite.Seconds(), to.writeSame()))
		})
		report(b, "both/json", all, func(from, to *taken) float64 { return from.readToProject() + to.writeToProject() })
		report(b, "both/same-bytes", all, func(from, to *taken) float64 {
			return (from.read + to.write).Seconds() / (from.readSame() + to.writeSame())
		})
	})
}

// report tells the pair of which ratio is largest.
func report(b *testing.B, unit string, all []*taken, ratio func(from, to *taken) float64) {
	most, pair := 0.0, ""
	for _, from := range all {
		for _, to := range all {
			if from.holds() && to.holds() && from.read > 0 && ratio(from, to) > most {
				most, pair = ratio(from, to), from.name+" to "+to.name
			}
		}
	}
	b.ReportMetric(most, unit)
	b.Logf("%s: %.2f, %s", unit, most, pair)
}

// taken is what a format and JSON took, each time together.
type taken struct {
	name              string
	read, write       time.Duration // read is 0 of what is only written
	ownRead, ownWrite time.Duration
	bytes, ownBytes   int64
}

// holds reports whether a file has something of the project to measure: a tenth of the bytes
// of JSON at least. A codebook has not, nor has a format that takes none of its layers.
func (t *taken) holds() bool { return 10*t.bytes >= t.ownBytes }

func (t *taken) readToProject() float64 { return t.read.Seconds() / (t.ownRead + t.ownWrite).Seconds() }
func (t *taken) writeToProject() float64 {
	return t.write.Seconds() / (t.ownRead + t.ownWrite).Seconds()
}

// readSame is how many seconds reading as many bytes takes as JSON.
func (t *taken) readSame() float64 {
	return t.ownRead.Seconds() * float64(t.bytes) / float64(t.ownBytes)
}

// writeSame is how many seconds writing as many bytes takes as JSON.
func (t *taken) writeSame() float64 {
	return t.ownWrite.Seconds() * float64(t.bytes) / float64(t.ownBytes)
}

// measure measures one format. JSON is measured beside it each time, so that both meet the
// same machine.
func (t *taken) measure(b *testing.B, dir string, r session.Reader, own, f codec.Format) {
	*t = taken{name: t.name} // of the last time that this is measured
	for b.Loop() {
		round, err := os.MkdirTemp(dir, t.name+"-*")
		if err != nil {
			b.Fatal(err)
		}
		file, out := filepath.Join(round, "own.jsonl"), filepath.Join(round, "out"+f.Extensions[0])
		t.ownWrite += writeOut(b, r, own, file)
		t.ownRead += readIn(b, own, file)
		t.write += writeOut(b, r, f, out)
		if formats.Reads(f) {
			t.read += readIn(b, f, out)
		}
		t.bytes, t.ownBytes = sizeOf(b, out), sizeOf(b, file)
	}
	for _, d := range []*time.Duration{&t.read, &t.write, &t.ownRead, &t.ownWrite} {
		*d /= time.Duration(b.N) // formats stand beside each other that went round more or less often
	}
	b.ReportMetric(float64(t.bytes), "bytes")
	b.ReportMetric(float64(t.ownBytes), "bytes-json")
	b.ReportMetric(t.readToProject(), "read/json")
	b.ReportMetric(t.writeToProject(), "write/json")
	b.ReportMetric(t.read.Seconds()/t.readSame(), "read/same-bytes")
	b.ReportMetric(t.write.Seconds()/t.writeSame(), "write/same-bytes")
}

// sizeOf is how many bytes a file has, or those below a folder; of an archive, unpacked.
func sizeOf(b *testing.B, path string) (n int64) {
	if z, err := zip.OpenReader(path); err == nil {
		defer z.Close()
		for _, f := range z.File {
			n += int64(f.UncompressedSize64)
		}
		return n
	}
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}
