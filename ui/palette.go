package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/textline"
	"parley/ui/theme"
)

// palette is the list of all commands under an input: what is typed narrows it, Enter
// runs the chosen one. Begun with a colon it lists documents instead, with an @ actors.
type palette struct {
	window *Workbench
	sheet  *dialog.Sheet
	input  *control.Input
	count  *control.Label
	rows   *fyne.Container
	scroll *container.Scroll
	hits   []hit
	lines  []*paletteLine
	at     int
	run    func()
}

const (
	paletteWidth = float32(640)
	paletteTop   = float32(96)
	paletteRows  = 10
	paletteMost  = 60 // hits that are drawn
)

func (w *Workbench) openPalette(begin string) {
	p := &palette{window: w, input: control.NewInput("Type a command"), count: control.NewLabel("", control.Hint)}
	p.input.Bare = true
	p.input.SetIcon(icons.Search.Resource())
	p.input.OnChanged = p.filter
	p.input.OnEnter = func(string) { p.choose(p.at) }
	p.input.OnEscape = func() { p.sheet.Close() }
	p.input.OnKey = p.key
	p.rows = dialog.Column(0)
	p.scroll = container.NewVScroll(p.rows)
	p.sheet = dialog.Open(w.window, p.layout(), dialog.Options{Width: paletteWidth, Top: paletteTop, Scrim: true, Pad: 1, Focus: p.input, OnClosed: p.closed})
	p.input.SetText(begin)
	p.filter(begin)
}

func (p *palette) layout() fyne.CanvasObject {
	head := container.New(bar{48, 12}, p.input, p.count)
	foot := container.New(bar{36, 16}, control.NewKeyHints(
		control.KeyHint{Key: "↑", Does: ""}, control.KeyHint{Key: "↓", Does: "choose"},
		control.KeyHint{Key: "↵", Does: "run"}, control.KeyHint{Key: "Esc", Does: "close"}),
		control.NewLabel("Type : for documents, @ for actors", control.Hint))
	ground := canvas.NewRectangle(theme.Color(theme.Panel))
	ground.CornerRadius = theme.CardRadius
	return container.NewBorder(
		container.NewBorder(nil, rule(), nil, nil, head),
		container.NewBorder(rule(), nil, nil, nil, container.NewStack(ground, foot)), nil, nil, p.scroll)
}

// closed runs what was chosen, after the keyboard has gone back to where it was.
func (p *palette) closed() {
	if p.run != nil {
		p.run()
	}
}

func (p *palette) filter(s string) {
	total := 0
	if rest, ok := strings.CutPrefix(s, "@"); ok {
		p.hits = p.window.actorHits(rest)
		p.count.SetText(counted(len(p.hits), "actor"))
	} else if rest, ok := strings.CutPrefix(s, ":"); ok {
		p.hits, total = p.window.documentHits(rest), p.window.documents().Len()
		p.count.SetText(fmt.Sprintf("%d of %d documents", len(p.hits), total))
	} else {
		p.hits, total = actionHits(p.window.table.all, s), len(p.window.table.all)
		p.count.SetText(fmt.Sprintf("%d of %d commands", len(p.hits), total))
	}
	p.hits = p.hits[:min(len(p.hits), paletteMost)]
	p.draw()
	p.hold(p.next(-1, 1))
	p.sheet.Fit()
}

func (p *palette) draw() {
	p.rows.RemoveAll()
	p.lines = p.lines[:0]
	group := ""
	for i, h := range p.hits {
		if h.group != group {
			p.rows.Add(paletteHead(h.group, i > 0))
			group = h.group
		}
		line := newPaletteLine(p, i)
		p.lines = append(p.lines, line)
		p.rows.Add(line)
	}
	if len(p.hits) == 0 {
		p.rows.Add(container.New(bar{theme.PaletteRowHeight, 16}, control.NewLabel("Nothing is called so", control.Hint), control.NewLabel("", control.Hint)))
	}
	height := min(p.rows.MinSize().Height+6, paletteRows*theme.PaletteRowHeight)
	p.scroll.SetMinSize(fyne.NewSize(paletteWidth-2, height))
	p.scroll.ScrollToTop()
}

func paletteHead(group string, apart bool) fyne.CanvasObject {
	label := container.New(bar{28, 16}, control.NewLabel(group, control.Hint), control.NewLabel("", control.Hint))
	if !apart {
		return label
	}
	return dialog.Column(0, gap(6), rule(), label)
}

// next is the next row from i in a direction that can run; -1 when there is none.
func (p *palette) next(i, by int) int {
	for k := i + by; k >= 0 && k < len(p.hits); k += by {
		if !p.hits[k].disabled {
			return k
		}
	}
	return -1
}

func (p *palette) key(e *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: paletteRows, fyne.KeyPageUp: -paletteRows}[e.Name]
	if by == 0 {
		return false
	}
	step := 1
	if by < 0 {
		step = -1
	}
	for range by * step {
		if k := p.next(p.at, step); k >= 0 {
			p.hold(k)
		}
	}
	return true
}

func (p *palette) hold(i int) {
	was := p.at
	p.at = i
	for _, k := range []int{was, i} {
		if k >= 0 && k < len(p.lines) {
			p.lines[k].Refresh()
		}
	}
	if i < 0 || i >= len(p.lines) {
		return
	}
	top := p.lines[i].Position().Y
	if i == 0 {
		top = 0
	}
	switch view := p.scroll.Size().Height; {
	case top < p.scroll.Offset.Y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case view > 0 && top+theme.PaletteRowHeight > p.scroll.Offset.Y+view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top+theme.PaletteRowHeight-view))
	}
}

func (p *palette) choose(i int) {
	if i < 0 || i >= len(p.hits) || p.hits[i].disabled {
		return
	}
	p.run = p.hits[i].run
	p.sheet.Close()
}

// paletteLine draws one hit.
type paletteLine struct {
	widget.BaseWidget
	palette *palette
	i       int
	ground  *canvas.Rectangle
	bar     *canvas.Rectangle
	sign    fyne.CanvasObject
	words   *textline.Label
	spans   []textline.Span
	note    *control.Label
	cap     *control.KeyCap
}

func newPaletteLine(p *palette, i int) *paletteLine {
	h := p.hits[i]
	l := &paletteLine{palette: p, i: i, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
		note: control.NewLabel(h.note, control.Hint), cap: control.NewKeyCap(h.key), sign: h.sign(), words: textline.New(control.Painter(), "")}
	l.cap.SetKey(h.key)
	l.words.TextSize, l.words.Natural = theme.BodySize, true
	for _, part := range h.parts {
		l.spans = append(l.spans, textline.Span{Text: part.text, Bold: part.bold})
	}
	l.words.SetSpans(l.spans...)
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *paletteLine) Tapped(*fyne.PointEvent) { l.palette.choose(l.i) }

// MouseIn implements desktop.Hoverable.
func (l *paletteLine) MouseIn(*desktop.MouseEvent) {
	if !l.palette.hits[l.i].disabled {
		l.palette.hold(l.i)
	}
}

// MouseMoved implements desktop.Hoverable.
func (l *paletteLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *paletteLine) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (l *paletteLine) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return &pieces{
		objects: []fyne.CanvasObject{l.ground, l.bar, l.sign, l.words, l.note, l.cap},
		min:     func() fyne.Size { return fyne.NewSize(paletteWidth-2, theme.PaletteRowHeight) },
		arrange: l.arrange, repaint: l.paint,
	}
}

func (l *paletteLine) paint() {
	ground, bar := theme.Clear, theme.Clear
	if l.palette.at == l.i {
		ground, bar = theme.Selected, theme.Accent
	}
	l.ground.FillColor, l.bar.FillColor = theme.Color(ground), theme.Color(bar)
	l.words.Color = theme.Color(theme.Text)
	if l.palette.hits[l.i].disabled {
		l.words.Color = theme.Color(theme.Disabled)
	}
}

func (l *paletteLine) arrange(s fyne.Size) {
	set(l.ground, 0, 0, s.Width, s.Height)
	set(l.bar, 0, 0, theme.BarWidth, s.Height)
	sign := l.sign.MinSize()
	middle(l.sign, 25-sign.Width/2, s.Height)
	x := float32(44)
	x += middle(l.words, x, s.Height)
	end := s.Width - 16
	if l.cap.Visible() {
		end -= l.cap.MinSize().Width
		middle(l.cap, end, s.Height)
	}
	h := l.note.MinSize().Height
	set(l.note, x+10, (s.Height-h)/2, max(0, end-x-20), h)
}
