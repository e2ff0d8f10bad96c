package query_test

import (
	"fmt"
	"testing"

	"parley/annotate"
	"parley/annotate/query"
)

// require makes features of layer Claim required, and no other.
func (d *desk) require(features ...annotate.FeatureID) {
	next := *d.Schema()
	next.Layers = append([]annotate.Layer(nil), next.Layers...)
	next.Layers[0].Features = append([]annotate.Feature(nil), next.Layers[0].Features...)
	for i := range next.Layers[0].Features {
		f := &next.Layers[0].Features[i]
		f.Required = false
		for _, id := range features {
			f.Required = f.Required || f.ID == id
		}
	}
	next.Version++
	d.do(annotate.ChangeSet{Label: "Edit schema", Annotator: d.Me().ID, Time: d.Editor().Now(), Changes: []annotate.Change{annotate.Update(d.Schema(), &next)}}, nil)
}

// What lacks a required value is found through all changes, of the schema as well.
func TestIncomplete(t *testing.T) {
	d := newDesk(t)
	for i := range 4 {
		d.add(fmt.Sprint("ü 📌 ", i))
	}
	for range 60 {
		d.work()
	}
	ready := 0
	l := query.Follow(d.Session, d.post, func() { ready++ })
	d.run(func() bool { return ready == 1 })
	if n := l.Index().Count(query.Incomplete()); n != 0 {
		t.Errorf("%d lack what nothing requires", n)
	}
	seen := 0
	for i, features := range [][]annotate.FeatureID{{"stance", "claimant"}, {"date"}, {}} {
		d.require(features...)
		if i == 0 && l.Index() != nil {
			t.Fatal("an index of what was required before is asked")
		}
		d.run(func() bool { return l.Index() != nil })
		seen += d.countsIncomplete(l.Index())
		for range 40 {
			d.work() // which may take the schema back
		}
		d.run(func() bool { return l.Index() != nil })
		seen += d.countsIncomplete(l.Index())
	}
	if seen == 0 {
		t.Error("nothing was ever incomplete")
	}
	d.agrees(l.Index())
	l.Close()
}

// countsIncomplete compares with what each annotation says, and gives how many lack something.
func (d *desk) countsIncomplete(x *query.Index) (all int) {
	d.t.Helper()
	for _, row := range d.Documents() {
		p, err := d.Page(row.ID)
		if err != nil {
			d.t.Fatal(err)
		}
		n := 0
		for a := range p.Annotations() {
			if query.Lacks(d.Schema(), a) {
				n++
			}
		}
		if got := x.Count(query.Document(row.ID), query.Incomplete()); got != n {
			d.t.Errorf("%d of %s are incomplete, want %d", got, row.Title, n)
		}
		all += n
	}
	return all
}
