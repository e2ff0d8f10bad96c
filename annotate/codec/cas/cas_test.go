package cas_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/codectest"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func files(m map[string]string) codec.Source { return codectest.Files(m).Source() }

func into(t testing.TB, f codec.Format, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit(f).Read(t, s, codec.OpenOptions{})
}

func written(t testing.TB, f codec.Format, r session.Reader) (map[string]string, *codec.Report) {
	t.Helper()
	return kit(f).Write(t, r)
}

// quotes are what is recorded, in words.
func quotes(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	_, annotations, relations := codectest.Only(t, r)
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
	afresh := kit(cas.JSON()).Bare(t, store)
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

// What changes is written, behind a CRLF too, and the rest stays.
func TestChanges(t *testing.T) {
	store, _ := into(t, cas.JSON(), files(map[string]string{"a.json": sample()}))
	id, annotations, relations := codectest.Only(t, store)
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
	codectest.Commit(t, store, append(changes, annotate.Create(added))...)
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
	id, annotations, _ := codectest.Only(t, store)
	content, _ := store.Body(id)
	tx, _ := text.New(content)
	split := *annotations[0]
	split.ID, split.Note, split.Features = annotate.NewID(), "a\tnote", nil
	split.Fragments = []text.Span{{Start: 0, End: 4}, {Start: tx.Len() - 7, End: tx.Len()}}
	split.Quote = tx.Quote(split.Fragments)
	codectest.Commit(t, store, annotate.Create(&split), annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: id, Annotator: split.Annotator, Layer: "a.Claim"}))
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
	codectest.Commit(t, store, annotate.Create(&annotate.Annotator{ID: me, Name: "Lina"}), annotate.Create(&annotate.Entity{ID: ent, Name: "Hay’at"}),
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
