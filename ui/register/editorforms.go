package register

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/search"
	"parley/ui/control"
	"parley/ui/theme"
)

// offer is something that can be chosen in an open line.
type offer struct {
	control.Option
	take func(*annotate.Entity)
}

const mostOffers = 8

// openName opens the name to be written.
func (e *Editor) openName() {
	e.openText("name", "", e.entity.Name, "as the project calls them", func(n *annotate.Entity, s string) { n.Name = s })
}

// openText opens a line to write in.
func (e *Editor) openText(key, label, value, hint string, set func(*annotate.Entity, string)) {
	in, name := control.NewInput(hint), control.NewLabel(label, control.Quiet)
	in.SetText(value)
	in.SelectAll()
	in.OnEnter = func(string) { e.close(true) }
	in.OnEscape = func() { e.close(false) }
	const h = 42
	x := valueAt
	if label == "" {
		x = labelAt - 2
	}
	e.unfold(&form{key: key, parts: []fyne.CanvasObject{name, in}, focus: in, tall: func() float32 { return h },
		lay: func(y, w float32) {
			line(name, labelAt, y, valueAt-labelAt-4, h)
			place(in, x, y+6, w-x-10, theme.InputHeight)
		},
		commit: func() {
			if s := strings.TrimSpace(in.Text()); s != value {
				e.edit(func(n *annotate.Entity) { set(n, s) })
			}
		}})
}

// openOffers opens a line with a list of what can be chosen; free takes what is written
// when nothing is chosen, nil: only what is offered counts.
func (e *Editor) openOffers(key, label, value string, offers func(query string) []offer, free func(*annotate.Entity, string)) {
	in, name, list := control.NewInput("type to search"), control.NewLabel(label, control.Quiet), control.NewOptions()
	list.Most = mostOffers
	in.SetText(value)
	in.SelectAll()
	var now []offer
	fill := func(query string) {
		now = offers(query)
		rows := make([]control.Option, 0, len(now))
		for _, o := range now {
			rows = append(rows, o.Option)
		}
		at := -1
		if query != "" && len(rows) > 0 {
			at = 0
		}
		list.Set(rows, at)
		show(list, len(rows) > 0)
		e.build()
	}
	take := func(i int) {
		e.form = nil
		e.edit(now[i].take)
		e.close(false)
		e.build()
	}
	list.OnChoose = take
	in.OnChanged = fill
	in.OnEscape = func() { e.close(false) }
	in.OnKey = func(k *fyne.KeyEvent) bool {
		return k.Name != fyne.KeyLeft && k.Name != fyne.KeyRight && k.Name != fyne.KeyReturn && k.Name != fyne.KeyEnter && list.Key(k.Name)
	}
	in.OnEnter = func(s string) {
		if i := list.Current(); i >= 0 && i < len(now) {
			take(i)
			return
		}
		e.close(true)
	}
	e.unfold(&form{key: key, parts: []fyne.CanvasObject{name, in, list}, focus: in,
		tall: func() float32 { return 42 + listTall(list) },
		lay: func(y, w float32) {
			line(name, labelAt, y, valueAt-labelAt-4, 42)
			place(in, valueAt, y+6, w-valueAt-10, theme.InputHeight)
			place(list, valueAt, y+38, w-valueAt-10, list.MinSize().Height)
		},
		commit: func() {
			if s := strings.TrimSpace(in.Text()); free != nil && s != value {
				e.edit(func(n *annotate.Entity) { free(n, s) })
			}
		}})
	fill("")
}

func listTall(list *control.Options) float32 {
	if !list.Visible() {
		return 0
	}
	return list.MinSize().Height + 4
}

// openWord opens a line with the words that other actors have there, the most frequent first.
func (e *Editor) openWord(key, label, value string, set func(*annotate.Entity, string), get func(*annotate.Entity) string) {
	n := map[string]int{}
	for _, a := range e.source.Actors() {
		if s := get(a); s != "" {
			n[s]++
		}
	}
	words := make([]string, 0, len(n))
	for s := range n {
		words = append(words, s)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	e.openOffers(key, label, value, func(query string) (list []offer) {
		exact, q := false, search.Loose.Of(strings.TrimSpace(query))
		for _, s := range words {
			exact = exact || s == strings.TrimSpace(query)
			if len(list) < mostOffers && strings.Contains(search.Loose.Of(s), q) {
				list = append(list, offer{control.Option{Text: s, Match: query, Note: control.Grouped(n[s]), Chosen: s == value}, func(n *annotate.Entity) { set(n, s) }})
			}
		}
		if q != "" && !exact {
			s := strings.TrimSpace(query)
			list = append(list, offer{control.Option{Text: "New: " + s, Apart: len(list) > 0}, func(n *annotate.Entity) { set(n, s) }})
		}
		return list
	}, set)
}

// actorOffers are actors that a search finds, those that are named most first.
func (e *Editor) actorOffers(query string, take func(*annotate.Entity, annotate.ID)) (list []offer) {
	for _, a := range FindActors(e.source, query, mostOffers, e.entity.ID) {
		list = append(list, offer{control.Option{Text: a.Name, Match: query, Note: a.Kind}, func(n *annotate.Entity) { take(n, a.ID) }})
	}
	return list
}

// FindActors are at most so many actors with every word of a query in a name, those whose
// name begins so first, then those that are named most. None of but is among them.
func FindActors(source Source, query string, most int, but ...annotate.ID) []*annotate.Entity {
	m := model{source: source, query: query}
	words := strings.Fields(search.Loose.Of(query))
	type scored struct {
		*annotate.Entity
		begins int
		uses   int
	}
	var found []scored
	for _, a := range source.Actors() {
		if slices.Contains(but, a.ID) || len(words) > 0 && !m.found(a, words) {
			continue
		}
		u := source.Uses(a.ID)
		begins := len(words) > 0 && strings.HasPrefix(source.Folded(a), words[0])
		found = append(found, scored{a, truth(begins), u.Mentions + u.Statements})
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Or(cmp.Compare(b.begins, a.begins), cmp.Compare(b.uses, a.uses)) })
	var out []*annotate.Entity
	for _, f := range found[:min(most, len(found))] {
		out = append(out, f.Entity)
	}
	return out
}

func (e *Editor) openParent() {
	value := ""
	if p := e.source.Actor(e.entity.Parent); p != nil {
		value = p.Name
	}
	e.openOffers("parent", "Parent", value, func(query string) []offer {
		list := e.actorOffers(query, func(n *annotate.Entity, id annotate.ID) { n.Parent = id })
		if value != "" {
			list = append(list, offer{control.Option{Text: "No parent", Apart: true, Pale: true}, func(n *annotate.Entity) { n.Parent = annotate.ID{} }})
		}
		return list
	}, nil)
}

func (e *Editor) openColour() {
	value := ""
	if e.entity.Colour > 0 {
		value = theme.SlotOf(e.entity.Colour).Name
	}
	e.openOffers("colour", "Colour", value, func(query string) (list []offer) {
		for i := 1; i <= theme.Slots; i++ {
			if name := theme.SlotOf(i).Name; strings.HasPrefix(name, strings.ToLower(strings.TrimSpace(query))) || query == value {
				list = append(list, offer{control.Option{Text: name, Swatch: i, Chosen: i == e.entity.Colour}, func(n *annotate.Entity) { n.Colour = i }})
			}
		}
		return append(list, offer{control.Option{Text: "No colour", Apart: true, Pale: true}, func(n *annotate.Entity) { n.Colour = 0 }})
	}, nil)
}

// openExact opens what counts of the canonical name.
func (e *Editor) openExact() {
	checks := newChecks(e.entity.Exact, func() { e.close(true) })
	name := control.NewLabel(e.entity.Name, control.Bold)
	was := e.entity.Exact
	e.unfold(&form{key: "alias name", parts: append([]fyne.CanvasObject{name}, checks.parts()...), focus: checks.boxes[0], tall: func() float32 { return 36 + checksTall },
		lay: func(y, w float32) {
			line(name, labelAt, y, w-labelAt-8, 36)
			checks.lay(y+36, w)
		},
		commit: func() {
			if x := checks.exact(); x != was {
				e.edit(func(n *annotate.Entity) { n.Exact = x })
			}
		}})
}

// openAlias opens an alias; the one behind the last is new.
func (e *Editor) openAlias(i int) {
	var a annotate.Alias
	if i < len(e.entity.Aliases) {
		a = e.entity.Aliases[i]
	}
	name, lang, checks := control.NewInput("another name"), control.NewInput("en, ar …"), newChecks(a.Exact, func() { e.close(true) })
	name.SetText(a.Name)
	lang.SetText(a.Language)
	for _, in := range []*control.Input{name, lang} {
		in.OnEnter = func(string) { e.close(true) }
		in.OnEscape = func() { e.close(false) }
		in.OnFocus = selecting(in)
	}
	const langWidth = 72
	e.unfold(&form{key: aliasKey(i), parts: append([]fyne.CanvasObject{name, lang}, checks.parts()...), focus: name, tall: func() float32 { return 42 + checksTall },
		lay: func(y, w float32) {
			place(name, labelAt-2, y+6, w-labelAt-langWidth-16, theme.InputHeight)
			place(lang, w-10-langWidth, y+6, langWidth, theme.InputHeight)
			checks.lay(y+40, w)
		},
		commit: func() {
			next := annotate.Alias{Name: strings.TrimSpace(name.Text()), Language: strings.TrimSpace(lang.Text()), Exact: checks.exact()}
			if next == a {
				return
			}
			e.edit(func(n *annotate.Entity) {
				switch {
				case i < len(n.Aliases) && next.Name == "":
					n.Aliases = slices.Delete(n.Aliases, i, i+1)
				case i < len(n.Aliases):
					n.Aliases[i] = next
				case next.Name != "":
					n.Aliases = append(n.Aliases, next)
				}
			})
		}})
}

// selecting selects all that is written when an input is gone to, so that typing replaces it.
func selecting(in *control.Input) func(bool) {
	return func(on bool) {
		if on {
			in.SelectAll()
		}
	}
}

// checks are what can be made to count of a name, and whether it is found behind prefixes.
type checks struct {
	label    *control.Label
	boxes    [len(counts)]*control.Check
	prefixed *control.Check
}

const checksTall = float32(84)

// behindPrefixes is what is written onto a name in Arabic: “by”, “for”, “like”, “so” and the article.
const behindPrefixes = "Also behind \u2068بـ لـ كـ فـ الـ\u2069"

// newChecks ticks what counts already; Space ticks, and Enter is enter's.
func newChecks(x annotate.Exact, enter func()) *checks {
	c := &checks{label: control.NewLabel("Found only as it is written, in its", control.Hint)}
	for i, k := range counts {
		c.boxes[i] = control.NewCheck(k.name, "", nil)
		c.boxes[i].Mute, c.boxes[i].OnEnter = false, enter
		c.boxes[i].Set(x.Has(k.bit))
	}
	c.prefixed = control.NewCheck(behindPrefixes, "", nil)
	c.prefixed.Mute, c.prefixed.OnEnter = false, enter
	c.prefixed.Set(x.Has(annotate.Prefixed))
	return c
}

func (c *checks) parts() []fyne.CanvasObject {
	list := []fyne.CanvasObject{c.label}
	for _, b := range c.boxes {
		list = append(list, b)
	}
	return append(list, c.prefixed)
}

func (c *checks) lay(y, w float32) {
	line(c.label, labelAt, y, w-labelAt-8, 20)
	x := labelAt - 7
	for _, b := range c.boxes {
		m := b.MinSize()
		place(b, x, y+20, m.Width, m.Height)
		x += m.Width
	}
	m := c.prefixed.MinSize()
	place(c.prefixed, labelAt-7, y+20+28, m.Width, m.Height)
}

func (c *checks) exact() (x annotate.Exact) {
	if c.prefixed.On() {
		x = annotate.Prefixed
	}
	for i, b := range c.boxes {
		if b.On() {
			x |= counts[i].bit
		}
	}
	return x
}
