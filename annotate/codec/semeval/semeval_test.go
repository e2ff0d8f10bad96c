package semeval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/parley"
	"parley/annotate/codec/semeval"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/memory"
)

const file = "ID\tTarget\tTweet\tStance\tOpinion towards\tSentiment\n" +
	"101\tAtheism\t\"dear\" lord 📌 𐐀 u\u0308ber Müller 👩‍👩‍👧 «الميناء» #SemST\tAGAINST\tOTHER\tPOSITIVE\n" +
	"102\tHillary Clinton\tBenghazi questions #SemST\tNONE\tNO ONE\tNEGATIVE\n" +
	"103\tDonald Trump\t\"dear\" lord 📌 𐐀 u\u0308ber Müller 👩‍👩‍👧 «الميناء» #SemST\tUNKNOWN\t\t\n" +
	"104\tKreuzberg\tA harbour.\tFAVOR\tTARGET\tNEITHER\n"

func kit() codectest.Kit { return codectest.New(semeval.Format(), memory.New) }

func source(s string) codec.Source { return kit().One(s) }

func template(t testing.TB) *annotate.Schema {
	b, err := assets.Template("semeval-2016-stance")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parley.ReadSchema(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func into(t testing.TB, in string, extend bool) (session.Store, *codec.Report) {
	t.Helper()
	c, err := semeval.Format().Open(source(in), codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := template(t)
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, s)
	codectest.Commit(t, store, annotate.Create(me))
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Extend: extend, Annotator: me.ID, Now: time.Now, Mapping: codec.Propose(c.Schema(), s),
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

func written(t testing.TB, r session.Reader) (string, []string) {
	t.Helper()
	out, report := kit().WriteOne(t, r)
	return out, codectest.Lost(report)
}

func sorted(s string) []string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	slices.Sort(lines)
	return lines
}

func TestThereAndBack(t *testing.T) {
	store, report := into(t, file, true)
	if !report.OK() || report.Documents != 3 || report.Annotations != 4 {
		t.Errorf("%+v", report)
	}
	out, lost := written(t, store)
	if !slices.Equal(sorted(out), sorted(file)) || !slices.Equal(lost, []string{"1 annotator left out"}) {
		t.Errorf("%q: came back as\n%s\nwant\n%s", lost, out, file)
	}
	again, _ := into(t, out, true)
	if second, _ := written(t, again); second != out {
		t.Errorf("again\n%s\nwant\n%s", second, out)
	}
}

// The four columns of the files of the task fit the template as it is.
func TestTemplate(t *testing.T) {
	var four strings.Builder
	for _, l := range strings.Split(strings.TrimSpace(file), "\n") {
		four.WriteString(strings.Join(strings.Split(l, "\t")[:4], "\t") + "\r\n")
	}
	store, report := into(t, four.String(), false)
	if !report.OK() || report.Annotations != 4 {
		t.Errorf("%+v", report)
	}
	want := template(t)
	if s, _ := store.Schema(); len(s.Tagset("target").Tags) != len(want.Tagset("target").Tags) || s.Version != want.Version {
		t.Error("the schema was altered")
	}
	if out, _ := written(t, store); !strings.Contains(out, "104\tKreuzberg\tA harbour.\tFAVOR\t\n") {
		t.Errorf("a target of one's own is text:\n%s", out)
	}
	c, err := semeval.Format().Open(source(file), codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range want.Layers[0].Features {
		if got := c.Schema().Layers[0].Features[i]; got.ID != f.ID || got.Name != f.Name || !slices.Equal(got.Types, f.Types) || got.Tagset != f.Tagset {
			t.Errorf("%+v, and the template has %+v", got, f)
		}
		for _, g := range want.Tagset(f.Tagset).Tags {
			if c.Schema().Tagset(f.Tagset).Tag(g.ID) == nil {
				t.Errorf("no tag %s", g.ID)
			}
		}
	}
}

func TestReads(t *testing.T) {
	in := "Tweet\tTarget\tStance\tOpinion Towards\tSentiment\tCity\n" +
		"M\xfcller\tatheism\tfavor\t1.  The tweet explicitly expresses opinion about the target.\tpos\tUlm\n\n" +
		"One\tAtheism\tAGAINST\t3. No one.\tother\t\n"
	store, report := into(t, in, true)
	if report.Annotations != 2 || report.Doubtful.Total != 1 || report.Refused.Total != 0 {
		t.Errorf("%+v", report)
	}
	out, lost := written(t, store)
	for _, want := range []string{"1\tAtheism\tMüller\tFAVOR\tTARGET\tPOSITIVE\n", "2\tAtheism\tOne\tAGAINST\tNO ONE\tNEITHER\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	if !slices.Equal(lost, []string{"1 annotator left out", "1 document written without its metadata"}) {
		t.Errorf("%q", lost)
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, file, true)
	schema, _ := store.Schema()
	next := *schema
	next.Layers = append(slices.Clone(schema.Layers), annotate.Layer{ID: "Claim", Name: "Claim"})
	set := *next.Tagset("stance")
	set.Tags = append(slices.Clone(set.Tags), annotate.Tag{ID: "mixed", Name: "mixed"})
	next.Tagsets = slices.Clone(next.Tagsets)
	next.Tagsets[slices.IndexFunc(next.Tagsets, func(t annotate.Tagset) bool { return t.ID == "stance" })] = set
	changes := []annotate.Change{annotate.Update(schema, &next)}
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		body, _ := store.Body(d.ID)
		if body != "A harbour." {
			continue
		}
		tx, _ := text.New(body)
		a := *list[0]
		a.Note, a.Fragments = "why\tso", []text.Span{{Start: 0, End: 1}}
		a.Quote = tx.Quote(a.Fragments)
		a.Features = annotate.SetValues(a.Features, schema.Layers[0].Features, "stance", annotate.Value{Type: annotate.TypeTag, Tag: "mixed"})
		claim := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: a.Annotator, Layer: "Claim"}
		bare := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: a.Annotator, Layer: "Stance"}
		changes = append(changes, annotate.Update(list[0], &a), annotate.Create(claim), annotate.Create(bare))
	}
	codectest.Commit(t, store, changes...)
	out, lost := written(t, store)
	want := []string{"1 annotation of another layer left out", "1 annotator left out", "1 layer written by its name at most", "1 marked passage written as of the whole text", "1 note left out",
		"1 stance that is none of FAVOR, AGAINST and NONE written as NONE", "1 stance without a target left out", "4 tagsets left out"}
	if !slices.Equal(lost, want) || !strings.Contains(out, "104\tKreuzberg\tA harbour.\tNONE\t") {
		t.Errorf("%q, want %q\n%s", lost, want, out)
	}
}

func TestRefuses(t *testing.T) {
	for in, why := range map[string]string{
		"1\tAtheism\t\tFAVOR":             "line 6: it has no text",
		"1\t\tx\tFAVOR":                   "it has no target",
		"1\tAtheism\tx\tMAYBE":            `stance "MAYBE"`,
		"1\tAtheism\tx\tFAVOR\t\t\t\tx":   "it has 8 columns, and the header 6",
		"1\tAtheism\tx y\tFAVOR\tnobody":  "line 6 opinion towards in",
		"1\tAtheism\tx y\tFAVOR\t\tangry": "line 6 sentiment in",
	} {
		_, report := into(t, file+in, true)
		if report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%q: %+v, want %s", in, report.Refused, why)
		}
	}
	for _, in := range []string{"", "ID,Target,Tweet,Stance\n", "a\tb\n", "text"} {
		if _, err := semeval.Format().Open(source(in), codec.OpenOptions{}); err == nil || semeval.Format().Detect(source(in)).Likelihood > 0 {
			t.Errorf("%q is a collection", in)
		}
	}
	if g := semeval.Format().Detect(source(file)); g.Likelihood < 90 || g.Why == "" {
		t.Errorf("%+v", g)
	}
	empty := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "x", Version: 1})
	if err := codec.WriteTo(&bytes.Buffer{}, func(to codec.Target) error {
		_, err := semeval.Format().Write(context.Background(), empty, to, codec.WriteOptions{})
		return err
	}); err == nil {
		t.Error("a project without stances is written")
	}
}

func FuzzRead(f *testing.F) {
	kit().Fuzz(f, file, "Text\tTarget\tStance\ttitle\nx\ty\tNONE\t\xff\nx\tY\t\t\n")
}

// Reading and writing, and the same lines as JSON.
func BenchmarkThereAndBack(b *testing.B) {
	var in strings.Builder
	in.WriteString("ID\tTarget\tTweet\tStance\n")
	var rows []map[string]string
	for i := range 4000 {
		body := fmt.Sprintf("Müller wants the harbour, says number %d of them. #SemST", i)
		fmt.Fprintf(&in, "%d\tAtheism\t%s\tFAVOR\n", i, body)
		rows = append(rows, map[string]string{"ID": fmt.Sprint(i), "Target": "Atheism", "Tweet": body, "Stance": "FAVOR"})
	}
	asJSON, _ := json.Marshal(rows)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			c, err := semeval.Format().Open(source(in.String()), codec.OpenOptions{})
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range c.Documents(context.Background(), &codec.Report{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			var rows []map[string]string
			if json.Unmarshal(asJSON, &rows) != nil {
				b.Fatal("json")
			}
			if _, err := json.Marshal(rows); err != nil {
				b.Fatal(err)
			}
		}
	})
}
