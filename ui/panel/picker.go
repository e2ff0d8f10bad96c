package panel

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	slot    *slot
	tree    *codebook // nil when the tags are no tree, or not alone
	offers  []offer
	latin   string      // what was typed, as the keys would have it on a Latin keyboard
	mention annotate.ID // that what is chosen next is read from; zero: none

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
	p.waiting = control.NewLabel("Choose in the text; Esc: none", control.Hint)
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
	query := p.query()
	best := -1
	if p.tree != nil {
		p.offers, best = p.tree.offers(p, query)
	} else {
		p.offers = p.flat(query)
		if query != "" && len(p.offers) > 0 || len(p.offers) > 0 && p.offers[0].likely && len(p.slot.values) == 0 {
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
	var acts []offer
	if f.Takes(annotate.TypeEntity) {
		acts = p.createOffer(query, list)
	}
	if p.slot.points() {
		acts = append(acts, p.pickOffer())
	}
	return among(list, acts)
}

// query is what is typed, or where nothing but tags is to be found and none is called so,
// what the same keys type on a Latin keyboard.
func (p *picker) query() string {
	q := strings.TrimSpace(p.editor.Text())
	set, latin := p.slot.tagset(), strings.TrimSpace(p.latin)
	if q == "" || latin == "" || latin == q || set == nil || len(p.slot.feature.Types) > 1 {
		return q
	}
	for _, g := range set.Tags {
		if rankTag(g, q) > 0 {
			return q
		}
	}
	return latin
}

func (p *picker) search() {
	if n := utf8.RuneCountInString(p.editor.Text()); n < utf8.RuneCountInString(p.latin) {
		p.latin = string([]rune(p.latin)[:n])
	}
	if p.editor.Text() == "" {
		p.mention = annotate.ID{}
	}
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
	p.clear()
	p.slot.focus()
	if o.act != nil {
		o.act()
		return
	}
	p.take(o.value)
	p.mention = annotate.ID{}
	p.list(-1)
	p.describe()
	p.slot.resized()
}

// clear forgets what is typed; what it was read from stays known to who has asked for it.
func (p *picker) clear() {
	p.editor.SetText("")
	p.latin = ""
	p.slot.keep("")
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
	n := NewEntity{Annotation: p.slot.card.id, Feature: p.slot.feature.ID, Name: name, Keep: keep, Mention: p.mention}
	if p.slot.relation != nil {
		n.Relation = p.slot.relation.ID
	}
	p.mention = annotate.ID{}
	if p.slot.card.OnCreate != nil {
		p.slot.card.OnCreate(n)
	}
	p.list(-1)
}

func (p *picker) typed(r rune) {
	latin := p.slot.latin(r)
	if latin == 0 {
		latin = r
	}
	if p.editor.Text() == "" {
		p.latin = ""
		switch i := p.options.Current(); {
		case r == '.' || latin == '.':
			if asked, _ := p.slot.same(); asked {
				return
			}
		case r == ' ' && i >= 0 && p.offers[i].act == nil:
			p.choose(i)
			return
		case r == ' ':
			return
		}
	}
	p.latin += string(latin)
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
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		return p.enter()
	}
	return p.options.Key(k) || p.editor.Key(k)
}

// enter takes the marked row. A slot of one value has then all that it takes, and the
// keyboard goes back to the text; one of several waits for more.
func (p *picker) enter() bool {
	i := p.options.Current()
	if i < 0 || i >= len(p.offers) {
		return false
	}
	p.choose(i)
	if !p.slot.feature.Multi && !p.picking() {
		p.slot.card.done()
	}
	return true
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
	if creates(s) {
		p.createNamed()
		return true
	}
	return p.editor.Shortcut(s)
}

// createNamed makes an actor of what is typed or selected, or says why it cannot. A slot of
// one value is done with then, as with Enter.
func (p *picker) createNamed() {
	switch name := p.newName(strings.TrimSpace(p.editor.Text())); {
	case !p.slot.feature.Takes(annotate.TypeEntity):
		p.slot.card.say(p.slot.feature.Name + " takes no actors")
	case name == "":
		p.slot.card.say("New actor: type a name, or select it in the text")
	default:
		p.clear()
		p.create(name)
		if !p.slot.feature.Multi {
			p.slot.card.done()
		}
	}
}

// leave takes the marked row, when the slot is left on purpose and the row is a value;
// otherwise what is typed stays as a draft.
func (p *picker) leave(accept bool) {
	query := strings.TrimSpace(p.editor.Text())
	if i := p.options.Current(); accept && query != "" && i >= 0 && i < len(p.offers) && !p.offers[i].weak && p.offers[i].act == nil {
		v := p.offers[i].value
		p.clear()
		p.mention = annotate.ID{}
		if !p.has(v) {
			p.slot.add(v)
		}
		return
	}
	if p.slot.keep(query); accept && query != "" {
		p.slot.card.say(p.untaken(query))
	}
}

// untaken says why leaving the slot has taken nothing of what is typed, and what would.
func (p *picker) untaken(query string) string {
	words := "“" + isolate([]string{query}, "") + "” is kept as typed: "
	actors, i := p.slot.feature.Takes(annotate.TypeEntity), p.options.Current()
	if i < 0 || i >= len(p.offers) || p.offers[i].act != nil {
		if actors {
			return words + "nobody is called so; ↵ makes a new actor"
		}
		return words + "nothing is called so"
	}
	switch o := p.offers[i]; {
	case o.option.Must:
		return words + "several are called so; ↵ takes the one in hand"
	case !asWritten(o.value):
		return words + "nothing begins so; ↵ takes what only contains it"
	case actors:
		return words + "↵ takes it as " + o.value.Type.String() + ", Ctrl+↵ makes a new actor"
	default:
		return words + "↵ takes it as " + o.value.Type.String()
	}
}

// asWritten reports whether a value is what was typed, and nothing that was found by it.
func asWritten(v annotate.Value) bool {
	return v.Type == annotate.TypeText || v.Type == annotate.TypeNumber || v.Type == annotate.TypeDate
}

func (p *picker) escape() bool {
	switch {
	case p.picking():
		p.slot.card.Picked(annotate.ID{})
	case p.editor.Text() != "":
		p.clear()
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
