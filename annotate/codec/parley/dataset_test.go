package parley_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

var start = time.Date(2025, 3, 14, 9, 26, 53, 589e6, time.UTC)

// awkward is a project with everything that goes wrong somewhere.
func awkward(t testing.TB) *memory.Store {
	t.Helper()
	id := annotatetest.ID
	s := annotatetest.Schema()
	s.Fields = []string{"party"}
	store := memory.New(&annotate.Project{ID: id(1), Name: "Häfen \"quoted\" \\ \u2028", Created: start, Note: "line\nline\ttab"}, s)
	changeSchemas(t, store)
	lina := &annotate.Annotator{ID: id(2), Name: "Lina Haddad", Initials: "LH", Created: start}
	omar := &annotate.Annotator{ID: id(3), Name: "Omar", Initials: "O", Created: start.Add(time.Hour)}
	union := &annotate.Entity{
		ID: id(4), Name: "Dockers’ Union", Exact: annotate.ExactForms,
		Aliases: []annotate.Alias{{Name: "نقابة عمال الميناء", Language: "ar"}, {Name: "the Union", Language: "en", Exact: annotate.ExactCase | annotate.ExactDiacritics}},
		Kind:    "organisation", Side: "labour", Country: "QS", ExternalID: "Q1", Colour: 7, Note: "📌", Created: start, Modified: start,
	}
	karim := &annotate.Entity{
		ID: id(5), Name: "Karim Dabbagh", Kind: "person", Parent: id(4), Apart: []annotate.ID{id(4)}, Created: start, Modified: start,
		Affiliations: []annotate.Affiliation{{Entity: id(4), Role: "chair", From: annotate.Date{Year: 2019, Month: 5}}},
	}
	apply(t, store, lina, omar, union, karim)
	doc(t, store, id(10), annotatetest.Sample, func(d *annotate.Document, tx *text.Text) []annotate.Record {
		d.Custom = []annotate.Field{{Name: "party", Value: "FCP"}, {Name: "page", Value: "3"}}
		d.AuthorEntity = karim.ID
		apply(t, store, &annotate.Original{ID: id(60), Document: d.ID, Collection: id(59), Format: "brat", Name: "a/ü 📌.ann", Content: "T1\tClaim 0 1\t𐐀\r\n\u2028\x00"},
			&annotate.Original{ID: id(61), Collection: id(59), Format: "brat", Name: "annotation.conf", Content: "[entities]\nClaim\n"})
		d.Turns = []annotate.Turn{{Start: 0, Speaker: "GL"}, {Start: at(tx, "says").Start, Speaker: "كريم 📌", Entity: karim.ID}, {Start: at(tx, "and a").Start}}
		d.Direction, d.Language, d.Date = annotate.RightToLeft, "ar", annotate.Date{Year: 2025, Month: 3}
		d.Source = annotate.Source{Name: "a.txt", SHA256: sha256.Sum256([]byte("x")), Encoding: "windows-1256", Format: "text"}
		claim := mark(tx, d.ID, id(20), lina.ID, "Claim", at(tx, "HTS"), at(tx, "it protects minorities"))
		claim.Features = []annotate.FeatureValue{
			{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "strong"}}},
			{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: karim.ID, Mention: id(21)}, {Type: annotate.TypeEntity, Ref: union.ID}}},
			{Feature: "target", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: id(21)}, {Type: annotate.TypeText, Text: "the \"port\"\n"}}},
			{Feature: "date", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025}}}},
			{Feature: "weight", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: -0.1}}},
			{Feature: "direct", Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: true}}},
			{Feature: "comment", Values: []annotate.Value{{Type: annotate.TypeText, Text: "𐐀\u0001"}}},
		}
		claim.Note, claim.Schema, claim.Recheck = "a\r\nb", 3, "„strong“ was divided"
		whole := mark(tx, d.ID, id(22), omar.ID, "Claim")
		actor := mark(tx, d.ID, id(21), lina.ID, "Actor", at(tx, "هيئة تحرير الشام"))
		family := mark(tx, d.ID, id(23), omar.ID, "Claim", at(tx, "👨‍👩‍👧"))
		same := mark(tx, d.ID, id(24), omar.ID, "Actor", at(tx, "👨‍👩‍👧"))
		rich := mark(tx, d.ID, id(25), omar.ID, "Claim", at(tx, "Zu\u0308rich 𐐀"))
		rich.Origin = "suggestion"
		return []annotate.Record{
			claim, whole, actor, family, same, rich,
			&annotate.Relation{ID: id(30), Document: d.ID, Type: "supports", From: id(23), To: id(20), Annotator: omar.ID, Note: "since", Origin: annotate.ByHand, Created: start, Modified: start},
			&annotate.Progress{Document: d.ID, Annotator: omar.ID, State: annotate.Done, Flags: annotate.Difficult | annotate.Discuss, Modified: start},
			&annotate.Progress{Document: d.ID, Annotator: lina.ID, State: annotate.InProgress, Flags: annotate.NoClaims, Modified: start},
		}
	})
	doc(t, store, id(11), "", func(d *annotate.Document, _ *text.Text) []annotate.Record { d.Title = ""; return nil })
	doc(t, store, id(12), "Plain.\nText\t\"and\" \\ \u0000 more.", func(d *annotate.Document, tx *text.Text) []annotate.Record {
		return []annotate.Record{mark(tx, d.ID, id(40), lina.ID, "Claim", at(tx, "Text"))}
	})
	return store
}

// changeSchemas has a project's schema changed twice: once with examples and a tag that is
// retired, and once so that it is undone.
func changeSchemas(t testing.TB, s *memory.Store) {
	t.Helper()
	first, err := s.Schema()
	if err != nil {
		t.Fatal(err)
	}
	id := annotatetest.ID
	second := *first
	second.Version = 2
	second.Tagsets = []annotate.Tagset{first.Tagsets[0]}
	second.Tagsets[0].Tags = slices.Clone(first.Tagsets[0].Tags)
	second.Tagsets[0].Tags[1].Retired = true
	second.Tagsets[0].Tags[0].Examples = []annotate.Example{{Text: "📌 „ja“"}, {Text: "سلام", Document: id(10)}}
	second.Tagsets[0].Tags[2].Counter = []annotate.Example{{Text: "it protects", Document: id(10), Annotation: id(20)}}
	second.Relations = slices.Clone(first.Relations)
	second.Relations[1].Description = "e\u0301"
	third := second
	third.Name, third.Version = "undone", 5
	for i, pair := range [][2]*annotate.Schema{{first, &second}, {&second, &third}, {&third, &second}} {
		cs := annotate.ChangeSet{Label: "Change schema", Time: start, Changes: []annotate.Change{annotate.Update(pair[0], pair[1])}}
		if i < 2 {
			cs.Changes = append(cs.Changes, annotate.Create(&annotate.SchemaVersion{Schema: *pair[1], Since: start.Add(time.Duration(i) * time.Hour)}))
		}
		if _, err := s.Commit(&cs); err != nil {
			t.Fatal(err)
		}
	}
}

func apply(t testing.TB, s *memory.Store, records ...annotate.Record) {
	t.Helper()
	cs := annotate.ChangeSet{Label: "Make", Time: start}
	for _, r := range records {
		cs.Changes = append(cs.Changes, annotate.Create(r))
	}
	if _, err := s.Commit(&cs); err != nil {
		t.Fatal(err)
	}
}

func doc(t testing.TB, s *memory.Store, id annotate.ID, body string, fill func(*annotate.Document, *text.Text) []annotate.Record) {
	t.Helper()
	tx, err := text.New(body)
	if err != nil {
		t.Fatal(err)
	}
	d := &annotate.Document{
		ID: id, Title: "Document " + id.String()[30:], Author: "N. Farouk", SHA256: sha256.Sum256([]byte(body)),
		Size: len(body), Words: tx.CountWords(), Created: start, Modified: start.Add(time.Millisecond),
	}
	records := fill(d, tx)
	apply(t, s, append([]annotate.Record{&annotate.Body{Document: id, Text: body}, d}, records...)...)
}

func mark(tx *text.Text, doc, id, by annotate.ID, layer annotate.LayerID, spans ...text.Span) *annotate.Annotation {
	return &annotate.Annotation{
		ID: id, Document: doc, Layer: layer, Annotator: by, Fragments: spans, Quote: tx.Quote(spans),
		Origin: annotate.ByHand, Schema: 1, Created: start, Modified: start,
	}
}

func at(tx *text.Text, words string) text.Span {
	i := strings.Index(tx.String(), words)
	if i < 0 {
		panic("no " + words)
	}
	return text.Span{Start: text.Offset(i), End: text.Offset(i + len(words))}
}

func export(t testing.TB, r session.Reader, lines bool) []byte {
	t.Helper()
	var b bytes.Buffer
	report, err := parley.Write(&b, r, parley.Options{Lines: lines})
	if err != nil {
		t.Fatal(err)
	}
	if !report.OK() {
		t.Fatalf("export: %+v", report)
	}
	return b.Bytes()
}

// load reads a dataset into s.
func load(s session.Store, b []byte) (*parley.Report, error) {
	history := 0
	return parley.Read(bytes.NewReader(b), parley.ReadOptions{
		Into: s,
		Now:  func() time.Time { return start },
		Apply: func(cs annotate.ChangeSet) error {
			history++
			_, err := s.Commit(&cs)
			return err
		},
		Undo: func() error { return fmt.Errorf("%d applied, and no undo in this test", history) },
	})
}

func empty() *memory.Store {
	return memory.New(&annotate.Project{ID: annotatetest.ID(99), Name: "Empty", Created: start}, &annotate.Schema{Name: "Nothing", Version: 1})
}

func TestThereAndBack(t *testing.T) {
	for _, lines := range []bool{false, true} {
		first := export(t, awkward(t), lines)
		if again := export(t, awkward(t), lines); !bytes.Equal(first, again) {
			t.Fatal("the same project gives other bytes")
		}
		s := empty()
		report, err := load(s, first)
		if err != nil {
			t.Fatalf("lines %v: %v", lines, err)
		}
		if !report.OK() || report.Documents != 3 || report.Annotations != 7 || report.Relations != 1 || report.Entities != 2 || report.Annotators != 2 {
			t.Errorf("lines %v: report %+v", lines, report)
		}
		if second := export(t, s, lines); !bytes.Equal(first, second) {
			n := 0
			for n < min(len(first), len(second)) && first[n] == second[n] {
				n++
			}
			t.Errorf("lines %v: byte %d came back as %.80q from %.80q", lines, n, second[n:], first[n:])
		}
	}
}

// Rows are as the dataset has them, and tell of documents what lists show.
func TestRows(t *testing.T) {
	store := awkward(t)
	schema, err := store.Schema()
	if err != nil {
		t.Fatal(err)
	}
	rows := parley.NewRows(schema, nil)
	for d, err := range store.Summaries(annotatetest.ID(3)) {
		if err != nil {
			t.Fatal(err)
		}
		row := string(rows.Document(nil, &d))
		for _, want := range []string{`"author_entity":"00000000-0000-7000-8000-000000000005"`, `"state":"done","flags":["difficult","discuss"],"annotations":6}`} {
			if !strings.Contains(row, want) {
				t.Errorf("no %s in %s", want, row)
			}
		}
		break
	}
	whole := string(export(t, store, false))
	list, err := store.SchemaVersions()
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	for _, v := range list {
		if row := string(rows.SchemaVersion(nil, v)); !strings.Contains(whole, row) {
			t.Errorf("the dataset has no %s", row)
		}
	}
}
