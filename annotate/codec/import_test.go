package codec_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/storage/memory"
)

const words = "Müller u\u0308ber 📌 𐐀: «الميناء» 👩‍👩‍👧 harbour, and the union."

// shelf is a collection in memory.
type shelf struct {
	schema     *annotate.Schema
	annotators []*annotate.Annotator
	entities   []*annotate.Entity
	documents  func() []*codec.Document
}

func (s *shelf) Schema() *annotate.Schema          { return s.schema }
func (s *shelf) Annotators() []*annotate.Annotator { return s.annotators }
func (s *shelf) Entities() []*annotate.Entity      { return s.entities }
func (s *shelf) Close() error                      { return nil }

func (s *shelf) Documents(context.Context, *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for _, d := range s.documents() {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func tagValue(f annotate.FeatureID, tags ...annotate.TagID) annotate.FeatureValue {
	fv := annotate.FeatureValue{Feature: f}
	for _, t := range tags {
		fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeTag, Tag: t})
	}
	return fv
}

func textValue(f annotate.FeatureID, s string) annotate.FeatureValue {
	return annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeText, Text: s}}}
}

func find(t testing.TB, tx *text.Text, s string) text.Span {
	i := strings.Index(tx.String(), s)
	if i < 0 {
		t.Fatalf("no %q", s)
	}
	return text.Span{Start: text.Offset(i), End: text.Offset(i + len(s))}
}

// foreign is a collection of another tool's: claims with a polarity, persons, an unknown layer.
func foreign(t testing.TB, body string) *shelf {
	by := &annotate.Annotator{ID: annotate.NewID(), Name: "LINA haddad"}
	union := &annotate.Entity{ID: annotate.NewID(), Name: "Dockers’ Union", Kind: "party"}
	s := &annotate.Schema{Name: "theirs", Version: 1,
		Layers: []annotate.Layer{
			{ID: "CLAIM", Name: "CLAIM", Features: []annotate.Feature{
				{ID: "Stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "polarity", Multi: true},
				{ID: "speaker", Name: "speaker", Types: []annotate.FeatureType{annotate.TypeText}},
				{ID: "mood", Name: "mood", Types: []annotate.FeatureType{annotate.TypeText}},
			}},
			{ID: "PER", Name: "PER"}, {ID: "Noise", Name: "Noise"},
		},
		Tagsets:   []annotate.Tagset{{ID: "polarity", Name: "Polarity", Tags: []annotate.Tag{{ID: "FAVOR", Name: "FAVOR"}, {ID: "angry", Name: "angry"}}}},
		Relations: []annotate.RelationType{{ID: "Supports", Name: "Supports"}, {ID: "near", Name: "near", From: []annotate.LayerID{"PER"}}},
	}
	return &shelf{schema: s, annotators: []*annotate.Annotator{by}, entities: []*annotate.Entity{union}, documents: func() []*codec.Document {
		tx, err := text.New(body)
		if err != nil {
			t.Fatal(err)
		}
		id := func() annotate.ID { return annotate.NewID() }
		claim := &annotate.Annotation{ID: id(), Layer: "CLAIM", Annotator: by.ID, Fragments: []text.Span{find(t, tx, "📌 𐐀"), find(t, tx, "harbour")},
			Features: []annotate.FeatureValue{tagValue("Stance", "FAVOR", "angry"), textValue("speaker", "Dockers’ Union"), textValue("mood", "cross")}}
		per := &annotate.Annotation{ID: id(), Layer: "PER", Fragments: []text.Span{find(t, tx, "Müller")}}
		noise := &annotate.Annotation{ID: id(), Layer: "Noise", Fragments: []text.Span{find(t, tx, "ber")}}
		cut := &annotate.Annotation{ID: id(), Layer: "PER", Fragments: []text.Span{{Start: 2, End: 4}}} // inside ü
		return []*codec.Document{
			{Head: annotate.Document{Title: "One"}, Text: tx, Place: "line 1", Annotations: []*annotate.Annotation{claim, per, noise, cut},
				Relations: []*annotate.Relation{{ID: id(), Type: "Supports", From: per.ID, To: claim.ID}, {ID: id(), Type: "near", From: per.ID, To: noise.ID}}},
			{Head: annotate.Document{Title: "Again"}, Text: tx, Place: "line 2"},
		}
	}}
}

// ours is a project with a schema of its own and somebody who is there already.
func ours() (*memory.Store, *annotate.Annotator, *annotate.Entity) {
	s := &annotate.Schema{Name: "ours", Version: 1,
		Layers: []annotate.Layer{
			{ID: "claim", Name: "Claim", Key: "1", Colour: 1, Features: []annotate.Feature{
				{ID: "claimant", Name: "Claimant", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
				{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			}},
			{ID: "actor", Name: "Actor", Key: "3", Colour: 3, Features: []annotate.Feature{
				{ID: "form", Name: "Form", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "form"},
			}},
		},
		Tagsets: []annotate.Tagset{
			{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "favor", Name: "favor"}, {ID: "against", Name: "against"}}},
			{ID: "form", Name: "Form", Tags: []annotate.Tag{{ID: "name", Name: "name"}}},
		},
		Relations: []annotate.RelationType{{ID: "supports", Name: "supports"}},
	}
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "P"}, s)
	lina := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad"}
	union := &annotate.Entity{ID: annotate.NewID(), Name: "The Union", Aliases: []annotate.Alias{{Name: "Dockers’ Union"}}}
	_, err := store.Commit(&annotate.ChangeSet{Label: "begin", Changes: []annotate.Change{annotate.Create(lina), annotate.Create(union)}})
	if err != nil {
		panic(err)
	}
	return store, lina, union
}

func options(store *memory.Store, by *annotate.Annotator, m codec.Mapping) codec.ImportOptions {
	return codec.ImportOptions{Into: store, Mapping: m, Annotator: by.ID, Now: func() time.Time { return time.UnixMilli(1700000000000) },
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }}
}

func TestImport(t *testing.T) {
	store, lina, union := ours()
	c := foreign(t, words)
	schema, _ := store.Schema()
	m := codec.Propose(c.Schema(), schema)
	m.Layer("PER").To = "actor"
	m.Layer("PER").Set = []codec.Setting{{Feature: "form", Tag: "name"}}
	claims := m.Layer("CLAIM")
	if claims.To != "claim" || claims.Features[0].To != "stance" || claims.Features[0].Tags["FAVOR"] != "favor" || m.Relation("Supports").To != "supports" {
		t.Fatalf("proposed %+v", m)
	}
	claims.Features[1].To = "claimant"
	report, err := codec.Import(context.Background(), c, options(store, lina, m))
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 1 || report.Annotations != 2 || report.Relations != 1 || report.Annotators != 0 || report.Entities != 0 ||
		report.Skipped.Total != 1 || report.Refused.Total != 1 {
		t.Errorf("%+v", report)
	}
	var lost []string
	for _, l := range report.Lost {
		lost = append(lost, l.String())
	}
	want := []string{
		"1 value that the feature it is mapped to does not take", "1 value of a feature that is mapped to nothing",
		"1 annotation of a layer that is mapped to nothing", "1 relation of a type that is mapped to nothing",
	}
	if !slices.Equal(lost, want) {
		t.Errorf("lost %q", lost)
	}
	claim, actor := recorded(t, store)
	if v := claim.Values("claimant"); len(v) != 1 || v[0].Ref != union.ID {
		t.Errorf("claimant %v", v)
	}
	if v := claim.Values("stance"); len(v) != 1 || v[0].Tag != "favor" {
		t.Errorf("stance %v", v)
	}
	if claim.Quote.Exact != "📌 𐐀 … harbour" && !strings.Contains(claim.Quote.Exact, "harbour") || claim.Annotator != lina.ID || claim.Origin != annotate.ByImport {
		t.Errorf("%+v", claim)
	}
	if v := actor.Values("form"); len(v) != 1 || v[0].Tag != "name" || actor.Annotator != lina.ID {
		t.Errorf("%+v", actor)
	}
}

// recorded are the claim and the actor of the only document.
func recorded(t *testing.T, store *memory.Store) (claim, actor *annotate.Annotation) {
	t.Helper()
	for s, err := range store.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list, err := store.Annotations(s.ID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d annotations, %v", len(list), err)
		}
		i := slices.IndexFunc(list, func(a *annotate.Annotation) bool { return len(a.Fragments) == 2 })
		return list[i], list[1-i]
	}
	t.Fatal("no document")
	return nil, nil
}

// What the mapping leaves out becomes part of the schema, and then nothing is lost.
func TestImportExtends(t *testing.T) {
	store, lina, _ := ours()
	c := foreign(t, words)
	old, _ := store.Schema()
	o := options(store, lina, codec.Propose(c.Schema(), old))
	o.Extend = true
	report, err := codec.Import(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Lost) != 1 || report.Lost[0].Total != 1 || report.Annotations != 3 || report.Relations != 2 {
		t.Errorf("%+v", report) // of two stances one stays: ours takes one
	}
	next, _ := store.Schema()
	per := next.LayerNamed("PER")
	if next.Version != old.Version+1 || per == nil || per.Key == "" || next.Layer("claim").Feature("mood") == nil ||
		next.Tagset("stance").Tag("angry") == nil || len(next.RelationNamed("near").From) != 1 || next.RelationNamed("near").From[0] != per.ID {
		t.Errorf("%+v", next)
	}
	if len(old.Layers) != 2 || len(old.Tagset("stance").Tags) != 2 || len(old.Layer("claim").Features) != 2 {
		t.Error("the old schema was altered")
	}
}

// When a part fails, those before it are taken back.
func TestImportFails(t *testing.T) {
	store, lina, _ := ours()
	c := foreign(t, words)
	full := errors.New("full")
	undone, applied := 0, 0
	many := c.documents
	c.documents = func() (all []*codec.Document) {
		for i := range 4 {
			d := many()[0]
			tx, _ := text.New(strings.Repeat(words, i+1))
			d.Text = tx
			d.Annotations = nil
			d.Relations = nil
			for range 9000 {
				d.Annotations = append(d.Annotations, &annotate.Annotation{ID: annotate.NewID(), Layer: "PER", Fragments: []text.Span{find(t, tx, "Müller")}})
			}
			all = append(all, d)
		}
		return all
	}
	o := options(store, lina, codec.Identity(c.Schema()))
	o.Extend = true
	o.Mapping = codec.Mapping{}
	o.Undo = func() error { undone++; return nil }
	o.Apply = func(cs annotate.ChangeSet) error {
		if applied++; applied == 2 {
			return full
		}
		return nil
	}
	if _, err := codec.Import(context.Background(), c, o); !errors.Is(err, full) || undone != 1 {
		t.Errorf("%v, undone %d", err, undone)
	}
}
