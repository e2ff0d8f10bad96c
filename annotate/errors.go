package annotate

import "errors"

// Errors that cross packages; match them with errors.Is. Their words are made to
// stand at the end of a sentence: "open x.parley: the project is damaged".
var (
	ErrNotFound  = errors.New("not found")
	ErrAmbiguous = errors.New("more than one matches")
	ErrInvalid   = errors.New("not allowed")
	ErrConflict  = errors.New("somebody else changed it meanwhile")
	ErrReadOnly  = errors.New("the project is open for reading only")
	ErrInUse     = errors.New("another program has the project open")
	ErrDamaged   = errors.New("the project is damaged")
	ErrNewer     = errors.New("the project was written by a newer Parley")
	ErrFull      = errors.New("the disk is full")
	ErrExists    = errors.New("already there")
	ErrNothing   = errors.New("nothing to do")
	ErrCanceled  = errors.New("stopped before the end")

	// Why a file cannot become a document.
	ErrBinary      = errors.New("it is not text")
	ErrEmpty       = errors.New("there is no text in it")
	ErrUndecodable = errors.New("the encoding does not fit")
	ErrTooLarge    = errors.New("it is too large")
	ErrUnsupported = errors.New("this kind of file is not read")
)
