package csv_test

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/csv"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

const body = "📌 Müller u\u0308ber 𐐀\n«الميناء» 👩‍👩‍👧 harbour, and the harbour union."

func kit(f codec.Format) codectest.Kit { return codectest.New(f, memory.New) }

func source(s string) codec.Source { return kit(csv.Format()).One(s) }

func schema() *annotate.Schema {
	f := func(id, name string, multi bool, set annotate.TagsetID, types ...annotate.FeatureType) annotate.Feature {
		return annotate.Feature{ID: annotate.FeatureID(id), Name: name, Types: types, Tagset: set, Multi: multi}
	}
	return &annotate.Schema{Name: "ours", Version: 1, Layers: []annotate.Layer{
		{ID: "claim", Name: "Claim", Features: []annotate.Feature{
			f("category", "Category", true, "codes", annotate.TypeTag),
			f("claimant", "Claimant", true, "", annotate.TypeEntity),
			f("target", "Target", false, "codes", annotate.TypeEntity, annotate.TypeTag, annotate.TypeText),
			f("said", "Date", false, "", annotate.TypeDate),
			f("quote", "Quote", false, "", annotate.TypeText),
			f("answers", "a=b.code", true, "", annotate.TypeAnnotation),
		}},
		{ID: "actor", Name: "Actor", Features: []annotate.Feature{
			f("target", "Target", false, "", annotate.TypeText),
			f("sure", "Sure", false, "", annotate.TypeBoolean), f("n", "N", false, "", annotate.TypeNumber),
		}},
	}, Tagsets: []annotate.Tagset{{ID: "codes", Name: "Codes", Tags: []annotate.Tag{
		{ID: "m", Code: "201", Name: "Borders | walls"}, {ID: "a", Name: "=Asylum"}}}}}
}

// project has statements with everything that a table carries.
func project(t testing.TB) (session.Store, *annotate.Annotator) {
	t.Helper()
	lina, omar := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}, &annotate.Annotator{ID: annotate.NewID(), Name: "Omar"}
	hts, union := &annotate.Entity{ID: annotate.NewID(), Name: "هيئة|HTS "}, &annotate.Entity{ID: annotate.NewID(), Name: "-Union"}
	tx, _ := text.New(body)
	h := &annotate.Document{ID: annotate.NewID(), SHA256: sha256.Sum256([]byte(body)), Size: len(body), Title: "Häfen", Author: "@gl", Date: annotate.Date{Year: 2025, Month: 3}, Note: "one\ntwo,\t\"three\"",
		Custom: []annotate.Field{{Name: "page", Value: "3"}}}
	at := func(list ...string) (spans []text.Span) {
		for _, s := range list {
			i := strings.Index(body, s)
			spans = append(spans, text.Span{Start: text.Offset(i), End: text.Offset(i + len(s))})
		}
		return spans
	}
	tag := func(id annotate.TagID) annotate.Value { return annotate.Value{Type: annotate.TypeTag, Tag: id} }
	ent := func(e *annotate.Entity) annotate.Value { return annotate.Value{Type: annotate.TypeEntity, Ref: e.ID} }
	said := func(s string) annotate.Value { return annotate.Value{Type: annotate.TypeText, Text: s} }
	v := func(f annotate.FeatureID, list ...annotate.Value) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: f, Values: list}
	}
	first := &annotate.Annotation{ID: annotate.NewID(), Layer: "claim", Annotator: lina.ID, Fragments: at("Müller u\u0308ber"), Note: "=1+1\ncell",
		Features: []annotate.FeatureValue{v("category", tag("m"), tag("a")), v("claimant", ent(union), ent(hts)), v("target", tag("a")),
			v("said", annotate.Value{Type: annotate.TypeDate, Date: annotate.Date{Year: 2024}}), v("quote", said("'=a | b\\n\r\n "))}}
	list := []*annotate.Annotation{first,
		{ID: annotate.NewID(), Layer: "claim", Annotator: omar.ID, Fragments: at("𐐀", "👩‍👩‍👧 harbour"),
			Features: []annotate.FeatureValue{v("target", ent(hts)), v("answers", annotate.Value{Type: annotate.TypeAnnotation, Ref: first.ID})}},
		{ID: annotate.NewID(), Layer: "claim", Annotator: lina.ID, Features: []annotate.FeatureValue{v("target", said("-12"))}},
		{ID: annotate.NewID(), Layer: "actor", Annotator: lina.ID, Fragments: at("الميناء"), Features: []annotate.FeatureValue{v("target", said("2025")),
			v("sure", annotate.Value{Type: annotate.TypeBoolean, Bool: true}), v("n", annotate.Value{Type: annotate.TypeNumber, Number: -2.5})}},
		{ID: annotate.NewID(), Layer: "actor", Annotator: lina.ID, Fragments: at("harbour union")},
	}
	changes := []annotate.Change{annotate.Create(lina), annotate.Create(omar), annotate.Create(hts), annotate.Create(union),
		annotate.Create(&annotate.Body{Document: h.ID, Text: body}), annotate.Create(h),
		annotate.Create(&annotate.Progress{Document: h.ID, Annotator: lina.ID, State: annotate.Done, Flags: annotate.Discuss | annotate.Difficult})}
	for _, a := range list {
		a.Document, a.Quote = h.ID, tx.Quote(a.Fragments)
		changes = append(changes, annotate.Create(a))
	}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema())
	codectest.Commit(t, store, changes...)
	return store, lina
}

func written(t testing.TB, r session.Reader, f codec.Format) (string, *codec.Report) {
	t.Helper()
	return kit(f).WriteOne(t, r)
}

// into reads a table into a project; nil: an empty one.
func into(t testing.TB, in string, store session.Store, o codec.OpenOptions) (session.Store, *codec.Report) {
	t.Helper()
	if store == nil {
		return kit(csv.Format()).Read(t, source(in), o)
	}
	o.Into = store
	return store, kit(csv.Format()).ReadInto(t, store, source(in), o)
}

// told is all that a table carries, in words that hold in any project.
func told(t testing.TB, r session.Store) string {
	t.Helper()
	names := map[annotate.ID]string{}
	for e := range r.Entities() {
		names[e.ID] = e.Name
	}
	people, _ := r.Annotators()
	for _, p := range people {
		names[p.ID] = p.Name
	}
	s, _ := r.Schema()
	var out strings.Builder
	for d := range r.Summaries(annotate.ID{}) {
		list, err := r.Annotations(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b *annotate.Annotation) int { return cmp.Compare(a.Span().Start, b.Span().Start) })
		for _, a := range list {
			names[a.ID] = a.Quote.Exact
		}
		fmt.Fprintln(&out, codec.Fields(d.Document))
		progress, _ := r.Progress(d.ID)
		for _, p := range progress {
			fmt.Fprintln(&out, names[p.Annotator], p.State, p.Flags.Words())
		}
		for _, a := range list {
			l := s.Layer(a.Layer)
			fmt.Fprintf(&out, "%s %v %q %q by %s", l.Name, a.Fragments, a.Quote.Exact, a.Note, names[a.Annotator])
			features := slices.Clone(a.Features)
			slices.SortFunc(features, func(x, y annotate.FeatureValue) int {
				return cmp.Compare(l.Feature(x.Feature).Name, l.Feature(y.Feature).Name)
			})
			for _, fv := range features {
				f := l.Feature(fv.Feature)
				fmt.Fprintf(&out, " %s:", f.Name)
				for _, v := range fv.Values {
					tag := ""
					if v.Type == annotate.TypeTag {
						tag = s.Tagset(f.Tagset).Tag(v.Tag).Label()
					}
					fmt.Fprintf(&out, " %s(%s%q%v%v%v%q)", v.Type, tag, v.Text, v.Number, v.Bool, v.Date, names[v.Ref])
				}
			}
			fmt.Fprintln(&out)
		}
	}
	return out.String()
}

func TestThereAndBack(t *testing.T) {
	store, _ := project(t)
	want := told(t, store)
	for name, o := range map[string]csv.Options{
		"long": {Text: true}, "mark": {Text: true, BOM: true}, "value": {Text: true, ByValue: true}, "wide": {Text: true, Wide: true},
	} {
		for _, f := range []codec.Format{o.CSV(), o.TSV()} {
			out, report := written(t, store, f)
			if len(report.Lost) > 0 || report.Annotations != 5 {
				t.Errorf("%s %s: %+v", name, f.Name, report)
			}
			if g := f.Detect(source(out)); g.Likelihood < 90 {
				t.Errorf("%s %s: %+v", name, f.Name, g)
			}
			again, read := into(t, out, nil, codec.OpenOptions{})
			got := told(t, again)
			if strip(got) != want || !read.OK() {
				t.Errorf("%s %s: came back as\n%s\nwant\n%s\n%+v\n%s", name, f.Name, got, want, read, out)
			}
		}
	}
}

// strip takes off the codes that a tag without one gets where no schema is known.
func strip(s string) string { return strings.ReplaceAll(s, "(a =Asylum", "(=Asylum") }

// Without its texts a table comes back into the project that has them: nothing is added
// that is there, and what was deleted is there again.
func TestBackIntoTheProject(t *testing.T) {
	for _, o := range []csv.Options{{}, {ByValue: true}, {Wide: true}, {Text: true}} {
		store, _ := project(t)
		want := told(t, store)
		out, report := written(t, store, o.CSV())
		if !o.Text && (len(report.Lost) != 1 || report.Lost[0].String() != "1 text left out, for which reading needs the project") {
			t.Errorf("%+v", report.Lost)
		}
		if _, report := into(t, out, store, codec.OpenOptions{}); report.Skipped.Total != 5 || report.Annotations+report.Documents+report.Refused.Total != 0 {
			t.Errorf("%+v: %+v", o, report)
		}
		var changes []annotate.Change
		for d := range store.Summaries(annotate.ID{}) {
			list, _ := store.Annotations(d.ID)
			for _, a := range list {
				changes = append(changes, annotate.Delete(a))
			}
		}
		codectest.Commit(t, store, changes...)
		before, _ := store.Schema()
		store2, report := into2(t, out, store)
		if after, _ := store2.Schema(); after.Version != before.Version {
			t.Errorf("%+v: the schema was altered: %+v", o, after)
		}
		if got := told(t, store2); got != want {
			t.Errorf("%+v: came back as\n%s\nwant\n%s\n%+v", o, got, want, report)
		}
	}
}

// into2 is into of somebody who imported before.
func into2(t testing.TB, in string, store session.Store) (session.Store, *codec.Report) {
	t.Helper()
	people, err := store.Annotators()
	if err != nil {
		t.Fatal(err)
	}
	return into(t, in, store, codec.OpenOptions{Annotator: people[0].ID})
}

func TestFormulas(t *testing.T) {
	store, _ := project(t)
	out, _ := written(t, store, csv.Format())
	for _, cell := range []string{`"'=1+1`, `,'@gl,`, `,'-Union | `, `''=a \|`, ",-2.5", ",-12"} {
		if !strings.Contains(out, cell) {
			t.Errorf("no %s in\n%s", cell, out)
		}
	}
	if marked, _ := written(t, store, csv.Options{BOM: true}.CSV()); marked != "\uFEFF"+out {
		t.Error("the mark alters more than the beginning")
	}
}

// What people and other programs write: semicolons, few columns, quotes instead of places,
// rows of a document apart, UTF-16 positions.
func TestForeign(t *testing.T) {
	in := "\uFEFFtext;document_title;quote;start;end;Topic;Score;Who.id;Who\r\n" +
		"\"" + body + "\";One;Müller;;;x | y;1;q1;Anna\r\n" +
		"Another text 📌 here.;Two;here;16;20;z;2.5;;\r\n" +
		";One;harbour union;;;z;3;q1;Anna\r\n" +
		";One;harbour;;;z;3;;\r\n" +
		";Two;gone;;;z;3;;\r\n"
	store, report := into(t, in, nil, codec.OpenOptions{})
	got := told(t, store)
	for _, want := range []string{`"Müller"`, `"harbour union"`, `"here"`, `Topic: text("x"`, `text("y"`, `Score: number(""2.5`, `Who: entity(""0false"Anna")`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if report.Annotations != 3 || report.Documents != 2 || report.Refused.Total != 2 || report.Entities != 1 {
		t.Errorf("%+v", report)
	}
	for i, why := range []string{"line 6 statement in \"One\": its quote “harbour” stands in the text 2 times", "does not stand in the text"} {
		if p := report.Refused.First[i].String(); !strings.Contains(p, why) {
			t.Errorf("%s, want %s", p, why)
		}
	}
}

func TestRefuses(t *testing.T) {
	head := "id,layer,document_title,document_text,start,end,quote,A,A.code\n1,L,T,Good text.,0,4,Good,x,1\n"
	for in, why := range map[string]string{
		"1,L,T,,0,4,Good,,\n":          "its ID is there twice",
		"2,L,T,,0,99,,,\n":             "line 3 statement 2",
		"2,L,T,,4,4,,,\n":              "it is empty",
		"2,L,T,,a,4,,,\n":              "these are no positions",
		"2,L,T,,0,4,Nowhere,,\n":       "does not stand in the text",
		"2,L,U,,0,4,Good,,\n":          "no text of its document",
		"2,L,T,,0,4,Good,x | y,1\n":    "2 values, and 1 beside them",
		"2,L,T,,0,4,Good,,,,\n":        "it has 11 cells, and the header 9",
		"2,L,T,,0,4,G\"ood,,\n":        "bare",
		"2,L,T,,0,4,\xff,,\n":          "is not UTF-8",
		"2,L,T,,0,4,\"Good,,\n":        "line 3",
		"2,L,T,,-1,4,,,\n":             "line 3",
		"2,L,T,,99999999999999999,,,,": "these are no positions",
	} {
		_, report := into(t, head+in, nil, codec.OpenOptions{})
		if report.Annotations != 1 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%q: %+v, want %q", in, report, why)
		}
	}
	for _, in := range []string{"", "a,b\n1,2\n", "\n\n"} {
		if _, err := csv.Format().Open(source(in), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", in)
		}
	}
	for _, in := range []string{"", "a,b\n", "ID\tTarget\tTweet\tStance\n", `{"text": "a,b"}`} {
		for _, f := range []codec.Format{csv.Format(), csv.TSV()} {
			if g := f.Detect(source(in)); g.Likelihood > 0 {
				t.Errorf("%q: %+v", in, g)
			}
		}
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := project(t)
	var changes []annotate.Change
	for e := range store.Entities() {
		next := *e
		next.Kind = "party"
		changes = append(changes, annotate.Update(e, &next))
		break
	}
	people, _ := store.Annotators()
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		next := *list[0]
		next.Recheck = "tag 201 was divided"
		head := *d.Document
		head.Direction, head.Custom = annotate.RightToLeft, append(slices.Clone(head.Custom), annotate.Field{Name: "text", Value: "x"})
		other := &annotate.Document{ID: annotate.NewID(), Title: "Empty", SHA256: sha256.Sum256([]byte("Empty.")), Size: 6}
		changes = append(changes, annotate.Update(list[0], &next), annotate.Update(d.Document, &head),
			annotate.Create(&annotate.Body{Document: other.ID, Text: "Empty."}), annotate.Create(other),
			annotate.Create(&annotate.Progress{Document: other.ID, Annotator: people[0].ID, State: annotate.Done}))
	}
	codectest.Commit(t, store, changes...)
	_, report := written(t, store, csv.Format())
	var got []string
	for _, l := range report.Lost {
		got = append(got, l.String())
	}
	want := []string{
		"1 actor written with its name only", "1 metadata field left out, as the table has a column of its name",
		"1 document written without its direction, its speakers or who its author is", "2 texts left out, for which reading needs the project",
		"1 statement written without why it should be looked at again",
		"1 state of a document left out, as its annotator has no statement in it", "1 document without statements left out",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzRead(f *testing.F) {
	store, _ := project(f)
	seeds := []string{"text;quote;a=b;a.code;feature_;feature_x\nx y;x;1;;a;\\\\\\\n\"\ny\";y;x\n"}
	for _, o := range []csv.Options{{Text: true}, {Text: true, ByValue: true}, {Text: true, Wide: true}, {}} {
		out, _ := written(f, store, o.CSV())
		seeds = append(seeds, out)
	}
	kit(csv.Format()).Fuzz(f, seeds...)
}
