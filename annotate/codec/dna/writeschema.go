package dna

import (
	"database/sql/driver"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// statementType is a layer as it is written.
type statementType struct {
	id    int64
	slots []*slot
}

// slot is a feature as a variable.
type slot struct {
	id         int64
	feature    *annotate.Feature
	dataType   string
	tagset     *annotate.Tagset
	tags       bool
	attributes []attribute
	unset      int64            // the entity without a name
	rows       map[string]int64 // entities by name; as actorRows, of the goroutine that writes
	tagRows    map[annotate.TagID]int64
	actorRows  map[annotate.ID]int64
}

type attribute struct {
	id   int64
	name string
}

// The attributes of entities: of DNA's own, and what we have beside them.
var (
	actorAttributes = []string{"Type", "Alias", "Notes", "Side", "Country", "External ID"}
	tagAttributes   = []string{definition, "Code", "Rule"}
)

func (w *writer) writeSchema() error {
	w.types = map[annotate.LayerID]*statementType{}
	for i := range w.schema.Layers {
		l := &w.schema.Layers[i]
		c := colour((max(l.Colour, 1)-1)%8 + 1)
		id, err := w.add("STATEMENTTYPES", words(w.short("layer", l.Name)), whole(c.r), whole(c.g), whole(c.b))
		if err != nil {
			return err
		}
		t := &statementType{id: id}
		w.types[l.ID] = t
		for k := range l.Features {
			s, err := w.writeSlot(id, &l.Features[k])
			if err != nil {
				return err
			}
			t.slots = append(t.slots, s)
		}
	}
	return nil
}

// dataType is DNA's kind of variable for f; none when it takes annotations only.
func dataType(f *annotate.Feature) string {
	one := func(t annotate.FeatureType) bool { return len(f.Types) == 1 && f.Takes(t) }
	switch {
	case f.Takes(annotate.TypeEntity) || f.Takes(annotate.TypeTag):
		return shortText
	case one(annotate.TypeBoolean):
		return boolean
	case one(annotate.TypeNumber):
		return integer
	case one(annotate.TypeAnnotation):
		return ""
	}
	return longText
}

func (w *writer) writeSlot(kind int64, f *annotate.Feature) (s *slot, err error) {
	s = &slot{feature: f, dataType: dataType(f), tagset: w.schema.Tagset(f.Tagset), tags: f.Takes(annotate.TypeTag) && !f.Takes(annotate.TypeEntity)}
	if s.dataType == "" {
		return s, nil
	}
	if s.id, err = w.add("VARIABLES", words(w.short("feature", f.Name)), words(s.dataType), whole(kind)); err != nil || s.dataType != shortText {
		return s, err
	}
	s.rows, s.tagRows, s.actorRows = map[string]int64{}, map[annotate.TagID]int64{}, map[annotate.ID]int64{}
	names := actorAttributes
	if s.tags {
		names = tagAttributes
	} else if w.first == nil {
		w.first = s
	}
	for _, n := range names {
		id, err := w.add("ATTRIBUTEVARIABLES", whole(s.id), words(n))
		if err != nil {
			return s, err
		}
		s.attributes = append(s.attributes, attribute{id, n})
	}
	if s.unset, err = w.entity(s, "", 0, 0, nil); err == nil && s.tags {
		err = w.writeTags(s)
	}
	return s, err
}

// entity makes one, under a name that is free in its variable; parent is 0 when it has none.
func (w *writer) entity(s *slot, name string, slot int, parent int64, values map[string]string) (int64, error) {
	name = w.short(s.feature.Name, name)
	free := name
	for n := 2; s.rows[free] != 0; n++ {
		behind := " " + strconv.Itoa(n)
		free = strings.ToValidUTF8(name[:min(len(name), mostLabel-len(behind))], "") + behind
	}
	if free != name {
		w.report.Lose(lostName, codec.Problem{Record: s.feature.Name, Text: name})
	}
	c := colour(slot)
	var up driver.Value
	if parent != 0 {
		up = whole(parent)
	}
	id, err := w.add("ENTITIES", whole(s.id), words(free), whole(c.r), whole(c.g), whole(c.b), up)
	s.rows[free] = id
	for _, a := range s.attributes {
		if err == nil {
			_, err = w.add("ATTRIBUTEVALUES", whole(id), whole(a.id), words(w.short(a.name+" of "+name, values[a.name])))
		}
	}
	return id, err
}

func (w *writer) writeTags(s *slot) error {
	if s.tagset == nil {
		return nil
	}
	for i := range s.tagset.Tags {
		g := &s.tagset.Tags[i]
		if len(g.Examples)+len(g.Counter) > 0 || g.Retired {
			w.report.Lose(lostTag, codec.Problem{Record: "tag " + g.Label(), Text: "its examples, and whether it is retired"})
		}
		id, err := w.entity(s, g.Name, g.Colour, s.tagRows[g.Parent], map[string]string{definition: g.Definition, "Code": g.Code, "Rule": g.Rule})
		if err != nil {
			return err
		}
		s.tagRows[g.ID] = id
	}
	return nil
}

func (w *writer) readActors() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	w.actors, w.used = map[annotate.ID]*annotate.Entity{}, map[annotate.ID]bool{}
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e
		w.order = append(w.order, e)
	}
	w.report.Entities = len(w.order)
	return nil
}

// actor is the row of an actor in a variable, made with those it is part of when there is
// none; 0 for one that is not in the register.
func (w *writer) actor(s *slot, id annotate.ID) (int64, error) {
	e := w.actors[id]
	if row, there := s.actorRows[id]; there || e == nil {
		return row, nil
	}
	s.actorRows[id] = 0 // of one that is part of itself
	parent, err := w.actor(s, e.Parent)
	if err != nil {
		return 0, err
	}
	row, err := w.entity(s, e.Name, e.Colour, parent, w.describe(e))
	s.actorRows[id] = row
	return row, err
}

// describe are the attributes of an actor; what has none is told once.
func (w *writer) describe(e *annotate.Entity) map[string]string {
	var aliases []string
	plain := true
	for _, a := range e.Aliases {
		aliases = append(aliases, a.Name)
		plain = plain && a.Language == "" && a.Exact == 0 && !strings.Contains(a.Name, ";")
	}
	if !w.used[e.ID] {
		w.used[e.ID] = true
		var what []string
		for _, lost := range []struct {
			what  string
			there bool
		}{{"affiliations", len(e.Affiliations) > 0}, {"how its names are found", !plain || e.Exact != 0}, {"who it is not", len(e.Apart) > 0}} {
			if lost.there {
				what = append(what, lost.what)
			}
		}
		if len(what) > 0 {
			w.report.Lose(lostActor, codec.Problem{Record: "actor " + e.Name, Text: strings.Join(what, ", ")})
		}
	}
	return map[string]string{"Type": e.Kind, "Alias": strings.Join(aliases, "; "), "Notes": e.Note, "Side": e.Side, "Country": e.Country, "External ID": e.ExternalID}
}

// rest writes the actors that nobody names, so that the register is whole.
func (w *writer) rest() error {
	for _, e := range w.order {
		switch {
		case w.used[e.ID]:
		case w.first == nil:
			w.report.Lose(lostActor, codec.Problem{Record: "actor " + e.Name, Text: "all of it, as no variable has actors"})
		default:
			if _, err := w.actor(w.first, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
