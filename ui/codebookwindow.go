package ui

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/session"
	"parley/ui/codebook"
	"parley/ui/control"
)

// codebookWindow is the window in which the schema is edited. The editor shows what the
// session has and reports what is wanted; here it is carried out.
type codebookWindow struct {
	*window
	editor   *codebook.Editor
	marked   []codebook.Marked                                               // to be rechecked
	versions []*annotate.SchemaVersion                                       // the newest first; nil until asked for
	steps    map[int64]versionStep                                           // that put versions in force, by their time; nil until asked for
	counted  map[codebook.Place]int                                          // uses, until something is marked or a value set
	takers   map[annotate.TagsetID]map[annotate.LayerID][]annotate.FeatureID // where tags of a set are values
	reading  int                                                             // of marked; a later one overtakes
}

// openCodebook shows the window, at p if it names something.
func (w *Workbench) openCodebook(p codebook.Place) {
	if w.project == nil {
		return
	}
	if c := w.codebook(); c != nil {
		c.win.RequestFocus()
		c.stand(p)
		return
	}
	c := &codebookWindow{}
	w.openWindow("codebook", "Codebook and schema", func(v *window) fyne.CanvasObject {
		c.window = v
		c.editor = codebook.New(codebookSource{c})
		c.listen()
		v.actions, v.observed, v.outward = c.commands, c.follow, c.editor.Outward
		v.content = c
		v.closed = c.editor.Finish
		v.indexed = func() { c.readMarked(); c.editor.Reload() }
		return c.editor
	})
	c.readMarked()
	c.editor.Reload()
	c.stand(p)
	c.bar.setKeys(control.KeyHint{Key: c.keyOf("codebook.add"), Does: "add"}, control.KeyHint{Key: c.keyOf("codebook.up"), Does: ""}, control.KeyHint{Key: c.keyOf("codebook.down"), Does: "order"},
		control.KeyHint{Key: "Esc", Does: "outward"}, control.KeyHint{Key: c.keyOf("codebook.undo"), Does: "undo"}, control.KeyHint{Key: c.keyOf("codebook.keys"), Does: "keys"})
	c.editor.Focus()
}

// codebook is the window of the schema; nil while it is not open.
func (w *Workbench) codebook() *codebookWindow {
	if v := w.windows["codebook"]; v != nil {
		c, _ := v.content.(*codebookWindow)
		return c
	}
	return nil
}

func (c *codebookWindow) stand(p codebook.Place) {
	if p != (codebook.Place{}) {
		c.editor.Go(p)
	}
}

func (c *codebookWindow) listen() {
	e := c.editor
	e.Writable = func() bool { ok, _ := c.needsWriting(); return ok }
	e.OnChange = c.change
	e.OnMerge = c.askMerge
	e.OnUses = c.askUses
	e.OnExample = c.example
	e.OnJump = c.jump
	e.OnExampleAt = func(x annotate.Example) { c.showExample(x, c.bar.say) }
	e.OnRechecked = c.rechecked
	e.OnImport, e.OnExport = c.importAsk, c.exportAsk
	e.OnSay = c.bar.say
}

// commands are the window's actions.
func (c *codebookWindow) commands() (list []*Action) {
	for _, x := range c.editor.Commands() {
		list = append(list, &Action{ID: "codebook." + x.ID, Name: x.Name, Words: x.Words, Group: "Codebook and schema", Key: x.Key, Run: x.Run})
	}
	return list
}

// follow draws anew what a change has changed.
func (c *codebookWindow) follow(e session.Event) {
	schema, values, marked := false, false, false
	for _, x := range e.ChangeSet.Changes {
		switch x.Key().Kind {
		case annotate.KindSchema:
			schema = true
		case annotate.KindRelation:
			values = true
		case annotate.KindAnnotation:
			values = true
			marked = marked || isMarked(x.Old) || isMarked(x.New)
		}
	}
	if schema {
		c.versions, c.takers = nil, nil
		c.remembers(e.ChangeSet.Time, versionStep{e.ChangeSet.Label, e.ChangeSet.Annotator})
	}
	if marked {
		c.readMarked()
	}
	if schema || values {
		c.counted = nil
		c.editor.Reload()
	}
}

// isMarked reports whether a record is an annotation that is to be rechecked.
func isMarked(r annotate.Record) bool {
	a, ok := r.(*annotate.Annotation)
	return ok && a != nil && a.Recheck != ""
}

// jump shows an annotation in the main window, which comes to the front.
func (w *Workbench) jump(document, mark annotate.ID) {
	w.openDocument(document)
	w.arrive()
	if w.doc == nil || w.doc.id != document {
		return
	}
	w.choose(mark, true)
	w.window.RequestFocus()
	w.focusText()
}
