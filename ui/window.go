package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/annotate/session"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/settings"
	"parley/ui/theme"
)

// window is another window of the workbench over the open project, as the register of
// actors: content over a status bar, with tooltips, keys of its own and the undo of the
// project. There is one of a name; it is closed with the project at the latest, and its
// size is remembered.
//
// One rule: what a person does in it goes the same road, apply, and what changed comes back
// by the session's observer, whichever window it was done in.
//
//	v := w.openWindow("register", "Register of actors", func(v *window) fyne.CanvasObject {
//		r := newRegister(v)                 // may keep v, and set v.actions, v.observed, v.closed
//		v.actions = r.actions               // its keys; undo, redo, ? and Ctrl+W are there already
//		v.observed = r.observed             // told every change after it is on disk
//		return r
//	})
//	v.apply(w.editor().AddEntity(…))
type window struct {
	*Workbench // whose project it shows; its own fields go before
	name       string
	win        fyne.Window
	keys       *table
	bar        *statusBar
	actions    func() []*Action    // made anew when keys change; nil: none of its own
	observed   func(session.Event) // told every change after it is on disk; nil: nobody
	closed     func()              // told once; nil: nobody
	rekeyed    func()              // told when its keys are others; nil: nobody
	outward    func()              // Escape, where nothing has the keyboard; nil: nothing
	stop       func()              // ends the observing
	content    any                 // what fills it, for whoever opened it
	indexed    func()              // told when the index of the project can be asked; nil: nobody
	gone       bool
}

// openWindow shows the window of a name, made by fill if it is not open. There has to be a
// project. fill gives what is shown above the status bar.
func (w *Workbench) openWindow(name, title string, fill func(*window) fyne.CanvasObject) *window {
	if v := w.windows[name]; v != nil {
		v.win.RequestFocus()
		return v
	}
	v := &window{Workbench: w, name: name, win: w.app.NewWindow(title + " – " + w.project.session.Project().Name), bar: newStatusBar()}
	if w.windows == nil {
		w.windows = map[string]*window{}
	}
	w.windows[name] = v
	v.stop = w.project.session.Observe(v.follow)
	content := fill(v)
	v.win.SetContent(control.WithTips(container.New(overBar{}, newGround(theme.Window, fyne.NewSize(1, 1)), content, v.bar)))
	v.win.SetPadded(false)
	v.win.SetIcon(icons.App())
	v.win.SetCloseIntercept(v.close)
	v.win.Resize(v.remembered())
	v.bind()
	v.bar.saved()
	v.win.Show()
	return v
}

// overBar lays the last object out at the foot, and all others above it.
type overBar struct{}

// MinSize implements fyne.Layout.
func (overBar) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, x := range o {
		size = size.Max(x.MinSize())
	}
	return size.AddWidthHeight(0, theme.StatusHeight)
}

// Layout implements fyne.Layout.
func (overBar) Layout(o []fyne.CanvasObject, s fyne.Size) {
	foot := s.Height - theme.StatusHeight
	for i, x := range o {
		if i == len(o)-1 {
			set(x, 0, foot, s.Width, theme.StatusHeight)
		} else {
			set(x, 0, 0, s.Width, foot)
		}
	}
}

// follow hands a change on to what the window shows.
func (v *window) follow(e session.Event) {
	if v.observed != nil && !v.gone {
		v.observed(e)
	}
}

// remembered is the window's size: as it was left, or as the main window begins.
func (v *window) remembered() fyne.Size {
	s := v.Settings.Now().Sizes
	if s[v.name+".width"] == 0 || s[v.name+".height"] == 0 {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(max(leastWidth, s[v.name+".width"]), max(leastHeight, s[v.name+".height"]))
}

// close closes the window and remembers its size. There is nothing to be saved.
func (v *window) close() {
	if v.gone {
		return
	}
	v.gone = true
	v.stop()
	if v.closed != nil {
		v.closed()
	}
	if size := v.win.Canvas().Size(); size.Width > 0 {
		v.remember(func(s *settings.Settings) {
			s.Sizes[v.name+".width"], s.Sizes[v.name+".height"] = size.Width, size.Height
		})
	}
	delete(v.windows, v.name)
	v.win.Close()
}

// closeWindows closes all windows but the main one.
func (w *Workbench) closeWindows() {
	for _, v := range w.windows {
		v.close()
	}
}

// tellIndexed tells the windows that the index of the project has arrived.
func (w *Workbench) tellIndexed() {
	for _, v := range w.windows {
		if v.indexed != nil {
			v.indexed()
		}
	}
}

// apply is that of the workbench, told in this window; see [road].
func (v *window) apply(cs annotate.ChangeSet, err error) bool { return v.road().apply(cs, err) }

// applyThen is apply for a change that may be one of very many records; see [road].
func (v *window) applyThen(cs annotate.ChangeSet, err error, then func()) {
	v.road().applyThen(cs, err, then)
}

// tell shows an error as sentences, over this window.
func (v *window) tell(doing string, err error) { v.road().tell(doing, err) }

// common are the actions that every window has. They have the keys that they have in the
// main window.
func (v *window) common() []*Action {
	both := func(id string) (string, []string) {
		if a := v.table.byID[id]; a != nil {
			return a.Key, a.Also
		}
		return "", nil
	}
	undo, alsoUndo := both("edit.undo")
	redo, alsoRedo := both("edit.redo")
	help, alsoHelp := both("help.keys")
	return []*Action{
		{ID: v.name + ".undo", Title: func() string { return v.stepTitle("Undo", false) }, Group: onProject, Key: undo, Also: alsoUndo, Enabled: func() (bool, string) { return v.canStep(false) },
			Run: v.road().undo},
		{ID: v.name + ".redo", Title: func() string { return v.stepTitle("Redo", true) }, Group: onProject, Key: redo, Also: alsoRedo, Enabled: func() (bool, string) { return v.canStep(true) },
			Run: v.road().redo},
		{ID: v.name + ".keys", Name: "All keys", Group: onHelp, Key: help, Also: alsoHelp, Run: v.overview},
		{ID: v.name + ".close", Name: "Close this window", Group: onHelp, Key: "Ctrl+W", Run: v.close},
	}
}

// bind makes the actions anew, with the keys that a person chose, and has the window's
// canvas hand over every key that nothing in it wanted.
func (v *window) bind() {
	var all []*Action
	if v.actions != nil {
		all = v.actions()
	}
	all = append(all, v.common()...)
	bindKeys(all, v.Settings.Now().Keys)
	v.keys = newTable(all)
	c := v.win.Canvas()
	for k := range v.keys.byKey {
		if s := k.shortcut(); s != nil {
			c.AddShortcut(s, v.typedShortcut)
		}
	}
	c.SetOnTypedRune(func(r rune) {
		if c.Overlays().Top() == nil {
			v.press(key{char: r})
		}
	})
	c.SetOnTypedKey(v.typedKey)
	if v.rekeyed != nil {
		v.rekeyed()
	}
}

func (v *window) typedShortcut(s fyne.Shortcut) {
	if top := dialog.Top(v.win.Canvas()); top != nil {
		top.Shortcut(s)
		return
	}
	if k, ok := keyOf(s); ok && v.win.Canvas().Overlays().Top() == nil {
		v.press(k)
	}
}

func (v *window) typedKey(e *fyne.KeyEvent) {
	c := v.win.Canvas()
	if top := dialog.Top(c); top != nil {
		top.Key(e)
		return
	}
	if p, ok := c.Overlays().Top().(*widget.PopUp); ok && e.Name == fyne.KeyEscape {
		p.Hide()
		return
	}
	if c.Overlays().Top() != nil || v.press(key{name: e.Name, modifier: shiftNow()}) {
		return
	}
	if e.Name == fyne.KeyEscape && v.outward != nil {
		v.outward()
	}
}

// press runs the action of a key in this window and says whether there is one. When it
// cannot run, the status bar says why.
func (v *window) press(k key) bool {
	a := v.keys.byKey[k]
	if a == nil {
		return false
	}
	if ok, why := a.Can(); !ok {
		v.bar.say(strings.TrimSuffix(a.Label(), "…") + ": " + why)
		return true
	}
	a.Run()
	return true
}

// keyOf is the first key of an action of this window, as its cap shows it.
func (v *window) keyOf(id string) string {
	if v.keys != nil && v.keys.byID[id] != nil {
		return v.keys.byID[id].Key
	}
	return ""
}

// overview lists the keys of this window, group by group.
func (v *window) overview() {
	const width, pad, lineHeight = 380, 24, 22
	column := dialog.Column(0, container.New(bar{30, 0}, control.NewLabel("All keys", control.Style{Size: theme.TitleSize, Bold: true}), control.NewKeyHints(control.KeyHint{Key: "Esc", Does: "close"})))
	var groups []string
	for _, a := range v.keys.all {
		if !slices.Contains(groups, a.Group) {
			groups = append(groups, a.Group)
		}
	}
	for _, g := range groups {
		lines := overviewLines(v.keys.all, g)
		if len(lines) == 0 {
			continue
		}
		column.Add(gap(10))
		column.Add(container.New(bar{lineHeight, 0}, control.NewLabel(g, control.Bold), gap(1)))
		for _, l := range lines {
			column.Add(keyLine(width-2*pad, lineHeight, l))
		}
	}
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(width-2*pad, min(column.MinSize().Height, v.win.Canvas().Size().Height-3*pad)))
	dialog.Open(v.win, scroll, dialog.Options{Width: width, Pad: pad, Scrim: true})
}
