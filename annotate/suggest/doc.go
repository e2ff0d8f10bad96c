// Package suggest finds the names of a register of actors in texts: where somebody is
// named whom nobody has marked yet.
//
// One rule: it tells and never decides. Words that are a name of several actors are told
// with all of them; that one of those is meant, and that the words are to be marked at all,
// is said by a person.
//
//	names := suggest.New(entities)
//	found := names.In(ctx, t)
//	for _, m := range found.Matches() {
//		fmt.Println(t.Slice(m.Span), len(m.Entities)) // HTS 1
//	}
//	next, delta := names.With(annotate.Update(hts, alias)) // one more spelling of HTS
//	found = found.Follow(ctx, next, delta)                 // looks for that spelling only
//
// What a match is: a name or an alias that stands as whole words, written as its Exact
// lets it be written; see [search.Set.Each] for what may be written onto a name. Where
// matches overlap, the one that begins first is told, and of those the longest: in “New
// York Times” no New York. A name of many actors is looked for once.
//
// What was found follows a change of the register at the price of what changed: names
// that went are forgotten, names that came are looked for, all others stay. Annotations
// change nothing: what is marked already is told apart by [Unmarked] when somebody asks.
package suggest
