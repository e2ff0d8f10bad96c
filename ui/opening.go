package ui

import (
	"path/filepath"
	"strings"
	"time"

	"parley/annotate/session"
)

// Opening is a project that is being read, on a goroutine of its own. The program begins
// one before it has a window: reading and the coming up of the window take about as long
// as each other, and neither waits for the other.
type Opening struct {
	path    string
	copied  bool
	done    chan struct{} // closed when what follows is known
	store   session.Store
	session *session.Session
	err     error
}

// Begin begins to open the project at path with what o names, for [Options.Opening]. It
// returns at once.
func Begin(o Options, path string) *Opening {
	return begin(path, o.Projects.Open, o.annotatorName(), o.Origin, false)
}

func begin(path string, read func(string) (session.Store, error), annotator string, origin session.Origin, copied bool) *Opening {
	o := &Opening{path: absolute(path), copied: copied, done: make(chan struct{})}
	go func() {
		defer close(o.done)
		if o.store, o.err = read(o.path); o.err != nil {
			return
		}
		if o.session, o.err = session.Open(o.store, annotator, origin); o.err != nil {
			o.store.Close()
		}
	}()
	return o
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// name is what the project is called until it says so itself.
func (o *Opening) name() string { return strings.TrimSuffix(filepath.Base(o.path), Extension) }

// opened reports whether the project is read already, and can be shown.
func (o *Opening) opened() bool {
	select {
	case <-o.done:
		return o.err == nil
	default:
		return false
	}
}

// annotatorName is who works: as last time, or as the computer calls its user.
func (o *Options) annotatorName() string {
	if name := o.Settings.Now().Annotator; name != "" {
		return name
	}
	return o.Projects.User()
}

// await shows a project when it is read, and says why when it cannot be.
func (w *Workbench) await(o *Opening) {
	w.workOr("Opening "+o.name(), func() (func(), error) {
		<-o.done
		return func() { w.enterSession(o.path, o.store, o.session, o.copied) }, o.err
	}, func(err error) {
		if w.frame.page != w.start {
			w.showStart()
		}
		w.refused(o.path, o.name(), err)
	})
}

// expect shows the window without the start page: a project is coming.
func (w *Workbench) expect() {
	w.frame.show(w.blank)
	w.status.plain("Parley " + w.Version)
}

// patience is how long the window waits for the first project before it comes up without
// it. Most are read by then, and so are in the first picture.
const patience = 100 * time.Millisecond

// enterRead shows the first project before there is a window, if it is read soon enough.
func (w *Workbench) enterRead() {
	o := w.Opening
	if o == nil {
		return
	}
	select {
	case <-o.done:
	case <-time.After(patience):
	}
	if o.opened() {
		w.Opening = nil
		w.enterSession(o.path, o.store, o.session, o.copied)
	}
}

// Started is to be called once the window is there: what is still being opened is awaited.
func (w *Workbench) Started() {
	o := w.Opening
	w.Opening = nil
	switch {
	case o == nil:
	case o.opened():
		w.enterSession(o.path, o.store, o.session, o.copied)
	default:
		w.await(o)
	}
}
