package register

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// roleForm is an open role: what, in whom, from when to when.
type roleForm struct {
	editor   *Editor
	at       int
	was      annotate.Affiliation
	who      annotate.ID
	role, in *control.Input
	from, to *control.Input
	list     *control.Options
	found    []*annotate.Entity
	labels   [3]*control.Label
	typed    bool // the actor's name was written anew
}

// openRole opens a role; the one behind the last is new.
func (e *Editor) openRole(i int) {
	f := &roleForm{editor: e, at: i, role: control.NewInput("chair, member of …"), in: control.NewInput("an actor of the register"), from: control.NewInput("2019-05"), to: control.NewInput("open"), list: control.NewOptions()}
	if i < len(e.entity.Affiliations) {
		f.was = e.entity.Affiliations[i]
		f.who = f.was.Entity
	}
	f.role.SetText(f.was.Role)
	if o := e.source.Actor(f.who); o != nil {
		f.in.SetText(o.Name)
	}
	f.from.SetText(f.was.From.String())
	f.to.SetText(f.was.To.String())
	for k, t := range []string{"Role", "In", "From – to"} {
		f.labels[k] = control.NewLabel(t, control.Quiet)
	}
	f.list.Most = mostOffers - 2
	f.list.Hide()
	f.listen()
	parts := []fyne.CanvasObject{f.role, f.in, f.list, f.from, f.to}
	for _, l := range f.labels {
		parts = append(parts, l)
	}
	e.unfold(&form{key: roleKey(i), parts: parts, focus: f.role, tall: func() float32 { return 3*34 + 8 + listTall(f.list) }, lay: f.lay, commit: f.commit})
}

func (f *roleForm) listen() {
	e := f.editor
	for _, in := range []*control.Input{f.role, f.in, f.from, f.to} {
		in.OnEnter = func(string) { e.close(true) }
		in.OnEscape = func() { e.close(false) }
		in.OnFocus = selecting(in)
	}
	for _, in := range []*control.Input{f.from, f.to} {
		in.OnChanged = func(s string) {
			_, err := annotate.ParseDate(strings.TrimSpace(s))
			in.Invalid = err != nil
			in.Refresh()
		}
	}
	f.in.OnChanged = f.offer
	f.in.OnKey = func(k *fyne.KeyEvent) bool {
		return (k.Name == fyne.KeyUp || k.Name == fyne.KeyDown) && f.list.Key(k.Name)
	}
	f.in.OnEnter = func(string) {
		if i := f.list.Current(); f.list.Visible() && i >= 0 {
			f.take(i)
			return
		}
		e.close(true)
	}
	f.list.OnChoose = f.take
}

// offer lists the actors that are called so.
func (f *roleForm) offer(query string) {
	f.typed, f.who = true, annotate.ID{}
	f.found = FindActors(f.editor.source, query, mostOffers-2, f.editor.entity.ID)
	rows := make([]control.Option, 0, len(f.found))
	for _, a := range f.found {
		rows = append(rows, control.Option{Text: a.Name, Match: query, Note: a.Kind})
	}
	f.list.Set(rows, 0)
	show(f.list, len(rows) > 0)
	f.editor.build()
}

func (f *roleForm) take(i int) {
	f.who = f.found[i].ID
	f.in.SetText(f.found[i].Name)
	f.list.Hide()
	f.editor.build()
	f.from.Focus()
}

func (f *roleForm) lay(y, w float32) {
	const row = 34
	end := w - 10
	line(f.labels[0], labelAt, y+4, valueAt-labelAt, row)
	place(f.role, valueAt, y+6, end-valueAt, theme.InputHeight)
	line(f.labels[1], labelAt, y+4+row, valueAt-labelAt, row)
	place(f.in, valueAt, y+6+row, end-valueAt, theme.InputHeight)
	y += listTall(f.list)
	place(f.list, valueAt, y+6+2*row-listTall(f.list), end-valueAt, f.list.MinSize().Height)
	line(f.labels[2], labelAt, y+4+2*row, valueAt-labelAt, row)
	half := (end - valueAt - 6) / 2
	place(f.from, valueAt, y+6+2*row, half, theme.InputHeight)
	place(f.to, end-half, y+6+2*row, half, theme.InputHeight)
}

// commit keeps the role. Without an actor there is none; a date that cannot be read is
// left as it was.
func (f *roleForm) commit() {
	next := annotate.Affiliation{Entity: f.who, Role: strings.TrimSpace(f.role.Text()), From: f.was.From, To: f.was.To}
	if next.Entity.IsZero() && len(f.found) > 0 && f.typed {
		next.Entity = f.found[max(0, f.list.Current())].ID
	}
	for in, d := range map[*control.Input]*annotate.Date{f.from: &next.From, f.to: &next.To} {
		if date, err := annotate.ParseDate(strings.TrimSpace(in.Text())); err == nil {
			*d = date
		}
	}
	if next == f.was || next.Entity.IsZero() {
		return
	}
	f.editor.edit(func(n *annotate.Entity) {
		if f.at < len(n.Affiliations) {
			n.Affiliations[f.at] = next
			return
		}
		n.Affiliations = append(slices.Clip(n.Affiliations), next)
	})
}
