package ui

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/search"
	"parley/annotate/suggest"
	"parley/annotate/text"
	"parley/ui/panel"
)

// Bounds of what a card offers at once.
const (
	offeredNear = 12 // actors that are named nearby
	offeredUsed = 5  // those used last
	offeredAll  = 40 // in all
	offeredHits = 24 // for what is typed
)

// Entities implements panel.CardSource.
func (s source) Entities(query string) []panel.EntityOffer {
	if s.w.project == nil {
		return nil
	}
	all, err := s.w.project.session.Entities()
	if err != nil {
		return nil
	}
	likely := s.w.likelyNow(all)
	if query == "" {
		return s.w.withOthers(likely, all)
	}
	return sayWho(s.w.found(likely, all, query))
}

// Proposal implements panel.CardSource: the words that are selected, those of a mention, or
// who speaks where the annotation is, if the register does not know them yet.
func (s source) Proposal() string {
	w := s.w
	if w.doc == nil {
		return ""
	}
	words := ""
	if spans := w.view.Selections(); len(spans) == 1 && !spans[0].Empty() {
		words = w.doc.page.Text().Slice(spans[0])
	} else if a := w.active(); a != nil && s.IsMention(a.Layer) {
		words = a.Quote.Exact
	} else if a != nil {
		words = w.strangerAt(a)
	}
	if words = strings.Join(strings.Fields(words), " "); len([]rune(words)) > longestName {
		return ""
	}
	return words
}

// strangerAt is who speaks where an annotation begins and is in no register; empty: nobody
// speaks, or the register knows who.
func (w *Workbench) strangerAt(a *annotate.Annotation) string {
	if len(a.Fragments) == 0 {
		return ""
	}
	name, entity := w.speakerAt(a.Fragments[0].Start)
	all, err := w.project.session.Entities()
	if name == "" || err != nil || w.project.session.Entity(entity) != nil || len(called(all, name)) > 0 {
		return ""
	}
	return name
}

// longestName is how many characters a proposed name has at most: more are a sentence.
const longestName = 80

// IsMention implements panel.CardSource.
func (s source) IsMention(l annotate.LayerID) bool {
	return s.w.doc != nil && s.w.doc.marks.looks[l].mention
}

// likelyOf is what was likely of an annotation, for as long as that is as it was: it is
// asked for with each letter that is typed.
type likelyOf struct {
	of     *annotate.Annotation
	in     *annotate.Document
	last   annotate.ID // the actor that was used last
	found  *suggest.Found
	offers []panel.EntityOffer
}

// likelyNow is likely, from what was found for the letter before if nothing has changed.
func (w *Workbench) likelyNow(all []*annotate.Entity) []panel.EntityOffer {
	now := likelyOf{of: w.active(), found: w.naming.found}
	if now.of == nil {
		return nil
	}
	if now.in = w.doc.page.Document(); len(w.project.recent) > 0 {
		now.last = w.project.recent[0]
	}
	c := &w.project.likely
	if c.of != now.of || c.in != now.in || c.last != now.last || c.found != now.found {
		now.offers = w.likely(all)
		*c = now
	}
	offers := make([]panel.EntityOffer, 0, len(c.offers))
	for _, o := range c.offers {
		if o.Entity = w.project.session.Entity(o.Entity.ID); o.Entity != nil { // as it is now
			offers = append(offers, o)
		}
	}
	return offers
}

// likely are the actors that the active annotation is likely to be about, each once and
// with why: of a mention those who are called so, then those named nearby, who speaks, who
// wrote the text, who was put in a slot last.
func (w *Workbench) likely(all []*annotate.Entity) []panel.EntityOffer {
	a := w.active()
	if a == nil {
		return nil
	}
	var list offerList
	if w.doc.marks.looks[a.Layer].mention {
		list.add(called(all, a.Quote.Exact)...)
	}
	if len(a.Fragments) > 0 {
		near := w.near(a.Span())
		if w.doc.marks.looks[a.Layer].mention { // which is read where it stands
			for i := range near {
				near[i].Mention = annotate.ID{}
			}
		}
		list.add(near...)
		name, speaker := w.speakerAt(a.Fragments[0].Start)
		list.add(w.known(all, speaker, name, speaksHere)...)
	}
	d := w.doc.page.Document()
	list.add(w.known(all, d.AuthorEntity, d.Author, isAuthor)...)
	for i, id := range w.project.recent[:min(offeredUsed, len(w.project.recent))] {
		list.add(w.known(nil, id, "", map[bool]string{true: "used last", false: "used before"}[i == 0])...)
	}
	return list.offers
}

// Reasons that are given beside others.
const (
	speaksHere = "speaks here"
	isAuthor   = "author"
)

// offerList holds each actor once, where the first reason for it puts it.
type offerList struct {
	offers []panel.EntityOffer
	seen   map[annotate.ID]bool
}

func (l *offerList) add(offers ...panel.EntityOffer) {
	if l.seen == nil {
		l.seen = map[annotate.ID]bool{}
	}
	for _, o := range offers {
		if !l.seen[o.Entity.ID] {
			l.seen[o.Entity.ID] = true
			l.offers = append(l.offers, o)
		} else if o.Note == speaksHere || o.Note == isAuthor {
			i := slices.IndexFunc(l.offers, func(has panel.EntityOffer) bool { return has.Entity.ID == o.Entity.ID })
			l.offers[i].Note = o.Note + " · " + l.offers[i].Note
		}
	}
}

// called are the actors that have exactly this name, apart from case and accents. If there
// is one only, it is as good as meant.
func called(all []*annotate.Entity, words string) (list []panel.EntityOffer) {
	is := namedAs(words)
	for _, e := range all {
		if is(e.Name) || slices.ContainsFunc(e.Aliases, func(a annotate.Alias) bool { return is(a.Name) }) {
			list = append(list, panel.EntityOffer{Entity: e, Note: "called so", Found: words})
		}
	}
	if len(list) == 1 {
		list[0].Likely = true
	}
	return sayWho(list)
}

// namedAs tells whether a name is s apart from case and accents. Names in plain letters are
// compared as they stand: a register may have many.
func namedAs(s string) func(name string) bool {
	s = strings.Join(strings.Fields(s), " ")
	folded, plain := foldName(s), isPlain(s)
	return func(name string) bool {
		if plain && isPlain(name) {
			return strings.EqualFold(s, strings.TrimSpace(name))
		}
		return foldName(name) == folded
	}
}

// isPlain reports whether s is in ASCII.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func foldName(s string) string { return search.Loose.Of(strings.Join(strings.Fields(s), " ")) }

// near are the actors named around a place, the nearest first. A name that is that of
// several says so.
func (w *Workbench) near(at text.Span) (list []panel.EntityOffer) {
	for _, n := range w.nearby(at, offeredNear) {
		e := w.project.session.Entity(n.entity)
		if e == nil {
			continue
		}
		o := panel.EntityOffer{Entity: e, Note: "here", Mention: n.mention}
		switch {
		case apart(n.span, at) == 0 && n.words == 0 && !n.span.Overlaps(at):
			o.Note = "beside it"
		case n.words > 0:
			o.Note = counted(n.words, "word") + " away"
		}
		if n.ambiguous {
			o.Found = w.doc.page.Text().Slice(n.span)
		}
		list = append(list, o)
	}
	return sayWho(list)
}

// known is the actor id, or if it is zero those who have the name, with a reason.
func (w *Workbench) known(all []*annotate.Entity, id annotate.ID, name, why string) (list []panel.EntityOffer) {
	if e := w.project.session.Entity(id); e != nil {
		return []panel.EntityOffer{{Entity: e, Note: why}}
	}
	if strings.TrimSpace(name) == "" {
		return nil
	}
	for _, o := range called(all, name) {
		list = append(list, panel.EntityOffer{Entity: o.Entity, Note: why, Also: o.Also, Found: o.Found})
	}
	return list
}

// sayWho says of offers that were found by one and the same name who else has it.
func sayWho(list []panel.EntityOffer) []panel.EntityOffer {
	by := map[string][]int{}
	for i, o := range list {
		if o.Found != "" {
			by[foldName(o.Found)] = append(by[foldName(o.Found)], i)
		}
	}
	for _, same := range by {
		for _, i := range same {
			for _, k := range same {
				if k != i && list[i].Also == "" {
					list[i].Also = "also " + cut(list[k].Entity.Name, 24)
				}
			}
			if n := len(same) - 2; n > 0 {
				list[i].Also += " +" + grouped(n)
			}
		}
	}
	return list
}

// withOthers are the likely ones and then others, those that are named most first.
func (w *Workbench) withOthers(likely []panel.EntityOffer, all []*annotate.Entity) []panel.EntityOffer {
	list := offerList{}
	list.add(likely...)
	for _, e := range w.mostUsed(all, offeredAll) {
		if len(list.offers) >= offeredAll {
			break
		}
		list.add(panel.EntityOffer{Entity: e})
	}
	return list.offers
}

// mostUsed are the most of all that are named most, in that order; of two with one number
// the one that stands first.
func (w *Workbench) mostUsed(all []*annotate.Entity, most int) []*annotate.Entity {
	x := w.index()
	if x == nil {
		return all[:min(most, len(all))]
	}
	type used struct {
		entity *annotate.Entity
		n      int
	}
	var top []used
	for _, e := range all {
		n := x.Count(query.Entity(e.ID))
		if len(top) == most && n <= top[most-1].n {
			continue
		}
		i, _ := slices.BinarySearchFunc(top, n, func(u used, n int) int { return cmp.Compare(b2i(u.n < n), 1) })
		top = slices.Insert(top, i, used{e, n})
		top = top[:min(most, len(top))]
	}
	list := make([]*annotate.Entity, len(top))
	for i, u := range top {
		list[i] = u.entity
	}
	return list
}

// found are the actors whose names have query, the likely ones first among those that have
// it equally well.
func (w *Workbench) found(likely []panel.EntityOffer, all []*annotate.Entity, query string) []panel.EntityOffer {
	why := map[annotate.ID]panel.EntityOffer{}
	order := make([]*annotate.Entity, 0, len(likely)+len(all))
	for _, o := range likely {
		why[o.Entity.ID] = o
		order = append(order, o.Entity)
	}
	for _, e := range all {
		if _, first := why[e.ID]; !first {
			order = append(order, e)
		}
	}
	offers := panel.MatchEntities(order, query, offeredHits)
	for i := range offers {
		o := why[offers[i].Entity.ID]
		offers[i].Note, offers[i].Mention, offers[i].Also = o.Note, o.Mention, o.Also
	}
	return offers
}

// used remembers the actors among values as those that were used last.
func (w *Workbench) used(values []annotate.Value) {
	p := w.project
	for _, v := range values {
		if v.Type == annotate.TypeEntity {
			p.recent = slices.DeleteFunc(p.recent, func(id annotate.ID) bool { return id == v.Ref })
			p.recent = slices.Insert(p.recent, 0, v.Ref)
		}
	}
	p.recent = p.recent[:min(len(p.recent), 2*offeredUsed)]
}

// RelationsOf implements panel.CardSource.
func (s source) RelationsOf(id annotate.ID) (list []*annotate.Relation) {
	if s.w.doc == nil || !s.w.doc.marks.whole {
		return nil
	}
	for _, r := range s.w.doc.marks.related.of[id] {
		if l := s.w.doc.page.Relation(r); l != nil {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b *annotate.Relation) int { // those that begin here first
		return cmp.Compare(b2i(a.From != id), b2i(b.From != id))
	})
	return list
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
