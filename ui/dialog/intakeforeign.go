package dialog

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/theme"
)

// Foreign is what [ReviewForeign] shows of a collection that another tool wrote, and whom
// it tells.
type Foreign struct {
	Name     string // of the file or folder
	Format   string // that it is read as: "doccano JSONL"
	Grounds  string // how sure that is, and why
	Readings []Reading
	Unit     *text.Unit // that positions are counted in, by hand; nil: the format's
	Survey   *codec.Survey
	From, To *annotate.Schema
	Mapping  codec.Mapping

	// Read is told that it is to be read in another way; the dialog is closed then.
	Read func(Reading, *text.Unit)
	// Save is asked to keep a mapping in a file, Load to hand one over from a file.
	Save func(codec.Mapping)
	Load func(func(codec.Mapping))
	// Done is told the mapping when a person agrees to it, Leave when they do not.
	Done  func(codec.Mapping)
	Leave func()
}

// Reading is a way in which a file can be read.
type Reading struct {
	Name  string // of the format; empty: as texts
	Title string
	Now   bool
}

// Problems says whether anything is wrong or in doubt.
func (f *Foreign) problems() []string {
	r := f.Survey.Report
	return Lines(&r)
}

// ReviewForeign shows a collection before it comes in: what it was recognised as and why,
// how much there is, how it begins, what is wrong with it, and what of it goes where.
func ReviewForeign(w fyne.Window, f Foreign) {
	const width, pad = 900, 20
	var sheet *Sheet
	agreed := false
	leave := func() { sheet.Close() }
	m := newMapping(f.From, f.To, f.Mapping, f.Survey)
	take := func() {
		if f.Survey.Documents == 0 {
			return
		}
		agreed = true
		sheet.Close()
		f.Done(m.now)
	}
	list := newMappingList(m, take, leave)
	again := func(r Reading, u *text.Unit) {
		agreed = true
		sheet.Close()
		f.Read(r, u)
	}
	content := f.layout(list, again, width-2*pad, take, leave)
	list.fit(content, w.Canvas().Size().Height-2*pad)
	sheet = Open(w, content, Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: list.list, OnClosed: func() {
		if !agreed {
			f.Leave()
		}
	}, OnKey: func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			take()
			return true
		case fyne.KeyEscape:
			return false
		}
		return list.key(e.Name) || list.list.Key(e.Name)
	}})
}

func (f *Foreign) layout(list *mappingList, again func(Reading, *text.Unit), width float32, take, leave func()) fyne.CanvasObject {
	head := ends(control.NewLabel("Import “\u2068"+f.Name+"\u2069”", control.Style{Size: theme.TitleSize, Bold: true}), f.menus(again))
	column := Column(theme.GroupGap, head, Column(2, Paragraph(f.Grounds, control.Body, width), control.NewLabel(f.counts(), control.Body)))
	note := control.NewLabel("Space chooses where a row goes, → shows its features and their tags. What is new is added to the schema in the same step.", control.Note)
	if len(list.rows) > 0 {
		column.Add(Column(4, mappingHead(), list.list, note))
	}
	if d := f.Survey.First; d != nil {
		first := newFirstDocument(list.mapping, d)
		first.view.OnKey = func(k fyne.KeyName, _ fyne.KeyModifier) bool {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter:
				take()
			case fyne.KeyEscape:
				leave()
			}
			return false
		}
		list.changed = first.again
		column.Add(first.content())
	}
	if lines := f.problems(); len(lines) > 0 {
		column.Add(Column(4, control.NewLabel("Found so far: "+Sorts(&f.Survey.Report), control.Quiet), restList(lines, width)))
	}
	add := control.NewPrimaryButton("Import "+counted(f.Survey.Documents, "document"), "↵", take)
	if f.Survey.Documents == 0 {
		add.Disable()
	}
	cancel := control.NewButton("Cancel", leave)
	cancel.Key = "Esc"
	cancel.Refresh()
	column.Add(End(f.keeping(list, note), cancel, add))
	return column
}

// keeping are the buttons that keep the mapping in a file and take one over; nil when
// nothing is mapped.
func (f *Foreign) keeping(list *mappingList, note *control.Label) fyne.CanvasObject {
	if len(list.rows) == 0 {
		return nil
	}
	load := control.NewButton("Load mapping…", func() {
		f.Load(func(m codec.Mapping) {
			aside := list.set(m)
			list.reload()
			list.changed()
			note.Set(loaded(aside), control.Note)
		})
	})
	save := control.NewButton("Save mapping…", func() { f.Save(list.now) })
	for letter, b := range map[rune]*control.Button{'l': load, 's': save} {
		b.Key = string(letter)
		b.Refresh()
		list.letters[letter] = b.OnTapped
	}
	return Row(theme.RowGap, load, save)
}

// loaded says that a mapping was taken over, and how much of it was not.
func loaded(aside int) string {
	switch aside {
	case 0:
		return "The mapping is taken over; what it does not name stands as proposed."
	case 1:
		return "The mapping is taken over, but for one thing that neither this file nor the project has."
	}
	return "The mapping is taken over, but for " + grouped(aside) + " things that neither this file nor the project has."
}

// menus are the formats that it can be read as, and the units where they are in doubt.
func (f *Foreign) menus(again func(Reading, *text.Unit)) fyne.CanvasObject {
	row := Row(theme.RowGap)
	if f.Unit != nil || f.Survey.Report.Doubtful.Total+f.Survey.Report.Repaired.Total > 0 {
		row.Add(control.NewMenuButton("Positions: "+unitName(f.Unit), func() (items []*fyne.MenuItem) {
			same := f.reading()
			items = append(items, item(unitName(nil), f.Unit == nil, func() { again(same, nil) }))
			for _, u := range []text.Unit{text.CodePoint, text.UTF16, text.Byte} {
				items = append(items, item(unitName(&u), f.Unit != nil && *f.Unit == u, func() { again(same, &u) }))
			}
			return items
		}))
	}
	row.Add(control.NewMenuButton("Read as "+f.Format, func() (items []*fyne.MenuItem) {
		for _, r := range f.Readings {
			items = append(items, item(r.Title, r.Now, func() { again(r, nil) }))
		}
		return items
	}))
	return row
}

// reading is the way in which it is read now.
func (f *Foreign) reading() Reading {
	for _, r := range f.Readings {
		if r.Now {
			return r
		}
	}
	return Reading{}
}

// unitName is what people call a unit; nil: the one that was found out.
func unitName(u *text.Unit) string {
	if u == nil {
		return "found out"
	}
	return map[text.Unit]string{text.Byte: "UTF-8 bytes", text.CodePoint: "Unicode code points", text.UTF16: "UTF-16 units"}[*u]
}

// counts is "3 documents, 1 of them there already · 12 annotations · 2 relations".
func (f *Foreign) counts() string {
	s := f.Survey
	parts := []string{counted(s.Documents, "document")}
	if s.There > 0 {
		parts[0] += ", " + grouped(s.There) + " of them there already"
	}
	parts = append(parts, counted(s.Annotations, "annotation"))
	if s.Relations > 0 {
		parts = append(parts, counted(s.Relations, "relation"))
	}
	return strings.Join(parts, " · ")
}

// ends puts two objects at the ends of a line; the first is cut where there is no room.
func ends(first, last fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: endsLayout{}, Objects: []fyne.CanvasObject{first, last}}
}

type endsLayout struct{}

// MinSize implements fyne.Layout.
func (endsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (endsLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	a, b := o[0].MinSize(), o[1].MinSize()
	o[1].Move(fyne.NewPos(s.Width-b.Width, (s.Height-b.Height)/2))
	o[1].Resize(b)
	o[0].Move(fyne.NewPos(0, (s.Height-a.Height)/2))
	o[0].Resize(fyne.NewSize(s.Width-b.Width-theme.GroupGap, a.Height))
}
