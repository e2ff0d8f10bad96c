package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/docview"
	"parley/ui/settings"
	"parley/ui/theme"
)

// Options are what the program gives the window. Those are needed that may not be nil.
type Options struct {
	Projects Projects
	Settings *settings.File
	Origin   session.Origin // the clock and the source of IDs
	Version  string
	FrameLog func(docview.Frame)          // told what each step of the view cost; nil: nobody
	Opening  *Opening                     // the project to begin with; nil: the start page
	Settled  func()                       // told once, when the first project is on screen; nil: nobody
	Formats  []codec.Format               // of other tools, to import and to export; nil: none
	Variants func(codec.Format) []Variant // the ways in which a format can be written, the usual one first; nil: one
}

// Workbench is the window: the start page, or a project with one document open. Its
// methods belong to Fyne's goroutine.
type Workbench struct {
	Options
	app    fyne.App
	window fyne.Window
	table  *table
	menu   *menuBar
	frame  *frame
	status *statusBar
	start  *startPage
	*rooms

	project  *project // nil: the start page is shown
	doc      *document
	last     lastMark
	left     leftSlot // of the card
	saving   timer    // of settings
	placing  timer    // of the place in the text
	busy     bool     // something modal and long goes on
	closing  bool
	post     func(func())       // has Fyne's goroutine do something later
	soon     func(func())       // likewise, when what is shown now is on screen
	blank    *ground            // in the place of the start page while the first project is read
	greeting string             // to be said when the next project is on screen
	windows  map[string]*window // others over the open project, by name
}

// New makes the window. Nothing is shown before Run.
func New(app fyne.App, o Options) *Workbench {
	w := &Workbench{Options: o, app: app, window: app.NewWindow("Parley"), post: fyne.Do, blank: newGround(theme.Panel, fyne.NewSize(1, 1))}
	later := func(f func()) { w.post(f) }
	w.saving.post, w.placing.post = later, later
	w.soon = func(f func()) { time.AfterFunc(settleDelay, func() { w.post(f) }) }
	w.applyTheme()
	w.table = newTable(nil)
	w.rooms = newRooms(w)
	w.menu, w.status, w.start = newMenuBar(w), newStatusBar(), newStartPage(w)
	w.frame = newFrame(w)
	w.window.SetContent(control.WithTips(w.frame))
	w.window.SetPadded(false)
	w.window.SetMaster()
	w.window.SetIcon(icons.App())
	w.window.SetOnDropped(w.dropped)
	w.window.SetCloseIntercept(w.Close)
	w.window.Resize(w.size())
	w.rebuild()
	w.applyText()
	if w.Opening != nil {
		w.expect()
	} else {
		w.showStart()
	}
	return w
}

// The window's size: at first, and at least.
const (
	firstWidth, firstHeight = 1280, 800
	leastWidth, leastHeight = 1024, 640
)

func (w *Workbench) size() fyne.Size {
	s := w.Settings.Now()
	if s.Width == 0 || s.Height == 0 {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(max(leastWidth, s.Width), max(leastHeight, s.Height))
}

// Run shows the window until it is closed.
func (w *Workbench) Run() {
	control.Painter().Fonts().UseSystemFonts("", func() { w.post(w.facesArrived) })
	w.enterRead()
	w.window.ShowAndRun()
}

// facesArrived draws anew what was shown as boxes: the machine has a face for it.
func (w *Workbench) facesArrived() {
	if !w.closing {
		w.applyTheme() // which has everything on screen painted
	}
}

// Window is the window itself, for the program and for tests.
func (w *Workbench) Window() fyne.Window { return w.window }

// rebuild makes the actions anew: a project was opened or its schema has changed.
func (w *Workbench) rebuild() {
	all := w.actions()
	bindKeys(all, w.Settings.Now().Keys)
	w.table = newTable(all)
	w.bindText()
	w.listen()
	w.nativeMenu()
	w.showKeys()
	w.showCaps()
	for _, v := range w.windows {
		v.bind()
	}
}

// applyTheme puts the chosen colours on: light until somebody chose.
func (w *Workbench) applyTheme() { w.app.Settings().SetTheme(theme.New(w.mode())) }

func (w *Workbench) mode() theme.Mode {
	if name := w.Settings.Now().Theme; name != "" {
		return theme.ParseMode(name)
	}
	return theme.Light
}

// remember changes the settings; they are written a moment later, all changes at once.
func (w *Workbench) remember(change func(*settings.Settings)) {
	w.Settings.Change(change)
	w.saving.set(saveDelay, func() { go w.Settings.Pack()() })
}

// saveDelay is how long settings wait for more changes.
const saveDelay = 800 * time.Millisecond

// Close closes project and window. What a person did is on disk already; what is written
// here is only where they were.
func (w *Workbench) Close() {
	if w.closing {
		return
	}
	w.closing = true
	w.closeProject()
	size := w.window.Canvas().Size()
	w.Settings.Change(func(s *settings.Settings) {
		if size.Width > 0 {
			s.Width, s.Height = size.Width, size.Height
		}
	})
	w.saving.stop()
	w.placing.stop()
	w.status.forget.stop()
	_ = w.Settings.Flush() // a place that is not remembered is no reason to stay
	w.window.Close()
}

// topSheet is the card that lies over the window; nil when there is none.
func (w *Workbench) topSheet() *dialog.Sheet { return dialog.Top(w.window.Canvas()) }

// tell shows an error as sentences.
func (w *Workbench) tell(doing string, err error) {
	dialog.Tell(w.window, dialog.Explain(doing, err))
}

// timer runs a function on Fyne's goroutine once, a while after it was last set.
type timer struct {
	t    *time.Timer
	n    int          // how often it was set or stopped
	post func(func()) // has Fyne's goroutine do something later; nil: fyne.Do
}

func (t *timer) set(d time.Duration, f func()) {
	t.stop()
	run, post := t.unless(f), t.post
	if post == nil {
		post = fyne.Do
	}
	t.t = time.AfterFunc(d, func() { post(run) })
}

// unless is f as long as the timer is not set or stopped again: what fired while the
// goroutine of the window was busy is still on its way.
func (t *timer) unless(f func()) func() {
	n := t.n
	return func() {
		if t.n == n {
			f()
		}
	}
}

func (t *timer) stop() {
	t.n++
	if t.t != nil {
		t.t.Stop()
	}
}
