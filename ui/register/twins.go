package register

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/register"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// twins is the card that asks whether two are the same: both with how often they are named,
// why, and what can be said. The one at the left is kept.
type twins struct {
	part
	source  Source
	onMerge func(keep, gone annotate.ID)
	onApart func(a, b annotate.ID)
	onLook  func(annotate.ID)

	pairs   []register.Pair
	at      int
	turned  bool                    // the other one of the pair at hand is kept
	skipped map[[2]annotate.ID]bool // of which a person is not sure, till the window is closed

	frame          *control.Block
	title, number  *control.Label
	up, down, swap *control.IconButton
	boxes          [2]*twinBox
	words          *control.Passage
	unsure         *control.Button
	apart, merge   *control.Button
}

func newTwins(source Source) *twins {
	t := &twins{source: source, skipped: map[[2]annotate.ID]bool{}, frame: control.NewBlock(theme.Panel),
		title: control.NewLabel("Possibly the same", control.Bold), number: control.NewLabel("", control.Hint),
		words: control.NewPassage(false, theme.LabelSize, 18, 2, theme.Text2)}
	t.frame.SetRadius(theme.CardRadius)
	t.frame.Set(theme.Panel, theme.Line, theme.BorderWidth)
	t.up = control.NewIconButton(icons.Up.Resource(), "Previous pair", func() { t.step(-1) })
	t.down = control.NewIconButton(icons.Down.Resource(), "Next pair", func() { t.step(1) })
	t.swap = control.NewIconButton(nil, "Keep the other one", t.turn)
	t.swap.Mark = control.SwapMark
	t.swap.Refresh()
	for i := range t.boxes {
		t.boxes[i] = newTwinBox(func() { t.look(i) })
	}
	t.unsure = control.NewButton("Not sure", t.skip)
	t.unsure.Role = control.Silent
	t.apart = control.NewButton("Keep apart", t.keepApart)
	t.merge = control.NewPrimaryButton("Merge", "", t.mergeNow)
	for _, b := range []*control.Button{t.unsure, t.apart, t.merge} {
		b.Refresh()
	}
	t.children = []fyne.CanvasObject{t.frame, t.title, t.number, t.up, t.down, t.boxes[0], t.boxes[1], t.swap, t.words, t.unsure, t.apart, t.merge}
	t.min = func() fyne.Size { return fyne.NewSize(520, twinsHeight) }
	t.arrange = t.layOut
	t.ExtendBaseWidget(t)
	return t
}

// twinsHeight is the height of the card.
const twinsHeight = float32(156)

func (t *twins) layOut(s fyne.Size) {
	const pad, boxTop, boxHeight = 13, 39, 58
	place(t.frame, 0, 0, s.Width, s.Height)
	x := pad + middle(t.title, pad, 4, 30) + 8
	middle(t.number, x, 4, 30)
	place(t.down, s.Width-7-30, 4, 30, 30)
	place(t.up, s.Width-7-68, 4, 30, 30)
	half := (s.Width - 2*pad - 40) / 2
	place(t.boxes[0], pad, boxTop, half, boxHeight)
	place(t.boxes[1], s.Width-pad-half, boxTop, half, boxHeight)
	place(t.swap, s.Width/2-15, boxTop+14, 30, 30)
	end, y := s.Width-pad, s.Height-12-theme.InputHeight
	for _, b := range []*control.Button{t.merge, t.apart, t.unsure} {
		w := b.MinSize().Width
		end -= w
		place(b, end, y, w, theme.InputHeight)
		end -= 8
	}
	width := end - pad - 8
	tall := t.words.Tall(width)
	place(t.words, pad, y+(theme.InputHeight-tall)/2, width, tall)
}

// show takes the pairs over. The one at hand stays, or the one that comes to its place.
func (t *twins) show(pairs []register.Pair) {
	held, ok := t.pair()
	t.pairs = t.pairs[:0:0]
	var later []register.Pair
	for _, p := range pairs {
		if t.source.Actor(p.A.ID) == nil || t.source.Actor(p.B.ID) == nil {
			continue // one was merged or deleted since
		}
		if t.skipped[key(&p)] {
			later = append(later, p)
		} else {
			t.pairs = append(t.pairs, p)
		}
	}
	t.pairs = append(t.pairs, later...)
	was := t.at
	t.at = max(0, min(t.at, len(t.pairs)-1))
	for i := range t.pairs {
		if ok && key(&t.pairs[i]) == key(&held) {
			t.at = i
			was = i
		}
	}
	if was != t.at || !ok || len(t.pairs) > 0 && key(&t.pairs[t.at]) != key(&held) {
		t.turned = false
	}
	t.fill()
}

func key(p *register.Pair) [2]annotate.ID { return [2]annotate.ID{p.A.ID, p.B.ID} }

// pair is the pair at hand.
func (t *twins) pair() (register.Pair, bool) {
	if t.at < 0 || t.at >= len(t.pairs) {
		return register.Pair{}, false
	}
	return t.pairs[t.at], true
}

// sides are the one that is kept and the one that goes: who is named more is kept.
func (t *twins) sides() (keep, gone *annotate.Entity, p register.Pair, ok bool) {
	if p, ok = t.pair(); !ok {
		return nil, nil, p, false
	}
	keep, gone = t.source.Actor(p.A.ID), t.source.Actor(p.B.ID)
	if keep == nil || gone == nil {
		return nil, nil, p, false
	}
	a, b := t.source.Uses(keep.ID), t.source.Uses(gone.ID)
	if (a.Mentions+a.Statements < b.Mentions+b.Statements) != t.turned {
		keep, gone = gone, keep
	}
	return keep, gone, p, true
}

func (t *twins) fill() {
	keep, gone, p, ok := t.sides()
	if !ok {
		return
	}
	t.number.SetText(control.Grouped(t.at+1) + " of " + control.Grouped(len(t.pairs)))
	for i, e := range []*annotate.Entity{keep, gone} {
		uses := ""
		if t.source.Counted() {
			uses = usesWords(t.source.Uses(e.ID))
		}
		t.boxes[i].fill(e.Name, uses, roleOf(e, t.source.Actor))
	}
	t.words.SetText(why(&p, gone, t.source.Uses(gone.ID)))
	t.Refresh()
}

func (t *twins) step(by int) {
	if n := len(t.pairs); n > 0 {
		t.at, t.turned = ((t.at+by)%n+n)%n, false
		t.fill()
	}
}

func (t *twins) turn() {
	t.turned = !t.turned
	t.fill()
}

// skip puts the pair behind the others.
func (t *twins) skip() {
	if p, ok := t.pair(); ok {
		t.skipped[key(&p)] = true
		t.pairs = append(append(t.pairs[:t.at:t.at], t.pairs[t.at+1:]...), p)
		if t.at >= len(t.pairs)-1 {
			t.at = 0
		}
		t.turned = false
		t.fill()
	}
}

func (t *twins) mergeNow() {
	if keep, gone, _, ok := t.sides(); ok && t.onMerge != nil {
		t.onMerge(keep.ID, gone.ID)
	}
}

func (t *twins) keepApart() {
	if p, ok := t.pair(); ok && t.onApart != nil {
		t.onApart(p.A.ID, p.B.ID)
	}
}

func (t *twins) look(i int) {
	if keep, gone, _, ok := t.sides(); ok && t.onLook != nil {
		t.onLook([2]annotate.ID{keep.ID, gone.ID}[i])
	}
}

// twinBox is one of the two.
type twinBox struct {
	part
	frame      *control.Block
	press      *control.HoverRow
	name, uses *control.Label
	role       *control.Label
}

func newTwinBox(look func()) *twinBox {
	b := &twinBox{frame: control.NewBlock(theme.Raised), press: control.NewHoverRow(look), name: control.NewLabel("", control.Bold), uses: control.NewLabel("", control.Quiet), role: control.NewLabel("", control.Quiet)}
	b.frame.SetRadius(theme.InputRadius)
	b.frame.Set(theme.Raised, theme.Line, theme.BorderWidth)
	b.children = []fyne.CanvasObject{b.frame, b.press, b.name, b.uses, b.role}
	b.min = func() fyne.Size { return fyne.NewSize(160, 58) }
	b.arrange = func(s fyne.Size) {
		place(b.frame, 0, 0, s.Width, s.Height)
		place(b.press, 1, 1, s.Width-2, s.Height-2)
		w := min(b.uses.MinSize().Width, s.Width*0.6)
		line(b.uses, s.Width-13-w, 8, w, 22)
		line(b.name, 13, 8, s.Width-w-26-10, 22)
		line(b.role, 13, 29, s.Width-26, 20)
	}
	b.ExtendBaseWidget(b)
	return b
}

func (b *twinBox) fill(name, uses, role string) {
	b.name.SetText(name)
	b.uses.SetText(uses)
	b.role.SetText(role)
	b.arrange(b.Size())
}
