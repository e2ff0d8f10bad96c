package register

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
)

// Ambiguous is a string in a text that would be a name of several entities.
type Ambiguous struct {
	Name     string             // as the first of them has it
	Entities []*annotate.Entity // by ID, at least two
}

// Ambiguities finds the names that several entities have, by name. Names that differ in
// what counts of both of them are no ambiguity: US and us, where for both the case counts.
func Ambiguities(entities []*annotate.Entity) []Ambiguous {
	return ambiguities(entities, func(string) bool { return true })
}

// AmbiguitiesOf finds the names that one of the entities shares with others.
func AmbiguitiesOf(n *annotate.Entity, entities []*annotate.Entity) []Ambiguous {
	names := map[string]bool{}
	for _, name := range n.Names() {
		names[search.Loose.Of(strings.TrimSpace(name))] = true
	}
	list := ambiguities(entities, func(folded string) bool { return names[folded] })
	return slices.DeleteFunc(list, func(a Ambiguous) bool {
		return !slices.ContainsFunc(a.Entities, func(o *annotate.Entity) bool { return o.ID == n.ID })
	})
}

func ambiguities(entities []*annotate.Entity, wanted func(folded string) bool) []Ambiguous {
	byName := map[string][]bearer{}
	add := func(n *annotate.Entity, name string, x annotate.Exact) {
		if folded := search.Loose.Of(strings.TrimSpace(name)); folded != "" && wanted(folded) {
			byName[folded] = append(byName[folded], bearer{n, name, x})
		}
	}
	for _, n := range entities {
		add(n, n.Name, n.Exact)
		for _, a := range n.Aliases {
			add(n, a.Name, a.Exact)
		}
	}
	var out []Ambiguous
	for _, list := range byName {
		out = append(out, shared(list)...)
	}
	slices.SortFunc(out, func(a, b Ambiguous) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Name, b.Name), a.Entities[0].ID.Compare(b.Entities[0].ID))
	})
	return out
}

// bearer is an entity by one of its names.
type bearer struct {
	*annotate.Entity
	name  string
	exact annotate.Exact
}

// shared gathers, for each name of list that is not yet in what was gathered, the other
// entities that a text could mean by it.
func shared(list []bearer) (out []Ambiguous) {
	slices.SortStableFunc(list, func(a, b bearer) int { return a.ID.Compare(b.ID) })
	for i, a := range list {
		found := Ambiguous{a.name, []*annotate.Entity{a.Entity}}
		for k, b := range list {
			if k == i || !meet(a, b) || slices.Contains(found.Entities, b.Entity) {
				continue
			}
			found.Entities = append(found.Entities, b.Entity)
		}
		if len(found.Entities) < 2 {
			continue
		}
		slices.SortFunc(found.Entities, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
		if !slices.ContainsFunc(out, func(o Ambiguous) bool { return slices.Equal(o.Entities, found.Entities) }) {
			out = append(out, found)
		}
	}
	return out
}

// meet reports whether some string would be found for both: what counts of one only can
// be as that one has it.
func meet(a, b bearer) bool {
	f := Fold(a.exact & b.exact)
	return a.Entity != b.Entity && f.Of(a.name) == f.Of(b.name)
}
