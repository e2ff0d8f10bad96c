package codebook

import (
	"strconv"

	"fyne.io/fyne/v2"

	"parley/annotate/schema"
	"parley/ui/control"
	"parley/ui/theme"
)

// diff says how the chosen version differs from the one before it, or from the one in force.
type diff struct {
	part
	editor *Editor
	ground *control.Block
	line   *control.Separator
	title  *control.Label
	other  *control.Button // compares with the other one
	list   *control.List
	empty  *note
	toNow  bool
	at     Place
	rows   []diffRow
}

// diffRow is a part that differs, or one of the things it says otherwise.
type diffRow struct {
	op       schema.Op // 0: a detail of the part above
	text, of string
	old, new string
}

func newDiff(e *Editor) *diff {
	d := &diff{editor: e, ground: control.NewBlock(theme.Panel), line: control.NewSeparator(), title: control.NewLabel("", control.Bold), empty: newNote()}
	d.other = control.NewButton("", func() { d.compare(!d.toNow) })
	d.other.Small, d.other.Key = true, "c"
	d.list = control.NewList(theme.TreeRowHeight, func() fyne.CanvasObject { return newDiffDrawing() }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if x, ok := o.(*diffDrawing); ok && i < len(d.rows) {
			x.fill(d.rows[i])
		}
	})
	d.list.NoBar = true
	d.list.OnKey = e.middleKey
	d.children = []fyne.CanvasObject{d.ground, d.line, d.title, d.other, d.list, d.empty}
	d.arrange = d.layOut
	d.ExtendBaseWidget(d)
	return d
}

func (d *diff) layOut(s fyne.Size) {
	const head = float32(42)
	place(d.ground, 0, 0, s.Width, s.Height)
	place(d.line, 0, 0, s.Width, 1)
	end := s.Width - theme.PanelPadding
	if d.other.Visible() {
		end -= d.other.MinSize().Width
		centre(d.other, end, 1, head)
	}
	fill(d.title, theme.PanelPadding+4, end-8, 1, head)
	place(d.list, 0, head, s.Width, s.Height-head)
	place(d.empty, 0, head+30, s.Width, d.empty.MinSize().Height)
}

func (d *diff) compare(toNow bool) {
	d.toNow = toNow
	d.show(d.at)
}

// show shows what differs at the version that p names, or at the one in force.
func (d *diff) show(p Place) {
	d.at = p
	force := d.editor.source.Schema()
	n, err := strconv.Atoi(p.Part)
	if err != nil {
		n = force.Version
	}
	show(d.other, n != force.Version)
	toNow := d.toNow && n != force.Version
	d.other.Text = "Compare with the one in force"
	if toNow {
		d.other.Text = "Compare with the one before"
	}
	d.other.Refresh()
	from, to := earlier(d.editor.source.Versions(), n), n
	if toNow {
		from, to = n, force.Version
	}
	d.rows = nil
	a, b := d.editor.source.Version(from), d.editor.source.Version(to)
	switch {
	case a == nil && b != nil:
		d.title.SetText("Version " + control.Grouped(to) + " is the first that is kept")
		d.empty.set("Nothing to compare it with", holds(b))
	case b == nil:
		d.title.SetText("Version " + control.Grouped(n))
		d.empty.set("This version is not kept", "It is from before versions were kept.")
	default:
		d.rows = diffRows(schema.Compare(a, b))
		d.title.SetText("From version " + control.Grouped(from) + " to " + control.Grouped(to))
		d.empty.set("They are the same", "What was done in between was taken back.")
	}
	d.list.SetCount(len(d.rows))
	show(d.empty, len(d.rows) == 0)
	d.layOut(d.Size())
}

// earlier is the number of the version before n; 0 when there is none.
func earlier(list []Version, n int) (before int) {
	for _, v := range list {
		if v.Number < n {
			before = max(before, v.Number)
		}
	}
	return before
}

func diffRows(list schema.Diff) (rows []diffRow) {
	for _, x := range list {
		rows = append(rows, diffRow{op: x.Op, text: x.Part.Noun() + " " + x.Name, of: x.Of})
		for _, e := range x.Details {
			if x.Op != schema.Added && x.Op != schema.Removed {
				rows = append(rows, diffRow{text: e.What, old: oneLine(e.Old), new: oneLine(e.New)})
			}
		}
	}
	return rows
}

// diffDrawing is the drawing of a row: a sign and the part; or what is said otherwise.
type diffDrawing struct {
	part
	row               diffRow
	sign, text, of    *control.Label
	old, arrow, fresh *control.Label
}

func newDiffDrawing() *diffDrawing {
	d := &diffDrawing{sign: control.NewLabel("", control.Bold), text: control.NewLabel("", control.Body), of: control.NewLabel("", control.Hint),
		old: control.NewLabel("", control.Small.In(theme.Muted)), arrow: control.NewLabel("→", control.Hint), fresh: control.NewLabel("", control.Small)}
	d.children = []fyne.CanvasObject{d.sign, d.text, d.of, d.old, d.arrow, d.fresh}
	d.arrange = d.layOut
	d.ExtendBaseWidget(d)
	return d
}

// diffSigns are the signs before what differs, with their colours: nothing by colour alone.
var diffSigns = map[schema.Op]struct {
	sign   string
	colour fyne.ThemeColorName
}{
	schema.Added: {"+", theme.OK}, schema.Removed: {"−", theme.Danger}, schema.Renamed: {"~", theme.Warn}, schema.Changed: {"~", theme.Warn}, schema.Moved: {"↕", theme.Text2},
}

func (d *diffDrawing) fill(r diffRow) {
	d.row = r
	s := diffSigns[r.op]
	d.sign.Set(s.sign, control.Bold.In(s.colour))
	style, op := control.Quiet, ""
	if r.op != 0 {
		style, op = control.Body, r.op.String()
		if r.of != "" {
			op += " · " + r.of
		}
	}
	d.text.Set(r.text, style)
	d.of.SetText(op)
	d.old.SetText(said(r.old))
	d.fresh.SetText(said(r.new))
	for _, o := range []fyne.CanvasObject{d.old, d.arrow, d.fresh} {
		show(o, r.op == 0)
	}
	d.layOut(d.Size())
}

func said(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

func (d *diffDrawing) layOut(s fyne.Size) {
	x, end := theme.PanelPadding+4, s.Width-theme.PanelPadding
	centre(d.sign, x, 0, s.Height)
	x += 20
	if d.row.op != 0 {
		x += fill(d.text, x, end, 0, s.Height) + 10
		fill(d.of, x, end, 0, s.Height)
		return
	}
	fill(d.text, x, x+84, 0, s.Height)
	x += 90
	x += fill(d.old, x, x+(end-x)*0.45, 0, s.Height) + 8
	x += centre(d.arrow, x, 0, s.Height) + 8
	fill(d.fresh, x, end, 0, s.Height)
}

func versionID(n int) string { return strconv.Itoa(n) }
