package codec_test

import (
	"context"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

func TestDecide(t *testing.T) {
	for _, body := range []string{words, strings.ReplaceAll(words, " ", "\r\n"), strings.ReplaceAll(words, ": ", "\r")} {
		raw, err := codec.NewRaw(body)
		if err != nil {
			t.Fatal(err)
		}
		tx, _ := text.New(body)
		there := find(t, tx, "harbour")
		for _, u := range []text.Unit{text.Byte, text.CodePoint, text.UTF16} {
			start, _ := tx.In(there.Start, u)
			end, _ := tx.In(there.End, u)
			p := codec.Position{Start: start, End: end, Quote: "harbour"}
			got, fit := raw.Decide([]codec.Position{{Start: 0, End: 1, Quote: "M"}, p}, text.CodePoint, text.UTF16, text.Byte)
			if got != u || fit != 2 {
				t.Errorf("counted in %v: %v fits %d", u, got, fit)
			}
			if s, err := raw.Span(p, u); err != nil || raw.Text.Slice(s) != "harbour" || strings.Contains(raw.Text.String(), "\r") {
				t.Errorf("%v: %v, %v", u, s, err)
			}
		}
		if raw.Same(text.CodePoint, text.UTF16) {
			t.Error("an emoji is one unit")
		}
	}
}

func TestPosition(t *testing.T) {
	tx, _ := text.New(words)
	for _, p := range []codec.Position{{3, 1, ""}, {0, 1 << 20, ""}, {-1, 2, ""}, {0, 2, "Mx"}} {
		if s, err := p.Span(tx, text.CodePoint); err == nil {
			t.Errorf("%+v is %v", p, s)
		}
	}
	if s, err := (codec.Position{0, 7, "Müller\u00a0"}).Span(tx, text.CodePoint); err != nil || tx.Slice(s) != "Müller " {
		t.Errorf("%v, %v", s, err)
	}
}

func TestScope(t *testing.T) {
	store, lina, _ := ours()
	schema, _ := store.Schema()
	c := foreign(t, words)
	m := codec.Propose(c.Schema(), schema)
	m.Layer("PER").To = "actor"
	if _, err := codec.Import(context.Background(), c, options(store, lina, m)); err != nil {
		t.Fatal(err)
	}
	claim, _ := recorded(t, store)
	for _, s := range []struct {
		scope                             codec.Scope
		documents, annotations, relations int
	}{
		{codec.Scope{}, 1, 2, 1},
		{codec.Scope{Layers: []annotate.LayerID{"claim"}}, 1, 1, 0},
		{codec.Scope{Annotators: []annotate.ID{annotate.NewID()}}, 1, 0, 0},
		{codec.Scope{Documents: []annotate.ID{annotate.NewID()}}, 0, 2, 1},
		{codec.Scope{States: []annotate.State{annotate.Done}}, 0, 2, 1},
		{codec.Scope{States: []annotate.State{annotate.New}, By: lina.ID}, 1, 2, 1},
	} {
		r, n := s.scope.Of(store), 0
		for range r.Summaries(annotate.ID{}) {
			n++
		}
		annotations, err := r.Annotations(claim.Document)
		if err != nil {
			t.Fatal(err)
		}
		relations, _ := r.Relations(claim.Document)
		if n != s.documents || len(annotations) != s.annotations || len(relations) != s.relations {
			t.Errorf("%+v: %d documents, %d annotations, %d relations", s.scope, n, len(annotations), len(relations))
		}
	}
	if list, _ := store.Annotations(claim.Document); len(list) != 2 {
		t.Error("the project was altered")
	}
}

// What is left out is not named by what stays, and the project keeps it.
func TestScopeLeavesNothingHanging(t *testing.T) {
	store, lina, _ := ours()
	schema, _ := store.Schema()
	c := foreign(t, words)
	m := codec.Propose(c.Schema(), schema)
	m.Layer("PER").To = "actor"
	if _, err := codec.Import(context.Background(), c, options(store, lina, m)); err != nil {
		t.Fatal(err)
	}
	claim, actor := recorded(t, store)
	next := *claim
	next.Features = []annotate.FeatureValue{
		{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: annotate.NewID(), Mention: actor.ID}}},
		{Feature: "target", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: actor.ID}}},
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "name", Changes: []annotate.Change{annotate.Update(claim, &next)}}); err != nil {
		t.Fatal(err)
	}
	list, err := codec.Scope{Layers: []annotate.LayerID{"claim"}}.Of(store).Annotations(claim.Document)
	if err != nil || len(list) != 1 || len(list[0].Features) != 1 || !list[0].Features[0].Values[0].Mention.IsZero() {
		t.Errorf("%+v, %v", list, err)
	}
	list, err = codec.Scope{Documents: []annotate.ID{claim.Document}}.Of(store).Annotations(claim.Document)
	if err != nil || len(list) != 2 || len(next.Features) != 2 || next.Features[0].Values[0].Mention != actor.ID {
		t.Errorf("%+v, %v", list, err)
	}
}
