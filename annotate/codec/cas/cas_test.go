package cas_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/webannotsv"
	"parley/annotate/text"
	"parley/storage/memory"
)

// files are a source.
func files(m map[string]string) codec.Source {
	f := fstest.MapFS{}
	for name, s := range m {
		f[name] = &fstest.MapFile{Data: []byte(s)}
	}
	return codec.Source{FS: f, Name: "collection", Files: slices.Sorted(maps.Keys(m))}
}

func into(t testing.TB, f codec.Format, s codec.Source) (*memory.Store, *codec.Report) {
	t.Helper()
	c, err := f.Open(s, codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
	commit(t, store, annotate.Create(me))
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Extend: true, Annotator: me.ID, Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

func commit(t testing.TB, store *memory.Store, changes ...annotate.Change) {
	t.Helper()
	if _, err := store.Commit(&annotate.ChangeSet{Label: "test", Changes: changes}); err != nil {
		t.Fatal(err)
	}
}

type target map[string]*bytes.Buffer

func (t target) Create(name string) (io.WriteCloser, error) {
	t[name] = &bytes.Buffer{}
	return open{t[name]}, nil
}

type open struct{ *bytes.Buffer }

func (open) Close() error { return nil }

func written(t testing.TB, f codec.Format, r *memory.Store) (map[string]string, *codec.Report) {
	t.Helper()
	out := target{}
	report, err := f.Write(context.Background(), r, out, codec.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for name, b := range out {
		m[name] = b.String()
	}
	return m, report
}

func only(t testing.TB, r *memory.Store) (annotate.ID, []*annotate.Annotation, []*annotate.Relation) {
	t.Helper()
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		annotations, _ := r.Annotations(d.ID)
		relations, _ := r.Relations(d.ID)
		return d.ID, annotations, relations
	}
	t.Fatal("there is no document")
	return annotate.ID{}, nil, nil
}

// quotes are what is recorded, in words.
func quotes(t testing.TB, r *memory.Store) (list []string) {
	t.Helper()
	_, annotations, relations := only(t, r)
	byID := map[annotate.ID]string{}
	for _, a := range annotations {
		byID[a.ID] = string(a.Layer) + ":" + strings.ReplaceAll(a.Quote.Exact, "\n", " ")
	}
	values := func(list []annotate.FeatureValue) string {
		var parts []string
		for _, fv := range list {
			for _, v := range fv.Values {
				w := v.Text + string(v.Tag) + byID[v.Ref]
				switch v.Type {
				case annotate.TypeNumber:
					w = strconv.FormatFloat(v.Number, 'g', -1, 64)
				case annotate.TypeBoolean:
					w = strconv.FormatBool(v.Bool)
				}
				parts = append(parts, " "+string(fv.Feature)+"="+w)
			}
		}
		slices.Sort(parts)
		return strings.Join(parts, "")
	}
	for _, a := range annotations {
		list = append(list, byID[a.ID]+values(a.Features))
	}
	for _, r := range relations {
		list = append(list, byID[r.From]+" "+string(r.Type)+" "+byID[r.To]+values(r.Features))
	}
	slices.Sort(list)
	return list
}

const body = "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour"

func sample() string {
	return fmt.Sprintf(`{"%%TYPES": {
 "a.Claim": {"%%NAME": "a.Claim", "%%SUPER_TYPE": "uima.tcas.Annotation", "kind": {"%%NAME": "kind", "%%RANGE": "uima.cas.String"},
  "sure": {"%%NAME": "sure", "%%RANGE": "uima.cas.Boolean"}, "size": {"%%NAME": "size", "%%RANGE": "uima.cas.Integer"},
  "tags": {"%%NAME": "tags", "%%RANGE": "uima.cas.StringArray"}, "about": {"%%NAME": "about", "%%RANGE": "uima.tcas.Annotation"},
  "who": {"%%NAME": "who", "%%RANGE": "a.ClaimWhoLink[]"}},
 "a.ClaimWhoLink": {"%%NAME": "a.ClaimWhoLink", "%%SUPER_TYPE": "uima.cas.TOP", "role": {"%%NAME": "role", "%%RANGE": "uima.cas.String"}, "target": {"%%NAME": "target", "%%RANGE": "uima.tcas.Annotation"}},
 "a.Backs": {"%%NAME": "a.Backs", "%%SUPER_TYPE": "uima.tcas.Annotation", "Governor": {"%%NAME": "Governor", "%%RANGE": "a.Claim"}, "Dependent": {"%%NAME": "Dependent", "%%RANGE": "a.Claim"}, "how": {"%%NAME": "how", "%%RANGE": "uima.cas.String"}},
 "a.Mood": {"%%NAME": "a.Mood", "%%SUPER_TYPE": "uima.cas.AnnotationBase", "value": {"%%NAME": "value", "%%RANGE": "uima.cas.String"}}},
"%%FEATURE_STRUCTURES": [
 {"%%ID": 1, "%%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": %s},
 {"%%ID": 2, "%%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 2},
 {"%%ID": 3, "%%TYPE": "a.Claim", "@sofa": 1, "begin": 3, "end": 9, "kind": "demand", "sure": true, "size": 42, "@tags": 4, "@about": 5, "@who": 6},
 {"%%ID": 4, "%%TYPE": "uima.cas.StringArray", "%%ELEMENTS": ["one", "zwei"]},
 {"%%ID": 5, "%%TYPE": "a.Claim", "@sofa": 1, "begin": 39, "end": 46},
 {"%%ID": 6, "%%TYPE": "uima.cas.FSArray", "%%ELEMENTS": [7]},
 {"%%ID": 7, "%%TYPE": "a.ClaimWhoLink", "role": "agent", "@target": 5},
 {"%%ID": 8, "%%TYPE": "a.Backs", "@sofa": 1, "begin": 39, "end": 46, "@Governor": 3, "@Dependent": 5, "how": "so"},
 {"%%ID": 9, "%%TYPE": "a.Mood", "@sofa": 1, "value": "grim"},
 {"%%ID": 10, "%%TYPE": "a.Claim", "@sofa": 1, "begin": 16, "end": 18},
 {"%%ID": 11, "%%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", "@sofa": 1, "begin": 0, "end": 46, "documentTitle": "Häfen", "language": "de"}
],
"%%VIEWS": {"_InitialView": {"%%SOFA": 1, "%%MEMBERS": [2, 3, 5, 8, 9, 10, 11]}}}`, strconv.Quote(body))
}

var said = []string{
	"a.Claim:Müller a.Backs a.Claim:harbour how=so",
	"a.Claim:Müller a.Claim:who a.Claim:harbour role=agent",
	"a.Claim:Müller about=a.Claim:harbour kind=demand size=42 sure=true tags=one tags=zwei",
	"a.Claim:harbour",
	"a.Claim:𐐀",
	"a.Mood: value=grim",
}

func TestReadsJSON(t *testing.T) {
	store, report := into(t, cas.JSON(), files(map[string]string{"a.json": sample()}))
	if got := quotes(t, store); !slices.Equal(got, said) || report.Refused.Total > 0 {
		t.Errorf("%q,\nwant %q\n%+v", got, said, report.Refused)
	}
	for d := range store.Summaries(annotate.ID{}) {
		if d.Title != "Häfen" || d.Language != "de" {
			t.Errorf("%+v", d.Document)
		}
	}
}

func TestThereAndBack(t *testing.T) {
	in := map[string]string{"a.json": sample()}
	store, _ := into(t, cas.JSON(), files(in))
	if out, _ := written(t, cas.JSON(), store); !maps.Equal(out, in) {
		t.Errorf("what did not change was written as\n%s", out["a.json"])
	}
	afresh := bare(t, store)
	for _, f := range []codec.Format{cas.JSON(), cas.XMI()} {
		out, _ := written(t, f, afresh)
		again, report := into(t, f, files(out))
		if got := quotes(t, again); !slices.Equal(got, said) || report.Refused.Total > 0 {
			t.Errorf("%s: %q\n%+v\n%v", f.Name, got, report.Refused, out)
		}
		if second, _ := written(t, f, again); !maps.Equal(second, out) {
			t.Errorf("%s: written again\n%v\nwant\n%v", f.Name, second, out)
		}
	}
}

// bare is a project with the same records, and no originals.
func bare(t testing.TB, r *memory.Store) *memory.Store {
	t.Helper()
	schema, _ := r.Schema()
	out := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	people, _ := r.Annotators()
	for _, p := range people {
		commit(t, out, annotate.Create(p))
	}
	for d := range r.Summaries(annotate.ID{}) {
		body, _ := r.Body(d.ID)
		commit(t, out, annotate.Create(&annotate.Body{Document: d.ID, Text: body}), annotate.Create(d.Document))
		annotations, _ := r.Annotations(d.ID)
		for _, a := range annotations {
			commit(t, out, annotate.Create(a))
		}
		relations, _ := r.Relations(d.ID)
		for _, l := range relations {
			commit(t, out, annotate.Create(l))
		}
	}
	return out
}

// What changes is written, behind a CRLF too, and the rest stays.
func TestChanges(t *testing.T) {
	store, _ := into(t, cas.JSON(), files(map[string]string{"a.json": sample()}))
	id, annotations, relations := only(t, store)
	content, _ := store.Body(id)
	tx, _ := text.New(content)
	var changes []annotate.Change
	for _, r := range relations {
		if r.Type == "a.Backs" {
			changes = append(changes, annotate.Delete(r))
		}
	}
	added := &annotate.Annotation{ID: annotate.NewID(), Document: id, Annotator: annotations[0].Annotator, Layer: "a.Claim"}
	for _, a := range annotations {
		if a.Quote.Exact == "𐐀" {
			changes = append(changes, annotate.Delete(a))
		}
		if a.Quote.Exact == "Müller" {
			next := *a
			next.Features = slices.Clone(a.Features)
			next.Features[0].Values = []annotate.Value{{Type: annotate.TypeText, Text: "<&\"ü"}}
			changes = append(changes, annotate.Update(a, &next))
		}
	}
	at := strings.Index(content, "الميناء")
	added.Fragments = []text.Span{{Start: text.Offset(at), End: text.Offset(at + len("الميناء"))}}
	added.Quote = tx.Quote(added.Fragments)
	commit(t, store, append(changes, annotate.Create(added))...)
	out, _ := written(t, cas.JSON(), store)
	again, report := into(t, cas.JSON(), files(out))
	want := []string{said[1], strings.Replace(said[2], "demand", "<&\"ü", 1), said[3], "a.Claim:الميناء", said[5]}
	if got := quotes(t, again); !slices.Equal(got, want) || report.Refused.Total > 0 {
		t.Errorf("%q\nwant %q\n%+v\n%s", got, want, report.Refused, out["a.json"])
	}
	if !strings.Contains(out["a.json"], "segmentation.type.Token") {
		t.Error("the token is gone")
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, cas.JSON(), files(map[string]string{"a.json": sample()}))
	id, annotations, _ := only(t, store)
	content, _ := store.Body(id)
	tx, _ := text.New(content)
	split := *annotations[0]
	split.ID, split.Note, split.Features = annotate.NewID(), "a\tnote", nil
	split.Fragments = []text.Span{{Start: 0, End: 4}, {Start: tx.Len() - 7, End: tx.Len()}}
	split.Quote = tx.Quote(split.Fragments)
	commit(t, store, annotate.Create(&split), annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: id, Annotator: split.Annotator, Layer: "a.Claim"}))
	out, report := written(t, cas.JSON(), store)
	var got []string
	for _, l := range report.Lost {
		got = append(got, l.String())
	}
	slices.Sort(got)
	if want := []string{"1 discontinuous span written as its hull", "1 note left out"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	again, _ := into(t, cas.JSON(), files(out))
	if got := quotes(t, again); !slices.Contains(got, "a.Claim:") {
		t.Errorf("what is about the whole document did not come back: %q", got)
	}
}

// Features may be called as UIMA calls its own.
func TestAwkwardNames(t *testing.T) {
	only := func(types ...annotate.FeatureType) []annotate.FeatureType { return types }
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "مطلب", Name: "Stance taken", Features: []annotate.Feature{
		{ID: "target", Name: "Target", Types: only(annotate.TypeText, annotate.TypeAnnotation)}, {ID: "first", Name: "First", Types: only(annotate.TypeText)},
		{ID: "next", Name: "Next", Types: only(annotate.TypeText)}, {ID: "begin", Name: "Begin", Types: only(annotate.TypeNumber)},
		{ID: "who else", Name: "Who else", Types: only(annotate.TypeEntity, annotate.TypeText), Multi: true},
	}}}, Relations: []annotate.RelationType{{ID: "backs", Name: "backs", Features: []annotate.Feature{{ID: "target", Name: "T", Types: only(annotate.TypeText)}}}}}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	me, doc, ent := annotate.NewID(), annotate.NewID(), annotate.NewID()
	tx, _ := text.New("📌 HTS 𐐀 12\x01 «الميناء»")
	words := func(f annotate.FeatureID, s ...string) annotate.FeatureValue {
		fv := annotate.FeatureValue{Feature: f}
		for _, s := range s {
			fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeText, Text: s})
		}
		return fv
	}
	a := &annotate.Annotation{ID: annotate.NewID(), Document: doc, Annotator: me, Layer: "مطلب", Fragments: []text.Span{{Start: 5, End: 8}}}
	b := &annotate.Annotation{ID: annotate.NewID(), Document: doc, Annotator: me, Layer: "مطلب", Fragments: []text.Span{{Start: 5, End: 8}}}
	a.Features = []annotate.FeatureValue{words("target", "2"), words("first", "1"), words("next", "1"), {Feature: "begin", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 0.5}}}, words("who else", "x y", "z")}
	a.Features[4].Values = append(a.Features[4].Values, annotate.Value{Type: annotate.TypeEntity, Ref: ent})
	b.Features = []annotate.FeatureValue{{Feature: "target", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: a.ID}}}}
	a.Quote, b.Quote = tx.Quote(a.Fragments), tx.Quote(b.Fragments)
	commit(t, store, annotate.Create(&annotate.Annotator{ID: me, Name: "Lina"}), annotate.Create(&annotate.Entity{ID: ent, Name: "Hay’at"}),
		annotate.Create(&annotate.Body{Document: doc, Text: tx.String()}), annotate.Create(&annotate.Document{ID: doc, Title: "a/b: \"c\"", Outlet: "Courier", SHA256: sha256.Sum256([]byte(tx.String())), Size: int(tx.Len())}),
		annotate.Create(a), annotate.Create(b),
		annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: doc, Annotator: me, Type: "backs", From: b.ID, To: a.ID, Features: []annotate.FeatureValue{words("target", "t")}}))
	want := []string{
		"webanno.custom.Stance_taken:HTS beginValue=0.5 first=1 next=1 target=2 who_else=Hay’at who_else=x y who_else=z",
		"webanno.custom.Stance_taken:HTS targetAnnotation=webanno.custom.Stance_taken:HTS",
		"webanno.custom.Stance_taken:HTS webanno.custom.backs webanno.custom.Stance_taken:HTS target=t",
	}
	for _, f := range []codec.Format{cas.JSON(), cas.XMI()} {
		out, _ := written(t, f, store)
		again, report := into(t, f, files(out))
		if got := quotes(t, again); !slices.Equal(got, want) || report.Refused.Total > 0 {
			t.Errorf("%s: %q\n%+v\n%v", f.Name, got, report.Refused, out)
		}
		for d := range again.Summaries(annotate.ID{}) {
			if d.Title != "a/b: \"c\"" || d.Outlet != "Courier" {
				t.Errorf("%s: %+v", f.Name, d.Document)
			}
		}
	}
}

const system = `<?xml version="1.0" encoding="UTF-8"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>a.Stance</name><supertypeName>uima.cas.String</supertypeName><allowedValues><value><string>for</string></value><value><string>against</string></value></allowedValues></typeDescription>
<typeDescription><name>a.Claim</name><supertypeName>uima.tcas.Annotation</supertypeName><features><featureDescription><name>stance</name><rangeTypeName>a.Stance</rangeTypeName></featureDescription></features></typeDescription>
</types></typeSystemDescription>`

const xmi = `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:a="http:///a.ecore" xmlns:t="http:///de/tudarmstadt/ukp/clarin/webanno/api/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/><a:Claim xmi:id="2" sofa="1" begin="3" end="5" stance="against"/>
<t:LayerDefinition xmi:id="3" name="a.Claim" uiName="Claims &amp; more"/><t:CASMetadata xmi:id="4" sofa="1" username="Omar"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="📌&#10;𐐀 الميناء"/><cas:View sofa="1" members="2 3 4"/></xmi:XMI>`

func TestReadsXMI(t *testing.T) {
	in := map[string]string{"x/a.xmi": xmi, "x/TypeSystem.xml": system}
	store, report := into(t, cas.XMI(), files(in))
	if got := quotes(t, store); !slices.Equal(got, []string{"a.Claim:𐐀 stance=against"}) || report.Refused.Total > 0 {
		t.Errorf("%q %+v", got, report.Refused)
	}
	schema, _ := store.Schema()
	if schema.Layers[0].Name != "Claims & more" || len(schema.Tagsets) != 1 || len(schema.Tagsets[0].Tags) != 2 {
		t.Errorf("%+v", schema)
	}
	_, annotations, _ := only(t, store)
	people, _ := store.Annotators()
	if i := slices.IndexFunc(people, func(p *annotate.Annotator) bool { return p.ID == annotations[0].Annotator }); people[i].Name != "Omar" {
		t.Errorf("by %s", people[i].Name)
	}
	if out, _ := written(t, cas.XMI(), store); !maps.Equal(out, in) {
		t.Errorf("%v", out)
	}
}

func TestRefuses(t *testing.T) {
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`
	for in, f := range map[string]codec.Format{
		"": cas.JSON(), "{}": cas.JSON(), "[]": cas.JSON(), `{"%FEATURE_STRUCTURES": 3}`: cas.JSON(), strings.Repeat("[", 1<<20): cas.JSON(),
		`{"%TYPES": ` + strings.Repeat(`{"a":`, 1<<18) + "}": cas.JSON(),
		"<a/>": cas.XMI(), strings.Replace(xmi, "?>", "?>"+bomb, 1): cas.XMI(), `<XMI>` + strings.Repeat("<a>", 1<<16): cas.XMI(), "<XMI>&b;</XMI>": cas.XMI(),
	} {
		if _, err := f.Open(files(map[string]string{"a": in}), codec.OpenOptions{}); err == nil {
			t.Errorf("%.60q is a collection", in)
		}
	}
	for _, one := range []struct{ old, new, why string }{
		{`"begin": 16, "end": 18`, `"begin": 16, "end": 17`, "inside a character"},
		{`"begin": 16, "end": 18`, `"begin": 16, "end": 16`, "no width"},
		{`"begin": 16, "end": 18`, `"begin": 16, "end": 999`, "structure 10"},
		{`"@Dependent": 5`, `"@Dependent": 99`, "not there"},
		{`{"%ID": 10,`, `{"%ID": 3,`, "/%FEATURE_STRUCTURES/9"},
	} {
		_, report := into(t, cas.JSON(), files(map[string]string{"a.json": strings.Replace(sample(), one.old, one.new, 1)}))
		if report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), one.why) {
			t.Errorf("%s: %+v, want %q", one.new, report.Refused, one.why)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string][2]bool{sample(): {true, false}, xmi: {false, true}, `{"a": 1}`: {}, "": {}} {
		s := files(map[string]string{"a": in})
		for i, f := range []codec.Format{cas.JSON(), cas.XMI()} {
			if g := f.Detect(s); (g.Likelihood > 0) != want[i] || want[i] && g.Why == "" {
				t.Errorf("%s %.20q: %+v", f.Name, in, g)
			}
		}
	}
}

// The files that UIMA itself writes, where they are at hand.
func TestRealJSON(t *testing.T) {
	list, _ := filepath.Glob("../../../../shared/fixtures/cas-json/*/data.json")
	if len(list) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	withText := 0
	for _, f := range list {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		in := map[string]string{"data.json": string(b)}
		store, report := into(t, cas.JSON(), files(in))
		if hasText := strings.Contains(string(b), "sofaString"); hasText != (report.Documents == 1) || report.Documents+report.Refused.Total != 1 {
			t.Errorf("%s: %+v", f, report)
		}
		if report.Documents == 0 {
			continue
		}
		withText++
		if out, _ := written(t, cas.JSON(), store); !maps.Equal(out, in) {
			t.Errorf("%s: %s", f, out["data.json"])
		}
		want := quotes(t, store)
		for _, to := range []codec.Format{cas.JSON(), cas.XMI()} {
			out, _ := written(t, to, bare(t, store))
			again, _ := into(t, to, files(out))
			if got := quotes(t, again); !slices.Equal(got, want) {
				t.Errorf("%s as %s: %q, want %q", f, to.Name, got, want)
			}
		}
	}
	if withText < 4 {
		t.Errorf("%d of the fixtures have text", withText)
	}
}

// agreed takes out where the two references of that suite differ: the same layer and feature
// are called otherwise in most pairs, a type is its own supertype's in one, and TSV has no
// place for the blanks at the edges of an annotation.
func agreed(list []string) []string {
	alike := strings.NewReplacer("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "webanno.custom.Span", "intValue", "integerValue", "pos.POS_NOUN", "pos.POS", ": two", ":two")
	for i := range list {
		list[i] = strings.TrimRight(alike.Replace(list[i]), " ")
	}
	slices.Sort(list)
	return list
}

// What INCEpTION says of one document as XMI and as WebAnno TSV is the same.
func TestSameAsTSV(t *testing.T) {
	list, _ := filepath.Glob("../../../../shared/fixtures/webanno-tsv/*/reference.xmi")
	if len(list) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range list {
		dir := filepath.Dir(f)
		one, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		two, err := codec.OpenSource(filepath.Join(dir, "reference.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		a, report := into(t, cas.XMI(), one)
		b, _ := into(t, webannotsv.Format(), two)
		if got, want := agreed(quotes(t, a)), agreed(quotes(t, b)); !slices.Equal(got, want) {
			t.Errorf("%s:\nXMI %q\nTSV %q\n%+v", filepath.Base(dir), got, want, report.Refused)
		}
		in, _ := os.ReadFile(f)
		if out, _ := written(t, cas.XMI(), a); out["reference.xmi"] != string(in) {
			t.Errorf("%s was written as\n%s", filepath.Base(dir), out["reference.xmi"])
		}
		out, _ := written(t, cas.XMI(), bare(t, a))
		again, _ := into(t, cas.XMI(), files(out))
		if got, want := quotes(t, again), quotes(t, a); !slices.Equal(got, want) {
			t.Errorf("%s: %q came back as %q", filepath.Base(dir), want, got)
		}
	}
}

func fuzz(f *testing.F, format codec.Format, name string, others map[string]string) {
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 1<<14 {
			t.Skip()
		}
		m := maps.Clone(others)
		if m == nil {
			m = map[string]string{}
		}
		m[name] = in
		format.Detect(files(m))
		c, err := format.Open(files(m), codec.OpenOptions{})
		if err != nil || c.Schema().Check() != nil {
			return // Import says so
		}
		store, report := into(t, format, files(m))
		if report.Documents == 0 {
			return
		}
		if out, _ := written(t, format, store); out[name] != in && len(report.Lost) == 0 {
			t.Fatalf("%q was written as %q", in, out[name])
		}
		written(t, format, bare(t, store))
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(sample())
	f.Add(`{"%TYPES": {}, "%FEATURE_STRUCTURES": {"1": {"%TYPE": "uima.cas.Sofa", "sofaString": "ab"}, "2": {"%TYPE": "x.Y", "begin": 0, "end": 1, "@next": 2}}}`)
	fuzz(f, cas.JSON(), "a.json", nil)
}

func FuzzXMI(f *testing.F) {
	f.Add(xmi)
	f.Add(`<XMI xmlns:xmi="http://www.omg.org/XMI"><Link xmi:id="2" begin="0" end="1" next="3"/><Link xmi:id="3" begin="1" end="2"/><Sofa xmi:id="1" sofaString="ab"/></XMI>`)
	fuzz(f, cas.XMI(), "a.xmi", map[string]string{"TypeSystem.xml": system})
}
