// Package csv reads and writes statements as a table, in CSV or TSV: for statistics, for
// spreadsheets, and back.
//
// In the long form a row is a statement, with its slots as columns:
//
//	id,layer,document,document_title,document_date,start,end,fragments,quote,annotator,status,flags,Category,Category.code,Claimant,Claimant.id,note
//	0190…,Claim,0190…,Harbour,2025-03-11,0,12,,Müller wants,Lina,done,,Borders | Asylum,201 | 202,HTS,0190…,
//
// start and end count code points from 0, end is behind the last; they are empty when the
// statement is about the whole document. Of a discontinuous one they are the hull, and
// fragments has all of it: "0-12 40-44". status and flags are how far the annotator is with
// the document. The columns of a document begin with "document_", and a feature that is named
// as one of these columns begins with "feature_".
//
// One rule: a column says the words, and columns beside it, of the same number of values, say
// what these are. "Category.code" has the codes of tags in the codebook, or what names them
// where they have none; "Claimant.id" the IDs of actors and annotations; "Target.type", where
// a slot takes values of several types and in files with texts, the type of each. A slot without them is number,
// boolean or date when all its values are, and else text; where the project is known
// ([codec.OpenOptions].Into) its schema says.
//
// Several values of a cell are joined by " | ". In a value \\ is a backslash, \| a bar, \n and
// \r line ends, "\ " a blank at an end, and \0 a value of no length. Nothing else is escaped.
//
// A cell that a spreadsheet would take for a formula, beginning with =, +, -, @, tab or a line
// end, and no number, begins with an apostrophe in the file; so does one that begins with
// apostrophes before such a sign. Reading takes one off.
//
// [Options] give a row to each value (columns feature, value, value.code, value.id,
// value.type), or the wide form (a column "Category=201 Borders" of 1 and 0 for each tag), the
// texts (document_text, in the first row of each document), and a byte order mark for
// spreadsheets.
//
// Reading needs the texts: in a column, or in the project, which is asked for the ID, then
// the text, then the title. A place whose words are not the quote is sought by its quote. The
// separator is found out: comma, semicolon or tab. The rows of a document need not stand
// together; where they do, one document is in memory at a time, and else all rows.
//
// # Deviations
//
// RFC 4180 has no word on types, several values or formulas: columns beside a column, " | " with
// backslashes, and an apostrophe before what a spreadsheet would take for a formula are ours.
//
// Lines end with LF, not with CRLF: a line end of a text would be the same otherwise and be
// changed by who reads it. Semicolons and tabs separate where they stand most often in the
// header, and UTF-16 with its mark is read, since spreadsheets write both.
package csv
