package annotate

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Entity is an actor across texts: one person, group, institution or thing, under all its spellings.
type Entity struct {
	ID           ID
	Name         string // canonical
	Exact        Exact  // how Name is found in texts
	Aliases      []Alias
	Kind         string // as the project calls it: person, organisation, country, …
	Parent       ID     // the entity it is part of; never itself, however many steps up
	Affiliations []Affiliation
	Apart        []ID // those that a person said are not this one, though they are like it; said at one of the two
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
	Exact    Exact  // how it is found in texts
}

// Affiliation is a role of an entity in another one, for a time.
type Affiliation struct {
	Entity   ID
	Role     string
	From, To Date // both inclusive; unset: open
}

// Exact says which differences of writing set a name and the words of a text apart. The
// zero value makes nothing of any: "hts", "HTS" and "Hts" are one, and so are أحمد and احمد.
// [Prefixed] is the one that sets them apart unless it is said.
type Exact uint8

// The differences that can be made to count, and that one.
const (
	ExactCase       Exact = 1 << iota // US is not us
	ExactDiacritics                   // Müller is not Muller; Hay’at is not Hay'at
	ExactForms                        // of Arabic letters: أ is not ا, ة not ه, ى not ي
	Prefixed                          // does not count: المجلس is in بالمجلس and للمجلس too
)

var exactNames = [...]string{"case", "diacritics", "forms", "prefixed"}

// Has reports whether all of o is said.
func (x Exact) Has(o Exact) bool { return x&o == o }

// Words are the names in files of what is said, in their order.
func (x Exact) Words() (words []string) {
	for i, name := range exactNames {
		if x.Has(1 << i) {
			words = append(words, name)
		}
	}
	return words
}

// ParseExact reads one of [Exact.Words]: "case", "diacritics", "forms" or "prefixed".
func ParseExact(word string) (Exact, error) {
	for i, name := range exactNames {
		if name == word {
			return 1 << i, nil
		}
	}
	return 0, fmt.Errorf("exact %q: want one of %s: %w", word, strings.Join(exactNames[:], ", "), ErrInvalid)
}

// Check reports why e cannot stand in a register, wrapping [ErrInvalid], or nil. It does
// not know which other entities there are.
func (e *Entity) Check() error {
	switch {
	case strings.TrimSpace(e.Name) == "":
		return fmt.Errorf("an actor needs a name: %w", ErrInvalid)
	case e.Colour < 0 || e.Colour > 8:
		return fmt.Errorf("colour %d: want a slot from 1 to 8, or 0 for none: %w", e.Colour, ErrInvalid)
	case !e.Parent.IsZero() && e.Parent == e.ID:
		return fmt.Errorf("%s cannot be part of itself: %w", e.Name, ErrInvalid)
	}
	if slices.Contains(e.Apart, e.ID) && !e.ID.IsZero() {
		return fmt.Errorf("%s cannot be kept apart from itself: %w", e.Name, ErrInvalid)
	}
	for _, a := range e.Aliases {
		if strings.TrimSpace(a.Name) == "" {
			return fmt.Errorf("an alias of %s is empty: %w", e.Name, ErrInvalid)
		}
	}
	for _, a := range e.Affiliations {
		switch {
		case a.Entity == e.ID:
			return fmt.Errorf("%s cannot be affiliated with itself: %w", e.Name, ErrInvalid)
		case !a.From.IsZero() && !a.To.IsZero() && a.endsFirst():
			return fmt.Errorf("%s: %s to %s: it ends before it begins: %w", e.Name, a.From, a.To, ErrInvalid)
		}
	}
	return nil
}

// endsFirst reports whether To is before From, as far as both are known.
func (a Affiliation) endsFirst() bool {
	p := max(a.From.Precision(), a.To.Precision())
	return a.From.To(p).Compare(a.To.To(p)) > 0
}

// KeptApart reports whether a person said that a and b are two, at either.
func KeptApart(a, b *Entity) bool {
	return slices.Contains(a.Apart, b.ID) || slices.Contains(b.Apart, a.ID)
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
