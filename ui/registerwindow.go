package ui

import (
	"context"
	"iter"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/register"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/ui/control"
	view "parley/ui/register"
)

// registerWindow is the register of actors in a window of its own. What takes long runs
// elsewhere on a view of the project: the look over all names, and the reading of texts.
type registerWindow struct {
	*window
	view     *view.Register
	folded   map[annotate.ID]foldedNames // of all, by the last look over them; it is not changed
	fresh    map[annotate.ID]foldedNames // of those that came since
	findings view.Findings
	looking  context.CancelFunc // ends the look that goes on
	reading  context.CancelFunc // ends the reading that goes on
	wanted   view.Wanted
	mentions map[annotate.LayerID]annotate.FeatureID // layers of mentions, with the slot of the actor
	unlinked int
	counted  bool
	recount  timer
}

// foldedNames are the names of an actor as a search compares them.
type foldedNames struct {
	of    *annotate.Entity
	names string
}

// openRegister opens the register of actors, or brings it to the front.
func (w *Workbench) openRegister() {
	if w.project != nil {
		w.registerWindow()
	}
}

// registerWindow is the register's window, which is opened.
func (w *Workbench) registerWindow() *registerWindow {
	w.openWindow(registerName, "Register of actors", func(v *window) fyne.CanvasObject {
		r := &registerWindow{window: v, fresh: map[annotate.ID]foldedNames{}}
		r.layers()
		r.view = view.New(r)
		v.content = r
		v.rekeyed = r.showKeys
		v.actions, v.observed, v.closed, v.outward, v.indexed = r.keysOfRegister, r.told, r.leave, r.escape, r.indexArrived
		r.recount.post = func(f func()) { w.post(f) }
		r.listen()
		r.indexArrived()
		r.view.Reload()
		r.look()
		return r.view
	})
	r, _ := w.windows[registerName].content.(*registerWindow)
	r.view.FocusTable()
	return r
}

// showKeys shows the keys as a person has them.
func (r *registerWindow) showKeys() {
	key := func(id string) string { return r.window.keyOf(registerName + "." + id) }
	r.view.SetKeys(view.Keys{
		Search: key("search"), New: key("new"), Import: key("import"), Export: key("export"), Rename: key("rename"), MergeWith: key("merge"), Delete: key("delete"),
		Merge: key("mergepair"), Apart: key("apart"), Unsure: key("unsure"), Swap: key("swap"), NextPair: key("pairnext"), PreviousPair: key("pairprevious"),
	})
	r.bar.setKeys(control.KeyHint{Key: key("search"), Does: "search"}, control.KeyHint{Key: "↵", Does: "edit"}, control.KeyHint{Key: key("pick"), Does: "tick"},
		control.KeyHint{Key: key("undo"), Does: "undo"}, control.KeyHint{Key: key("keys"), Does: "keys"})
}

// registerName is under what the window is known and its size remembered.
const registerName = "register"

func (r *registerWindow) listen() {
	v := r.view
	v.OnEdit = func(id annotate.ID, alter func(*annotate.Entity)) bool {
		cs, err := r.editor().EditEntity(r.project.session, id, alter)
		return r.apply(cs, err)
	}
	v.OnNew, v.OnImport, v.OnExport = r.newActor, r.importAsk, r.exportAsk
	v.OnMerge = func(keep annotate.ID, others ...annotate.ID) { r.merge(keep, others...) }
	v.OnApart = func(a, b annotate.ID) {
		cs, err := r.editor().KeepApart(r.project.session, a, b, true)
		if r.apply(cs, err) {
			r.bar.say("Kept apart: they are not proposed again. " + r.keyOf(registerName+".undo") + " takes it back")
		}
	}
	v.OnDelete, v.OnWant, v.OnJump, v.OnChange = r.deleteAsk, r.read, r.jump, r.status
}

// status says how many are chosen.
func (r *registerWindow) status() {
	n := len(r.view.Picked())
	words := grouped(n) + " of " + grouped(len(r.Actors())) + " selected"
	if shown := len(r.view.Shown()); shown < len(r.Actors()) {
		words += " · " + grouped(shown) + " shown"
	}
	r.bar.show(words)
}

// escape goes outward by one step.
func (r *registerWindow) escape() {
	if !r.view.Escape() {
		r.view.FocusTable()
	}
}

// leave ends what still goes on, and keeps what is being written.
func (r *registerWindow) leave() {
	r.view.Settle()
	r.stopLooking()
	r.stopReading()
	r.recount.stop()
}

// layers notes which layers are mentions.
func (r *registerWindow) layers() {
	r.mentions = map[annotate.LayerID]annotate.FeatureID{}
	s := r.project.session.Schema()
	for i := range s.Layers {
		l := &s.Layers[i]
		if !register.IsMention(l) {
			continue
		}
		for k := range l.Features {
			if l.Features[k].Takes(annotate.TypeEntity) {
				r.mentions[l.ID] = l.Features[k].ID
			}
		}
	}
}

// told is told every change. The names are looked over again when actors changed, the
// places read again when annotations did.
func (r *registerWindow) told(e session.Event) {
	actors, annotations := false, false
	for _, c := range e.ChangeSet.Changes {
		switch c.Key().Kind {
		case annotate.KindEntity:
			actors = true
		case annotate.KindSchema:
			r.layers()
			r.indexArrived()
			actors = true
		case annotate.KindAnnotation:
			annotations = true
			r.unlinked += r.unlinkedIn(c.New) - r.unlinkedIn(c.Old)
		case annotate.KindDocument, annotate.KindRelation:
			annotations = true
		}
	}
	if r.index() == nil { // it follows elsewhere, and says when it is there
		r.counted = false
	}
	if actors {
		r.view.Reload()
	}
	if actors || annotations {
		r.look()
		r.recount.set(settleDelay/2, r.recountNow)
	}
	r.bar.saved()
}

func (r *registerWindow) recountNow() {
	if !r.gone {
		r.view.Recount()
	}
}

// unlinkedIn is 1 when a record is a mention that names nobody.
func (r *registerWindow) unlinkedIn(rec annotate.Record) int {
	a, _ := rec.(*annotate.Annotation)
	if a == nil {
		return 0
	}
	if f, ok := r.mentions[a.Layer]; ok && len(a.Values(f)) == 0 {
		return 1
	}
	return 0
}

// indexArrived counts what only the index of the project knows.
func (r *registerWindow) indexArrived() {
	x := r.index()
	if r.counted = x != nil; x == nil {
		return
	}
	r.unlinked = 0
	for l := range r.mentions {
		r.unlinked += x.Count(query.Layer(l))
	}
	for id := range x.Entities() {
		for term, n := range x.Slots(id) {
			if _, ok := r.mentions[term.Layer()]; ok {
				r.unlinked -= n
			}
		}
	}
	if r.view != nil && r.view.OnWant != nil {
		r.view.Recount()
	}
}

// showUnlinked lists the mentions that name nobody.
func (r *registerWindow) showUnlinked() {
	r.view.ShowList(view.Unlinked)
	r.view.FocusPlaces()
}

// jump shows a place in the main window.
func (r *registerWindow) jump(p view.Place) {
	w := r.Workbench
	w.openDocument(p.Document)
	w.arrive()
	w.choose(p.Annotation, true)
	w.window.RequestFocus()
	w.focusText()
}

// Actors implements register.Source.
func (r *registerWindow) Actors() []*annotate.Entity {
	all, err := r.project.session.Entities()
	if err != nil {
		return nil
	}
	return all
}

// Actor implements register.Source.
func (r *registerWindow) Actor(id annotate.ID) *annotate.Entity { return r.project.session.Entity(id) }

// Folded implements register.Source. What the last look over the names has not seen is
// folded now.
func (r *registerWindow) Folded(e *annotate.Entity) string {
	for _, known := range []map[annotate.ID]foldedNames{r.folded, r.fresh} {
		if f := known[e.ID]; f.of == e {
			return f.names
		}
	}
	f := foldNames(e)
	r.fresh[e.ID] = f
	return f.names
}

func foldNames(e *annotate.Entity) foldedNames {
	return foldedNames{e, search.Loose.Of(strings.Join(e.Names(), "\n"))}
}

// Uses implements register.Source.
func (r *registerWindow) Uses(id annotate.ID) (u view.Uses) {
	x := r.index()
	if x == nil {
		return u
	}
	for term, n := range x.Slots(id) {
		if _, ok := r.mentions[term.Layer()]; ok {
			u.Mentions += n
		}
	}
	u.Statements = x.Count(query.Entity(id)) - u.Mentions
	return u
}

// Counted implements register.Source.
func (r *registerWindow) Counted() bool { return r.counted }

// Unlinked implements register.Source.
func (r *registerWindow) Unlinked() int { return r.unlinked }

// Findings implements register.Source.
func (r *registerWindow) Findings() view.Findings { return r.findings }

// Documents implements register.Source.
func (r *registerWindow) Documents() int { return r.documents().Len() }

// whereNamed tells the session in which documents an actor is named, as far as the index
// of the project knows.
func (w *Workbench) whereNamed(p *project) func(annotate.ID) iter.Seq[annotate.ID] {
	return func(id annotate.ID) iter.Seq[annotate.ID] {
		return func(yield func(annotate.ID) bool) {
			if p.live == nil || p.live.Index() == nil {
				return
			}
			for d := range p.live.Index().Documents(query.Entity(id)) {
				if !yield(d) {
					return
				}
			}
		}
	}
}
