package schema_test

import (
	"context"
	"iter"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/schema"
)

// million is a project of a million claims, each tenth of which is promises; the others
// are demands. It lends them.
type million struct{ *shelf }

const claims = 1_000_000

func (million) LendAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return func(yield func(*annotate.Annotation, error) bool) {
		a := annotate.Annotation{
			Layer: "Claim", Quote: quoted, Origin: annotate.ByHand, Schema: 1,
			Features: []annotate.FeatureValue{
				{Feature: "stance", Values: tags("favor")},
				{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: annotatetest.ID(77)}}},
				{Feature: "about", Values: tags("favor", "strong")},
			},
		}
		for i := range claims {
			a.ID, a.Document = annotatetest.ID(uint64(i)), annotatetest.ID(uint64(i/100))
			a.Features[0].Values[0].Tag = "favor"
			if i%10 == 0 {
				a.Features[0].Values[0].Tag = "against"
			}
			if !yield(&a, nil) {
				return
			}
		}
	}
}

// merged is a draft in which a tag that 100,000 claims have is merged into another.
func merged(b *testing.B) schema.Draft {
	s := annotatetest.Schema()
	s.Layers[0].Features = codebook().Layers[0].Features
	return must(b)(schema.Begin(s).MergeTag("stance", "against", "favor"))
}

// BenchmarkCount says how many of a million annotations a merge of two tags touches.
func BenchmarkCount(b *testing.B) {
	d := merged(b)
	b.ReportAllocs()
	for b.Loop() {
		list, err := schema.Count(context.Background(), million{library()}, d, schema.Everywhere(), nil)
		if err != nil || list[0].Annotations != claims/10 {
			b.Fatal(list, err)
		}
	}
}

// BenchmarkMergeTag carries the merge over to the 100,000 that have the tag.
func BenchmarkMergeTag(b *testing.B) {
	d := merged(b)
	b.ReportAllocs()
	for b.Loop() {
		var changes []annotate.Change
		r := schema.NewRecoding(d)
		err := r.Run(context.Background(), million{library()}, nil, func(old, next annotate.Record) {
			changes = append(changes, annotate.Update(old, next))
		})
		if err != nil || len(changes) != claims/10 {
			b.Fatal(len(changes), err)
		}
	}
}
