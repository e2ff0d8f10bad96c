package conll_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/conll"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func kit(o conll.Options) codectest.Kit { return codectest.New(o.Format(), memory.New) }

func source(s string) codec.Source { return kit(conll.Options{}).One(s) }

func into(t testing.TB, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit(conll.Options{}).Read(t, s, codec.OpenOptions{})
}

func written(t testing.TB, r session.Reader, o conll.Options) (string, []string) {
	t.Helper()
	out, report := kit(o).WriteOne(t, r)
	return out, codectest.Lost(report)
}

// told are the texts, and what is marked in them.
func told(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	for d := range r.Summaries(annotate.ID{}) {
		body, err := r.Body(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		annotations, _ := r.Annotations(d.ID)
		annotations = slices.Clone(annotations)
		slices.SortFunc(annotations, annotate.ComparePlace)
		line := body
		for _, a := range annotations {
			line += " " + string(a.Layer) + ":" + a.Quote.Exact
		}
		list = append(list, line)
	}
	return list
}

const text1 = "📌 Müller u\u0308ber 𐐀\n«الميناء» 👩‍👩‍👧 U.N.\n PER:📌 Müller PER:u\u0308ber LET:𐐀 LOC:«الميناء» PER:U.N."

// One text in each scheme, with tabs and blanks, as people have it.
func TestSchemes(t *testing.T) {
	for name, in := range map[string]string{
		"IOB1":     "📌 NN I-PER\nMüller NN I-PER\nu\u0308ber NN B-PER\n𐐀 NN I-LET\n\n«الميناء» NN I-LOC\n👩‍👩‍👧 NN O\nU.N. NN I-PER\n",
		"IOB2":     "📌\tB-PER\r\nMüller\tI-PER\r\nu\u0308ber\tB-PER\r\n𐐀\tB-LET\r\n\r\n«الميناء»\tB-LOC\r\n👩‍👩‍👧\tO\r\nU.N.\tB-PER",
		"BIOES":    "-DOCSTART- O\n\n📌 B-PER\nMüller E-PER\nu\u0308ber S-PER\n𐐀 S-LET\n\n\n«الميناء» S-LOC\n👩‍👩‍👧 O\nU.N. S-PER\n\n",
		"BILOU":    "📌 B-PER\nMüller L-PER\nu\u0308ber U-PER\n𐐀 U-LET\n\n«الميناء» U-LOC\n👩‍👩‍👧 O\nU.N. U-PER\n\n",
		"GermEval": "# http://x y\n1\t📌\tB-PER\tO\n2\tMüller\tI-PER\tO\n3\tu\u0308ber\tB-PER\tO\n4\t𐐀\tO\tB-LET\n\n# z\n1\t«الميناء»\tB-LOC\tO\n2\t👩‍👩‍👧\tO\tO\n3\tU.N.\tB-PER\tO\n",
		"CoNLL-U": "# newdoc id = d1\n# text = x\n" + universal("1", "📌", "NER=B-PER") + universal("2-3", "Müller", "_") + universal("2", "Mü", "NER=I-PER") +
			universal("3", "ller", "NER=I-PER") + universal("3.1", "_", "_") + universal("4", "u\u0308ber", "NER=B-PER") + universal("5", "𐐀", "X=y|NER=B-LET") + "\n" +
			universal("1", "«", "NER=B-LOC|SpaceAfter=No") + universal("2", "الميناء", "NER=I-LOC|SpaceAfter=No") + universal("3", "»", "NER=I-LOC") +
			universal("4", "👩‍👩‍👧", "_") + universal("5", "U.N.", "NER=B-PER"),
	} {
		if g := conll.Format().Detect(source(in)); g.Likelihood < 90 || g.Why == "" {
			t.Errorf("%s: %+v", name, g)
		}
		store, report := into(t, source(in))
		if got := told(t, store); !slices.Equal(got, []string{text1}) || report.Refused.Total+report.Doubtful.Total > 0 {
			t.Errorf("%s: %q\nwant %q\n%+v", name, got, text1, report)
		}
		for _, scheme := range []conll.Scheme{conll.IOB1, conll.IOB2, conll.BIOES} {
			out, lost := written(t, store, conll.Options{Scheme: scheme})
			again, _ := into(t, source(out))
			if got := told(t, again); !slices.Equal(got, []string{text1}) && name != "CoNLL-U" {
				t.Errorf("%s in %v: %q\n%s", name, scheme, got, out)
			}
			if name != "CoNLL-U" && !slices.Equal(lost, []string{"1 annotator left out"}) {
				t.Errorf("%s: %q", name, lost)
			}
			if second, _ := written(t, again, conll.Options{Scheme: scheme}); second != out {
				t.Errorf("%s in %v again\n%s\nwant\n%s", name, scheme, second, out)
			}
		}
	}
}

func universal(id, form, misc string) string {
	return id + "\t" + form + "\t_\tX\t_\t_\t0\t_\t_\t" + misc + "\n"
}

func TestWritesSchemes(t *testing.T) {
	store, _ := into(t, source("a B-X\nb I-X\nc B-X\nd B-Y\n\ne B-Y\n"))
	for scheme, tags := range map[conll.Scheme]string{
		conll.IOB1: "I-X I-X B-X I-Y I-Y", conll.IOB2: "B-X I-X B-X B-Y B-Y", conll.BIOES: "B-X E-X S-X S-Y S-Y",
	} {
		g := strings.Fields(tags)
		want := fmt.Sprintf("-DOCSTART-\tO\n\na\t%s\nb\t%s\nc\t%s\nd\t%s\n\ne\t%s\n\n", g[0], g[1], g[2], g[3], g[4])
		if out, _ := written(t, store, conll.Options{Scheme: scheme}); out != want {
			t.Errorf("%v: %q, want %q", scheme, out, want)
		}
	}
}

func TestSeveralDocuments(t *testing.T) {
	store, report := into(t, source("-DOCSTART- -X- O O\n\nU.N. NNP I-NP I-ORG\nrose VBD I-VP O\n\n-DOCSTART- -X- O O\n\nSo RB I-ADVP O\n"))
	if got, want := told(t, store), []string{"U.N. rose\n NP:U.N. ORG:U.N. VP:rose", "So\n ADVP:So"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(report.Lost) != 1 || report.Lost[0].String() != "1 file read without its columns that are no tags" {
		t.Errorf("%+v", report.Lost)
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	body := "Müller met u\u0308ber 📌. Then  they left 𐐀."
	tx, _ := text.New(body)
	at := func(list ...string) (spans []text.Span) {
		for _, s := range list {
			i := strings.Index(body, s)
			spans = append(spans, text.Span{Start: text.Offset(i), End: text.Offset(i + len(s))})
		}
		return spans
	}
	lina := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	h := &annotate.Document{ID: annotate.NewID(), Title: "T", SHA256: sha256.Sum256([]byte(body)), Size: len(body)}
	changes := []annotate.Change{annotate.Create(lina), annotate.Create(&annotate.Body{Document: h.ID, Text: body}), annotate.Create(h)}
	ids := map[string]annotate.ID{}
	for name, spans := range map[string][]text.Span{"long": at("met u\u0308ber 📌. Then "), "inner": at("u\u0308ber"), "blank": at("  "), "whole": nil, "parts": at("left", "𐐀")} {
		a := &annotate.Annotation{ID: annotate.NewID(), Document: h.ID, Annotator: lina.ID, Layer: "a b", Fragments: spans, Quote: tx.Quote(spans)}
		if name == "parts" {
			a.Note = "why"
		}
		ids[name] = a.ID
		changes = append(changes, annotate.Create(a))
	}
	changes = append(changes, annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: h.ID, Annotator: lina.ID, Type: "r", From: ids["long"], To: ids["parts"]}))
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "x", Version: 1,
		Layers: []annotate.Layer{{ID: "a b", Name: "a b"}}, Relations: []annotate.RelationType{{ID: "r", Name: "r"}}})
	codectest.Commit(t, store, changes...)
	out, lost := written(t, store, conll.Options{})
	want := []string{"1 annotation left out, as it overlaps another", "1 annotation of a whole document left out", "1 annotation of blanks left out",
		"1 annotation written without blanks at its ends", "1 annotator left out", "1 discontinuous span written as its hull", "1 document written without its metadata",
		"1 label written without its blanks", "1 note left out", "1 relation left out", "1 text that has other blanks and lines when it is read again"}
	if !slices.Equal(lost, want) {
		t.Errorf("%q, want %q", lost, want)
	}
	again, _ := into(t, source(out))
	if got := told(t, again); len(got) != 1 || !strings.HasSuffix(got[0], " a_b:met u\u0308ber 📌. Then a_b:left 𐐀") {
		t.Errorf("%q\n%s", got, out)
	}
}

func TestRefuses(t *testing.T) {
	good := "Ann\tB-PER\nmet\tO\n\n"
	for in, why := range map[string]string{
		"x y z\nBob\tB-PER\n":       "line 4: it has 1 column, and others 2",
		"Bob\tB-PER\tx\n":           "line 4: it has 3 columns, and others 2",
		"Bob\tB-PER\n\tO\n":         "line 5: it has no token",
		"Bob\tB-PER\n\xff\tO\n\n\n": "line 5: it is not UTF-8",
	} {
		store, report := into(t, source(good+in))
		if report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) || !slices.Equal(told(t, store), []string{"Ann met\n PER:Ann"}) {
			t.Errorf("%q: %+v, want %q; %q", in, report.Refused, why, told(t, store))
		}
	}
	if _, report := into(t, source("a I-X\nb O\n\nc I-X\nd O\n\ne B-X\nf O\n")); report.Doubtful.Total != 1 || !strings.Contains(report.Doubtful.First[0].String(), "a.conll line 7: its tags are IOB1") {
		t.Errorf("%+v", report.Doubtful)
	}
	for _, in := range []string{"", "\n\n", "plain text\nof two lines", "a,b\n1,2\n", "{\"text\": \"O\"}\n{}\n", "-DOCSTART- O\n"} {
		if _, err := conll.Format().Open(source(in), codec.OpenOptions{}); err == nil || conll.Format().Detect(source(in)).Likelihood > 0 {
			t.Errorf("%q is a collection", in)
		}
	}
}

// The files that doccano has for its import, where they are at hand.
func TestRealFiles(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/fixtures/doccano/sequence_labeling/*.conll")
	if len(files) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	want := map[string]string{
		"example.conll":           "JAPAN GET\nNadim Ladki\n LOC:JAPAN PER:Nadim Ladki",
		"labeling.trailing.conll": "SOCCER - JAPAN GET LUCKY WIN , CHINA IN SURPRISE DEFEAT .\n LOC:JAPAN PER:CHINA",
		"labeling.invalid.conll":  "Nadim Ladki\nAL-AIN , United Arab Emirates 1996-12-06\n PER:Nadim Ladki LOC:AL-AIN LOC:United Arab Emirates",
	}
	for _, f := range files {
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)
		store, report := into(t, s)
		if got := told(t, store); !slices.Equal(got, []string{want[name]}) {
			t.Errorf("%s: %q, want %q", name, got, want[name])
		}
		if invalid := name == "labeling.invalid.conll"; invalid != (report.Refused.Total == 1 && strings.Contains(report.Refused.First[0].String(), "line 1: it has 1 column")) || !invalid && report.Refused.Total > 0 {
			t.Errorf("%s: %+v", name, report.Refused)
		}
	}
}

func FuzzRead(f *testing.F) {
	kit(conll.Options{}).Fuzz(f,
		"-DOCSTART- -X- O O\n\nU.N. NNP I-NP I-ORG\nrose VBD I-VP O\n\n",
		"# newdoc id = x\n"+universal("1-2", "a", "_")+universal("1", "b", "N=B-X")+universal("2", "c", "SpaceAfter=No"),
		"1\ta\tB-X\tO\n\n# c\n2\t#\tI-X\tB\n\t\tO\n")
}

// Reading and writing, and the same lines as JSON.
func BenchmarkThereAndBack(b *testing.B) {
	in := strings.Repeat("Müller\tB-PER\nwants\tO\nthe\tO\nbig\tB-LOC\nharbour\tI-LOC\n.\tO\n\n", 5000)
	store, _ := into(b, source(in))
	var rows [][]string
	for _, l := range strings.Split(in, "\n") {
		rows = append(rows, strings.Split(l, "\t"))
	}
	asJSON, err := json.Marshal(rows)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("conll", func(b *testing.B) {
		for b.Loop() {
			c, err := conll.Format().Open(source(in), codec.OpenOptions{})
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range c.Documents(context.Background(), &codec.Report{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
			written(b, store, conll.Options{})
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			var v [][]string
			if err := json.Unmarshal(asJSON, &v); err != nil {
				b.Fatal(err)
			}
			if _, err := json.Marshal(v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
