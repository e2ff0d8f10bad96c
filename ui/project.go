package ui

import (
	"errors"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/settings"
)

// project is the open one.
type project struct {
	path    string
	session *session.Session
	store   session.Store
	copied  bool // a copy, for looking only
	hidden  map[annotate.LayerID]bool
	filter  filter
	stop    func() // ends the observing
	cardMemory

	live     *query.Live // the index, that follows the session; nil until the project is on screen
	followed annotate.ID // the actor whose places are walked through

	elsewhere string // where the last change is, when it cannot be seen
}

// Extension is the ending of a project's file.
const Extension = ".parley"

// Open opens the project at path, in place of the one that is open.
func (w *Workbench) Open(path string) { w.open(path, w.Projects.Open, false) }

// OpenSample opens a fresh copy of the sample project.
func (w *Workbench) OpenSample() {
	w.work("Copying the sample", func() (func(), error) {
		path, err := w.Projects.Sample()
		return func() { w.Open(path) }, err
	}, "The sample could not be copied")
}

// open reads a project elsewhere and shows it here.
func (w *Workbench) open(path string, read func(string) (session.Store, error), copied bool) {
	path = absolute(path)
	if w.project != nil && w.project.path == path && !copied {
		return // it is open
	}
	w.closeProject()
	w.showStart()
	if !w.busy {
		w.await(begin(path, read, w.annotatorName(), w.Origin, copied))
	}
}

// create makes a project and shows it, then asks for its first documents if there are any.
func (w *Workbench) create(n dialog.NewProject, then func()) {
	w.work("Creating "+n.Name, func() (func(), error) {
		now := w.Origin.Now()
		p := &annotate.Project{ID: w.Origin.NewID(), Name: n.Name, Created: annotate.Instant(now)}
		store, err := w.Projects.Create(n.Path, p, n.Schema)
		if err != nil {
			return nil, err
		}
		return func() {
			w.remember(func(s *settings.Settings) { s.Annotator, s.Folder = n.Annotator, filepath.Dir(n.Path) })
			w.closeProject()
			w.enter(n.Path, store, false)
			if then != nil && w.project != nil {
				then()
			}
		}, nil
	}, "The project was not created")
}

// refused tells why a project cannot be opened, and offers what can be done.
func (w *Workbench) refused(path, name string, err error) {
	m := dialog.Explain("“"+name+"” cannot be opened", err)
	switch {
	case errors.Is(err, annotate.ErrInUse), errors.Is(err, annotate.ErrReadOnly):
		m.Happened, m.Detail = sentence(err), ""
		if errors.Is(err, annotate.ErrReadOnly) {
			m = dialog.Message{Happened: "“" + name + "” can be read but not changed.", Safe: "Its file may not be written to.", Next: "Look at a copy, or have the file given to you for writing."}
		}
		dialog.Ask(w.window, m,
			dialog.Choice{Text: "Look at a copy", Key: "↵", Role: control.Primary, Run: func() { w.open(path, w.Projects.OpenCopy, true) }},
			dialog.Choice{Text: "Close", Key: "Esc"})
	case errors.Is(err, annotate.ErrDamaged):
		w.damaged(path, name, m)
	default:
		dialog.Tell(w.window, m)
	}
	w.start.reload()
}

// damaged says what of a project can still be read, and offers a snapshot or an export.
func (w *Workbench) damaged(path, name string, m dialog.Message) {
	ask := func() {
		dialog.Ask(w.window, m,
			dialog.Choice{Text: "Restore…", Key: "↵", Role: control.Primary, Run: func() { w.showSnapshots(path) }},
			dialog.Choice{Text: "Export what is readable…", Run: func() { w.salvage(path, name) }},
			dialog.Choice{Text: "Close", Key: "Esc"})
	}
	w.workOr("Looking at what can be read", func() (func(), error) {
		_, summary, end, err := w.Projects.Salvage(path)
		if err == nil {
			m.Detail = summary + " (" + m.Detail + ")"
			end()
		}
		return ask, nil
	}, func(error) {})
}

// sentence is an error's own words with a capital and a full stop.
func sentence(err error) string {
	s := err.Error()
	if i := strings.Index(s, ": "); i > 0 && strings.HasPrefix(s, "open ") {
		s = s[i+2:]
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// tidy gives the system back what opening, indexing or copying a project needed, and
// nobody needs now. It runs beside the window.
func tidy() { go debug.FreeOSMemory() }

// enter begins a session and shows the project.
func (w *Workbench) enter(path string, store session.Store, copied bool) {
	s, err := session.Open(store, w.annotatorName(), w.Origin)
	if err != nil {
		store.Close()
		w.refused(path, filepath.Base(path), err)
		return
	}
	w.enterSession(path, store, s, copied)
}

// enterSession shows a project that was opened. What can be done without for a moment waits
// until it is on screen.
func (w *Workbench) enterSession(path string, store session.Store, s *session.Session, copied bool) {
	p := &project{path: path, session: s, store: store, copied: copied, hidden: map[annotate.LayerID]bool{}}
	w.project = p
	p.stop = s.Observe(w.observed)
	if !copied {
		w.remember(func(st *settings.Settings) {
			st.Remember(settings.Recent{Path: path, Name: s.Project().Name, Opened: w.Origin.Now()})
		})
	}
	w.window.SetTitle(s.Project().Name + " – Parley")
	w.rebuild()
	w.list.Reload()
	w.layers.Reload()
	w.showProject()
	w.openLast()
	if copied {
		w.status.say("Looking at a copy: nothing can be changed")
	}
	if w.greeting != "" {
		w.status.say(w.greeting)
		w.greeting = ""
	}
	w.soon(func() { w.settle(p) })
}

// settleDelay is how long it takes at most until a project is on screen.
const settleDelay = 400 * time.Millisecond

// settle begins what goes on beside the work in a project: its index, then its snapshot,
// one after the other, so that a person has the rest of the machine.
func (w *Workbench) settle(p *project) {
	if w.Settled != nil {
		w.Settled()
		w.Settled = nil
	}
	if w.project != p || w.closing {
		return
	}
	w.count()
	first := true
	p.live = query.Follow(p.session, w.post, func() {
		tidy()
		p.session.Locate(w.whereNamed(p))
		w.tellIndexed()
		w.list.RefreshSigns()
		if first && !p.copied {
			go w.snapshot(p.store)
		}
		first = false
	})
	w.watchLacks(p)
}

// snapshot keeps a verified copy in the background. When it fails nobody is disturbed at
// work: the status bar says it.
func (w *Workbench) snapshot(store session.Store) {
	defer tidy()
	err := w.Projects.Snapshot(store)
	if err == nil || errors.Is(err, annotate.ErrReadOnly) {
		return
	}
	w.post(func() {
		switch {
		case w.project == nil || w.project.store != store:
		case errors.Is(err, annotate.ErrDamaged):
			w.leaveDamaged(err)
		default:
			w.status.say("No snapshot could be made: " + err.Error())
		}
	})
}

// leaveDamaged closes a project in which the check of its snapshot found damage: it is
// not written to any more.
func (w *Workbench) leaveDamaged(err error) {
	path := w.project.path
	w.leaveProject()
	w.refused(path, filepath.Base(path), err)
}

// closeProject closes what is open and goes back to nothing.
func (w *Workbench) closeProject() {
	p := w.project
	if p == nil {
		return
	}
	w.closeWindows()
	w.leaveDocument()
	w.finder.reset()
	w.searching.reset()
	w.count()
	p.stop()
	if p.live != nil {
		p.live.Close()
	}
	w.project = nil
	w.view.SetSource(nil, docviewStart)
	if err := p.session.Close(); err != nil && !w.closing {
		w.tell("The project could not be closed properly", err)
	}
	w.window.SetTitle("Parley")
}

// count says in the list of recent projects how much is in the open one.
func (w *Workbench) count() {
	if w.project != nil && !w.project.copied {
		w.remember(func(s *settings.Settings) { s.Remember(w.recent()) })
	}
}

// recent is what the list of recent projects says of the open one.
func (w *Workbench) recent() settings.Recent {
	s := w.project.session
	r := settings.Recent{Path: w.project.path, Name: s.Project().Name, Opened: w.Origin.Now(), Documents: s.Rows().Len()}
	for _, d := range s.Rows().All() {
		r.Annotations += d.Annotations
	}
	if entities, err := s.Entities(); err == nil {
		r.Actors = len(entities)
	}
	return r
}

// documents are the rows of the open project; none without one.
func (w *Workbench) documents() *session.Rows {
	if w.project == nil {
		return &session.Rows{}
	}
	return w.project.session.Rows()
}
