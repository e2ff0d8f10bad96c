package dna

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

var lostAttribute = codec.Kind{One: "attribute of an entity left out, as its actor or tag has no place for it", Many: "attributes of entities left out, as their actors or tags have no place for them"}

func (c *collection) readEntities() error {
	if c.old {
		return c.readOldEntities()
	}
	byID := map[int64]*entity{}
	c.names = map[int64]string{}
	query := `SELECT ` + entityColumns + ` FROM ENTITIES ORDER BY ID`
	err := c.base.each(context.Background(), query, nil, func(r row) error {
		e, variable, err := r.entity()
		if err != nil {
			return err
		}
		byID[e.id] = c.addEntity(variable, e)
		c.names[e.id] = e.name
		return nil
	})
	if err != nil {
		return err
	}
	query = `SELECT v.EntityId, a.VariableId, CAST(a.AttributeVariable AS TEXT), CAST(v.AttributeValue AS TEXT)
		FROM ATTRIBUTEVALUES v JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId ORDER BY v.EntityId, a.ID`
	return c.base.each(context.Background(), query, nil, func(r row) error {
		var id, of int64
		if err := r.numbers(&id, &of); err != nil {
			return err
		}
		f := annotate.Field{Name: r.words(2), Value: r.words(3)}
		if v := c.variables[of]; v != nil && f.Name == definition {
			v.tags = true
		}
		if e := byID[id]; e != nil && strings.TrimSpace(f.Value) != "" {
			f.Value = strings.ToValidUTF8(f.Value, "")
			e.attributes = append(e.attributes, f)
		}
		return nil
	})
}

// entityColumns are what [row.entity] takes.
const entityColumns = `ID, VariableId, COALESCE(Red, 0), COALESCE(Green, 0), COALESCE(Blue, 0), CAST(Value AS TEXT), CAST(ChildOf AS TEXT)`

// entity is a row's, and whose variable it is.
func (r row) entity() (e *entity, variable int64, err error) {
	var id, red, green, blue int64
	err = r.numbers(&id, &variable, &red, &green, &blue)
	return &entity{id: id, name: r.words(5), colour: colourOf(red, green, blue), childOf: r.words(6)}, variable, err
}

// readOldEntities reads those of version 2, where a statement may have a value that is not
// among them.
func (c *collection) readOldEntities() error {
	query := `SELECT ` + entityColumns + `, CAST(Type AS TEXT), CAST(Alias AS TEXT), CAST(Notes AS TEXT) FROM ATTRIBUTES ORDER BY ID`
	err := c.base.each(context.Background(), query, nil, func(r row) error {
		e, variable, err := r.entity()
		if err != nil {
			return err
		}
		for _, f := range []annotate.Field{{Name: "Type", Value: r.words(7)}, {Name: "Alias", Value: r.words(8)}, {Name: "Notes", Value: r.words(9)}} {
			if f.Value = strings.ToValidUTF8(f.Value, ""); strings.TrimSpace(f.Value) != "" {
				e.attributes = append(e.attributes, f)
			}
		}
		c.addEntity(variable, e)
		return nil
	})
	if err != nil {
		return err
	}
	return c.base.each(context.Background(), `SELECT DISTINCT VariableId, COALESCE(CAST(Value AS TEXT), '') FROM DATASHORTTEXT ORDER BY 1, 2`, nil, func(r row) error {
		var variable int64
		err := r.numbers(&variable)
		c.addEntity(variable, &entity{name: r.words(1)})
		return err
	})
}

// addEntity is the one of e's name in its variable, e when there is none; nil for one
// that has no name or no variable.
func (c *collection) addEntity(variable int64, e *entity) *entity {
	v := c.variables[variable]
	e.name = strings.TrimSpace(strings.ToValidUTF8(e.name, ""))
	if v == nil || e.name == "" {
		return nil
	}
	if there := c.values[variable][e.name]; there != nil {
		return there
	}
	c.values[variable][e.name] = e
	v.values = append(v.values, e)
	return e
}

// parent is the one of v that e is a child of; nil when there is none.
func (c *collection) parent(v *variable, e *entity) *entity {
	if e.childOf == "" {
		return nil
	}
	if c.old {
		return c.values[v.id][strings.TrimSpace(e.childOf)]
	}
	id, err := strconv.ParseInt(e.childOf, 10, 64)
	if err != nil {
		return nil
	}
	return v.called(id)
}

func (v *variable) called(id int64) *entity {
	if v.byID == nil {
		v.byID = map[int64]*entity{}
		for _, e := range v.values {
			v.byID[e.id] = e
		}
	}
	return v.byID[id]
}

// takeActors makes one actor of the entities of one name in variables that have actors.
func (c *collection) takeActors() {
	byName := map[string]*annotate.Entity{}
	for _, v := range c.order {
		if v.dataType != shortText || v.tags {
			continue
		}
		for _, e := range v.values {
			a := byName[e.name]
			if a == nil {
				a = &annotate.Entity{ID: c.options.ID(), Name: e.name, Colour: e.colour.slot()}
				byName[e.name] = a
				c.entities = append(c.entities, a)
			}
			e.actor = a.ID
			for _, f := range e.attributes {
				if !describe(a, f) {
					c.leave(v, e, f)
				}
			}
		}
		c.nest(v, byName)
	}
}

// mostLevels is how deep entities are nested; those below it go to the top.
const mostLevels = 100

// nest gives the actors of v their parents, none of which is part of itself.
func (c *collection) nest(v *variable, byName map[string]*annotate.Entity) {
	byID := map[annotate.ID]*annotate.Entity{}
	for _, a := range byName {
		byID[a.ID] = a
	}
	for _, e := range v.values {
		up := c.parent(v, e)
		if up == nil {
			continue
		}
		a, to := byName[e.name], byName[up.name]
		if a.Parent == to.ID || a.Parent.IsZero() && hangs(to, a, byID) {
			a.Parent = to.ID
			continue
		}
		c.leave(v, e, annotate.Field{Name: "ChildOf", Value: up.name})
	}
}

// hangs reports whether a can hang under to: a is not above it, and it is not too deep.
func hangs(to, a *annotate.Entity, byID map[annotate.ID]*annotate.Entity) bool {
	for range mostLevels {
		if to == nil || to == a {
			return to == nil
		}
		to = byID[to.Parent]
	}
	return false
}

// describe puts an attribute into an actor, and reports whether it has a place for it.
func describe(a *annotate.Entity, f annotate.Field) bool {
	to := map[string]*string{
		"type": &a.Kind, "notes": &a.Note, "side": &a.Side, "country": &a.Country, "external id": &a.ExternalID,
	}[strings.ToLower(f.Name)]
	switch {
	case to != nil && (*to == "" || *to == f.Value):
		*to = f.Value
	case strings.EqualFold(f.Name, "alias"):
		for name := range strings.SplitSeq(f.Value, ";") {
			addAlias(a, strings.TrimSpace(name))
		}
	default:
		return false
	}
	return true
}

func addAlias(a *annotate.Entity, name string) {
	for _, n := range a.Names() {
		if n == name {
			return
		}
	}
	if name != "" {
		a.Aliases = append(a.Aliases, annotate.Alias{Name: name})
	}
}

func (c *collection) leave(v *variable, e *entity, f annotate.Field) {
	c.odd = append(c.odd, codec.Problem{Record: fmt.Sprintf("%s “%.60s”", v.name, e.name), Text: f.Name + ": " + f.Value})
}

// tags are the entities of v as a tree, each parent before its children.
func (c *collection) tags(v *variable) (list []annotate.Tag) {
	children := map[*entity][]*entity{}
	for _, e := range v.values {
		up := c.parent(v, e)
		children[up] = append(children[up], e)
	}
	done := map[*entity]bool{}
	var add func(e *entity, up annotate.TagID, level int)
	add = func(e *entity, up annotate.TagID, level int) {
		if done[e] || level > mostLevels {
			return
		}
		done[e] = true
		e.tag = annotate.TagID(e.name)
		list = append(list, c.tag(v, e, up))
		for _, k := range children[e] {
			add(k, e.tag, level+1)
		}
	}
	for _, e := range children[nil] {
		add(e, "", 1)
	}
	for _, e := range v.values { // those that are their own ancestors, or too deep
		add(e, "", 1)
	}
	return list
}

func (c *collection) tag(v *variable, e *entity, up annotate.TagID) annotate.Tag {
	g := annotate.Tag{ID: e.tag, Parent: up, Name: e.name, Colour: e.colour.slot()}
	for _, f := range e.attributes {
		to := map[string]*string{"Definition": &g.Definition, "Notes": &g.Definition, "Code": &g.Code, "Rule": &g.Rule}[f.Name]
		if to == nil || *to != "" && *to != f.Value {
			c.leave(v, e, f)
			continue
		}
		*to = f.Value
	}
	return g
}
