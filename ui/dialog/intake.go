package dialog

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/annotate/intake"
	"parley/ui/control"
	"parley/ui/theme"
)

// Review shows what is about to come in: every document with what was guessed of its
// title, author and date, to be corrected; what is there already; and what was refused,
// with its reason. done is told the drafts as they stand then.
func Review(w fyne.Window, found intake.Result, done func([]intake.Draft)) {
	const width, pad = 880, 20
	var sheet *Sheet
	r := &review{drafts: found.Drafts, at: -1}
	r.build()
	take := func() {
		r.keep()
		sheet.Close()
		done(r.drafts)
	}
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	add := control.NewPrimaryButton(fmt.Sprintf("Import %d", len(found.Drafts)), "↵", take)
	for _, in := range r.inputs {
		in.OnEnter = func(string) { take() }
		in.OnEscape = func() { sheet.Close() }
	}
	if len(found.Drafts) == 0 {
		add.Disable()
	}
	column := Column(theme.GroupGap, control.NewLabel("Import documents", control.Style{Size: theme.TitleSize, Bold: true}), control.NewLabel(Counts(found), control.Body))
	if len(found.Drafts) > 0 {
		column.Add(r.content)
	}
	if rest := leftOut(found); len(rest) > 0 {
		column.Add(restList(rest))
	}
	column.Add(End(nil, cancel, add))
	sheet = Open(w, column, Options{Width: width, Pad: pad, Scrim: true, Stays: true, OnKey: func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			if len(found.Drafts) > 0 {
				take()
			}
			return true
		case fyne.KeyEscape:
			return false
		}
		return r.list.Key(e.Name)
	}})
	if len(found.Drafts) > 0 {
		r.show(0)
	}
}

// Counts says how many came, were there already and were refused.
func Counts(found intake.Result) string {
	s := fmt.Sprintf("%d to import", len(found.Drafts))
	if n := len(found.Datasets); n > 0 {
		s += fmt.Sprintf(" · %d datasets", n)
	}
	if n := len(found.Skipped); n > 0 {
		s += fmt.Sprintf(" · %d there already", n)
	}
	if n := len(found.Refused); n > 0 {
		s += fmt.Sprintf(" · %d cannot be read", n)
	}
	return s
}

// review is the list of drafts and the lines in which the chosen one is corrected.
type review struct {
	drafts  []intake.Draft
	at      int
	list    *control.List
	inputs  []*control.Input // title, author, outlet, date, language
	grounds *control.Label
	content fyne.CanvasObject
}

var reviewed = []struct {
	label string
	hint  string
	of    intake.Property
}{
	{"Title", "", intake.Title}, {"Author", "as the text names them", intake.Author}, {"Outlet", "newspaper, agency, site", intake.Outlet},
	{"Date", "2025-03-14, 2025-03 or 2025", intake.Date}, {"Language", "en, ar, de …", intake.Language},
}

const reviewRows = 7

func (r *review) build() {
	r.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newDraftRow() }, func(o fyne.CanvasObject, i int, s control.RowState) {
		if row, ok := o.(*draftRow); ok && i < len(r.drafts) {
			row.fill(&r.drafts[i], s.Selected)
		}
	})
	r.list.OnSelect = r.show
	r.list.Rows = reviewRows
	r.list.Ground = theme.Paper
	r.list.SetCount(len(r.drafts))
	form := Column(8)
	for _, line := range reviewed {
		in := control.NewInput(line.hint)
		in.OnChanged = func(string) { r.keep(); r.list.RefreshRow(r.at) }
		r.inputs = append(r.inputs, in)
		form.Add(Labelled(line.label, in))
	}
	r.grounds = control.NewLabel("", control.Hint)
	form.Add(r.grounds)
	r.content = container.New(halves{}, r.list, form)
}

// halves sets two objects side by side, the left one a little wider.
type halves struct{}

// MinSize implements fyne.Layout.
func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left := s.Width * 0.48
	o[0].Resize(fyne.NewSize(left, s.Height))
	o[1].Move(fyne.NewPos(left+20, 0))
	o[1].Resize(fyne.NewSize(s.Width-left-20, s.Height))
}

func (r *review) show(i int) {
	r.keep()
	r.at = i
	d := &r.drafts[i]
	for k, text := range []string{d.Head.Title, d.Head.Author, d.Head.Outlet, d.Head.Date.String(), d.Head.Language} {
		r.inputs[k].SetText(text)
		r.inputs[k].Invalid = false
		r.inputs[k].Refresh()
	}
	r.grounds.SetText(groundsOf(d))
	r.list.Select(i, true)
}

// groundsOf says where the guesses are from: "Title from line 1 · date from line 3".
func groundsOf(d *intake.Draft) string {
	s := filepath.Base(d.Path)
	for _, line := range reviewed {
		if p, ok := d.Proposal(line.of); ok && p.Grounds != "" {
			s += " · " + line.of.String() + " from " + p.Grounds
		}
	}
	return s
}

// keep takes the lines over into the draft. A date that is none is shown as wrong, and
// the one before stays.
func (r *review) keep() {
	if r.at < 0 || r.at >= len(r.drafts) {
		return
	}
	h := &r.drafts[r.at].Head
	if t := r.inputs[0].Text(); t != "" {
		h.Title = t
	}
	h.Author, h.Outlet, h.Language = r.inputs[1].Text(), r.inputs[2].Text(), r.inputs[4].Text()
	date, err := annotate.ParseDate(r.inputs[3].Text())
	if err == nil {
		h.Date = date
	}
	if r.inputs[3].Invalid != (err != nil) {
		r.inputs[3].Invalid = err != nil
		r.inputs[3].Refresh()
	}
}

// draftRow is a row of the list: title and date.
type draftRow struct {
	widget.BaseWidget
	title, date *control.Label
}

func newDraftRow() *draftRow {
	r := &draftRow{title: control.NewLabel("", control.Body), date: control.NewLabel("", control.Hint)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *draftRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(draftLayout{r}, r.title, r.date))
}

type draftLayout struct{ r *draftRow }

// MinSize implements fyne.Layout.
func (draftLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, theme.RowHeight) }

// Layout implements fyne.Layout.
func (l draftLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	const dateWidth = 84
	t, d := l.r.title.MinSize(), l.r.date.MinSize()
	l.r.title.Move(fyne.NewPos(theme.PanelPadding, (s.Height-t.Height)/2))
	l.r.title.Resize(fyne.NewSize(s.Width-dateWidth-2*theme.PanelPadding, t.Height))
	l.r.date.Move(fyne.NewPos(s.Width-dateWidth, (s.Height-d.Height)/2))
	l.r.date.Resize(fyne.NewSize(dateWidth-8, d.Height))
}

func (r *draftRow) fill(d *intake.Draft, selected bool) {
	r.title.Set(d.Head.Title, control.Body.Heavy(selected))
	date := d.Head.Date.String()
	if date == "" {
		date = "no date"
	}
	r.date.SetText(date)
}

// leftOut says line by line what does not come in, and why.
func leftOut(found intake.Result) (lines []string) {
	for _, x := range found.Refused {
		lines = append(lines, x.Err.Error())
	}
	for _, s := range found.Skipped {
		why := "the project has this text already"
		if s.Same != "" {
			why = "the same text as " + filepath.Base(s.Same)
		}
		lines = append(lines, filepath.Base(s.Path)+": "+why)
	}
	return lines
}

func restList(lines []string) fyne.CanvasObject {
	list := control.NewList(theme.TreeRowHeight, func() fyne.CanvasObject { return control.NewLabel("", control.Quiet) }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if l, ok := o.(*control.Label); ok && i < len(lines) {
			l.SetText("   " + lines[i])
		}
	})
	list.Rows = float32(min(4, len(lines)))
	list.Ground = theme.Paper
	list.SetCount(len(lines))
	return list
}
