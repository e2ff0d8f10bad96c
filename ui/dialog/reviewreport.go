package dialog

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate/codec"
	"parley/ui/control"
	"parley/ui/theme"
)

// Outcome is what [ShowReport] tells of an import or an export.
type Outcome struct {
	Happened string // "Imported 3 documents with 12 annotations."
	Where    string // a sentence on where it is, or how to take it back
	Report   *codec.Report
	Open     func()         // opens the folder; nil: there is none
	Save     func([]string) // keeps the whole list in a file; nil: it cannot be kept
	Closed   func()         // told when the card is gone; may be nil
}

// ShowReport tells how much was carried, and line by line what was not.
func ShowReport(w fyne.Window, o Outcome) {
	const width, pad = 620, 20
	var sheet *Sheet
	column := Column(theme.RowGap, Paragraph(o.Happened, control.Style{Size: theme.TitleSize, Bold: true}, width-2*pad))
	if o.Where != "" {
		column.Add(Paragraph(o.Where, control.Body, width-2*pad))
	}
	lines := Lines(o.Report)
	if len(lines) > 0 {
		column.Add(Paragraph(trouble(o.Report), control.Body, width-2*pad))
		column.Add(restList(lines, width-2*pad))
	}
	end := Row(theme.RowGap)
	does := map[fyne.KeyName]func(){}
	button := func(text string, k fyne.KeyName, do func()) *control.Button {
		b := control.NewButton(text, do)
		b.Key = strings.ToLower(string(k))
		b.Refresh()
		does[k] = do
		return b
	}
	if o.Open != nil {
		end.Add(button("Open folder", fyne.KeyO, o.Open))
	}
	shut := func() { sheet.Close() }
	does[fyne.KeyReturn], does[fyne.KeyEnter] = shut, shut
	end.Add(control.NewPrimaryButton("Close", "↵", shut))
	var first fyne.CanvasObject
	if len(lines) > 0 && o.Save != nil {
		first = button("Save the list…", fyne.KeyS, func() { o.Save(lines) })
	}
	column.Add(End(first, end))
	sheet = Open(w, column, Options{Width: width, Pad: pad, Scrim: true, Stays: true, OnClosed: o.Closed, OnKey: func(e *fyne.KeyEvent) bool {
		do := does[e.Name]
		if do != nil {
			do()
		}
		return do != nil
	}})
}

// trouble is a sentence on what was not carried: by its sorts where these are few, as the
// list below has them all.
func trouble(r *codec.Report) string {
	const few = 4
	say := "Not everything was carried"
	if Carried(r) {
		say = "All of it was carried; worth a look"
	}
	n := len(r.Lost)
	for _, f := range findings(r) {
		n += min(f.Total, 1)
	}
	if n > few {
		return say + ": " + grouped(n) + " sorts of things, which the list names."
	}
	return say + ": " + Sorts(r) + "."
}

const remark = "worth knowing"

// findings are the sorts of what a report says, in the order in which they matter.
func findings(r *codec.Report) []struct {
	sort string
	codec.Findings
} {
	return []struct {
		sort string
		codec.Findings
	}{{"refused", r.Refused}, {"doubtful", r.Doubtful}, {"repaired", r.Repaired}, {"skipped", r.Skipped}, {remark, r.Remarks}}
}

// Carried reports whether nothing stayed behind, though something may be in doubt or have
// been there already.
func Carried(r *codec.Report) bool { return r.Refused.Total+len(r.Lost) == 0 }

// Sorts is a report's trouble in numbers: "2 refused, 12 discontinuous spans written as
// their hulls"; empty when all was carried.
func Sorts(r *codec.Report) string {
	var parts []string
	for _, f := range findings(r) {
		if f.Total > 0 {
			parts = append(parts, grouped(f.Total)+" "+f.sort)
		}
	}
	for _, l := range r.Lost {
		parts = append(parts, l.String())
	}
	return strings.Join(parts, ", ")
}

// Remarks are what is worth knowing of what was carried, a line each.
func Remarks(r *codec.Report) []string { return listed(remark, r.Remarks) }

// Lines are a report's trouble line by line: losses as counts first, where there are more
// than one, then all that it keeps.
func Lines(r *codec.Report) (lines []string) {
	for _, l := range r.Lost {
		if l.Total > 1 {
			lines = append(lines, l.String())
		}
	}
	for _, f := range findings(r) {
		lines = append(lines, listed(f.sort, f.Findings)...)
	}
	for _, l := range r.Lost {
		lines = append(lines, listed(l.One, l.Findings)...)
	}
	return lines
}

func listed(sort string, f codec.Findings) (lines []string) {
	for _, p := range f.First {
		lines = append(lines, sort+": "+strings.TrimSuffix(p.String(), ": "))
	}
	if more := f.Total - len(f.First); more > 0 {
		lines = append(lines, sort+": "+grouped(more)+" more")
	}
	return lines
}
