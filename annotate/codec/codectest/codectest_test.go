package codectest_test

import (
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/session"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(codec.Format{Name: "none"}, memory.New) }

// find is the first record that is fits.
func find[T annotate.Record](t *testing.T, list []annotate.Record, fits func(T) bool) T {
	t.Helper()
	for _, r := range list {
		if v, is := r.(T); is && fits(v) {
			return v
		}
	}
	t.Fatal("the sample has none")
	panic("unreachable")
}

func copied[T any](v *T, alter func(*T)) *T {
	next := *v
	alter(&next)
	return &next
}

// Nothing is different from itself, under other IDs too, and each alteration is found and
// said with its sign.
func TestCompare(t *testing.T) {
	if list := codectest.Compare(t, kit().Sample(t), kit().Sample(t)); len(list) > 0 {
		t.Errorf("of itself: %v", list)
	}
	records := codectest.Sample(t)
	claim := find(t, records, func(a *annotate.Annotation) bool { return strings.HasPrefix(a.Quote.Exact, "the harbour") })
	relation := find(t, records, func(r *annotate.Relation) bool { return r.Note != "" })
	head := find(t, records, func(d *annotate.Document) bool { return d.Title == "Bare" })
	talks := find(t, records, func(d *annotate.Document) bool { return len(d.Turns) > 0 })
	hts := find(t, records, func(e *annotate.Entity) bool { return e.Name == "HTS" })
	progress := find(t, records, func(p *annotate.Progress) bool { return p.Flags.Has(annotate.Difficult) })
	for want, c := range map[string]annotate.Change{
		"- annotation.note":        annotate.Update(claim, copied(claim, func(a *annotate.Annotation) { a.Note = "" })),
		"~ annotation.place":       annotate.Update(claim, copied(claim, func(a *annotate.Annotation) { a.Fragments = nil })),
		"~ annotation.layer":       annotate.Update(claim, copied(claim, func(a *annotate.Annotation) { a.Layer, a.Features = "actor", nil })),
		"- annotation.value Topic": annotate.Update(claim, copied(claim, func(a *annotate.Annotation) { a.Features = a.Features[1:] })),
		"+ annotation.recheck":     annotate.Update(claim, copied(claim, func(a *annotate.Annotation) { a.Recheck = "الميناء" })),
		"- relation of":            annotate.Delete(relation),
		"~ relation.ends":          annotate.Update(relation, copied(relation, func(r *annotate.Relation) { r.To = r.From })),
		"+ document.url":           annotate.Update(head, copied(head, func(d *annotate.Document) { d.URL = "https://ü" })),
		"- document.turn":          annotate.Update(talks, copied(talks, func(d *annotate.Document) { d.Turns = d.Turns[:2] })),
		"- actor.alias":            annotate.Update(hts, copied(hts, func(e *annotate.Entity) { e.Aliases = e.Aliases[1:] })),
		"~ progress.state":         annotate.Update(progress, copied(progress, func(p *annotate.Progress) { p.State = annotate.InProgress })),
		"- progress.flag":          annotate.Update(progress, copied(progress, func(p *annotate.Progress) { p.Flags = annotate.Discuss })),
	} {
		other := kit().Sample(t)
		codectest.Commit(t, other, c)
		list := codectest.Compare(t, kit().Sample(t), other)
		said := false
		for _, d := range list {
			said = said || strings.HasPrefix(d.String(), want)
		}
		if !said {
			t.Errorf("no %q among %v", want, list)
		}
	}
}

// The parts of the schema are compared by name.
func TestCompareSchema(t *testing.T) {
	for want, alter := range map[string]func(*annotate.Schema){
		"~ layer.colour":       func(s *annotate.Schema) { s.Layers[0].Colour = 2 },
		"- layer of":           func(s *annotate.Schema) { s.Layers = s.Layers[:2] },
		"~ layer.name":         func(s *annotate.Schema) { s.Layers[0].Name = "CLAIM" },
		"~ feature.several":    func(s *annotate.Schema) { s.Layers[0].Features[0].Multi = false },
		"- tag.code":           func(s *annotate.Schema) { s.Tagsets[1].Tags[0].Code = "" },
		"- tag.parent":         func(s *annotate.Schema) { s.Tagsets[1].Tags[2].Parent = "" },
		"~ tag.retired":        func(s *annotate.Schema) { s.Tagsets[1].Tags[3].Retired = false },
		"- tag.counterexample": func(s *annotate.Schema) { s.Tagsets[1].Tags[1].Counter = nil },
		"~ tagset.name":        func(s *annotate.Schema) { s.Tagsets[1].Name = "Themes" },
		"- relation type.to":   func(s *annotate.Schema) { s.Relations[0].To = nil },
	} {
		s := codectest.Schema()
		alter(s)
		list := codectest.Compare(t, kit().Project(t, codectest.Schema()), kit().Project(t, s))
		if len(list) == 0 || !strings.HasPrefix(list[0].String(), want) {
			t.Errorf("want %q: %v", want, list)
		}
	}
}

// What is told has to be so, as often as it is told, and what is so has to be told.
func TestCheck(t *testing.T) {
	without := func(path string) session.Store {
		list := codectest.Sample(t)
		for i, r := range list {
			if a, is := r.(*annotate.Annotation); is && path == "note" {
				list[i] = copied(a, func(a *annotate.Annotation) { a.Note = "" })
			}
		}
		return kit().Project(t, codectest.Schema(), list...)
	}
	list := codectest.Compare(t, kit().Sample(t), without("note"))
	kind := codec.Kind{One: "note left out", Many: "notes left out"}
	report := func(n int) *codec.Report {
		r := &codec.Report{}
		for range n {
			r.Lose(kind, codec.Problem{})
		}
		return r
	}
	notes := codectest.Rule{Told: kind.One, Covers: "-annotation.note"}
	for name, c := range map[string]struct {
		losses codectest.Losses
		told   int
		want   string // of the one fault; empty: none
	}{
		"told":        {codectest.Losses{Told: []codectest.Rule{notes}}, 2, ""},
		"too often":   {codectest.Losses{Told: []codectest.Rule{notes}}, 3, "told 3 times, and so 2 times"},
		"never":       {codectest.Losses{Told: []codectest.Rule{notes}}, 0, "told 0 times, and so 2 times"},
		"no rule":     {codectest.Losses{Untold: []codectest.Gap{{Why: "x", Covers: "-annotation.note", Count: 2}}}, 2, "told and not in the table"},
		"untold":      {codectest.Losses{}, 0, "2 differences that nothing tells"},
		"a gap":       {codectest.Losses{Untold: []codectest.Gap{{Why: "x", Covers: "-annotation.*", Count: 2}}}, 0, ""},
		"a gap shut":  {codectest.Losses{Untold: []codectest.Gap{{Why: "x", Covers: "-annotation.note", Count: 2}, {Why: "ü", Covers: "-actor", Count: 1}}}, 0, `the gap "ü" is of 0`},
		"without why": {codectest.Losses{Untold: []codectest.Gap{{Covers: "-annotation.note", Count: 2}}}, 0, "the gap"},
		"no finding":  {codectest.Losses{Told: []codectest.Rule{notes}, Findings: map[string]int{"doubtful": 1}}, 2, "0 doubtful, want 1"},
		"in one":      {codectest.Losses{Told: []codectest.Rule{{Told: kind.One, Covers: "-annotation.*", Per: codectest.Everything}}}, 1, ""},
		"of one":      {codectest.Losses{Told: []codectest.Rule{{Told: kind.One, Covers: "-annotation.*", Per: codectest.Of}}}, 1, ""},
	} {
		faults := c.losses.Check(list, report(c.told))
		if c.want == "" && len(faults) > 0 || c.want != "" && (len(faults) != 1 || !strings.Contains(faults[0], c.want)) {
			t.Errorf("%s: %q, want %q", name, faults, c.want)
		}
	}
}
