// Package semeval reads and writes the stance files of SemEval-2016 task 6.
//
// The format as it is read: a header, and then a line for each text and target, with tabs:
//
//	ID	Target	Tweet	Stance	Opinion towards	Sentiment
//	101	Atheism	dear lord thank u for all of ur blessings #SemST	AGAINST	OTHER	POSITIVE
//
// The last two columns are in some files only; other columns are metadata. A stance is FAVOR,
// AGAINST or NONE; UNKNOWN, as in files to be annotated, is unset. What the opinion is towards
// is TARGET, OTHER or NO ONE, or a sentence that begins with 1, 2 or 3. There are no quotes and
// no escapes. Files that are not UTF-8, as the published ones, are read as Windows-1252, and
// told as doubtful.
//
// One rule: what is said is said of the whole text. A text with several targets is one document
// with an annotation for each, in the layer of the template "SemEval-2016 stance". The IDs are
// the document's field ID, with a blank between two.
//
// Any layer with a target and a stance can be written; marked passages are written as of the
// whole text, other stances as NONE, and tabs and line ends as blanks. All of that is told.
//
// # Deviations
//
// The files say that they are ASCII and are not: what is no UTF-8 is read as Windows-1252, and told
// as doubtful. A stance that the task does not know is NONE in the file, and told.
//
// A text with several targets has several IDs, which are one field of its document.
package semeval
