package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/schema"
)

func TestCompare(t *testing.T) {
	base := codebook()
	do := must(t)
	d := schema.Begin(base)
	d = do(d.Rename("Zürich"))
	d = do(d.EditLayer("Claim", func(l *annotate.Layer) { l.Name, l.Colour = "هيئة", 3 }))
	d = do(d.DeleteFeature(schema.OfLayer("Claim"), "date"))
	d = do(d.MoveFeature(schema.OfLayer("Claim"), "about", 0))
	d, _, err := d.AddTag("stance", annotate.Tag{Name: "📌", Parent: "against"}, -1)
	d = do(d, err)
	d = do(d.MoveTag("stance", "strong", "", -1))
	d = do(d.EditTag("voice", "quote", func(g *annotate.Tag) {
		g.Definition, g.Examples, g.Retired = "as it was said", []annotate.Example{{Text: "“no”"}}, true
	}))
	d = do(d.EditRelation("mentions", func(r *annotate.RelationType) { r.From = []annotate.LayerID{"Claim"} }))
	d = do(d.EditFeature(schema.OfLayer("Claim"), "comment", func(f *annotate.Feature) {
		f.Types, f.Multi = []annotate.FeatureType{annotate.TypeText, annotate.TypeTag}, true
		f.Tagset = "voice"
	}))
	want := []string{
		`renamed schema Zürich (name "Test" → "Zürich")`,
		`renamed layer هيئة (name "Claim" → "هيئة"; colour "1" → "3")`,
		`removed feature date of Claim`,
		`moved feature About of هيئة`,
		`changed feature comment of هيئة (types "text" → "text, tag"; tagset nothing → "Voice"; several values "no" → "yes")`,
		`changed relation type Mentions (from "any layer" → "هيئة")`,
		`added tag 📌 of Stance`,
		`changed tag 11 Strong of Stance (parent "1 Favor" → nothing)`,
		`changed tag Quote of Voice (definition nothing → "as it was said"; examples nothing → "“no”"; retired "no" → "yes")`,
	}
	if got := d.Diff().Lines(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	back := schema.Compare(d.Schema(), base)
	if len(back) != len(want) || len(schema.Compare(base, base)) != 0 {
		t.Errorf("the other way round:\n%s", strings.Join(back.Lines(), "\n"))
	}
	b, err := json.Marshal(d.Diff()[7])
	if err != nil || string(b) != `{"op":"changed","part":"tag","id":"stance/strong","name":"11 Strong","of":"Stance","details":[{"what":"parent","old":"1 Favor","new":""}]}` {
		t.Errorf("%s, %v", b, err)
	}
}

func TestLabels(t *testing.T) {
	d := schema.Begin(codebook())
	do := must(t)
	for want, got := range map[string]schema.Draft{
		"Delete tag 11 Strong":             do(d.DeleteTag("stance", "strong")),
		"Merge tag 11 Strong into 1 Favor": do(d.MergeTag("stance", "strong", "favor")),
		"Recode 1 Favor as 2 Against":      do(d.MoveValues(schema.Part{}, "stance", "favor", "against")),
		"Rename layer Über":                do(d.EditLayer("Claim", func(l *annotate.Layer) { l.Name = "Über" })),
		"Move layer Actor":                 do(d.MoveLayer("Actor", 0)),
		"Merge layer Actor into Claim":     do(d.MergeLayer("Actor", "Claim")),
		"Change schema":                    do(do(d.DeleteTag("stance", "strong")).MoveLayer("Actor", 0)),
	} {
		if got.Label() != want {
			t.Errorf("%q, want %q", got.Label(), want)
		}
	}
}
