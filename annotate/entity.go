package annotate

import "time"

// Entity is an actor across texts: one person, group, institution or thing, under all its spellings.
type Entity struct {
	ID           ID
	Name         string // canonical
	Aliases      []Alias
	Kind         string // as the project calls it: person, organisation, country, …
	Parent       ID     // the entity it is part of
	Affiliations []Affiliation
	Side         string
	Country      string // ISO 3166 code or a name
	ExternalID   string // as "Q83285" or "viaf:9885"
	Colour       int    // slot 1–8 of the palette; 0: none
	Note         string
	Created      time.Time
	Modified     time.Time
}

// Alias is another name under which an entity is written.
type Alias struct {
	Name     string
	Language string // BCP 47 with script where it matters, as "ar" or "ar-Latn"
}

// Affiliation is a role of an entity in another one, for a time.
type Affiliation struct {
	Entity   ID
	Role     string
	From, To Date // both inclusive; unset: open
}

// Names are the canonical name and then the aliases.
func (e *Entity) Names() []string {
	names := make([]string, 0, 1+len(e.Aliases))
	names = append(names, e.Name)
	for _, a := range e.Aliases {
		names = append(names, a.Name)
	}
	return names
}
