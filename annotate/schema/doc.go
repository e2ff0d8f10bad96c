// Package schema is a schema on its way to its next version: what is edited, what is then
// different, whom it touches, and what becomes of what has no place any more.
//
// One rule: nothing recorded is left without a place. What a change takes from under
// annotations is an [Effect]; each that touches something needs a [Resolution] before the
// change is made, and package edit refuses it with the number of annotations until then.
//
// A [Draft] is a value: every edit gives another one and leaves the first as it was, so that
// whoever keeps them has undo for nothing.
//
//	d := schema.Begin(session.Schema())
//	d, id, err := d.AddTag("category", annotate.Tag{Parent: "20", Code: "204", Name: "Smuggling"}, -1)
//	d, err = d.MergeTag("category", "203", "201")
//	touches, err := schema.Count(ctx, reader, d, d.Reach(index), nil) // on another goroutine
//	for _, line := range d.Diff().Lines() { fmt.Println(line) }
//	change, err := session.Editor().PrepareSchema(d)
//	cs, out, err := change.Run(ctx, reader, nil)             // there as well
//
// Every draft passes [annotate.Schema.Check]; an edit that would not is refused with a
// sentence that says what to do. IDs are made of the first name, are unique in this version
// and the one before, and never change.
package schema
