package webannotsv_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/webannotsv"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func source(s string) codec.Source { return kit().One(s) }

func into(t testing.TB, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, codec.OpenOptions{})
}

// written is the only file.
func written(t testing.TB, r session.Reader) (string, *codec.Report) {
	t.Helper()
	files, report := kit().Write(t, r)
	for _, s := range files {
		return s, report
	}
	return "", report
}

// quotes are what is recorded: "layer:words f=v", and "from type to f=v".
func quotes(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	_, annotations, relations := codectest.Only(t, r)
	values := func(fv []annotate.FeatureValue) (s string) {
		for _, v := range fv {
			s += " " + string(v.Feature) + "=" + v.Values[0].Text
		}
		return s
	}
	byID := map[annotate.ID]string{}
	for _, a := range annotations {
		byID[a.ID] = string(a.Layer) + ":" + a.Quote.Exact
		list = append(list, byID[a.ID]+values(a.Features))
	}
	for _, r := range relations {
		list = append(list, byID[r.From]+" "+string(r.Type)+" "+byID[r.To]+values(r.Features))
	}
	slices.Sort(list)
	return list
}

const sample = `#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Person|note|value
#T_SP=webanno.custom.Event|ROLE_webanno.custom.Event:who_webanno.custom.EventWho|webanno.custom.Person
#T_CH=webanno.custom.Coref|referenceType|referenceRelation
#T_RL=webanno.custom.Knows|since|BT_webanno.custom.Person


#Text=📌 Müller met üx 𐐀
#Text=and 👩‍👩‍👧 .
1-1	0-2	📌	_	_	_	_	_	_	_	_	
1-2	3-9	Müller	*[1]|a\_b[2]	PER[1]|*[2]	_	_	x[1]	same->1-1	_	_	
1-3	10-13	met	_	_	agent;*	1-2[1];1-4	_	_	_	_	
1-4	14-17	üx	*	PER	_	_	_	_	2011	1-2[1_0]	
1-5	18-20	𐐀	_	_	_	_	*[1]	*->1-2	_	_	
1-6	21-24	and	*[3]	LONG[3]	_	_	_	_	_	_	
1-7	25-33	👩‍👩‍👧	*[3]	LONG[3]	_	_	_	_	_	_	
1-8	34-35	.	_	_	_	_	_	_	_	_	

#Sentence.id=two
#Text=الميناء\r
2-1	37-44	الميناء	_	_	_	_	_	_	_	_	
2-1.1	37-39	ال	*	ART	_	_	_	_	_	_	
`

func file() string { return strings.ReplaceAll(sample, "üx", "u\u0308x") }

func TestReads(t *testing.T) {
	store, report := into(t, source(file()))
	want := []string{
		"webanno.custom.Coref:Müller referenceType=x referenceRelation=same",
		"webanno.custom.Coref:Müller webanno.custom.Coref:next webanno.custom.Coref:𐐀",
		"webanno.custom.Coref:𐐀",
		"webanno.custom.Event:met",
		"webanno.custom.Event:met webanno.custom.Event:who webanno.custom.Person:Müller role=agent",
		"webanno.custom.Event:met webanno.custom.Event:who webanno.custom.Person:u\u0308x",
		"webanno.custom.Person:Müller note=a_b",
		"webanno.custom.Person:Müller value=PER",
		"webanno.custom.Person:Müller webanno.custom.Knows webanno.custom.Person:u\u0308x since=2011",
		"webanno.custom.Person:and 👩‍👩‍👧 value=LONG",
		"webanno.custom.Person:u\u0308x value=PER",
		"webanno.custom.Person:ال value=ART",
	}
	if got := quotes(t, store); !slices.Equal(got, want) {
		t.Errorf("%q,\nwant %q", got, want)
	}
	if report.Refused.Total+report.Doubtful.Total > 0 {
		t.Errorf("%+v", report)
	}
}

func TestUnchangedComesBackToTheByte(t *testing.T) {
	store, _ := into(t, source(file()))
	if got, _ := written(t, store); got != file() {
		t.Errorf("%s", got)
	}
}

// Under another schema, and with a layer that stayed out, the file is the same.
func TestMapped(t *testing.T) {
	c, err := webannotsv.Format().Open(source(file()), codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	kinds := annotate.Tagset{ID: "kinds", Name: "Kinds", Tags: []annotate.Tag{{ID: "p", Name: "PER"}, {ID: "l", Name: "LONG"}, {ID: "a", Name: "ART"}, {ID: "x", Name: "XXX"}}}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "ours", Version: 1, Tagsets: []annotate.Tagset{kinds}, Layers: []annotate.Layer{
		{ID: "actor", Name: "Actor", Features: []annotate.Feature{{ID: "form", Name: "Form", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "kinds"}}},
	}})
	codectest.Commit(t, store, annotate.Create(me))
	m := codec.Mapping{Layers: []codec.LayerMapping{{From: "webanno.custom.Person", To: "actor", Features: []codec.FeatureMapping{{From: "value", To: "form"}}}}}
	_, err = codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Mapping: m, Annotator: me.ID, Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := written(t, store); got != file() {
		t.Errorf("what did not change was written as\n%s", got)
	}
	_, annotations, _ := codectest.Only(t, store)
	for _, a := range annotations {
		if a.Quote.Exact == "ال" {
			next := *a
			next.Features = []annotate.FeatureValue{{Feature: "form", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "x"}}}}
			codectest.Commit(t, store, annotate.Update(a, &next))
		}
	}
	if got, _ := written(t, store); got != strings.Replace(file(), "ART", "XXX", 1) {
		t.Errorf("one value changed:\n%s", got)
	}
}

// Without its file a document is written afresh, and says the same.
func TestAfresh(t *testing.T) {
	store, _ := into(t, source(file()))
	out, _ := written(t, kit().Bare(t, store))
	if out == file() {
		t.Fatal("it was not written afresh")
	}
	again, report := into(t, source(out))
	if a, b := quotes(t, store), quotes(t, again); !slices.Equal(a, b) || report.Refused.Total > 0 {
		t.Errorf("%q\ncame back as\n%q\n%+v\n%s", a, b, report, out)
	}
	id, _, _ := codectest.Only(t, store)
	other, _, _ := codectest.Only(t, again)
	a, _ := store.Body(id)
	b, _ := again.Body(other)
	if a != b {
		t.Errorf("%q came back as %q", a, b)
	}
}

// What changes is written, and the rest of the file stays as it is.
func TestChanges(t *testing.T) {
	store, _ := into(t, source(file()))
	id, annotations, relations := codectest.Only(t, store)
	body, _ := store.Body(id)
	tx, _ := text.New(body)
	var changes []annotate.Change
	for _, r := range relations {
		if r.Type == "webanno.custom.Knows" || r.Type == "webanno.custom.Coref:next" {
			changes = append(changes, annotate.Delete(r))
		}
	}
	for _, a := range annotations {
		if a.Quote.Exact == "ال" {
			next := *a
			next.Features = []annotate.FeatureValue{{Feature: "value", Values: []annotate.Value{{Type: annotate.TypeText, Text: "a|b"}}}}
			changes = append(changes, annotate.Update(a, &next))
		}
		if strings.HasPrefix(a.Quote.Exact, "and") {
			changes = append(changes, annotate.Delete(a))
		}
	}
	added := *annotations[0]
	added.ID, added.Layer, added.Features = annotate.NewID(), "webanno.custom.Person", nil
	at := strings.Index(body, "met")
	added.Fragments = []text.Span{{Start: text.Offset(at + 1), End: text.Offset(at + 3)}}
	added.Quote = tx.Quote(added.Fragments)
	codectest.Commit(t, store, append(changes, annotate.Create(&added))...)
	out, _ := written(t, store)
	want := strings.NewReplacer(
		"ART", `a\|b`, "\t2011\t1-2[1_0]\t", "\t_\t_\t", "\t*[3]\tLONG[3]\t", "\t_\t_\t", "*[1]\t*->1-2", "*[2]\t*->2-1",
	).Replace(file())
	want = strings.Replace(want, "1-4\t14-17", "1-3.1\t11-13\tet\t*\t*\t_\t_\t_\t_\t_\t_\t\n1-4\t14-17", 1)
	if out != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, source(file()))
	id, annotations, _ := codectest.Only(t, store)
	body, _ := store.Body(id)
	tx, _ := text.New(body)
	whole := &annotate.Annotation{ID: annotate.NewID(), Document: id, Annotator: annotations[0].Annotator, Layer: "webanno.custom.Person"}
	split := *annotations[0]
	split.ID, split.Note, split.Fragments = annotate.NewID(), "a\tnote", []text.Span{{Start: 0, End: 4}, {Start: text.Offset(strings.Index(body, "الم")), End: tx.Len()}}
	split.Quote = tx.Quote(split.Fragments)
	blank := *annotations[0]
	blank.ID, blank.Fragments = annotate.NewID(), []text.Span{{Start: 4, End: 5}}
	blank.Quote = tx.Quote(blank.Fragments)
	codectest.Commit(t, store, annotate.Create(whole), annotate.Create(&split), annotate.Create(&blank))
	_, report := written(t, store)
	var got []string
	for _, l := range report.Lost {
		got = append(got, l.String())
	}
	slices.Sort(got)
	want := []string{"1 annotation between words left out", "1 annotation cut to the words that it has", "1 annotation of a whole document left out", "1 annotator left out", "1 discontinuous span written as its hull", "1 note left out"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRefuses(t *testing.T) {
	for broken, why := range map[string]string{
		"1-1\t0":                        "is no row",
		"1-9\tx-4\tThis\t_\t":           "want numbers",
		"1-1\t4-9\tmore\t_\t":           "there twice",
		"1-9\t9-4\tmore\t_\t":           "where no text is",
		"1-2\t5-7\tis\t_\t_\t_\t":       "3 columns",
		"1-2\t7-7\t\t*\t":               "no width",
		"1-2\t4000-4001\tx\t*\t":        "",
		"1-2\t5-7\tis\tA\t\n#T_XX=none": "",
	} {
		in := "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|c\n\n\n#Text=This is\n1-1\t0-4\tThis\tX\t\n" + broken + "\n"
		_, report := into(t, source(in))
		if why != "" && (report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) || !strings.Contains(report.Refused.First[0].Place, "line 7")) {
			t.Errorf("%q: %+v, want %q", broken, report, why)
		}
	}
	for _, in := range []string{"", "#FORMAT=WebAnno TSV 2.0\n", "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=x\n"} {
		if _, err := webannotsv.Format().Open(source(in), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", in)
		}
	}
	_, report := into(t, source("#FORMAT=WebAnno TSV 3.2\n\n\n#Text=x\n1-1\t200000000-200000001\tx\t\n"))
	if report.Documents != 0 || report.Refused.Total != 1 {
		t.Errorf("a gap of 200 million: %+v", report)
	}
}

func TestReadsOlderEscapesAndCodePoints(t *testing.T) {
	in := "#FORMAT=WebAnno TSV 3.1\n#T_SP=a.B|c\n\n\n#Text=\\uD83D\\uDCCC M\\u00FCller\n1-1\t0-1\t📌\t_\t\n1-2\t2-8\tM\\u00FCller\tX\t\n"
	store, report := into(t, source(in))
	if got := quotes(t, store); !slices.Equal(got, []string{"a.B:Müller c=X"}) || report.Repaired.Total != 1 {
		t.Errorf("%q %+v", got, report)
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{file(): true, "a\tb\n": false, "": false} {
		if g := webannotsv.Format().Detect(source(in)); (g.Likelihood > 0) != want || want && g.Why == "" {
			t.Errorf("%.40s: %+v", in, g)
		}
	}
}

// The files of INCEpTION's own tests, where they are at hand.
func TestRealFiles(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/fixtures/webanno-tsv/*/reference.tsv")
	if len(files) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range files {
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(f)
		store, report := into(t, s)
		if report.Documents != 1 || report.Doubtful.Total > 0 {
			t.Errorf("%s: %+v", f, report)
		}
		if got, _ := written(t, store); got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", f, got, want)
		}
		out, _ := written(t, kit().Bare(t, store))
		again, _ := into(t, source(out))
		if a, b := quotes(t, store), quotes(t, again); !slices.Equal(a, b) {
			t.Errorf("%s: %q came back as %q\n%s", f, a, b, out)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file())
	f.Add("#FORMAT=WebAnno TSV 3.0\n#T_RL=a.R|x|BT_b.Token\n#T_CH=c\n#T_SP=d|ROLE_d:e_f\n\n\n#Text=ab\n1-1\t0-1\ta\tx\t1-1[0_0]\t*\t_\t\n1-1.1\t0-0\t\t_\t_\t_\t*;*\t\n")
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 1<<14 {
			t.Skip()
		}
		c, err := webannotsv.Format().Open(source(in), codec.OpenOptions{})
		if err != nil {
			return
		}
		if c.Schema().Check() != nil {
			return // types that differ in case only: Import says so
		}
		store, report := into(t, source(in))
		if report.Documents == 0 {
			return
		}
		out, _ := written(t, store)
		if d, _, _ := codectest.Only(t, store); out != in {
			if list, _ := store.Originals(d); len(list) > 0 {
				t.Fatalf("%q was written as %q", in, out)
			}
		}
		written(t, kit().Bare(t, store))
	})
}
