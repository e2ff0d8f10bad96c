package register

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/search"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Where the parts of a line stand.
const (
	labelAt = float32(14)
	valueAt = float32(92)
	endPad  = float32(14)
)

// headLines are the name and what is said of the actor once.
func (e *Editor) headLines() {
	e.name.SetText(e.entity.Name)
	press := control.NewHoverRow(e.openName)
	e.add(&edLine{key: "name", h: 40, parts: []fyne.CanvasObject{press, e.name, e.trash}, open: e.openName, lay: func(y, w float32) {
		place(press, 0, y, w-48, 40)
		line(e.name, labelAt, y+1, w-labelAt-48, 40)
		place(e.trash, w-8-30, y+6, 30, 30)
	}})
	n := e.entity
	e.field("kind", "Kind", n.Kind, 0, func(n *annotate.Entity, s string) { n.Kind = s }, func(n *annotate.Entity) string { return n.Kind })
	e.field("side", "Side", n.Side, 0, func(n *annotate.Entity, s string) { n.Side = s }, func(n *annotate.Entity) string { return n.Side })
	e.field("country", "Country", n.Country, 0, func(n *annotate.Entity, s string) { n.Country = s }, func(n *annotate.Entity) string { return n.Country })
	parent := ""
	if p := e.source.Actor(n.Parent); p != nil {
		parent = p.Name
	}
	e.chip("parent", "Parent", parent, 0, e.openParent, func() { e.edit(func(n *annotate.Entity) { n.Parent = annotate.ID{} }) })
	e.chip("external", "External ID", n.ExternalID, 0, func() {
		e.openText("external", "External ID", n.ExternalID, "as Q83285 or viaf:9885", func(n *annotate.Entity, s string) { n.ExternalID = s })
	}, func() { e.edit(func(n *annotate.Entity) { n.ExternalID = "" }) })
	colour := ""
	if n.Colour > 0 {
		colour = theme.SlotOf(n.Colour).Name
	}
	e.chip("colour", "Colour", colour, n.Colour, e.openColour, func() { e.edit(func(n *annotate.Entity) { n.Colour = 0 }) })
	e.rule(6)
}

// field is a line with a word that other actors have too.
func (e *Editor) field(key, label, value string, slot int, set func(*annotate.Entity, string), get func(*annotate.Entity) string) {
	e.chip(key, label, value, slot, func() { e.openWord(key, label, value, set, get) }, func() { e.edit(func(n *annotate.Entity) { set(n, "") }) })
}

// chip is a line with a label and a value, or unset.
func (e *Editor) chip(key, label, value string, slot int, open, unset func()) {
	name, press := control.NewLabel(label, control.Quiet), control.NewHoverRow(open)
	var chip fyne.CanvasObject = control.NewUnsetChip(false, open)
	remove := unset
	if value == "" {
		remove = nil
	} else {
		c := control.NewMenuChip(value, open)
		if slot > 0 {
			c.Slot = slot
			c.Refresh()
		}
		chip = c
	}
	e.add(&edLine{key: key, h: theme.RowHeight, open: open, remove: remove, parts: []fyne.CanvasObject{press, name, chip}, lay: func(y, w float32) {
		place(press, 0, y, w, theme.RowHeight)
		line(name, labelAt, y, valueAt-labelAt-4, theme.RowHeight)
		m := chip.MinSize()
		place(chip, valueAt, y+(theme.RowHeight-m.Height)/2, min(m.Width, w-valueAt-8), m.Height)
	}})
}

// rule is a line across, with room above it.
func (e *Editor) rule(above float32) {
	s := control.NewSeparator()
	e.add(&edLine{h: above + 1, parts: []fyne.CanvasObject{s}, lay: func(y, w float32) { place(s, 0, y+above, w, 1) }})
}

// head is the title of a list, with a plus.
func (e *Editor) head(key, title string, n int, tip string, add func()) {
	name, count := control.NewLabel(title, control.Bold), control.NewLabel("", control.Hint)
	if n > 0 {
		count.SetText(control.Grouped(n))
	}
	press, plus := control.NewHoverRow(add), control.NewIconButton(icons.Plus.Resource(), tip, add)
	e.add(&edLine{key: key, h: 40, open: add, parts: []fyne.CanvasObject{press, name, count, plus}, lay: func(y, w float32) {
		place(press, 0, y, w, 40)
		x := labelAt + middle(name, labelAt, y, 40) + 8
		middle(count, x, y, 40)
		place(plus, w-8-30, y+5, 30, 30)
	}})
}

// aliasLines are the names of the actor, the canonical one first.
func (e *Editor) aliasLines() {
	n := e.entity
	e.head("alias +", "Names", 1+len(n.Aliases), "Add an alias", func() { e.openAlias(len(n.Aliases)) })
	e.aliasLine("alias name", annotate.Alias{Name: n.Name, Exact: n.Exact}, e.openExact, nil)
	for i, a := range n.Aliases {
		e.aliasLine(aliasKey(i), a, func() { e.openAlias(i) }, func() {
			e.edit(func(n *annotate.Entity) { n.Aliases = slices.Delete(n.Aliases, i, i+1) })
		})
	}
	if e.form != nil && e.form.key == aliasKey(len(n.Aliases)) {
		e.add(&edLine{key: e.form.key, open: func() {}})
	}
	note := control.NewLabel(foldWords(n), control.Hint)
	e.add(&edLine{h: 26, parts: []fyne.CanvasObject{note}, lay: func(y, w float32) { line(note, labelAt, y, w-labelAt-8, 22) }})
	e.rule(2)
}

func aliasKey(i int) string { return fmt.Sprint("alias ", i) }

func (e *Editor) aliasLine(key string, a annotate.Alias, open, remove func()) {
	name, lang, count := control.NewLabel(a.Name, control.Body), control.NewLabel(a.Language, control.Quiet), control.NewLabel("", control.Quiet)
	if e.counts != nil {
		count.SetText(control.Grouped(e.counts[a.Name]))
	}
	press, sign, also := control.NewHoverRow(open), control.NewIcon(icons.Warning.Resource(), theme.Warn), control.NewLabel(e.also(a.Name), control.Quiet.In(theme.Warn))
	exact := control.NewLabel(exactWords(a.Exact), control.Note)
	parts := []fyne.CanvasObject{press, name, lang, count, exact}
	if also.Text() != "" {
		press.SetToolTip("“\u2068" + a.Name + "\u2069” is " + also.Text() + ": a text could mean either")
		parts = append(parts, sign, also)
	} else if exact.Text() != "" {
		press.SetToolTip("How it is looked for: " + exact.Text())
	}
	e.add(&edLine{key: key, h: theme.RowHeight, open: open, remove: remove, parts: parts, lay: func(y, w float32) {
		const h = theme.RowHeight
		place(press, 0, y, w, h)
		c := count.MinSize().Width
		middle(count, w-endPad-c, y, h)
		l := lang.MinSize().Width
		x := w - endPad - max(24, c) - 8 - l
		middle(lang, x, y, h)
		x -= 6
		if also.Text() != "" {
			room := x - labelAt - min(name.MinSize().Width, (x-labelAt)/2) - 28
			m := max(0, min(also.MinSize().Width, room))
			x -= m
			line(also, x, y, m, h)
			x -= 18
			place(sign, x, y+(h-14)/2, 14, 14)
			x -= 8
		} else if m := exact.MinSize().Width; m > 0 && name.MinSize().Width+m+20 < x-labelAt {
			x -= m
			middle(exact, x, y, h)
			x -= 8
		} else {
			place(exact, x, y, 0, h)
		}
		line(name, labelAt, y, x-labelAt, h)
	}})
}

// also says whose else a name is.
func (e *Editor) also(name string) string {
	folded := search.Loose.Of(strings.TrimSpace(name))
	var others []string
	for _, a := range e.source.Findings().Ambiguous {
		if search.Loose.Of(strings.TrimSpace(a.Name)) != folded || !slices.ContainsFunc(a.Entities, func(o *annotate.Entity) bool { return o.ID == e.entity.ID }) {
			continue
		}
		for _, o := range a.Entities {
			if now := e.source.Actor(o.ID); o.ID != e.entity.ID && now != nil {
				others = append(others, "\u2068"+now.Name+"\u2069")
			}
		}
	}
	if len(others) == 0 {
		return ""
	}
	return "also " + strings.Join(slices.Compact(others), ", ")
}

// foldWords says what makes no difference when the names are looked for.
func foldWords(n *annotate.Entity) string {
	strict := n.Exact&^annotate.Prefixed != 0
	for _, a := range n.Aliases {
		strict = strict || a.Exact&^annotate.Prefixed != 0
	}
	if strict {
		return "What counts stands beside a name."
	}
	return "Folded: capitals, accents, letter forms."
}

// foundBy counts places by the name that stands there, the longest of several.
func foundBy(n *annotate.Entity, places []Place) map[string]int {
	type name struct {
		name, folded string
		fold         search.Fold
	}
	names := []name{{n.Name, "", register.Fold(n.Exact)}}
	for _, a := range n.Aliases {
		names = append(names, name{a.Name, "", register.Fold(a.Exact)})
	}
	slices.SortStableFunc(names[1:], func(a, b name) int { return int(a.fold) - int(b.fold) }) // what counts most is told first
	for i := range names {
		names[i].folded = names[i].fold.Of(strings.TrimSpace(names[i].name))
	}
	counts := map[string]int{}
	for _, p := range places {
		best, long := "", 0
		for _, k := range names {
			if quote := k.fold.Of(strings.TrimSpace(p.Quote)); len(k.folded) > long && holdsWords(quote, k.folded) {
				best, long = k.name, len(k.folded)
			}
		}
		if long > 0 {
			counts[best]++
		}
	}
	return counts
}

// holdsWords reports whether a name stands in a quote as whole words, as in “the Dockers’ Union”.
func holdsWords(quote, name string) bool {
	for at := 0; name != ""; {
		i := strings.Index(quote[at:], name)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(quote[:at])
		after, _ := utf8.DecodeRuneInString(quote[at+len(name):])
		if (at == 0 || !wordRune(before)) && (at+len(name) == len(quote) || !wordRune(after)) {
			return true
		}
		_, n := utf8.DecodeRuneInString(quote[at:])
		at += n
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// roleLines are the actor's places in others, with their times.
func (e *Editor) roleLines() {
	n := e.entity
	e.head("role +", "Roles and affiliations", len(n.Affiliations), "Add a role", func() { e.openRole(len(n.Affiliations)) })
	for i, a := range n.Affiliations {
		role, who, when := control.NewLabel(a.Role, control.Quiet), control.NewLabel("", control.Body), control.NewLabel(period(a.From, a.To), control.Quiet)
		if o := e.source.Actor(a.Entity); o != nil {
			who.SetText(o.Name)
		}
		press := control.NewHoverRow(func() { e.openRole(i) })
		e.add(&edLine{key: roleKey(i), h: theme.RowHeight, parts: []fyne.CanvasObject{press, role, who, when}, open: func() { e.openRole(i) },
			remove: func() {
				e.edit(func(n *annotate.Entity) { n.Affiliations = slices.Delete(n.Affiliations, i, i+1) })
			},
			lay: func(y, w float32) {
				place(press, 0, y, w, theme.RowHeight)
				m := when.MinSize().Width
				middle(when, w-endPad-m, y, theme.RowHeight)
				line(role, labelAt, y, valueAt-labelAt-4, theme.RowHeight)
				line(who, valueAt+2, y, w-endPad-m-8-valueAt, theme.RowHeight)
			}})
	}
	if e.form != nil && e.form.key == roleKey(len(n.Affiliations)) {
		e.add(&edLine{key: e.form.key, open: func() {}})
	}
	e.rule(6)
}

func roleKey(i int) string { return fmt.Sprint("role ", i) }

// noteLine is the note, which is always open.
func (e *Editor) noteLine() {
	label := control.NewLabel("Note", control.Quiet)
	l := &edLine{key: "note", parts: []fyne.CanvasObject{label, e.note}, open: func() { e.note.Focus() }}
	l.lay = func(y, w float32) {
		l.h = max(48, e.note.MinSize().Height) + 12
		line(label, labelAt, y+6, 60, 20)
		place(e.note, valueAt, y+6, w-valueAt-endPad, l.h-12)
	}
	l.h = max(48, e.note.MinSize().Height) + 12
	e.add(l)
}
