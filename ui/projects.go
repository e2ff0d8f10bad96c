package ui

import (
	"time"

	"parley/annotate"
	"parley/annotate/session"
)

// Projects is what the window needs of the world of files: where projects are kept. It
// is implemented by the program, over a storage package that this one does not know.
//
// Errors wrap the sentinels of package annotate: ErrInUse when another program has the
// project, ErrDamaged, ErrNewer, ErrExists, ErrNotFound, ErrFull. Methods may be called
// by any goroutine, and Open, OpenCopy, Sample, Snapshot, Restore and Salvage may take
// seconds.
type Projects interface {
	// Create makes a project at path, which must not exist.
	Create(path string, p *annotate.Project, s *annotate.Schema) (session.Store, error)
	// Open opens a project for writing.
	Open(path string) (session.Store, error)
	// OpenCopy opens a consistent copy of a project for reading, whoever has it open. The
	// copy goes when the store is closed.
	OpenCopy(path string) (session.Store, error)
	// Sample makes a fresh copy of the sample project and says where it is.
	Sample() (path string, err error)
	// Snapshot keeps a verified copy of an open project beside it.
	Snapshot(s session.Store) error
	// Snapshots of the project at path, the newest first.
	Snapshots(path string) ([]Snapshot, error)
	// Restore puts a snapshot in the place of the project at path, and says where what was
	// there is kept; empty when nothing was.
	Restore(path string, s Snapshot) (kept string, err error)
	// Salvage reads what can be read of a damaged project, says what can and what cannot,
	// and never writes to it. end lets the file go.
	Salvage(path string) (r session.Reader, summary string, end func(), err error)
	// Folder is where new projects go until a person says otherwise.
	Folder() string
	// User is the name of the computer's user, to be proposed as an annotator's; may be empty.
	User() string
}

// Snapshot is a verified copy of a project.
type Snapshot struct {
	Path string
	Time time.Time
	Size int64 // bytes
}
