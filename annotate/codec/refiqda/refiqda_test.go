package refiqda_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/refiqda"
	"parley/annotate/text"
	"parley/storage/memory"
)

const body = "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour"

// source is a project in an archive, with one text.
func source(qde, plain string) codec.Source {
	return codec.Source{FS: fstest.MapFS{"project.qde": {Data: []byte(qde)}, "sources/A1.TXT": {Data: []byte(plain)}}, Name: "a.qdpx", Files: []string{"project.qde", "sources/A1.TXT"}}
}

// foreign is a project as another program writes it, with a selection each for the words at
// the positions: Müller, 𐐀, harbour.
func foreign(at ...int) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>
<Project name="Häfen" origin="Other 9" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="Lina"/><User guid="AAAAAAAA-0000-0000-0000-000000000002" name="Sami"/></Users>
<CodeBook><Codes><Code guid="c1" name="Actors" isCodable="false"><Description>who acts</Description><Code guid="c2" name="Person" isCodable="true"/><Code guid="c3" name="Other" isCodable="true"/></Code>
<Code guid="c4" name="Places" isCodable="true"><Code guid="c5" name="Other" isCodable="true"/></Code></Codes></CodeBook>
<Variables><Variable guid="v1" name="outlet" typeOfVariable="Text"/><Variable guid="v2" name="page" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="k1" name="Courier"><VariableValue><VariableRef targetGUID="v1"/><TextValue>Courier</TextValue></VariableValue><SourceRef targetGUID="T1"/></Case></Cases>
<Sources><TextSource guid="t1" name="Speech" plainTextPath="internal://a1.txt"><Description>about it</Description>
<PlainTextSelection guid="S1" name="Müller" startPosition="%d" endPosition="%d"><Coding guid="g1" creatingUser="aaaaaaaa-0000-0000-0000-000000000001"><CodeRef targetGUID="C2"/></Coding><Coding guid="g2" creatingUser="AAAAAAAA-0000-0000-0000-000000000002"><CodeRef targetGUID="c3"/></Coding><NoteRef targetGUID="n1"/></PlainTextSelection>
<PlainTextSelection guid="S2" name="𐐀" startPosition="%d" endPosition="%d" creatingUser="AAAAAAAA-0000-0000-0000-000000000002"><Coding guid="g3"><CodeRef targetGUID="c4"/></Coding><Coding guid="g4"><CodeRef targetGUID="c5"/></Coding></PlainTextSelection>
<PlainTextSelection guid="S3" name="harbour" startPosition="%d" endPosition="%d"><Coding guid="g5"><CodeRef targetGUID="c5"/></Coding></PlainTextSelection>
<Coding guid="g6"><CodeRef targetGUID="c4"/></Coding>
<VariableValue><VariableRef targetGUID="v2"/><IntegerValue>3</IntegerValue></VariableValue>
</TextSource><PictureSource guid="p1" name="map"/></Sources>
<Notes><Note guid="N1" name="n"><PlainTextContent>who
is this &amp; why</PlainTextContent></Note></Notes>
<Links><Link guid="l1" name="near" originGUID="s1" targetGUID="s3"/><Link guid="l2" name="code link" originGUID="c1" targetGUID="c2"/></Links>
</Project>`, at[0], at[1], at[2], at[3], at[4], at[5])
}

// into reads a source into an empty project.
func into(t testing.TB, s codec.Source, o codec.OpenOptions) (*memory.Store, *codec.Report) {
	t.Helper()
	c, err := refiqda.Format().Open(s, o)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Nobody"}
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Häfen"}, &annotate.Schema{Name: "empty", Version: 1})
	if _, err := store.Commit(&annotate.ChangeSet{Label: "begin", Changes: []annotate.Change{annotate.Create(me)}}); err != nil {
		t.Fatal(err)
	}
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Extend: true, Annotator: me.ID, Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

// told is all that is recorded: layer, words, tags, note, annotator; and relations.
func told(t testing.TB, r *memory.Store) (list []string) {
	t.Helper()
	people, err := r.Annotators()
	if err != nil {
		t.Fatal(err)
	}
	names := map[annotate.ID]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		annotations, err := r.Annotations(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		quotes := map[annotate.ID]string{}
		for _, a := range annotations {
			quotes[a.ID] = a.Quote.Exact
			var tags []string
			for _, v := range a.Features {
				for _, v := range v.Values {
					tags = append(tags, string(v.Tag)+v.Text)
				}
			}
			list = append(list, strings.TrimSpace(fmt.Sprint(a.Layer, " ", a.Quote.Exact, " ", tags, " ", names[a.Annotator], " ", a.Note)))
		}
		relations, _ := r.Relations(d.ID)
		for _, r := range relations {
			list = append(list, quotes[r.From]+" "+string(r.Type)+" "+quotes[r.To])
		}
	}
	slices.Sort(list)
	return list
}

var wanted = []string{
	"Coding  [Places] Nobody", "Coding Müller [Other] Sami who\nis this & why", "Coding Müller [Person] Lina who\nis this & why", "Coding harbour [Places/Other] Nobody",
	"Coding 𐐀 [Places Places/Other] Sami", "Müller near harbour",
}

// The same words counted in each of the ways that programs count.
func TestReads(t *testing.T) {
	for name, c := range map[string]struct {
		at       []int
		repaired int
	}{
		"code points":             {[]int{2, 8, 15, 16, 34, 41}, 0},
		"UTF-16":                  {[]int{3, 9, 16, 18, 39, 46}, 1},
		"code points, CRLF one":   {[]int{2, 8, 15, 16, 33, 40}, 1},
		"UTF-16 units, CRLF once": {[]int{3, 9, 16, 18, 38, 45}, 1},
	} {
		store, report := into(t, source(foreign(c.at...), body), codec.OpenOptions{})
		if got := told(t, store); !slices.Equal(got, wanted) {
			t.Errorf("%s: %q, want %q; %+v", name, got, wanted, report.Refused)
		}
		if report.Repaired.Total != c.repaired {
			t.Errorf("%s: %+v", name, report.Repaired)
		}
	}
}

func TestReadsMetadata(t *testing.T) {
	store, report := into(t, source(foreign(2, 8, 15, 16, 34, 41), body), codec.OpenOptions{})
	for d := range store.Summaries(annotate.ID{}) {
		if d.Title != "Speech" || d.Outlet != "Courier" || d.Note != "about it" || !slices.Equal(d.Custom, []annotate.Field{{Name: "case", Value: "Courier"}, {Name: "page", Value: "3"}}) {
			t.Errorf("%+v", d.Document)
		}
	}
	schema, _ := store.Schema()
	if set := schema.Tagset("Codes"); set == nil || len(set.Tags) != 5 || set.Tags[1].Parent != "Actors" || set.Tags[0].Definition != "who acts" || set.Tags[4].Name != "Other" {
		t.Errorf("%+v", schema)
	}
	var lost []string
	for _, l := range report.Lost {
		lost = append(lost, l.String())
	}
	if want := []string{"1 source that is no text left out", "1 link that is not between selections of one text left out"}; !slices.Equal(lost, want) {
		t.Errorf("%q, want %q", lost, want)
	}
}

// written is a project in a file, and its archive as a source.
func written(t testing.TB, f codec.Format, r *memory.Store) (string, codec.Source, *codec.Report) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out"+f.Extensions[0])
	var report *codec.Report
	err := codec.WriteFile(path, func(to codec.Target) (err error) {
		report, err = f.Write(context.Background(), r, to, codec.WriteOptions{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := codec.OpenSource(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), s, report
}

func TestThereAndBack(t *testing.T) {
	store, _ := into(t, source(foreign(2, 8, 15, 16, 34, 41), body), codec.OpenOptions{})
	first, s, report := written(t, refiqda.Format(), store)
	again, back := into(t, s, codec.OpenOptions{})
	if got := told(t, again); !slices.Equal(got, wanted) {
		t.Errorf("%q, want %q; %+v", got, wanted, back.Refused)
	}
	for d := range again.Summaries(annotate.ID{}) {
		if d.Title != "Speech" || d.Outlet != "Courier" || d.Note != "about it" || len(d.Custom) != 2 {
			t.Errorf("%+v", d.Document)
		}
	}
	a, _ := store.Schema()
	b, _ := again.Schema()
	if len(b.Layers) != 1 || b.Layers[0].ID != "Coding" || len(b.Tagsets) != 1 || len(b.Tagsets[0].Tags) != 5 || fmt.Sprint(a.Tagsets[0].Tags) != fmt.Sprint(b.Tagsets[0].Tags) {
		t.Errorf("%+v\ncame back as\n%+v", a, b)
	}
	if report.Annotations != 5 || report.Relations != 1 || report.Documents != 1 || report.Annotators != 3 {
		t.Errorf("%+v", report)
	}
	if second, _, _ := written(t, refiqda.Format(), store); second != first {
		t.Error("the same project gives other bytes")
	}
}

// What has no place is told, and values are there as words.
func TestLost(t *testing.T) {
	store, _ := into(t, source(foreign(2, 8, 15, 16, 34, 41), body), codec.OpenOptions{})
	var doc annotate.ID
	for d := range store.Summaries(annotate.ID{}) {
		doc = d.ID
	}
	list, _ := store.Annotations(doc)
	whole, _ := store.Body(doc)
	tx, _ := text.New(whole)
	next := *list[slices.IndexFunc(list, func(a *annotate.Annotation) bool { return a.Quote.Exact == "harbour" })]
	old := next
	next.Fragments = append([]text.Span{{Start: 0, End: 4}}, next.Fragments...)
	next.Quote = tx.Quote(next.Fragments)
	next.Features = append(slices.Clone(next.Features), annotate.FeatureValue{Feature: "said", Values: []annotate.Value{{Type: annotate.TypeText, Text: "a < \"b\" & c"}}})
	prior, _ := store.Schema()
	schema := *prior
	schema.Layers = slices.Clone(prior.Layers)
	schema.Layers[0].Features = append(slices.Clone(prior.Layers[0].Features), annotate.Feature{ID: "said", Name: "said", Types: []annotate.FeatureType{annotate.TypeText}})
	fixed := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "x"}, &schema)
	head, _ := store.Document(doc)
	people, _ := store.Annotators()
	changes := []annotate.Change{annotate.Create(head), annotate.Create(&annotate.Body{Document: doc, Text: whole}), annotate.Create(&next)}
	for _, p := range people {
		changes = append(changes, annotate.Create(p))
	}
	if _, err := fixed.Commit(&annotate.ChangeSet{Label: "x", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	_, s, report := written(t, refiqda.Format(), fixed)
	var lost []string
	for _, l := range report.Lost {
		lost = append(lost, l.String())
	}
	for _, want := range []string{"1 discontinuous span written as its hull", "1 tagset written under the name of its layer and feature", "1 relation type of no relation left out"} {
		if !slices.Contains(lost, want) {
			t.Errorf("%q is not told: %q", want, lost)
		}
	}
	again, _ := into(t, s, codec.OpenOptions{})
	if got := told(t, again); len(got) != 1 || !strings.Contains(got[0], `a < "b" & c`) || old.Note != "" {
		t.Errorf("%q", got)
	}
}

// Of what Parley wrote, colours, times, initials, notes of relations, and values as words come
// back, of whole documents too.
func TestOursComesBack(t *testing.T) {
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "Claim", Name: "Claim", Colour: 3, Features: []annotate.Feature{
		{ID: "kind", Name: "kind", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "kind", Multi: true}, {ID: "why", Name: "why", Types: []annotate.FeatureType{annotate.TypeText}, Multi: true},
	}}}, Tagsets: []annotate.Tagset{{ID: "kind", Name: "kind", Tags: []annotate.Tag{{ID: "demand", Name: "demand", Colour: 8}, {ID: "strong", Name: "strong", Parent: "demand"}}}},
		Relations: []annotate.RelationType{{ID: "answers", Name: "answers"}}}
	lina := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina", Initials: "LÜ"}
	plain := strings.ReplaceAll(body, "\r\n", "\n")
	doc := &annotate.Document{ID: annotate.NewID(), Title: "Häfen", Size: len(plain)}
	tx, err := text.New(plain)
	if err != nil {
		t.Fatal(err)
	}
	mark := func(words, note string, values ...annotate.Value) *annotate.Annotation {
		a := &annotate.Annotation{ID: annotate.NewID(), Document: doc.ID, Layer: "Claim", Annotator: lina.ID, Note: note, Created: time.UnixMilli(1e12 + 7).UTC(), Modified: time.UnixMilli(2e12 + 7).UTC()}
		if i := strings.Index(plain, words); words != "" {
			a.Fragments = []text.Span{{Start: text.Offset(i), End: text.Offset(i + len(words))}}
			a.Quote = tx.Quote(a.Fragments)
		}
		for _, v := range values {
			f := annotate.FeatureID("why")
			if v.Type == annotate.TypeTag {
				f = "kind"
			}
			a.Features = annotate.SetValues(a.Features, schema.Layers[0].Features, f, append(a.Values(f), v)...)
		}
		return a
	}
	words := annotate.Value{Type: annotate.TypeText, Text: "of: two\nlines, الميناء 👩‍👩‍👧"}
	first, second := mark("Müller", "a\tnote\n\nof two", words, annotate.Value{Type: annotate.TypeTag, Tag: "strong"}), mark("𐐀", "")
	whole := mark("", "on the whole", words)
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "x"}, schema)
	changes := []annotate.Change{annotate.Create(lina), annotate.Create(doc), annotate.Create(&annotate.Body{Document: doc.ID, Text: plain}), annotate.Create(first), annotate.Create(second), annotate.Create(whole),
		annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: doc.ID, Type: "answers", From: first.ID, To: second.ID, Annotator: lina.ID, Note: "why"})}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "x", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	_, s, report := written(t, refiqda.Format(), store)
	var lost []string
	for _, l := range report.Lost {
		lost = append(lost, l.String())
	}
	if want := []string{"1 tagset written under the name of its layer and feature"}; !slices.Equal(lost, want) {
		t.Errorf("%q, want %q", lost, want)
	}
	again, _ := into(t, s, codec.OpenOptions{})
	if a, b := told(t, store), told(t, again); !slices.Equal(a, b) {
		t.Errorf("%q came back as %q", a, b)
	}
	now, _ := again.Schema()
	people, _ := again.Annotators()
	if now.Layers[0].Colour != 3 || now.Tagsets[0].Tags[0].Colour != 8 || !slices.ContainsFunc(people, func(p *annotate.Annotator) bool { return p.Initials == "LÜ" }) {
		t.Errorf("%+v", now)
	}
	for d := range again.Summaries(annotate.ID{}) {
		list, _ := again.Annotations(d.ID)
		for _, a := range list {
			if !a.Created.Equal(first.Created) || len(a.Fragments) > 0 && !a.Modified.Equal(first.Modified) {
				t.Errorf("%v, %v", a.Created, a.Modified)
			}
		}
		if relations, _ := again.Relations(d.ID); len(relations) != 1 || relations[0].Note != "why" {
			t.Errorf("%+v", relations)
		}
	}
}

// A codebook alone makes a schema.
func TestCodebook(t *testing.T) {
	store, _ := into(t, source(foreign(2, 8, 15, 16, 34, 41), body), codec.OpenOptions{})
	_, s, _ := written(t, refiqda.Codebook(), store)
	if g := refiqda.Format().Detect(s); g.Likelihood != 100 {
		t.Errorf("%+v", g)
	}
	c, err := refiqda.Format().Open(s, codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if sc := c.Schema(); len(sc.Layers) != 1 || len(sc.Tagsets) != 1 || len(sc.Tagsets[0].Tags) != 5 || sc.Tagsets[0].Tags[4].Parent != "Places" {
		t.Errorf("%+v", sc)
	}
	for range c.Documents(context.Background(), &codec.Report{}) {
		t.Error("a codebook has no documents")
	}
}

func TestDetect(t *testing.T) {
	if g := refiqda.Format().Detect(source(foreign(2, 8, 15, 16, 34, 41), body)); g.Likelihood != 100 || g.Why == "" {
		t.Errorf("%+v", g)
	}
	if g := refiqda.Format().Detect(source("<html/>", body)); g.Likelihood != 0 {
		t.Errorf("%+v", g)
	}
}

// What is wrong with one selection is refused, with its place; the rest comes in.
func TestRefuses(t *testing.T) {
	broken := foreign(2, 8, 15, 900, 41, 34)
	_, report := into(t, source(broken, body), codec.OpenOptions{})
	if report.Refused.Total != 2 || report.Annotations != 3 || report.Relations != 0 {
		t.Errorf("%+v", report)
	}
	for _, p := range report.Refused.First {
		if p.Place != "sources/A1.TXT" || p.Text == "" {
			t.Errorf("%+v", p)
		}
	}
	gone := strings.Replace(foreign(2, 8, 15, 16, 34, 41), "internal://a1.txt", "internal://../../etc/passwd", 1)
	_, report = into(t, source(gone, body), codec.OpenOptions{})
	if report.Documents != 0 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].Text, "not in the archive") {
		t.Errorf("%+v", report)
	}
	for name, qde := range map[string]string{
		"bomb":   `<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Project><Users><User guid="u" name="&b;"/></Users></Project>`,
		"deep":   "<CodeBook><Codes>" + strings.Repeat("<Code>", 20000),
		"other":  "<html></html>",
		"nought": "",
		"cut":    `<Project><Users><User guid="`,
	} {
		if c, err := refiqda.Format().Open(source(qde, body), codec.OpenOptions{}); err == nil {
			c.Close()
			t.Errorf("%s is opened", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(foreign(2, 8, 15, 16, 34, 41)), []byte(body))
	f.Add([]byte(strings.ReplaceAll(foreign(3, 9, 16, 18, 39, 46), "Other 9", "Parley")), []byte(body))
	f.Add([]byte(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="a"/></Codes></CodeBook>`), []byte("a"))
	f.Fuzz(func(t *testing.T, qde, plain []byte) {
		c, err := refiqda.Format().Open(source(string(qde), string(plain)), codec.OpenOptions{})
		if err != nil {
			return
		}
		defer c.Close()
		for d, err := range c.Documents(context.Background(), &codec.Report{}) {
			if err != nil {
				return
			}
			for _, a := range d.Annotations {
				for _, s := range a.Fragments {
					if err := d.Text.CheckSpan(s); err != nil {
						t.Fatal(err)
					}
				}
				if c.Schema().Layer(a.Layer) == nil {
					t.Fatalf("no layer %q", a.Layer)
				}
			}
		}
	})
}
