package query_test

import (
	"context"
	"fmt"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/text"
)

func Example() {
	hts, snc := annotatetest.ID(1), annotatetest.ID(2)
	first, second := annotatetest.ID(3), annotatetest.ID(4)
	made := func(id uint64, document annotate.ID, layer annotate.LayerID, start text.Offset, values ...annotate.FeatureValue) *annotate.Annotation {
		return &annotate.Annotation{ID: annotatetest.ID(id), Document: document, Layer: layer, Fragments: []text.Span{{Start: start, End: start + 20}}, Features: values}
	}
	of := func(f annotate.FeatureID, entities ...annotate.ID) annotate.FeatureValue {
		fv := annotate.FeatureValue{Feature: f}
		for _, e := range entities {
			fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeEntity, Ref: e})
		}
		return fv
	}
	stance := annotate.FeatureValue{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}}}

	project := model{}
	for _, a := range []*annotate.Annotation{
		made(10, first, "Actor", 8, of("entity", hts)),
		made(11, first, "Claim", 120, of("claimant", hts, snc), stance),
		made(12, second, "Claim", 40, of("claimant", snc), of("addressee", hts), stance),
	} {
		project[a.ID] = a
	}

	x, err := query.Build(context.Background(), shelf{model: project}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("named", x.Count(query.Entity(hts)), "times, claims against", x.Count(query.Slot("Claim", "claimant", hts), query.Tag("Claim", "stance", "against")))

	p, ok := x.Next(first, 8, query.Entity(hts))
	for ; ok; p, ok = x.After(p, query.Entity(hts)) {
		fmt.Println(p.Document == second, p.Span)
	}

	note := *project[annotatetest.ID(11)]
	note.Features = nil
	x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(project[note.ID], &note)}})
	fmt.Println("then", x.Count(query.Entity(hts)))
	// Output:
	// named 3 times, claims against 1
	// false {120 140}
	// true {40 60}
	// then 2
}
