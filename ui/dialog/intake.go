package dialog

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate/intake"
	"parley/ui/control"
	"parley/ui/theme"
)

// Intake is what [Review] shows and whom it tells.
type Intake struct {
	Found   intake.Result
	Options intake.Options // as the files were read
	Edited  Edited         // what was written by hand over an earlier reading; may be nil
	// Reread is told that all files are to be read in another way, and what was written
	// by hand so far. The dialog is closed then.
	Reread func(intake.Options, Edited)
	// Done is told the drafts as they stand when a person agrees to them.
	Done func([]intake.Draft)
	// Next names what was found beside texts and is shown after them; empty: nothing.
	Next []string
	// Leave is told that a person wants none of the texts; may be nil.
	Leave func()
}

// Review shows what is about to come in: every document with what was guessed of its head
// and on what grounds, to be corrected; how its text begins; what is there already; and
// what was refused, with its reason.
func Review(w fyne.Window, in Intake) {
	const width, pad = 900, 20
	var sheet *Sheet
	r, answered := newReview(in), false
	take := func() {
		if len(r.drafts) == 0 {
			return
		}
		r.keep()
		answered = true
		sheet.Close()
		in.Done(r.drafts)
	}
	leave := func() { sheet.Close() }
	for _, l := range r.lines {
		l.input.OnEnter, l.input.OnEscape = func(string) { take() }, leave
	}
	add := control.NewPrimaryButton("Import "+counted(len(r.drafts), "document"), "↵", take)
	if len(r.drafts) == 0 {
		add.Disable()
	}
	cancel := control.NewButton("Cancel", leave)
	cancel.Key = "Esc"
	cancel.Refresh()
	sheet = Open(w, r.layout(in, func(o intake.Options) {
		r.keep()
		answered = true
		sheet.Close()
		in.Reread(o, r.edited)
	}, End(nil, cancel, add)), Options{Width: width, Pad: pad, Scrim: true, Stays: true, OnClosed: func() {
		if !answered && in.Leave != nil {
			in.Leave()
		}
	}, OnKey: func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			take()
			return true
		case fyne.KeyEscape:
			return false
		}
		return r.list.Key(e.Name)
	}})
	if len(r.drafts) > 0 {
		r.show(0)
	}
}

func (r *review) layout(in Intake, reread func(intake.Options), buttons fyne.CanvasObject) fyne.CanvasObject {
	head := container.NewBorder(nil, nil, control.NewLabel("Import documents", control.Style{Size: theme.TitleSize, Bold: true}), readAs(in.Options, reread))
	column := Column(theme.GroupGap, head, control.NewLabel(Counts(in.Found), control.Body))
	if len(r.drafts) > 0 {
		column.Add(r.content)
		column.Add(r.opening)
	}
	if len(in.Next) > 0 {
		column.Add(container.New(cutting{}, control.NewLabel("After these: "+strings.Join(in.Next, ", "), control.Hint)))
	}
	if rest := leftOut(in.Found); len(rest) > 0 {
		column.Add(restList(rest, reviewWidth))
	}
	column.Add(buttons)
	return column
}

// formats and encodings are what files can be read as by hand; empty asks to find out.
var (
	formats = []struct {
		format intake.Format
		name   string
	}{{intake.Auto, "by what they are"}, {intake.Text, "plain text"}, {intake.Markdown, "Markdown"}, {intake.HTML, "HTML"}}
	encodings = []struct{ name, about string }{
		{"", "found out"}, {"utf-8", "UTF-8"}, {"utf-16le", "UTF-16, little end first"}, {"utf-16be", "UTF-16, big end first"},
		{"windows-1252", "Windows-1252, Western Europe"}, {"iso-8859-15", "ISO-8859-15, Western Europe"}, {"macintosh", "Mac Roman"},
		{"windows-1250", "Windows-1250, Central Europe"}, {"iso-8859-2", "ISO-8859-2, Central Europe"},
		{"windows-1256", "Windows-1256, Arabic"}, {"iso-8859-6", "ISO-8859-6, Arabic"}, {"windows-1255", "Windows-1255, Hebrew"},
		{"windows-1254", "Windows-1254, Turkish"}, {"windows-1253", "Windows-1253, Greek"}, {"windows-1251", "Windows-1251, Cyrillic"}, {"koi8-r", "KOI8-R, Cyrillic"},
		{"gb18030", "GB 18030, Chinese"}, {"big5", "Big5, Chinese"}, {"shift_jis", "Shift JIS, Japanese"}, {"euc-kr", "EUC-KR, Korean"},
	}
)

// readAs are the menus by which all files can be read in another way.
func readAs(now intake.Options, reread func(intake.Options)) fyne.CanvasObject {
	format := control.NewMenuButton("Read all "+formatName(now.Format), func() (items []*fyne.MenuItem) {
		for _, f := range formats {
			items = append(items, item(f.name, f.format == now.Format, func() { reread(intake.Options{Format: f.format, Encoding: now.Encoding}) }))
		}
		return items
	})
	encoding := control.NewMenuButton("Encoding: "+encodingName(now.Encoding), func() (items []*fyne.MenuItem) {
		for _, e := range encodings {
			items = append(items, item(e.about, e.name == now.Encoding, func() { reread(intake.Options{Format: now.Format, Encoding: e.name}) }))
		}
		return items
	})
	return Row(theme.RowGap, format, encoding)
}

func item(text string, checked bool, run func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(text, func() {
		if !checked {
			run()
		}
	})
	m.Checked = checked
	return m
}

func formatName(f intake.Format) string {
	for _, x := range formats[1:] {
		if x.format == f {
			return "as " + x.name
		}
	}
	return formats[0].name
}

func encodingName(name string) string {
	for _, e := range encodings {
		if e.name == name {
			short, _, _ := strings.Cut(e.about, ",")
			return short
		}
	}
	return name
}

// Counts says how many came, were there already and were refused.
func Counts(found intake.Result) string {
	parts := []string{grouped(len(found.Drafts)) + " to import"}
	if n := len(found.Datasets); n > 0 {
		parts = append(parts, counted(n, "dataset"))
	}
	if n := len(found.Skipped); n > 0 {
		parts = append(parts, grouped(n)+" there already")
	}
	if n := len(found.Refused); n > 0 {
		parts = append(parts, grouped(n)+" cannot be read")
	}
	return strings.Join(parts, " · ")
}

// counted is n and its noun.
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + one + "s"
}

// grouped is n as people read it: "4,206".
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// leftOut says line by line what does not come in, and why.
func leftOut(found intake.Result) (lines []string) {
	for _, x := range found.Refused {
		lines = append(lines, x.Err.Error())
	}
	for _, s := range found.Skipped {
		why := "the project has this text already"
		if s.Same != "" {
			why = "the same text as " + base(s.Same)
		}
		lines = append(lines, base(s.Path)+": "+why)
	}
	return lines
}
