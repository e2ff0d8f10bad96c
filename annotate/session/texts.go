package session

import "parley/annotate"

// TextLender is a Reader that lends texts where it keeps them. To look through all texts
// of a project so copies none of them.
type TextLender interface {
	// LendTexts calls use with the texts of documents, in their order; one of a document
	// that is not there is empty. They are looked at by any number of goroutines until use
	// returns, and by none after that: who keeps a part of one keeps a copy. use does not
	// call the Reader. A lent text is not checked to be UTF-8, as one of Body is. The error
	// is that of use, or annotate.ErrCanceled when the Reader was ended.
	LendTexts(documents []annotate.ID, use func(texts []string) error) error
}
