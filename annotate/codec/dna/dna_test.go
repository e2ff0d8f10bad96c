package dna_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/dna"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(dna.Format(), memory.New) }

func source(b []byte) codec.Source { return kit().One(string(b)) }

func project(t testing.TB, schema *annotate.Schema, records ...annotate.Record) session.Store {
	t.Helper()
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	var changes []annotate.Change
	for _, r := range records {
		changes = append(changes, annotate.Create(r))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "begin", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	return store
}

func into(t testing.TB, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, codec.OpenOptions{})
}

func written(t testing.TB, r session.Reader) ([]byte, *codec.Report) {
	t.Helper()
	out, report := kit().WriteOne(t, r)
	return []byte(out), report
}

// told is everything of a project in words: documents, actors, tags and who marked what.
func told(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	schema, _ := r.Schema()
	names := map[annotate.ID]string{}
	for e, err := range r.Entities() {
		if err != nil {
			t.Fatal(err)
		}
		names[e.ID] = e.Name
	}
	for e := range r.Entities() {
		list = append(list, fmt.Sprint("actor ", e.Name, e.Names(), e.Kind, names[e.Parent], e.Side, e.Country, e.ExternalID, e.Colour, e.Note))
	}
	for _, s := range schema.Tagsets {
		for _, g := range s.Tags {
			list = append(list, fmt.Sprint("tag ", s.Name, g.Name, g.Code, g.Parent, g.Definition, g.Rule))
		}
	}
	people, _ := r.Annotators()
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint("document ", d.Title, d.Author, d.Outlet, d.Date, d.Note, d.Custom))
		annotations, _ := r.Annotations(d.ID)
		for _, a := range annotations {
			line := fmt.Sprintf("%s marked %s %q", names[a.Annotator], a.Layer, a.Quote.Exact)
			for _, fv := range a.Features {
				for _, v := range fv.Values {
					line += fmt.Sprint(" ", fv.Feature, "=", v.Tag, names[v.Ref], v.Text, v.Bool, v.Number)
				}
			}
			list = append(list, line)
		}
	}
	slices.Sort(list)
	return list
}

const body = "📌 Müller u\u0308ber 𐐀\n«الميناء» 👩‍👩‍👧 harbour"

// sample is a project with what is awkward.
func sample(t testing.TB) session.Store {
	var (
		lina     = &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
		adam     = &annotate.Annotator{ID: annotate.NewID(), Name: "Adam"}
		un       = &annotate.Entity{ID: annotate.NewID(), Name: "الأمم المتحدة", Kind: "organisation"}
		ocha     = &annotate.Entity{ID: annotate.NewID(), Name: "OCHA", Aliases: []annotate.Alias{{Name: "the office"}, {Name: "UN-OCHA"}}, Parent: un.ID, Note: "an\toffice\nof", Side: "none", Colour: 3}
		nobody   = &annotate.Entity{ID: annotate.NewID(), Name: "Nobody", ExternalID: "Q1"}
		document = &annotate.Document{ID: annotate.NewID(), SHA256: sha256.Sum256([]byte(body)), Size: len(body), Title: "Häfen", Author: "A", Outlet: "Courier", Date: annotate.Date{Year: 2025, Month: 3, Day: 11}, Note: "n",
			Custom: []annotate.Field{{Name: "coder", Value: "Adam"}, {Name: "section", Value: "p. 3"}, {Name: "time", Value: "14:30:05"}, {Name: "type", Value: "news"}}}
	)
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{
		{ID: "Claim", Name: "Claim", Colour: 1, Features: []annotate.Feature{
			{ID: "claimant", Name: "claimant", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
			{ID: "kind", Name: "kind", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "kind"},
			{ID: "agreement", Name: "agreement", Types: []annotate.FeatureType{annotate.TypeBoolean}},
			{ID: "weight", Name: "weight", Types: []annotate.FeatureType{annotate.TypeNumber}},
			{ID: "remark", Name: "remark", Types: []annotate.FeatureType{annotate.TypeText}},
		}},
	}, Tagsets: []annotate.Tagset{{ID: "kind", Name: "kind", Tags: []annotate.Tag{{ID: "d", Name: "demand", Code: "1", Definition: "wants", Rule: "when"}, {ID: "s", Name: "strong", Parent: "d"}}}}}
	tx, err := text.New(body)
	if err != nil {
		t.Fatal(err)
	}
	mark := func(by *annotate.Annotator, words string, values ...annotate.FeatureValue) *annotate.Annotation {
		at := text.Offset(strings.Index(body, words))
		spans := []text.Span{{Start: at, End: at + text.Offset(len(words))}}
		return &annotate.Annotation{ID: annotate.NewID(), Document: document.ID, Layer: "Claim", Annotator: by.ID, Fragments: spans, Quote: tx.Quote(spans), Features: values}
	}
	set := func(f annotate.FeatureID, v ...annotate.Value) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: f, Values: v}
	}
	yes, three := set("agreement", annotate.Value{Type: annotate.TypeBoolean, Bool: true}), set("weight", annotate.Value{Type: annotate.TypeNumber, Number: 3})
	return project(t, schema, lina, adam, un, ocha, nobody, &annotate.Body{Document: document.ID, Text: body}, document,
		mark(lina, "𐐀", set("claimant", annotate.Value{Type: annotate.TypeEntity, Ref: ocha.ID}), set("kind", annotate.Value{Type: annotate.TypeTag, Tag: "s"}), yes, three,
			set("remark", annotate.Value{Type: annotate.TypeText, Text: "a\tremark\nof two lines"})),
		mark(adam, "harbour", set("claimant", annotate.Value{Type: annotate.TypeEntity, Ref: ocha.ID}, annotate.Value{Type: annotate.TypeEntity, Ref: un.ID}), yes, three),
		mark(adam, "الميناء", yes, three), mark(adam, "👩‍👩‍👧 harbour", yes, three))
}

func TestThereAndBack(t *testing.T) {
	store := sample(t)
	out, report := written(t, store)
	if len(report.Lost) != 2 || report.Lost[0].String() != "1 feature that takes several values written as one that takes one" ||
		report.Lost[1].String() != "1 annotation with several values written as several statements" {
		t.Errorf("lost %v", report.Lost)
	}
	again, read := into(t, source(out))
	if read.Refused.Total+len(read.Lost) > 0 {
		t.Errorf("%+v", read)
	}
	want := told(t, store)
	i := slices.IndexFunc(want, func(s string) bool { return strings.Count(s, "claimant=") == 2 })
	if i < 0 {
		t.Fatal(want)
	}
	one, two, _ := strings.Cut(want[i], " claimant=الأمم المتحدةfalse 0")
	want[i] = one + two
	want = append(want, strings.Replace(want[i], "claimant=OCHAfalse 0", "claimant=الأمم المتحدةfalse 0", 1))
	for k := range want {
		want[k] = strings.NewReplacer(" kind=sfalse 0", " kind=strongfalse 0", "tag kindstrongd", "tag kindstrongdemand").Replace(want[k])
	}
	slices.Sort(want)
	if got := told(t, again); !slices.Equal(got, want) {
		t.Errorf("came back as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if same, _ := written(t, store); !bytes.Equal(same, out) {
		t.Error("the same project gave other bytes")
	}
	second, _ := written(t, again)
	third, _ := into(t, source(second))
	if a, b := told(t, again), told(t, third); !slices.Equal(a, b) {
		t.Errorf("%q came back as %q", a, b)
	}
}

// What a database says, asked with its own words.
func TestTables(t *testing.T) {
	out, _ := written(t, sample(t))
	db := opened(t, out)
	for query, want := range map[string]string{
		"SELECT Value FROM SETTINGS WHERE Property = 'version'":                                   "3.0.7",
		"SELECT Date FROM DOCUMENTS":                                                              "1741703405",
		"SELECT Start || '-' || Stop FROM STATEMENTS ORDER BY ID LIMIT 1":                         "16-18", // 📌 and 𐐀 are two units each
		"SELECT COUNT(*) FROM STATEMENTS":                                                         "5",
		"SELECT COUNT(*) FROM DATABOOLEAN":                                                        "5",
		"SELECT COUNT(*) FROM DATASHORTTEXT":                                                      "10",
		"SELECT GROUP_CONCAT(Name) FROM CODERS":                                                   "Admin,Lina,Adam",
		"SELECT COUNT(*) FROM CODERRELATIONS":                                                     "6",
		"SELECT LENGTH(Password) FROM CODERS WHERE ID = 2":                                        "64",
		"SELECT p.Value FROM ENTITIES e JOIN ENTITIES p ON p.ID = e.ChildOf AND e.Value = 'OCHA'": "الأمم المتحدة",
		"SELECT COUNT(*) FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = v.EntityId":             "33", // six of three actors, three of two tags, and of the empty ones
		"PRAGMA integrity_check":                                                                  "ok",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", query, got, err, want)
		}
	}
	rows, err := db.Query("PRAGMA foreign_key_check")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		t.Error("a row names one that is not there")
	}
}

func opened(t testing.TB, b []byte) *sql.DB {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.dna")
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// altered is the sample, written, with something done to it.
func altered(t testing.TB, statements ...string) []byte {
	t.Helper()
	out, _ := written(t, sample(t))
	return changed(t, out, statements...)
}

// changed is a database with something done to it.
func changed(t testing.TB, out []byte, statements ...string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.dna")
	if err := os.WriteFile(name, out, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range append([]string{"PRAGMA ignore_check_constraints = ON"}, statements...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	db.Close()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRefuses(t *testing.T) {
	for do, why := range map[string]string{
		"UPDATE STATEMENTS SET Start = 17 WHERE ID = 1":                     "inside a character",
		"UPDATE STATEMENTS SET Stop = 9999 WHERE ID = 1":                    "document 1 statement 1",
		"UPDATE STATEMENTS SET Stop = Start WHERE ID = 1":                   "no piece of its text",
		"UPDATE STATEMENTS SET StatementTypeId = 9 WHERE ID = 1":            "its type, 9, is not there",
		"UPDATE STATEMENTS SET DocumentId = 9 WHERE ID = 1":                 "its document, 9, is not there",
		"UPDATE DATALONGTEXT SET VariableId = 77, Value = 'x' WHERE ID = 1": "variable 77",
		"UPDATE DOCUMENTS SET Text = ' '":                                   "its text is empty",
		"UPDATE DOCUMENTS SET Text = CAST(x'ff61' AS TEXT)":                 "UTF-8",
		"UPDATE STATEMENTS SET Start = 9000000000000000000 WHERE ID = 1":    "statement 1",
	} {
		_, report := into(t, source(altered(t, do)))
		if report.Refused.Total == 0 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%s: %+v, want %q", do, report.Refused.First, why)
		}
	}
	for do, why := range map[string]string{
		"DROP TABLE STATEMENTS": "STATEMENTS", "DROP TABLE ATTRIBUTEVALUES": "ATTRIBUTEVALUES",
		"ALTER TABLE CODERS RENAME TO C; CREATE VIEW CODERS AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS ID, 'x' AS Name FROM r": "there is no CODERS",
	} {
		if _, err := dna.Format().Open(source(altered(t, strings.Split(do, "; ")...)), codec.OpenOptions{}); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", do, err)
		}
	}
	out, _ := written(t, sample(t))
	for _, b := range [][]byte{nil, []byte("text"), out[:16], out[:len(out)/2]} {
		if _, err := dna.Format().Open(source(b), codec.OpenOptions{}); err == nil {
			t.Errorf("%d bytes are a database", len(b))
		}
	}
}

// DNA shows CRLF as LF, and counts so.
func TestLineEnds(t *testing.T) {
	store, report := into(t, source(altered(t, `UPDATE DOCUMENTS SET Text = REPLACE(Text, CHAR(10), CHAR(13) || CHAR(10))`)))
	if report.Doubtful.Total != 1 || report.Refused.Total != 0 {
		t.Errorf("%+v", report)
	}
	if list := told(t, store); !slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, `"harbour"`) }) {
		t.Errorf("%q", list)
	}
}

func TestEntitiesInACircle(t *testing.T) {
	store, _ := into(t, source(altered(t, `UPDATE ENTITIES SET ChildOf = (SELECT ID FROM ENTITIES o WHERE o.VariableId = ENTITIES.VariableId AND o.Value IN ('OCHA', 'strong')) WHERE Value IN ('الأمم المتحدة', 'demand', 'strong')`)))
	if list := told(t, store); len(list) < 5 {
		t.Errorf("%q", list)
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store := sample(t)
	var changes []annotate.Change
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		tx, _ := text.New(body)
		next := *list[0]
		next.Note = "a\tnote\n"
		next.Features = nil
		next.Fragments = []text.Span{{Start: 0, End: 4}, {Start: 5, End: 6}}
		next.Quote = tx.Quote(next.Fragments)
		changes = append(changes, annotate.Update(list[0], &next), annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: next.Annotator, Layer: "Claim"}))
		head := *d.Document
		head.URL, head.Date, head.Title = "https://x", annotate.Date{Year: 2025}, strings.Repeat("ü", 191)
		changes = append(changes, annotate.Update(d.Document, &head))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "awkward", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	_, report := written(t, store)
	var got []string
	for _, l := range report.Lost {
		got = append(got, l.String())
	}
	slices.Sort(got)
	want := []string{"1 annotation of a whole document left out", "1 annotation with several values written as several statements", "1 date written more precisely than it is known",
		"1 discontinuous span written as its hull", "1 feature that takes several values written as one that takes one", "1 note left out", "1 piece of metadata left out", "1 text cut behind 190 characters", "2 unset values written as DNA's default, as DNA leaves none unset"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDetect(t *testing.T) {
	out, _ := written(t, sample(t))
	if g := dna.Format().Detect(source(out)); g.Likelihood != 99 || g.Why == "" {
		t.Errorf("%+v", g)
	}
	for _, b := range []string{"", "text", "SQLite format 3"} {
		if g := dna.Format().Detect(source([]byte(b))); g.Likelihood > 0 {
			t.Errorf("%q: %+v", b, g)
		}
	}
}

// The sample databases of DNA itself, where they are at hand: both versions hold the same.
func TestRealFiles(t *testing.T) {
	var stores []session.Store
	for _, name := range []string{"sample-dna2.dna", "sample-dna3.dna"} {
		s, err := codec.OpenSource("../../../../shared/fixtures/dna/" + name)
		if err != nil {
			t.Skip("the fixtures of other tools are not beside the project")
		}
		if g := dna.Format().Detect(s); g.Likelihood != 99 {
			t.Errorf("%s: %+v", name, g)
		}
		store, report := into(t, s)
		if report.Documents != 7 || report.Annotations != 41 || report.Entities != 14 || report.Annotators != 3 || report.Refused.Total+len(report.Lost) > 0 {
			t.Errorf("%s: %+v", name, report)
		}
		out, lost := written(t, store)
		if len(lost.Lost) != 0 {
			t.Errorf("%s: lost %v", name, lost.Lost)
		}
		again, _ := into(t, source(out))
		if a, b := told(t, store), told(t, again); !slices.Equal(a, b) {
			t.Errorf("%s: %q came back as %q", name, a, b)
		}
		stores = append(stores, store)
	}
	a, b := told(t, stores[0]), told(t, stores[1])
	if !slices.Equal(a, b) {
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("version 2 has %q, version 3 %q", a[i], b[i])
			}
		}
		t.Errorf("%d and %d", len(a), len(b))
	}
}

func FuzzRead(f *testing.F) {
	out, _ := written(f, sample(f))
	f.Add(0, uint32(0), 100, []byte{1})
	f.Add(4096, uint32(0xFFFFFFFF), 8192, []byte{0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, at int, v uint32, then int, with []byte) {
		b := slices.Clone(out)
		for i := range 4 {
			b[(abs(at)+i)%len(b)] ^= byte(v >> (8 * i))
		}
		for i := range with[:min(len(with), 64)] {
			b[(abs(then)+i)%len(b)] = with[i]
		}
		c, err := dna.Format().Open(source(b), codec.OpenOptions{})
		if err != nil {
			return
		}
		defer c.Close()
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		defer stop()
		for d, err := range c.Documents(ctx, &codec.Report{}) {
			if err != nil {
				return
			}
			for _, a := range d.Annotations {
				if err := d.Text.CheckSpan(a.Fragments[0]); err != nil || a.Fragments[0].Empty() {
					t.Fatal(a.Fragments, err)
				}
			}
		}
		if ctx.Err() != nil {
			t.Fatal("it takes long")
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }
