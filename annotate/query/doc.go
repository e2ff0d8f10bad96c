// Package query answers questions about a whole project without reading it again: how
// many annotations name an entity, carry a tag, stand in a layer, and where the next one is.
//
// An [Index] has a row of 28 bytes for every annotation, and for each [Term] that
// annotations are found by a list of the rows it applies to: hardly anything for each where
// it applies to all, two bytes where it applies to many, at most four, so that a claim of
// two entities and three tags takes about 40 bytes in all. It knows nothing of
// texts, notes, dates and numbers: whoever wants those reads the annotations it points at.
//
// One rule: everything comes in reading order. Documents stand in the order of their IDs,
// that is, of import; in a document those about the whole of it come first, then by start,
// and of two with one start the longer first, as [annotate.ComparePlace] says.
//
//	x, err := query.Build(ctx, reader, nil)         // one scan of all annotations
//	n := x.Count(query.Entity(hts))                 // as a mention or in any slot
//	for p := range x.Places(query.Tag("claim", "stance", "against"), query.Entity(hts)) {
//		fmt.Println(p.Document, p.Span)
//	}
//	p, ok := x.Next(document, caret, query.Entity(hts)) // may be in a later document
//	p, ok = x.After(p, query.Entity(hts))               // and the one behind it
//
// Terms are joined by "and"; no term at all is every annotation. An index is kept up to
// date by [Index.Apply], in time that depends on the change and hardly on the project.
//
// What an index cannot tell is read: [Ask] makes a [Question] of what a person writes,
// as actor:HTS stance:against date:2018, whose [Question.Documents] are those in which the
// index says there can be answers, and [Statements] reads them. [Texts] looks for words in
// the texts of all documents, which no index holds.
//
// In the program [Follow] does both: it builds on a view of the project, on a goroutine of
// its own, while work goes on, and hands the index over to the session's goroutine with
// what was changed meanwhile. An index belongs to one goroutine, as its session does.
package query
