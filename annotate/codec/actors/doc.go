// Package actors reads and writes the register of actors as a table or a list, so that it
// can be kept in a spreadsheet, made by a script, or carried from one project to another.
//
// One rule: what was written comes back the same, whatever the names hold; and what cannot
// be read is said with its line, and stays out alone.
//
//	err := actors.Write(w, actors.CSV, entities)
//	rows, report, err := actors.Read(file)                   // CSV or JSON, it sees which
//	changes := actors.Plan(rows, there, plan, report)        // a ChangeSet's worth
//
// # JSON
//
// An array of objects, one a line, with the members that entities have in a dataset (package
// codec/parley). On reading only name is needed; an alias may be a bare string, a parent and
// the entity of an affiliation may be an ID or a name. A whole dataset will do as well: its
// "entities" are taken.
//
// # CSV
//
// RFC 4180 with a head: id, name, exact, aliases, kind, parent, affiliations, side, country,
// external_id, colour, note, created, modified, apart, in any order, and only name is needed.
// Written are commas, LF and no byte order mark; read are semicolons and tabs, CRLF and a
// mark too. A cell with several parts has a bar between them, and what belongs to a part in
// braces behind it:
//
//	name   aliases                                                parent  affiliations
//	HTS    Hay’at Tahrir al-Sham {ar-Latn} | هيئة {ar; case}       Syria   Jaysh {emir; 2017; 2025-01-29}
//
// An alias has its language and what counts of it, an affiliation its role, its first and
// its last date. A backslash stands before a character of \ | { } ; that means itself, and
// \n is a line feed. A parent is written by its ID, and so are the entity of an affiliation
// and those that an actor is kept apart from, with bars between them.
package actors
