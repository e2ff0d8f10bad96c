package edit_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/schema"
	"parley/annotate/text"
)

// project is records as a source of a schema's change: what a session.Reader gives.
type project struct {
	annotatetest.Records
	edit.Editor
}

func (p *project) Summaries(annotate.ID) iter.Seq2[annotate.Summary, error] {
	return func(yield func(annotate.Summary, error) bool) {
		counts := map[annotate.ID]int{}
		for k := range p.Records {
			if k.Kind == annotate.KindAnnotation {
				counts[k.Document]++
			}
		}
		for _, id := range slices.SortedFunc(maps.Keys(counts), annotate.ID.Compare) {
			if !yield(annotate.Summary{Document: &annotate.Document{ID: id}, Annotations: counts[id]}, nil) {
				return
			}
		}
	}
}

func (p *project) Annotations(id annotate.ID) ([]*annotate.Annotation, error) {
	return slices.SortedFunc(annotatetest.Page{Records: p.Records, ID: id}.Annotations(), annotate.ComparePlace), nil
}

func (p *project) Relations(id annotate.ID) ([]*annotate.Relation, error) {
	return slices.SortedFunc(annotatetest.Page{Records: p.Records, ID: id}.Relations(), func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) }), nil
}

func (p *project) Entities() iter.Seq2[*annotate.Entity, error] {
	return func(yield func(*annotate.Entity, error) bool) {
		yield(&annotate.Entity{ID: annotatetest.ID(900), Name: "هيئة 👨‍👩‍👧"}, nil)
	}
}

// lender is a project that lends its annotations: what it lent is overwritten.
type lender struct{ *project }

func (l lender) LendAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return func(yield func(*annotate.Annotation, error) bool) {
		var lent annotate.Annotation
		for _, r := range l.Records {
			a, ok := r.(*annotate.Annotation)
			if !ok {
				continue
			}
			lent = *a
			lent.Fragments, lent.Features = slices.Clone(a.Fragments), slices.Clone(a.Features)
			for i := range lent.Features {
				lent.Features[i].Values = slices.Clone(lent.Features[i].Values)
			}
			if !yield(&lent, nil) {
				return
			}
			clear(lent.Fragments)
			for i := range lent.Features {
				clear(lent.Features[i].Values)
			}
			clear(lent.Features)
		}
	}
}

// timeless are the records that cs changes, without when they were.
func timeless(cs annotate.ChangeSet) map[annotate.Key][2]annotate.Record {
	out := map[annotate.Key][2]annotate.Record{}
	for _, c := range cs.Changes {
		next := c.New
		switch r := next.(type) {
		case *annotate.Annotation:
			n := *r
			n.Modified = time.Time{}
			next = &n
		case *annotate.Relation:
			n := *r
			n.Modified = time.Time{}
			next = &n
		case *annotate.SchemaVersion:
			n := *r
			n.Since = time.Time{}
			next = &n
		}
		out[c.Key()] = [2]annotate.Record{c.Old, next}
	}
	return out
}

// newProject has n annotations in documents of ten, with values of every type and
// relations, as rnd has it.
func newProject(rnd *rand.Rand, n int) *project {
	s := annotatetest.Schema()
	s.Relations[0].Features = []annotate.Feature{{ID: "how", Name: "How", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance", Multi: true}}
	s.Tagsets = append(s.Tagsets, annotate.Tagset{ID: "voice", Name: "Voice", Tags: []annotate.Tag{{ID: "favor", Name: "Favor"}, {ID: "quote", Name: "Quote"}, {ID: "هيئة", Name: "هيئة", Parent: "quote"}}})
	s.Layers[1].Features = append(s.Layers[1].Features, annotate.Feature{ID: "stance", Name: "Voice", Types: []annotate.FeatureType{annotate.TypeTag, annotate.TypeText}, Tagset: "voice", Multi: true})
	p := &project{annotatetest.Records{}, edit.Editor{Annotator: annotatetest.ID(800), Schema: s, Now: annotatetest.Clock(), NewID: annotatetest.IDs()}}
	p.Records[s.Key()] = s
	for i := range n {
		doc := annotatetest.ID(uint64(1000 + i/10))
		l := &s.Layers[rnd.IntN(len(s.Layers))]
		a := &annotate.Annotation{
			ID: annotatetest.ID(uint64(10_000 + i)), Document: doc, Layer: l.ID, Annotator: p.Annotator, Schema: 1,
			Fragments: []text.Span{{Start: text.Offset(i % 10), End: text.Offset(i%10 + 1)}}, Quote: text.Quote{Exact: "𐐀 Zu\u0308rich"},
			Features: randomValues(rnd, s, l.Features, i),
		}
		p.Records[a.Key()] = a
		if t := &s.Relations[rnd.IntN(2)]; i%10 > 0 {
			from, to := annotatetest.ID(uint64(10_000+i)), annotatetest.ID(uint64(10_000+i-1-rnd.IntN(i%10)))
			r := &annotate.Relation{ID: annotatetest.ID(uint64(50_000 + i)), Document: doc, Type: t.ID, From: from, To: to, Annotator: p.Annotator, Features: randomValues(rnd, s, t.Features, i)}
			if p.fits(r) {
				p.Records[r.Key()] = r
			}
		}
	}
	return p
}

// fits reports whether the ends of r are such as its type allows.
func (p *project) fits(r *annotate.Relation) bool {
	t, page := p.Schema.Relation(r.Type), annotatetest.Page{Records: p.Records, ID: r.Document}
	from, to := page.Annotation(r.From), page.Annotation(r.To)
	allows := func(list []annotate.LayerID, l annotate.LayerID) bool {
		return len(list) == 0 || slices.Contains(list, l)
	}
	return from != nil && to != nil && allows(t.From, from.Layer) && allows(t.To, to.Layer)
}

func randomValues(rnd *rand.Rand, s *annotate.Schema, features []annotate.Feature, i int) (list []annotate.FeatureValue) {
	for k := range features {
		f := &features[k]
		n := rnd.IntN(2)
		if f.Multi {
			n = rnd.IntN(4)
		}
		fv := annotate.FeatureValue{Feature: f.ID}
		for range n {
			v := annotate.Value{Type: f.Types[rnd.IntN(len(f.Types))]}
			switch v.Type {
			case annotate.TypeText:
				v.Text = fmt.Sprint("ü ", rnd.IntN(3))
			case annotate.TypeNumber:
				v.Number = float64(rnd.IntN(4)) / 2
			case annotate.TypeBoolean:
				v.Bool = rnd.IntN(2) == 0
			case annotate.TypeDate:
				v.Date = annotate.Date{Year: int16(2018 + rnd.IntN(3))}
			case annotate.TypeTag:
				tags := s.Tagset(f.Tagset).Tags
				v.Tag = tags[rnd.IntN(len(tags))].ID
			case annotate.TypeEntity:
				v.Ref = annotatetest.ID(uint64(900 + rnd.IntN(3)))
				if i%10 > 0 && rnd.IntN(2) == 0 {
					v.Mention = annotatetest.ID(uint64(10_000 + i - 1))
				}
			case annotate.TypeAnnotation:
				v.Ref = annotatetest.ID(uint64(10_000 + i - i%10))
			}
			if !slices.Contains(fv.Values, v) {
				fv.Values = append(fv.Values, v)
			}
		}
		if len(fv.Values) > 0 {
			list = append(list, fv)
		}
	}
	return list
}

// change draws some edit of the draft; many are refused.
func change(rnd *rand.Rand, d schema.Draft) (schema.Draft, error) {
	s := d.Schema()
	if len(s.Layers) == 0 || len(s.Tagsets) == 0 {
		next, _, err := d.AddLayer("L")
		return next, err
	}
	l, other := s.Layers[rnd.IntN(len(s.Layers))], s.Layers[rnd.IntN(len(s.Layers))].ID
	o := schema.OfLayer(l.ID)
	if len(s.Relations) > 0 && rnd.IntN(4) == 0 {
		o = schema.OfRelation(s.Relations[rnd.IntN(len(s.Relations))].ID)
	}
	var f, g annotate.FeatureID
	if list := o.Features(s); len(list) > 0 {
		f, g = list[rnd.IntN(len(list))].ID, list[rnd.IntN(len(list))].ID
	}
	set := s.Tagsets[rnd.IntN(len(s.Tagsets))]
	var tag, tag2 annotate.TagID
	if len(set.Tags) > 0 {
		tag, tag2 = set.Tags[rnd.IntN(len(set.Tags))].ID, set.Tags[rnd.IntN(len(set.Tags))].ID
	}
	var rel, rel2 annotate.RelationTypeID
	if len(s.Relations) > 0 {
		rel, rel2 = s.Relations[rnd.IntN(len(s.Relations))].ID, s.Relations[rnd.IntN(len(s.Relations))].ID
	}
	name := []string{"Zürich", "📌", "هيئة", "Against", "Kind", "201"}[rnd.IntN(6)]
	switch rnd.IntN(26) {
	case 24: // as a file that somebody else made of the first version
		other := schema.Begin(annotatetest.Schema())
		for range rnd.IntN(4) {
			if next, err := change(rnd, other); err == nil {
				other = next
			}
		}
		return d.Replace(other.Schema())
	case 25:
		return d.EditFeature(o, f, func(f *annotate.Feature) { f.Tagset = set.ID })
	case 0:
		next, _, err := d.AddLayer(name)
		return next, err
	case 1:
		return d.DeleteLayer(l.ID)
	case 2:
		return d.MergeLayer(l.ID, other)
	case 3:
		return d.EditLayer(l.ID, func(l *annotate.Layer) { l.Name = name })
	case 4:
		return d.MoveLayer(l.ID, rnd.IntN(3)-1)
	case 5:
		types := []annotate.FeatureType{annotate.FeatureType(rnd.IntN(7)), annotate.TypeText}
		next, _, err := d.AddFeature(o, annotate.Feature{Name: name, Types: types[:1+rnd.IntN(2)], Tagset: set.ID, Multi: rnd.IntN(2) == 0}, rnd.IntN(3)-1)
		return next, err
	case 6:
		return d.DeleteFeature(o, f)
	case 7:
		return d.MergeFeature(o, f, g)
	case 8:
		return d.EditFeature(o, f, func(f *annotate.Feature) { f.Multi = !f.Multi })
	case 9:
		return d.EditFeature(o, f, func(f *annotate.Feature) {
			f.Types, f.Tagset = []annotate.FeatureType{annotate.FeatureType(rnd.IntN(7)), annotate.FeatureType(rnd.IntN(7))}, set.ID
		})
	case 10:
		return d.EditFeature(o, f, func(f *annotate.Feature) { f.Types = append(f.Types, annotate.TypeTag); f.Tagset = set.ID })
	case 11:
		return d.MoveFeature(o, f, rnd.IntN(4)-1)
	case 12:
		next, _, err := d.AddTagset(name)
		return next, err
	case 13, 14:
		next, _, err := d.AddTag(set.ID, annotate.Tag{Name: name, Parent: tag}, rnd.IntN(3)-1)
		return next, err
	case 15:
		return d.DeleteTag(set.ID, tag)
	case 16:
		return d.DeleteBranch(set.ID, tag)
	case 17:
		return d.MergeTag(set.ID, tag, tag2)
	case 18:
		return d.MoveTag(set.ID, tag, tag2, rnd.IntN(3)-1)
	case 19:
		return d.MoveValues(schema.FeaturePart(o, f), set.ID, tag, tag2)
	case 20:
		return d.EditTag(set.ID, tag, func(g *annotate.Tag) { g.Rule += name })
	case 21:
		return d.DeleteRelation(rel)
	case 22:
		return d.MergeRelation(rel, rel2)
	}
	return d.EditRelation(rel, func(r *annotate.RelationType) { r.From, r.To = []annotate.LayerID{l.ID}, []annotate.LayerID{other} })
}

// answer draws some answer to an effect; nil error always comes by and by, as Drop is one.
func answer(rnd *rand.Rand, d schema.Draft, e schema.Effect) schema.Draft {
	for range 20 {
		s := d.Schema()
		r := schema.Resolution{Effect: e, Do: e.Offers()[rnd.IntN(len(e.Offers()))]}
		if r.Do == schema.Move {
			var to []schema.Part
			for _, l := range s.Layers {
				to = append(to, schema.LayerPart(l.ID))
				for _, f := range l.Features {
					to = append(to, schema.FeaturePart(schema.OfLayer(l.ID), f.ID))
				}
			}
			for _, t := range s.Relations {
				to = append(to, schema.RelationPart(t.ID))
			}
			for _, t := range s.Tagsets {
				for _, g := range t.Tags {
					to = append(to, schema.TagPart(t.ID, g.ID))
				}
			}
			if len(to) == 0 {
				continue
			}
			r.To = to[rnd.IntN(len(to))]
		}
		if next, err := d.Resolve(r); err == nil {
			return next
		}
	}
	next, err := d.Resolve(schema.Resolution{Effect: e, Do: schema.Drop})
	if err != nil {
		panic(err)
	}
	return next
}

// walk makes a change of some edits and answers, and holds everything that has to be true.
func walk(t *testing.T, seed, more uint64) {
	rnd := rand.New(rand.NewPCG(seed, more))
	p := newProject(rnd, 60)
	for round := range 3 {
		d := schema.Begin(p.Schema)
		for range 1 + rnd.IntN(8) {
			before := d
			next, err := change(rnd, d)
			if err == nil {
				d = next
			} else if !errors.Is(err, annotate.ErrInvalid) && !errors.Is(err, annotate.ErrNotFound) {
				t.Fatalf("round %d: %v", round, err)
			}
			if err := d.Schema().Check(); err != nil {
				t.Fatalf("round %d: a draft that cannot be used: %v, after %v", round, err, before.Diff().Lines())
			}
		}
		for turn := 0; ; turn++ {
			cs, out, err := p.ChangeSchema(context.Background(), p, d, nil)
			if errors.Is(err, annotate.ErrNothing) {
				break
			}
			var open *edit.UnresolvedError
			if errors.As(err, &open) && turn < 200 {
				e := open.Touches[rnd.IntN(len(open.Touches))].Effect
				if d = answer(rnd, d, e); turn > 50 {
					d, err = d.Resolve(schema.Resolution{Effect: e, Do: schema.Drop})
					if err != nil {
						t.Fatal(err)
					}
				}
				continue
			}
			if err != nil {
				t.Fatalf("round %d, turn %d: %v\n%s\n%+v", round, turn, err, strings.Join(d.Diff().Lines(), "\n"), d.Resolutions())
			}
			lent, _, err := p.ChangeSchema(context.Background(), lender{p}, d, nil)
			if err != nil || !reflect.DeepEqual(timeless(lent), timeless(cs)) {
				t.Fatalf("round %d: of what is lent becomes something else: %v\n%s", round, err, strings.Join(d.Diff().Lines(), "\n"))
			}
			p.hold(t, d, cs, out)
			break
		}
	}
}

// hold applies cs and holds that everything has a place and that its inverse is nothing.
func (p *project) hold(t *testing.T, d schema.Draft, cs annotate.ChangeSet, out edit.SchemaOutcome) {
	t.Helper()
	said := func() string { return strings.Join(d.Diff().Lines(), "\n") + fmt.Sprintf("\n%+v", d.Resolutions()) }
	before := maps.Clone(p.Records)
	if err := p.Records.Apply(cs.Changes...); err != nil {
		t.Fatalf("%v\n%s", err, said())
	}
	after := maps.Clone(p.Records)
	if err := p.Records.Apply(cs.Inverse()...); err != nil {
		t.Fatalf("undo: %v", err)
	}
	maps.DeleteFunc(p.Records, func(k annotate.Key, _ annotate.Record) bool {
		return k.Kind == annotate.KindSchemaVersion && before[k] == nil
	})
	if !reflect.DeepEqual(p.Records, before) {
		t.Fatalf("undone, something is left\n%s", said())
	}
	p.Records = after
	p.Schema = after[p.Schema.Key()].(*annotate.Schema)
	changed := map[annotate.Key]bool{}
	for _, c := range cs.Changes {
		changed[c.Key()] = true
	}
	for k, r := range after {
		page := annotatetest.Page{Records: after, ID: k.Document}
		var features []annotate.FeatureValue
		switch r := r.(type) {
		case *annotate.Annotation:
			features = r.Features
			if err := p.Schema.CheckAnnotation(r); err != nil {
				t.Fatalf("%v: was %+v, is %+v\n%s", err, before[k], r, said())
			}
			if was := before[k].(*annotate.Annotation); changed[k] != !reflect.DeepEqual(was, r) || !changed[k] && was.Schema != r.Schema || changed[k] && r.Schema != p.Schema.Version {
				t.Fatalf("version %d of an annotation that changed: %t, was %d\n%s", r.Schema, changed[k], was.Schema, said())
			}
		case *annotate.Relation:
			features = r.Features
			if err := p.Schema.CheckRelation(r); err != nil || page.Annotation(r.From) == nil || page.Annotation(r.To) == nil {
				t.Fatalf("relation %+v: %v\n%s", r, err, said())
			}
		}
		for _, fv := range features {
			for i, v := range fv.Values {
				if v.Type == annotate.TypeAnnotation && page.Annotation(v.Ref) == nil || !v.Mention.IsZero() && page.Annotation(v.Mention) == nil {
					t.Fatalf("%s names what is not there\n%s", fv.Feature, said())
				}
				if v.Type == annotate.TypeTag && slices.Contains(fv.Values[:i], v) {
					t.Fatalf("%s twice in %s\n%s", v.Tag, fv.Feature, said())
				}
			}
		}
	}
	if n := out.Annotations + out.Relations; n != len(cs.Changes)-schemaChanges(cs) {
		t.Fatalf("%d changes said, %d made", n, len(cs.Changes)-schemaChanges(cs))
	}
}

func schemaChanges(cs annotate.ChangeSet) (n int) {
	for _, c := range cs.Changes {
		if k := c.Key().Kind; k == annotate.KindSchema || k == annotate.KindSchemaVersion {
			n++
		}
	}
	return n
}

// Whatever becomes of a schema, everything recorded has a place, and undo is whole.
func TestChangeSchemaLeavesNothingWithoutAPlace(t *testing.T) {
	for seed := range uint64(150) {
		walk(t, seed, 11)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func FuzzChangeSchema(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(walk)
}
