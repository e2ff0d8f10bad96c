package bolt_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/bolt/record"
	"parley/storage/storagetest"
)

// The project of the benchmarks: 100,000 documents with ten annotations each.
const (
	benchDocuments = 100_000
	benchEach      = 10
	benchEntities  = 500
	benchBatch     = 1000 // documents a ChangeSet
)

// million is a project file that is built once per run, on the first use.
var million = sync.OnceValues(func() (string, error) {
	millionBuilt = true
	folder, err := os.MkdirTemp("", "parley-bench-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "million.parley")
	_, err = buildMillion(path, &timer{})
	return path, err
})

// millionBuilt tells TestMain that there is something to remove.
var millionBuilt bool

// timer is what is spent in the store alone, without the making of records.
type timer struct{ spent time.Duration }

func (t *timer) run(fn func() error) error {
	begin := time.Now()
	defer func() { t.spent += time.Since(begin) }()
	return fn()
}

func benchProject(path string) (*bolt.Store, *storagetest.Maker, []annotate.ID, error) {
	m := storagetest.NewMaker()
	s, err := bolt.Create(path, m.Project(), storagetest.Schema())
	if err != nil {
		return nil, nil, nil, err
	}
	changes := []annotate.Change{annotate.Create(m.Annotator())}
	var entities []annotate.ID
	for i := range benchEntities {
		e := m.Entity(fmt.Sprintf("Entity %d", i))
		entities, changes = append(entities, e.ID), append(changes, annotate.Create(e))
	}
	_, err = s.Commit(m.Set("Begin", changes...))
	return s, m, entities, err
}

func buildMillion(path string, t *timer) (*storagetest.Maker, error) {
	s, m, entities, err := benchProject(path)
	if err != nil {
		return nil, err
	}
	for range benchDocuments / benchBatch {
		var heads, bodies, marks []annotate.Change
		for range benchBatch {
			doc, body := m.Document()
			heads, bodies = append(heads, annotate.Create(doc)), append(bodies, annotate.Create(body))
			for i := range benchEach {
				marks = append(marks, annotate.Create(benchMark(m, body, entities, i)))
			}
		}
		set := m.Set("Import 1000 documents", append(append(bodies, heads...), marks...)...)
		if err := t.run(func() error { _, err := s.Commit(set); return err }); err != nil {
			return nil, err
		}
	}
	return m, t.run(s.Close)
}

// benchMark is a claim as people record it: two values, an entity, a date, a quote of 60 bytes.
func benchMark(m *storagetest.Maker, body *annotate.Body, entities []annotate.ID, i int) *annotate.Annotation {
	id := m.ID()
	start := text.Offset(8)
	return &annotate.Annotation{
		ID: id, Document: body.Document, Layer: "claim", Annotator: m.Me,
		Fragments: []text.Span{{Start: start, End: start + 60}},
		Quote:     text.Quote{Exact: body.Text[8:68], Prefix: "Müller sagt, er woll", Suffix: "te 20 Zeichen danach"},
		Features: []annotate.FeatureValue{
			{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}},
			{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: entities[(int(id[15])*7+i*13)%len(entities)]}}},
			{Feature: "said", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2018, Month: 9, Day: 15}}}},
			{Feature: "sure", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 0.75}}},
		},
		Origin: annotate.ByHand, Schema: 3, Created: m.Now(), Modified: m.Now(),
	}
}

// millionFile is the file that all benchmarks share, and none writes to.
func millionFile(b *testing.B) string {
	if testing.Short() {
		b.Skip("a million annotations are not short")
	}
	path, err := million()
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// theMillion opens a fresh copy of the million's file.
func theMillion(b *testing.B) *bolt.Store {
	path := filepath.Join(b.TempDir(), "copy.parley")
	whole, err := os.ReadFile(millionFile(b))
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	for page := range slices.Chunk(whole, os.Getpagesize()) { // as bbolt writes: the system keeps pages as they came
		if _, err = f.Write(page); err != nil {
			break
		}
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		b.Fatal(err)
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// markAll marks once a turn, each time in another document.
func markAll(b *testing.B, s *bolt.Store, docs []annotate.ID, entities []annotate.ID, once func(*testing.B, *median, *bolt.Store, *storagetest.Maker, *annotate.Body, []annotate.ID, int)) {
	m := storagetest.NewMaker()
	_, body := m.Document()
	median := newMedian(b)
	for i := 0; b.Loop(); i++ {
		body.Document = docs[(i*7919)%len(docs)]
		once(b, median, s, m, body, entities, i)
	}
	median.report()
}

func documentsOf(b *testing.B, s *bolt.Store) (ids, entities []annotate.ID) {
	for row, err := range s.Summaries(annotate.ID{}) {
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, row.ID)
	}
	for e, err := range s.Entities() {
		if err != nil {
			b.Fatal(err)
		}
		entities = append(entities, e.ID)
	}
	return ids, entities
}

// BenchmarkMarkInMillion is one mark, synced, indexed and logged, in the large project.
func BenchmarkMarkInMillion(b *testing.B) {
	s := theMillion(b)
	docs, entities := documentsOf(b, s)
	markAll(b, s, docs, entities, markOnce)
}

// BenchmarkMarkInEmpty is the same in a project of one document.
func BenchmarkMarkInEmpty(b *testing.B) {
	s, m, entities, err := benchProject(filepath.Join(b.TempDir(), "empty.parley"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	doc, body := m.Document()
	commit(b, s, m.Set("Import", annotate.Create(body), annotate.Create(doc)))
	markAll(b, s, []annotate.ID{doc.ID}, entities, markOnce)
}

// BenchmarkBareUpdate is the floor: a db.Update that puts the bytes which a mark writes,
// its record and its log entry, into the large file.
func BenchmarkBareUpdate(b *testing.B) {
	s := theMillion(b)
	docs, entities := documentsOf(b, s)
	markAll(b, s, docs, entities, bareOnce)
}

// BenchmarkOpenMillion is opening the large project up to its list of documents.
func BenchmarkOpenMillion(b *testing.B) {
	path := millionFile(b)
	median := newMedian(b)
	for b.Loop() {
		runtime.GC()
		var rows int
		var s *bolt.Store
		median.time(func() {
			var err error
			if s, err = bolt.Open(path, bolt.Options{}); err != nil {
				b.Fatal(err)
			}
			for _, err := range s.Summaries(annotate.ID{1}) {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
		})
		s.Close()
		if rows != benchDocuments {
			b.Fatal(rows)
		}
	}
	median.report()
}

// BenchmarkImportMillion is the import of the large project, without the making of records.
func BenchmarkImportMillion(b *testing.B) {
	if testing.Short() {
		b.Skip("a million annotations are not short")
	}
	for b.Loop() {
		var t timer
		path := filepath.Join(b.TempDir(), "import.parley")
		if _, err := buildMillion(path, &t); err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(t.spent.Seconds(), "s")
		b.ReportMetric(float64(info.Size())/1e6, "MB")
		os.Remove(path)
	}
}

// BenchmarkBareImportMillion is the floor: the same records put into bare bbolt, in
// transactions of the same size.
func BenchmarkBareImportMillion(b *testing.B) {
	if testing.Short() {
		b.Skip("a million annotations are not short")
	}
	for b.Loop() {
		var t timer
		path := filepath.Join(b.TempDir(), "bare.db")
		db, err := bbolt.Open(path, 0o644, nil)
		if err != nil {
			b.Fatal(err)
		}
		m := storagetest.NewMaker()
		entities := make([]annotate.ID, benchEntities)
		for range benchDocuments / benchBatch {
			var list []annotate.Record
			var bodies []annotate.Record
			for range benchBatch {
				doc, body := m.Document()
				bodies = append(bodies, doc, body)
				for i := range benchEach {
					list = append(list, benchMark(m, body, entities, i))
				}
			}
			if err := t.run(func() error { return bareBatch(db, bodies, list) }); err != nil {
				b.Fatal(err)
			}
		}
		info, _ := os.Stat(path)
		b.ReportMetric(t.spent.Seconds(), "s")
		b.ReportMetric(float64(info.Size())/1e6, "MB")
		db.Close()
		os.Remove(path)
	}
}

func bareBatch(db *bbolt.DB, heads, marks []annotate.Record) error {
	return db.Update(func(tx *bbolt.Tx) error {
		for i, list := range [][]annotate.Record{heads, marks} {
			in, err := tx.CreateBucketIfNotExists([]byte{byte('a' + i)})
			if err != nil {
				return err
			}
			in.FillPercent = 0.9
			for _, r := range list {
				k := r.Key()
				key := append(append(append(make([]byte, 0, 49), k.Document[:]...), k.Annotator[:]...), k.ID[:]...)
				key = append(key, byte(k.Kind))
				if err := in.Put(key, record.Append(nil, r)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// BenchmarkScanMillion decodes every annotation of the large project.
func BenchmarkScanMillion(b *testing.B) {
	s := theMillion(b)
	if err := s.Prefault(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n := 0
		for _, err := range s.AllAnnotations() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n < benchDocuments*benchEach {
			b.Fatal(n)
		}
	}
}

// BenchmarkScanLent decodes every annotation for who keeps none, as the index reads them.
func BenchmarkScanLent(b *testing.B) {
	s := theMillion(b)
	if err := s.Prefault(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		scan(b, s, true)
	}
}

// BenchmarkCheckMillion is the whole check of the large project.
func BenchmarkCheckMillion(b *testing.B) {
	path := millionFile(b)
	for b.Loop() {
		report, err := bolt.Check(path)
		if err != nil || report.Entries != 1+benchDocuments/benchBatch {
			b.Fatal(report, err)
		}
	}
}

// BenchmarkMarkRatios marks in the large project and in an empty one, and barely in a copy
// of each, in turns and in the other order every other turn: so whatever else the machine
// does falls on all four alike. The bare ones have files of their own, as what they leave
// behind in the trees of a project is nothing that a project does.
func BenchmarkMarkRatios(b *testing.B) {
	m := storagetest.NewMaker()
	large, bareLarge := newBed(b, theMillion(b), m), newBed(b, theMillion(b), m)
	empty, bareEmpty := newBed(b, theEmpty(b, m), m), newBed(b, theEmpty(b, m), m)
	turns := []func(i int){
		func(i int) { large.once(b, markOnce, i) },
		func(i int) { empty.once(b, markOnce, i) },
		func(i int) { bareLarge.once(b, bareOnce, i) },
		func(i int) { bareEmpty.once(b, bareOnce, i) },
	}
	for i := 0; b.Loop(); i++ {
		for _, turn := range turns {
			turn(i)
		}
		slices.Reverse(turns)
	}
	b.ReportMetric(large.times.micro(), "large-µs")
	b.ReportMetric(large.times.micro()/bareLarge.times.micro(), "large/bare")
	b.ReportMetric(large.times.micro()/empty.times.micro(), "large/empty")
	b.ReportMetric(large.times.mean()/empty.times.mean(), "mean-large/mean-empty")
	b.ReportMetric(bareLarge.times.micro()/bareEmpty.times.micro(), "bare-large/bare-empty")
}

// bed is a project that is marked in, turn by turn.
type bed struct {
	store          *bolt.Store
	maker          *storagetest.Maker
	docs, entities []annotate.ID
	body           *annotate.Body
	times          *median
}

func newBed(b *testing.B, s *bolt.Store, m *storagetest.Maker) *bed {
	docs, entities := documentsOf(b, s)
	_, body := m.Document()
	return &bed{s, m, docs, entities, body, newMedian(b)}
}

func (d *bed) once(b *testing.B, mark func(*testing.B, *median, *bolt.Store, *storagetest.Maker, *annotate.Body, []annotate.ID, int), i int) {
	d.body.Document = d.docs[(i*7919)%len(d.docs)]
	mark(b, d.times, d.store, d.maker, d.body, d.entities, i)
}

// theEmpty is a project with one document and nothing in it.
func theEmpty(b *testing.B, m *storagetest.Maker) *bolt.Store {
	s, _, _, err := benchProject(filepath.Join(b.TempDir(), "empty.parley"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	doc, body := m.Document()
	commit(b, s, m.Set("Import", annotate.Create(body), annotate.Create(doc)))
	return s
}

func markOnce(b *testing.B, t *median, s *bolt.Store, m *storagetest.Maker, body *annotate.Body, entities []annotate.ID, i int) {
	a := benchMark(m, body, entities, i)
	a.ID = annotate.NewID()
	set := m.Set("Mark claim", annotate.Create(a))
	t.time(func() { commit(b, s, set) })
}

// bareOnce puts the bytes that a mark writes, its record and its log entry, and no more.
func bareOnce(b *testing.B, t *median, s *bolt.Store, m *storagetest.Maker, body *annotate.Body, entities []annotate.ID, i int) {
	a := benchMark(m, body, entities, i)
	a.ID = annotate.NewID()
	key := append(append(append([]byte{}, a.Document[:]...), a.Annotator[:]...), a.ID[:]...)
	value := record.Append(nil, a)
	entry := append(append([]byte{}, value...), make([]byte, 140)...)
	t.time(func() {
		err := s.Update(func(tx *bbolt.Tx) error {
			if err := tx.Bucket([]byte("annotations")).Put(key, value); err != nil {
				return err
			}
			bare, err := tx.CreateBucketIfNotExists([]byte("bare"))
			if err != nil {
				return err
			}
			return bare.Put(key, entry)
		})
		if err != nil {
			b.Fatal(err)
		}
	})
}
