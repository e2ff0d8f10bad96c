package ui

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/index"
	"parley/annotate/register"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/ui/docview"
)

// marks shows a page's annotations to the document view: it is the view's Source. It
// keeps an index of their hulls, which one change brings up to date in the time of one
// change. What is drawn where is the view's business.
type marks struct {
	page     *session.Page
	schema   *annotate.Schema
	entity   func(annotate.ID) *annotate.Entity
	me       annotate.ID
	person   func(annotate.ID) *annotate.Annotator
	hidden   map[annotate.LayerID]bool
	filter   *filter
	passing  int // annotations that the filter lets pass
	colours  colouring
	index    *index.Index[annotate.ID]
	looks    map[annotate.LayerID]look
	counts   map[annotate.LayerID]int // of all annotations, those of the whole document included
	related  *related
	whole    bool                   // all annotations are in; until then there are none
	await    func()                 // has all of them come, before somebody looks for one
	changed  bool                   // something was, before they were in
	reading  []*annotate.Annotation // all in reading order, as far as that is known and not yet used
	about    []annotate.ID          // those of the whole document, in reading order
	choosing *picking               // an annotation is being chosen: the others are dimmed; nil: none is
}

// look is what a layer's marks have in common.
type look struct {
	slot    int
	name    string
	order   int
	who     []annotate.FeatureID // entity features: whose claim it is, the first that is set
	stance  annotate.FeatureID   // the tag feature that says a stance; empty: none
	mention bool                 // a layer of mentions, and of no stance
}

func newMarks(p *session.Page, s *session.Session, hidden map[annotate.LayerID]bool, f *filter, mode colourMode) *marks {
	m := &marks{page: p, entity: s.Entity, me: s.Me().ID, person: s.Annotator, hidden: hidden, filter: f, colours: colouring{mode: mode}, await: func() {}}
	m.index, m.related = index.New(annotate.ID.Compare), noneRelated(p)
	m.setSchema(s.Schema())
	if !p.Coming() {
		m.fill(s)
	}
	return m
}

// fill takes all annotations of the page in. It waits for those that are still coming.
func (m *marks) fill(s *session.Session) {
	m.take(prepare(slices.Collect(m.page.Annotations())), s)
}

// take is fill with what was prepared elsewhere of the same annotations.
func (m *marks) take(r *prepared, s *session.Session) {
	p := m.page
	m.whole, m.counts, m.index, m.reading = true, r.counts, r.index, r.reading
	m.about = aboutOf(r.reading)
	m.colourBy(m.colours.mode, s)
	m.sift()
	m.related = newRelated(p)
}

func entry(a *annotate.Annotation) index.Entry[annotate.ID] {
	return index.Entry[annotate.ID]{Span: a.Span(), Key: a.ID}
}

// setSchema takes another schema in force.
func (m *marks) setSchema(s *annotate.Schema) {
	m.schema, m.looks = s, make(map[annotate.LayerID]look, len(s.Layers))
	for i := range s.Layers {
		m.looks[s.Layers[i].ID] = lookOf(s, &s.Layers[i], i)
	}
}

func lookOf(s *annotate.Schema, l *annotate.Layer, at int) look {
	k := look{slot: l.Colour, name: l.Name, order: at}
	for i := range l.Features {
		f := &l.Features[i]
		switch {
		case f.Takes(annotate.TypeEntity) && len(f.Types) == 1:
			k.who = append(k.who, f.ID)
		case k.stance == "" && !f.Multi && isStance(s.Tagset(f.Tagset)):
			k.stance = f.ID
		}
	}
	k.mention = register.IsMention(l) && k.stance == ""
	return k
}

// isStance reports whether a tagset says for and against, under whatever other names.
func isStance(t *annotate.Tagset) bool {
	if t == nil {
		return false
	}
	n := 0
	for i := range t.Tags {
		if stanceOf(t.Tags[i].ID) != docview.UnsetStance {
			n++
		}
	}
	return n >= 2
}

var stances = map[string]docview.Stance{
	"favor": docview.Favor, "favour": docview.Favor, "for": docview.Favor, "against": docview.Against,
	"mixed": docview.Mixed, "none": docview.None, "unclear": docview.Unclear,
}

func stanceOf(t annotate.TagID) docview.Stance {
	if s, ok := stances[strings.ToLower(string(t))]; ok {
		return s
	}
	return docview.UnsetStance
}

// change takes one change of an annotation over and gives the span that is to be drawn
// anew. While the annotations are still coming it is among them.
func (m *marks) change(c annotate.Change) (text.Span, bool) {
	if m.reading = nil; !m.whole {
		m.changed = true
		return text.Span{}, false
	}
	before, _ := c.Old.(*annotate.Annotation)
	after, _ := c.New.(*annotate.Annotation)
	var dirty text.Span
	if before != nil {
		m.count(before, -1)
	}
	if after != nil {
		m.count(after, 1)
	}
	had := before != nil && len(before.Fragments) > 0
	has := after != nil && len(after.Fragments) > 0
	m.aboutChanged(c.Key().ID, before != nil && !had, after != nil && !has)
	if had {
		m.index.Delete(entry(before))
		dirty = before.Span()
	}
	if has {
		m.index.Insert(entry(after))
		dirty = after.Span()
	}
	if had && has {
		dirty = before.Span().Hull(after.Span())
	}
	m.related.moved(c.Key().ID)
	return dirty, had || has
}

// Text implements docview.Source.
func (m *marks) Text() *text.Text { return m.page.Text() }

// Marks implements docview.Source.
func (m *marks) Marks(s text.Span) iter.Seq[docview.Mark] {
	return func(yield func(docview.Mark) bool) {
		for e := range m.index.Overlapping(s) {
			if a := m.page.Annotation(e.Key); a != nil && !yield(m.mark(a)) {
				return
			}
		}
	}
}

// Mark implements docview.Source.
func (m *marks) Mark(id docview.ID) (docview.Mark, bool) {
	if !m.whole {
		return docview.Mark{}, false
	}
	a := m.page.Annotation(annotate.ID(id))
	if a == nil || len(a.Fragments) == 0 {
		return docview.Mark{}, false
	}
	return m.mark(a), true
}

func (m *marks) mark(a *annotate.Annotation) docview.Mark {
	return docview.Mark{ID: docview.ID(a.ID), Fragments: a.Fragments, Style: m.style(a)}
}

func (m *marks) style(a *annotate.Annotation) docview.Style {
	s := docview.Style{Slot: m.slot(a), Hidden: m.hidden[a.Layer], Suggested: a.Origin == suggestion}
	if !m.filter.passes(a) {
		s.Dimmed, s.Hidden = !m.filter.hide, s.Hidden || m.filter.hide
	}
	if p := m.choosing; p != nil && a.ID == p.from {
		s.Passed = true
	} else if p != nil && !p.allowed(a) {
		s.Dimmed = true
	}
	return s
}

// suggestion is the origin of what nobody has accepted yet.
const suggestion = "suggestion"

// sift counts anew what the filter lets pass: it has changed.
func (m *marks) sift() {
	m.await()
	if m.passing = m.page.Count(); !m.filter.on() {
		return
	}
	m.passing = 0
	for a := range m.page.Annotations() {
		if m.filter.passes(a) {
			m.passing++
		}
	}
}

// walked reports whether next stops at a: not at what is hidden or dimmed, nor at what
// may not be chosen now.
func (m *marks) walked(a *annotate.Annotation) bool {
	return !m.hidden[a.Layer] && m.filter.passes(a) && (m.choosing == nil || m.choosing.allowed(a))
}

// Label implements docview.Source. A mention that names its entity needs none: the text
// says it. Where one may be chosen it has one, to be pointed at.
func (m *marks) Label(id docview.ID) (docview.Label, bool) {
	a := m.page.Annotation(annotate.ID(id))
	if a == nil {
		return docview.Label{}, false
	}
	k := m.looks[a.Layer]
	who, more := m.who(a, k)
	if k.mention {
		if who != "" && m.choosing == nil {
			return docview.Label{}, false
		}
		who = cmp.Or(who, "no entity")
	}
	l := docview.Label{Name: cmp.Or(k.name, string(a.Layer)), Who: who, More: more, Order: k.order}
	if a.Annotator != m.me {
		if p := m.person(a.Annotator); p != nil {
			l.Name = p.Initials + " " + l.Name
		}
	}
	l.Stance = stanceIn(a, k)
	return l, true
}

// who is the short name of the first entity, and how many more there are: "Dabbagh", "+1".
func (m *marks) who(a *annotate.Annotation, k look) (name, more string) {
	for _, f := range k.who {
		values := a.Values(f)
		if len(values) == 0 {
			continue
		}
		name = "?"
		if e := m.entity(values[0].Ref); e != nil {
			name = shortName(e)
		}
		if len(values) > 1 {
			more = "+" + grouped(len(values)-1)
		}
		return name, more
	}
	return "", ""
}

// marginName is how many characters of a name a margin has room for, beside “Claim · ” and a
// stance; of longer ones the end is cut off.
const marginName = 11

// shortName is what a margin has room for: of a person the last word of the name; of others
// the shortest of its names that is written in the name's own script, as “Council” or “HTS”.
// Who may be either is called by the last word when that name is long, and one of two words
// that both begin as names do: “Protesters in Idlib” are not “Idlib”, nor “Minority groups”
// and “rebel groups” both “groups”.
func shortName(e *annotate.Entity) string {
	words := strings.Fields(e.Name)
	if strings.EqualFold(e.Kind, "person") && len(words) > 1 && isLatin(e.Name) {
		return words[len(words)-1]
	}
	best := shortestName(e)
	if words = strings.Fields(best); e.Kind != "" || len(words) != 2 || !isLatin(best) || utf8.RuneCountInString(best) <= marginName {
		return best
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return best
		}
	}
	return words[1]
}

// shortestName is the shortest of an actor's names in the script of the first, without an
// article; one of less than three letters says too little.
func shortestName(e *annotate.Entity) string {
	best := e.Name
	for _, name := range e.Names() {
		for _, article := range []string{"The ", "the "} {
			name = strings.TrimPrefix(name, article)
		}
		if n := utf8.RuneCountInString(name); n >= 3 && n < utf8.RuneCountInString(best) && isLatin(name) == isLatin(e.Name) {
			best = name
		}
	}
	return best
}

// isLatin reports whether the first letter of s is.
func isLatin(s string) bool {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.Is(unicode.Latin, r)
}

// next is the annotation after (or before) one, or after a caret when there is none, in
// the order of the text; false at the end.
func (m *marks) next(active annotate.ID, caret text.Offset, forward bool) (annotate.ID, bool) {
	m.await()
	for e, ok := m.from(active, caret, forward); ok; e, ok = m.beside(e, forward) {
		if a := m.page.Annotation(e.Key); a != nil && m.walked(a) {
			return e.Key, true
		}
	}
	return annotate.ID{}, false
}

func (m *marks) from(active annotate.ID, caret text.Offset, forward bool) (index.Entry[annotate.ID], bool) {
	if a := m.page.Annotation(active); a != nil && len(a.Fragments) > 0 {
		return m.beside(entry(a), forward)
	}
	if forward {
		return m.index.Next(caret - 1)
	}
	return m.index.Prev(caret)
}

func (m *marks) beside(e index.Entry[annotate.ID], forward bool) (index.Entry[annotate.ID], bool) {
	if forward {
		return m.index.After(e)
	}
	return m.index.Before(e)
}
