package dialog

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"parley/annotate"
)

// Message is an error as it is told to a person, in three steps.
type Message struct {
	Happened string // what happened
	Safe     string // what is safe
	Next     string // what to do
	Detail   string // the error's own words, for who wants them
}

// String is the three sentences, one after the other.
func (m Message) String() string {
	return strings.Join(strings.Fields(m.Happened+" "+m.Safe+" "+m.Next), " ")
}

// sentence is what is told of one kind of error.
type sentence struct {
	is                   error
	happened, safe, next string
}

// sentences are tried in their order; the first that matches is told. An empty next
// leaves out the third step, because there is nothing to do.
var sentences = []sentence{
	{annotate.ErrFull, "The disk is full.", "Everything up to now is saved; this last step is not.", "Free some space, then do it again."},
	{annotate.ErrReadOnly, "The project is open for reading only.", "Nothing was changed.", "Open the project itself to change it."},
	{annotate.ErrInUse, "Another program has the project open.", "Nothing is lost; it has the project's only writing hand.", "Close it there, or look at a copy."},
	{annotate.ErrDamaged, "The project file is damaged.", "Parley does not write to it; all that can be read is kept.", "Restore the last good snapshot, or export what is readable."},
	{annotate.ErrNewer, "The project was written by a newer Parley.", "Nothing was changed.", "Open it with that version, or update this one."},
	{annotate.ErrConflict, "Somebody changed the same thing meanwhile.", "Both states are in the history; nothing was overwritten.", "Look at it as it is now, then decide."},
	{annotate.ErrExists, "There is a file of that name already.", "It was not touched.", "Choose another name."},
	{annotate.ErrAmbiguous, "More than one matches.", "Nothing was changed.", "Write it so that only one does."},
	{annotate.ErrCanceled, "It was stopped before the end.", "Nothing of it was kept, and nothing else was changed.", ""},
	{annotate.ErrNothing, "There is nothing to do.", "It is so already.", ""},
	{annotate.ErrInvalid, "This is not allowed here.", "Nothing was changed.", "The reason stands below."},
	{fs.ErrPermission, "The system does not allow it.", "Nothing was changed.", "Choose a place that you may write to."},
	{annotate.ErrNotFound, "It is not there any more.", "Nothing was changed.", "Look whether it was moved or deleted."},
	{fs.ErrNotExist, "The file is not where it was.", "Parley deleted nothing.", "Look for it, or take it from the list."},
	{syscall.ENOSPC, "The disk is full.", "Everything up to now is saved; this last step is not.", "Free some space, then do it again."},
	{os.ErrDeadlineExceeded, "It took too long.", "Nothing was changed.", "Try again."},
}

// Explain tells err. Doing, if not empty, is the sentence of what failed, as "This mark is
// not saved"; it takes the place of what is said in general.
func Explain(doing string, err error) Message {
	m := Message{Happened: "Something went wrong.", Safe: "What was saved before is safe.", Next: "Try again; the reason stands below.", Detail: err.Error()}
	for _, s := range sentences {
		if errors.Is(err, s.is) {
			m.Happened, m.Safe, m.Next = s.happened, s.safe, s.next
			break
		}
	}
	if doing != "" {
		m.Happened = strings.TrimSuffix(doing, ".") + ". " + m.Happened
	}
	return m
}
