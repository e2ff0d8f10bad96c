package session

import "parley/annotate"

// Lender is a Reader that can also lend what it reads. To walk over all documents of a
// project so makes hardly any garbage.
type Lender interface {
	Reader
	// Lend begins a loan. It is used, as the Reader, by the Reader's goroutine; what it
	// lent may be looked at by others.
	Lend() Loan
}

// Loan lends records: whoever has them may look at them until they are returned.
type Loan interface {
	// Read reads what belongs to a document, beside all that the loan read before. Its
	// error is that of the Reader's methods.
	Read(document annotate.ID) (Records, error)
	// Return gives back all that was read. From now on it is overwritten, but for strings.
	Return()
}

// Records are a document's text and all that is recorded in it, in the orders of [Reader].
type Records struct {
	Body        string
	Progress    []*annotate.Progress
	Annotations []*annotate.Annotation
	Relations   []*annotate.Relation
}
