package codec_test

import (
	"context"
	"reflect"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/storage/memory"
)

// What is in one project comes into another under a mapping, and stays as it is in the first.
func TestProject(t *testing.T) {
	store, lina, _ := ours()
	c := foreign(t, words)
	schema, _ := store.Schema()
	m := codec.Propose(c.Schema(), schema)
	m.Layer("PER").To = "actor"
	o := options(store, lina, m)
	if _, err := codec.Import(context.Background(), c, o); err != nil {
		t.Fatal(err)
	}
	claim, _ := recorded(t, store)
	before := *claim

	from, err := codec.Project(store)
	if err != nil {
		t.Fatal(err)
	}
	other := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Q"}, &annotate.Schema{Name: "Empty", Version: 1})
	o = options(other, lina, codec.Mapping{})
	o.Extend = true
	report, err := codec.Import(context.Background(), from, o)
	if err != nil || report.Documents != 1 || report.Annotations != 2 || report.Relations == 0 || !report.OK() {
		t.Fatalf("%+v, %v", report, err)
	}
	if again, _ := recorded(t, store); !reflect.DeepEqual(*again, before) {
		t.Errorf("the project that was read was altered: %+v\nwas %+v", again, before)
	}
	there, _ := recorded(t, other)
	if there.Quote != before.Quote || there.Document == before.Document || len(there.Features) != len(before.Features) {
		t.Errorf("%+v\nwas %+v", there, before)
	}
}
