package codebook

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// Command is what a key of the window does in the editor. The window binds the keys, so
// that they are listed and can be changed like all others.
type Command struct {
	ID, Name string
	Words    string // that find it besides
	Key      string // as a cap shows it
	Run      func()
}

// Commands are what can be done, in the order in which the keys are listed.
func (e *Editor) Commands() []Command {
	return []Command{
		{"add", "Add beside", "new sibling layer feature tag", "Ctrl+N", func() { e.add(false) }},
		{"below", "Add a tag below", "new child", "Ctrl+Shift+N", func() { e.add(true) }},
		{"rename", "Write the name", "rename", "F2", func() { e.form.focusOn("Name") }},
		{"up", "Move up", "order", "Alt+↑", func() { e.move(-1) }},
		{"down", "Move down", "order", "Alt+↓", func() { e.move(1) }},
		{"in", "Put below the tag before", "indent", "Alt+→", func() { e.indent(true) }},
		{"out", "Put beside the tag above", "outdent", "Alt+←", func() { e.indent(false) }},
		{"retire", "Retire the tag, or offer it again", "obsolete", "Ctrl+R", e.retire},
		{"merge", "Merge into…", "join", "Ctrl+M", e.merge},
		{"delete", "Delete", "remove", "Del", e.remove},
		{"example", "Take an example from the text", "selection", exampleKey(false), func() { e.takeExample(false) }},
		{"counter", "Take one that does not belong", "counter example", exampleKey(true), func() { e.takeExample(true) }},
		{"search", "Search tags", "filter find", "/", e.search},
		{"recheck", "Go to what is to be rechecked", "work list", "Ctrl+J", func() { e.Go(Place{Section: InRecheck}); e.enterMiddle() }},
		{"rechecked", "Rechecked", "done confirm", "k", e.rechecked},
		{"uses", "Recheck or move what has the tag…", "annotations values", "Ctrl+U", e.uses},
		{"compare", "Compare a version with the one in force, or the one before", "diff", "c", e.compare},
		{"import", "Import a schema…", "json template file", "Ctrl+I", func() { call(e.OnImport) }},
		{"export", "Export the schema…", "json file", "Ctrl+E", func() { call(e.OnExport) }},
	}
}

// focused is the widget of the window that has the keyboard.
func (e *Editor) focused() fyne.Focusable {
	if fyne.CurrentApp() == nil {
		return nil
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		return c.Focused()
	}
	return nil
}

// Focus gives the keyboard to the left column.
func (e *Editor) Focus() { focus(e.left.list) }

func (e *Editor) enterMiddle() { e.middle.focus() }

func (e *Editor) enterForm() { e.form.focus() }

// backToList gives the keyboard back to the list that the form belongs to.
func (e *Editor) backToList() {
	if e.at.Part == "" && e.at.Section <= InRelations {
		e.Focus()
		return
	}
	focus(e.middle.list())
}

// Outward is what Escape means where nothing has the keyboard.
func (e *Editor) Outward() { e.Focus() }

// search goes to where one writes what tags are searched for.
func (e *Editor) search() {
	if e.middle.search.Visible() {
		focus(e.middle.search)
		e.middle.search.SelectAll()
	}
}

// leftKey takes the keys that the left list has no use for.
func (e *Editor) leftKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyRight:
		e.enterMiddle()
	default:
		control.PassKey(e.left.list, k)
	}
}

// middleKey takes those that the list in the middle has no use for: left and Escape go out.
func (e *Editor) middleKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyEscape:
		if k.Name == fyne.KeyEscape && e.middle.tree.Visible() && e.middle.tree.query != "" {
			e.middle.search.SetText("")
			e.middle.filter("")
			return
		}
		e.goTo(e.at.whole())
		e.Focus()
	case fyne.KeyRight:
		e.enterForm()
	default:
		control.PassKey(e.middle.list(), k)
	}
}
