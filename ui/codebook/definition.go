package codebook

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Definition is a pane that says all that the codebook says of a tag: what it means, when
// to choose it, and examples, which lead to the text. It lies beside the text and never
// takes the keyboard.
type Definition struct {
	part
	OnClose   func()
	OnExample func(annotate.Example)
	OnEdit    func() // it is to be seen in the codebook

	set   annotate.TagsetID
	tag   annotate.TagID
	frame *control.Block
	title *control.Label
	path  *control.Label
	close *control.IconButton
	edit  *control.IconButton
	line  *control.Separator
	body  *part
	items []definitionItem
	view  *control.Scroller
}

// definitionItem is a passage of the pane, with a heading, or a bar and where it stands.
type definitionItem struct {
	head    *control.Label // nil: none
	passage *control.Passage
	bar     *control.Block // of an example
	where   *control.Label
	press   *control.HoverRow
}

// NewDefinition makes a pane that says nothing yet.
func NewDefinition() *Definition {
	d := &Definition{frame: control.NewBlock(theme.Raised), title: control.NewLabel("", control.Style{Size: theme.TitleSize, Bold: true}), path: control.NewLabel("", control.Hint),
		line: control.NewSeparator(), body: &part{}}
	d.frame.SetRadius(theme.CardRadius)
	d.frame.Set(theme.Raised, theme.Border, theme.BorderWidth)
	d.close = control.NewIconButton(icons.Close.Resource(), "Close, Esc", func() { call(d.OnClose) })
	d.edit = control.NewIconButton(icons.Tag.Resource(), "Show in the codebook", func() { call(d.OnEdit) })
	d.body.arrange = func(s fyne.Size) { d.lay(s.Width, true) }
	d.body.min = func() fyne.Size { return fyne.NewSize(100, d.lay(d.body.Size().Width, false)) }
	d.body.ExtendBaseWidget(d.body)
	d.view = control.NewScroller(d.body)
	d.children = []fyne.CanvasObject{d.frame, d.title, d.path, d.close, d.edit, d.line, d.view}
	d.arrange = d.layOut
	d.ExtendBaseWidget(d)
	return d
}

// DefinitionWidth is how wide the pane is where there is room.
const DefinitionWidth = float32(560)

const definitionHead = float32(54)

// Tag is the tag that is shown.
func (d *Definition) Tag() (annotate.TagsetID, annotate.TagID) { return d.set, d.tag }

// Tell shows what the codebook says of a tag. where says in which document an example stands.
func (d *Definition) Tell(set *annotate.Tagset, g *annotate.Tag, where func(annotate.Example) string) {
	d.set, d.tag = set.ID, g.ID
	d.title.SetText(g.Label())
	d.path.SetText(pathOf(set, g))
	d.items = nil
	words := g.Definition
	if words == "" {
		words = "The codebook does not say yet what it means."
	}
	d.say("", words, theme.Text)
	if g.Rule != "" {
		d.say("Decision rule", g.Rule, theme.Text)
	}
	if g.Retired {
		d.say("", "Retired: it is offered no more; what has it keeps it.", theme.Warn)
	}
	for i, e := range g.Examples {
		d.example(head(i, "Examples"), e, theme.OK, where)
	}
	for i, e := range g.Counter {
		d.example(head(i, "Not these"), e, theme.Warn, where)
	}
	d.body.children = nil
	for _, x := range d.items {
		d.body.children = append(d.body.children, x.objects()...)
	}
	d.body.Refresh()
	d.view.ScrollTo(0)
}

func head(i int, words string) string {
	if i > 0 {
		return ""
	}
	return words
}

// pathOf is where a tag stands: "Category › 2 Economy".
func pathOf(set *annotate.Tagset, g *annotate.Tag) string {
	var names []string
	for p := set.Tag(g.Parent); p != nil; p = set.Tag(p.Parent) {
		names = append([]string{p.Label()}, names...)
	}
	return strings.Join(append([]string{set.Name}, names...), " › ")
}

func (d *Definition) say(heading, words string, colour fyne.ThemeColorName) {
	x := definitionItem{passage: control.NewPassage(false, theme.BodySize, 19, 0, colour)}
	x.passage.SetText(words)
	if heading != "" {
		x.head = control.NewLabel(heading, control.Hint)
	}
	d.items = append(d.items, x)
}

func (d *Definition) example(heading string, e annotate.Example, colour fyne.ThemeColorName, where func(annotate.Example) string) {
	x := definitionItem{passage: control.NewPassage(true, 15, 21, 4, theme.Text), bar: control.NewBlock(colour), where: control.NewLabel("", control.Note)}
	x.passage.SetText(e.Text)
	if heading != "" {
		x.head = control.NewLabel(heading, control.Hint)
	}
	if !e.Document.IsZero() {
		x.where.SetText(where(e))
		x.press = control.NewHoverRow(func() {
			if d.OnExample != nil {
				d.OnExample(e)
			}
		})
		x.press.SetToolTip("Show in the text")
	}
	d.items = append(d.items, x)
}

func (x definitionItem) objects() (list []fyne.CanvasObject) {
	if x.press != nil {
		list = append(list, x.press)
	}
	if x.head != nil {
		list = append(list, x.head)
	}
	list = append(list, x.passage)
	if x.bar != nil {
		list = append(list, x.bar, x.where)
	}
	return list
}

// lay gives the height of the passages in a width, and with put places them.
func (d *Definition) lay(width float32, put bool) float32 {
	const pad = 14
	y := float32(8)
	for _, x := range d.items {
		if x.head != nil {
			if put {
				place(x.head, pad, y+4, width-2*pad, 16)
			}
			y += 24
		}
		left := float32(pad)
		if x.bar != nil {
			left += 11
		}
		h := x.passage.Tall(width - left - pad)
		below := float32(0)
		if x.where != nil && x.where.Text() != "" {
			below = 18
		}
		if put {
			place(x.passage, left, y, width-left-pad, h)
			if x.bar != nil {
				place(x.bar, pad, y, 3, h+below)
				fill(x.where, left, width-pad, y+h, below)
			}
			if x.press != nil {
				place(x.press, 6, y-3, width-12, h+below+6)
			}
		}
		y += h + below + 10
	}
	return y + 4
}

// Tall is the height that the pane needs in a width to say all of it.
func (d *Definition) Tall(width float32) float32 { return definitionHead + d.lay(width-2, false) + 2 }

func (d *Definition) layOut(s fyne.Size) {
	place(d.frame, 0, 0, s.Width, s.Height)
	end := s.Width - 6
	for _, b := range []*control.IconButton{d.close, d.edit} {
		end -= theme.InputHeight
		place(b, end, 6, theme.InputHeight, theme.InputHeight)
	}
	fill(d.title, 14, end-6, 6, 28)
	fill(d.path, 14, s.Width-14, 31, 18)
	place(d.line, 1, definitionHead-1, s.Width-2, 1)
	place(d.view, 1, definitionHead, s.Width-2, s.Height-definitionHead-1)
	d.view.Fit()
}
