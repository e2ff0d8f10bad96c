package ui

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/settings"
	"parley/ui/theme"
)

// card is content on raised ground with a frame.
func card(pad float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newPlate(theme.Raised, theme.Line), container.New(padded(pad), content))
}

// padded is the same room on all sides.
type padded float32

// MinSize implements fyne.Layout.
func (p padded) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*float32(p), 2*float32(p))
}

// Layout implements fyne.Layout.
func (p padded) Layout(o []fyne.CanvasObject, s fyne.Size) {
	set(o[0], float32(p), float32(p), s.Width-2*float32(p), s.Height-2*float32(p))
}

// sized2 gives content at least a width.
func sized2(width float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newGround(theme.Clear, fyne.NewSize(width, 1)), content)
}

// plate is a rounded ground with a border.
type plate struct {
	widget.BaseWidget
	fill, border fyne.ThemeColorName
	rect         *canvas.Rectangle
}

func newPlate(fill, border fyne.ThemeColorName) *plate {
	p := &plate{fill: fill, border: border, rect: canvas.NewRectangle(nil)}
	p.rect.CornerRadius, p.rect.StrokeWidth = theme.CardRadius, theme.BorderWidth
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	paint := func() { p.rect.FillColor, p.rect.StrokeColor = theme.Color(p.fill), theme.Color(p.border) }
	paint()
	return &pieces{objects: []fyne.CanvasObject{p.rect}, arrange: func(s fyne.Size) { p.rect.Resize(s) }, repaint: paint}
}

// dashed is a place to drop things on: lines of words in a dashed frame.
func dashed(height, width float32, lines []string) fyne.CanvasObject {
	box := dialog.Column(2)
	for _, l := range lines {
		label := control.NewLabel(l, control.Quiet)
		box.Add(container.NewCenter(label))
	}
	return container.NewStack(newGround(theme.Clear, fyne.NewSize(width, height)), control.NewDashes(theme.CardRadius), container.NewCenter(box))
}

// tile is a way to begin: an icon, two lines and a key.
type tile struct {
	widget.BaseWidget
	action *Action
	plate  *plate
	icon   fyne.CanvasObject
	name   *control.Label
	about  *control.Label
	cap    *control.KeyCap
}

func (p *startPage) tile(id, about string) fyne.CanvasObject {
	a := p.window.table.byID[id]
	if a == nil {
		return gap(1)
	}
	t := &tile{action: a, plate: newPlate(theme.Raised, theme.Line), icon: (&hit{icon: a.Icon}).sign(),
		name: control.NewLabel(a.Name, control.Bold), about: control.NewLabel(about, control.Quiet), cap: control.NewKeyCap(a.Key)}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *tile) Tapped(*fyne.PointEvent) { t.action.do() }

// MouseIn implements desktop.Hoverable.
func (t *tile) MouseIn(*desktop.MouseEvent) { t.hover(theme.Hover) }

// MouseMoved implements desktop.Hoverable.
func (t *tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tile) MouseOut() { t.hover(theme.Raised) }

func (t *tile) hover(ground fyne.ThemeColorName) {
	t.plate.fill = ground
	t.plate.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{t.plate, t.icon, t.name, t.about, t.cap},
		min:     func() fyne.Size { return fyne.NewSize(300, 56) },
		arrange: func(s fyne.Size) {
			set(t.plate, 0, 0, s.Width, s.Height)
			middle(t.icon, 14, s.Height)
			set(t.name, 45, 10, s.Width-150, t.name.MinSize().Height)
			set(t.about, 45, 29, s.Width-150, t.about.MinSize().Height)
			middle(t.cap, s.Width-14-t.cap.MinSize().Width, s.Height)
		},
	}
}

// recentList are the recent projects in one card.
func (p *startPage) recentList() fyne.CanvasObject {
	box := dialog.Column(0)
	list := p.window.Settings.Now().Recent
	for i, r := range list[:min(len(list), 7)] {
		if i > 0 {
			box.Add(rule())
		}
		row := newRecentRow(p, i, r)
		p.rows = append(p.rows, row)
		box.Add(row)
	}
	return container.NewStack(newPlate(theme.Raised, theme.Line), container.New(padded(1), box))
}

// recentRow is a project that was open: its name and counts, when and where.
type recentRow struct {
	widget.BaseWidget
	page    *startPage
	i       int
	project settings.Recent
	missing bool
	ground  *canvas.Rectangle
	bar     *canvas.Rectangle
	icon    fyne.CanvasObject
	name    fyne.CanvasObject
	about   *control.Label
	when    *control.Label
	where   *control.Label
	find    *control.Button
}

func newRecentRow(p *startPage, i int, r settings.Recent) *recentRow {
	_, err := os.Stat(r.Path)
	row := &recentRow{page: p, i: i, project: r, missing: os.IsNotExist(err), ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	row.icon, row.name = (&hit{icon: icons.File.Resource()}).sign(), nameOf(r, theme.Text)
	row.about = control.NewLabel(fmt.Sprintf("%s · %s · %s", counted(r.Documents, "document"), counted(r.Annotations, "annotation"), counted(r.Actors, "actor")), control.Quiet)
	row.when, row.where = control.NewLabel(ago(r.Opened, p.window.Origin.Now()), control.Quiet), control.NewLabel(placeOf(r.Path), control.Quiet)
	row.find = control.NewButton("Find…", p.window.openAsk)
	row.find.Hide()
	if row.missing {
		row.icon, row.name = control.NewWarning(), nameOf(r, theme.Text2)
		row.about = control.NewLabel("Not found where it was last. Nothing was deleted by Parley.", control.Quiet.In(theme.Warn))
		row.find.Show()
	}
	row.ExtendBaseWidget(row)
	return row
}

func (r *recentRow) open() {
	if r.missing {
		r.page.window.openAsk()
		return
	}
	r.page.window.Open(r.project.Path)
}

// Tapped implements fyne.Tappable.
func (r *recentRow) Tapped(*fyne.PointEvent) { r.page.hold(r.i); r.open() }

// MouseIn implements desktop.Hoverable.
func (r *recentRow) MouseIn(*desktop.MouseEvent) { r.page.hold(r.i) }

// MouseMoved implements desktop.Hoverable.
func (r *recentRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *recentRow) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (r *recentRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	return &pieces{
		objects: []fyne.CanvasObject{r.ground, r.bar, r.icon, r.name, r.about, r.when, r.where, r.find},
		min:     func() fyne.Size { return fyne.NewSize(500, 62) },
		arrange: r.arrange, repaint: r.paint,
	}
}

func (r *recentRow) paint() {
	ground, bar := theme.Clear, theme.Clear
	if r.page.at == r.i {
		ground, bar = theme.Selected, theme.Accent
	}
	r.ground.FillColor, r.bar.FillColor = theme.Color(ground), theme.Color(bar)
	r.ground.CornerRadius = theme.Grid
}

func (r *recentRow) arrange(s fyne.Size) {
	const side = 16
	set(r.ground, 0, 0, s.Width, s.Height)
	set(r.bar, 0, 0, theme.BarWidth, s.Height)
	middle(r.icon, side, s.Height)
	end := s.Width - side
	if r.missing {
		end -= r.find.MinSize().Width
		middle(r.find, end, s.Height)
		end -= theme.GroupGap
	}
	for i, l := range []*control.Label{r.when, r.where} {
		w := l.MinSize().Width
		set(l, end-w, []float32{13, 32}[i], w, l.MinSize().Height)
	}
	room := end - 45 - max(r.when.MinSize().Width, r.where.MinSize().Width) - theme.GroupGap
	set(r.name, 45, 12, room, r.name.MinSize().Height)
	set(r.about, 45, 32, room, r.about.MinSize().Height)
}

// snapshotRow says which snapshots the latest project has.
func (p *startPage) snapshotRow() fyne.CanvasObject {
	w := p.window
	latest := w.Settings.Now().Recent[0]
	list, err := w.Projects.Snapshots(latest.Path)
	if err != nil || len(list) == 0 {
		return gap(1)
	}
	first := dialog.Row(4, control.NewLabel(latest.Name, control.Bold),
		control.NewLabel(fmt.Sprintf("has %s, the newest from %s", counted(len(list), "snapshot"), ago(list[0].Time, w.Origin.Now())), control.Body))
	about := control.NewLabel("Each one was opened and checked after it was written.", control.Quiet)
	icon := (&hit{icon: icons.Clock.Resource()}).sign()
	show := control.NewButton("Show snapshots", func() { w.showSnapshots(latest.Path) })
	words := dialog.Row(13, container.NewCenter(icon), dialog.Column(0, first, about))
	return card(13, container.NewBorder(nil, nil, words, container.NewCenter(show)))
}
