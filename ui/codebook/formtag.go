package codebook

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

func (f *form) editTag(alter func(*annotate.Tag)) {
	set, id := annotate.TagsetID(f.at.Of), annotate.TagID(f.at.Part)
	f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.EditTag(set, id, alter) })
}

func (f *form) buildTag() {
	f.add("Code", newWriting(f, "as “201”; may be left out", 1, say(f.tag, func(g *annotate.Tag) string { return g.Code }),
		func(s string) { f.editTag(func(g *annotate.Tag) { g.Code = s }) }))
	f.add("Name", newWriting(f, "", 1, say(f.tag, func(g *annotate.Tag) string { return g.Name }),
		func(s string) { f.editTag(func(g *annotate.Tag) { g.Name = s }) }))
	f.colour(say(f.tag, func(g *annotate.Tag) string { return strconv.Itoa(g.Colour) }), true,
		func(n int) { f.editTag(func(g *annotate.Tag) { g.Colour = n }) })
	f.add("Definition", newWriting(f, "what it means", 2, say(f.tag, func(g *annotate.Tag) string { return g.Definition }),
		func(s string) { f.editTag(func(g *annotate.Tag) { g.Definition = s }) })).wider().begins()
	f.add("Decision rule", newWriting(f, "when to choose it, and when not", 2, say(f.tag, func(g *annotate.Tag) string { return g.Rule }),
		func(s string) { f.editTag(func(g *annotate.Tag) { g.Rule = s }) })).wider()
	f.add("Examples", newExamples(f, false)).wider().begins()
	f.add("Not these", newExamples(f, true)).wider()
	f.add("", newTicking(f, 280, tickable{"Retired: offered no more", "What has it keeps it", func() bool { g := f.tag(); return g != nil && g.Retired },
		func(yes bool) { f.editTag(func(g *annotate.Tag) { g.Retired = yes }) }})).begins()
	f.add("", newWords(func() string { return f.usedBy("annotation") }))
	if f.editor.writable() {
		uses := control.NewButton("Recheck or move them…", func() { f.editor.uses() })
		uses.Key = "Ctrl+U"
		uses.Refresh()
		f.add("", newButtons(uses)).wider()
	}
	f.ending("tag", true)
}

// examplesOf is the list of a tag that a row of examples shows.
func examplesOf(g *annotate.Tag, counter bool) *[]annotate.Example {
	if counter {
		return &g.Counter
	}
	return &g.Examples
}

// examples is a field of words that show what a tag means, each with where it stands.
type examples struct {
	part
	form    *form
	counter bool
	list    *control.List
	shown   []annotate.Example
	write   *control.Input
	take    *control.Button
}

func newExamples(f *form, counter bool) *examples {
	x := &examples{form: f, counter: counter}
	x.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newExampleRow(x) }, func(o fyne.CanvasObject, i int, s control.RowState) {
		if r, ok := o.(*exampleRow); ok && i < len(x.shown) {
			r.fill(i, x.shown[i], s)
		}
	})
	x.list.Ground = theme.Panel
	x.list.OnActivate = func(i int) { f.editor.jump(x.shown[i]) }
	x.list.OnKey = x.key
	x.write = control.NewInput("write one, and Enter")
	x.write.OnEnter = func(s string) { x.add(annotate.Example{Text: oneLine(s)}) }
	x.write.OnEscape = func() { x.write.SetText(""); f.editor.backToList() }
	x.take = control.NewButton("From the text", x.fromText)
	x.take.Icon, x.take.Small, x.take.Role = icons.Quote.Resource(), true, control.Plain
	x.take.SetToolTip(withKey("What is selected in the text, or the active annotation", exampleKey(counter)))
	x.take.Refresh()
	x.children = []fyne.CanvasObject{x.list, x.write, x.take}
	x.arrange = x.layOut
	x.ExtendBaseWidget(x)
	return x
}

// exampleKey is the key that takes an example from the text.
func exampleKey(counter bool) string {
	if counter {
		return "Ctrl+Shift+L"
	}
	return "Ctrl+L"
}

func (x *examples) layOut(s fyne.Size) {
	h := float32(len(x.shown)) * theme.RowHeight
	place(x.list, -theme.PanelPadding, 0, s.Width+2*theme.PanelPadding, h)
	w := x.take.MinSize()
	place(x.write, 0, h+4, s.Width-w.Width-6, theme.InputHeight)
	place(x.take, s.Width-w.Width, h+4+(theme.InputHeight-w.Height)/2, w.Width, w.Height)
}

func (x *examples) tall(float32) float32 {
	h := float32(len(x.shown)) * theme.RowHeight
	if x.form.editor.writable() {
		h += theme.InputHeight + 6
	}
	return h
}

func (x *examples) update() {
	x.shown = nil
	if g := x.form.tag(); g != nil {
		x.shown = *examplesOf(g, x.counter)
	}
	x.list.SetCount(len(x.shown))
	show(x.list, len(x.shown) > 0)
	show(x.write, x.form.editor.writable())
	show(x.take, x.form.editor.writable())
}

func (x *examples) leave() {}

func (x *examples) first() fyne.Focusable {
	if len(x.shown) > 0 {
		return x.list
	}
	return x.write
}

// fromText takes what is selected in the text.
func (x *examples) fromText() {
	if x.form.editor.OnExample == nil {
		return
	}
	if e, ok := x.form.editor.OnExample(); ok {
		x.add(e)
	}
}

func (x *examples) add(e annotate.Example) {
	if e.Text == "" {
		return
	}
	x.write.SetText("")
	counter := x.counter
	x.form.editTag(func(g *annotate.Tag) {
		list := examplesOf(g, counter)
		*list = append(*list, e)
	})
}

func (x *examples) key(e *fyne.KeyEvent) {
	switch i := x.list.Selected(); {
	case (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace) && i >= 0:
		x.remove(i)
	case e.Name == fyne.KeyEscape:
		x.form.editor.backToList()
	default:
		control.PassFunction(x.list, e)
	}
}

func (x *examples) remove(i int) {
	counter := x.counter
	x.form.editTag(func(g *annotate.Tag) {
		if list := examplesOf(g, counter); i < len(*list) {
			*list = slices.Delete(*list, i, i+1)
		}
	})
}

// exampleRow is an example: its words, and the document in which they stand.
type exampleRow struct {
	part
	examples    *examples
	row         int
	bar         *control.Block
	text, where *control.Label
	jump, cross *control.IconButton
}

func newExampleRow(x *examples) *exampleRow {
	r := &exampleRow{examples: x, bar: control.NewBlock(theme.OK), text: control.NewLabel("", control.Body), where: control.NewLabel("", control.Hint)}
	if x.counter {
		r.bar = control.NewBlock(theme.Warn)
	}
	r.jump = control.NewIconButton(icons.Right.Resource(), "Show in the text, ↵", func() { x.form.editor.jump(x.shown[r.row]) })
	r.cross = control.NewIconButton(icons.Close.Resource(), "Take away, Del", func() { x.remove(r.row) })
	r.children = []fyne.CanvasObject{r.bar, r.text, r.where, r.jump, r.cross}
	r.arrange = r.layOut
	r.ExtendBaseWidget(r)
	return r
}

func (r *exampleRow) fill(i int, e annotate.Example, _ control.RowState) {
	r.row = i
	r.text.SetText(oneLine(e.Text))
	r.where.SetText(r.examples.form.editor.source.Example(e))
	show(r.jump, !e.Document.IsZero())
	show(r.cross, r.examples.form.editor.writable())
	r.layOut(r.Size())
}

func (r *exampleRow) layOut(s fyne.Size) {
	x, end := theme.PanelPadding, s.Width-4
	place(r.bar, x, 6, 3, s.Height-12)
	x += 11
	for _, b := range []*control.IconButton{r.cross, r.jump} {
		if b.Visible() {
			end -= 24
			place(b, end, (s.Height-24)/2, 24, 24)
		}
	}
	if w := min(r.where.MinSize().Width, (end-x)*0.35); w > 0 {
		place(r.where, end-w-4, (s.Height-r.where.MinSize().Height)/2, w, r.where.MinSize().Height)
		end -= w + 12
	}
	fill(r.text, x, end, 0, s.Height)
}
