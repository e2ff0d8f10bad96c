package suggest

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/search"
)

// Names are the names of a register's actors, ready to be found. A value does not change
// and is safe for use by several goroutines; [Names.With] makes another one.
type Names struct {
	base  []needleSet              // of most names
	extra []needleSet              // of those that came since
	first map[needle][]annotate.ID // who has a name, by ID, as base was made
	since map[needle][]annotate.ID // the same of what changed since; nobody: the name is gone
}

// needle is a name as it is looked for. Two names that are found alike are one needle.
type needle struct {
	fold     search.Fold
	prefixed bool   // also behind what is written onto a name in Arabic
	text     string // folded
}

// needleSet finds the needles of one fold.
type needleSet struct {
	set     *search.Set
	needles []needle // by the place in what the set was given
}

// New makes the names of entities findable: 50,000 take about a tenth of a second.
func New(entities []*annotate.Entity) *Names {
	n := &Names{first: make(map[needle][]annotate.ID, 2*len(entities))}
	for _, e := range entities {
		for _, k := range needlesOf(e) {
			n.first[k] = withID(n.first[k], e.ID)
		}
	}
	n.base = setsOf(maps.Keys(n.first))
	return n
}

// Len is how many different names there are.
func (n *Names) Len() (count int) {
	for k := range n.first {
		if _, changed := n.since[k]; !changed {
			count++
		}
	}
	for _, ids := range n.since {
		if len(ids) > 0 {
			count++
		}
	}
	return count
}

// needlesOf are the needles of an entity's names, each once.
func needlesOf(e *annotate.Entity) (list []needle) {
	add := func(name string, x annotate.Exact) {
		k := needle{fold: register.Fold(x), prefixed: x.Has(annotate.Prefixed)}
		if k.text = k.fold.Of(strings.TrimSpace(name)); k.fold == 0 {
			k.text = norm.NFC.String(k.text)
		}
		if k.text != "" && !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	add(e.Name, e.Exact)
	for _, a := range e.Aliases {
		add(a.Name, a.Exact)
	}
	return list
}

// of are the actors that have a name; nil: none has.
func (n *Names) of(k needle) []annotate.ID {
	if ids, changed := n.since[k]; changed {
		return ids
	}
	return n.first[k]
}

// kind is what the needles of a set have in common.
type kind struct {
	fold     search.Fold
	prefixed bool
}

// setsOf makes one set for each fold of the needles, and two of those that are found behind
// prefixes.
func setsOf(needles func(func(needle) bool)) (sets []needleSet) {
	of := map[kind][]needle{}
	for k := range needles {
		of[kind{k.fold, k.prefixed}] = append(of[kind{k.fold, k.prefixed}], k)
	}
	for fold := range search.Loose + 1 {
		if list := of[kind{fold, false}]; list != nil {
			sets = append(sets, setOf(fold, search.And, list))
		}
		if list := of[kind{fold, true}]; list != nil {
			sets = append(sets, setOf(fold, search.Prefixes, list), setOf(fold, search.Contracted, list))
		}
	}
	return sets
}

// setOf makes a set. Where nothing is folded, a name is looked for composed and decomposed.
func setOf(fold search.Fold, onto search.Onto, needles []needle) needleSet {
	s := needleSet{}
	var words []string
	add := func(word string, k needle) {
		if onto == search.Contracted {
			word = search.Contract(word)
		}
		if word != "" {
			words, s.needles = append(words, word), append(s.needles, k)
		}
	}
	for _, k := range needles {
		add(k.text, k)
		if d := norm.NFD.String(k.text); fold == 0 && d != k.text {
			add(d, k)
		}
	}
	s.set = search.NewSet(fold, true, words...).Behind(onto)
	return s
}

func withID(ids []annotate.ID, id annotate.ID) []annotate.ID {
	at, there := slices.BinarySearchFunc(ids, id, annotate.ID.Compare)
	if there {
		return ids
	}
	return slices.Insert(slices.Clone(ids), at, id)
}

func withoutID(ids []annotate.ID, id annotate.ID) []annotate.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(o annotate.ID) bool { return o == id })
}
