package codec

import (
	"parley/annotate"
)

// actors are those of a project and those that an import brings: one of one name.
type actors struct {
	byID   map[annotate.ID]*annotate.Entity
	byName map[string]annotate.ID // names and aliases as they are; of two with one, the first
	byCode map[string]annotate.ID // external IDs
	to     map[annotate.ID]annotate.ID
	made   []*annotate.Entity
	create func(*annotate.Entity) // fills in what a new one needs, and makes it
}

func newActors(create func(*annotate.Entity)) actors {
	return actors{
		byID: map[annotate.ID]*annotate.Entity{}, byName: map[string]annotate.ID{}, byCode: map[string]annotate.ID{},
		to: map[annotate.ID]annotate.ID{}, create: create,
	}
}

// know takes in one that the project has.
func (a *actors) know(e *annotate.Entity) {
	a.byID[e.ID] = e
	for _, n := range e.Names() {
		if _, taken := a.byName[n]; !taken {
			a.byName[n] = e.ID
		}
	}
	if e.ExternalID != "" {
		a.byCode[e.ExternalID] = e.ID
	}
}

// take takes in one that the collection has: as one of the project's, when it has the same
// external ID or the same name.
func (a *actors) take(e *annotate.Entity) {
	for _, id := range []annotate.ID{a.byCode[e.ExternalID], a.byName[e.Name]} {
		if !id.IsZero() {
			a.to[e.ID] = id
			return
		}
	}
	next := *e
	a.create(&next)
	a.to[e.ID] = next.ID
	a.made = append(a.made, &next)
	a.know(&next)
}

// settle has the actors that were taken name each other as the project knows them.
func (a *actors) settle() {
	for _, e := range a.made {
		next := annotate.Renamed(e, func(id annotate.ID, _ *annotate.Value) annotate.ID { return a.of(id) })
		*e = *next.(*annotate.Entity)
	}
}

// of is the actor of the project that one of the collection is; one that is nobody is
// nobody.
func (a *actors) of(id annotate.ID) annotate.ID {
	if to, ok := a.to[id]; ok {
		return to
	}
	if a.byID[id] == nil {
		return annotate.ID{}
	}
	return id
}

// rename has values name the project's actors.
func (a *actors) rename(list []annotate.FeatureValue) {
	for i := range list {
		for k := range list[i].Values {
			if v := &list[i].Values[k]; v.Type == annotate.TypeEntity {
				v.Ref = a.of(v.Ref)
			}
		}
	}
}

func (a *actors) name(id annotate.ID) string {
	if e := a.byID[a.of(id)]; e != nil {
		return e.Name
	}
	return ""
}

// called is the actor of that name, made when there is none.
func (a *actors) called(name string) annotate.ID {
	if id := a.byName[name]; !id.IsZero() {
		return id
	}
	e := &annotate.Entity{Name: name}
	if e.Check() != nil {
		return annotate.ID{}
	}
	a.create(e)
	a.know(e)
	return e.ID
}
