package cas_test

import (
	"fmt"
	"maps"
	"slices"
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

const severalText = "Müller e\u0301 📌 𐐀: «الميناء» 👩‍👩‍👧 harbour.\nThe union."

// two is a project of two documents; in the first one two people recorded something.
func two(t *testing.T) session.Store {
	t.Helper()
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "a.Claim", Name: "Claim"}}})
	people := []*annotate.Annotator{{ID: annotate.NewID(), Name: "Lina Haddad"}, {ID: annotate.NewID(), Name: "Omar/Müller"}}
	codectest.Commit(t, store, annotate.Create(people[0]), annotate.Create(people[1]))
	for i, title := range []string{"Harbour", "Bare"} {
		tx, err := text.New(severalText + strings.Repeat("\nMore.", i))
		if err != nil {
			t.Fatal(err)
		}
		d := &annotate.Document{ID: annotate.NewID(), Title: title, Size: int(tx.Len())}
		codectest.Commit(t, store, annotate.Create(&annotate.Body{Document: d.ID, Text: tx.String()}), annotate.Create(d))
		for k, p := range people[:2-2*i] {
			list := []text.Span{{Start: text.Offset(8 * k), End: text.Offset(7 + 4*k)}}
			codectest.Commit(t, store, annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: p.ID, Layer: "a.Claim", Fragments: list, Quote: tx.Quote(list)}))
		}
	}
	return store
}

// by are the quotes of each annotator in each document.
func by(t *testing.T, r session.Store) (list []string) {
	t.Helper()
	people, _ := r.Annotators()
	names := map[annotate.ID]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d.Title)
		annotations, _ := r.Annotations(d.ID)
		for _, a := range annotations {
			list = append(list, fmt.Sprintf("%s: %s: %s", d.Title, names[a.Annotator], a.Quote.Exact))
		}
	}
	slices.Sort(list)
	return list
}

// What several people made of a document is a file of each, as INCEpTION has it, and comes
// back as one document with the annotations of each.
func TestSeveralPeople(t *testing.T) {
	for _, f := range []codec.Format{cas.JSON(), cas.XMI()} {
		t.Run(f.Name, func(t *testing.T) {
			store := two(t)
			want := by(t, store)
			out, report := written(t, f, store)
			ext := f.Extensions[0]
			names := slices.DeleteFunc(slices.Sorted(maps.Keys(out)), func(n string) bool { return n == "TypeSystem.xml" })
			if lay := []string{"annotation/Bare/INITIAL_CAS" + ext, "annotation/Harbour/Lina Haddad" + ext, "annotation/Harbour/Omar_Müller" + ext}; !slices.Equal(names, lay) {
				t.Fatalf("%q, want %q", names, lay)
			}
			if report.Documents != 2 || report.Annotations != 2 || !report.Whole() {
				t.Errorf("%+v", report)
			}
			again, back := into(t, f, files(out))
			if got := by(t, again); !slices.Equal(got, want) || back.Documents != 2 || back.Refused.Total > 0 {
				t.Errorf("%q, want %q: %+v", got, want, back)
			}
			twice, _ := written(t, f, again)
			if !maps.Equal(twice, out) {
				t.Errorf("written again it is\n%q, want\n%q", twice, out)
			}
		})
	}
}

// A document that came in as a file of one is a folder once a second one records something,
// and a file of the folder which nobody's is, or of another text, is not taken in.
func TestSecondPerson(t *testing.T) {
	out, _ := written(t, cas.JSON(), two(t))
	lina := out["annotation/Harbour/Lina Haddad.json"]
	store, _ := into(t, cas.JSON(), files(map[string]string{"in/Harbour.json": lina}))
	id, annotations, _ := codectest.Only(t, store)
	omar := &annotate.Annotator{ID: annotate.NewID(), Name: "Omar"}
	more := *annotations[0]
	more.ID, more.Annotator = annotate.NewID(), omar.ID
	alone, _ := written(t, cas.JSON(), store)
	if !maps.Equal(alone, map[string]string{"in/Harbour.json": lina}) {
		t.Errorf("%q", slices.Collect(maps.Keys(alone)))
	}
	codectest.Commit(t, store, annotate.Create(omar), annotate.Create(&more))
	both, _ := written(t, cas.JSON(), store)
	if both["annotation/Harbour/Lina Haddad.json"] != lina || !strings.Contains(both["annotation/Harbour/Omar.json"], `"username" : "Omar"`) || len(both) != 2 {
		t.Errorf("%q", both)
	}
	again, _ := into(t, cas.JSON(), files(both))
	if got := by(t, again); len(got) != 3 {
		t.Errorf("%q", got)
	}
	_ = id

	both["annotation/Harbour/INITIAL_CAS.json"] = lina
	both["curation/Harbour/CURATION_USER.json"] = strings.Replace(lina, `"username" : "Lina Haddad"`, `"username" : ""`, 1)
	both["annotation/Harbour/other.json"] = strings.Replace(lina, "harbour", "Hafen", 1)
	all, report := into(t, cas.JSON(), files(both))
	got := by(t, all)
	if len(got) != 4 || !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "Harbour: CURATION_USER") }) {
		t.Errorf("%q", got)
	}
	if report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), "its text is not that of") {
		t.Errorf("%+v", report.Refused)
	}
	delete(both, "annotation/Harbour/other.json")
	if back, _ := written(t, cas.JSON(), all); !maps.Equal(back, both) {
		t.Errorf("%q, want %q", slices.Sorted(maps.Keys(back)), slices.Sorted(maps.Keys(both)))
	}
}
