package schema_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/schema"
)

// must gives the draft of an edit that has to be possible.
func must(t testing.TB) func(schema.Draft, error) schema.Draft {
	return func(d schema.Draft, err error) schema.Draft {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func TestDraftIsPure(t *testing.T) {
	base := annotatetest.Schema()
	d := schema.Begin(base)
	if d.Changed() || len(d.Diff()) > 0 || len(d.Effects()) > 0 {
		t.Fatalf("a draft of nothing: %v, %v", d.Diff(), d.Effects())
	}
	do := must(t)
	next := do(d.EditLayer("Claim", func(l *annotate.Layer) { l.Name, l.Key, l.ID = "Zürich هيئة 👨‍👩‍👧", "7", "other" }))
	next = do(next.DeleteFeature(schema.OfLayer("Claim"), "date"))
	next = do(next.MoveTag("stance", "strong", "against", -1))
	next = do(next.EditRelation("supports", func(r *annotate.RelationType) { r.To = append(r.To, "Actor") }))
	if !reflect.DeepEqual(base, annotatetest.Schema()) || d.Changed() {
		t.Fatalf("the schema in force was altered: %+v", base)
	}
	if l := next.Schema().Layers[0]; l.ID != "Claim" || l.Key != "7" {
		t.Errorf("layer %+v", l)
	}
}

func TestIDsAreMadeOfTheFirstNameAndStayUnique(t *testing.T) {
	d := schema.Begin(annotatetest.Schema())
	do := must(t)
	d = do(d.DeleteTag("stance", "against"))
	d, id, err := d.AddTag("stance", annotate.Tag{Name: "Against"}, -1)
	if err != nil || id != "against-2" {
		t.Fatalf("the ID of a tag that was deleted came back: %q, %v", id, err)
	}
	d, _, err = d.AddTag("stance", annotate.Tag{Name: "📌", Parent: "strong"}, 0)
	do(d, err)
	d, layer, err := d.AddLayer("  هيئة   Zu\u0308rich ")
	if do(d, err); layer != "هيئة-Zu\u0308rich" || d.Schema().Layer(layer).Name != "هيئة Zu\u0308rich" {
		t.Errorf("layer %q named %q", layer, d.Schema().Layer(layer).Name)
	}
	d = do(d.EditLayer(layer, func(l *annotate.Layer) { l.Name = "Other" }))
	if _, again, err := d.AddLayer("هيئة Zu\u0308rich"); err == nil && again == layer {
		t.Errorf("ID %q was made twice", again)
	}
	for _, g := range d.Schema().Tagset("stance").Tags {
		if g.Name == "📌" && (g.ID != "tag" || g.Parent != "strong") {
			t.Errorf("tag %+v", g)
		}
	}
}

// Refusals say what to do.
func TestRefusals(t *testing.T) {
	d := schema.Begin(annotatetest.Schema())
	claim := schema.OfLayer("Claim")
	for name, c := range map[string]struct {
		edit func() (schema.Draft, error)
		want string
	}{
		"a key twice":     {func() (schema.Draft, error) { return d.EditLayer("Actor", func(l *annotate.Layer) { l.Key = "1" }) }, "key 1 marks Claim; choose another digit"},
		"no digit":        {func() (schema.Draft, error) { return d.EditLayer("Actor", func(l *annotate.Layer) { l.Key = "x" }) }, "choose a digit from 1 to 9"},
		"a name twice":    {func() (schema.Draft, error) { d, _, err := d.AddLayer("CLAIM"); return d, err }, "choose another name"},
		"no name":         {func() (schema.Draft, error) { d, _, err := d.AddTagset(" \r\n"); return d, err }, "give it one"},
		"a colour beyond": {func() (schema.Draft, error) { return d.EditLayer("Actor", func(l *annotate.Layer) { l.Colour = 9 }) }, "choose one from 1 to 8"},
		"no type": {func() (schema.Draft, error) {
			return d.EditFeature(claim, "date", func(f *annotate.Feature) { f.Types = nil })
		}, "choose at least one"},
		"tags of no set": {func() (schema.Draft, error) {
			return d.EditFeature(claim, "date", func(f *annotate.Feature) { f.Types = []annotate.FeatureType{annotate.TypeTag} })
		}, "choose the tagset"},
		"a tagset in use":    {func() (schema.Draft, error) { return d.DeleteTagset("stance") }, "tagset of stance of Claim; give them another"},
		"a tag below itself": {func() (schema.Draft, error) { return d.MoveTag("stance", "favor", "strong", 0) }, "choose a tag outside of it"},
		"a code twice": {func() (schema.Draft, error) {
			return d.EditTag("stance", "strong", func(g *annotate.Tag) { g.Code = "2" })
		}, "code 2 is that of Against; choose another"},
		"merged into itself": {func() (schema.Draft, error) { return d.MergeTag("stance", "strong", "strong") }, "choose another tag"},
		"an end that is not": {func() (schema.Draft, error) {
			return d.EditRelation("supports", func(r *annotate.RelationType) { r.To = []annotate.LayerID{"Nobody"} })
		}, `layer "Nobody"`},
		"a layer into nothing": {func() (schema.Draft, error) { return d.MergeLayer("Actor", "Nobody") }, "choose another layer"},
	} {
		got, err := c.edit()
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
		if !errors.Is(err, annotate.ErrInvalid) && !errors.Is(err, annotate.ErrNotFound) {
			t.Errorf("%s: %v wraps neither", name, err)
		}
		if got.Changed() {
			t.Errorf("%s: refused, and done all the same", name)
		}
	}
}

// Any name is refused or makes an ID of its own, and what was made can be used.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"", " ", "ü", "Zu\u0308rich 𐐀", "👨‍👩‍👧", "هيئة", "a\r\nb", "\xff", "Claim", strings.Repeat("x-", 90), "\u0130", "ſ"} {
		f.Add(s, "201")
	}
	f.Fuzz(func(t *testing.T, name, code string) {
		d := schema.Begin(codebook())
		for range 2 {
			if next, _, err := d.AddLayer(name); err == nil {
				d = next
			}
			if next, _, err := d.AddTag("voice", annotate.Tag{Name: name, Code: code}, -1); err == nil {
				d = next
			}
			if next, _, err := d.AddFeature(schema.OfLayer("Claim"), annotate.Feature{Name: name}, 0); err == nil {
				d = next
			}
			if next, _, err := d.AddRelation(name, nil, nil); err == nil {
				d = next
			}
			if next, _, err := d.AddTagset(name); err == nil {
				d = next
			}
		}
		if err := d.Schema().Check(); err != nil {
			t.Fatal(err)
		}
		for _, l := range d.Diff() {
			if !utf8.ValidString(l.Line()) {
				t.Errorf("%q", l.Line())
			}
		}
	})
}
