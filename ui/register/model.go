package register

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
)

// List is which actors the table shows.
type List int

// The lists at the left, from the top.
const (
	All List = iota
	Unlinked
	Same
	Ambiguous
	Unused
)

// The columns of the table.
const (
	byName = iota
	byKind
	byAliases
	bySide
	byMentions
	byStatements
)

// model is which actors are shown, and in what order.
type model struct {
	source     Source
	list       List
	kind       string // only of this kind; with limited
	limited    bool
	query      string
	column     int
	descending bool

	rows   []*annotate.Entity
	kinds  []kindCount
	names  int // aliases of all
	actors int
}

// kindCount is a kind and how many actors are of it.
type kindCount struct {
	kind string
	n    int
}

// fill reads the source anew.
func (m *model) fill() {
	all := m.source.Actors()
	m.count(all)
	m.choose(all)
}

// count counts the kinds, the most frequent first, those without any last.
func (m *model) count(all []*annotate.Entity) {
	m.actors, m.names = len(all), 0
	n := map[string]int{}
	for _, e := range all {
		n[e.Kind]++
		m.names += len(e.Aliases)
	}
	m.kinds = m.kinds[:0]
	for kind, k := range n {
		m.kinds = append(m.kinds, kindCount{kind, k})
	}
	slices.SortFunc(m.kinds, func(a, b kindCount) int {
		return cmp.Or(cmp.Compare(truth(a.kind == ""), truth(b.kind == "")), cmp.Compare(b.n, a.n), cmp.Compare(a.kind, b.kind))
	})
}

// choose fills the rows with those of all that the list, the kind and the search let through.
func (m *model) choose(all []*annotate.Entity) {
	in := m.listed()
	words := strings.Fields(search.Loose.Of(m.query))
	m.rows = m.rows[:0:0]
	for _, e := range all {
		if (!m.limited || e.Kind == m.kind) && (in == nil || in[e.ID]) && (len(words) == 0 || m.found(e, words)) {
			m.rows = append(m.rows, e)
		}
	}
	m.sort()
}

// listed are the actors of a list; nil: all.
func (m *model) listed() map[annotate.ID]bool {
	f, in := m.source.Findings(), map[annotate.ID]bool{}
	switch m.list {
	case Same:
		for _, p := range f.Same {
			in[p.A.ID], in[p.B.ID] = true, true
		}
	case Ambiguous:
		for _, a := range f.Ambiguous {
			for _, e := range a.Entities {
				in[e.ID] = true
			}
		}
	case Unused:
		return f.Unused
	default:
		return nil
	}
	return in
}

// leastID is how much of an ID has to be written to find by it.
const leastID = 4

// found reports whether every word is in a name of e, or the search is its ID's beginning.
func (m *model) found(e *annotate.Entity, words []string) bool {
	if q := strings.TrimSpace(m.query); len(q) >= leastID && (strings.HasPrefix(e.ID.String(), strings.ToLower(q)) || e.ExternalID != "" && strings.EqualFold(e.ExternalID, q)) {
		return true
	}
	folded := m.source.Folded(e)
	for _, w := range words {
		if !strings.Contains(folded, w) {
			return false
		}
	}
	return true
}

// sort puts the rows, which come by name, in the order that was asked for.
func (m *model) sort() {
	compare := m.comparing()
	if compare != nil {
		slices.SortStableFunc(m.rows, compare)
	} else if m.descending {
		slices.Reverse(m.rows)
	}
}

func (m *model) comparing() func(a, b *annotate.Entity) int {
	words := func(of func(*annotate.Entity) string) func(a, b *annotate.Entity) int {
		return func(a, b *annotate.Entity) int {
			x, y := of(a), of(b)
			if (x == "") != (y == "") { // what is unset stands last, whatever the order
				return truth(x == "") - truth(y == "")
			}
			return m.turned(cmp.Compare(x, y))
		}
	}
	switch m.column {
	case byKind:
		return words(func(e *annotate.Entity) string { return strings.ToLower(e.Kind) })
	case bySide:
		return words(func(e *annotate.Entity) string { return strings.ToLower(e.Side) })
	case byAliases:
		return func(a, b *annotate.Entity) int { return m.turned(cmp.Compare(len(a.Aliases), len(b.Aliases))) }
	case byMentions, byStatements:
		uses := make(map[annotate.ID]Uses, len(m.rows))
		for _, e := range m.rows {
			uses[e.ID] = m.source.Uses(e.ID)
		}
		return func(a, b *annotate.Entity) int {
			x, y := uses[a.ID], uses[b.ID]
			if m.column == byMentions {
				return m.turned(cmp.Compare(x.Mentions, y.Mentions))
			}
			return m.turned(cmp.Compare(x.Statements, y.Statements))
		}
	}
	return nil
}

func (m *model) turned(c int) int {
	if m.descending {
		return -c
	}
	return c
}

// place is the row of an actor; -1 when it is not among them.
func (m *model) place(id annotate.ID) int {
	return slices.IndexFunc(m.rows, func(e *annotate.Entity) bool { return e.ID == id })
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
