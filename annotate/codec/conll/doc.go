// Package conll reads and writes the columns of the CoNLL shared tasks: a token a line, its
// tag in the last column, and an empty line behind each sentence.
//
//	-DOCSTART- -X- O O          JAPAN	B-LOC          1	JAPAN	…	NER=B-LOC|SpaceAfter=No
//
//	U.N.     NNP I-NP I-ORG     GET	O
//	official NN  I-NP O
//
// Read are the columns of 2000, 2002 and 2003 and of what followed them (WNUT, GermEval,
// doccano), with tabs or blanks, and CoNLL-U with tags in the last column, MISC. Which columns
// have tags is found out: those in which all are O, or a letter of BIESLU, a hyphen and a
// label. So is the scheme: IOB1, where an entity begins with I- unless it follows one of its
// label; IOB2, where all begin with B-; BIOES, where the last has E- and a single one S-. Each
// label is a layer. Other columns are left out, and told.
//
// One rule: there are no positions, so the text is made of the tokens, with a blank between
// two and a line for each sentence. A document begins at -DOCSTART-, at "# newdoc", and with
// each file. A line that has not as many columns as the others keeps its whole sentence out.
//
// Written are two columns with a tab, in IOB2 or as [Options] say. Of annotations that overlap
// the first stays, of two that begin together the longer; of a discontinuous one its hull. All
// that stays out is told, and so are texts that are not again the same when they are read.
//
// # Deviations
//
// The tasks had no escape for blanks in labels: they are written without, which is told.
//
// Of CoNLL-U comments, words of a token that stands for several, and empty nodes have no place in a
// text: they are left out and told; "# text" is not, as the tokens say it.
package conll
