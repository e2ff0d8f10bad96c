package bolt_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// alter makes a project and does something to its file behind the store's back.
func alter(t *testing.T, documents int, do func(tx *bbolt.Tx) error) string {
	t.Helper()
	s := project(t, documents)
	if err := errors.Join(s.BringHome(), s.Update(do)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	return s.Path()
}

func TestSalvage(t *testing.T) {
	path := alter(t, 3, func(tx *bbolt.Tx) error {
		in := tx.Bucket([]byte("annotations"))
		k, _ := in.Cursor().First()
		return in.Put(bytes.Clone(k), []byte{0xc1, 1, 2})
	})
	s, report, err := bolt.Salvage(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !errors.Is(report.Err(), annotate.ErrDamaged) || !strings.Contains(report.Summary(), "8 annotations") ||
		!strings.Contains(report.Summary(), "Found again: 1 annotation.") {
		t.Fatalf("%s\n%v", report.Summary(), report.Problems)
	}
	n := 0
	for row, err := range s.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Annotations(row.ID)
		if err != nil {
			t.Fatal(err)
		}
		n += len(list)
	}
	if n != 9 {
		t.Fatalf("%d annotations", n)
	}
	whole, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	for row := range whole.Summaries(annotate.ID{}) {
		if _, err := whole.Annotations(row.ID); !errors.Is(err, annotate.ErrDamaged) || !strings.Contains(err.Error(), "annotation 0195") {
			t.Fatalf("got error %v", err)
		}
		break
	}
}

// A broken branch page takes all that lies below it with it; the leaves are still there.
func TestSalvageBelowABrokenBranch(t *testing.T) {
	path := filepathOfBulk(t)
	whole := bytesOf(t, path)
	broken := 0
	for at := 2 * 4096; at+4096 <= len(whole); at += 4096 {
		if binary.LittleEndian.Uint64(whole[at:]) != uint64(at/4096) || whole[at+8] != 1 {
			continue // no branch
		}
		broken++
		damaged := damaged(t, whole, func(b []byte) []byte {
			clear(b[at : at+4096])
			return b
		})
		s, report, err := bolt.Salvage(damaged)
		if err != nil || report.Err() == nil {
			t.Fatal(err, report)
		}
		n := 0
		for row, err := range s.Summaries(annotate.ID{}) {
			if err != nil {
				t.Fatal(err)
			}
			if body, err := s.Body(row.ID); err != nil || len(body) != row.Size {
				t.Fatalf("page %d: text of %s: %v\n%s", at/4096, row.ID, err, report.Summary())
			}
			n++
		}
		if n != 300 {
			t.Errorf("page %d: %d documents of 300\n%s", at/4096, n, report.Summary())
		}
		s.Close()
	}
	if broken < 2 {
		t.Fatalf("the project has %d branch pages", broken)
	}
}

// An export needs a project and a schema; where they are lost, others take their place.
func TestSalvageWithoutSchema(t *testing.T) {
	path := alter(t, 2, func(tx *bbolt.Tx) error {
		return errors.Join(tx.Bucket([]byte("meta")).Delete([]byte("project")), tx.DeleteBucket([]byte("schema")))
	})
	s, report, err := bolt.Salvage(path)
	if err != nil || report.Err() == nil {
		t.Fatal(err, report)
	}
	defer s.Close()
	p, err := s.Project()
	if err != nil || p.Name != "Übung" {
		t.Fatal(p, err)
	}
	schema, err := s.Schema()
	if err != nil || schema.Check() != nil || len(schema.Layers) != 1 || len(schema.Layers[0].Features) != 7 || len(schema.Relations) != 1 {
		t.Fatalf("%+v, %v, %v", schema, err, schema.Check())
	}
}

// Check finds each kind of disagreement, and names it.
func TestCheckFinds(t *testing.T) {
	first := func(tx *bbolt.Tx, name string) (*bbolt.Bucket, []byte, []byte) {
		in := tx.Bucket([]byte(name))
		k, v := in.Cursor().First()
		return in, bytes.Clone(k), bytes.Clone(v)
	}
	remove := func(name string) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			in, k, _ := first(tx, name)
			return in.Delete(k)
		}
	}
	for want, do := range map[string]func(*bbolt.Tx) error{
		"entity 01958000-0003-7000-8000-000000000003: it is missing": remove("entities"),
		"it is missing":           remove("annotations"),
		"relation 0195":           remove("relations"),
		"text of document 0195":   remove("texts"),
		"its document is missing": remove("documents"),
		"counts: document 0195":   remove("counts"),
		"uses: entity 0195":       remove("uses"),
		"hashes: the text of":     remove("hashes"),
		"log: numbers 1 to 1":     remove("log"),
		"schema: it is missing":   remove("schema"),
		"it is not what the log says": func(tx *bbolt.Tx) error {
			in, k, v := first(tx, "annotations")
			return in.Put(k, bytes.ReplaceAll(v, []byte("hand"), []byte("Hand")))
		},
		"uses: entity 01958000-0003-7000-8000-000000000003 is named 4 times, not 9": func(tx *bbolt.Tx) error {
			in, k, _ := first(tx, "uses")
			return in.Put(k, []byte{9})
		},
	} {
		path := alter(t, 2, do)
		report, err := bolt.Check(path)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range report.Problems {
			found = found || strings.Contains(p.String(), want)
		}
		if !found || report.Err() == nil {
			t.Errorf("%q is not found in %v", want, report.Problems)
		}
	}
}

func TestDump(t *testing.T) {
	s := project(t, 2)
	defer s.Close()
	names, err := bolt.Buckets(s.Path())
	if err != nil || len(names) != 16 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		var out bytes.Buffer
		if err := bolt.Dump(s.Path(), name, &out); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			var row struct{ Key, Value any }
			if err := json.Unmarshal([]byte(line), &row); err != nil || row.Key == nil {
				t.Fatalf("%s: %v: %s", name, err, line)
			}
		}
		want := map[string]string{
			"meta":        `{"key":"format","value":4}`,
			"annotations": `/01958000-0001-7000-8000-000000000001/01958000-0005-7000-8000-000000000005","value":{"l":"claim","f":[0,7],"q":"Müller"`,
			"texts":       "\"value\":\"Müller sagt: „Nein“. e\u0301 📌 𐐀",
			"log":         `{"k":"annotator","i":"01958000-0001-7000-8000-000000000001","n":{"n":"Lina Haddad","i":"LH","c":1741685400000}}`,
			"recent":      `{"key":"changes","value":[["`,
			"counts":      `{"key":"01958000-0004-7000-8000-000000000004","value":3}`,
			"hashes":      `/01958000-0004-7000-8000-000000000004","value":null}`,
		}[name]
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: no %s in\n%s", name, want, out.String())
		}
	}
	if err := bolt.Dump(s.Path(), "none", &bytes.Buffer{}); !errors.Is(err, annotate.ErrNotFound) {
		t.Fatalf("got error %v", err)
	}
}

func TestDumpOfABulkEntry(t *testing.T) {
	path := filepathOfBulk(t)
	var out bytes.Buffer
	if err := bolt.Dump(path, "log", &out); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); !strings.Contains(s, `{"key":"2/0","value":[{"k":"document"`) && !strings.Contains(s, `{"key":"2/0","value":[{"k":"text"`) {
		t.Fatalf("%.2000s", s)
	}
}

// filepathOfBulk is a closed project whose second entry is a bulk one.
func filepathOfBulk(t *testing.T) string {
	m := storagetest.NewMaker()
	s, err := bolt.Create(filepath.Join(t.TempDir(), "bulk.parley"), m.Project(), storagetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, m.Set("Join", annotate.Create(m.Annotator())))
	var changes []annotate.Change
	for range 300 {
		doc, body := m.Document()
		changes = append(changes, annotate.Create(body), annotate.Create(doc))
	}
	commit(t, s, m.Set("Import", changes...))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Path()
}
