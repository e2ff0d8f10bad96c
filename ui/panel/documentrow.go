package panel

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// documentRow is the drawing of a row.
type documentRow struct {
	part
	glyph               *control.Glyph
	title, about, count *control.Label
	signs               [4]*control.Badge // flags, and that something is missing
}

// signSide is the side of a sign at the end of a title, and signRoom the room it takes.
const signSide, signRoom = float32(14), float32(18)

// flagSigns are the pictures of the flags, and what a tooltip says of them.
var flagSigns = []struct {
	flag annotate.Flags
	icon icons.Name
	tip  string
}{
	{annotate.Difficult, icons.Flag, "You have flagged it: difficult"},
	{annotate.Discuss, icons.Talk, "You have flagged it: to discuss"},
	{annotate.NoClaims, icons.Empty, "You have flagged it: no claims here"},
}

func newDocumentRow() *documentRow {
	r := &documentRow{
		glyph: control.NewGlyph(control.StateNew, 14, theme.Text2),
		title: control.NewLabel("", control.Body), about: control.NewLabel("", control.Hint), count: control.NewLabel("", control.Hint),
	}
	r.children = []fyne.CanvasObject{r.glyph, r.title, r.about, r.count}
	for i := range r.signs {
		r.signs[i] = control.NewBadge(signSide)
		r.children = append(r.children, r.signs[i])
	}
	r.min = func() fyne.Size { return fyne.NewSize(100, theme.DocumentRowHeight) }
	r.arrange = func(s fyne.Size) {
		place(r.glyph, 14, 8, 14, 14)
		x, end := float32(37), s.Width-theme.PanelPadding
		room := end - x
		for i := len(r.signs) - 1; i >= 0; i-- {
			if show(r.signs[i], r.signs[i].Shown()); r.signs[i].Shown() {
				room -= signRoom
				place(r.signs[i], x+room+signRoom-signSide, 7, signSide, signSide)
			}
		}
		place(r.title, x, 5, room, r.title.MinSize().Height)
		w := r.count.MinSize().Width
		y := float32(23)
		place(r.count, end-w, y, w, r.count.MinSize().Height)
		place(r.about, x, y, end-w-8-x, r.about.MinSize().Height)
	}
	r.ExtendBaseWidget(r)
	return r
}

// fill shows a document; lacks is how many of its annotations miss a required value.
func (r *documentRow) fill(d annotate.Heading, lacks int, selected bool) {
	colour := theme.Text2
	if d.State != annotate.New {
		colour = theme.Accent
	}
	r.glyph.Set(control.StateMark(d.State), colour)
	r.title.Set(titleOf(d), control.Body.Heavy(selected))
	r.about.SetText(aboutDocument(d))
	count := "–"
	if d.Annotations > 0 {
		count = control.Grouped(d.Annotations)
	}
	r.count.SetText(count)
	for i, s := range flagSigns {
		if d.Flags.Has(s.flag) {
			r.signs[i].Set(s.icon.Resource(), theme.Text2, s.tip)
		} else {
			r.signs[i].Set(nil, "", "")
		}
	}
	r.fillLacks(lacks)
	r.arrange(r.Size())
}

func (r *documentRow) fillLacks(n int) {
	sign := r.signs[len(r.signs)-1]
	switch n {
	case 0:
		sign.Set(nil, "", "")
	case 1:
		sign.Set(icons.Lack.Resource(), theme.Warn, "Incomplete: 1 annotation misses a required slot")
	default:
		sign.Set(icons.Lack.Resource(), theme.Warn, "Incomplete: "+control.Grouped(n)+" annotations miss a required slot")
	}
}

func titleOf(d annotate.Heading) string {
	if strings.TrimSpace(d.Title) == "" {
		return "Untitled"
	}
	return d.Title
}

// aboutDocument is who wrote it, or where it stood, and when.
func aboutDocument(d annotate.Heading) string {
	var parts []string
	switch {
	case d.Author != "":
		parts = append(parts, shortName(d.Author))
	case d.Outlet != "":
		parts = append(parts, d.Outlet)
	}
	if !d.Date.IsZero() {
		parts = append(parts, shortDate(d.Date))
	}
	return isolate(parts, " · ")
}

// isolate joins parts so that each keeps its own direction (UAX #9, FSI … PDI).
func isolate(parts []string, by string) string {
	plain := strings.Join(parts, by)
	if !hasRightToLeft(plain) {
		return plain
	}
	for i, p := range parts {
		parts[i] = "\u2068" + p + "\u2069"
	}
	return strings.Join(parts, by)
}

func hasRightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFEFC || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
	})
}

// shortName is a person's name with the given name as its letter: "N. Farouk". A name
// of one word or of more than two, or of words that are not all names, stays: it may be
// that of an institution.
func shortName(s string) string {
	words := strings.Fields(s)
	if len(words) != 2 || strings.EqualFold(words[0], "the") {
		return s
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) || unicode.IsLower(r) || strings.ContainsAny(w, ".,&0123456789") || strings.ToUpper(w) == w && strings.ToLower(w) != w {
			return s
		}
	}
	r, _ := utf8.DecodeRuneInString(words[0])
	return string(r) + ". " + strings.Join(words[1:], " ")
}
