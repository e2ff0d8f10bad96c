package dialog

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/annotate/intake"
	"parley/annotate/turn"
	"parley/ui/control"
	"parley/ui/theme"
)

// Edited are the lines of heads that were written by hand, by file and property. They
// stay when the files are read again in another way.
type Edited map[string]map[intake.Property]string

// review is the list of drafts and the lines in which the chosen one is corrected.
type review struct {
	drafts  []intake.Draft
	edited  Edited
	at      int
	list    *control.List
	lines   []*reviewLine
	file    *control.Label // its name, and what it was read as
	content fyne.CanvasObject
	opening fyne.CanvasObject // how the text begins
	first   []*control.Label
}

// reviewLine is a property of a head: what it says, and below it why.
type reviewLine struct {
	property intake.Property
	input    *control.Input
	grounds  *control.Label
}

var reviewed = []struct {
	label string
	hint  string
	of    intake.Property
}{
	{"Title", "", intake.Title}, {"Author", "as the text names them", intake.Author}, {"Outlet", "newspaper, agency, site", intake.Outlet},
	{"Date", "2025-03-14, 2025-03 or 2025", intake.Date}, {"Language", "en, ar, de …", intake.Language},
}

const (
	reviewRows   = 9
	openingLines = 3
	openingMost  = 220 // characters of a line
)

func newReview(in Intake) *review {
	r := &review{drafts: in.Found.Drafts, edited: in.Edited, at: -1}
	if r.edited == nil {
		r.edited = Edited{}
	}
	for i := range r.drafts {
		for p, s := range r.edited[r.drafts[i].Path] {
			put(&r.drafts[i].Head, p, s)
		}
	}
	r.build()
	return r
}

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
	r.file = control.NewLabel("", control.Hint)
	form := Column(3)
	for _, line := range reviewed {
		l := &reviewLine{property: line.of, input: control.NewInput(line.hint), grounds: control.NewLabel("", control.Note)}
		l.input.OnChanged = func(string) { r.written(l) }
		r.lines = append(r.lines, l)
		form.Add(Labelled(line.label, Column(1, l.input, l.grounds)))
	}
	r.content = container.New(halves{}, r.list, form)
	column := Column(2, r.file)
	for range openingLines {
		l := control.NewLabel("", control.Body)
		r.first = append(r.first, l)
		column.Add(l)
	}
	r.opening = container.New(cutting{}, column)
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

// cutting gives its object the width there is, however much it would like.
type cutting struct{}

// MinSize implements fyne.Layout.
func (cutting) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, o[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (cutting) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// show shows draft i: its lines, their grounds, and how its text begins.
func (r *review) show(i int) {
	r.keep()
	r.at = i
	d := &r.drafts[i]
	for _, l := range r.lines {
		l.input.SetText(said(&d.Head, l.property))
		l.input.Invalid = false
		l.input.Refresh()
		l.grounds.SetText(r.groundsOf(d, l.property))
	}
	r.file.SetText(fileOf(d))
	lines := opening(d.Text)
	for k, l := range r.first {
		l.SetText(lines[k])
	}
	r.list.Select(i, true)
}

// groundsOf says where a line is from: "from line 3", or that a hand wrote it.
func (r *review) groundsOf(d *intake.Draft, p intake.Property) string {
	if _, by := r.edited[d.Path][p]; by {
		return "by hand"
	}
	if q, ok := d.Proposal(p); ok && q.Grounds != "" {
		return "from " + q.Grounds
	}
	return "not found"
}

// fileOf is a file's name and how it was read: "a.txt, read as text in windows-1256, guessed".
func fileOf(d *intake.Draft) string {
	s := d.Head.Source.Name + ", read as " + d.Head.Source.Format + " in " + d.Head.Source.Encoding
	if q, ok := d.Proposal(intake.Encoding); ok {
		s += ", guessed from " + q.Grounds
	}
	return s + turnsOf(&d.Head)
}

// turnsOf is " · 12 turns of GL, Lelia"; empty when nobody speaks.
func turnsOf(h *annotate.Document) string {
	const most = 3
	var names []string
	for i, s := range turn.Speakers(h.Turns) {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return " · " + strconv.Itoa(len(h.Turns)) + " turns of " + strings.Join(names, ", ")
}

// opening are the first lines of a text that say something.
func opening(text string) (lines [openingLines]string) {
	k := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if runes := []rune(line[:min(len(line), 4*openingMost)]); len(runes) > openingMost {
			line = string(runes[:openingMost]) + "…"
		}
		lines[k] = strings.ToValidUTF8(line, "")
		if k++; k == openingLines {
			break
		}
	}
	return lines
}

// written takes a line over that a person has changed.
func (r *review) written(l *reviewLine) {
	if r.at < 0 {
		return
	}
	path := r.drafts[r.at].Path
	if r.edited[path] == nil {
		r.edited[path] = map[intake.Property]string{}
	}
	r.edited[path][l.property] = l.input.Text()
	l.grounds.SetText("by hand")
	r.keep()
	r.list.RefreshRow(r.at)
}

// keep takes what was written over into the draft. A date that is none is shown as wrong,
// and the one before stays.
func (r *review) keep() {
	if r.at < 0 || r.at >= len(r.drafts) {
		return
	}
	for _, l := range r.lines {
		right := put(&r.drafts[r.at].Head, l.property, l.input.Text())
		if wrong := !right && l.property == intake.Date; l.input.Invalid != wrong {
			l.input.Invalid = wrong
			l.input.Refresh()
		}
	}
}

// said is what a head says of a property.
func said(h *annotate.Document, p intake.Property) string {
	switch p {
	case intake.Title:
		return h.Title
	case intake.Author:
		return h.Author
	case intake.Outlet:
		return h.Outlet
	case intake.Date:
		return h.Date.String()
	}
	return h.Language
}

// put has a head say s. It reports whether s can be said: a document needs a title, and a
// date must be one; otherwise what was said before stays.
func put(h *annotate.Document, p intake.Property, s string) bool {
	s = strings.TrimSpace(s)
	switch p {
	case intake.Title:
		if s == "" {
			return false
		}
		h.Title = s
	case intake.Author:
		h.Author = s
	case intake.Outlet:
		h.Outlet = s
	case intake.Date:
		d, err := annotate.ParseDate(s)
		if err != nil {
			return false
		}
		h.Date = d
	default:
		h.Language = s
	}
	return true
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

func base(path string) string { return filepath.Base(path) }
