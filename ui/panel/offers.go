package panel

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
	textsearch "parley/annotate/search"
	"parley/assets/icons"
	"parley/ui/control"
)

// offer is a row of a slot's list: what it shows, and what choosing it does.
type offer struct {
	option control.Option
	value  annotate.Value
	act    func()       // instead of taking value
	weak   bool         // only taken by Enter or a press, not when the slot is left
	likely bool         // taken by Enter before anything is typed
	tag    annotate.Tag // whose definition is shown; without an ID none
}

// mostOffers bounds what is offered of one type.
const mostOffers = 12

// entityIcon is the picture of an entity's kind.
func entityIcon(e *annotate.Entity) fyne.Resource {
	switch strings.ToLower(e.Kind) {
	case "person", "people":
		return icons.Person.Resource()
	case "country", "state", "region", "place", "location":
		return icons.Flag.Resource()
	case "":
		return icons.Person.Resource()
	}
	return icons.Group.Resource()
}

func valueIcon(n names, v annotate.Value) fyne.Resource {
	switch v.Type {
	case annotate.TypeEntity:
		if e := n.Entity(v.Ref); e != nil {
			return entityIcon(e) // where it was read the chip's tip says
		}
		return icons.Warning.Resource()
	case annotate.TypeAnnotation:
		return icons.Quote.Resource()
	case annotate.TypeDate:
		return icons.Date.Resource()
	}
	return nil
}

// entityOffers are entities for query.
func (p *picker) entityOffers(query string) (list []offer) {
	for _, o := range p.slot.card.source.Entities(query) {
		alias := matchedAlias(o.Entity, query)
		v := annotate.Value{Type: annotate.TypeEntity, Ref: o.Entity.ID, Mention: o.Mention}
		if !p.mention.IsZero() {
			v.Mention = p.mention
		}
		// whose else the name is comes before why it is found, and that before where it is
		list = append(list, offer{value: v, likely: o.Likely, weak: o.Also != "" || !beginsWord(query, o.Entity.Name, alias), option: control.Option{
			Text: o.Entity.Name, Match: query, Note: joined(o.Also, alias, o.Note), Must: o.Also != "", Icon: entityIcon(o.Entity), Chosen: p.has(v),
		}})
	}
	return list
}

// joined are the words that are not empty, in their own directions.
func joined(words ...string) string {
	words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
	if len(words) == 1 {
		return words[0]
	}
	return isolate(words, " · ")
}

// newName is what a new entity would be called: what is typed, or else what is selected.
func (p *picker) newName(query string) string {
	if query == "" {
		return oneLine(p.slot.card.source.Proposal())
	}
	return query
}

// createOffer makes a new entity of what is typed or selected, unless there is one of that name.
func (p *picker) createOffer(query string, list []offer) []offer {
	name := p.newName(query)
	if name == "" || slices.ContainsFunc(list, func(o offer) bool {
		return o.value.Type == annotate.TypeEntity && strings.EqualFold(o.option.Text, name)
	}) {
		return nil
	}
	return []offer{{weak: true, act: func() { p.create(name) }, option: control.Option{
		Text: "New actor “" + name + "”", Icon: icons.Plus.Resource(), Key: "Ctrl+↵",
	}}}
}

// inSight is how many rows a list shows before it scrolls.
const inSight = 8

// among puts acts behind what is offered, or in its midst where they would be out of
// sight: whoever looks for an actor in a long list sees that a new one can be made.
func among(list, acts []offer) []offer {
	at := min(len(list), inSight-len(acts))
	if len(acts) > 0 && at > 0 {
		acts[0].option.Apart = true
	}
	if len(acts) > 0 && at < len(list) {
		list[at].option.Apart = true
	}
	return slices.Insert(list, at, acts...)
}

// matchedAlias is the alias that has query best, when the name does not have it as well.
func matchedAlias(e *annotate.Entity, query string) (best string) {
	if query == "" {
		return ""
	}
	rank := rankWord(query, e.Name, 0)
	for _, a := range e.Aliases {
		if r := rankWord(query, a.Name, 0); r > rank {
			best, rank = a.Name, r
		}
	}
	return best
}

// beginsWord reports whether query begins one of the words of one of the names, so that
// leaving the slot may take what was found by it.
func beginsWord(query string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return rankWord(query, name, 0) >= inWord })
}

// tagOffers are the tags of a list, in its order, or for a query the likeliest first.
func (p *picker) tagOffers(query string) (list []offer) {
	set := p.slot.tagset()
	if set == nil {
		return nil
	}
	type ranked struct {
		rank int
		tag  annotate.Tag
	}
	var found []ranked
	for _, g := range set.Tags {
		if g.Retired && !p.has(annotate.Value{Type: annotate.TypeTag, Tag: g.ID}) {
			continue
		}
		if r := rankTag(g, query); r > 0 {
			found = append(found, ranked{r, g})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return b.rank - a.rank })
	for _, f := range found {
		v := annotate.Value{Type: annotate.TypeTag, Tag: f.tag.ID}
		list = append(list, offer{value: v, tag: f.tag, weak: !beginsWord(query, f.tag.Code, f.tag.Name), option: control.Option{
			Text: f.tag.Name, Code: f.tag.Code, Match: query, Mark: p.boxed(v), Chosen: !p.slot.feature.Multi && p.has(v),
		}})
	}
	return list
}

// rankTag says how well query means g: 0 not at all. An empty query means each alike.
func rankTag(g annotate.Tag, query string) int {
	return rankWord(query, g.Code, 2) + rankWord(query, g.Name, 0)
}

// inWord is the least rank of a query that begins a word.
const inWord = 3

// rankWord is 5 for the whole of name, 4 for its beginning, 3 for that of one of its
// words, 2 inside and 0 elsewhere; more is added to each but the last. Case, accents, forms
// of Arabic letters and of apostrophes make no difference.
func rankWord(query, name string, more int) int { return rankFolded(folded(query), name, more) }

// rankFolded is rankWord of a query that is folded already.
func rankFolded(q, name string, more int) int {
	n := folded(name)
	switch i := strings.Index(n, q); {
	case q == "":
		return 1
	case i < 0:
		return 0
	case n == q:
		return 5 + more
	case i == 0:
		return 4 + more
	case strings.ContainsAny(n[i-1:i], " -–'(/"):
		return inWord + more
	}
	return 2
}

// folded is s as names are compared. Plain letters take the short way: a register has many.
func folded(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return textsearch.Loose.Of(s)
		}
	}
	return strings.ToLower(s)
}

// annotationOffers are the document's annotations whose words have query, in reading
// order, and the choice by hand.
func (p *picker) annotationOffers(query string) (list []offer) {
	q := strings.ToLower(query)
	all := slices.Clone(p.slot.card.source.Annotations())
	slices.SortFunc(all, annotate.ComparePlace)
	for _, a := range all {
		quote := quoteOf(a)
		if len(list) == mostOffers || a.ID == p.slot.card.id || q == "" || !strings.Contains(strings.ToLower(quote), q) {
			continue
		}
		v := annotate.Value{Type: annotate.TypeAnnotation, Ref: a.ID}
		note := ""
		if l := p.slot.card.source.Schema().Layer(a.Layer); l != nil {
			note = l.Name
		}
		list = append(list, offer{value: v, option: control.Option{
			Text: quote, Match: query, Note: note, Icon: icons.Quote.Resource(), Chosen: p.has(v),
		}})
	}
	return list
}

func (p *picker) pickOffer() offer {
	return offer{weak: true, act: func() { p.slot.card.pick(p.slot) }, option: control.Option{
		Text: "Pick in the text", Icon: icons.Link.Resource(), Key: "F4",
	}}
}

// writtenOffers takes what is typed as it is: as a text, a number, a date.
func (p *picker) writtenOffers(query string) (list []offer) {
	f := p.slot.feature
	if query == "" {
		return nil
	}
	for _, k := range []struct {
		t    annotate.FeatureType
		kind written
	}{{annotate.TypeNumber, numberKind{}}, {annotate.TypeDate, dateKind{}}, {annotate.TypeText, textKind{}}} {
		if v, err := k.kind.read(query); err == nil && f.Takes(k.t) {
			list = append(list, offer{value: v, weak: len(f.Types) > 1, option: control.Option{
				Text: "“" + valueText(p.slot.card.source, f, v) + "”", Note: "as " + k.t.String(), Icon: icons.Text.Resource(),
			}})
		}
	}
	if f.Takes(annotate.TypeBoolean) {
		for _, yes := range []bool{true, false} {
			v := annotate.Value{Type: annotate.TypeBoolean, Bool: yes}
			if word := valueText(p.slot.card.source, f, v); strings.HasPrefix(word, strings.ToLower(query)) {
				list = append(list, offer{value: v, option: control.Option{Text: word, Match: query}})
			}
		}
	}
	return list
}

// boxed is the box before a tag, where there may be several.
func (p *picker) boxed(v annotate.Value) control.Mark {
	switch {
	case !p.slot.feature.Multi:
		return control.NoMark
	case p.has(v):
		return control.BoxOn
	}
	return control.BoxOff
}

// has reports whether v is one of the values, whatever mention it was read from.
func (p *picker) has(v annotate.Value) bool { return p.index(v) >= 0 }

func (p *picker) index(v annotate.Value) int {
	v.Mention = annotate.ID{}
	return slices.IndexFunc(p.slot.values, func(o annotate.Value) bool {
		o.Mention = annotate.ID{}
		return o == v
	})
}

// MatchEntities are those of all whose name or alias has query in any case, with or
// without accents and in any form of Arabic letters, the
// likeliest first: the name before an alias, the whole before its beginning, the
// beginning of a word before its inside. At most limit; with an empty query the first of all.
func MatchEntities(all []*annotate.Entity, query string, limit int) []EntityOffer {
	type ranked struct {
		rank   int
		entity *annotate.Entity
		name   string
	}
	var found []ranked
	q := folded(strings.TrimSpace(query))
	for _, e := range all {
		rank, name := 2*rankFolded(q, e.Name, 0), e.Name
		for _, a := range e.Aliases {
			if r := 2*rankFolded(q, a.Name, 0) - 1; r > rank {
				rank, name = r, a.Name
			}
		}
		if rank > 0 {
			found = append(found, ranked{rank, e, name})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return b.rank - a.rank })
	offers := make([]EntityOffer, 0, min(limit, len(found)))
	for _, f := range found[:min(limit, len(found))] {
		o := EntityOffer{Entity: f.entity, Found: f.name}
		if q == "" {
			o.Found = ""
		}
		offers = append(offers, o)
	}
	return offers
}
