// Package codec is what the formats of the field have in common: how a collection that
// another tool wrote comes into a project, how a project goes into a file of another
// tool's, and how what could not be carried is told.
//
// One rule: nothing is lost in silence. What a format cannot hold is counted and named in
// a [Report], and a record that cannot be read is refused with its place while the rest
// comes in.
//
// A [Format] is a value; it reads a [Source] into a [Collection] and writes a project to a
// [Target]. A collection is told in Parley's nouns, under a schema made from the files, so
// that reading, mapping, importing and converting are one road for all formats:
//
//	c, err := brat.Format.Open(source, codec.OpenOptions{})
//	m := codec.Propose(c.Schema(), project.Schema()) // foreign parts → the project's
//	report, err := codec.Import(ctx, c, codec.ImportOptions{Mapping: m, Into: reader, Apply: session.Apply})
//	report, err = doccano.Format.Write(ctx, reader, target, codec.WriteOptions{})
//
// Positions are bytes everywhere here, as in all of Parley. Each format converts them from
// and to its own unit, and lets the quote decide where a file has one.
package codec
