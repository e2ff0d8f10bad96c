package brat_test

import (
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// declaring is a collection whose configuration says of what types values are.
func declaring(ann string) files {
	return files{"x.txt": body, "x.ann": "T1\tClaim 0 6\tMüller\n" + ann, "annotation.conf": "[entities]\nClaim\n\n[attributes]\nWeight\tArg:Claim\nWhen\tArg:Claim\nMood\tArg:Claim, Value:good|bad\n" +
		"# parley: Claim Weight number\n# parley: Claim When date,text several\n# parley: Claim Mood text,tag\n# parley: Claim Who entity\n" +
		"# parley: Nothing Who entity\n# parley: Claim When number several\n# parley: Claim Bad\n# parley: Claim Bad word\n# parley: Claim Bad text often\n"}
}

func features(t *testing.T, in files) (list []string, values []annotate.FeatureValue) {
	t.Helper()
	store := empty()
	if r := into(t, store, in.source(), codec.OpenOptions{}, nil); r.Refused.Total+r.Doubtful.Total > 0 {
		t.Fatalf("%+v", r)
	}
	schema, _ := store.Schema()
	for _, f := range schema.Layer("Claim").Features {
		line := string(f.ID)
		for _, typ := range f.Types {
			line += " " + typ.String()
		}
		if f.Multi {
			line += " several"
		}
		list = append(list, line)
	}
	annotations, _ := store.Annotations(document(t, store, "x").ID)
	out, _ := export(t, store)
	same(t, out, in)
	return list, annotations[0].Features
}

func TestDeclared(t *testing.T) {
	list, values := features(t, declaring("A1\tWeight T1 -2.5\nA2\tWhen T1 2025-03\nA3\tWhen T1 in spring\nA4\tMood T1 good\n"))
	if want := []string{"Weight number", "When date text several", "Mood text tag", "Who entity"}; !slices.Equal(list, want) {
		t.Errorf("%q, want %q", list, want)
	}
	want := []annotate.FeatureValue{
		{Feature: "Weight", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: -2.5}}},
		{Feature: "When", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025, Month: 3}}, {Type: annotate.TypeText, Text: "in spring"}}},
		{Feature: "Mood", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "good"}}},
	}
	if !slices.EqualFunc(values, want, func(a, b annotate.FeatureValue) bool {
		return a.Feature == b.Feature && slices.Equal(a.Values, b.Values)
	}) {
		t.Errorf("%+v", values)
	}
}

// What somebody wrote in brat that is of another type comes in as what it is.
func TestDeclaredOtherwise(t *testing.T) {
	list, values := features(t, declaring("A1\tWeight T1 الميناء\nA2\tMood T1\nN1\tMood T1 Wikidata:Q64\tBerlin\n"))
	if want := []string{"Weight number text", "When date text several", "Mood text tag boolean entity several", "Who entity"}; !slices.Equal(list, want) {
		t.Errorf("%q, want %q", list, want)
	}
	if len(values) != 2 || values[0].Values[0].Text != "الميناء" || len(values[1].Values) != 2 || !values[1].Values[0].Bool {
		t.Errorf("%+v", values)
	}
}

// brat wants spans allowed to overlap, and a line for each event, with arguments or without.
func TestFreshIsWholeForBrat(t *testing.T) {
	out, _ := export(t, project(t))
	if !strings.Contains(out["annotation.conf"], "\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n") {
		t.Error(out["annotation.conf"])
	}
	ann := out["Hafen_ was_nun_.ann"]
	for l := range strings.Lines(ann) {
		id, rest, _ := strings.Cut(l, "\t")
		if id[0] == 'T' && strings.HasPrefix(rest, "Claim ") && !strings.Contains(ann, "\tClaim:"+id+"\n") && !strings.Contains(ann, "\tClaim:"+id+" ") {
			t.Errorf("%s is no trigger in\n%s", id, ann)
		}
	}
}

// Words that read as a number are told where a value may be either.
func TestDeclaredTold(t *testing.T) {
	store := project(t)
	old, _ := store.Schema()
	copied := *old
	next := &copied
	next.Layers = slices.Clone(next.Layers)
	next.Layer("Claim").Features = slices.Clone(next.Layer("Claim").Features)
	for i := range next.Layer("Claim").Features {
		if f := &next.Layer("Claim").Features[i]; f.ID == "weight" {
			f.Types = append(slices.Clone(f.Types), annotate.TypeText)
		}
	}
	a, err := store.Annotations(document(t, store, "Hafen: was/nun?").ID)
	if err != nil {
		t.Fatal(err)
	}
	claim := a[slices.IndexFunc(a, func(a *annotate.Annotation) bool { return len(a.Features) > 0 })]
	other := *claim
	changed := &other
	changed.Features = annotate.SetValues(slices.Clone(changed.Features), next.Layer("Claim").Features, "weight", annotate.Value{Type: annotate.TypeText, Text: "12"})
	if _, err := store.Commit(&annotate.ChangeSet{Label: "x", Changes: []annotate.Change{annotate.Update(old, next), annotate.Update(claim, changed)}}); err != nil {
		t.Fatal(err)
	}
	_, report := export(t, store)
	if !slices.ContainsFunc(report.Lost, func(l codec.Loss) bool {
		return l.String() == "1 value written as what reads as one of another type"
	}) {
		t.Errorf("%+v", report.Lost)
	}
}
