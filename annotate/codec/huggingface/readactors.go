package huggingface

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

func (c *collection) doubt(record, why string) {
	c.doubts = append(c.doubts, codec.Problem{Record: record, Text: why})
}

// takeActor takes in a line of the register. Whom it names is found when all are there.
func (c *collection) takeActor(a *actorJSON, err error) {
	if err != nil {
		c.doubt("actor", err.Error())
		return
	}
	e := &annotate.Entity{
		ID: c.options.ID(), Name: a.Name, Exact: exact(a.Exact), Kind: a.Kind, Side: a.Side, Country: a.Country, ExternalID: a.ExternalID, Colour: a.Colour, Note: a.Note,
	}
	for _, l := range a.Aliases {
		e.Aliases = append(e.Aliases, annotate.Alias{Name: l.Name, Language: l.Language, Exact: exact(l.Exact)})
	}
	if err := e.Check(); err != nil || !c.actors[a.ID].IsZero() {
		c.doubt("actor "+a.Name, "it has no name, a colour that there is not, or the ID of another; it is left out")
		return
	}
	c.named[e.Name] = e.ID
	if a.ID != "" {
		c.actors[a.ID] = e.ID
	}
	c.entities = append(c.entities, e)
	c.raw = append(c.raw, *a)
}

func exact(words []string) (x annotate.Exact) {
	for _, w := range words {
		if e, err := annotate.ParseExact(w); err == nil {
			x |= e
		}
	}
	return x
}

// settle has the actors name each other.
func (c *collection) settle() {
	parents := map[annotate.ID]annotate.ID{}
	for i := range c.raw {
		a, e := &c.raw[i], c.entities[i]
		if up := c.actors[a.Parent]; !up.IsZero() && !above(up, e.ID, parents) {
			e.Parent, parents[e.ID] = up, up
		} else if a.Parent != "" {
			c.doubt("actor "+e.Name, "what it is part of is not there, or part of it")
		}
		for _, k := range a.Affiliations {
			c.affiliate(e, &k)
		}
		for _, id := range a.Apart {
			if other := c.actors[id]; !other.IsZero() && other != e.ID && !slices.Contains(e.Apart, other) {
				e.Apart = append(e.Apart, other)
			}
		}
	}
	c.raw = nil
}

// above reports whether a is e, or part of it.
func above(a, e annotate.ID, parents map[annotate.ID]annotate.ID) bool {
	for range len(parents) + 1 {
		if a == e {
			return true
		}
		a = parents[a]
	}
	return false
}

func (c *collection) affiliate(e *annotate.Entity, k *affiliationJSON) {
	from, wrong := date(k.From)
	to, err := date(k.To)
	next := *e
	next.Affiliations = append(slices.Clone(e.Affiliations), annotate.Affiliation{Entity: c.actors[k.Actor], Role: k.Role, From: from, To: to})
	if wrong != nil || err != nil || next.Check() != nil || k.Actor != "" && c.actors[k.Actor].IsZero() {
		c.doubt("actor "+e.Name, "an affiliation names nobody, or has no dates that can be")
		return
	}
	e.Affiliations = next.Affiliations
}

func date(s string) (annotate.Date, error) {
	if s == "" {
		return annotate.Date{}, nil
	}
	return annotate.ParseDate(s)
}

// seeActors makes actors of those that values name and the register has not.
func (c *collection) seeActors(list []featureJSON) {
	for _, f := range list {
		for _, v := range f.Values {
			if v.Type == annotate.TypeEntity.String() {
				c.actor(v.ID, v.Value)
			}
		}
	}
}

// actor is the one of an ID in the files, or of a name; made when there is none.
func (c *collection) actor(id, name string) annotate.ID {
	if to := c.actors[id]; !to.IsZero() {
		return to
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return annotate.ID{}
	}
	to := c.named[name]
	if to.IsZero() {
		to, name = c.options.ID(), strings.Clone(name)
		c.named[name] = to
		c.entities = append(c.entities, &annotate.Entity{ID: to, Name: name})
	}
	if id != "" {
		c.actors[strings.Clone(id)] = to
	}
	return to
}
