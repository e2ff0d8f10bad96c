package ui

import (
	"testing"

	"parley/annotate"
)

// TestLacks: the list knows what misses a required slot as soon as the index is there, and
// follows what is filled in.
func TestLacks(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	next := *b.project.session.Schema()
	next.Layers = append([]annotate.Layer(nil), next.Layers...)
	next.Layers[0].Features = append([]annotate.Feature(nil), next.Layers[0].Features...)
	next.Layers[0].Features[1].Required = true
	cs, err := b.editor().SetSchema(next)
	b.apply(cs, err)
	b.until("the index", func() bool { return b.index() != nil })
	if b.list.Lacks == nil || b.list.Lacks(b.doc.id) != 0 {
		t.Fatal("something is missing of nothing")
	}
	b.mark("Claim")
	b.markWhole("Claim")
	if n := b.list.Lacks(b.doc.id); n != 2 {
		t.Errorf("%d annotations miss a slot, want 2", n)
	}
	b.setStance("favor")
	if n := b.list.Lacks(b.doc.id); n != 1 {
		t.Errorf("%d annotations miss a slot, want 1", n)
	}
}
