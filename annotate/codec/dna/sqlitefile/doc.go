// Package sqlitefile writes a SQLite database from its first page to its last, without
// SQLite: it is for programs that know all rows of a database and write them once.
//
// One rule: rows come in the order of their table, and so do the entries of an index of
// numbers. So each page of a tree is written when it is full and never again, and what is in
// memory is one page for each level of each tree; of an index with text, its entries.
//
//	f, err := sqlitefile.New(file)
//	t := f.Table("PEOPLE", "CREATE TABLE PEOPLE(ID INTEGER PRIMARY KEY, Name TEXT, UNIQUE (Name))", 1)
//	id, err := t.Add(sqlitefile.Null, sqlitefile.Text("Lina"))
//	err = f.Close()
//
// Nothing is asked of the rows but that they are unique where their table says so: what CHECK
// and NOT NULL demand is up to the caller.
//
// # Format
//
// As https://www.sqlite.org/fileformat2.html has it: pages of 4096 bytes, UTF-8, schema format
// 4, no free pages. A table is a tree of its rows by their numbers; an index is a tree of
// records, columns and then the row's number, some of which stand in inner pages.
package sqlitefile
