package codectest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
)

// Compare is what is different in is from was. Records are the same when they say the same,
// whatever their IDs: annotators, actors and parts of the schema by their names, documents by
// their texts, annotations and relations by whatever they have most in common in. The
// annotator Importer, whose is what belongs to nobody, is not one who came in addition.
func Compare(t testing.TB, was, is session.Reader) []Difference {
	t.Helper()
	c := &comparison{was: load(t, was), is: load(t, is)}
	c.names()
	c.schema()
	c.annotators()
	c.entities()
	c.documents()
	return c.list
}

type comparison struct {
	differences
	was, is *side
}

// Importer is the name of the annotator who reads files here.
const Importer = "Importer"

// pairs are the records of two lists by their names, and what is left by names as a file may
// have them: nil where one side has none.
func pairs[T any](was, is []*T, name func(*T) string) [][2]*T {
	return pairsBy(was, is,
		func(w, i *T) bool { return strings.EqualFold(name(w), name(i)) },
		func(w, i *T) bool { return plain(name(w)) == plain(name(i)) },
		func(w, i *T) bool { return "x"+plain(name(w)) == plain(name(i)) }) // where names begin with letters
}

func pairsBy[T any](was, is []*T, same ...func(w, i *T) bool) (out [][2]*T) {
	left := slices.Clone(is)
	found := map[*T]*T{}
	for _, same := range same {
		for _, w := range was {
			i := slices.IndexFunc(left, func(o *T) bool { return same(w, o) })
			if found[w] == nil && i >= 0 {
				found[w] = left[i]
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	for _, w := range was {
		out = append(out, [2]*T{w, found[w]})
	}
	for _, o := range left {
		out = append(out, [2]*T{nil, o})
	}
	return out
}

// plain is a name with an underscore for all that is no letter or digit of ASCII, in lower
// case.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, s)
}

// each calls both for every pair, and tells of those that are on one side only.
func each[T any](c *comparison, path, of string, list [][2]*T, name func(*T) string, both func(r record, was, is *T)) {
	for _, p := range list {
		switch {
		case p[1] == nil:
			c.gone(record{path: path, name: name(p[0]), of: of, old: recordOf(p[0])})
		case p[0] == nil:
			c.came(record{path: path, name: name(p[1]), of: of, new: recordOf(p[1])})
		default:
			r := record{path: path, name: name(p[0]), of: of, old: recordOf(p[0]), new: recordOf(p[1])}
			if name(p[0]) != name(p[1]) {
				c.field(r, "name", name(p[0]), name(p[1]))
			}
			both(r, p[0], p[1])
		}
	}
}

func recordOf(p any) annotate.Record {
	r, _ := p.(annotate.Record)
	return r
}

func (c *comparison) annotators() {
	name := func(a *annotate.Annotator) string { return a.Name }
	is := slices.DeleteFunc(slices.Clone(c.is.annotators), func(a *annotate.Annotator) bool { return a.Name == Importer })
	was := slices.DeleteFunc(slices.Clone(c.was.annotators), func(a *annotate.Annotator) bool { return a.Name == Importer })
	each(c, "annotator", "", pairs(was, is, name), name, func(r record, was, is *annotate.Annotator) {
		c.field(r, "initials", was.Initials, is.Initials)
	})
}

func (c *comparison) entities() {
	name := func(e *annotate.Entity) string { return e.Name }
	each(c, "actor", "", pairs(c.was.entities, c.is.entities, name), name, func(r record, was, is *annotate.Entity) {
		a, b := c.was.entity(was), c.is.entity(is)
		for _, k := range slices.Sorted(maps.Keys(a)) {
			c.values(r, k, a[k], b[k])
		}
	})
}

// entity is all that is said of e, in words.
func (s *side) entity(e *annotate.Entity) map[string][]string {
	m := map[string][]string{
		"exact": e.Exact.Words(), "kind": some(e.Kind), "parent": some(s.names[e.Parent]), "side": some(e.Side), "country": some(e.Country),
		"external": some(e.ExternalID), "note": some(e.Note), "colour": number(e.Colour), "alias": nil, "affiliation": nil, "apart": nil,
	}
	for _, a := range e.Aliases {
		m["alias"] = append(m["alias"], strings.TrimSpace(strings.Join(append([]string{a.Name, a.Language}, a.Exact.Words()...), " ")))
	}
	for _, a := range e.Affiliations {
		m["affiliation"] = append(m["affiliation"], fmt.Sprintf("%s in %s %s–%s", a.Role, s.names[a.Entity], a.From, a.To))
	}
	for _, id := range e.Apart {
		m["apart"] = append(m["apart"], s.names[id])
	}
	return m
}

// some is a list of s, or of nothing.
func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func number(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprint(n)}
}

func (c *comparison) documents() {
	for _, p := range c.sameDocuments() {
		switch w, i := p[0], p[1]; {
		case i == nil:
			c.gone(record{path: "document", name: w.name(), old: w.head})
			c.document(w, &document{head: w.head, text: w.text})
		case w == nil:
			c.came(record{path: "document", name: i.name(), new: i.head})
		default:
			c.document(w, i)
		}
	}
}

// sameDocuments pairs them by their texts, with blanks and without, and what is left by their
// titles. What was recorded in one that is gone is gone too, and told one by one.
func (c *comparison) sameDocuments() [][2]*document {
	return pairsBy(c.was.documents, c.is.documents,
		func(a, b *document) bool { return a.text.String() == b.text.String() },
		func(a, b *document) bool { return flat(a.text.String()) == flat(b.text.String()) },
		func(a, b *document) bool { return a.head.Title == b.head.Title })
}

// flat is s without blanks and line ends.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }

func (c *comparison) document(was, is *document) {
	r := record{path: "document", name: was.name(), old: was.head, new: is.head}
	a, b := was.head, is.head
	c.field(r, "text", was.text.String(), is.text.String())
	for _, f := range [][3]string{
		{"title", a.Title, b.Title}, {"author", a.Author, b.Author}, {"outlet", a.Outlet, b.Outlet}, {"url", a.URL, b.URL}, {"language", a.Language, b.Language},
		{"note", a.Note, b.Note}, {"direction", a.Direction.String(), b.Direction.String()}, {"date", a.Date.String(), b.Date.String()},
		{"author entity", c.was.names[a.AuthorEntity], c.is.names[b.AuthorEntity]},
	} {
		c.field(r, f[0], f[1], f[2])
	}
	c.values(r, "custom", custom(a), custom(b))
	c.values(r, "turn", c.was.turns(a), c.is.turns(b))
	c.progress(was, is)
	c.recorded(was, is)
}

func custom(h *annotate.Document) (list []string) {
	for _, f := range h.Custom {
		list = append(list, f.Name+" = "+f.Value)
	}
	return list
}

func (s *side) turns(h *annotate.Document) (list []string) {
	for _, t := range h.Turns {
		list = append(list, fmt.Sprintf("%d %s (%s)", t.Start, t.Speaker, s.names[t.Entity]))
	}
	return list
}

// progress compares how far people are; a row that says nothing is none.
func (c *comparison) progress(was, is *document) {
	rows := func(s *side, d *document) (list []*annotate.Progress) {
		for _, p := range d.progress {
			if p.State != annotate.New || p.Flags != 0 {
				list = append(list, p)
			}
		}
		slices.SortFunc(list, func(a, b *annotate.Progress) int { return cmp.Compare(s.names[a.Annotator], s.names[b.Annotator]) })
		return list
	}
	names := map[*annotate.Progress]string{}
	for _, s := range []struct {
		*side
		*document
	}{{c.was, was}, {c.is, is}} {
		for _, p := range s.document.progress {
			names[p] = s.names[p.Annotator]
		}
	}
	name := func(p *annotate.Progress) string { return names[p] + " in " + was.name() }
	each(c, "progress", was.name(), pairs(rows(c.was, was), rows(c.is, is), name), name, func(r record, was, is *annotate.Progress) {
		c.field(r, "state", was.State.String(), is.State.String())
		c.values(r, "flag", was.Flags.Words(), is.Flags.Words())
	})
}
