package parley_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
)

// synthetic is a project of many documents with ten annotations each, made as they are
// asked for: each call gives fresh records, as a store that decodes does.
type synthetic struct {
	session.Reader
	documents int
	schema    *annotate.Schema
	texts     [16]*text.Text
	sums      [16][32]byte
}

func newSynthetic(tb testing.TB, documents int) *synthetic {
	s := &synthetic{documents: documents, schema: template(tb, "political-claims")}
	for i := range s.texts {
		words := "The Council said the quays were not yet safe for civilian ships. "
		if i%4 == 0 {
			words = "قال المجلس إن الأرصفة ليست آمنة بعد 📌 للسفن المدنية. "
		}
		body := strings.Repeat(words, 16) + fmt.Sprint(i)
		s.texts[i], _ = text.New(body)
		s.sums[i] = sha256.Sum256([]byte(body))
	}
	return s
}

func number(kind byte, n int) (id annotate.ID) {
	binary.BigEndian.PutUint32(id[2:], uint32(n))
	id[0], id[1], id[6], id[8] = 1, kind, 0x70, 0x80
	binary.BigEndian.PutUint32(id[12:], uint32(n)*2654435761)
	return id
}

func (s *synthetic) Project() (*annotate.Project, error) {
	return &annotate.Project{ID: number(0, 1), Name: "Large", Created: start}, nil
}
func (s *synthetic) Schema() (*annotate.Schema, error) { return s.schema, nil }
func (s *synthetic) SchemaVersions() ([]*annotate.SchemaVersion, error) {
	return []*annotate.SchemaVersion{{Schema: *s.schema, Since: start}}, nil
}
func (s *synthetic) Originals(annotate.ID) ([]*annotate.Original, error) { return nil, nil }
func (s *synthetic) Annotators() ([]*annotate.Annotator, error) {
	return []*annotate.Annotator{{ID: number(1, 1), Name: "Lina", Created: start}, {ID: number(1, 2), Name: "Omar", Created: start}}, nil
}

func (s *synthetic) Entities() iter.Seq2[*annotate.Entity, error] {
	return func(yield func(*annotate.Entity, error) bool) {
		for i := range 500 {
			if !yield(&annotate.Entity{ID: number(2, i+1), Name: fmt.Sprintf("Actor %d", i), Created: start, Modified: start}, nil) {
				return
			}
		}
	}
}

func (s *synthetic) Summaries(annotate.ID) iter.Seq2[annotate.Summary, error] {
	return func(yield func(annotate.Summary, error) bool) {
		for i := range s.documents {
			// Every document has a text of its own, as projects do: the sum says so.
			d := &annotate.Document{ID: number(3, i), Title: "Council and dockers trade blame", Size: len(s.body(i)), SHA256: sha256.Sum256([]byte(s.body(i))), Words: 170, Created: start, Modified: start}
			if !yield(annotate.Summary{Document: d}, nil) {
				return
			}
		}
	}
}

func (s *synthetic) body(i int) string { return s.texts[i%16].String() + fmt.Sprintf(" %d.", i) }

func (s *synthetic) Body(id annotate.ID) (string, error) { return s.body(indexOf(id)), nil }

func indexOf(id annotate.ID) int { return int(binary.BigEndian.Uint32(id[2:])) }

func (s *synthetic) Progress(annotate.ID) ([]*annotate.Progress, error)  { return nil, nil }
func (s *synthetic) Relations(annotate.ID) ([]*annotate.Relation, error) { return nil, nil }
func (s *synthetic) Annotations(id annotate.ID) ([]*annotate.Annotation, error) {
	d := indexOf(id)
	t := s.texts[d%16]
	words := t.String()
	at := func(from int) text.Offset {
		for from < len(words) && words[from]&0xC0 == 0x80 {
			from++
		}
		return text.Offset(from)
	}
	var list []*annotate.Annotation
	for i := range 10 {
		spans := []text.Span{{Start: at(100 + 60*i), End: at(150 + 60*i)}}
		a := &annotate.Annotation{
			ID: number(4, d*10+i), Document: id, Layer: "Claim", Annotator: number(1, 1+i%2), Fragments: spans, Quote: s.quote(t, spans[0]),
			Origin: annotate.ByHand, Schema: 1, Created: start.Add(time.Duration(i) * time.Minute), Modified: start.Add(time.Duration(i) * time.Hour), Note: "as the reporter says",
			Features: []annotate.FeatureValue{
				{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: number(2, 1+i%500)}}},
				{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}},
				{Feature: "category", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "201"}}},
				{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}}},
			},
		}
		list = append(list, a)
	}
	return list, nil
}

// quote is cheaper than the text's own, which would be most of what is measured.
func (s *synthetic) quote(t *text.Text, at text.Span) text.Quote {
	words := t.String()
	cut := func(o text.Offset, by int) text.Offset {
		for o += text.Offset(by); o > 0 && int(o) < len(words) && words[o]&0xC0 == 0x80; o++ {
		}
		return min(max(o, 0), t.Len())
	}
	return text.Quote{Exact: t.Slice(at), Prefix: words[cut(at.Start, -24):at.Start], Suffix: words[at.End:cut(at.End, 24)]}
}

func BenchmarkExportMillion(b *testing.B) {
	s := newSynthetic(b, 100_000)
	dir := b.TempDir()
	for b.Loop() {
		if _, err := parley.WriteFile(filepath.Join(dir, "out.json"), s, parley.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	info, _ := os.Stat(filepath.Join(dir, "out.json"))
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}

// BenchmarkExportFloor makes the same records and writes nothing.
func BenchmarkExportFloor(b *testing.B) {
	s := newSynthetic(b, 100_000)
	for b.Loop() {
		for row := range s.Summaries(annotate.ID{}) {
			s.Body(row.ID)
			s.Annotations(row.ID)
		}
	}
}

func BenchmarkImportMillion(b *testing.B) {
	path := filepath.Join(b.TempDir(), "in.json")
	if _, err := parley.WriteFile(path, newSynthetic(b, 100_000), parley.Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		report, err := parley.Read(f, parley.ReadOptions{Into: void{empty()}, Apply: func(annotate.ChangeSet) error { return nil }})
		f.Close()
		if err != nil || report.Annotations != 1_000_000 || !report.OK() {
			b.Fatal(err, report)
		}
	}
}

// void is a project that stays empty, whatever is applied.
type void struct{ session.Reader }

func (void) DocumentWithText([32]byte) (annotate.ID, error) { return annotate.ID{}, nil }

// TestMemoryFollowsTheDocument writes and reads far more than it may hold at a time.
func TestMemoryFollowsTheDocument(t *testing.T) {
	s := newSynthetic(t, 5_000)
	var most uint64
	look := func() {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	look()
	before := most
	n := 0
	var file bytes.Buffer
	if _, err := parley.Write(io.Discard, s, parley.Options{Lines: true, Progress: func(int) error {
		if n++; n%1000 == 0 {
			look()
		}
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	if grown := most - before; grown > 4<<20 {
		t.Errorf("writing holds %d KB", grown>>10)
	}
	if _, err := parley.Write(&file, s, parley.Options{}); err != nil {
		t.Fatal(err)
	}
	most = 0
	look()
	before = most
	n = 0
	if _, err := parley.Read(bytes.NewReader(file.Bytes()), parley.ReadOptions{Into: void{empty()}, Apply: func(annotate.ChangeSet) error { look(); return nil }}); err != nil {
		t.Fatal(err)
	}
	if grown := most - before; grown > 48<<20 {
		t.Errorf("reading %d KB holds %d KB", file.Len()>>10, grown>>10)
	}
}
