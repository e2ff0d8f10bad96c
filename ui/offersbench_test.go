package ui

import (
	"fmt"
	"testing"

	"parley/annotate"
)

// BenchmarkOffers is what a letter costs that is typed in a slot for actors, and what it
// costs to come to it, with a register of 12,500 actors of four names each, a quarter of
// them Arabic.
func BenchmarkOffers(b *testing.B) {
	t := newBench(&testing.T{})
	t.enterNow()
	sets := make([]annotate.ChangeSet, 0, 12500)
	for i := range 12500 {
		cs, _, err := t.editor().AddEntity(fmt.Sprintf("Actor %d of the southern harbour", i), "",
			annotate.Alias{Name: fmt.Sprintf("A%d", i)}, annotate.Alias{Name: fmt.Sprintf("Müller %d", i)}, annotate.Alias{Name: fmt.Sprintf("نقابة عمال الميناء %d", i)})
		if err != nil {
			b.Fatal(err)
		}
		sets = append(sets, cs)
	}
	t.apply(t.editor().Join("Add actors", sets...), nil)
	t.typed("3")
	s := source{t.Workbench}
	b.Run("letter", func(b *testing.B) {
		for b.Loop() {
			s.Entities("har")
		}
	})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			t.project.likely = likelyOf{}
			s.Entities("")
		}
	})
}
