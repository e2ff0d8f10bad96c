package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// occurrencePanel is the preview under the text: a head with what is to be done, and a
// concordance whose rows are ticked with Space. Enter marks what is ticked.
type occurrencePanel struct {
	widget.BaseWidget
	of *occurrences

	ground, line, under *canvas.Rectangle
	title, stats        *control.Label
	as, entityWord      *control.Label
	layer, entity       *control.Button
	mark                *control.Button
	box                 *control.IconButton
	heads               [4]*control.Label // ¶ or document, context, hit, now
	list                *control.List
	empty, next         *control.Label // instead of rows: what is absent, and what to do
	hitWidth            float32
}

const occurrenceHead = float32(46)

// tall is the height with eight rows, or fewer of a document that has no more.
func (p *occurrencePanel) tall() float32 {
	rows := 8
	if !p.of.sought.project {
		rows = min(rows, max(3, len(p.of.rows)))
	}
	return occurrenceHead + theme.TableHead + float32(rows)*theme.RowHeight + 4
}

func newOccurrencePanel(o *occurrences) *occurrencePanel {
	p := &occurrencePanel{of: o, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil),
		title: control.NewLabel("", control.Bold), stats: control.NewLabel("", control.Hint),
		as: control.NewLabel("as", control.Quiet), entityWord: control.NewLabel("entity", control.Quiet),
		empty: control.NewLabel("", control.Bold), next: control.NewLabel("", control.Quiet)}
	p.layer = control.NewButton("", p.layerMenu)
	p.entity = control.NewButton("", p.entityMenu)
	p.layer.Menu, p.entity.Menu = true, true
	p.mark = control.NewPrimaryButton("Mark 0", "↵", o.mark)
	p.box = control.NewIconButton(nil, "Tick all or none, a", o.tickAll)
	p.box.Mark = control.BoxOff
	for _, b := range []*control.Button{p.layer, p.entity, p.mark} {
		b.Mute = true
	}
	p.box.Mute = true
	for i, words := range []string{"¶", "Context", "Hit", "Now"} {
		p.heads[i] = control.NewLabel(words, control.Hint)
	}
	p.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newOccurrenceRow(p) }, func(r fyne.CanvasObject, i int, s control.RowState) {
		if row, ok := r.(*occurrenceRow); ok && i < len(o.rows) {
			row.fill(&o.rows[i], s.Selected)
		}
	})
	p.list.OnSelect = o.go1
	p.list.OnActivate = p.activated
	p.list.OnRune = p.typed
	p.list.OnKey = p.key
	p.list.OnPressed = func(i int, x float32) {
		if x < boxColumn {
			p.toggle(i)
		}
	}
	p.ExtendBaseWidget(p)
	return p
}

// activated marks by Enter; a double click only shows the place.
func (p *occurrencePanel) activated(i int) {
	if p.list.ByKey() {
		p.of.mark()
		return
	}
	p.of.window.openOccurrence(i)
}

// typed takes letters: Space ticks, a ticks all, e chooses the actor, o opens the document,
// and a layer's digit chooses it.
func (p *occurrencePanel) typed(r rune) {
	switch r {
	case ' ':
		p.toggle(p.list.Selected())
	case 'a':
		p.of.tickAll()
	case 'e':
		if p.entity.Visible() {
			p.entityMenu()
		}
	case 'o':
		p.of.window.openOccurrence(p.list.Selected())
	default:
		for _, l := range p.of.session().Schema().Layers {
			if l.Key == string(r) {
				p.of.setLayer(l.ID)
			}
		}
	}
}

func (p *occurrencePanel) key(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && p.of.busy:
		p.of.stop()
	case e.Name == fyne.KeyEscape:
		p.of.hide()
	case e.Name == fyne.KeySpace: // comes as a letter
	default:
		control.PassFunction(p.list, e)
	}
}

func (p *occurrencePanel) toggle(i int) {
	if i < 0 || i >= len(p.of.rows) {
		return
	}
	p.of.tick(i, !p.of.rows[i].ticked)
	p.refresh()
}

func (p *occurrencePanel) focus() { p.of.window.window.Canvas().Focus(p.list) }

// standAt selects the row of a place in the open document, or the next one.
func (p *occurrencePanel) standAt(o textOffset) {
	at := 0
	for i := range p.of.rows {
		if p.of.rows[i].span.Start > o {
			break
		}
		at = i
	}
	p.list.Select(min(at, len(p.of.rows)-1), true)
	p.list.Refresh()
}

// reload shows other rows.
func (p *occurrencePanel) reload() {
	p.hitWidth = leastHit
	for i := range p.of.rows {
		if i == 100 {
			break
		}
		p.hitWidth = max(p.hitWidth, min(mostHitWidth, hitRoom(p.of.rows[i].hit)))
	}
	p.list.SetCount(len(p.of.rows))
	p.refresh()
	p.arrange(p.Size())
}

func hitRoom(s string) float32 {
	return textline.Measure(control.Painter(), s, theme.BodySize, textlayout.Sans.Bold()).Width + 16
}

// refresh says what is ticked, without other rows.
func (p *occurrencePanel) refresh() {
	o := p.of
	ticked, already := o.tally()
	p.title.SetText("Mark all " + o.sought.title + map[bool]string{true: " in the project"}[o.sought.project])
	p.stats.SetText(o.summary(ticked, already))
	l := o.session().Schema().Layer(o.sought.layer)
	if l != nil {
		p.layer.Text, p.layer.Slot = l.Name, l.Colour
	}
	p.entity.Text, p.entity.Icon = "nobody", icons.Person.Resource()
	if e := o.session().Entity(o.sought.entity); e != nil {
		p.entity.Text, p.entity.Icon = cut(e.Name, 28), actorIcon(e)
	}
	showIf(p.entity, o.looks[o.sought.layer].mention && !o.sought.register)
	showIf(p.entityWord, o.looks[o.sought.layer].mention && !o.sought.register)
	p.mark.Text = "Mark " + grouped(ticked)
	if ticked == 0 || o.busy {
		p.mark.Disable()
	} else {
		p.mark.Enable()
	}
	p.box.Mark = boxOf(ticked, len(o.rows)-already)
	p.heads[0].SetText(map[bool]string{true: "Document", false: "¶"}[o.sought.project])
	what, next := o.nothing()
	p.empty.SetText(what)
	p.next.SetText(next)
	for _, b := range []fyne.CanvasObject{p.layer, p.entity, p.mark, p.box} {
		b.Refresh()
	}
	p.list.Refresh()
	p.arrange(p.Size())
}

func boxOf(ticked, of int) control.Mark {
	switch {
	case ticked == 0:
		return control.BoxOff
	case ticked == of:
		return control.BoxOn
	}
	return control.BoxPart
}

// actorIcon is the picture of an actor's kind.
func actorIcon(e *annotate.Entity) fyne.Resource {
	if e.Kind == "" || strings.EqualFold(e.Kind, "person") {
		return icons.Person.Resource()
	}
	return icons.Group.Resource()
}

// summary is “8 hits · 5 ticked · 2 marked already”.
func (o *occurrences) summary(ticked, already int) string {
	s := counted(len(o.rows), "hit")
	if o.cutOff {
		s = "the first " + s
	}
	if o.busy || o.sought.project && o.done < o.of {
		s += " in " + grouped(o.done) + " of " + counted(o.of, "document")
		if o.busy {
			return s + "… · Esc stops"
		}
	}
	s += " · " + grouped(ticked) + " ticked"
	if already > 0 {
		s += " · " + grouped(already) + " marked already"
	}
	if n := o.sought.called; n > 1 && o.sought.entity.IsZero() {
		s += " · " + counted(n, "actor") + " called so"
	}
	return s
}

// nothing is what stands in the place of rows that are not there.
func (o *occurrences) nothing() (what, next string) {
	switch {
	case len(o.rows) > 0:
		return "", ""
	case o.busy:
		return "Nothing found yet", "The documents are being read; Esc stops that."
	case o.sought.project:
		return "No hits in the project", "Look for other words, or press Esc."
	}
	return "No hits in this text", "Look for other words, or press Esc."
}

func showIf(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// layerMenu offers the layers.
func (p *occurrencePanel) layerMenu() {
	var rows []control.MenuRow
	for _, l := range p.of.session().Schema().Layers {
		rows = append(rows, control.MenuRow{Text: l.Name, Slot: l.Colour, Key: l.Key, Run: func() { p.of.setLayer(l.ID); p.focus() }})
	}
	p.of.window.openPopup(p.of.window.above(p.layer, rows), rows, nil).Hold(p.layer.Text)
}

// mostActors is how many actors the menu offers.
const mostActors = 12

// entityMenu offers the actors: those with the name that is sought, those with the words in
// a name, and then those that are named most.
func (p *occurrencePanel) entityMenu() {
	w := p.of.window
	rows := []control.MenuRow{{Text: "nobody", Note: "leave it open", Run: func() { p.of.setEntity(annotate.ID{}); p.focus() }}, {Separator: true}}
	seen := map[annotate.ID]bool{}
	add := func(e *annotate.Entity, note string) {
		if e != nil && !seen[e.ID] && len(seen) < mostActors {
			seen[e.ID] = true
			rows = append(rows, control.MenuRow{Text: cut(e.Name, 48), Note: note, Run: func() { p.of.setEntity(e.ID); p.focus() }})
		}
	}
	add(p.of.session().Entity(p.of.sought.entity), "")
	for _, e := range w.called(p.of.sought.query.Text) {
		add(e, "called so")
	}
	all, err := p.of.session().Entities()
	if err != nil {
		return
	}
	for _, o := range (source{w}).Entities(p.of.sought.query.Text) {
		add(o.Entity, "")
	}
	for _, e := range w.byUse(all) {
		add(e, "")
	}
	w.openPopup(w.above(p.entity, rows), rows, nil).Hold(p.entity.Text)
}

// CreateRenderer implements fyne.Widget.
func (p *occurrencePanel) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{p.ground, p.line, p.under, p.title, p.stats, p.as, p.layer, p.entityWord, p.entity, p.mark, p.box, p.list, p.empty, p.next}
	for _, h := range p.heads {
		objects = append(objects, h)
	}
	return &pieces{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(400, occurrenceHead+theme.TableHead+2*theme.RowHeight) },
		arrange: p.arrange,
		repaint: func() {
			p.ground.FillColor, p.line.FillColor, p.under.FillColor = theme.Color(theme.Panel), theme.Color(theme.Line), theme.Color(theme.Line)
		},
	}
}

func (p *occurrencePanel) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	set(p.ground, 0, 0, s.Width, s.Height)
	set(p.line, 0, 0, s.Width, 1)
	p.arrangeHead(s.Width)
	y := occurrenceHead
	c := p.columns(s.Width)
	set(p.box, 14-7, y-2, theme.InputHeight, theme.InputHeight)
	for i, h := range p.heads {
		m := h.MinSize()
		at := [...]float32{c.number, c.hit - 4 - m.Width, c.hit + (p.hitWidth-m.Width)/2, c.now}[i]
		set(h, at, y+(theme.TableHead-m.Height)/2, m.Width, m.Height)
	}
	set(p.under, 0, y+theme.TableHead-1, s.Width, 1)
	set(p.list, 0, y+theme.TableHead, s.Width, max(0, s.Height-y-theme.TableHead))
	y += theme.TableHead + theme.RowGap
	for _, l := range []*control.Label{p.empty, p.next} {
		set(l, c.number, y, s.Width-c.number, l.MinSize().Height)
		y += l.MinSize().Height + 2
	}
}

// arrangeHead sets the head from its right end. What is said of the hits stands beside the
// title, and below it where there is no room.
func (p *occurrencePanel) arrangeHead(width float32) {
	const gap = theme.RowGap
	end := width - theme.PanelPadding
	for _, o := range []fyne.CanvasObject{p.mark, p.entity, p.entityWord, p.layer, p.as} {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		m := o.MinSize().Height
		end -= w
		set(o, end, (occurrenceHead-m)/2, w, m)
		end -= gap
	}
	x := float32(14)
	title, stats, room := p.title.MinSize(), p.stats.MinSize(), max(60, end-x)
	if title.Width+gap+stats.Width <= room {
		set(p.title, x, (occurrenceHead-title.Height)/2, title.Width, title.Height)
		set(p.stats, x+title.Width+gap, (occurrenceHead-stats.Height)/2, stats.Width, stats.Height)
		return
	}
	y := (occurrenceHead - title.Height - stats.Height) / 2
	set(p.title, x, y, min(title.Width, room), title.Height)
	set(p.stats, x, y+title.Height, min(stats.Width, room), stats.Height)
}
