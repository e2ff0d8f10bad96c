package register

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// kwic is the concordance of an actor: every place where it is named, with what stands
// beside it. Mentions stand in the middle of their context; statements begin where they do.
type kwic struct {
	part
	onWant func(Wanted)
	onJump func(Place)

	wanted Wanted
	places []Place
	over   bool // all of them have come
	hit    float32
	first  bool // the first place is to be chosen when it comes

	title, other *tabHead
	hint         *control.Label
	key          *control.KeyCap
	heads        [4]*control.Label // document, date, context, mention
	rule         *control.Separator
	list         *control.List
	empty        *control.Label
}

func newKwic() *kwic {
	k := &kwic{hint: control.NewLabel("jump to the text", control.Hint), key: control.NewKeyCap("↵"), rule: control.NewSeparator(), empty: control.NewLabel("", control.Hint), hit: leastHit}
	k.title = newTabHead(func() { k.turn(false) })
	k.other = newTabHead(func() { k.turn(true) })
	for i, t := range []string{"Document", "Date", "Context", "Mention"} {
		k.heads[i] = control.NewLabel(t, control.Quiet)
	}
	k.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newKwicRow(k) }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if r, ok := o.(*kwicRow); ok && i < len(k.places) {
			r.fill(&k.places[i])
		}
	})
	k.list.NoBar = true
	k.list.OnActivate = func(i int) {
		if i < len(k.places) && k.onJump != nil {
			k.onJump(k.places[i])
		}
	}
	k.children = []fyne.CanvasObject{k.title, k.other, k.hint, k.key, k.rule, k.list, k.empty}
	for _, h := range k.heads {
		k.children = append(k.children, h)
	}
	k.min = func() fyne.Size { return fyne.NewSize(400, kwicHead+theme.RowHeight*2) }
	k.arrange = k.layOut
	k.ExtendBaseWidget(k)
	return k
}

// Heights and widths of the concordance. The sides of the context share what is left.
const (
	kwicHead     = float32(68)
	docWidth     = float32(200)
	dateWidth    = float32(100)
	leastHit     = float32(90)
	mostHit      = float32(240)
	edge         = float32(14)
	besideTheHit = float32(9)
)

// columns are where the left context, the hit and the right context begin in a width.
func (k *kwic) columns(width float32) (left, hit, right float32) {
	left = edge + docWidth + dateWidth
	if width < 700 {
		left = edge + docWidth*0.75 + dateWidth
	}
	side := (width - edge - left - k.hit) / 2
	return left, left + side, left + side + k.hit
}

func (k *kwic) layOut(s fyne.Size) {
	x := edge + k.title.width()
	place(k.title, edge, 8, k.title.width(), 26)
	place(k.other, x+16, 8, k.other.width(), 26)
	w := k.hint.MinSize().Width
	middle(k.hint, s.Width-edge-w, 8, 26)
	middle(k.key, s.Width-edge-w-6-k.key.MinSize().Width, 8, 26)
	show(k.key, x+k.other.width()+16+w+60 < s.Width)
	show(k.hint, k.key.Visible())
	left, hit, right := k.columns(s.Width)
	const y, h = 38, 28
	line(k.heads[0], edge, y, 120, h)
	line(k.heads[1], left-dateWidth, y, dateWidth-8, h)
	m := k.heads[2].MinSize().Width
	line(k.heads[2], hit-besideTheHit-m, y, m, h)
	m = k.heads[3].MinSize().Width
	line(k.heads[3], hit+(right-hit-m)/2, y, m, h)
	if k.wanted.Statements {
		line(k.heads[2], left, y, m, h)
		line(k.heads[3], left+asWidth, y, 100, h)
	}
	place(k.rule, 0, kwicHead-2, s.Width, 1)
	place(k.list, 0, kwicHead, s.Width, s.Height-kwicHead)
	middle(k.empty, edge, kwicHead+4, theme.RowHeight)
}

// want asks for places, unless they are shown.
func (k *kwic) want(w Wanted) {
	if k.wanted == w {
		return
	}
	k.wanted = w
	k.list.Select(-1, false)
	k.list.ScrollTo(0)
	k.ask()
}

// ask asks for the places anew. Those that are shown go when others come.
func (k *kwic) ask() {
	k.over = false
	if k.onWant != nil {
		k.onWant(k.wanted)
	}
}

func (k *kwic) turn(statements bool) {
	if !k.wanted.Actor.IsZero() {
		k.want(Wanted{k.wanted.Actor, statements})
	}
}

// set shows places as far as they have come.
func (k *kwic) set(places []Place, over bool) {
	held, at := annotate.ID{}, k.list.Selected()
	if at >= 0 && at < len(k.places) {
		held = k.places[at].Annotation
	}
	k.places, k.over = places, over
	k.hit = leastHit
	for i := range min(len(places), measured) {
		k.hit = max(k.hit, min(mostHit, wide(places[i].Quote)+14))
	}
	k.list.SetCount(len(places))
	if at = slices.IndexFunc(places, func(p Place) bool { return p.Annotation == held }); at >= 0 && !held.IsZero() {
		k.list.Select(at, false)
	} else {
		k.list.Select(-1, false)
	}
	k.chooseFirst()
	k.Refresh()
}

// chooseFirst chooses the first place once, as soon as there is one.
func (k *kwic) chooseFirst() {
	if k.first && len(k.places) > 0 {
		k.first = false
		if k.list.Selected() < 0 {
			k.list.Select(0, true)
		}
	}
}

// measured is how many hits the width of their column is made for.
const measured = 200

// head shows whose places these are, and how many.
func (k *kwic) head(e *annotate.Entity, uses Uses, counted bool, unlinked int) {
	number := func(n int) string {
		if !counted {
			return "…"
		}
		return control.Grouped(n)
	}
	middleHead, context := "Mention", "Context"
	switch {
	case e == nil && k.wanted.Actor.IsZero():
		k.title.set("Mentions without an actor", number(unlinked), true)
		k.other.set("", "", false)
	case e == nil:
		k.title.set("", "", true)
		k.other.set("", "", false)
	case k.wanted.Statements:
		k.title.set("Mentions", number(uses.Mentions), false)
		k.other.set("Statements of \u2068"+e.Name+"\u2069", number(uses.Statements), true)
		middleHead, context = "Statement", "As"
	default:
		k.title.set("Mentions of \u2068"+e.Name+"\u2069", number(uses.Mentions), true)
		k.other.set("Statements", number(uses.Statements), false)
	}
	k.heads[2].SetText(context)
	k.heads[3].SetText(middleHead)
	k.empty.SetText("")
	if k.over && len(k.places) == 0 {
		k.empty.SetText(map[bool]string{false: "Nothing is marked here yet.", true: "Every mention says its actor."}[k.wanted.Actor.IsZero()])
	}
	k.layOut(k.Size())
}

// tabHead is a title with its count that can be pressed.
type tabHead struct {
	part
	name, count *control.Label
	press       *control.HoverRow
}

func newTabHead(act func()) *tabHead {
	t := &tabHead{name: control.NewLabel("", control.Bold), count: control.NewLabel("", control.Hint), press: control.NewHoverRow(act)}
	t.children = []fyne.CanvasObject{t.press, t.name, t.count}
	t.min = func() fyne.Size { return fyne.NewSize(t.width(), 26) }
	t.arrange = func(s fyne.Size) {
		place(t.press, -4, 0, s.Width+8, s.Height)
		w := min(t.name.MinSize().Width, s.Width-t.count.MinSize().Width-4)
		line(t.name, 0, 0, w, s.Height)
		middle(t.count, w+5, 0, s.Height)
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tabHead) width() float32 {
	if t.name.Text() == "" {
		return 0
	}
	return min(t.name.MinSize().Width, 420) + 5 + t.count.MinSize().Width
}

func (t *tabHead) set(name, count string, on bool) {
	style := control.Small.In(theme.Text2)
	if on {
		style = control.Bold
	}
	t.name.Set(name, style)
	t.count.SetText(count)
	show(t, name != "")
}
