package actors_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/actors"
	"parley/annotate/codec/codectest"
	"parley/storage/memory"
)

// The register of codectest's sample comes back from both formats without a difference.
func TestSample(t *testing.T) {
	kit := codectest.New(codec.Format{}, memory.New)
	var list []*annotate.Entity
	for _, r := range codectest.Sample(t) {
		if e, is := r.(*annotate.Entity); is {
			list = append(list, e)
		}
	}
	for _, f := range []actors.Format{actors.CSV, actors.JSON} {
		got, report, _ := taken(t, written(t, f, list))
		if d := codectest.Compare(t, kit.Project(t, nil, records(list)...), kit.Project(t, nil, records(got)...)); len(d) > 0 || len(got) != 4 {
			t.Errorf("%v: %d actors, %v, %+v", f, len(got), d, report)
		}
	}
}

func records(list []*annotate.Entity) (out []annotate.Record) {
	for _, e := range list {
		out = append(out, e)
	}
	return out
}
