package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// picker is the body of what is chosen from others: tags, entities, annotations, and of
// slots that take several types or values. Folded it shows its values as chips; with
// the keyboard, a frame to type in and below it what fits.
type picker struct {
	part
	slot   *slot
	tree   *codebook // nil when the tags are no tree, or not alone
	offers []offer

	chips   []*control.Chip
	unset   *control.UnsetChip
	waiting *control.Label
	frame   *control.Block
	editor  *control.Editor
	options *control.Options
	about   *control.Passage
	more    *control.KeyCap
}

func newPicker(s *slot) *picker {
	p := &picker{slot: s, frame: control.NewBlock(theme.Raised), editor: control.NewEditor(theme.LabelSize, false), options: control.NewOptions()}
	if set := s.tagset(); set != nil && len(s.feature.Types) == 1 && s.feature.Types[0] == annotate.TypeTag && isTree(set) {
		p.tree = newCodebook(set)
	}
	p.frame.SetRadius(theme.InputRadius)
	p.frame.Set(theme.Raised, theme.Focus, theme.FocusWidth)
	p.unset = control.NewUnsetChip(s.feature.Required, s.focus)
	p.waiting = control.NewLabel("Click an annotation, or Esc", control.Hint)
	p.about = control.NewPassage(false, theme.CapSize, 16, 2, theme.Text2)
	p.more = control.NewKeyCap("F1")
	p.editor.OnChanged = func(string) { p.search() }
	p.options.OnChoose = func(i int) { p.choose(i) }
	p.options.OnMove = func(int) { p.describe(); p.slot.resized() }
	p.options.OnFold = func(i int) {
		if p.tree != nil && i < len(p.offers) {
			p.tree.fold(p.offers[i].tag.ID, p.offers[i].option.Folded == control.UnfoldedMark)
			p.list(i)
		}
	}
	p.min = func() fyne.Size { return fyne.NewSize(80, theme.ChipHeight) }
	p.arrange = p.layOut
	p.gather()
	p.ExtendBaseWidget(p)
	return p
}

func (p *picker) gather() {
	p.children = []fyne.CanvasObject{p.frame, p.editor, p.unset, p.waiting, p.options, p.about, p.more}
	for _, c := range p.chips {
		p.children = append(p.children, c)
	}
}

func (p *picker) picking() bool { return p.slot.card.picking == p.slot }

func (p *picker) update() {
	p.makeChips()
	open := p.slot.focused
	draft := p.slot.draft()
	if !open {
		p.editor.SetText(draft)
	}
	p.editor.SetFocused(open)
	border, width := theme.Focus, theme.FocusWidth
	if !open {
		border, width = theme.Warn, theme.BorderWidth
	}
	p.frame.Set(theme.Raised, border, width)
	show(p.frame, p.framed())
	show(p.editor, p.framed())
	show(p.unset, !p.framed() && len(p.slot.values) == 0 && !p.picking())
	show(p.waiting, p.picking())
	show(p.options, open)
	if open {
		p.list(-2)
	}
	p.describe()
	p.Refresh()
	p.slot.resized()
}

// list brings the offers up to date. current is the row to mark; -1 none, -2 the best.
func (p *picker) list(current int) {
	query := strings.TrimSpace(p.editor.Text())
	best := -1
	if p.tree != nil {
		p.offers, best = p.tree.offers(p, query)
	} else {
		p.offers = p.flat(query)
		if query != "" && len(p.offers) > 0 {
			best = 0
		}
	}
	if current == -2 {
		current = best
	}
	options := make([]control.Option, len(p.offers))
	for i, o := range p.offers {
		options[i] = o.option
	}
	if len(options) == 0 {
		options = []control.Option{{Text: "Nothing is called so", Pale: true}}
		current = -1
	}
	p.options.Set(options, current)
}

// flat are the offers of every type the slot takes, the types in their order.
func (p *picker) flat(query string) (list []offer) {
	f := p.slot.feature
	for _, t := range f.Types {
		switch t {
		case annotate.TypeEntity:
			list = append(list, p.entityOffers(query)...)
		case annotate.TypeTag:
			tags := p.tagOffers(query)
			if len(f.Types) > 1 && query == "" {
				tags = nil // a codebook would bury the rest
			}
			list = append(list, tags[:min(len(tags), 50)]...)
		case annotate.TypeAnnotation:
			list = append(list, p.annotationOffers(query)...)
		}
	}
	list = append(list, p.writtenOffers(query)...)
	if f.Takes(annotate.TypeEntity) {
		list = append(list, p.createOffer(query, list)...)
	}
	if f.Takes(annotate.TypeAnnotation) {
		list = append(list, p.pickOffer(list))
	}
	return list
}

func (p *picker) search() {
	if p.tree != nil {
		p.tree.forget()
	}
	p.list(-2)
	p.describe()
	p.slot.resized()
}

// describe shows the definition of the tag that Enter would take.
func (p *picker) describe() {
	words := ""
	if i := p.options.Current(); p.slot.focused && i >= 0 && i < len(p.offers) {
		if g := p.offers[i].tag; g.Definition != "" {
			name := g.Code
			if name == "" {
				name = g.Name
			}
			words = name + ": " + lowerFirstWord(g.Definition)
		}
	}
	p.about.SetText(words)
	show(p.about, words != "")
	show(p.more, words != "")
}

// lowerFirstWord is a definition after a colon; a word in capitals stays.
func lowerFirstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if len(word) < 2 || strings.ToUpper(word) == word {
		return s
	}
	return lowerFirst(s)
}

// choose takes offer i.
func (p *picker) choose(i int) {
	if i < 0 || i >= len(p.offers) {
		return
	}
	o := p.offers[i]
	p.editor.SetText("")
	p.slot.keep("")
	p.slot.focus()
	if o.act != nil {
		o.act()
		return
	}
	p.take(o.value)
	p.list(-1)
	p.describe()
	p.slot.resized()
}

// take adds a value, or takes it away if it is there and there may be several.
func (p *picker) take(v annotate.Value) {
	if i := p.index(v); i >= 0 && p.slot.feature.Multi {
		p.slot.remove(i)
		return
	}
	if p.index(v) < 0 {
		p.slot.add(v)
	}
}

// create asks for a new entity, beside the values that are there if there may be several.
func (p *picker) create(name string) {
	var keep []annotate.Value
	if p.slot.feature.Multi {
		keep = slices.Clone(p.slot.values)
	}
	if p.slot.card.OnCreate != nil {
		p.slot.card.OnCreate(p.slot.card.id, p.slot.id(), name, keep)
	}
	p.list(-1)
}

func (p *picker) typed(r rune) {
	if r == '.' && p.editor.Text() == "" {
		p.slot.same()
		return
	}
	p.editor.Type(r)
}

func (p *picker) key(k fyne.KeyName) bool {
	switch {
	case p.picking():
		return false
	case k == fyne.KeyBackspace && p.editor.Text() == "":
		p.slot.remove(len(p.slot.values) - 1)
		return true
	case k == fyne.KeyF1:
		return p.define()
	case k == fyne.KeyUp && p.options.Current() <= 0 && p.editor.Text() == "":
		return false // to the slot above
	}
	return p.options.Key(k) || p.editor.Key(k)
}

// define asks for all about the tag that Enter would take.
func (p *picker) define() bool {
	i := p.options.Current()
	if i < 0 || i >= len(p.offers) || p.offers[i].tag.ID == "" || p.slot.card.OnDefinition == nil {
		return false
	}
	p.slot.card.OnDefinition(p.slot.feature.Tagset, p.offers[i].tag.ID)
	return true
}

func (p *picker) shift(down bool) { p.editor.Shift(desktop.KeyShiftLeft, down) }

// shortcut creates with Ctrl+Enter, and edits what is typed.
func (p *picker) shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		query := strings.TrimSpace(p.editor.Text())
		if query == "" || !p.slot.feature.Takes(annotate.TypeEntity) {
			return false
		}
		p.editor.SetText("")
		p.slot.keep("")
		p.create(query)
		return true
	}
	return p.editor.Shortcut(s)
}

// leave takes the marked row, when the slot is left on purpose and the row is a value;
// otherwise what is typed stays as a draft.
func (p *picker) leave(accept bool) {
	query := strings.TrimSpace(p.editor.Text())
	if i := p.options.Current(); accept && query != "" && i >= 0 && i < len(p.offers) && !p.offers[i].weak && p.offers[i].act == nil {
		p.editor.SetText("")
		p.slot.keep("")
		if v := p.offers[i].value; !p.has(v) {
			p.slot.add(v)
		}
		return
	}
	p.slot.keep(query)
}

func (p *picker) escape() bool {
	switch {
	case p.picking():
		p.slot.card.Picked(annotate.ID{})
	case p.editor.Text() != "":
		p.editor.SetText("")
		p.slot.keep("")
		p.search()
	default:
		return false
	}
	return true
}

const (
	lineGap  = theme.ChipGap
	frameIn  = float32(3) // between the frame and its chips
	leastPen = float32(60)
)
