package schema_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/schema"
	"parley/annotate/text"
)

// shelf is one document of records as a source.
type shelf struct {
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
}

func (s *shelf) Summaries(annotate.ID) iter.Seq2[annotate.Summary, error] {
	return func(yield func(annotate.Summary, error) bool) {
		yield(annotate.Summary{Document: &annotate.Document{ID: annotatetest.ID(1)}, Annotations: len(s.annotations)}, nil)
	}
}

func (s *shelf) Annotations(annotate.ID) ([]*annotate.Annotation, error) { return s.annotations, nil }
func (s *shelf) Relations(annotate.ID) ([]*annotate.Relation, error)     { return s.relations, nil }

func (s *shelf) Entities() iter.Seq2[*annotate.Entity, error] {
	return func(yield func(*annotate.Entity, error) bool) {
		yield(&annotate.Entity{ID: annotatetest.ID(77), Name: "هيئة"}, nil)
	}
}

// codebook is annotatetest's schema with a feature of several tags on claims, one of tags
// on the relation supports, and a second tagset.
func codebook() *annotate.Schema {
	s := annotatetest.Schema()
	s.Layers[0].Features = append(s.Layers[0].Features, annotate.Feature{ID: "about", Name: "About", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance", Multi: true})
	s.Relations[0].Features = []annotate.Feature{{ID: "how", Name: "How", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"}}
	s.Tagsets = append(s.Tagsets, annotate.Tagset{ID: "voice", Name: "Voice", Tags: []annotate.Tag{{ID: "favor", Name: "Favor"}, {ID: "quote", Name: "Quote"}}})
	return s
}

// quoted is what annotations of the tests say.
var quoted = text.Quote{Exact: "𐐀 ü", Prefix: "Zu\u0308rich ", Suffix: " 👨‍👩‍👧 هيئة"}

func tags(list ...annotate.TagID) (out []annotate.Value) {
	for _, t := range list {
		out = append(out, annotate.Value{Type: annotate.TypeTag, Tag: t})
	}
	return out
}

// library is three claims and an actor; the first claim supports the second and mentions the actor.
func library() *shelf {
	a := func(n uint64, l annotate.LayerID, features ...annotate.FeatureValue) *annotate.Annotation {
		return &annotate.Annotation{ID: annotatetest.ID(n), Document: annotatetest.ID(1), Layer: l, Schema: 1, Features: features, Quote: quoted}
	}
	fv := func(f annotate.FeatureID, values ...annotate.Value) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: f, Values: values}
	}
	words := func(s string) annotate.Value { return annotate.Value{Type: annotate.TypeText, Text: s} }
	entity := annotate.Value{Type: annotate.TypeEntity, Ref: annotatetest.ID(77), Mention: annotatetest.ID(13)}
	return &shelf{
		annotations: []*annotate.Annotation{
			a(10, "Claim", fv("stance", tags("favor")...), fv("claimant", entity), fv("about", tags("favor", "strong")...)),
			a(11, "Claim", fv("stance", tags("against")...), fv("comment", words("👨‍👩‍👧")), fv("about", tags("against")...)),
			a(12, "Claim", fv("target", annotate.Value{Type: annotate.TypeAnnotation, Ref: annotatetest.ID(13)}, words("📌")), fv("weight", annotate.Value{Type: annotate.TypeNumber, Number: 2.5})),
			a(13, "Actor", fv("entity", annotate.Value{Type: annotate.TypeEntity, Ref: annotatetest.ID(77)}), fv("comment", words("Zu\u0308rich"))),
		},
		relations: []*annotate.Relation{
			{ID: annotatetest.ID(20), Document: annotatetest.ID(1), Type: "supports", From: annotatetest.ID(10), To: annotatetest.ID(11), Features: []annotate.FeatureValue{fv("how", tags("strong")...)}},
			{ID: annotatetest.ID(21), Document: annotatetest.ID(1), Type: "mentions", From: annotatetest.ID(10), To: annotatetest.ID(13)},
		},
	}
}

// carried is what a draft makes of the library, a line for each record that changes:
// "10: Claim stance=favor about=strong !recheck".
func carried(t *testing.T, d schema.Draft) (lines []string, touches []schema.Touch, open []schema.Touch) {
	t.Helper()
	r := schema.NewRecoding(d)
	r.Version = 2
	err := r.Run(context.Background(), library(), nil, func(old, next annotate.Record) {
		id := old.Key().ID
		lines = append(lines, fmt.Sprint(id[15])+": "+said(next))
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines, r.Touches(), r.Unresolved()
}

func said(r annotate.Record) string {
	var words []string
	var features []annotate.FeatureValue
	recheck := ""
	switch r := r.(type) {
	case nil:
		return "gone"
	case *annotate.Annotation:
		words, features, recheck = append(words, string(r.Layer)), r.Features, r.Recheck
	case *annotate.Relation:
		words, features = append(words, string(r.Type)), r.Features
	}
	for _, fv := range features {
		var list []string
		for _, v := range fv.Values {
			w := v.Text + string(v.Tag)
			if v.Type == annotate.TypeNumber {
				w = fmt.Sprint(v.Number)
			}
			if !v.Ref.IsZero() {
				w = fmt.Sprint("#", v.Ref[15])
			}
			if !v.Mention.IsZero() {
				w += fmt.Sprint("@", v.Mention[15])
			}
			list = append(list, w)
		}
		words = append(words, string(fv.Feature)+"="+strings.Join(list, "+"))
	}
	if recheck != "" {
		words = append(words, "!"+recheck)
	}
	return strings.Join(words, " ")
}

func touched(list []schema.Touch) (out []string) {
	for _, t := range list {
		if !t.None() {
			out = append(out, t.Effect.Kind.String()+" "+t.Effect.Part.ID()+": "+t.String())
		}
	}
	return out
}

// resolved is d with one answer to its only open effect, or to each.
func resolved(t *testing.T, d schema.Draft, do schema.Action, to schema.Part) schema.Draft {
	t.Helper()
	_, _, open := carried(t, d)
	if len(open) == 0 {
		t.Fatal("nothing is open")
	}
	for _, o := range open {
		d = must(t)(d.Resolve(schema.Resolution{Effect: o.Effect, Do: do, To: to}))
	}
	return d
}

func TestWhatBecomes(t *testing.T) {
	claim, supports := schema.OfLayer("Claim"), schema.OfRelation("supports")
	set := func(s annotate.TagsetID) func(*annotate.Feature) {
		return func(f *annotate.Feature) { f.Tagset = s }
	}
	for _, c := range []struct {
		name    string
		edit    func(schema.Draft) (schema.Draft, error)
		touched string // what is touched before it is said what becomes of it
		do      schema.Action
		to      schema.Part
		want    string
	}{
		{name: "rename a tag", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.EditTag("stance", "favor", func(g *annotate.Tag) { g.Name = "For" })
		}, touched: "tag changed stance/favor: 1 annotation"},
		{name: "merge a tag", edit: func(d schema.Draft) (schema.Draft, error) { return d.MergeTag("stance", "strong", "favor") },
			touched: "tag removed stance/strong: 1 annotation, 1 relation",
			want:    "10: Claim stance=favor claimant=#77@13 about=favor | 20: supports how=favor"},
		{name: "delete a tag, move its values", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteTag("stance", "favor") },
			touched: "tag removed stance/favor: 1 annotation | tag changed stance/strong: 1 annotation, 1 relation", do: schema.Move, to: schema.TagPart("stance", "against"),
			want: "10: Claim stance=against claimant=#77@13 about=against+strong"},
		{name: "delete a tag, retire it", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteTag("stance", "against") },
			touched: "tag removed stance/against: 1 annotation", do: schema.Retire},
		{name: "delete a tag and its values", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteTag("stance", "against") },
			touched: "tag removed stance/against: 1 annotation", do: schema.Drop, want: "11: Claim comment=👨‍👩‍👧"},
		{name: "delete a branch, check again", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteBranch("stance", "favor") },
			touched: "tag removed stance/favor: 1 annotation | tag removed stance/strong: 1 annotation, 1 relation", do: schema.Recheck,
			want: "10: Claim stance=favor claimant=#77@13 about=favor+strong !tag 11 Strong of Stance is retired; tag 1 Favor of Stance is retired"},
		{name: "another tagset", edit: func(d schema.Draft) (schema.Draft, error) { return d.EditFeature(claim, "about", set("voice")) },
			touched: "tag removed Claim/about/stance/strong: 1 annotation | tag removed Claim/about/stance/against: 1 annotation", do: schema.Move, to: schema.TagPart("voice", "quote"),
			want: "10: Claim stance=favor claimant=#77@13 about=favor+quote | 11: Claim stance=against comment=👨‍👩‍👧 about=quote"},
		{name: "several values no more", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.EditFeature(claim, "about", func(f *annotate.Feature) { f.Multi = false })
		},
			touched: "one value only Claim/about: 1 annotation", do: schema.Recheck,
			want: "10: Claim stance=favor claimant=#77@13 about=favor !feature About of Claim takes one value only: it was 11 Strong"},
		{name: "a type goes, as words", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.EditFeature(claim, "claimant", func(f *annotate.Feature) { f.Types = []annotate.FeatureType{annotate.TypeText} })
		},
			touched: "type removed Claim/claimant: 1 annotation", do: schema.Text,
			want: "10: Claim stance=favor claimant=هيئة about=favor+strong"},
		{name: "numbers go", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.EditFeature(claim, "weight", func(f *annotate.Feature) { f.Types = []annotate.FeatureType{annotate.TypeDate} })
		},
			touched: "type removed Claim/weight: 1 annotation", do: schema.Recheck,
			want: "12: Claim target=#13+📌 !feature weight of Claim takes no number any more: it was 2.5"},
		{name: "a feature goes into another", edit: func(d schema.Draft) (schema.Draft, error) { return d.MergeFeature(claim, "stance", "about") },
			touched: "feature removed Claim/stance: 2 annotations",
			want:    "10: Claim claimant=#77@13 about=favor+strong | 11: Claim comment=👨‍👩‍👧 about=against"},
		{name: "a feature goes", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteFeature(claim, "comment") },
			touched: "feature removed Claim/comment: 1 annotation", do: schema.Recheck,
			want: "11: Claim stance=against about=against !feature comment of Claim is deleted: it was 👨‍👩‍👧"},
		{name: "a feature of relations goes", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteFeature(supports, "how") },
			touched: "feature removed supports/how: 1 relation", do: schema.Recheck,
			want: "10: Claim stance=favor claimant=#77@13 about=favor+strong !feature How of Supports is deleted: it was 11 Strong | 20: supports"},
		{name: "a layer goes", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteLayer("Actor") },
			touched: "layer removed Actor: 1 annotation, 1 relation", do: schema.Drop,
			want: "10: Claim stance=favor claimant=#77 about=favor+strong | 12: Claim target=📌 weight=2.5 | 13: gone | 21: gone"},
		{name: "a layer becomes another", edit: func(d schema.Draft) (schema.Draft, error) {
			d, err := d.MergeLayer("Actor", "Claim")
			if err != nil {
				return d, err
			}
			return d.Resolve(schema.Resolution{Effect: schema.Effect{Kind: schema.FeatureRemoved, Part: schema.FeaturePart(schema.OfLayer("Actor"), "entity")}, Do: schema.Move, To: schema.FeaturePart(claim, "claimant")})
		}, touched: "layer removed Actor: 1 annotation | feature removed Actor/entity: 1 annotation", want: "13: Claim claimant=#77 comment=Zu\u0308rich"},
		{name: "a relation type goes", edit: func(d schema.Draft) (schema.Draft, error) { return d.DeleteRelation("supports") },
			touched: "relation type removed supports: 1 relation", do: schema.Drop, want: "20: gone"},
		{name: "a relation type becomes another", edit: func(d schema.Draft) (schema.Draft, error) { return d.MergeRelation("mentions", "supports") },
			touched: "relation type removed mentions: 1 relation | ends narrowed mentions: 1 relation", do: schema.Keep, want: "21: supports"},
		{name: "ends are fewer", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.EditRelation("mentions", func(r *annotate.RelationType) { r.From = []annotate.LayerID{"Actor"} })
		}, touched: "ends narrowed mentions: 1 relation", do: schema.Recheck,
			want: "10: Claim stance=favor claimant=#77@13 about=favor+strong !relation type Mentions joins fewer layers"},
		{name: "values of one slot move", edit: func(d schema.Draft) (schema.Draft, error) {
			return d.MoveValues(schema.FeaturePart(claim, "about"), "stance", "strong", "favor")
		}, touched: "tag changed Claim/about/stance/strong: 1 annotation", want: "10: Claim stance=favor claimant=#77@13 about=favor"},
		{name: "two tags change places", edit: func(d schema.Draft) (schema.Draft, error) {
			d, err := d.MoveValues(schema.FeaturePart(claim, "stance"), "stance", "favor", "against")
			if err != nil {
				return d, err
			}
			return d.MoveValues(schema.FeaturePart(claim, "stance"), "stance", "against", "favor")
		}, touched: "tag changed Claim/stance/stance/favor: 1 annotation | tag changed Claim/stance/stance/against: 1 annotation",
			want: "10: Claim stance=against claimant=#77@13 about=favor+strong | 11: Claim stance=favor comment=👨‍👩‍👧 about=against"},
		{name: "merged, and that one merged", edit: func(d schema.Draft) (schema.Draft, error) {
			d, err := d.MergeTag("stance", "strong", "favor")
			if err != nil {
				return d, err
			}
			return d.MergeTag("stance", "favor", "against")
		}, touched: "tag removed stance/favor: 1 annotation, 1 relation | tag removed stance/strong: 1 annotation, 1 relation",
			want: "10: Claim stance=against claimant=#77@13 about=against | 20: supports how=against"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := c.edit(schema.Begin(codebook()))
			if err != nil {
				t.Fatal(err)
			}
			_, touches, _ := carried(t, d)
			if got := strings.Join(touched(touches), " | "); got != c.touched {
				t.Errorf("touched %s\nwant    %s", got, c.touched)
			}
			if c.do != schema.Refuse {
				d = resolved(t, d, c.do, c.to)
			}
			lines, _, open := carried(t, d)
			if len(open) > 0 {
				t.Errorf("still open: %v", open)
			}
			if got := strings.Join(lines, " | "); got != c.want {
				t.Errorf("became %s\nwant   %s", got, c.want)
			}
		})
	}
}

// A tag that is retired for want of a place is in the schema again where it stood.
func TestRetiredTagsComeBack(t *testing.T) {
	d := must(t)(schema.Begin(codebook()).DeleteBranch("stance", "favor"))
	d = resolved(t, d, schema.Retire, schema.Part{})
	set := d.Schema().Tagset("stance")
	strong, favor := set.Tag("strong"), set.Tag("favor")
	if strong == nil || favor == nil || !strong.Retired || !favor.Retired || set.Tag("against").Retired || strong.Parent != "favor" {
		t.Errorf("%+v", set.Tags)
	}
	if moved := d.Diff(); len(moved) != 2 { // both are retired, and nothing stands elsewhere
		t.Errorf("%v", moved.Lines())
	}
	if _, err := d.Resolve(schema.Resolution{Effect: schema.Effect{Kind: schema.OneValue, Part: schema.FeaturePart(schema.OfLayer("Claim"), "about")}, Do: schema.Retire}); !errors.Is(err, annotate.ErrInvalid) {
		t.Errorf("an answer that makes no sense: %v", err)
	}
}

// What the index knows is what reading counts.
func TestKnownIsCounted(t *testing.T) {
	x := query.New()
	for _, a := range library().annotations {
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	base := codebook()
	base.Relations[0].Features = nil
	d := schema.Begin(base)
	do := must(t)
	d = do(d.DeleteBranch("stance", "favor"))
	d = do(d.EditTag("stance", "against", func(g *annotate.Tag) { g.Rule = "when 📌" }))
	d = do(d.EditLayer("Actor", func(l *annotate.Layer) { l.Name = "Mention" }))
	known, unknown := schema.Known(x, d)
	counted, err := schema.Count(context.Background(), library(), d, schema.Everywhere(), nil)
	if err != nil || len(known) != 4 || len(unknown) != 0 {
		t.Fatalf("%v known, %v unknown, %v", known, unknown, err)
	}
	for i := range known {
		if known[i].Effect != counted[i].Effect || known[i].Annotations != counted[i].Annotations {
			t.Errorf("known %v, counted %v", known[i], counted[i])
		}
	}
	d = do(d.DeleteLayer("Actor"))
	if _, unknown = schema.Known(x, d); len(unknown) != 2 || unknown[0].Kind != schema.LayerRemoved {
		t.Errorf("unknown: %v", unknown)
	}
}

// Where a change has to look is where it touches something, and all of that.
func TestReach(t *testing.T) {
	x, lib := query.New(), library()
	for _, a := range lib.annotations {
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	for n := range uint64(400) { // elsewhere there is much else
		a := &annotate.Annotation{ID: annotatetest.ID(5000 + n), Document: annotatetest.ID(4000 + n), Layer: "Elsewhere"}
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	base := codebook()
	base.Relations[0].Features = nil // tags of relations are in no index
	base.Layers = append(base.Layers, annotate.Layer{ID: "Elsewhere", Name: "غير"})
	base.Tagsets[0].Tags = append(base.Tagsets[0].Tags, annotate.Tag{ID: "unclear", Code: "3", Name: "Unclear"})
	begin, do := schema.Begin(base), must(t)
	for name, c := range map[string]struct {
		draft schema.Draft
		reads bool // the document
	}{
		"a tag goes":             {do(begin.DeleteTag("stance", "favor")), true},
		"a layer goes":           {do(begin.DeleteLayer("Actor")), true},
		"a layer is renamed":     {do(begin.EditLayer("Actor", func(l *annotate.Layer) { l.Name = "Mention ü" })), true},
		"another layer goes":     {do(begin.DeleteLayer("Elsewhere")), true}, // it is most of what there is
		"a tag that nobody has":  {do(begin.EditTag("stance", "unclear", func(g *annotate.Tag) { g.Rule = "📌" })), false},
		"the ends of a relation": {do(begin.EditRelation("supports", func(r *annotate.RelationType) { r.From = []annotate.LayerID{"Actor"} })), true},
	} {
		shelf := library()
		all, err := schema.Count(context.Background(), shelf, c.draft, schema.Everywhere(), nil)
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		some, err := schema.Count(context.Background(), shelf, c.draft, c.draft.Reach(x), func(done, _ int) { seen = done })
		if err != nil || !reflect.DeepEqual(all, some) || (seen > 0) != c.reads {
			t.Errorf("%s: %v, everywhere %v, read %d: %v", name, some, all, seen, err)
		}
	}
}

func TestCountStops(t *testing.T) {
	d := must(t)(schema.Begin(codebook()).DeleteTag("stance", "favor"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := schema.Count(ctx, library(), d, schema.Everywhere(), nil); !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("%v", err)
	}
	told := ""
	if _, err := schema.Count(context.Background(), library(), d, schema.Everywhere(), func(done, total int) { told = fmt.Sprint(done, " of ", total) }); err != nil || told != "4 of 4" {
		t.Errorf("told %q, %v", told, err)
	}
}
