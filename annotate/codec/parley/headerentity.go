package parley

import (
	"strings"

	"parley/annotate"
)

func (d *decoder) entityRecord() (*annotate.Entity, annotate.ID) {
	n := &annotate.Entity{Created: d.plan.now, Modified: d.plan.now}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			n.ID = d.ident()
			d.id = n.ID
		case "name":
			d.once(&seen, 1)
			n.Name = d.text()
		case "aliases":
			d.once(&seen, 2)
			n.Aliases = listOf(d, d.alias)
		case "kind":
			d.once(&seen, 3)
			n.Kind = d.text()
		case "parent":
			d.once(&seen, 4)
			n.Parent = d.ident()
		case "affiliations":
			d.once(&seen, 5)
			n.Affiliations = listOf(d, d.affiliation)
		case "side":
			d.once(&seen, 6)
			n.Side = d.text()
		case "country":
			d.once(&seen, 7)
			n.Country = d.text()
		case "external_id":
			d.once(&seen, 8)
			n.ExternalID = d.text()
		case "colour":
			d.once(&seen, 9)
			n.Colour = d.whole()
		case "note":
			d.once(&seen, 10)
			n.Note = d.text()
		case "created":
			d.once(&seen, 11)
			n.Created = d.time()
		case "modified":
			d.once(&seen, 12)
			n.Modified = d.time()
		case "exact":
			d.once(&seen, 13)
			n.Exact = d.exact()
		case "apart":
			d.once(&seen, 14)
			n.Apart = d.idents()
		default:
			d.unknown()
		}
	}
	if strings.TrimSpace(n.Name) == "" {
		d.refuse("it has no name")
	}
	return n, n.ID
}

// idents is a list of IDs.
func (d *decoder) idents() (out []annotate.ID) {
	if !d.is('[', "a list") {
		return nil
	}
	for range d.elements() {
		out = append(out, d.ident())
	}
	return out
}

func listOf[T any](d *decoder, one func() T) (out []T) {
	if !d.is('[', "a list") {
		return nil
	}
	for range d.elements() {
		if d.is('{', "an object") {
			out = append(out, one())
		}
	}
	return out
}

func (d *decoder) alias() (a annotate.Alias) {
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "name":
			a.Name = d.text()
		case "language":
			a.Language = d.text()
		case "exact":
			a.Exact = d.exact()
		default:
			d.unknown()
		}
	}
	return a
}

// exact is a list of what counts of a name.
func (d *decoder) exact() (x annotate.Exact) {
	if !d.is('[', "a list") {
		return 0
	}
	for range d.elements() {
		word := d.bytes()
		bit, err := annotate.ParseExact(string(word))
		if err != nil && d.wrong == "" {
			d.refuse("%s: want case, diacritics, forms or prefixed, not %.40q", d.name, word)
		}
		x |= bit
	}
	return x
}

func (d *decoder) affiliation() (a annotate.Affiliation) {
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "entity":
			a.Entity = d.ident()
		case "role":
			a.Role = d.text()
		case "from":
			a.From = d.date()
		case "to":
			a.To = d.date()
		default:
			d.unknown()
		}
	}
	return a
}
