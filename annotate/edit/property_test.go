package edit_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/text"
)

// Whatever is done, its inverse makes it as if it had not been, and the inverse of that
// does it again.
func TestInverseOfApplyIsNothing(t *testing.T) {
	for seed := range uint64(30) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		d, _ := newDesk(t, "[Claim "+annotatetest.Sample+"]")
		for step := range 60 {
			cs, err := random(rnd, d)
			if err != nil {
				if !errors.Is(err, annotate.ErrInvalid) && !errors.Is(err, annotate.ErrNothing) && !errors.Is(err, annotate.ErrNotFound) {
					t.Fatalf("seed %d, step %d: %v", seed, step, err)
				}
				continue
			}
			before := clone(d.Records)
			d.apply(cs, nil)
			after := clone(d.Records)
			undo := annotate.ChangeSet{Changes: cs.Inverse()}
			d.apply(undo, nil)
			if !reflect.DeepEqual(d.Records, before) {
				t.Fatalf("seed %d, step %d: undone, %q left %s", seed, step, cs.Label, d.String())
			}
			d.apply(annotate.ChangeSet{Changes: undo.Inverse()}, nil)
			if !reflect.DeepEqual(d.Records, after) {
				t.Fatalf("seed %d, step %d: done again, %q left %s", seed, step, cs.Label, d.String())
			}
			consistent(t, d)
		}
	}
}

// clone copies records, not what they hold: what is in a ChangeSet is never changed.
func clone(r annotatetest.Records) annotatetest.Records {
	next := annotatetest.Records{}
	for k, v := range r {
		next[k] = v
	}
	return next
}

// random is some intent on the document's annotations; many are refused.
func random(rnd *rand.Rand, d *desk) (annotate.ChangeSet, error) {
	all := slices.SortedFunc(d.Annotations(), func(a, b *annotate.Annotation) int { return a.ID.Compare(b.ID) })
	pick := func() annotate.ID {
		if len(all) == 0 {
			return annotate.ID{}
		}
		return all[rnd.IntN(len(all))].ID
	}
	somewhere := func() (list []text.Span) {
		for range rnd.IntN(3) {
			a, b := text.Offset(rnd.IntN(int(d.Text().Len())+1)), text.Offset(rnd.IntN(int(d.Text().Len())+1))
			list = append(list, span(min(a, b), max(a, b)))
		}
		return list
	}
	layer := []annotate.LayerID{"Claim", "Actor"}[rnd.IntN(2)]
	switch rnd.IntN(9) {
	case 0, 1:
		cs, _, err := d.Mark(d, layer, somewhere())
		return cs, err
	case 2:
		return d.Resize(d, pick(), somewhere())
	case 3:
		return d.Retag(d, pick(), layer)
	case 4:
		return d.Delete(d, pick())
	case 5:
		cs, _, err := d.Link(d, []annotate.RelationTypeID{"supports", "mentions"}[rnd.IntN(2)], pick(), pick())
		return cs, err
	case 6:
		return d.SetFeature(d, pick(), "target", annotate.Value{Type: annotate.TypeAnnotation, Ref: pick()})
	case 7:
		return d.SetFeature(d, pick(), []annotate.FeatureID{"claimant", "entity"}[rnd.IntN(2)], annotate.Value{Type: annotate.TypeEntity, Ref: annotatetest.ID(77), Mention: pick()})
	}
	return d.SetState(d, annotate.State(rnd.IntN(3)))
}

// consistent: quotes are what the text says, and everything that is named is there.
func consistent(t *testing.T, d *desk) {
	t.Helper()
	named := func(list []annotate.FeatureValue) {
		for _, fv := range list {
			for _, v := range fv.Values {
				if v.Type == annotate.TypeAnnotation && d.Annotation(v.Ref) == nil || !v.Mention.IsZero() && d.Annotation(v.Mention) == nil {
					t.Fatalf("%s names what is not there", fv.Feature)
				}
			}
		}
	}
	for a := range d.Annotations() {
		if err := d.Text().Verify(a.Fragments, a.Quote.Exact); err != nil {
			t.Fatal(err)
		}
		named(a.Features)
	}
	for r := range d.Relations() {
		typ := d.Schema.Relation(r.Type)
		for _, end := range []struct {
			id    annotate.ID
			allow []annotate.LayerID
		}{{r.From, typ.From}, {r.To, typ.To}} {
			if a := d.Annotation(end.id); a == nil || len(end.allow) > 0 && !slices.Contains(end.allow, a.Layer) {
				t.Fatalf("%s joins what it must not", r.Type)
			}
		}
		named(r.Features)
	}
}
