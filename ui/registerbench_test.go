package ui

import (
	"fmt"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

// manyActors is the register's window over so many actors.
func manyActors(tb testing.TB, n int) *registerBench {
	b := newBench(tb)
	b.enterNow()
	b.until("the index", func() bool { return b.index() != nil })
	cs := annotate.ChangeSet{Label: "Import actors", Annotator: b.project.session.Me().ID}
	for i := range n {
		e := &annotate.Entity{ID: annotate.NewID(), Name: fmt.Sprintf("Abu %c%c%c Müller %05d", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, i), Aliases: []annotate.Alias{{Name: fmt.Sprint("عمال الميناء ", i)}}}
		cs.Changes = append(cs.Changes, annotate.Create(e))
	}
	if !b.apply(cs, nil) {
		tb.Fatal("not imported")
	}
	x := &registerBench{bench: b}
	x.open()
	return x
}

// BenchmarkRegisterEdit is one edit in a register of five thousand, until it is on screen.
// What looks over all names meanwhile is given up each time.
func BenchmarkRegisterEdit(b *testing.B) {
	x := manyActors(b, 5_000)
	id := x.r.view.Shown()[3_100].ID
	x.r.view.Reveal(id)
	for i := 0; b.Loop(); i++ {
		x.r.view.OnEdit(id, func(n *annotate.Entity) { n.Name = fmt.Sprint("Abu mmm ", i) })
	}
	b.StopTimer()
	x.settled()
}

// BenchmarkRegisterMerge merges an actor with a hundred mentions into another of five
// thousand, and takes it back.
func BenchmarkRegisterMerge(b *testing.B) {
	x := manyActors(b, 5_000)
	one, other := x.r.view.Shown()[0].ID, x.r.view.Shown()[4_000].ID
	for i := range 100 {
		x.mention(text.Offset(i), text.Offset(i+1), other)
	}
	for b.Loop() {
		x.r.merge(one, other)
		x.undo()
	}
	b.StopTimer()
	x.settled()
}
